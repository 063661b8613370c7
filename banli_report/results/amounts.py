"""Amounts as people type them in a ledger or a report file: 4100, 4,100条, 1.5万元; exact, with their unit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator

from banli_report.results.values import shown
from banli_report.words.placeholders import UNKNOWN_WORDS
from banli_report.words.vocabulary import plain

_NUMBER = r"(?P<number>(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,12})?)"
_AMOUNT = re.compile(rf"(?P<sign>[-−—]?)\s*{_NUMBER}\s*(?P<unit>[\u4e00-\u9fff㎡]{{0,4}})")
_NOT_EXACT = re.compile("[余多几近约]|以[上下内]|左右|不足|上下")
_UNIT_IN_BRACKETS = re.compile(r"[（(](?:单位[:：])?([\u4e00-\u9fff㎡]{1,4})[)）]$")
_COUNTED_BY = re.compile("(?:^|.)(条|项|次|人次|户次|户|个|家|处|场|篇|份|套|人|名)数$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, which is empty where none is written."""

    value: Fraction
    unit: str = ""


def read_amount(value: object) -> Amount:
    """Read a number that is not negative, with its unit where it has one.

    Raises:
        ValueError: it is no such number; the message is a Chinese phrase.
    """
    text = unicodedata.normalize("NFKC", str(value)).strip()
    found = _AMOUNT.fullmatch(text)
    if isinstance(value, bool) or found is None:
        raise ValueError(f"“{shown(value)}”不是一个数，应写成如12、12条、1.5万元")
    if found["sign"]:
        raise ValueError(f"“{shown(value)}”是负数，不能相加")
    if _NOT_EXACT.search(found["unit"]):
        raise ValueError(f"“{shown(value)}”不是确数，不能相加")
    return Amount(Fraction(found["number"].replace(",", "")), found["unit"])


def amount_of(written: str | None) -> Amount | None:
    """Read an amount of a report file; None where it is not known yet."""
    if written is None:
        return None
    return read_amount(written)


def unit_of_header(header: str) -> str:
    """Give the unit that the name of a column of numbers says: 落实资金（万元）, 采纳条数; or nothing."""
    text = unicodedata.normalize("NFKC", header).strip()
    found = _UNIT_IN_BRACKETS.search(text) or _COUNTED_BY.search(text)
    return found[1] if found else ""


def without_unit(header: str) -> str:
    """Give the name of a column of numbers as templates may call it: without the unit in brackets at its end."""
    return plain(_UNIT_IN_BRACKETS.sub("", unicodedata.normalize("NFKC", header).strip()))


def _amount_or_unknown(value: object) -> str | None:
    if value is None or (isinstance(value, str) and plain(value) in UNKNOWN_WORDS):
        return None
    read_amount(value)
    return str(value).strip()


AmountText = Annotated[str | None, BeforeValidator(_amount_or_unknown)]
"""An amount of a report file as it is written, None for X: not known yet."""

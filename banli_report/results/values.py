"""Single values as people type them: dates, counts, yes or no, text fit for a document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from babel.dates import format_date

from banli_report.words.characters import UNFIT, code_point
from banli_report.words.columns import COLUMNS
from banli_report.words.placeholders import UNKNOWN_WORDS
from banli_report.words.terms import YES_NO
from banli_report.words.vocabulary import plain

REPEATED = "（重复）"
"""Ends the name of a key that says again what another spelling has said, so that it is refused as such."""
_TIME = r"(?:[ T]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DATE_FORMS = (
    re.compile(r"(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})" + _TIME),
    re.compile(r"(\d{4}) ?(年) ?(\d{1,2}) ?月 ?(\d{1,2}) ?日?" + _TIME),
    re.compile(r"(\d{4})()(\d{2})(\d{2})"),
)
_COUNT = re.compile(r"([0-9]{1,9})(?:\.0*)?")
_RATE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)%")
_SHOWN, _FEW = 40, 5
_HOW = (
    "全部|均|都|按时|按期|如期|及时|书面|当面|正式|电话|微信|短信|网上|上门|现场|面对面|联合|共同|一并"
    "|[与和向同](?:人大)?代表|[与和向同](?:政协)?委员|多次"
)


def shown(value: object) -> str:
    """Give a value as a message quotes it: short, and never a data structure."""
    if value is None:
        return "空白"
    if isinstance(value, dict | list | tuple):
        return "一组内容"
    text = str(value)
    if len(text) > _SHOWN:
        return f"{text[:_SHOWN]}……"
    return text


def first_few(words: Sequence[str]) -> str:
    """Give the first words of a list as a message quotes it: five, and 等 where there are more."""
    more = "等" if len(words) > _FEW else ""
    return f"{'、'.join(words[:_FEW])}{more}"


def read_date(value: object) -> date:
    """Read a date as typed in a ledger or a report file (2019-3-27, 2019/3/27, 2019年3月27日, 20190327).

    Raises:
        ValueError: it is no date; the message is a Chinese phrase.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = unicodedata.normalize("NFKC", str(value)).strip()
    for form in _DATE_FORMS:
        if match := form.fullmatch(text):
            year, _, month, day = match.groups()
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                break
    raise ValueError(f"“{shown(value)}”不是日期，应写成2019-12-12或2019年12月12日")


def chinese_date(day: date) -> str:
    """Print a date without padding: 2019年3月7日 (GB/T 9704-2012, 7.3.5)."""
    return format_date(day, "y年M月d日", locale="zh_CN")


def read_yes_no(value: object, column: str | None = None) -> bool:
    """Read 是/否, √/×, a logical value, or that something was done or not (已书面答复, 未面商).

    Args:
        value: what is typed.
        column: the ledger's column; where it is known, 已联系 is no answer to whether an item is completed.

    Raises:
        ValueError: it is neither; the message is a Chinese phrase.
    """
    if isinstance(value, bool):
        return value
    text = plain(str(value))
    if term := YES_NO.find(text):
        return term.identifier == "yes"
    words = _words_of(column)
    if words and (said := _done(words).fullmatch(text)):
        return said["not_done"] is None
    example = ""
    if column and words:
        example = f"，或如“已{words[0]}”“未{words[0]}”"
    raise ValueError(f"“{shown(value)}”看不出是与否，应填“是”或“否”{example}")


def _words_of(column: str | None) -> tuple[str, ...]:
    """Give the words by which a column, or any of them, says that something was done."""
    return tuple(word for known in COLUMNS if column in (None, known.identifier) for word in known.done)


@cache
def _done(words: tuple[str, ...]) -> re.Pattern[str]:
    """Give the form of words for having been done or not; only words between that change nothing are let through."""
    done = "|".join((*dict.fromkeys(words), "完成"))
    return re.compile(
        rf"(?:已经?(?:{_HOW}|{done}|[、,并和])*(?:{done})(?:完毕|[1-9]\d{{0,2}}次)?了?"
        rf"|(?P<not_done>(?:[尚还暂]?未|[尚还暂]?没有?|暂?不)[能予曾经]?(?:{done})|[尚还暂]未))[。.]?"
    )


def read_count(value: object) -> int:
    """Read a whole, non-negative number of items; 12, 12.0 and "12件" are the same.

    Raises:
        ValueError: it is not a count; the message is a Chinese phrase.
    """
    text = unicodedata.normalize("NFKC", str(value)).strip().removesuffix("件").strip()
    match = _COUNT.fullmatch(text)
    if isinstance(value, bool) or match is None:
        raise ValueError(f"“{shown(value)}”不是件数，应为不小于0的整数")
    return int(match[1])


def read_count_or_unknown(value: object) -> int | None:
    """Read a count, or None for X, 待定 or nothing: not known yet.

    Raises:
        ValueError: it is neither; the message is a Chinese phrase.
    """
    if value is None or (isinstance(value, str) and plain(value.removesuffix("件")) in UNKNOWN_WORDS):
        return None
    return read_count(value)


def read_rate_or_unknown(value: object) -> str | None:
    """Read a percentage as it is to be printed (99%, 98.60%), or None for X, 待定 or nothing: not known yet.

    Raises:
        ValueError: it is neither; the message is a Chinese phrase.
    """
    text = unicodedata.normalize("NFKC", str(value if value is not None else "")).strip()
    if plain(text.removesuffix("%")) in UNKNOWN_WORDS:
        return None
    found = _RATE.fullmatch(text)
    if found is None or Decimal(found[1]) > 100:
        raise ValueError(f"“{shown(value)}”不是率，应写成0%到100%之间的百分数，如99%、98.60%")
    return text


def read_text(value: object) -> str:
    """Read text fit for a Word document: CRLF becomes LF, outer white space goes, control characters are refused.

    Raises:
        ValueError: a character cannot stand in a document; the message names its code point.
    """
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    if found := UNFIT.search(text):
        before = text[: found.start()].split("\n")
        where = f"第{len(before[-1]) + 1}个字符"
        if "\n" in text:
            where = f"第{len(before)}行{where}"
        raise ValueError(f"{where}{code_point(found[0])}是控制字符或无效字符，不能写入文件")
    return text.strip()


def read_condition(value: object) -> str | tuple[str, ...] | dict[str, str | tuple[str, ...]]:
    """Read a condition: a name, several names, or columns with their values.

    Raises:
        ValueError: it is something else, or says nothing; the message is a Chinese phrase.
    """
    if not isinstance(value, dict):
        return _words(value)
    if not value:
        raise ValueError("条件是空的，应写成如“主办”或“{类别: 城建}”")
    return {read_text(column): _words(words) for column, words in value.items()}


def _words(value: object) -> str | tuple[str, ...]:
    if isinstance(value, list | tuple) and value:
        return tuple(map(_word, value))
    return _word(value)


def _word(value: object) -> str:
    if value is None or isinstance(value, bool | dict | list | tuple) or not read_text(value):
        raise ValueError("应写成一个条件，或条件的列表，如 [满意, 基本满意]，或列和取值，如 {类别: 城建}")
    return read_text(value)

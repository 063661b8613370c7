"""What an item is known by, as it is compared: its number and its title in any way of writing."""

from __future__ import annotations

import re

from banli_report.words.vocabulary import plain

_AROUND = r"(?:第|号|字|建议|提案|议案|no\.?|[\s()\[\]【】〔〕.,、])+"
_BETWEEN_DIGITS = re.compile(rf"(?<=\d){_AROUND}(?=\d)")
_AROUND_NUMBER = re.compile(_AROUND)
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_SIGNS = re.compile(r"[\W_]+")


def number_of(number: str | None) -> str:
    """Give a number as it is compared: 1, 001, 第1号 and １号 are one; 1.2 and 12 are two."""
    apart = _BETWEEN_DIGITS.sub("-", plain(number or ""))
    return _ZEROS.sub("", _AROUND_NUMBER.sub("", apart))


def title_of(title: str | None) -> str:
    """Give a title as it is compared: signs and spaces do not matter."""
    return _SIGNS.sub("", plain(title or ""))

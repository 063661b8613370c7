"""The numbers in a text, each in one form for all ways of writing it, and the text with them masked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banli_report.document.tree import Note
from banli_report.words.characters import INVISIBLE
from banli_report.words.placeholders import PLACEHOLDER

NUMBER = "\ufdd2"
"""Stands in compared words for any number; no document may hold this character."""
UNKNOWN = "X"
"""The value of what stands for a number that is not known yet."""
_BLANK = re.compile(r"\s+")
_FORMS: dict[int, int | str] = {
    **{0xFF01 + i: 0x21 + i for i in range(94)},
    **dict.fromkeys(map(ord, "“”„‟″＂「」『』"), '"'),
    **dict.fromkeys(map(ord, "‘’‛′"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−－─"), "-"),
    **dict.fromkeys(map(ord, "〔【［"), "["),
    **dict.fromkeys(map(ord, "〕】］"), "]"),
    **dict.fromkeys(map(ord, "﹪"), "%"),
}
_DIGIT = "[0-9０-９]"
_CHINESE = "一二两兩三四五六七八九十百千"
_DIGITS = re.compile(
    rf"{_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}}){{1,4}}(?!{_DIGIT})(?:[.．]{_DIGIT}{{1,9}})?[%％‰]?"
    rf"|{_DIGIT}+(?:[.．]{_DIGIT}+)?[%％‰]?"
    rf"|[{_CHINESE}]{{1,9}}(?=[件条條项項类類份个個次家名人处處])"
)
_ONES = {"一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text prints it.

    Args:
        text: as printed.
        value: the same for all ways of writing one number; a share keeps its sign.
        start: where it begins in its text.
        unit: the character after it, or nothing.
        note: where it comes from, where the report computed it.
    """

    text: str
    value: str
    start: int
    unit: str = ""
    note: Note | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether it is a number, not what stands for one."""
        return self.value != UNKNOWN

    @property
    def kind(self) -> tuple[str, str]:
        """Give what two places of the same number share: the value, and what is counted."""
        return self.value, "" if self.is_share else form_of(self.unit)

    @property
    def is_share(self) -> bool:
        """Tell whether it is a percentage."""
        return self.value.endswith("%")


Noted = Sequence[tuple[int, int, Note]]
"""Where in a text without spaces the computed figures stand."""


def unspaced(text: str) -> str:
    """Give a text without spaces, breaks and what nobody sees."""
    return _BLANK.sub("", text).translate(INVISIBLE)


def form_of(text: str) -> str:
    """Give a text in one form of its signs, as long as it was."""
    return text.translate(_FORMS)


def numbers_in(text: str, noted: Noted = ()) -> tuple[Number, ...]:
    """Give the numbers of a text without spaces, and what stands for a number that is not known yet.

    Args:
        text: the text.
        noted: the computed figures in it, in order.
    """
    found = []
    notes = iter(noted)
    note = next(notes, None)
    for start, end, value in _spans(text):
        while note and note[1] <= start:
            note = next(notes, None)
        own = note[2] if note and note[0] < end else None
        found.append(Number(text[start:end], value, start, text[end : end + 1], own))
    return tuple(found)


def masked(text: str, numbers: Sequence[Number]) -> str:
    """Give a text in one form of its signs, its numbers masked."""
    pieces = []
    end = 0
    for number in numbers:
        pieces += [form_of(text[end : number.start]), NUMBER]
        end = number.start + len(number.text)
    return "".join([*pieces, form_of(text[end:])])


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    end = 0
    unknown = [
        (found.start(), _with_sign(text, found.end()), UNKNOWN) for found in PLACEHOLDER.finditer(text)
    ]
    known = [(found.start(), found.end(), _value(found[0])) for found in _DIGITS.finditer(text)]
    for span in sorted((*unknown, *known)):
        if span[0] >= end:
            yield span
            end = span[1]


def _with_sign(text: str, end: int) -> int:
    return end + (form_of(text[end : end + 1]) == "%")


def _value(written: str) -> str:
    """Give a number in the form that all ways of writing it share: 1,234 ２５ 12.0% 十二 are 1234 25 12% 12."""
    plain = form_of(written).replace(",", "")
    if plain[0] in _CHINESE:
        return str(_chinese_value(plain))
    sign = plain[-1] if plain[-1] in "%‰" else ""
    whole, _, decimals = plain.removesuffix(sign).partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole.lstrip('0') or '0'}{f'.{decimals}' if decimals else ''}{sign}"


def _chinese_value(written: str) -> int:
    total = ones = 0
    for character in written:
        if character in _ONES:
            ones = _ONES[character]
        else:
            total += (ones or 1) * _UNITS[character]
            ones = 0
    return total + ones

"""Numbers in prose: what is never a count is left out first, the rest is read with its unit and how exact it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from banli_report.claims.clean import Clean, clean
from banli_report.claims.grammar import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    EXCLUSIONS,
    MONEY,
    MORE,
    PERCENT,
    POINTS,
    SCALES,
    SPELT_UNITS,
    UNITS,
)

_COVER = "\x00"
_WINDOW = 5
"""How many characters before a number the words on its exactness may take."""


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_EXCLUDED = tuple(re.compile(exclusion.pattern, re.MULTILINE) for exclusion in EXCLUSIONS)
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERALS = "".join((*_DIGITS, *_TENS))
_NUMBER = re.compile(
    r"(?<!\d)(?<!\d\.)(?:(?P<grouped>\d{1,3}(?:,\d{3}){1,4})(?![\d,])|(?P<plain>\d{1,15}(?:\.\d{1,8})?))"
    rf"(?P<scale>(?:{_any_of(SCALES)})(?!元))?(?P<more>{_any_of(MORE)})?"
    rf"(?P<unit>{_any_of((*POINTS, PERCENT, *UNITS))})?"
    rf"|百分之(?P<share>\d{{1,3}}(?:\.\d{{1,4}})?|[{_NUMERALS}]{{1,5}}(?:点[{_NUMERALS}]{{1,4}})?)"
    rf"|(?<![{_NUMERALS}万亿第几数])(?P<spelt>[{_NUMERALS}]{{1,9}})(?P<spelt_unit>{_any_of(SPELT_UNITS)})"
)
_BEFORE = re.compile(rf"(?:{_any_of(ABOUT_BEFORE)})$")
_AFTER = re.compile(_any_of(ABOUT_AFTER))
_RANGE_BEGINS, _RANGE_ENDS = re.compile(r"[—–~至-]\d"), re.compile(r"[\d%件条项][—–~至-]$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Args:
        start: where it begins in the text as written.
        end: where it ends there, with its scale and percent sign, without any other unit.
        text: as it is written between the two.
        value: its value; a percentage is that of its digits.
        step: the value of one in its last printed place.
        unit: its unit, ``%``, ``个百分点``, or empty.
        about: the word that says that it is not exact, or empty.
        at: where it begins in the clean text.
        after: where it ends in the clean text, unit and words on its exactness included.
    """

    start: int
    end: int
    text: str
    value: Fraction
    step: Fraction
    unit: str
    about: str
    at: int
    after: int

    @property
    def is_share(self) -> bool:
        """Tell whether it is a percentage."""
        return self.unit == PERCENT

    @property
    def is_points(self) -> bool:
        """Tell whether it is a change in percentage points."""
        return self.unit in POINTS

    @property
    def family(self) -> str:
        """Give the family of units in which it may be added and divided, or an empty text."""
        return UNITS.get(self.unit, "")

    @property
    def is_count(self) -> bool:
        """Tell whether it is a number of things that can be added and divided, exact or not."""
        return bool(self.family) and (self.step <= 1 or self.unit in MONEY)

    @property
    def decimals(self) -> int:
        """Give how many places are printed after the point."""
        return len(str(self.step.denominator)) - 1

    @property
    def shown(self) -> str:
        """Give it as it is written, with its unit."""
        return self.text if self.is_share else f"{self.text}{self.unit}"


def numbers_in(text: str) -> tuple[Number, ...]:
    """Give the numbers of a text, in order: no dates, sessions, file numbers, ordinals, telephone numbers or names.

    Args:
        text: the text, as written.
    """
    return scan(clean(text))


def scan(text: Clean) -> tuple[Number, ...]:
    """Give the numbers of a clean text, in order."""
    return tuple(filter(None, (_number(text, found) for found in _found(text))))


def _found(text: Clean) -> Iterator[re.Match[str]]:
    covered = _covered(text.text)
    position = 0
    while found := _NUMBER.search(covered, position):
        group = found["grouped"]
        if group and "，" in text.as_written(found.start(), found.end("grouped")):
            found = _NUMBER.search(covered, found.start(), found.start() + group.index(",")) or found
        yield found
        position = found.end()


def _covered(text: str) -> str:
    """Cover what is never a count with signs that no pattern knows; its length stays."""
    for pattern in _EXCLUDED:
        text = pattern.sub(lambda found: _COVER * len(found[0]), text)
    return text


def _number(text: Clean, found: re.Match[str]) -> Number | None:
    digits = found["grouped"] or found["plain"] or found["share"] or found["spelt"]
    digits = _with_point(digits.replace(",", ""))
    value = _value(digits)
    if value is None:
        return None
    unit = found["unit"] or found["spelt_unit"] or (PERCENT if found["share"] else "")
    factor = SCALES.get(found["scale"], 1) * MONEY.get(unit, 1)
    after = _AFTER.match(found.string, found.end())
    begin, stop = text.span(found.start(), _end(found))
    return Number(
        begin,
        stop,
        text.written[begin:stop],
        value * factor,
        Fraction(factor, 10 ** len(digits.partition(".")[2])),
        unit,
        _about(found, after),
        found.start(),
        after.end() if after else found.end(),
    )


def _end(found: re.Match[str]) -> int:
    """Give where the digits end, their scale and a percent sign included."""
    if found["spelt"]:
        return found.end("spelt")
    if found["share"] or found["unit"] == PERCENT:
        return found.end()
    return found.end("scale") if found["scale"] else max(found.end("grouped"), found.end("plain"))


def _about(found: re.Match[str], after: re.Match[str] | None) -> str:
    text, start, end = found.string, found.start(), found.end()
    before = _BEFORE.search(text[max(0, start - _WINDOW) : start])
    if before:
        return before[0]
    ranged = _RANGE_BEGINS.match(text, end) or _RANGE_ENDS.search(text[max(0, start - 2) : start])
    return found["more"] or (after[0] if after else "") or ("至" if ranged else "")


def _with_point(digits: str) -> str:
    """Write numerals with a fraction in figures: 九十八点五 is 98.5."""
    whole, point, fraction = digits.partition("点")
    before = _spelt(whole) if point else None
    if before is None:
        return digits
    return f"{before}.{''.join(str(_DIGITS.get(sign, 0)) for sign in fraction)}"


def _value(digits: str) -> Fraction | None:
    return Fraction(digits) if digits.isascii() else _spelt(digits)


def _spelt(word: str) -> Fraction | None:
    """Read Chinese numerals; 两三 is a guess and 一 alone an article, so neither is read."""
    total, digit = 0, 0
    for sign in word:
        if sign in _TENS:
            total, digit = total + (digit or 1) * _TENS[sign], 0
        elif digit:
            return None
        else:
            digit = _DIGITS[sign]
    return Fraction(total + digit) if total + digit > 1 else None

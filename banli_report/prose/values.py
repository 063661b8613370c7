"""Values as templates see them: they compare and count as what they are, and print as marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, SupportsIndex

from banli_report.figures import formulas
from banli_report.figures.figure import ITEMS, Figure
from banli_report.figures.rounding import share_text
from banli_report.prose.faults import WordingError
from banli_report.prose.marks import Marks
from banli_report.results.policy import Percent

_WHOLE = re.compile(r"(?:100|0)(?:\.0+)?%")


class _Printed:
    """Prints as a mark also in an f-string, where numbers would otherwise print themselves."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return str(self)


class Rendered(str):
    """Text that a template already made: it goes into another text as it is."""

    __slots__ = ()


class Text(_Printed, str):
    """A value typed by someone: verbatim in the document, whatever characters it holds."""

    _marks: Marks
    _own: bool

    def __new__(cls, value: str, marks: Marks, *, own: bool = False) -> Text:
        """Make a text that prints into these marks; ``own`` where the report file says it, not the ledger."""
        text = super().__new__(cls, value)
        text._marks, text._own = marks, own
        return text

    def __str__(self) -> str:
        return self._marks.add(self.raw, own=self._own) if self else ""

    @property
    def raw(self) -> str:
        """Give the text itself."""
        return str.__str__(self)

    def __iter__(self) -> Iterator[str]:
        return (Text(character, self._marks) for character in self.raw)

    def __getitem__(self, place: SupportsIndex | slice) -> Text:
        return Text(self.raw[place], self._marks, own=self._own)

    def __add__(self, other: object) -> str:
        return str(self) + str(other)

    def __radd__(self, other: object) -> str:
        return str(other) + str(self)


class CountValue(_Printed, int):
    """A count that knows its figure."""

    figure: Figure
    _marks: Marks

    def __new__(cls, figure: Figure, marks: Marks) -> CountValue:
        """Make a count that prints into these marks."""
        value = super().__new__(cls, figure.items)
        value.figure, value._marks = figure, marks
        return value

    def __str__(self) -> str:
        return self._marks.add(self.figure.text, self.figure)


class ShareValue(_Printed, Fraction):
    """A share that knows its figure."""

    figure: Figure
    _marks: Marks

    def __new__(cls, figure: Figure, marks: Marks) -> ShareValue:
        """Make a share that prints into these marks."""
        value: ShareValue = super().__new__(cls, figure.value or 0)
        value.figure, value._marks = figure, marks
        return value

    @property
    def marks(self) -> Marks:
        """Give what it prints into."""
        return self._marks

    def __str__(self) -> str:
        return self._marks.add(self.figure.text, self.figure)


def rounded_anew(value: ShareValue, percent: Percent) -> ShareValue:
    """Give a share that is printed in another way.

    Raises:
        WordingError: it was made to add to 100 with others, or is given as it is.
    """
    figure = value.figure
    if formulas.is_closed(figure.formula):
        raise WordingError(
            f"“{figure.name}”是凑整到100%的，不能单独另定小数位，应写在整项上，如 {{{{ 建议.类别 | 百分比(2) | 分项 }}}}"
        )
    if figure.denominator is None:
        raise WordingError(f"“{figure.name}”是给定的，照写的印，没有件数，不能另定小数位")
    return ShareValue(replace(figure, text=share_text(Fraction(value), percent)), value.marks)


class UnknownValue(_Printed):
    """A figure that is not known yet: prints as X, is true, and equals or exceeds nothing."""

    def __init__(self, figure: Figure, marks: Marks) -> None:
        self.figure = figure
        self._marks = marks

    def __str__(self) -> str:
        return self._marks.add(self.figure.text, self.figure)

    def _computed(self, other: object) -> Any:
        """Give the figure back for what is computed of it: not known yet either."""
        return self if isinstance(other, int | Fraction | UnknownValue) else NotImplemented

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _computed

    def _no(self, other: object) -> bool:
        return False

    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = _no
    __hash__ = None  # type: ignore[assignment]


class AmountValue(_Printed, Fraction):
    """A sum that is no whole number; it is no share, whatever its size."""

    figure: Figure
    _marks: Marks

    def __new__(cls, figure: Figure, marks: Marks) -> AmountValue:
        """Make a sum that prints into these marks."""
        value: AmountValue = super().__new__(cls, figure.value or 0)
        value.figure, value._marks = figure, marks
        return value

    def __str__(self) -> str:
        return self._marks.add(self.figure.text, self.figure)


Number = CountValue | ShareValue | AmountValue | UnknownValue


def number_value(figure: Figure, marks: Marks) -> Number:
    """Give a figure as a value."""
    if not figure.known:
        return UnknownValue(figure, marks)
    if isinstance(figure.value, int):
        return CountValue(figure, marks)
    if figure.unit == ITEMS:
        return ShareValue(figure, marks)
    return AmountValue(figure, marks)


def reads_as_whole(share: Figure) -> bool:
    """Tell whether a share that is neither all nor none is rounded so that it reads 100% or 0%."""
    if share.unit != ITEMS or not isinstance(share.value, Fraction) or not 0 < share.value < 1:
        return False
    return _WHOLE.fullmatch(share.text) is not None

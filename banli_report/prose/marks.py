"""Invisible marks: a value enters the text as a number between two noncharacters, never as markup.

No input may contain those characters (results refuses them), so nothing that a user typed can be taken for
a mark, and nothing inside a value is ever read as Markdown or as a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banli_report.figures.figure import Figure
from banli_report.results.policy import Percent

_START, _END = "\ufdd0", "\ufdd1"
_MARK = re.compile(f"{_START}(\\d+){_END}")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark stands for: text, the figure that it prints, if any, and whether the report file says it."""

    text: str
    figure: Figure | None = None
    own: bool = False


class Marks:
    """Collects the values printed while a template is rendered."""

    def __init__(self, percent: Percent | None = None) -> None:
        self.percent = percent or Percent()
        """How the document prints shares."""
        self._numbers: dict[Mark, int] = {}
        self.asked: set[str] = set()
        """The batches that a template asked for anything but their name and kind."""

    def add(self, text: str, figure: Figure | None = None, *, own: bool = False) -> str:
        """Give the mark that stands for a value."""
        number = self._numbers.setdefault(Mark(text, figure, own), len(self._numbers))
        return sign(number)

    def all(self) -> tuple[Mark, ...]:
        """Give what the marks stand for, by their numbers."""
        return tuple(self._numbers)


def sign(number: int) -> str:
    """Give the mark of a number."""
    return f"{_START}{number}{_END}"


def split(text: str, marks: Sequence[Mark]) -> Iterator[str | Mark]:
    """Give the pieces of a marked text: typed text, and what its marks stand for."""
    for position, piece in enumerate(_MARK.split(text)):
        if position % 2:
            yield marks[int(piece)]
        elif piece:
            yield piece


def whole(text: str, marks: Sequence[Mark]) -> bool:
    """Tell whether every mark in a text is whole and stands for something."""
    numbers = [int(number) for number in _MARK.findall(text)]
    rest = _MARK.sub("", text)
    return all(number < len(marks) for number in numbers) and _START not in rest and _END not in rest


def unmarked(text: str, marks: Sequence[Mark]) -> str:
    """Give a marked text as it reads."""
    return "".join(piece.text if isinstance(piece, Mark) else piece for piece in split(text, marks))

"""A piece of text as it is read out of any document: a paragraph, a line of a text file, a cell of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from banli_report.errors import Place


class CellPosition(NamedTuple):
    """Where a cell stands: the table's number in the document, its row and its column, all from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one piece of a document.

    Args:
        text: the text, as written.
        place: where it is, for messages.
        cell: where it stands in a table, or None for running text.
    """

    text: str
    place: Place
    cell: CellPosition | None = None


def passages_of_text(text: str, file: str | None = None) -> tuple[Passage, ...]:
    """Give the lines of a text that are not blank.

    Args:
        text: the text.
        file: the file's name, for places.
    """
    lines = enumerate(text.splitlines(), 1)
    return tuple(Passage(line, Place(file=file, line=number)) for number, line in lines if line.strip())

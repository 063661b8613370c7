"""Figures that are gone from one place and new at another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from banli_report.checks.against.comparing import Placed
from banli_report.checks.against.numbers import Number
from banli_report.checks.against.pieces import Piece
from banli_report.checks.against.sentences import TextDifferences
from banli_report.checks.against.tables import TableDifferences


class Moves:
    """Knows every number that is new, and gives each away once."""

    def __init__(self, text: TextDifferences, tables: TableDifferences) -> None:
        self._new: dict[tuple[str, str], list[Placed]] = defaultdict(list)
        self._given: set[int] = set()
        for number, piece in reversed(list(_new_numbers(text, tables))):
            self._new[number.kind].append((number, piece))

    def take(self, number: Number) -> Piece | None:
        """Give the piece that a figure which is gone stands in now, or None."""
        new = self._new.get(number.kind)
        if not new:
            return None
        found, piece = new.pop()
        self._given.add(id(found))
        return piece

    def still_new(self, numbers: Sequence[Number]) -> list[Number]:
        """Give those of some numbers that nothing was found to have moved to."""
        return [number for number in numbers if id(number) not in self._given]


def _new_numbers(text: TextDifferences, tables: TableDifferences) -> Iterator[Placed]:
    for pair in text.pairs:
        if not pair.claimed:
            yield from pair.differences.gained
    for piece, _ in text.added:
        yield from ((number, piece) for number in piece.numbers)
    for cell in tables.cells:
        yield from cell.differences.gained

"""Where pieces of a finished file stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from banli_report.checks.against.pieces import Piece, Source
from banli_report.errors import Place


@dataclass(frozen=True, slots=True)
class Places:
    """The passages of a finished file.

    Args:
        found: the passages.
        file: the place of what has no other.
        sizes: how many pieces of running text each passage has, by its position.
    """

    found: Sequence[Source]
    file: Place
    sizes: Mapping[int, int]

    def of(self, piece: Piece | None) -> Place:
        """Give where a piece found stands; of none, the file."""
        return self.of_passage(piece.passage) if piece else self.file

    def of_passage(self, passage: int) -> Place:
        """Give where a passage stands."""
        return self.found[passage].passage.place

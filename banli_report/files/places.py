"""Where values were read from: keys of a report file, rows of a ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from banli_report.errors import Place
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import CONDITIONS, COUNT_NAMES, REPORT_KEYS
from banli_report.words.vocabulary import plain

Key = str | int
_CONTAINERS = frozenset({"partitions", "flags", "parts"})


@cache
def _spellings(key: Key) -> frozenset[str]:
    """Give every spelling under which a key of the model may stand in a file."""
    if isinstance(key, int):
        return frozenset({str(key)})
    words = {plain(key)}
    for vocabulary in (REPORT_KEYS, COLUMNS, COUNT_NAMES, CONDITIONS):
        for term in vocabulary:
            if key in (term.identifier, term.label):
                words.update(map(plain, term.words()))
    return frozenset(words)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a file's values, as a tree of its keys.

    Args:
        here: the place of the value itself.
        below: the places of its parts, by key as written (list positions as digits).
        first_line: for a text block, the line of the file on which its first line stands.
    """

    here: Place | None = None
    below: Mapping[str, Places] = field(default_factory=dict)
    first_line: int | None = None

    def find(self, path: Sequence[Key]) -> Place | None:
        """Give the place of the value at a path, or of the nearest value around it."""
        return self.walk(path).here

    def walk(self, path: Sequence[Key]) -> Places:
        """Give the places at a path, or of the nearest value around it."""
        found = self
        for key in path:
            inner = found.inside(key)
            if inner is None and key in _CONTAINERS:
                continue
            if inner is None:
                break
            found = inner
        return found

    def in_file(self, name: str) -> Places:
        """Give these places under another name of their file."""
        here = replace(self.here, file=name) if self.here else None
        below = {key: places.in_file(name) for key, places in self.below.items()}
        return Places(here, below, self.first_line)

    def over(self, other: Places) -> Places:
        """Give these places with those of another where these have none."""
        here = self.here or other.here
        below = {**other.below, **self.below}
        for key in self.below.keys() & other.below.keys():
            below[key] = self.below[key].over(other.below[key])
        return Places(here, below, self.first_line)

    def inside(self, key: Key) -> Places | None:
        """Give the places under one key, as it is written or in another of its spellings."""
        if str(key) in self.below:
            return self.below[str(key)]
        words = _spellings(key)
        return next((places for name, places in self.below.items() if plain(name) in words), None)


@dataclass(frozen=True, slots=True)
class Origin:
    """The row of a ledger that an item was read from.

    Args:
        file: the ledger's file name.
        sheet: worksheet, or None for a text file.
        row: row number, from 1.
        letters: for each column that the ledger has, the letter of its column in the sheet.
    """

    file: str
    sheet: str | None
    row: int
    letters: Mapping[str, str]

    def place(self, column: str | None = None) -> Place:
        """Give the place of a column's cell, or of the row."""
        letter = self.letters.get(column or "", "")
        return Place(file=self.file, sheet=self.sheet, cell=f"{letter}{self.row}")

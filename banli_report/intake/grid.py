"""A worksheet or a delimited text as plain rows, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from banli_report.errors import BanliError, Place, Problem, refuse
from banli_report.files.places import Origin

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 50_000, 400, 600_000
LIMIT = f"一张表最多{MAX_ROWS}行、{MAX_COLUMNS}列，有内容的最多{MAX_CELLS}格"
"""How large a sheet may be, of whatever file; many times the ledger of a whole country."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something.

    Args:
        number: its number, from 1.
        values: its values, from column A on.
        merged: whether some of its cells are merged across columns, as in a title.
        spread: the positions whose value is that of a cell above, merged downwards.
        struck: the positions of cells that are struck through.
        hidden: whether the row is hidden or filtered out.
    """

    number: int
    values: tuple[object, ...]
    merged: bool = False
    spread: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    hidden: bool = False

    def filled(self) -> Iterator[tuple[int, object]]:
        """Give the positions and values of the cells that hold something."""
        return (
            (at, value)
            for at, value in enumerate(self.values)
            if value is not None and not (isinstance(value, str) and (not value or value.isspace()))
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet.

    Args:
        file: file name.
        sheet: worksheet name, or None for a text file.
        rows: the rows that hold something.
        notes: what reading it had to guess or could not read.
        first_day: the day that serial number 0 stands for.
        hidden_columns: the positions of columns that are hidden.
    """

    file: str
    sheet: str | None
    rows: tuple[Row, ...]
    notes: tuple[Problem, ...] = ()
    first_day: date = date(1899, 12, 30)
    hidden_columns: frozenset[int] = frozenset()

    def place(self, row: int, column: int | None = None) -> Place:
        """Give the place of a row, or of a cell whose column counts from 0."""
        letter = "" if column is None else column_letter(column)
        return Place(file=self.file, sheet=self.sheet, cell=f"{letter}{row}")

    def origin(self, row: int, letters: Mapping[str, str]) -> Origin:
        """Give where the item of a row comes from.

        Args:
            row: its number.
            letters: for each column of the sheet its letter.
        """
        return Origin(self.file, self.sheet, row, letters)

    def below(self, row: int) -> Iterator[Row]:
        """Give the rows under one."""
        return (other for other in self.rows if other.number > row)

    def day(self, serial: float) -> date:
        """Give the date that a spreadsheet's serial number stands for."""
        return self.first_day + timedelta(days=int(serial))

    def serial(self, day: date) -> int:
        """Give the serial number of a date."""
        return (day - self.first_day).days


def too_large(place: Place, what: str) -> BanliError:
    """Make the refusal of a sheet that is larger than any ledger.

    Args:
        place: the sheet, or the cell that lies beyond the limits.
        what: how large it is, a Chinese clause.
    """
    hint = "删去无关的行列、远处的零散单元格和空白格式，或分成几个台账"
    return refuse("results.too-large", place, f"{what}；{LIMIT}", hint)


def position_of(letters: str) -> int | None:
    """Give the position that a column's letters mean (A is 0; also written A列), or None where they are none."""
    found = re.fullmatch("([A-Za-z]{1,3})列?", letters.strip())
    if found is None:
        return None
    number = 0
    for letter in found[1].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letter(column: int) -> str:
    """Give a column's letters, counting from 0 (0 is A, 26 is AA)."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

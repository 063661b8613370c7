"""Tables out of cells: rows of texts, with what is a number read as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banli_report.claims.clean import Clean, clean
from banli_report.claims.mentions import Sentence
from banli_report.claims.numbers import Number, scan
from banli_report.claims.passage import Passage


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its place in the text, what it says, and the number that it is, if it is nothing else."""

    sentence: Sentence
    text: str
    number: Number | None


Row = dict[int, GridCell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows from the top, each with its cells by their column."""

    rows: tuple[Row, ...]

    def columns(self) -> list[int]:
        """Give the columns, from the left."""
        return sorted({column for row in self.rows for column in row})


def tables_of(passages: Sequence[Passage]) -> Iterator[Table]:
    """Give the tables among passages; the paragraphs of one cell are read as one."""
    tables: dict[int, dict[int, dict[int, list[Passage]]]] = defaultdict(lambda: defaultdict(dict))
    for passage in passages:
        if passage.cell:
            tables[passage.cell.table][passage.cell.row].setdefault(passage.cell.column, []).append(passage)
    for table in tables.values():
        rows = [table[row] for row in sorted(table)]
        yield Table(tuple({column: _cell(cell) for column, cell in row.items()} for row in rows))


def _cell(passages: Sequence[Passage]) -> GridCell:
    text = clean("".join(passage.text for passage in passages))
    sentence = Sentence(passages[0], text, 0, len(text.text), ())
    return GridCell(sentence, text.text, _number(text))


def _number(text: Clean) -> Number | None:
    """Give the number that a cell is, with its unit or without."""
    found = scan(text)
    if len(found) == 1 and found[0].at == 0 and found[0].after == len(text.text) and not found[0].about:
        return found[0]
    return None

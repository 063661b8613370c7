"""A document in pieces that can be compared: sentences of its running text, rows of its tables, clauses of a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from banli_report.checks.against.numbers import Noted, Number, form_of, masked, numbers_in, unspaced
from banli_report.claims.passage import Passage

_BODY, _END = r"(?:[^。！？!?；;：:]|[：:](?=[0-9０-９]))", r"(?:[。！？!?；;]+[”’」』）)》〉\"]*|[：:])"
_UNIT = re.compile(f"{_BODY}++{_END}?|{_END}")
_SENTENCE_END = re.compile(r"[。！？!?][”’」』）)》〉\"]*$")
_ORDINAL = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:、|是(?!否))|\([一二三四五六七八九十]{1,3}\)"
    r"|\d{1,2}[.、](?!\d)|\(\d{1,2}\)"
)
_SAYS = re.compile(r"\w")
_CLAUSE_ENDS = re.compile(r"[,、:;。!?()]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as it is compared.

    Args:
        passage: the passage.
        text: its text without spaces.
        noted: the computed figures in it.
        listed: whether it is a cell of a list of items, which says what the ledger says.
    """

    passage: Passage
    text: str
    noted: Noted = ()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text.

    Args:
        words: what it says, in one form of its signs, its numbers masked, its ordinal left out.
        numbers: its numbers, with their places in ``text``.
        text: as printed, without spaces.
        passage: the position of its passage.
        sentence: which sentence of the document it is of.
    """

    words: str
    numbers: tuple[Number, ...]
    text: str
    passage: int
    sentence: int = 0

    @property
    def values(self) -> tuple[str, ...]:
        """Give the values of its numbers."""
        return tuple(number.value for number in self.numbers)

    @property
    def figures(self) -> tuple[Number, ...]:
        """Give the numbers that the report computed."""
        return tuple(number for number in self.numbers if number.note)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Args:
        cells: its cells by their columns.
        table: its table's number in the document.
        number: its number in the table.
        listed: whether it is one of a list of items.
        words: what all cells say.
        values: the values of the numbers of all cells.
    """

    cells: Mapping[int, Piece]
    table: int
    number: int
    listed: bool
    words: str
    values: tuple[str, ...]

    @property
    def whole(self) -> Piece:
        """Give the row as one piece."""
        cells = list(self.cells.values())
        numbers = tuple(number for cell in cells for number in cell.numbers)
        words = "|".join(cell.words for cell in cells)
        return Piece(words, numbers, "　".join(cell.text for cell in cells), cells[0].passage)


def sources_of(passages: Sequence[Passage]) -> list[Source]:
    """Give the passages of a file as they are compared."""
    return [Source(passage, unspaced(passage.text)) for passage in passages]


def sentences_of(sources: Sequence[Source]) -> list[Piece]:
    """Give the running text in pieces that end with a full stop, a semicolon or a colon."""
    tables = _tables(sources)
    pieces = []
    sentence = 0
    for position, source in enumerate(sources):
        if source.passage.cell is None or source.passage.cell.table not in tables:
            for piece in _units(source, position):
                pieces.append(replace(piece, sentence=sentence))
                sentence += bool(_SENTENCE_END.search(piece.text))
            sentence += 1
    return pieces


def rows_of(sources: Sequence[Source]) -> list[Row]:
    """Give the rows of the tables."""
    tables = _tables(sources)
    cells: dict[tuple[int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for position, source in enumerate(sources):
        if (cell := source.passage.cell) and cell.table in tables:
            cells[cell.table, cell.row][cell.column].append(position)
    return [_row(sources, place, columns) for place, columns in cells.items()]


def clauses_of(pieces: Sequence[Piece]) -> list[Piece]:
    """Give the clauses of pieces, without the marks between them."""
    return [clause for piece in pieces for clause in _clauses(piece)]


def _tables(sources: Sequence[Source]) -> frozenset[int]:
    """Give the tables that hold something: one of a single row only sets text side by side."""
    rows = defaultdict(set)
    for source in sources:
        if cell := source.passage.cell:
            rows[cell.table].add(cell.row)
    return frozenset(table for table, found in rows.items() if len(found) > 1)


def _row(sources: Sequence[Source], place: tuple[int, int], columns: Mapping[int, list[int]]) -> Row:
    cells = {column: _cell(sources, positions) for column, positions in sorted(columns.items())}
    listed = any(sources[position].listed for positions in columns.values() for position in positions)
    words = "|".join(cell.words for cell in cells.values())
    return Row(cells, *place, listed, words, tuple(v for cell in cells.values() for v in cell.values))


def _cell(sources: Sequence[Source], positions: Sequence[int]) -> Piece:
    text = ""
    noted = []
    for position in positions:
        source = sources[position]
        noted += [(start + len(text), end + len(text), note) for start, end, note in source.noted]
        text += source.text
    numbers = numbers_in(text, noted)
    return Piece(masked(text, numbers), numbers, text, positions[0])


def _units(source: Source, position: int) -> Iterator[Piece]:
    for found in _UNIT.finditer(source.text):
        ordinal = _ORDINAL.match(form_of(found[0][:8]))
        start = found.start() + (ordinal.end() if ordinal else 0)
        text = source.text[start : found.end()]
        noted = [(a - start, b - start, note) for a, b, note in source.noted if start <= a < found.end()]
        numbers = numbers_in(text, noted)
        if _SAYS.search(text):
            yield Piece(masked(text, numbers), numbers, text, position)


def _clauses(piece: Piece) -> Iterator[Piece]:
    places = {number.start: number for number in piece.numbers}
    inside = {place for start, number in places.items() for place in range(start, start + len(number.text))}
    start = 0
    for mark in _CLAUSE_ENDS.finditer(form_of(piece.text)):
        if mark.start() not in inside:
            yield from _clause(piece, places, start, mark.start())
            start = mark.end()
    yield from _clause(piece, places, start, len(piece.text))


def _clause(piece: Piece, places: Mapping[int, Number], start: int, end: int) -> Iterator[Piece]:
    if start < end:
        found = (places[place] for place in range(start, end) if place in places)
        numbers = tuple(replace(number, start=number.start - start) for number in found)
        text = piece.text[start:end]
        yield Piece(masked(text, numbers), numbers, text, piece.passage, piece.sentence)

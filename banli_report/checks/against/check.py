"""The one call: a finished Word file against the document that its report gives now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from banli_report.checks.against import telling
from banli_report.checks.against.comparing import Placed
from banli_report.checks.against.expected import expected_sources
from banli_report.checks.against.moves import Moves
from banli_report.checks.against.pieces import Piece, Source, rows_of, sentences_of, sources_of
from banli_report.checks.against.sentences import SentencePair, TextDifferences, text_differences
from banli_report.checks.against.tables import CellDifference, TableDifferences, table_differences
from banli_report.document.tree import Document
from banli_report.errors import Place, Problem
from banli_report.word.reader.passages import passages_of
from banli_report.word.reader.reading import WordFile

_SHORT = 8
"""Cells of a list up to this many characters are numbers and classes, longer ones titles, which people may word anew."""
_FEWEST, _SHARE = 5, 6
"""A file in which fewer than one of so many sentences is found is another document, if there are so many."""


def against_problems(document: Document, built: WordFile, word: WordFile) -> list[Problem]:
    """Give where a finished file departs from what its report gives now, in the order of the file.

    Args:
        document: the tree that the report gives now.
        built: the Word file that is written of it.
        word: the finished file.
    """
    expected = expected_sources(document, passages_of(built))
    return source_problems(expected, sources_of(passages_of(word)), Place(file=word.name))


def source_problems(expected: Sequence[Source], found: Sequence[Source], file: Place) -> list[Problem]:
    """Give where passages depart from those expected.

    Args:
        expected: the passages expected, with their figures.
        found: the passages of the finished file.
        file: the place of what has no other place.
    """
    ours, theirs = sentences_of(expected), sentences_of(found)
    text = text_differences(ours, theirs)
    rows = rows_of(expected)
    tables = table_differences(rows, rows_of(found))
    matched, whole = text.matched + tables.matched, len(ours) + len(rows)
    if whole >= _FEWEST and matched * _SHARE < whole:
        return [telling.other_document(file, whole, matched)]
    check = _Check(found, file, Counter(piece.passage for piece in theirs), Moves(text, tables))
    problems = [
        *check.text_problems(text),
        *check.table_problems(tables),
        *check.added_problems(text, tables),
    ]
    return sorted(problems, key=lambda problem: problem.place.paragraph or 0)


class _Check:
    """Turns differences into problems with their places."""

    def __init__(self, found: Sequence[Source], file: Place, pieces: Counter[int], moves: Moves) -> None:
        self.found, self.file, self.pieces, self.moves = found, file, pieces, moves

    def place(self, piece: Piece | None) -> Place:
        """Give where a piece found stands."""
        return self.found[piece.passage].passage.place if piece else self.file

    def text_problems(self, text: TextDifferences) -> Iterator[Problem]:
        """Tell what differs in sentences, and what is gone."""
        reworded: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for pair in text.pairs:
            for (due, _), (number, piece) in pair.differences.changed:
                where = f"{telling.quoted(telling.around(number, piece))}里"
                yield telling.changed(self.place(piece), where, due, number)
            if pair.claimed:
                yield self._claimed(pair)
            else:
                yield from self._lost(pair)
                reworded[pair.found[0].passage] += _plain_changes(pair)
        for piece, near in text.shortened:
            if near and not piece.figures:
                reworded[near.passage].append((piece.text, ""))
            else:
                yield from self._shortened(piece, near)
        yield from self._removed(text)
        for passage, changes in reworded.items():
            if changes:
                yield telling.reworded(self.found[passage].passage.place, changes)

    def _claimed(self, pair: SentencePair) -> Problem:
        lost = [number for (number, _), _ in pair.differences.lost]
        due = [piece.text for (_, piece), _ in pair.differences.lost]
        due += [before for before, _ in pair.differences.reworded if before]
        found = [at.text for _, at in pair.differences.lost if at]
        found += [after for _, after in pair.differences.reworded if after]
        return telling.claimed(
            self.place(pair.found[0]),
            "，".join(dict.fromkeys(found)) or _text(pair.found),
            "，".join(dict.fromkeys(due)) or _text(pair.expected),
            lost,
        )

    def _lost(self, pair: SentencePair) -> Iterator[Problem]:
        gone: dict[int, Piece] = {}
        for (number, piece), at in pair.differences.lost:
            if target := self.moves.take(number):
                yield telling.moved(self.place(target), number, piece, target)
            elif at:
                yield telling.lost(self.place(at), f"{telling.quoted(at.text)}里", number, piece)
            else:
                gone[id(piece)] = piece
        for piece in gone.values():
            yield telling.shortened(self.place(pair.found[0]), piece)

    def _shortened(self, piece: Piece, near: Piece | None) -> Iterator[Problem]:
        left = []
        for number in piece.figures:
            if target := self.moves.take(number):
                yield telling.moved(self.place(target), number, piece, target)
            else:
                left.append(number)
        if left:
            yield telling.shortened(self.place(near), piece)

    def _removed(self, text: TextDifferences) -> Iterator[Problem]:
        passages: dict[int, list[tuple[Piece, Piece | None]]] = defaultdict(list)
        for piece, near in text.removed:
            passages[piece.passage].append((piece, near))
        for gone in passages.values():
            figures = []
            for piece, _ in gone:
                for number in piece.figures:
                    if target := self.moves.take(number):
                        yield telling.moved(self.place(target), number, piece, target)
                    else:
                        figures.append(number)
            yield telling.removed(self.place(gone[0][1]), _text([piece for piece, _ in gone]), figures)

    def table_problems(self, tables: TableDifferences) -> Iterator[Problem]:
        """Tell what differs in tables, and which rows and columns are gone."""
        for cell in tables.cells:
            yield from self._cell_problems(cell)
        for rows in tables.removed:
            yield from self._removed_rows([(row.whole, near) for row, near in rows])
        for head, near, below in tables.columns:
            figures = [number for cell in below for number in cell.figures]
            yield telling.removed(self.place(near), f"{head.text}一栏", figures)

    def _cell_problems(self, cell: CellDifference) -> Iterator[Problem]:
        place = self.place(cell.near)
        for (due, _), (number, _) in cell.differences.changed:
            yield telling.changed(place, cell.label, due, number)
        for (number, piece), _ in cell.differences.lost:
            yield telling.lost(place, cell.label, number, piece)
        for before, after in cell.differences.reworded:
            if cell.listed and len(before) <= _SHORT:
                yield telling.value_changed(place, cell.label, after, before)
            else:
                yield telling.reworded(place, [(before, after)])

    def _removed_rows(self, rows: Sequence[tuple[Piece, Piece | None]]) -> Iterator[Problem]:
        counted = [(row, near) for row, near in rows if row.figures and near]
        for row, near in counted:
            yield from self._shortened(row, near)
        others = [(row, near) for row, near in rows if not (row.figures and near)]
        if others:
            text = others[0][0].text + (f"等{len(others)}行" if len(others) > 1 else "")
            yield telling.removed(
                self.place(others[0][1]), text, [n for row, _ in others for n in row.figures]
            )

    def added_problems(self, text: TextDifferences, tables: TableDifferences) -> Iterator[Problem]:
        """Tell what is new, when it is known what only moved."""
        for pair in text.pairs:
            if not pair.claimed:
                yield from self._gained(pair.differences.gained, None)
        for cell in tables.cells:
            yield from self._gained(cell.differences.gained, cell.label)
        added: dict[int, list[Piece]] = defaultdict(list)
        for piece in (*text.added, *tables.added):
            added[piece.passage].append(piece)
        for passages in _runs(added, self.pieces):
            pieces = [piece for passage in passages for piece in added[passage]]
            numbers = self.moves.still_new([number for piece in pieces for number in piece.numbers])
            shown = _text(added[passages[0]])
            yield telling.added(self.place(pieces[0]), shown, numbers, len(passages))

    def _gained(self, gained: Sequence[Placed], label: str | None) -> Iterator[Problem]:
        pieces: dict[int, list[Placed]] = defaultdict(list)
        for number, piece in gained:
            pieces[id(piece)].append((number, piece))
        for placed in pieces.values():
            piece = placed[0][1]
            if numbers := self.moves.still_new([number for number, _ in placed]):
                where = label or f"{telling.quoted(piece.text)}里"
                yield telling.gained(self.place(piece), where, numbers)


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _plain_changes(pair: SentencePair) -> list[tuple[str, str]]:
    """Give the changes of words that are not told of with a new number."""
    told = {piece.text for _, piece in pair.differences.gained}
    return [(before, after) for before, after in pair.differences.reworded if after not in told or not after]


def _runs(added: dict[int, list[Piece]], pieces: Counter[int]) -> Iterator[list[int]]:
    """Give passages with something new, those that are new whole and follow one another together."""
    run: list[int] = []
    for passage in sorted(added):
        whole = len(added[passage]) == pieces[passage]
        if run and whole and passage == run[-1] + 1:
            run.append(passage)
            continue
        if run:
            yield run
        run = [passage] if whole else []
        if not whole:
            yield [passage]
    if run:
        yield run

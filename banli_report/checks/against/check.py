"""The one call: a finished Word file against the document that its report gives now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from banli_report.checks.against import telling
from banli_report.checks.against.additions import added_problems
from banli_report.checks.against.expected import expected_sources
from banli_report.checks.against.moves import Moves
from banli_report.checks.against.pieces import Piece, Source, rows_of, sentences_of, sources_of
from banli_report.checks.against.places import Places
from banli_report.checks.against.sentences import text_differences
from banli_report.checks.against.table_problems import table_problems
from banli_report.checks.against.tables import table_differences
from banli_report.checks.against.text_problems import text_problems
from banli_report.document.tree import Document
from banli_report.errors import Place, Problem
from banli_report.word.reader.passages import passages_of
from banli_report.word.reader.reading import WordFile

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
    moves = Moves(text, tables)
    places = Places(found, file, Counter(piece.passage for piece in theirs))
    problems = [
        *text_problems(text, moves, places),
        *table_problems(tables, moves, places),
        *added_problems(text, tables, moves, places, _units(ours)),
    ]
    return sorted(problems, key=lambda problem: problem.place.paragraph or 0)


def _units(pieces: Iterable[Piece]) -> frozenset[str]:
    """Give what the report counts in: 件, or whatever else stands after its counts."""
    figures = (number for piece in pieces for number in piece.figures)
    return frozenset(number.unit for number in figures if number.unit.isalpha())

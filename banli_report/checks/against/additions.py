"""What is told of numbers and texts that the report does not give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from banli_report.checks.against import telling
from banli_report.checks.against.comparing import Placed
from banli_report.checks.against.moves import Moves
from banli_report.checks.against.numbers import Number
from banli_report.checks.against.pieces import Piece
from banli_report.checks.against.places import Places
from banli_report.checks.against.sentences import TextDifferences
from banli_report.checks.against.table_problems import several
from banli_report.checks.against.tables import TableDifferences
from banli_report.checks.against.text_problems import text_of
from banli_report.errors import Problem


def added_problems(
    text: TextDifferences, tables: TableDifferences, moves: Moves, places: Places, units: Set[str]
) -> Iterator[Problem]:
    """Tell what is new, now that it is known what only moved.

    Args:
        text: what differs in the running text.
        tables: what differs in tables.
        moves: knows which new numbers are figures that moved.
        places: where things stand.
        units: what the report counts in.
    """
    yield from _in_sentences(text, moves, places, units)
    for cell in tables.cells:
        if not cell.listed:
            for piece, numbers in _by_piece(cell.differences.gained, moves):
                yield telling.gained(places.of(piece), cell.label, numbers, wrong=cell.computed)
    others = [piece for piece, inside in text.added if not (inside and moves.still_new(piece.numbers))]
    yield from _added([*others, *tables.added], moves, places)
    for rows, given in tables.rows:
        if not given:
            yield telling.added(places.of(rows[0]), several(rows), rows[0].numbers, 1)


def _in_sentences(text: TextDifferences, moves: Moves, places: Places, units: Set[str]) -> Iterator[Problem]:
    """Tell of new numbers in sentences that stayed."""
    for pair in text.pairs:
        if not pair.claimed:
            for piece, numbers in _by_piece(pair.differences.gained, moves):
                wrong = pair.computed and _counts(numbers, units)
                yield telling.gained(places.of(piece), _where(piece), numbers, wrong=wrong)
    for piece, inside in text.added:
        if inside and (numbers := moves.still_new(piece.numbers)):
            yield telling.gained(places.of(piece), _where(piece), numbers, wrong=_counts(numbers, units))


def _where(piece: Piece) -> str:
    return f"{telling.quoted(piece.text)}里"


def _counts(numbers: Iterable[Number], units: Set[str]) -> bool:
    """Tell whether one of some numbers counts what the report counts, or is a share."""
    return any(number.is_share or number.unit in units for number in numbers)


def _by_piece(gained: Iterable[Placed], moves: Moves) -> Iterator[tuple[Piece, Sequence[Number]]]:
    pieces: dict[int, list[Placed]] = defaultdict(list)
    for number, piece in gained:
        pieces[id(piece)].append((number, piece))
    for placed in pieces.values():
        if numbers := moves.still_new([number for number, _ in placed]):
            yield placed[0][1], numbers


def _added(pieces: Iterable[Piece], moves: Moves, places: Places) -> Iterator[Problem]:
    """Tell of new texts, paragraph by paragraph; new paragraphs that follow one another together."""
    added: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        added[piece.passage].append(piece)
    whole = {passage for passage, found in added.items() if len(found) == places.sizes.get(passage)}
    for passages in _runs(sorted(added), whole):
        new = [piece for passage in passages for piece in added[passage]]
        numbers = moves.still_new([number for piece in new for number in piece.numbers])
        yield telling.added(places.of(new[0]), text_of(added[passages[0]]), numbers, len(passages))


def _runs(passages: Sequence[int], whole: Set[int]) -> Iterator[list[int]]:
    """Give passages, those that are new whole and follow one another together."""
    run: list[int] = []
    for passage in passages:
        if run and not (passage in whole and run[-1] in whole and passage == run[-1] + 1):
            yield run
            run = []
        run.append(passage)
    if run:
        yield run

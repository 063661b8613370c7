"""What is told of sentences that differ, and of those that are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from banli_report.checks.against import telling
from banli_report.checks.against.comparing import around
from banli_report.checks.against.moves import Moves
from banli_report.checks.against.numbers import Number
from banli_report.checks.against.pieces import Piece
from banli_report.checks.against.places import Places
from banli_report.checks.against.sentences import SentencePair, TextDifferences
from banli_report.errors import Problem


def text_problems(text: TextDifferences, moves: Moves, places: Places) -> Iterator[Problem]:
    """Tell what differs in sentences, and what is gone."""
    reworded: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pair in text.pairs:
        yield from _changed(pair, places)
        if pair.claimed:
            yield _claimed(pair, places)
        else:
            yield from _lost(pair, moves, places)
            reworded[pair.found[0].passage] += _plain_changes(pair)
    for piece, near in text.shortened:
        if near and not piece.figures:
            reworded[near.passage].append((piece.text, ""))
        else:
            yield from shortened(piece, near, moves, places)
    yield from _removed(text, moves, places)
    for passage, changes in reworded.items():
        if changes:
            yield telling.reworded(places.of_passage(passage), changes)


def shortened(piece: Piece, near: Piece | None, moves: Moves, places: Places) -> Iterator[Problem]:
    """Tell of a part of a sentence or table that is gone, or where its figures stand now."""
    problems, left = _moved([piece], moves, places)
    yield from problems
    if left:
        yield telling.shortened(places.of(near), piece)


def _moved(pieces: Iterable[Piece], moves: Moves, places: Places) -> tuple[list[Problem], list[Number]]:
    """Tell which figures of pieces that are gone stand elsewhere, and give the others."""
    problems, left = [], []
    for piece in pieces:
        for number in piece.figures:
            if target := moves.take(number):
                problems.append(telling.moved(places.of(target), number, piece, target))
            else:
                left.append(number)
    return problems, left


def _changed(pair: SentencePair, places: Places) -> Iterator[Problem]:
    for (due, _), (number, piece) in pair.differences.changed:
        where = f"{telling.quoted(around(number, piece))}里"
        yield telling.changed(places.of(piece), where, due, number)


def _claimed(pair: SentencePair, places: Places) -> Problem:
    lost, reworded = pair.differences.lost, pair.differences.reworded
    due = [piece.text for (_, piece), _ in lost] + [before for before, _ in reworded if before]
    found = [at.text for _, at in lost if at] + [after for _, after in reworded if after]
    return telling.claimed(
        places.of(pair.found[0]),
        "，".join(dict.fromkeys(found)) or text_of(pair.found),
        "，".join(dict.fromkeys(due)) or text_of(pair.expected),
        [number for (number, _), _ in lost],
    )


def _lost(pair: SentencePair, moves: Moves, places: Places) -> Iterator[Problem]:
    gone: dict[int, Piece] = {}
    for (number, piece), at in pair.differences.lost:
        if target := moves.take(number):
            yield telling.moved(places.of(target), number, piece, target)
        elif at:
            yield telling.lost(places.of(at), f"{telling.quoted(at.text)}里", number, piece)
        else:
            gone[id(piece)] = piece
    for piece in gone.values():
        yield telling.shortened(places.of(pair.found[0]), piece)


def _plain_changes(pair: SentencePair) -> list[tuple[str, str]]:
    """Give the changes of words that are not told of with a new number."""
    told = {piece.text for _, piece in pair.differences.gained}
    return [change for change in pair.differences.reworded if not change[1] or change[1] not in told]


def _removed(text: TextDifferences, moves: Moves, places: Places) -> Iterator[Problem]:
    """Tell of whole sentences that are gone, paragraph by paragraph."""
    passages: dict[int, list[Piece]] = defaultdict(list)
    near: dict[int, Piece | None] = {}
    for piece, beside in text.removed:
        passages[piece.passage].append(piece)
        near.setdefault(piece.passage, beside)
    for passage, gone in passages.items():
        problems, left = _moved(gone, moves, places)
        yield from problems
        yield telling.removed(places.of(near[passage]), text_of(gone), left)


def text_of(pieces: Sequence[Piece]) -> str:
    """Give the text of pieces."""
    return "".join(piece.text for piece in pieces)

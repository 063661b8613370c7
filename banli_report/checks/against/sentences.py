"""The running text expected beside the running text found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banli_report.checks.against.claims import claims_in
from banli_report.checks.against.comparing import Differences, compared
from banli_report.checks.against.pairing import align, likeness
from banli_report.checks.against.pieces import Piece

_SAME_SENTENCE = 0.3
"""Sentences less alike than this, that only stand at the same place, are one gone and one new."""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Sentences expected and found that differ; ``claimed`` where what is found says of results what the report does not."""

    expected: tuple[Piece, ...]
    found: tuple[Piece, ...]
    differences: Differences
    claimed: bool


@dataclass(frozen=True, slots=True)
class TextDifferences:
    """What differs between texts.

    Args:
        pairs: sentences that differ.
        shortened: parts that are gone from sentences that stayed, each with a piece that stands near.
        removed: sentences that are gone whole, each with a piece that stands near.
        added: what is new.
        matched: how many pieces expected were found.
    """

    pairs: tuple[SentencePair, ...]
    shortened: tuple[tuple[Piece, Piece | None], ...]
    removed: tuple[tuple[Piece, Piece | None], ...]
    added: tuple[Piece, ...]
    matched: int


def text_differences(expected: Sequence[Piece], found: Sequence[Piece]) -> TextDifferences:
    """Compare running texts, whatever order their sentences stand in and wherever paragraphs were parted."""
    alignment = align(expected, found)
    said = _sentences_with_figures(expected)
    partners: dict[int, Piece] = {}
    pairs: list[SentencePair] = []
    new = set(alignment.added)
    for left, right in alignment.groups:
        ours, theirs = tuple(expected[i] for i in left), tuple(found[j] for j in right)
        claimed = _claims_more(ours, theirs, said)
        if not claimed and not _same_sentence(ours, theirs):
            new.update(right)
            continue
        partners.update(dict.fromkeys(left, theirs[0]))
        differences = compared(ours, theirs)
        if claimed or differences.any:
            pairs.append(SentencePair(ours, theirs, differences, claimed))
    kept = {expected[i].sentence for i in partners}
    gone = list(_gone(expected, partners))
    return TextDifferences(
        tuple(pairs),
        tuple((piece, near) for piece, near in gone if piece.sentence in kept),
        tuple((piece, near) for piece, near in gone if piece.sentence not in kept),
        tuple(found[j] for j in sorted(new)),
        len(partners),
    )


def _sentences_with_figures(expected: Sequence[Piece]) -> frozenset[int]:
    return frozenset(piece.sentence for piece in expected if piece.figures)


def _words(pieces: Sequence[Piece]) -> str:
    return "".join(piece.words for piece in pieces)


def _same_sentence(ours: Sequence[Piece], theirs: Sequence[Piece]) -> bool:
    left, right = _words(ours), _words(theirs)
    return left == right or likeness(left, right) >= _SAME_SENTENCE


def _claims_more(ours: Sequence[Piece], theirs: Sequence[Piece], said: frozenset[int]) -> bool:
    """Tell whether a sentence found claims of results what the one expected does not, which speaks of results."""
    left, right = _words(ours), _words(theirs)
    if left == right:
        return False
    allowed = claims_in(left)
    speaks = bool(allowed) or any(piece.sentence in said for piece in ours)
    return speaks and bool(claims_in(right) - allowed)


def _gone(expected: Sequence[Piece], partners: dict[int, Piece]) -> Iterator[tuple[Piece, Piece | None]]:
    """Give what no piece was found for, with the piece found for what stands before it, or else after it."""
    near = next(iter(partners[i] for i in sorted(partners)), None)
    for position, piece in enumerate(expected):
        if position in partners:
            near = partners[position]
        else:
            yield piece, near

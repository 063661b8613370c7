"""The running text expected beside the running text found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banli_report.checks.against.claims import new_claims
from banli_report.checks.against.comparing import Differences, compared
from banli_report.checks.against.pairing import align, likeness
from banli_report.checks.against.pieces import Piece

_SAME_SENTENCE = 0.3
"""Sentences less alike than this, that only stand at the same place, are one gone and one new."""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Sentences expected and found that differ.

    Args:
        expected: what is expected.
        found: what is found for it.
        differences: what differs.
        computed: whether the sentence expected has computed figures.
        claimed: whether what is found claims of results what the report does not.
    """

    expected: tuple[Piece, ...]
    found: tuple[Piece, ...]
    differences: Differences
    computed: bool
    claimed: bool


@dataclass(frozen=True, slots=True)
class TextDifferences:
    """What differs between texts.

    Args:
        pairs: sentences that differ.
        shortened: parts that are gone from sentences that stayed, each with a piece that stands near.
        removed: sentences that are gone whole, each with a piece that stands near.
        added: what is new, each with whether it stands in a sentence of computed figures.
        matched: how many pieces expected were found.
    """

    pairs: tuple[SentencePair, ...]
    shortened: tuple[tuple[Piece, Piece | None], ...]
    removed: tuple[tuple[Piece, Piece | None], ...]
    added: tuple[tuple[Piece, bool], ...]
    matched: int


def text_differences(expected: Sequence[Piece], found: Sequence[Piece]) -> TextDifferences:
    """Compare running texts, whatever order their sentences stand in and wherever paragraphs were parted."""
    alignment = align(expected, found)
    said = frozenset(piece.sentence for piece in expected if piece.figures)
    partners: dict[int, Piece] = {}
    pairs: list[SentencePair] = []
    new = set(alignment.added)
    inside: set[int] = set()
    for left, right in alignment.groups:
        pair = _pair([expected[i] for i in left], [found[j] for j in right], said)
        if pair is None:
            new.update(right)
            continue
        partners.update(dict.fromkeys(left, pair.found[0]))
        if pair.computed:
            inside.update(piece.sentence for piece in pair.found)
        if pair.claimed or pair.differences.any:
            pairs.append(pair)
    kept = {expected[i].sentence for i in partners}
    gone = list(_gone(expected, partners))
    return TextDifferences(
        tuple(pairs),
        tuple((piece, near) for piece, near in gone if piece.sentence in kept),
        tuple((piece, near) for piece, near in gone if piece.sentence not in kept),
        tuple((found[j], found[j].sentence in inside) for j in sorted(new)),
        len(partners),
    )


def _pair(ours: Sequence[Piece], theirs: Sequence[Piece], said: frozenset[int]) -> SentencePair | None:
    """Compare sentences, or give None where they only stand at the same place."""
    computed = any(piece.sentence in said for piece in ours)
    claimed = _claims_more(ours, theirs, computed)
    if not claimed and not _same_sentence(ours, theirs):
        return None
    return SentencePair(tuple(ours), tuple(theirs), compared(ours, theirs), computed, claimed)


def _words(pieces: Sequence[Piece]) -> str:
    return "".join(piece.words for piece in pieces)


def _same_sentence(ours: Sequence[Piece], theirs: Sequence[Piece]) -> bool:
    left, right = _words(ours), _words(theirs)
    return left == right or likeness(left, right) >= _SAME_SENTENCE


def _claims_more(ours: Sequence[Piece], theirs: Sequence[Piece], computed: bool) -> bool:
    """Tell whether a sentence found claims of results what the one expected does not, which speaks of results."""
    left, right = _words(ours), _words(theirs)
    return left != right and new_claims(right, left, computed=computed)


def _gone(expected: Sequence[Piece], partners: dict[int, Piece]) -> Iterator[tuple[Piece, Piece | None]]:
    """Give what no piece was found for, with the piece found for what stands before it, or else after it."""
    near = next(iter(partners[i] for i in sorted(partners)), None)
    for position, piece in enumerate(expected):
        if position in partners:
            near = partners[position]
        else:
            yield piece, near

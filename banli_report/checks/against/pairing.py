"""Which piece of what is expected is which piece of what was found: by equal words, by neighbours, by likeness.

Order is no ground by itself, so what was moved whole stays paired; only of pieces with the same words does it
matter what stands beside them. The work grows with the length of both sides, not with their product.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from banli_report.checks.against.numbers import NUMBER

_LIKE, _BESIDE, _BETWEEN = 0.5, 0.3, 0.1
"""How alike two pieces must be: anywhere, beside a pair, between two pairs."""
_BESIDE_WEIGHT = 0.2
_PARTLY = 0.6
"""How much of a piece the rest of a pair beside it must hold, so that it was split off or joined on."""
_FEW = 3
"""Pieces of fewer characters are looked for as they are."""
_LEAST_HELD = 8
"""Pairs of characters that a piece must have to count as alike for being held in a longer one."""
_HELD_WEIGHT = 0.8
_COMMON = 40
"""Pairs of characters that more pieces than this have tell nothing."""
_ROUNDS, _NEAREST = 4, 4
_NOTHING_SAID = str.maketrans("", "", f"{NUMBER}|")


class Comparable(Protocol):
    """A piece: its words with numbers masked, and the values of those."""

    @property
    def words(self) -> str:
        """Give the words."""

    @property
    def values(self) -> tuple[str, ...]:
        """Give the values of the numbers."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What belongs together, by positions.

    Args:
        groups: pieces expected with the pieces found for them; mostly one each, more where one was split or joined.
        removed: what was expected and not found.
        added: what was found and not expected.
    """

    groups: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def equal_pairs(expected: Sequence[Comparable], found: Sequence[Comparable]) -> Mapping[int, int]:
    """Pair pieces of equal words."""
    pairing = _Pairing(expected, found)
    pairing.pair_equal()
    return {i: j for i, j in enumerate(pairing.right) if j is not None}


def align(expected: Sequence[Comparable], found: Sequence[Comparable]) -> Alignment:
    """Pair pieces of equal words, then those alike, then what was split or joined."""
    pairing = _Pairing(expected, found)
    pairing.pair_equal()
    for _ in range(_ROUNDS):
        if not pairing.pair_alike():
            break
    return pairing.alignment()


class _Pairing:
    def __init__(self, expected: Sequence[Comparable], found: Sequence[Comparable]) -> None:
        self.expected, self.found = expected, found
        self.right: list[int | None] = [None] * len(expected)
        self.left: list[int | None] = [None] * len(found)
        self._grams: tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]] = ({}, {})

    def pair(self, i: int, j: int) -> bool:
        """Pair two pieces unless one of them is paired."""
        if self.right[i] is not None or self.left[j] is not None:
            return False
        self.right[i], self.left[j] = j, i
        return True

    def pair_equal(self) -> None:
        """Pair equal words: those that stand once on both sides, then by neighbours and numbers, then in order."""
        ours, theirs = _places(self.expected), _places(self.found)
        for words, places in ours.items():
            others = theirs.get(words, [])
            if len(places) == len(others) == 1:
                self.pair(places[0], others[0])
        self._spread(same_values=True)
        self._fill()
        for same_values in (True, False):
            for words, places in ours.items():
                self._pair_rest(places, theirs.get(words, []), same_values)
            self._spread()

    def _spread(self, *, same_values: bool = False) -> None:
        """Pair what has equal words and stands beside a pair."""
        for step, order in ((1, range(len(self.right))), (-1, range(len(self.right) - 1, -1, -1))):
            for i in order:
                j = self.right[i]
                if j is not None and self._may_pair(i + step, j + step, same_values):
                    self.pair(i + step, j + step)

    def _fill(self) -> None:
        """Pair what has equal words and stands between two pairs, or at an end beside one."""
        for i in range(len(self.right)):
            before, after = self._partner(i - 1), self._partner(i + 1)
            if before is not None and after == before + 2 and self._may_pair(i, before + 1, False):
                self.pair(i, before + 1)

    def _may_pair(self, i: int, j: int, same_values: bool) -> bool:
        if not (0 <= i < len(self.expected) and 0 <= j < len(self.found)):
            return False
        ours, theirs = self.expected[i], self.found[j]
        return ours.words == theirs.words and not (same_values and ours.values != theirs.values)

    def _pair_rest(self, ours: Iterable[int], theirs: Iterable[int], same_values: bool) -> None:
        """Pair pieces of the same words in order; where some are gone or new, first those with the same numbers too."""
        left = [i for i in ours if self.right[i] is None]
        right = [j for j in theirs if self.left[j] is None]
        if not same_values:
            for i, j in zip(left, right, strict=False):
                self.pair(i, j)
        elif len(left) != len(right):
            waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for j in reversed(right):
                waiting[self.found[j].values].append(j)
            for i in left:
                if same := waiting[self.expected[i].values]:
                    self.pair(i, same.pop())

    def pair_alike(self) -> bool:
        """Pair what is alike, the most alike first; tell whether anything was paired."""
        candidates = sorted(self._candidates(), key=lambda found: (-found[0], found[1:]))
        return sum(self.pair(i, j) for _, i, j in candidates) > 0

    def _candidates(self) -> Iterator[tuple[float, int, int]]:
        for i, j in self._possible():
            alike, beside = self._likeness(i, j), self._pairs_beside(i, j)
            if alike >= (_LIKE, _BESIDE, _BETWEEN)[beside]:
                yield alike + _BESIDE_WEIGHT * beside, i, j

    def _possible(self) -> set[tuple[int, int]]:
        """Give the pairs worth a look: those that share a rare pair of characters, and neighbours of pairs."""
        open_ones = [i for i, j in enumerate(self.right) if j is None]
        others = [j for j, i in enumerate(self.left) if i is None]
        holders: dict[str, list[int]] = defaultdict(list)
        for i in open_ones:
            for gram in self._grams_of(0, i):
                holders[gram].append(i)
        found: set[tuple[int, int]] = set()
        for j in others:
            shared = Counter(
                i
                for gram in self._grams_of(1, j)
                if len(holders.get(gram, ())) <= _COMMON
                for i in holders.get(gram, ())
            )
            found.update((i, j) for i, _ in shared.most_common(_NEAREST))
        return found | set(self._beside(open_ones))

    def _beside(self, open_ones: Iterable[int]) -> Iterator[tuple[int, int]]:
        for i in open_ones:
            for step in (-1, 1):
                j = self._partner(i + step)
                if j is not None and 0 <= j - step < len(self.left) and self.left[j - step] is None:
                    yield i, j - step

    def _partner(self, i: int) -> int | None:
        """Give what a position is paired with; before the first is paired with before the first, and so at the end."""
        if 0 <= i < len(self.right):
            return self.right[i]
        return -1 if i < 0 else len(self.left)

    def _pairs_beside(self, i: int, j: int) -> int:
        return sum(self._partner(i + step) == j + step for step in (-1, 1))

    def _grams_of(self, side: int, position: int) -> frozenset[str]:
        """Give the pairs of characters of a piece, numbers left out."""
        known = self._grams[side]
        if position not in known:
            known[position] = _grams((self.expected, self.found)[side][position].words)
        return known[position]

    def _likeness(self, i: int, j: int) -> float:
        ours, theirs = self._grams_of(0, i), self._grams_of(1, j)
        shared, least = len(ours & theirs), min(len(ours), len(theirs))
        alike = 2 * shared / max(len(ours) + len(theirs), 1)
        held = _HELD_WEIGHT * shared / least if least >= _LEAST_HELD else 0
        return max(alike, held)

    def alignment(self) -> Alignment:
        """Give the pairs as groups, with what was split off or joined on."""
        groups = {i: ([i], [j]) for i, j in enumerate(self.right) if j is not None}
        of_left: dict[int, int] = {i: i for i in groups}
        of_right: dict[int, int] = {j: i for i, (_, (j,)) in groups.items()}
        for side, of in ((1, of_right), (0, of_left)):
            pieces = (self.expected, self.found)[side]
            for order in (range(len(pieces)), range(len(pieces) - 1, -1, -1)):
                step = order.step
                for position in order:
                    group = of.get(position - step)
                    if (
                        position not in of
                        and group is not None
                        and self._holds(groups[group], side, position)
                    ):
                        groups[group][side].append(position)
                        of[position] = group
        return Alignment(
            tuple((tuple(sorted(left)), tuple(sorted(right))) for left, right in groups.values()),
            tuple(i for i in range(len(self.expected)) if i not in of_left),
            tuple(j for j in range(len(self.found)) if j not in of_right),
        )

    def _holds(self, group: tuple[list[int], list[int]], side: int, position: int) -> bool:
        """Tell whether a piece is in the other side of a group, beyond what the group has of it already."""
        own = self._words(side, [position])
        has, other = self._words(side, group[side]), self._words(1 - side, group[1 - side])
        if len(own) < _FEW:
            return other.count(own) > has.count(own)
        grams = _gram_counts(own)
        return (grams & (_gram_counts(other) - _gram_counts(has))).total() >= _PARTLY * grams.total()

    def _words(self, side: int, positions: Iterable[int]) -> str:
        return "".join((self.expected, self.found)[side][position].words for position in positions)


def _places(pieces: Iterable[Comparable]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position, piece in enumerate(pieces):
        found.setdefault(piece.words, []).append(position)
    return found


def _grams(words: str) -> frozenset[str]:
    return frozenset(_gram_counts(words))


def _gram_counts(words: str) -> Counter[str]:
    said = words.translate(_NOTHING_SAID) or words
    return Counter(said[i : i + 2] for i in range(max(len(said) - 1, 1)))


def likeness(ours: str, theirs: str) -> float:
    """Give how alike two texts are, from 0 to 1, by the pairs of characters that they share."""
    left, right = _grams(ours), _grams(theirs)
    return 2 * len(left & right) / max(len(left) + len(right), 1)

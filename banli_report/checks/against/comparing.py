"""Sentences expected beside the sentences found for them: which numbers differ, are gone or new, and which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from banli_report.checks.against.numbers import NUMBER, Number
from banli_report.checks.against.pairing import align
from banli_report.checks.against.pieces import Piece, clauses_of

_BEFORE, _AFTER = 14, 8
STOPS = "，。；：、！？,;:!?（）()"
_LONGEST = 300
"""Clauses longer than this in characters are not compared character by character."""
_ORDINALS = "一二三四五六七八九十"
_SLIGHT = re.compile(
    rf"(?<![第、{_ORDINALS}])[{_ORDINALS}]{{1,3}}(?:、(?![{_ORDINALS}])|是(?!否))|\([{_ORDINALS}]{{1,3}}\)"
    r"|[\"'\-\[\]()《》〈〉·.,、:;。!?]"
)
"""Ordinals and signs that a text may gain or lose and still say the same."""

Placed = tuple[Number, Piece]
"""A number with the piece that it stands in."""


@dataclass(slots=True)
class Differences:
    """What differs between pieces expected and pieces found.

    Args:
        changed: numbers that belong together and are not the same, the expected one first.
        lost: figures that are gone, with the words found in their place (None where their clause is gone whole).
        gained: numbers that are new.
        typed: numbers that are gone and were typed.
        reworded: texts expected and found that differ in their words or in typed numbers; either may be empty.
    """

    changed: list[tuple[Placed, Placed]] = field(default_factory=list)
    lost: list[tuple[Placed, Piece | None]] = field(default_factory=list)
    gained: list[Placed] = field(default_factory=list)
    typed: list[Number] = field(default_factory=list)
    reworded: list[tuple[str, str]] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.changed or self.lost or self.gained or self.reworded)


def compared_whole(expected: Piece, found: Piece | None) -> Differences:
    """Compare two pieces as they are, such as cells of a table; what is not found is blank."""
    differences = Differences()
    if found:
        _compare_clauses(differences, [expected], [found])
    else:
        differences.lost += [((number, expected), None) for number in expected.figures]
        if not expected.figures:
            differences.reworded.append((expected.text, ""))
    return differences


def compared(expected: Sequence[Piece], found: Sequence[Piece]) -> Differences:
    """Compare pieces that belong together, clause by clause."""
    differences = Differences()
    if _said(expected) == _said(found):
        _compare_numbers(differences, expected, found)
        return differences
    ours, theirs = clauses_of(expected), clauses_of(found)
    alignment = align(ours, theirs)
    for left, right in alignment.groups:
        _compare_clauses(differences, [ours[i] for i in left], [theirs[j] for j in right])
    for position in alignment.removed:
        gone = ours[position]
        differences.lost += [((number, gone), None) for number in gone.figures]
        differences.typed += [number for number in gone.numbers if not number.note]
        if not gone.figures:
            differences.reworded.append((gone.text, ""))
    for position in alignment.added:
        new = theirs[position]
        differences.gained += [(number, new) for number in new.numbers if number.is_known]
        differences.reworded.append(("", new.text))
    _forgive_reordering(differences)
    return differences


def _forgive_reordering(differences: Differences) -> None:
    """Count a number that stands in another clause of its sentence as words that were changed."""
    for entry in list(differences.lost):
        number, piece = entry[0]
        if same := _same(number, differences.gained):
            differences.lost.remove(entry)
            differences.gained.remove(same)
            new = same[1].text
            differences.reworded = [change for change in differences.reworded if change != ("", new)]
            differences.reworded.append((piece.text, new))
    for number in differences.typed:
        if same := _same(number, differences.gained):
            differences.gained.remove(same)


def _same(number: Number, placed: Iterable[Placed]) -> Placed | None:
    return next((other for other in placed if other[0].value == number.value), None)


def _said(pieces: Iterable[Piece]) -> str:
    return _SLIGHT.sub("", "".join(piece.words for piece in pieces))


def _placed(pieces: Iterable[Piece]) -> list[Placed]:
    return [(number, piece) for piece in pieces for number in piece.numbers]


def _text(pieces: Iterable[Piece]) -> str:
    return "，".join(piece.text for piece in pieces)


def around(number: Number, piece: Piece) -> str:
    """Give a number with the words beside it, down to the next mark."""
    text, end = piece.text, number.start + len(number.text)
    start = max(number.start - _BEFORE, 0)
    before = text[start : number.start]
    stop = max(before.rfind(mark) for mark in STOPS)
    after = text[end : end + _AFTER]
    stops = [place for mark in STOPS if (place := after.find(mark)) >= 0]
    return f"{before[stop + 1 :]}{number.text}{after[: min(stops, default=_AFTER)]}"


def _compare_numbers(differences: Differences, expected: Sequence[Piece], found: Sequence[Piece]) -> None:
    """Compare the numbers of pieces that say the same, in order."""
    pairs = list(zip(_placed(expected), _placed(found), strict=True))
    differences.changed += [pair for pair in pairs if pair[0][0].note and _differ(pair)]
    typed = [pair for pair in pairs if _differ(pair) and not pair[0][0].note]
    differences.reworded += [(around(*ours), around(*theirs)) for ours, theirs in typed]


def _differ(pair: tuple[Placed, Placed]) -> bool:
    return pair[0][0].value != pair[1][0].value


def _compare_clauses(differences: Differences, expected: Sequence[Piece], found: Sequence[Piece]) -> None:
    if _said(expected) == _said(found):
        _compare_numbers(differences, expected, found)
        return
    ours, theirs = _placed(expected), _placed(found)
    pairs = _number_pairs(expected, found) if _differing(ours, theirs) else _equal_values(ours, theirs)
    paired = [(ours[i], theirs[j]) for i, j in pairs]
    differences.changed += [pair for pair in paired if pair[0][0].note and _differ(pair)]
    kept = {i for i, _ in pairs}
    lost = [placed for i, placed in enumerate(ours) if placed[0].note and i not in kept]
    differences.lost += [(placed, found[0]) for placed in lost]
    differences.typed += [number for i, (number, _) in enumerate(ours) if not number.note and i not in kept]
    taken = {j for _, j in pairs}
    gained = [placed for j, placed in enumerate(theirs) if j not in taken]
    differences.gained += [placed for placed in gained if placed[0].is_known]
    if not lost:
        differences.reworded.append((_text(expected), _text(found)))


def _differing(ours: Iterable[Placed], theirs: Iterable[Placed]) -> bool:
    """Tell whether two texts do not have the same numbers, in whatever order."""
    left, right = ([number.value for number, _ in placed] for placed in (ours, theirs))
    return sorted(left) != sorted(right)


def _equal_values(ours: Sequence[Placed], theirs: Sequence[Placed]) -> list[tuple[int, int]]:
    return list(zip(_by_value(ours), _by_value(theirs), strict=True))


def _by_value(placed: Sequence[Placed]) -> list[int]:
    return sorted(range(len(placed)), key=lambda position: placed[position][0].value)


def _number_pairs(expected: Sequence[Piece], found: Sequence[Piece]) -> list[tuple[int, int]]:
    """Pair the numbers of clauses that differ: those between the same characters, the others in order."""
    ours, theirs = "".join(p.words for p in expected), "".join(p.words for p in found)
    if ours.count(NUMBER) == theirs.count(NUMBER) == 1 or max(len(ours), len(theirs)) > _LONGEST:
        return [(i, i) for i in range(min(ours.count(NUMBER), theirs.count(NUMBER)))]
    pairs: list[tuple[int, int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            first, other = ours.count(NUMBER, 0, a), theirs.count(NUMBER, 0, c)
            common = min(ours.count(NUMBER, a, b), theirs.count(NUMBER, c, d))
            pairs += [(first + i, other + i) for i in range(common)]
    return pairs

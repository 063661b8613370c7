"""Judges parts that stand paragraphs apart, each with its share: （一） 82件，占总数的61.7%; （二） 30件; （三） 21件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from banli_report.checks.audit.judgement import Judgement, Verdict, plain
from banli_report.checks.audit.shares import closure
from banli_report.claims.entries import Entry
from banli_report.claims.lists import PartList, Whole
from banli_report.claims.mentions import Sentence

_ORDINAL = re.compile(r"[(]?([一二三四五六七八九十]{1,2}|\d{1,2})(?:[)、.]|是)")
_FIRST = ("一", "1")


@dataclass(frozen=True, slots=True)
class _Point:
    """One of the parts: its sentence, count and share, and the whole said before."""

    sentence: Sentence
    part: Entry
    whole: Whole


class Enumeration:
    """Gathers the counts with shares that open numbered paragraphs."""

    def __init__(self) -> None:
        self._points: list[_Point] = []
        self._seen: set[int] = set()

    def read(self, found: PartList) -> Iterator[Judgement]:
        """Take a list in; give what can be said of the parts gathered before, where a new row begins."""
        point = _point(found)
        if point is None or id(found.sentence.passage) in self._seen:
            return
        self._seen.add(id(found.sentence.passage))
        ordinal = _ORDINAL.match(found.sentence.text.text)
        if ordinal and ordinal[1] in _FIRST:
            yield from self.end()
        if ordinal:
            self._points.append(point)

    def end(self) -> Iterator[Judgement]:
        """Give what can be said of the parts gathered so far."""
        points, self._points = self._points, []
        if len(points) > 1:
            yield from _judged(points)


def _point(found: PartList) -> _Point | None:
    whole = next((whole for whole in found.wholes if not whole.about), None)
    if not found.intro.is_loose or len(found.parts) != 1 or whole is None:
        return None
    part = found.parts[0]
    return _Point(found.sentence, part, whole) if part.share and part.is_exact else None


def _judged(points: Sequence[_Point]) -> Iterator[Judgement]:
    parts = [point.part for point in points]
    whole = points[0].whole
    total = sum((part.value for part in parts), Fraction(0))
    numbers = tuple(part.mention.number for part in parts)
    working = f"{'＋'.join(number.text for number in numbers)}＝{plain(total)}"
    last = points[-1].sentence
    if total == whole.value:
        yield Judgement("parts-sum", Verdict.RIGHT, last, numbers, f"{working}，与{whole.words}相符")
        yield from closure(last, parts, whole)
    else:
        yield Judgement("parts-sum", Verdict.OPEN, last, numbers, f"{working}，文中没有说明是不是全部")

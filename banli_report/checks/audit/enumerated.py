"""Judges parts that stand in paragraphs of their own, each with its share: （一） 82件，占总数的61.7%; （二） 30件; （三） 21件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from banli_report.checks.audit.judgement import Judgement, Verdict, plain
from banli_report.checks.audit.shares import closure, share_judgements
from banli_report.claims.closing import Intro
from banli_report.claims.entries import total_of
from banli_report.claims.lists import PartList, Whole
from banli_report.claims.passage import Passage

_ORDINAL = re.compile(r"\s*[(（]?([一二三四五六七八九十]{1,2}|\d{1,2})(?:[)）、.]|是)")
_FIRST = ("一", "1")
_FEWEST_NUMBERED, _FEWEST_LINES = 2, 3


class Enumeration:
    """Gathers the counts with shares that open paragraphs: numbered ones, or lines that follow each other."""

    def __init__(self) -> None:
        self._points: list[PartList] = []
        self._numbered = False
        self._taken = True

    def enter(self, passage: Passage) -> Iterator[Judgement]:
        """Begin a paragraph; give what can be said of the parts gathered before, where it does not go on with them."""
        ordinal = _ORDINAL.match(passage.text)
        begins = ordinal is not None and (ordinal[1] in _FIRST or not self._numbered)
        breaks_off = not self._numbered and not self._taken
        if begins or breaks_off:
            yield from self.end()
        if not self._points:
            self._numbered = ordinal is not None
        self._taken = False

    def read(self, found: PartList) -> None:
        """Take a list in, if it is the first one part with a share that a paragraph has."""
        single = found.intro.is_loose and len(found.parts) == 1 and found.parts[0].share is not None
        numbered = _ORDINAL.match(found.sentence.passage.text) is not None
        if single and not self._taken and numbered is self._numbered and found.parts[0].is_exact:
            self._points.append(found)
            self._taken = True

    def end(self) -> Iterator[Judgement]:
        """Give what can be said of the parts gathered so far."""
        points, self._points = self._points, []
        fewest = _FEWEST_NUMBERED if self._numbered else _FEWEST_LINES
        if len(points) >= fewest:
            yield from _judged(points)


def _judged(points: Sequence[PartList]) -> Iterator[Judgement]:
    parts = [point.parts[0] for point in points]
    last = points[-1].sentence
    total = total_of(parts)
    numbers = tuple(part.mention.number for part in parts)
    working = f"{'＋'.join(number.text for number in numbers)}＝{plain(total)}"
    wholes = [whole for whole in (*points[0].wholes, *points[0].far) if not whole.about]
    whole = next((one for one in wholes if one.value == total), None)
    if whole is not None:
        yield Judgement("audit.parts-sum", Verdict.RIGHT, last, numbers, f"{working}，与{whole.words}相符")
        yield from closure(last, parts, whole)
    else:
        yield Judgement("audit.parts-sum", Verdict.OPEN, last, numbers, f"{working}，文中没有说明是不是全部")
    yield from _astray(points, whole or _fitting(points, wholes))


def _fitting(points: Sequence[PartList], wholes: Sequence[Whole]) -> Whole | None:
    """Give the whole under which most of the shares are right, if it is so for more than half of them."""
    right = [(sum(_share(point, whole) is not Verdict.WRONG for point in points), whole) for whole in wholes]
    most = max((count for count, _ in right), default=0)
    return next((whole for count, whole in right if count == most and 2 * count > len(points)), None)


def _share(point: PartList, whole: Whole) -> Verdict:
    return next(iter(_shares(point, whole))).verdict


def _shares(point: PartList, whole: Whole) -> Iterator[Judgement]:
    return share_judgements(replace(point, wholes=(whole,), far=(), intro=Intro.AMONG), None)


def _astray(points: Sequence[PartList], whole: Whole | None) -> Iterator[Judgement]:
    """Give the shares that are wrong under the whole of all, where alone nothing could be said of them."""
    if whole is None:
        return
    for point in points:
        alone = [judged.verdict for judged in share_judgements(point, None)]
        if Verdict.WRONG not in alone:
            yield from (judged for judged in _shares(point, whole) if judged.verdict is Verdict.WRONG)

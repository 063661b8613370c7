"""Wholes and their parts: where a list begins and ends, what it is a list of, and whether it is said to be all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, pairwise

from banli_report.claims.closing import Intro, closed_by, may_overlap, scale_of, term_in
from banli_report.claims.entries import Entry, entries_of, total_of
from banli_report.claims.frames import GRAND_TOTALS, LIST_WORDS, NOUNS, SCALES, SORTED_BY, TOTALS
from banli_report.claims.mentions import Mention, Sentence
from banli_report.claims.passage import Passage

_INTO = re.compile("|".join(word for word in LIST_WORDS if word != "其中"))
_SORTED = re.compile(SORTED_BY)
_NAMED = re.compile(r"(?:件|建议|提案|议案)中[,:]")
_AMONG_THEM = re.compile(r"(?:批评和意见|批评、意见|意见|建议|提案|议案)中[,:]")
_GRAND = re.compile(rf"^(?:{'|'.join(GRAND_TOTALS)}|共)(?:有|为|达)?$")
_RECEIVED = re.compile(rf"{'|'.join(TOTALS)}|收到|承办|办理|交办|受理|收回|提出|征集|收集|接收|发出|答复|中$")
_RETURNED = re.compile("收回|回收")
_REMEMBERED = 3
"""How many paragraphs on a total still is what 总数 means."""
_LOOKS_BACK, _MOST_TOTALS = 40, 8
"""How many counts before a list may be its whole."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a list may be parts of: its value, and the mentions that say it (several that are added up)."""

    value: Fraction
    mentions: tuple[Mention, ...]
    about: str = ""

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Whole:
        """Give what entries add up to."""
        return cls(total_of(entries), tuple(entry.mention for entry in entries))

    @property
    def words(self) -> str:
        """Give it as it is written."""
        return "＋".join(mention.number.shown for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class PartList:
    """Parts that stand in a row, and what they may be parts of.

    Args:
        sentence: where they stand.
        parts: the parts, in order.
        wholes: what the frame says that they are parts of, the likeliest first.
        intro: how the list begins.
        far: what else was counted before, any of which may be meant.
        closed: why the parts are said to be all, or empty.
        is_core: whether the parts are some of another list's, which stands before it.
    """

    sentence: Sentence
    parts: tuple[Entry, ...]
    wholes: tuple[Whole, ...]
    intro: Intro
    far: tuple[Whole, ...] = ()
    closed: str = ""
    is_core: bool = False


@dataclass(slots=True)
class _Run:
    """A list in the making: how it begins, the entry that is its whole, its parts."""

    intro: Intro
    whole: Entry | None
    parts: list[Entry] = field(default_factory=list)


class ListReader:
    """Reads the lists of sentences in order, remembering what was counted before."""

    def __init__(self) -> None:
        self._sentences: list[list[Whole]] = []
        self._main: Whole | None = None
        self._passage: Passage | None = None
        self._paragraphs = 0
        self._said_in = 0

    def read(self, sentence: Sentence, entries: Sequence[Entry]) -> Iterator[PartList]:
        """Give the lists of one sentence.

        Args:
            sentence: the sentence.
            entries: its counts outside of brackets.
        """
        if self._passage is not sentence.passage:
            self._passage = sentence.passage
            self._paragraphs += 1
        for row in (sentence.mentions, *sentence.loose):
            yield from self._brackets(sentence, row)
        if not entries:
            return
        runs, head = _runs(entries)
        yield from self._head(sentence, head, runs)
        for run in runs:
            yield from _lists(sentence, run.parts, run.intro, self._wholes_of(run, entries), self._far(run))
        self._remember(sentence, entries, runs)

    def before(self) -> tuple[Whole, ...]:
        """Give what was counted in the sentences before, the nearest first."""
        found = (whole for wholes in reversed(self._sentences) for whole in wholes)
        return tuple(islice(found, _LOOKS_BACK))

    def _brackets(self, sentence: Sentence, row: Sequence[Mention]) -> Iterator[PartList]:
        for mention in row:
            parts = entries_of(mention.inner)
            if parts and mention.number.is_count:
                yield from _lists(sentence, parts, Intro.BRACKET, [_whole(mention)])

    def _wholes_of(self, run: _Run, entries: Sequence[Entry]) -> list[Whole]:
        family = run.parts[0].mention.number.family
        if run.whole is not None:
            end = next(at for at, entry in enumerate(entries, 1) if entry is run.whole)
            return _alike(_near(entries[max(end - _LOOKS_BACK, 0) : end]), family)
        if run.intro is Intro.NAMED:
            return []
        if run.intro is Intro.SORTED and self._main:
            return _alike([self._main], family)
        recent = islice(reversed(self._sentences), _LOOKS_BACK)
        found = (_alike(wholes, family) for wholes in recent)
        return next(filter(None, found), [])

    def _far(self, run: _Run) -> tuple[Whole, ...]:
        if run.intro in (Intro.NAMED, Intro.SORTED) or (run.whole and run.whole.mention.number.about):
            return self.before()
        return ()

    def _head(self, sentence: Sentence, head: list[Entry], runs: list[_Run]) -> Iterator[PartList]:
        """Give the list that no word opens: parts before a total, a total and its parts, or parts alone."""
        if len(head) > 2 and not runs and _GRAND.match(_total_label(head[-1])):
            yield PartList(sentence, tuple(head[:-1]), (_whole(head[-1].mention),), Intro.TOTAL, (), "total")
            return
        if runs and runs[0].whole is not None:
            head = head[:-1]
        first = _first_parts(head)
        if first:
            parts = head[first:]
            wholes = _alike(_near(head[:first]), parts[0].mention.number.family)
            yield from _lists(sentence, parts, Intro.NONE, wholes)
        elif head:
            age = self._paragraphs - self._said_in
            main = [self._main] if self._main and age <= _REMEMBERED else []
            intro = Intro.APART if age else Intro.ACROSS
            yield from _lists(sentence, head, intro, main, self.before())

    def _remember(self, sentence: Sentence, entries: Sequence[Entry], runs: Sequence[_Run]) -> None:
        self._sentences.append(_near(entries))
        parts = {part.position for run in runs for part in run.parts}
        for entry in entries:
            alone = len(entries) == 1 or _RECEIVED.search(entry.mention.lead)
            if alone and entry.is_exact and entry.position not in parts and entry.share is None:
                self._main = _whole(entry.mention)
                self._said_in = self._paragraphs


def _lists(
    sentence: Sentence,
    parts: Sequence[Entry],
    intro: Intro,
    wholes: Sequence[Whole],
    far: tuple[Whole, ...] = (),
) -> Iterator[PartList]:
    """Give a list; where it is not said to be all, those of its parts that are the classes of one scale."""
    total = total_of(parts)
    fits = any(whole.value == total for whole in wholes)
    cores = (
        []
        if fits
        else [(core, closed) for core in _cores(parts) if (closed := closed_by(core, intro, sentence))]
    )
    closed = "" if cores else closed_by(parts, intro, sentence)
    yield PartList(sentence, tuple(parts), tuple(wholes), intro, far, closed)
    for core, reason in cores:
        before = tuple(_whole(part.mention) for part in _just_before(core, parts))
        yield PartList(sentence, tuple(core), tuple(wholes), intro, (*before, *far), reason, is_core=True)


def _just_before(core: Sequence[Entry], parts: Sequence[Entry]) -> Sequence[Entry]:
    """Give the part that classes follow, which they may be the classes of (重点建议4件，满意3件、基本满意1件)."""
    start = next(at for at, part in enumerate(parts) if part is core[0])
    return parts[max(start - 1, 0) : start]


def _cores(parts: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Give the parts that are classes of one scale, where those beside them are said to be of another kind."""
    rows = rows_of(parts)
    for scale in SCALES:
        core = [part for part in parts if term_in(part.name, scale) is not None]
        inside = {part.position for part in core}
        mixed = [row for row in rows if any(part.position in inside for part in row)]
        beside = [part for row in mixed for part in row if part.position not in inside]
        if 1 < len(core) < len(parts) and scale_of(core) == scale and all(map(may_overlap, beside)):
            yield core


def rows_of(parts: Sequence[Entry]) -> list[list[Entry]]:
    """Part a list at its semicolons."""
    rows: list[list[Entry]] = [[]]
    for part in parts:
        if part.mention.sign == ";" and rows[-1]:
            rows.append([])
        rows[-1].append(part)
    return rows


def _alike(wholes: Sequence[Whole], family: str) -> list[Whole]:
    return [whole for whole in wholes if whole.mentions[0].number.family == family]


def _total_label(entry: Entry) -> str:
    return entry.mention.label.strip("“”") if entry.mention.sign in (",", ";", "、") else ""


def _first_parts(head: Sequence[Entry]) -> int:
    """Give how many counts are totals said before the parts (收到A件，收回B件，…); 0 where all are parts."""
    totals = 0
    most = min(len(head) - 1, _MOST_TOTALS)
    while totals < most and head[totals].share is None and _RECEIVED.search(_said(head, totals)):
        totals += 1
    return next((first for first in range(totals, 0, -1) if _are_parts(head[first - 1], head[first:])), 0)


def _said(head: Sequence[Entry], position: int) -> str:
    mention = head[position].mention
    return mention.label if position else mention.lead


def _are_parts(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether counts may be parts of the one before them, rather than stand beside it."""
    beside = len(parts) == 1 and whole.position > 0
    return not (beside or scale_of((whole, *parts))) and all(part.value <= whole.value for part in parts)


def _whole(mention: Mention) -> Whole:
    return Whole(mention.number.value, (mention,), mention.number.about)


def _near(entries: Sequence[Entry]) -> list[Whole]:
    """Give what a list after some counts may be a list of: the last of them, or joined ones together, then the others."""
    wholes = [_whole(entry.mention) for entry in reversed(entries)]
    if entries and _RETURNED.search(entries[-1].mention.label):
        return wholes[:1]
    joined = _joined(entries)
    if len(joined) > 1:
        wholes.insert(0, Whole.of(joined))
    return wholes


def _joined(entries: Sequence[Entry]) -> list[Entry]:
    """Give the counts at the end of a row that are said in one breath (A件建议和B件提案)."""
    joined = list(entries[-1:])
    for before, entry in reversed(list(pairwise(entries))):
        if (
            entry.mention.sign not in ("和", "、")
            or entry.mention.number.family != before.mention.number.family
        ):
            break
        joined.insert(0, before)
    return joined


def _runs(entries: Sequence[Entry]) -> tuple[list[_Run], list[Entry]]:
    """Part a row into the lists that words open, and what stands before the first of them."""
    open_runs: list[_Run] = []
    runs: list[_Run] = []
    head: list[Entry] = []
    for position, entry in enumerate(entries):
        before = entries[position - 1] if position else None
        after = entries[position + 1] if position + 1 < len(entries) else None
        intro = _intro(entry, before)
        if intro:
            if open_runs and open_runs[-1].parts == [before]:  # what was opened is the whole of this list
                runs.remove(open_runs.pop())
            # a list that names its own whole, beside another: 承办的建议中，…；承办的提案中，…
            beside = intro is Intro.NAMED and entry.mention.sign == ";" and bool(open_runs)
            run = _Run(intro, None if beside else before)
            open_runs.append(run)
            runs.append(run)
        elif entry.mention.sign == ";":
            _close(open_runs, entry, after)
        if open_runs:
            open_runs[-1].parts.append(entry)
        else:
            head.append(entry)
    return runs, head


def _close(open_runs: list[_Run], entry: Entry, after: Entry | None) -> None:
    """End the inner lists at a semicolon; the outer one too, where what follows has a list of its own."""
    del open_runs[1:]
    if not open_runs or after is None or not _intro(after, entry):
        return
    outer = open_runs[0]
    if outer.whole is not None and len(outer.parts) > 1 and all(p.mention.sign != ";" for p in outer.parts):
        open_runs.clear()


_INTROS = (
    (_NAMED, Intro.NAMED),
    (re.compile("其中"), Intro.AMONG),
    (_SORTED, Intro.SORTED),
    (_INTO, Intro.INTO),
)


def _intro(entry: Entry, before: Entry | None) -> Intro | None:
    lead = entry.mention.lead
    said = before.mention.after if before is not None else ""
    if said.endswith("中") or (said.endswith(NOUNS) and _AMONG_THEM.match(lead)):
        return Intro.WITHIN
    for words, intro in _INTROS:
        if words.search(lead):
            return intro
    return Intro.COLON if entry.mention.sign == ":" and before is not None else None

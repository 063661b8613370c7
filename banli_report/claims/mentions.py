"""Sentences as rows of mentions: each number with the words around it, and what stands in brackets behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from banli_report.claims.clean import Clean, clean
from banli_report.claims.frames import AND, EACH, LIST_WORDS, SENTENCE_ENDS, SIGNS, TOTALS
from banli_report.claims.numbers import Number, scan
from banli_report.claims.passage import Passage

_END = re.compile(rf"[{SENTENCE_ENDS}]|(?<=[%\u4e00-\u9fff)])\.(?!\d*%)")
_SIGN = re.compile(f"[{SIGNS}]")
_STRONG = re.compile("[,;:]")
_AND = re.compile("|".join(AND))
_NEAR = 14
"""How many characters may stand between a number and the bracket that belongs to it."""
_BEFORE = re.compile(rf"^(?:{'|'.join((*LIST_WORDS, '另', '有', '对'))})+|^[“”\"'的]+")
_BEHIND = re.compile(rf"(?:{'|'.join((*TOTALS, *EACH))}|[有为是达计的了“”\"':约]){{1,40}}+$")
_AFTER = re.compile(r"^(?:已经|已|目前|的|是|为|属|作为|均|都)+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number with its words.

    Args:
        number: the number.
        lead: the words since the mention before it, without what belongs to that one.
        label: those of them behind the last comma, semicolon or colon.
        after: the words behind it, to the next sign.
        sign: the strongest sign between it and the mention before it.
        inner: what stands in brackets behind it.
    """

    number: Number
    lead: str
    label: str
    after: str = ""
    sign: str = ""
    inner: tuple[Mention, ...] = ()

    @property
    def name(self) -> str:
        """Give what it counts, without the words of the frame: before the number, else behind it."""
        return self.own_name or _AFTER.sub("", self.after)

    @property
    def own_name(self) -> str:
        """Give what stands before the number as its name."""
        before = _BEFORE.sub("", self.label)
        return _BEHIND.sub("", before)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its mentions.

    Args:
        passage: where it stands.
        text: the passage as the grammar reads it.
        start: where it begins in the clean text.
        end: where it ends there.
        mentions: its numbers outside of brackets, in order.
        loose: rows of numbers in brackets that belong to no number.
    """

    passage: Passage
    text: Clean
    start: int
    end: int
    mentions: tuple[Mention, ...]
    loose: tuple[tuple[Mention, ...], ...] = ()

    @property
    def clean(self) -> str:
        """Give the sentence as the grammar reads it."""
        return self.text.text[self.start : self.end]

    @property
    def written(self) -> str:
        """Give the sentence as it is written."""
        return self.text.as_written(self.start, self.end).strip()


@dataclass(slots=True)
class _Row:
    """A row of mentions in the making: of a sentence, or of a bracket."""

    gap: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def sentences_of(passage: Passage) -> list[Sentence]:
    """Give the sentences of a passage, each with the numbers that it holds."""
    text = clean(passage.text)
    numbers = scan(text)
    made: list[Sentence] = []
    position = 0
    for start, end in _spans(text.text):
        inside = []
        while position < len(numbers) and numbers[position].at < end:
            inside.append(numbers[position])
            position += 1
        made.append(_sentence(passage, text, (start, end), inside))
    return made


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        if found.end() - start > 1:
            yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _sentence(passage: Passage, text: Clean, span: tuple[int, int], numbers: Sequence[Number]) -> Sentence:
    start, end = span
    if not numbers:
        return Sentence(passage, text, start, end, ())
    reader = _Reader(text.text)
    reader.read(start, end, numbers)
    return Sentence(passage, text, start, end, tuple(reader.rows[0].mentions), tuple(reader.loose))


class _Reader:
    """Reads one sentence into rows, following its brackets."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.rows: list[_Row] = [_Row()]
        self.loose: list[tuple[Mention, ...]] = []

    def read(self, start: int, end: int, numbers: Sequence[Number]) -> None:
        """Read the text between two places, with its numbers."""
        position = start
        for number in numbers:
            self._words(position, number.at)
            self._number(number)
            position = number.after
        self._words(position, end)
        while len(self.rows) > 1:
            self._close()
        self._finish(self.rows[0])

    def _words(self, start: int, end: int) -> None:
        for found in re.finditer(r"[()]|[^()]+", self._text[start:end]):
            if found[0] == "(":
                self.rows.append(_Row())
            elif found[0] == ")" and len(self.rows) > 1:
                self._close()
            elif found[0] != ")":
                self.rows[-1].gap.append(found[0])

    def _number(self, number: Number) -> None:
        row = self.rows[-1]
        gap = "".join(row.gap)
        row.gap.clear()
        if not row.mentions:
            row.mentions.append(Mention(number, gap, _label(gap)))
            return
        after, sign, lead = _parted(gap)
        row.mentions[-1] = replace(row.mentions[-1], after=after)
        row.mentions.append(Mention(number, lead, _label(lead), sign=sign))

    def _close(self) -> None:
        inner = self.rows.pop()
        outer = self.rows[-1]
        if not inner.mentions:
            outer.gap.append(f"({''.join(inner.gap)})")
            return
        self._finish(inner)
        between = "".join(outer.gap)
        if outer.mentions and len(between) <= _NEAR and not _SIGN.search(between):
            last = outer.mentions[-1]
            outer.mentions[-1] = replace(last, inner=(*last.inner, *inner.mentions))
        else:
            self.loose.append(tuple(inner.mentions))

    def _finish(self, row: _Row) -> None:
        if row.mentions:
            after = "".join(row.gap)
            cut = _SIGN.search(after)
            row.mentions[-1] = replace(row.mentions[-1], after=after[: cut.start()] if cut else after)


def _label(lead: str) -> str:
    return _STRONG.split(lead)[-1]


def _parted(gap: str) -> tuple[str, str, str]:
    """Part the words between two numbers: those of the first, the sign between them, those of the second."""
    found = _SIGN.search(gap)
    if found:
        sign = next(sign for sign in SIGNS if sign in gap)
        return gap[: found.start()], sign, gap[found.end() :]
    joints = list(_AND.finditer(gap))
    if joints:
        return gap[: joints[-1].start()], "和", gap[joints[-1].end() :]
    return gap, "", gap

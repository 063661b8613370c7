"""The audit of a text: every number is read, every claim that can be recomputed is judged, and what was covered is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from banli_report.checks.audit.changes import change_judgements, counts_of
from banli_report.checks.audit.enumerated import Enumeration
from banli_report.checks.audit.judgement import Judgement, Verdict
from banli_report.checks.audit.lists import list_judgements
from banli_report.checks.audit.shares import lone_share_judgements
from banli_report.checks.audit.tables import table_judgements
from banli_report.claims.entries import entries_of, lone_shares
from banli_report.claims.grid import Table, tables_of
from banli_report.claims.lists import ListReader
from banli_report.claims.mentions import Mention, Sentence, sentences_of
from banli_report.claims.numbers import Number
from banli_report.claims.passage import Passage
from banli_report.errors import Problem, Severity

_SHOWN, _BEFORE = 40, 12
_HONEST = "audit.shares-rounded"
_LONGEST_CELL = 30
"""The characters of a cell that is read as prose."""
_SEVERITIES = {
    Verdict.WRONG: Severity.ERROR,
    Verdict.ROUNDED: Severity.WARNING,
    Verdict.DOUBTFUL: Severity.WARNING,
}


@dataclass(frozen=True)
class Audit:
    """What an audit found.

    Args:
        judgements: every claim with its verdict, in order.
        read: every number, with its sentence.
    """

    judgements: tuple[Judgement, ...]
    read: tuple[tuple[Sentence, Number], ...]

    @property
    def numbers(self) -> int:
        """Give how many numbers were read."""
        return len(self.read)

    @cached_property
    def left(self) -> tuple[tuple[Sentence, Number], ...]:
        """Give the numbers that no claim which can be recomputed is made of, each with its sentence."""
        judged = (one for one in self.judgements if one.verdict is not Verdict.OPEN)
        checked = {id(number) for one in judged for number in one.numbers}
        return tuple((sentence, number) for sentence, number in self.read if id(number) not in checked)

    def problems(self) -> list[Problem]:
        """Give what is wrong or deserves a look; shares that honest rounding keeps from 100 are told once in all."""
        told = [one for one in self.judgements if one.verdict in _SEVERITIES]
        honest = [one for one in told if one.kind == _HONEST]
        kept = [one for one in told if one.kind != _HONEST or one is honest[0]]
        return [_all_honest(honest) if one.kind == _HONEST else problem_of(one) for one in kept]

    def coverage(self) -> str:
        """Say in one sentence what was covered."""
        wrong = sum(judgement.verdict is Verdict.WRONG for judgement in self.judgements)
        outcome = f"{wrong}处不符" if wrong else "全部相符"
        checked = self.numbers - len(self.left)
        if not checked:
            return f"读到数字{self.numbers}个，没有能核对的。"
        left = f"；{len(self.left)}个无从核对" if self.left else ""
        return f"读到数字{self.numbers}个，核对{checked}个，{outcome}{left}。"

    def lines(self) -> list[str]:
        """Give each claim with its working and the numbers that nothing can be said of, one a line."""
        order = {id(sentence.passage): position for position, (sentence, _) in enumerate(self.read)}
        told = [(one.sentence, one.numbers, f"{one.verdict}：{one.message}") for one in self.judgements]
        told += [(sentence, (number,), f"{Verdict.OPEN}：{number.shown}") for sentence, number in self.left]
        told.sort(key=lambda line: order.get(id(line[0].passage), 0))
        return [f"{_where(sentence, numbers)}{text}" for sentence, numbers, text in told]


def _where(sentence: Sentence, numbers: Sequence[Number]) -> str:
    place = replace(sentence.passage.place, file=None)
    return f"{place} “{shown(sentence, numbers)}”："


def audit(passages: Sequence[Passage]) -> Audit:
    """Audit a text: read its numbers and judge what it claims with them.

    Args:
        passages: the text, in reading order.
    """
    auditor = _Auditor()
    texts = [passage for passage in passages if not passage.cell or len(passage.text) > _LONGEST_CELL]
    judgements = [judgement for passage in texts for judgement in auditor.judgements(passage)]
    judgements += auditor.enumeration.end()
    for table in tables_of(passages):
        auditor.count(table)
        judgements += table_judgements(table)
    return Audit(tuple(judgements), tuple(auditor.numbers))


class _Auditor:
    """Goes through a text once, remembering what later claims may stand on."""

    def __init__(self) -> None:
        self.enumeration = Enumeration()
        self.numbers: list[tuple[Sentence, Number]] = []
        self._lists = ListReader()

    def count(self, table: Table) -> None:
        """Take the numbers of a table in."""
        cells = (cell for row in table.rows for cell in row.values())
        self.numbers += [(cell.sentence, cell.number) for cell in cells if cell.number]

    def judgements(self, passage: Passage) -> Iterator[Judgement]:
        """Give what can be said of the claims of a passage."""
        yield from self.enumeration.enter(passage)
        before: list[Mention] = []
        for sentence in sentences_of(passage):
            self.numbers += [(sentence, number) for number in _numbers(sentence)]
            entries = entries_of(sentence.mentions)
            for found in self._lists.read(sentence, entries):
                yield from list_judgements(found)
                self.enumeration.read(found)
            yield from change_judgements(sentence, before)
            shares = list(lone_shares(sentence.mentions, entries))
            if shares:
                yield from lone_share_judgements(sentence, shares)
            before = counts_of(sentence.mentions)


def _numbers(sentence: Sentence) -> Iterator[Number]:
    for row in (sentence.mentions, *sentence.loose):
        for mention in row:
            yield mention.number
            yield from (inner.number for inner in mention.inner)


def _all_honest(honest: Sequence[Judgement]) -> Problem:
    sums = "、".join(dict.fromkeys(one.message for one in honest))
    several = f"有{len(honest)}处" if len(honest) > 1 else ""
    message = f"{several}各项占比相加是{sums}，逐项四舍五入所致"
    hint = "不用改；要正好100%的，在“口径”的“百分比”里写凑整百: true，由程序按最大余数法调整"
    return problem_of(replace(honest[0], message=message, hint=hint))


def shown(sentence: Sentence, numbers: Sequence[Number] = ()) -> str:
    """Give a sentence as messages quote it: whole, or so much of it as stands around the first of some numbers."""
    text = sentence.written
    if len(text) > _SHOWN:
        begin, end = sentence.text.span(sentence.start, sentence.end)
        inside = [number.start - begin for number in numbers if begin <= number.start < end]
        start = max(0, min(inside[0] - _BEFORE, len(text) - _SHOWN)) if inside else 0
        stop = start + _SHOWN
        text = f"{'……' if start else ''}{text[start:stop]}{'……' if stop < len(text) else ''}"
    return " ".join(text.split())


def problem_of(judgement: Judgement) -> Problem:
    """Give a judgement that is not right as a problem."""
    message = f"“{shown(judgement.sentence, judgement.numbers)}”：{judgement.message}"
    severity = _SEVERITIES[judgement.verdict]
    return Problem(judgement.kind, severity, judgement.sentence.passage.place, message, judgement.hint)

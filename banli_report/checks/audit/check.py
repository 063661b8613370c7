"""The audit of a text: every number is read, every claim that can be recomputed is judged, and what was covered is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from banli_report.checks.audit.changes import change_judgements, last_count
from banli_report.checks.audit.judgement import Judgement, Verdict
from banli_report.checks.audit.lists import list_judgements
from banli_report.checks.audit.shares import lone_share_judgements
from banli_report.claims.entries import lone_shares
from banli_report.claims.lists import ListReader
from banli_report.claims.mentions import Mention, Sentence, sentences_of
from banli_report.claims.numbers import Number
from banli_report.claims.passage import Passage
from banli_report.errors import EITHER, ERROR, WARNING, Kind, Problem, Severity

_SHOWN = 40
_SEVERITIES = {
    Verdict.WRONG: Severity.ERROR,
    Verdict.ROUNDED: Severity.WARNING,
    Verdict.DOUBTFUL: Severity.WARNING,
}

PROBLEMS = (
    Kind(
        "audit.parts-sum",
        EITHER,
        "各项相加，与前面或后面的总数不一样。",
        "报告.docx 正文 第5段：“2019年……”：各项相加为131件（46＋15＋16＋29＋17＋8），比总数133件少2件",
    ),
    Kind(
        "audit.part-exceeds",
        ERROR,
        "“其中”的数比总数还大。",
        "报告.docx 正文 第5段：“共承办12件，其中重点建议21件。”：其中的21件，比总数12件还多",
    ),
    Kind(
        "audit.share",
        ERROR,
        "占比与件数算出来的不一样，差出的不止四舍五入。",
        "报告.docx 正文 第6段：“……”：15件占6.7%不对：15÷205＝7.3171%，应为7.3%；按223件算才是6.7%",
    ),
    Kind(
        "audit.rate",
        ERROR,
        "满意率、办结率等与前面的件数算出来的不一样。",
        "报告.docx 正文 第8段：“……”：办结率99%不对：48÷49＝97.9592%，应为98%",
    ),
    Kind(
        "audit.change",
        ERROR,
        "增减的数、幅度与两年的件数算出来的不一样。",
        "报告.docx 正文 第5段：“……”：增减10%不对：13÷120＝10.8333%，应为10.8%",
    ),
    Kind(
        "audit.shares-sum",
        EITHER,
        "占比相加不是100%：四舍五入造成的只提醒。",
        "报告.docx 正文 第6段：“……”：各项占比相加为100.1%（61.7＋22.6＋15.8），各自四舍五入所致",
    ),
    Kind(
        "audit.rounding",
        WARNING,
        "占比、率是截去、进上或凑整的，不是四舍五入。",
        "报告.docx 正文 第6段：“……”：印17.3%，1289÷7426＝17.3579%，四舍五入是17.4%",
    ),
)


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    Args:
        judgements: every claim with its verdict, in order.
        numbers: how many numbers were read.
        checked: how many of them take part in a claim that was recomputed.
    """

    judgements: tuple[Judgement, ...]
    numbers: int
    checked: int

    def problems(self) -> list[Problem]:
        """Give what is wrong or deserves a look."""
        return [_problem(judgement) for judgement in self.judgements if judgement.verdict in _SEVERITIES]

    def coverage(self) -> str:
        """Say in one sentence what was covered."""
        wrong = sum(judgement.verdict is Verdict.WRONG for judgement in self.judgements)
        outcome = f"{wrong}处不符" if wrong else "全部相符"
        left = self.numbers - self.checked
        told = f"核对{self.checked}个，{outcome}" if self.checked else "没有能核对的"
        return f"读到数字{self.numbers}个，{told}" + (
            f"；{left}个无从核对。" if self.checked and left else "。"
        )


def audit(passages: Sequence[Passage]) -> Audit:
    """Audit a text: read its numbers and judge what it claims with them.

    Args:
        passages: the text, in reading order.
    """
    judgements: list[Judgement] = []
    numbers = 0
    taken: set[tuple[int, int]] = set()
    reader = ListReader()
    before: Mention | None = None
    for position, passage in enumerate(passages):
        for sentence in sentences_of(passage):
            found = list(_judgements(sentence, reader, before))
            judgements += found
            numbers += sum(1 for _ in _numbers(sentence))
            before = last_count(sentence.mentions)
        del position
    checked = {
        (id(judgement.sentence.passage) if number in _own(judgement.sentence) else 0, number.start)
        for judgement in judgements
        if judgement.verdict is not Verdict.OPEN
        for number in judgement.numbers
    }
    return Audit(tuple(judgements), numbers, min(len(checked | taken), numbers))


def _own(sentence: Sentence) -> set[Number]:
    return set(_numbers(sentence))


def _judgements(sentence: Sentence, reader: ListReader, before: Mention | None) -> Iterator[Judgement]:
    for found in reader.read(sentence):
        yield from list_judgements(found)
    yield from change_judgements(sentence, before)
    shares = list(lone_shares(sentence.mentions))
    if shares:
        yield from lone_share_judgements(sentence, shares)


def _numbers(sentence: Sentence) -> Iterator[Number]:
    for row in (sentence.mentions, *sentence.loose):
        for mention in row:
            yield mention.number
            for inner in mention.inner:
                yield inner.number


def _problem(judgement: Judgement) -> Problem:
    shown = " ".join(judgement.sentence.written.split())
    if len(shown) > _SHOWN:
        shown = f"{shown[:_SHOWN]}……"
    message = f"“{shown}”：{judgement.message}"
    severity = _SEVERITIES[judgement.verdict]
    return Problem(
        f"audit.{judgement.kind}", severity, judgement.sentence.passage.place, message, judgement.hint
    )


def share_of(value: Fraction) -> Fraction:
    """Give a value in percent."""
    return 100 * value

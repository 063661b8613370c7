"""Words typed in the narrative that say of all items what the figures do not: 全部办复, 代表均表示满意.

Only what follows at once upon the number of a whole batch is compared, and only where nothing narrows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from banli_report.errors import EITHER, Kind, Problem, error, warning
from banli_report.figures.basis import Basis
from banli_report.figures.batch import BatchFigures
from banli_report.figures.compute import Figures, figures_on
from banli_report.figures.figure import Figure
from banli_report.figures.listing import LISTED_PARTS
from banli_report.results.texts import lines_of
from banli_report.words.placeholders import TAG
from banli_report.words.terms import COUNT_NAMES
from banli_report.words.vocabulary import plain

_NAME, _OTHER_TAG = "\ue001", "\ue000"
_CLAUSE = re.compile("[^,;。；]+")
_COUNTED = re.compile(
    rf"[^{_OTHER_TAG}]{{0,40}}?(?:承办|办理|交办|承接|收到|受理|接收|接到|共)(?:了|共|的)?[^\d{_OTHER_TAG}]{{0,30}}?"
    rf"{_NAME}(?P<batch>[^{_NAME}]+){_NAME}件[^\d{_OTHER_TAG}{_NAME}]{{0,12}}$"
)
_NARROWED = re.compile("其中|重点|主办|协办|会办|上年|去年|往年|以来|累计|全[国省市县区]")
_WHAT = "(?:(?:人大|代表|政协|委员)*(?:建议|提案|议案)?|以上|上述)(?:目前|截至目前|现)?"
_ALL = "已?(?:均|全部|都)(?:已|都|均|全部|按时|按期|如期|及时|在规定(?:时间|期限)内){0,4}"
_DONE = re.compile(rf"{_WHAT}{_ALL}(?:办理)?(?P<done>办复|答复|办结|面商)(?:完毕|完成)?$")
_SATISFIED = re.compile(
    r"(?:代表|委员|代表、委员|代表委员)?(?:均|全部|都|一致)(?:对[^,]{1,10})?(?:表示|评价为)?满意$"
)
_RATE_OF = {
    "办复": "reply_rate",
    "答复": "reply_rate",
    "办结": "completion_rate",
    "面商": "contact_rate",
}

PROBLEMS = (
    Kind(
        "results.typed-words",
        EITHER,
        "正文里打的“全部办复”“均表示满意”一类的话，与算出来的不一样。",
        "report.yaml 第10行：这里写“全部办复”，“建议.办复率”算出的是83.3%",
    ),
)


def typed_word_problems(basis: Basis, *, draft: bool = False) -> Iterator[Problem]:
    """Give the words about all items of a batch that contradict its rates.

    Args:
        basis: what the figures are made of.
        draft: whether they are only told.
    """
    names = {f"{batch.name}.{word}" for batch in basis.batches for word in _count_words()}
    lines = [(line, place) for line, place in lines_of(basis.report, "narrative") if _may_say(line)]
    if not lines:
        return
    figures = figures_on(basis)
    tell = warning if draft else error
    for line, place in lines:
        for clause, rate in _said(line, names, figures):
            message = f"这里写“{clause}”，“{rate.name}”算出的是{rate.text}"
            hint = "改成由台账算出的写法（如 {{ 建议 | 办理进度 }}、{{ 建议.满意度 | 评价 }}）；说的是一部分的，写明是哪些"
            yield tell("results.typed-words", place, message, hint)


def _count_words() -> tuple[str, ...]:
    return tuple(word for term in COUNT_NAMES for word in term.words())


def _may_say(line: str) -> bool:
    return "{{" in line and re.search("均|全部|都|一致", line) is not None


def _said(line: str, names: set[str], figures: Figures) -> Iterator[tuple[str, Figure]]:
    """Give the clauses that say it of all, each with a rate that says otherwise."""

    def mark(tag: re.Match[str]) -> str:
        name = tag[0].strip("{} \t")
        if name not in names:
            return _OTHER_TAG
        return f"{_NAME}{name.rpartition('.')[0]}{_NAME}"

    batch: BatchFigures | None = None
    for clause in _CLAUSE.findall(plain(TAG.sub(mark, line)).strip("*")):
        counted = _COUNTED.fullmatch(clause)
        if counted and not _NARROWED.search(clause):
            batch = next(
                (one for one in figures.batches.values() if plain(one.name) == counted["batch"]), None
            )
            continue
        done, satisfied = _DONE.fullmatch(clause), _SATISFIED.fullmatch(clause)
        if batch is None or not (done or satisfied):
            return
        name = _RATE_OF[done["done"]] if done else "satisfaction_rate"
        rates = [rate for rate in _rates(batch, name) if isinstance(rate.value, Fraction)]
        if rates and all(rate.value != 1 for rate in rates):
            yield clause, rates[0]


def _rates(batch: BatchFigures, name: str) -> Iterator[Figure]:
    """Give a rate of a batch and of its parts, any of which a sentence may mean."""
    for one in (batch, *filter(None, map(batch.part, LISTED_PARTS))):
        if rate := one.rate(name):
            yield rate

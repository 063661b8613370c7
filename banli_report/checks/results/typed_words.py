"""What is typed of all items and the figures deny: 全部办复, 代表均表示满意, 比上年增加2件.

Only what follows at once upon the number of a whole batch is compared, and only where nothing narrows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from banli_report.errors import EITHER, Kind, Problem, error, warning
from banli_report.figures.basis import Basis
from banli_report.figures.batch import BatchFigures
from banli_report.figures.compute import Figures
from banli_report.figures.figure import Change, Figure
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
_NARROWED = re.compile("其中|重点|主办|协办|会办|[上去往]年|以来|累计|全[国省市县区]")
_WHAT = "(?:(?:人大|代表|政协|委员)*(?:建议|提案|议案)?|以上|上述)(?:目前|截至目前|现)?"
_ALL = "已?(?:均|全部|都)(?:已|都|均|全部|按时|按期|如期|及时|在规定(?:时间|期限)内){0,4}"
_DONE = re.compile(rf"{_WHAT}{_ALL}(?:办理)?(?P<done>办复|答复|办结|面商)(?:完毕|完成)?$")
_SATISFIED = re.compile(
    r"(?:代表|委员|代表、委员|代表委员)?(?:均|全部|都|一致)(?:对[^,]{1,10})?(?:表示|评价为)?满意$"
)
_CHANGED = re.compile(
    r"(?:同比|[比较与同](?:上年|去年)(?:同期)?(?:的\d{1,6}件)?(?:相比)?)?(?:略有)?(?:(?P<more>增加|增长|上升|多)|减少|下降|少)了?"
    r"(?P<number>\d{1,6}(?:\.\d{1,4})?)(?P<unit>件|%)$"
)
_SAME = re.compile("(?:[与同和](?:上年|去年)(?:同期)?(?:数量|件数)?(?:基本)?持平|同比持平)$")
_RATE_OF = {
    "办复": "reply_rate",
    "答复": "reply_rate",
    "办结": "completion_rate",
    "面商": "contact_rate",
}
_HINT = (
    "改成由台账算出的写法（如 {{ 建议 | 办理进度 }}、{{ 建议.满意度 | 评价 }}、{{ 建议.增减 | 增减 }}）；"
    "说的是一部分的，写明是哪些"
)

PROBLEMS = (
    Kind(
        "results.typed-words",
        EITHER,
        "正文里打的“全部办复”“均表示满意”“比上年增加2件”一类的话，与算出来的不一样。",
        "report.yaml 第10行：这里写“全部办复”，“建议.办复率”算出的是83.3%",
    ),
)


def typed_word_problems(basis: Basis, figures: Figures, *, draft: bool = False) -> Iterator[Problem]:
    """Give the words about all items of a batch that contradict its rates.

    Args:
        basis: what the figures are made of.
        figures: the figures.
        draft: whether they are only told.
    """
    names = {f"{batch.name}.{word}" for batch in basis.batches for word in _count_words()}
    tell = warning if draft else error
    for line, place in lines_of(basis.report, "narrative"):
        for clause, name, text in _said(line, names, figures) if _may_say(line) else ():
            message = f"这里写“{clause}”，“{name}”算出的是{text}"
            yield tell("results.typed-words", place, message, _HINT)


def _count_words() -> tuple[str, ...]:
    return tuple(word for term in COUNT_NAMES for word in term.words())


def _may_say(line: str) -> bool:
    return "{{" in line and re.search("均|全部|都|一致|同比|[上去]年", line) is not None


def _said(line: str, names: set[str], figures: Figures) -> Iterator[tuple[str, str, str]]:
    """Give the clauses that a figure denies, each with its name and what it says."""

    def mark(tag: re.Match[str]) -> str:
        name = tag[0].strip("{} \t")
        if name not in names:
            return _OTHER_TAG
        return f"{_NAME}{name.rpartition('.')[0]}{_NAME}"

    batch: BatchFigures | None = None
    for clause in _CLAUSE.findall(plain(TAG.sub(mark, line)).strip("*")):
        counted = _COUNTED.fullmatch(clause)
        if counted and not _NARROWED.search(clause):
            batch = _called(counted["batch"], figures)
        elif batch is None and (_NARROWED.search(clause) or "件" in clause):
            return
        elif batch is not None and clause != _OTHER_TAG:
            found = _says_otherwise(clause, batch)
            if found is None:
                return
            yield from ((clause, name, text) for name, text in found)


def _called(name: str, figures: Figures) -> BatchFigures | None:
    return next((one for one in figures.batches.values() if plain(one.name) == name), None)


def _says_otherwise(clause: str, batch: BatchFigures) -> list[tuple[str, str]] | None:
    """Give the figure that says otherwise, its name and what it says, or none; None for a clause of another form."""
    done, satisfied = _DONE.fullmatch(clause), _SATISFIED.fullmatch(clause)
    if done or satisfied:
        name = _RATE_OF[done["done"]] if done else "satisfaction_rate"
        rates = [rate for rate in _rates(batch, name) if isinstance(rate.value, Fraction)]
        whole = not rates or any(rate.value == 1 for rate in rates)
        return [(rate.name, rate.text) for rate in rates[:1] if not whole]
    changed, same = _CHANGED.fullmatch(clause), _SAME.fullmatch(clause)
    if not (changed or same):
        return None
    change = batch.change
    if change is None or change.direction is None:
        return []
    return [(f"{batch.name}.增减", _told(change))] * (not _agrees(changed, change))


def _agrees(said: re.Match[str] | None, change: Change) -> bool:
    """Tell whether a typed change, or that there is none, is the computed one, as far as it is written out."""
    if said is None:
        return change.direction == 0
    wanted = 1 if said["more"] else -1
    if change.direction != wanted:
        return False
    number = Fraction(said["number"])
    if said["unit"] == "件":
        return number == change.difference.items
    if change.share is None or not isinstance(change.share.value, Fraction):
        return True
    step = Fraction(1, 10 ** len(said["number"].partition(".")[2]))
    return abs(change.share.value * 100 - number) < step


def _told(change: Change) -> str:
    if change.direction == 0:
        return "与上年持平"
    how = "增加" if change.direction == 1 else "减少"
    share = f"（{change.share.text}）" if change.share else ""
    return f"比上年{how}{change.difference.text}件{share}"


def _rates(batch: BatchFigures, name: str) -> Iterator[Figure]:
    """Give a rate of a batch, and of the items that the agency leads, which alone a sentence may mean."""
    for one in (batch, *filter(None, (batch.part("主办"),))):
        if rate := one.rate(name):
            yield rate

"""Whether a ledger's own word for each item, 是否按时答复 or 是否逾期, is what its dates say, where a rate is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli_report.checks.results.folding import folded
from banli_report.errors import ERROR, Kind, Place, Problem, error
from banli_report.figures.basis import BatchBasis
from banli_report.results.item import Item
from banli_report.results.model import Report
from banli_report.results.texts import lines_of
from banli_report.results.values import shown
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import RATES, YES_NO
from banli_report.words.vocabulary import plain

_REPLY = "(?:办复|答复|回复|办结|办理)?(?:情况|与否)?"
_IN_TIME = re.compile(rf"(?:是否)?(?:按时|按期|如期|及时|限时){_REPLY}")
_LATE = re.compile(rf"(?:是否)?(?:超期|逾期|超时|超期限){_REPLY}")
_SAYS_LATE = re.compile("(?:已)?(?:超期|逾期|超时|未按[时期])")
_SAYS_IN_TIME = re.compile("(?:已)?(?:按时|按期|如期|及时)|未(?:超期|逾期|超时)")

PROBLEMS = (
    Kind(
        "results.other-promptness",
        ERROR,
        "正文里有按时办复率，台账另有一列写着各件是否按时（逾期），与按日期、期限算的不一样。",
        "ledger.xlsx 工作表“台账” 单元格F3：“是否按时答复”是“否”，按答复期限算却是按时的",
    ),
)


def promptness_problems(report: Report, batch: BatchBasis, fallback: Place | None) -> Iterator[Problem]:
    """Give the rows whose own word on being in time is not what a rate in the narrative counts.

    Args:
        report: its narrative, and whether it says itself what the rate is.
        batch: the batch.
        fallback: the place of the batch, for rows that come from no file.
    """
    if batch.ledger is None or not _uses_the_rate(report):
        return
    counted = batch.ledger.narrow(batch.conditions.read("按时答复"))
    if counted is None:
        return
    prompt = {id(item) for item in counted.items}
    for column in sorted(column for column in batch.ledger.known if not COLUMNS.find(column)):
        found = [
            _problem(item, column, fallback)
            for item in batch.ledger.items
            if item.replied_on
            and (said := _said(item, column)) is not None
            and said is not (id(item) in prompt)
        ]
        yield from folded(found, f"“{column}”与按日期、期限算的不一样")


def _uses_the_rate(report: Report) -> bool:
    term = RATES.find("按时办复率")
    if term is None or any(RATES.find(word) is term for word in report.policy.rates):
        return False
    lines = (line for line, _ in lines_of(report, "narrative") if "{{" in line)
    return any(word in line for line in lines for word in term.words())


def _said(item: Item, column: str) -> bool | None:
    """Give whether an item's own column says that it was in time; None where it does not say so or is another."""
    header, value = plain(column), item.value(column)
    in_time = _IN_TIME.fullmatch(header) is not None
    if not isinstance(value, str) or not (in_time or _LATE.fullmatch(header)):
        return None
    text = plain(value)
    if _SAYS_LATE.match(text):
        return False
    if _SAYS_IN_TIME.match(text):
        return True
    answer = YES_NO.find(text)
    if answer is None:
        return None
    return (answer.identifier == "yes") is in_time


def _problem(item: Item, column: str, fallback: Place | None) -> Problem:
    message = f"“{column}”是“{shown(str(item.value(column)))}”，按答复期限算却不是这样"
    prompt = "否" if _LATE.fullmatch(plain(column)) else "是"
    rule = f"指标: {{按时办复率: {{分子: {{{column}: {prompt}}}}}}}"
    hint = f"核对日期和期限；以这一列为准的，在“口径”里写 {rule}"
    return error("results.other-promptness", item.place(column) or fallback, message, hint)

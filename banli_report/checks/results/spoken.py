"""Texts that speak of 议案, 建议 or 提案 where the report has no batch of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli_report.errors import WARNING, Kind, Place, Problem, warning
from banli_report.results.model import Report
from banli_report.results.texts import lines_of
from banli_report.words.placeholders import TAG
from banli_report.words.terms import KINDS

_OF_EITHER = frozenset({"undivided", "public_opinion"})
_OF_DEPUTIES = frozenset({"bill", "suggestion", "between_session", "converted"}) | _OF_EITHER
_OF_MEMBERS = frozenset({"proposal", "motion"}) | _OF_EITHER
_KIND_OF = {
    "议案": {"bill", "converted"},
    "建议": {"suggestion", "between_session", "converted", "motion", "undivided"},
    "提案": {"proposal", "undivided"},
}
_IN_TITLE = {
    "议案": re.compile("(?<!建)议案(?!转|建议转)"),
    "建议": re.compile(
        "(?:代表|人大|议案|提案|和|与|、|届|会议)建议|建议(?:、批评|提案|议案|的?办理)|建议、"
    ),
    "提案": re.compile("提案"),
}
_COUNTED = {
    "议案": re.compile(r"(?:办理|承办|交办|收到|受理|人大|代表)议案\d+件|\d件(?:人大|代表)*议案(?![转并])"),
    "建议": re.compile(r"(?:人大代表|代表)建议\d+件|\d件(?:人大代表|代表)建议"),
    "提案": re.compile(
        r"(?:政协委员|政协|委员)提案\d+件|\d件(?:政协委员|政协|委员)提案|(?:承办|办理)提案\d+件"
    ),
}
_ELSEWHERE = re.compile("去年|上年|同期|往年|历年|全[国省市县区]|其[他余]|转")
_BY_DEPUTIES = re.compile("代表(?:反馈|评价|满意率|表示满意|对办理)")
_BY_MEMBERS = re.compile("委员(?:反馈|评价|满意率|表示满意|对办理)")

PROBLEMS = (
    Kind(
        "results.kind-without-batch",
        WARNING,
        "标题或正文说到一种件，报告里却没有这一批。",
        "report.yaml 第4行：这里说到“议案”，报告里却没有议案这一批",
    ),
)


def spoken_problems(report: Report) -> Iterator[Problem]:
    """Give the title and the sentences that speak of a kind of which the report has no batch."""
    kinds = _kinds(report)
    if kinds is None:
        return
    told: set[str] = set()
    for part, forms in (("title", _IN_TITLE), ("narrative", _COUNTED)):
        for line, place in lines_of(report, part):
            text = TAG.sub(" ", line)
            for word, form in forms.items():
                if word in told or kinds & _KIND_OF[word] or not form.search(text):
                    continue
                if part == "title" or not _ELSEWHERE.search(text):
                    told.add(word)
                    yield _unknown(word, place)
            yield from _raters(text, kinds, place) if part == "narrative" else ()


def _kinds(report: Report) -> frozenset[str] | None:
    """Give the kinds of all batches and items; None where one is not of the vocabulary."""
    words = {batch.kind for batch in report.batches.values()}
    words |= {item.kind for batch in report.batches.values() for item in batch.items or () if item.kind}
    words |= {
        word
        for batch in report.batches.values()
        if batch.counts
        for word in (*batch.counts.partitions.get("kind", ()), *batch.counts.parts, *batch.counts.flags)
        if KINDS.find(word)
    }
    terms = [KINDS.find(word) for word in words]
    return frozenset(term.identifier for term in terms if term) if all(terms) else None


def _raters(text: str, kinds: frozenset[str], place: Place) -> Iterator[Problem]:
    """Tell of what deputies say of proposals, and members of suggestions."""
    for who, form, theirs in (
        ("代表", _BY_DEPUTIES, _OF_DEPUTIES),
        ("委员", _BY_MEMBERS, _OF_MEMBERS),
    ):
        if not kinds & theirs and form.search(text):
            message = f"这里写有{who}的评价，报告里却没有{who}提出的{'建议' if who == '代表' else '提案'}"
            yield warning("results.kind-without-batch", place, message, "核对这句话，或补上这一批")


def _unknown(word: str, place: Place) -> Problem:
    message = f"这里说到“{word}”，报告里却没有{word}这一批"
    return warning("results.kind-without-batch", place, message, f"核对这句话；确有{word}的，在“批次”里补上")

"""Judges changes: so many more than last year, and by how many percent or percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from banli_report.checks.audit.judgement import Judgement, Percentage, Verdict, plain
from banli_report.claims.entries import Role, role_of
from banli_report.claims.frames import FALLS, PAST
from banli_report.claims.mentions import Mention, Sentence
from banli_report.errors import ERROR, Kind

_FALLS = re.compile(rf"(?:{'|'.join(FALLS)})(?:了|达到?|为)?$")

_SEVERAL_YEARS = re.compile(r"累计|(?:[两二三四五六七八九十几]|\d)年多?来|历年")

PROBLEMS = (
    Kind(
        "audit.change",
        ERROR,
        "增减的数、幅度与两年的件数算出来的不一样。",
        "报告.docx 正文 第5段：“……”：增减10%不对：13÷120＝10.8333%，应为10.8%",
    ),
)


def change_judgements(sentence: Sentence, before: Sequence[Mention]) -> Iterator[Judgement]:
    """Give what can be said of the changes in a sentence.

    Args:
        sentence: the sentence.
        before: the counts of the sentence before it, of any of which a change may be said.
    """
    tried = [list(_changes(sentence, now)) for now in before] or [list(_changes(sentence, None))]
    best = min(tried, key=lambda judged: sum(one.verdict is Verdict.WRONG for one in judged))
    for one in best:
        unsure = one.verdict is Verdict.WRONG and len(before) > 1 and before[0].number in one.numbers
        yield replace(one, verdict=Verdict.OPEN) if unsure else one


def _changes(sentence: Sentence, before: Mention | None) -> Iterator[Judgement]:
    now, past, change = before, None, None
    for mention in sentence.mentions:
        role = role_of(mention)
        if role is Role.CHANGE and mention.number.is_share:
            if now and not now.number.about and (past or change):
                yield from _percent(sentence, now, past, change, mention)
            else:
                message = f"增减{mention.number.text}，文中没有上年的数"
                yield Judgement("audit.change", Verdict.OPEN, sentence, (mention.number,), message)
            change = None
        elif role is Role.CHANGE:
            change = mention if now and _alike(now, mention) else None
            if now and past and change:
                yield from _difference(sentence, now, past, change)
        elif _is_past(mention) and now and _alike(now, mention):
            past, change = mention, None
        elif role is Role.COUNT:
            now, past, change = _of_one_year(sentence, mention), None, None
        else:
            past, change = None, None


def counts_of(mentions: Sequence[Mention]) -> list[Mention]:
    """Give the counts of a row that a change in the next sentence may be said of; none where it ends with a change."""
    if mentions and role_of(mentions[-1]) is Role.CHANGE:
        return []
    return [mention for mention in mentions if role_of(mention) is Role.COUNT]


def _of_one_year(sentence: Sentence, mention: Mention) -> Mention | None:
    """Give a count, or None for one of several years together, which no change against last year is of."""
    clause = sentence.text.text[sentence.start : mention.number.at].rpartition(";")[2]
    if _SEVERAL_YEARS.search(clause):
        return None
    return mention


def _is_past(mention: Mention) -> bool:
    return role_of(mention) is Role.COUNT and any(word in mention.label for word in PAST)


def _alike(one: Mention, other: Mention) -> bool:
    return one.number.family == other.number.family and not other.number.about


def _signed(change: Mention) -> Fraction:
    return -change.number.value if _FALLS.search(change.lead) else change.number.value


def _difference(sentence: Sentence, now: Mention, past: Mention, change: Mention) -> Iterator[Judgement]:
    exact = now.number.value - past.number.value
    numbers = (now.number, past.number, change.number)
    working = f"{now.number.shown}与{past.number.shown}相差{plain(abs(exact))}{change.number.unit}"
    if exact == _signed(change):
        yield Judgement("audit.change", Verdict.RIGHT, sentence, numbers, working)
    elif not now.number.about and not past.number.about:
        words = "增加" if exact > 0 else "减少"
        message = f"{working}，{words}，印的是{change.number.shown}"
        yield Judgement("audit.change", Verdict.WRONG, sentence, numbers, message, "核对两年的数和增减的数")


def _percent(
    sentence: Sentence, now: Mention, past: Mention | None, change: Mention | None, printed: Mention
) -> Iterator[Judgement]:
    fell = bool(_FALLS.search(printed.lead))
    if past is not None:
        base, moved = past.number.value, now.number.value - past.number.value
        numbers = (now.number, past.number, printed.number)
    elif change is not None:
        moved = -change.number.value if fell or _FALLS.search(change.lead) else change.number.value
        base = now.number.value - moved
        numbers = (now.number, change.number, printed.number)
    else:
        return
    if base <= 0:
        return
    claim = Percentage("audit.change", sentence, printed.number, abs(moved), base, "增减")
    yield claim.judged(numbers, "改为四舍五入，或在文中说明", "，或核对增减的数")

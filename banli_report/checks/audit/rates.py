"""Judges rates said right after the count that they are taken of: 满意票25票，满意率89.29%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from banli_report.checks.audit.judgement import Judgement, Percentage, Verdict, added, compared
from banli_report.claims.entries import Entry
from banli_report.claims.frames import NEGATIONS, STEMS
from banli_report.claims.lists import PartList, Whole
from banli_report.claims.mentions import Mention
from banli_report.errors import ERROR, Kind

_RATE = re.compile(r"([\u4e00-\u9fff]{2,8}率)")
_KNOWN = sorted(STEMS, key=len, reverse=True)

PROBLEMS = (
    Kind(
        "audit.rate",
        ERROR,
        "满意率、办结率等与前面的件数算出来的不一样。",
        "报告.docx 正文 第8段：“……”：办结率99%不对：48÷49＝97.9592%，应为98%",
    ),
)


def rate_judgements(found: PartList, whole: Whole | None) -> Iterator[Judgement]:
    """Give what can be said of the rates of a list's parts.

    Args:
        found: the list.
        whole: what its parts make up, or None.
    """
    for part in found.parts:
        if part.rate is not None and part.is_exact and not part.rate.number.about:
            yield from _judged(found, part, part.rate, whole)


def _rate_name(mention: Mention) -> str:
    """Give the name of a rate, where it is one that has a count of its own."""
    said = _RATE.findall(mention.label)
    return next((name for name in _KNOWN if said and said[-1].endswith(name)), "")


def _judged(found: PartList, part: Entry, rate: Mention, whole: Whole | None) -> Iterator[Judgement]:
    name = _rate_name(rate)
    takes = _numerators(found, part, name)
    bases = [base for base in (*found.wholes, *_own(found), *_before(found, part)) if not base.about]
    if whole:
        bases = [whole]
    if not takes or not bases or (found.intro.is_loose and whole is None):
        return
    tried = [
        (compared(rate.number, 100 * take(base.value) / base.value), base, take(base.value))
        for base in bases
        for take in takes
        if base.value and 0 <= take(base.value) <= base.value
    ]
    if not tried:
        return
    order = (Verdict.RIGHT, Verdict.ROUNDED, Verdict.WRONG)
    verdict, base, taken = min(tried, key=lambda one: order.index(one[0]))
    numbers = (part.mention.number, rate.number, *(mention.number for mention in base.mentions))
    claim = Percentage("audit.rate", found.sentence, rate.number, taken, base.value, name)
    if verdict is Verdict.RIGHT:
        message = f"{name}{rate.number.text}：{claim.working}"
        yield Judgement("audit.rate", verdict, found.sentence, numbers, message)
    else:
        yield claim.judged(numbers, "改为四舍五入，或在文中说明", "；分母是别的数的，写明")


def _own(found: PartList) -> list[Whole]:
    if len(found.parts) < 2 or not found.closed:
        return []
    return [Whole.of(found.parts)]


def _before(found: PartList, part: Entry) -> list[Whole]:
    """Give the count right before a part, which it may be taken of: 受理68件，结案38件，结案率55.88%."""
    at = found.parts.index(part)
    return [Whole(one.value, (one.mention,)) for one in found.parts[at - 1 : at] if one.is_exact]


class _Take:
    """How a rate's numerator comes out of its whole: so many, or all but so many."""

    def __init__(self, value: Fraction, *, left: bool = False) -> None:
        self._value, self._left = value, left

    def __call__(self, whole: Fraction) -> Fraction:
        return whole - self._value if self._left else self._value


def _numerators(found: PartList, part: Entry, name: str) -> list[_Take]:
    """Give what a rate may be taken of, where the count before it is of its own kind."""
    stem = next((stem for stem in STEMS.get(name, ()) if part.name.endswith(stem)), "")
    if not stem:
        return []
    before = part.name.removesuffix(stem)
    if before.endswith(NEGATIONS):
        return [_Take(part.value, left=True)]
    if before.endswith(("不", "基本", "非常", "比较", "应")):
        return []
    takes = [_Take(part.value)]
    if name == "满意率":
        wider = [other.value for other in found.parts if "满意" in other.name and "不满意" not in other.name]
        takes.append(_Take(added(wider)))
    return takes

"""Judges rates said right after the count that they are taken of: 满意票25票，满意率89.29%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    rated = [at for at, part in enumerate(found.parts) if part.rate is not None and part.is_exact]
    if not rated or (found.intro.is_loose and whole is None):
        return
    satisfied = [part.value for part in found.parts if "满意" in part.name and "不满意" not in part.name]
    known = [whole] if whole else [*found.wholes, *_own(found)]
    for at in rated:
        part = found.parts[at]
        bases = known if whole else [*known, *_before(found, at)]
        if part.rate and not part.rate.number.about:
            taken = _numerators(part, _rate_name(part.rate), added(satisfied))
            yield from _judged(found, part, part.rate, taken, [base for base in bases if not base.about])


def _rate_name(mention: Mention) -> str:
    """Give the name of a rate, where it is one that has a count of its own."""
    said = _RATE.findall(mention.label)
    return next((name for name in _KNOWN if said and said[-1].endswith(name)), "")


def _judged(
    found: PartList, part: Entry, rate: Mention, takes: Sequence[_Take], bases: Sequence[Whole]
) -> Iterator[Judgement]:
    name = _rate_name(rate)
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


def _before(found: PartList, at: int) -> list[Whole]:
    """Give the count right before a part, which it may be taken of: 受理68件，结案38件，结案率55.88%."""
    return [Whole(one.value, (one.mention,)) for one in found.parts[max(at - 1, 0) : at] if one.is_exact]


class _Take:
    """How a rate's numerator comes out of its whole: so many, or all but so many."""

    def __init__(self, value: Fraction, *, left: bool = False) -> None:
        self._value, self._left = value, left

    def __call__(self, whole: Fraction) -> Fraction:
        return whole - self._value if self._left else self._value


def _numerators(part: Entry, name: str, satisfied: Fraction) -> list[_Take]:
    """Give what a rate may be taken of, where the count before it is of its own kind, or all that are satisfied."""
    stem = next((stem for stem in STEMS.get(name, ()) if part.name.endswith(stem)), "")
    if not stem:
        return []
    before = part.name.removesuffix(stem)
    if before.endswith(NEGATIONS):
        return [_Take(part.value, left=True)]
    if before.endswith(("不", "基本", "非常", "比较", "应")):
        return []
    if name == "满意率":
        return [_Take(part.value), _Take(satisfied)]
    return [_Take(part.value)]

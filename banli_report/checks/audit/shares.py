"""Judges shares: each against the whole that its list is made of, or the one that fits most of the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from banli_report.checks.audit.judgement import (
    LEAST_NOTED,
    Judgement,
    Percentage,
    Verdict,
    added,
    compared,
    plain,
)
from banli_report.claims.closing import Intro
from banli_report.claims.entries import Entry, total_of
from banli_report.claims.frames import ELSEWHERE, OTHERS, WHOLE_WORDS
from banli_report.claims.lists import PartList, Whole
from banli_report.claims.mentions import Mention, Sentence
from banli_report.claims.numbers import Number
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.figures.rounding import half_up

_OF = re.compile(r"占(?:比|到|了)?(.*?)的?(?:比重|比例)?[为达]?$")

PROBLEMS = (
    Kind(
        "audit.share",
        ERROR,
        "占比与件数算出来的不一样，差出的不止四舍五入。",
        "报告.docx 正文 第6段：“……”：15件占6.7%不对：15÷205＝7.3171%，应为7.3%；按223件算才是6.7%",
    ),
    Kind(
        "audit.shares-sum",
        EITHER,
        "占比相加不是100%：四舍五入造成的只提醒。",
        "报告.docx 正文 第6段：“……”：各项占比相加为100.1%（61.7＋22.6＋15.8），各自四舍五入所致",
    ),
    Kind(
        "audit.shares-rounded",
        WARNING,
        "占比各自四舍五入，相加不是正好100%；不是差错，一个文件只说一次。",
        "报告.docx 正文 第8段：“……”：各项占比相加是100.1%（61.7＋22.6＋15.8），逐项四舍五入所致",
    ),
    Kind(
        "audit.rounding",
        WARNING,
        "占比、率是截去、进上或凑整的，不是四舍五入。",
        "报告.docx 正文 第6段：“……”：印17.3%，1289÷7426＝17.3579%，四舍五入是17.4%",
    ),
)


def share_judgements(found: PartList, whole: Whole | None) -> Iterator[Judgement]:
    """Give what can be said of the shares of a list's parts.

    Args:
        found: the list.
        whole: what its parts make up, or None.
    """
    joint = {
        part.position: said
        for end, part in enumerate(found.parts)
        if part.share and (said := _together(found.parts, end))
    }
    for said in joint.values():
        yield _joint(found, said)
    shared = [part for part in found.parts if part.share and part.is_exact and part.position not in joint]
    if not shared:
        return
    base = _base(found, shared, whole)
    for part in shared:
        if part.share:
            yield _judged(found, part, part.share.number, base)
    if base and whole and len(shared) == len(found.parts) > 1:
        yield from closure(found.sentence, shared, base)


def _together(parts: Sequence[Entry], end: int) -> Sequence[Entry]:
    """Give a part and those named before it in one breath, where one share is said behind them all."""
    start = end
    while start > 0 and parts[start].mention.sign == "、" and parts[start - 1].share is None:
        start -= 1
    return parts[start : end + 1] if start < end else ()


def _joint(found: PartList, said: Sequence[Entry]) -> Judgement:
    """Judge a share said behind several parts: of all of them together or of the last, which the text leaves open."""
    share = said[-1].share or said[-1].mention
    numbers = (*(part.mention.number for part in said), share.number)
    total = total_of(said)
    for whole in _exact((*found.wholes, *found.far)):
        for value in (total, said[-1].value):
            if whole.value >= value and compared(share.number, 100 * value / whole.value) is Verdict.RIGHT:
                message = f"{plain(value)}÷{whole.words}，印{share.number.text}"
                return Judgement("audit.share", Verdict.RIGHT, found.sentence, numbers, message)
    message = f"占{share.number.text}，文中没有说明是哪几项占什么的"
    return Judgement("audit.share", Verdict.OPEN, found.sentence, numbers, message)


def _of_words(share: Mention) -> str:
    """Give what a share says that it is taken of, or an empty text."""
    said = _OF.search(share.label)
    return said[1] if said else ""


def _base(found: PartList, shared: Sequence[Entry], whole: Whole | None) -> Whole | None:
    """Give the whole that the shares are taken of: what the parts make up, else what fits most of them."""
    if whole is not None and not whole.about:
        return whole
    own = Whole.of(found.parts)
    if whole is not None:
        return own
    wholes = [candidate for candidate in found.wholes if not candidate.about]
    candidates: list[Whole] = [
        *wholes,
        *((own,) if len(shared) == len(found.parts) > 1 else ()),
        *_exact(found.far),
    ]
    fitting = [(*_fits(shared, candidate), candidate) for candidate in candidates]
    most, rightly = max(((near, right) for near, right, _ in fitting), default=(0, 0))
    for near, right, candidate in fitting:
        if (near, right) == (most, rightly) and 0 < len(shared) <= 2 * most:
            return candidate
    return wholes[0] if wholes and _is_said(found, shared) else None


def _exact(wholes: Sequence[Whole]) -> list[Whole]:
    return [whole for whole in wholes if not whole.about]


def _fits(shared: Sequence[Entry], whole: Whole) -> tuple[int, int]:
    """Give how many shares may be of a whole, however they were rounded, and how many are half up."""
    verdicts = [_verdict(part, whole) for part in shared]
    return len(verdicts) - verdicts.count(Verdict.WRONG), verdicts.count(Verdict.RIGHT)


def _verdict(part: Entry, whole: Whole) -> Verdict:
    if part.share is None or not whole.value or part.value > whole.value:
        return Verdict.WRONG
    return compared(part.share.number, 100 * part.value / whole.value)


def _is_said(found: PartList, shared: Sequence[Entry]) -> bool:
    """Tell whether the text says clearly what shares are taken of."""
    said = [_of_words(part.share) for part in shared if part.share]
    if any(word in words for words in said for word in ELSEWHERE):
        return False
    if any(word in words for words in said for word in WHOLE_WORDS):
        return True
    near = not found.intro.is_loose and found.intro is not Intro.NAMED
    return near and all(not words or words in ("其", "") for words in said)


def _judged(found: PartList, part: Entry, share: Number, base: Whole | None) -> Judgement:
    numbers = (part.mention.number, share)
    said = f"{part.mention.number.shown}占"
    if base is None or not base.value:
        message = f"{said}{share.text}，文中没有说明分母"
        return Judgement("audit.share", Verdict.OPEN, found.sentence, numbers, message)
    claim = Percentage("audit.share", found.sentence, share, part.value, base.value, said=said, within=True)
    other = _other_base(found, part, base) if claim.verdict is Verdict.WRONG else None
    wrong, also = "，或核对件数", ""
    if other:
        wrong, also = f"{wrong}；分母不同的，写明占什么的", f"；按{other.words}算才是{share.text}"
    taken = (*numbers, *(mention.number for mention in base.mentions))
    return claim.judged(taken, "截去、进上或凑整的，改为四舍五入，或在文中说明", wrong, also)


def _other_base(found: PartList, part: Entry, base: Whole) -> Whole | None:
    """Give another whole of the text under which the printed share would be right."""
    others = (whole for whole in _exact((*found.wholes, *found.far)) if whole.value != base.value)
    return next((whole for whole in others if _verdict(part, whole) is Verdict.RIGHT), None)


def closure(sentence: Sentence, shared: Sequence[Entry], base: Whole) -> Iterator[Judgement]:
    """Give a remark where the shares of all parts do not add up to 100, or do so because one of them was changed."""
    verdicts = {_verdict(part, base) for part in shared}
    shares = tuple(part.share.number for part in shared if part.share)
    total = added(share.value for share in shares)
    if Verdict.WRONG in verdicts:
        return
    working = f"各项占比相加为{plain(total)}%（{_terms(shares)}）"
    if Verdict.ROUNDED in verdicts:
        exact = [100 * part.value / base.value for part in shared]
        right = added(Fraction(half_up(value, n.decimals)) for value, n in zip(exact, shares, strict=True))
        message = f"{working}，逐项四舍五入则是{plain(right)}%"
        hint = "为凑整百改动过的，在文中说明；否则逐项四舍五入"
        if right != total:
            yield Judgement("audit.shares-sum", Verdict.ROUNDED, sentence, shares, message, hint)
    elif abs(total - 100) >= LEAST_NOTED:
        message = f"{plain(total)}%（{_terms(shares)}）"
        yield Judgement("audit.shares-rounded", Verdict.ROUNDED, sentence, shares, message)


def _terms(shares: Sequence[Number]) -> str:
    return "＋".join(share.text.rstrip("%％") for share in shares)


def lone_share_judgements(sentence: Sentence, shares: Sequence[Mention]) -> Iterator[Judgement]:
    """Give what can be said of shares without counts: a list that names a rest must add up to 100."""
    numbers = tuple(share.number for share in shares)
    total = added(number.value for number in numbers)
    working = f"各项占比相加为{plain(total)}%（{_terms(numbers)}）"
    slack = added(number.step for number in numbers) / 2
    if len(shares) < 3 or any(number.about for number in numbers):
        verdict, message = Verdict.OPEN, "占比没有件数，无从核对"
    elif total == 100:
        verdict, message = Verdict.RIGHT, working
    elif abs(total - 100) <= slack:
        verdict, message = Verdict.ROUNDED, f"{working}，四舍五入所致"
    elif any(word in shares[-1].lead for word in OTHERS):
        verdict, message = Verdict.WRONG, f"{working}，不是100%"
    else:
        verdict, message = Verdict.OPEN, f"{working}，文中没有说明是不是全部"
    if verdict is Verdict.ROUNDED and abs(total - 100) < LEAST_NOTED:
        verdict = Verdict.RIGHT
    yield Judgement("audit.shares-sum", verdict, sentence, numbers, message, _LONE_HINT[verdict])


_LONE_HINT = {
    Verdict.RIGHT: "",
    Verdict.OPEN: "",
    Verdict.ROUNDED: "不用改；要正好100%的，在文中说明",
    Verdict.WRONG: "核对各项占比",
}

"""Judges lists: do the parts make up the whole, and are the shares and rates said of them right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from banli_report.checks.audit.judgement import Judgement, Verdict, plain
from banli_report.checks.audit.rates import rate_judgements
from banli_report.checks.audit.shares import share_judgements
from banli_report.claims.closing import Intro, exceeds, scale_of
from banli_report.claims.entries import Entry, total_of
from banli_report.claims.grammar import MONEY
from banli_report.claims.lists import PartList, Whole, rows_of
from banli_report.claims.numbers import Number
from banli_report.errors import EITHER, ERROR, Kind

_Rows: TypeAlias = Sequence[Sequence[Entry]]

_HINT = "核对各项和总数；所列不是全部的，写明“主要有”或在末尾加“等”"

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
)


def list_judgements(found: PartList) -> Iterator[Judgement]:
    """Give what can be said of a list: its sum, then the shares and rates of its parts."""
    whole, rows = _matching(found)
    closure = _closure(found, whole, rows)
    if closure is not None:
        yield closure
    if found.is_core:
        return
    yield from share_judgements(found, whole)
    yield from rate_judgements(found, whole)


def _matching(found: PartList) -> tuple[Whole | None, _Rows]:
    """Give the whole that the parts make up, or None, and the rows that each make it up."""
    everything = (found.parts,)
    if len(found.parts) < 2:
        return None, everything
    family = found.parts[0].mention.number.family
    readings = tuple(_readings(found))
    for whole in (*found.wholes, *found.far):
        if whole.mentions[0].number.family == family:
            for rows in readings:
                if _meets(whole, total_of(rows[0])):
                    return whole, rows
    return None, everything


def _readings(found: PartList) -> Iterator[_Rows]:
    """Give the ways to read a list: all parts beside each other, rows parted by semicolons, parts with parts."""
    parts = found.parts
    yield (parts,)
    rows = rows_of(parts)
    if len(rows) > 1 and len({total_of(row) for row in rows}) == 1 and not _is_one_division(found, rows):
        yield rows
    folded = _folded(parts)
    if len(folded) < len(parts):
        yield (folded,)


def _is_one_division(found: PartList, rows: _Rows) -> bool:
    """Tell whether semicolons stand between the parts of one division, rather than between several divisions."""
    return bool(scale_of(found.parts) or (found.closed and all(len(row) == 1 for row in rows)))


def _folded(parts: Sequence[Entry]) -> list[Entry]:
    """Leave out parts that follow the part which they make up."""
    kept: list[Entry] = []
    position = 0
    while position < len(parts):
        kept.append(parts[position])
        total, end = Fraction(0), position + 1
        while end < len(parts) and total < parts[position].value:
            total += parts[end].value
            end += 1
        position = end if total == parts[position].value and end - position > 2 else position + 1
    return kept


def _meets(whole: Whole, total: Fraction) -> bool:
    if not whole.about:
        return whole.value == total
    digits = str(int(whole.value))
    reach = Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
    return bool(whole.value < total < whole.value + reach)


def _closure(found: PartList, whole: Whole | None, rows: _Rows) -> Judgement | None:
    parts = found.parts
    numbers = tuple(part.mention.number for part in parts)
    if len(parts) < 2:
        return _single(found)
    unit = numbers[0].unit
    total = "；".join(_sum(row, unit) for row in rows)
    if len({number.family for number in numbers}) > 1 or (found.intro.is_loose and not found.closed):
        return None
    if whole is not None:
        taken = (*numbers, *(mention.number for mention in whole.mentions))
        return _judgement(found, Verdict.RIGHT, taken, f"{total}，与{whole.words}相符")
    meant = next(iter(found.wholes), None)
    if meant and not meant.about and not found.closed and _is_too_much(found, meant):
        message = f"{total}，比总数{meant.words}还多"
        return _judgement(
            found, Verdict.DOUBTFUL, numbers, message, "有重复计算的，写明有几件重复；否则核对各项"
        )
    if meant is None or meant.about or not found.closed or _is_vague(found):
        return _judgement(found, Verdict.OPEN, numbers, f"{total}，文中没有说明是不是全部")
    missing = total_of(parts) - meant.value
    words = "多" if missing > 0 else "少"
    added = f"各项相加为{_amount(total_of(parts), unit)}（{'＋'.join(map(_term, parts))}）"
    message = f"{added}，比总数{meant.words}{words}{_amount(abs(missing), unit)}"
    taken = (*numbers, *(mention.number for mention in meant.mentions))
    verdict = Verdict.DOUBTFUL if _is_doubtful(found) else Verdict.WRONG
    return _judgement(found, verdict, taken, message, _hint(parts))


def _judgement(
    found: PartList, verdict: Verdict, numbers: tuple[Number, ...], message: str, hint: str = ""
) -> Judgement:
    return Judgement("audit.parts-sum", verdict, found.sentence, numbers, message, hint)


def _is_vague(found: PartList) -> bool:
    """Tell a list whose whole is not said: what is left besides an exception (除……外，其余……)."""
    return found.intro.is_loose and "除" in found.parts[0].mention.lead


def _is_too_much(found: PartList, whole: Whole) -> bool:
    more = total_of(found.parts) > whole.value and all(part.is_exact for part in found.parts)
    families = {part.mention.number.family for part in found.parts}
    return more and len(families) == 1 and exceeds(found.parts, found.intro, found.sentence)


def _is_doubtful(found: PartList) -> bool:
    return found.intro.is_loose and found.closed == "scale"


def _single(found: PartList) -> Judgement | None:
    """Judge a list of one part: it cannot be more than everything counted before."""
    part = found.parts[0]
    wholes = found.wholes
    near = found.intro in (Intro.AMONG, Intro.BRACKET, Intro.WITHIN)
    if not near or not wholes or not part.is_exact or any(whole.about for whole in wholes):
        return None
    if part.mention.number.family != wholes[0].mentions[0].number.family or part.is_past:
        return None
    if all(part.value > whole.value for whole in wholes):
        numbers = (part.mention.number, *(mention.number for mention in wholes[0].mentions))
        message = f"其中的{part.mention.number.shown}，比总数{wholes[0].words}还多"
        return Judgement(
            "audit.part-exceeds", Verdict.WRONG, found.sentence, numbers, message, "核对这两个数"
        )
    return None


def _hint(parts: Sequence[Entry]) -> str:
    names = "".join(part.name for part in parts)
    if "主办" in names and ("独办" in names or "单独办理" in names or "分办" in names):
        return f"{_HINT}；独办、分办含在主办里的，写成主办12件（其中独办4件）"
    return _HINT


def _sum(row: Sequence[Entry], unit: str) -> str:
    total = _amount(total_of(row), unit)
    return f"{'＋'.join(map(_term, row))}＝{total}" if len(row) > 1 else total


def _term(part: Entry) -> str:
    number = part.mention.number.text
    return f"{number}×{part.times}" if part.times > 1 else number


def _amount(value: Fraction, unit: str) -> str:
    return f"{plain(value / MONEY.get(unit, 1))}{unit}"

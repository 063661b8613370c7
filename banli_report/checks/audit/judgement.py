"""What the audit says of one claim."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from banli_report.claims.grammar import COARSE
from banli_report.claims.mentions import Sentence
from banli_report.claims.numbers import Number
from banli_report.figures.rounding import half_up, percent_text


class Verdict(StrEnum):
    """How a claim comes out."""

    RIGHT = "相符"
    ROUNDED = "取舍"
    DOUBTFUL = "存疑"
    WRONG = "不符"
    OPEN = "无从核对"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One claim as it was judged.

    Args:
        kind: what is claimed, as the id of a problem.
        verdict: how it comes out.
        sentence: where it stands.
        numbers: the numbers that take part.
        message: what was found, with the working, without full stop.
        hint: what to do, for what is not right.
    """

    kind: str
    verdict: Verdict
    sentence: Sentence
    numbers: tuple[Number, ...]
    message: str
    hint: str = ""


_COARSE = 10


def compared(printed: Number, exact: Fraction) -> Verdict:
    """Tell how a printed percentage stands to the exact one.

    Right is half up at the printed places; less than one in the last place off is rounding of another kind;
    a word such as 约 before a multiple of ten excuses half of ten, and one in the last place otherwise.

    Args:
        printed: the percentage as it is printed.
        exact: the exact value, in percent.
    """
    distance = abs(printed.value - exact)
    if Fraction(half_up(exact, printed.decimals)) == printed.value:
        return Verdict.RIGHT
    if printed.about in COARSE:
        whole_tens = printed.value % _COARSE == 0
        allowed = Fraction(_COARSE, 2) if whole_tens else printed.step
        return Verdict.RIGHT if distance <= allowed else Verdict.WRONG
    return Verdict.ROUNDED if distance < printed.step else Verdict.WRONG


def rounded(exact: Fraction, printed: Number) -> str:
    """Print an exact percentage with as many places as another one has."""
    return percent_text(half_up(exact, printed.decimals), strip_zeros=False)


def precise(exact: Fraction) -> str:
    """Print an exact percentage with four places, for the working."""
    return percent_text(half_up(exact, 4), strip_zeros=True)


def plain(value: Fraction) -> str:
    """Print an exact value, without zeros at its end."""
    if value.denominator == 1:
        return str(value.numerator)
    shown = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{shown.normalize():f}"

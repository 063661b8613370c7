"""What the audit says of one claim."""

from __future__ import annotations

from collections.abc import Iterable
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


LEAST_NOTED = Fraction(1, 10)
"""How far from 100 the shares of all parts must add up for a remark."""
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


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage as it is printed, and what it is one of.

    Args:
        kind: what is claimed, as the id of a problem.
        sentence: where it stands.
        printed: the percentage.
        part: what there are of it.
        base: out of how many, more than 0.
        name: what is said to be so, such as 满意率, or empty for a share.
        said: what stands before it where it is wrong, if that is not its name.
        within: whether more than the whole is wrong whatever is printed.
    """

    kind: str
    sentence: Sentence
    printed: Number
    part: Fraction
    base: Fraction
    name: str = ""
    said: str = ""
    within: bool = False

    @property
    def verdict(self) -> Verdict:
        """Tell how it stands to the exact one."""
        if self.within and self.part > self.base:
            return Verdict.WRONG
        return compared(self.printed, self._exact)

    @property
    def working(self) -> str:
        """Give the division, its outcome with four places."""
        outcome = percent_text(half_up(self._exact, 4), strip_zeros=True)
        return f"{plain(self.part)}÷{plain(self.base)}＝{outcome}"

    @property
    def _exact(self) -> Fraction:
        return 100 * self.part / self.base

    def judged(self, numbers: tuple[Number, ...], rounding: str, wrong: str, also: str = "") -> Judgement:
        """Give what is to be said of it.

        Args:
            numbers: the numbers that take part.
            rounding: what to do where it was not rounded half up.
            wrong: what else may be done where it is wrong.
            also: what is added where it is wrong.
        """
        text, verdict, working = self.printed.text, self.verdict, self.working
        if verdict is Verdict.RIGHT:
            return Judgement(self.kind, verdict, self.sentence, numbers, f"{working}，印{text}")
        right = percent_text(half_up(self._exact, self.printed.decimals), strip_zeros=False)
        if verdict is Verdict.ROUNDED:
            message = f"{self.name}印{text}，{working}，四舍五入是{right}"
            return Judgement("audit.rounding", verdict, self.sentence, numbers, message, rounding)
        message = f"{self.said or self.name}{text}不对：{working}，应为{right}{also}"
        return Judgement(self.kind, verdict, self.sentence, numbers, message, f"改为{right}{wrong}")


def added(values: Iterable[Fraction]) -> Fraction:
    """Add values up, exactly."""
    return sum(values, Fraction(0))


def plain(value: Fraction) -> str:
    """Print an exact value, without zeros at its end."""
    if value.denominator == 1:
        return str(value.numerator)
    shown = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{shown.normalize():f}"

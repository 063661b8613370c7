"""Shares as they are printed: rounded half up on exact fractions, and closed to 100 where asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction

from banli_report.results.policy import MORE_DECIMALS, PLAIN, Percent
from banli_report.words.placeholders import UNKNOWN

MAX_DECIMALS = 4
"""The decimals that a share may get which would else read as all or none."""


def half_up(value: Fraction, decimals: int) -> Decimal:
    """Round an exact fraction half up, away from zero (四舍五入).

    Args:
        value: the exact value, of any sign.
        decimals: decimal places to keep, 0 or more.
    """
    scaled = abs(value) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    if value < 0:
        units = -units
    return _decimal(units, decimals)


def closed_to_100(counts: Sequence[int], decimals: int) -> list[Decimal]:
    """Give percentages of counts that add to exactly 100: largest remainder, ties to the larger count.

    Args:
        counts: the parts' counts, not negative, together more than 0.
        decimals: decimal places to keep, 0 or more.
    """
    total = sum(counts)
    whole = 100 * 10**decimals
    units = [count * whole // total for count in counts]
    remainders = [count * whole % total for count in counts]
    order = sorted(range(len(counts)), key=lambda i: (-remainders[i], -counts[i], i))
    for i in order[: whole - sum(units)]:
        units[i] += 1
    return [_decimal(unit, decimals) for unit in units]


def percent_text(percent: Decimal, strip_zeros: bool) -> str:
    """Print a rounded percentage, with or without its trailing zeros (12.0% or 12%)."""
    text = f"{percent:f}"
    if strip_zeros and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%"


def count_text(count: int | None) -> str:
    """Print a count; X where it is not known yet."""
    return UNKNOWN if count is None else str(count)


def ratio(part: int | None, whole: int | None) -> Fraction | None:
    """Give a part as a share of a whole; None where one of them is not known yet, or there is nothing to share."""
    if part is None or not whole:
        return None
    return Fraction(part, whole)


def share_text(share: Fraction | None, policy: Percent) -> str:
    """Print a share (1 is the whole) as a percentage under a policy; X% where it is not known yet.

    What is neither all nor none does not read 100% or 0%, unless the policy asks for plain rounding.
    """
    if share is None:
        return f"{UNKNOWN}%"
    decimals = policy.decimals
    while _reads_whole(share, half_up(share * 100, decimals)) and decimals < _most(policy):
        decimals += 1
    return _text(share, half_up(share * 100, decimals), decimals, policy)


def closes(counts: Sequence[int | None], whole: int | None, policy: Percent) -> bool:
    """Tell whether shares are made to add to 100: the policy asks for it, and the parts make up the whole."""
    known = [count for count in counts if count is not None]
    return policy.close_to_100 and bool(whole) and len(known) == len(counts) and sum(known) == whole


def share_texts(counts: Sequence[int | None], whole: int | None, policy: Percent) -> list[str]:
    """Print the shares that parts have of a whole.

    They are closed to 100 where the policy asks for it and the parts make up the whole.

    Args:
        counts: the parts' counts, None where not known yet.
        whole: what they are parts of.
        policy: how shares are printed.
    """
    if closes(counts, whole, policy):
        known = [count or 0 for count in counts]
        return [closed_text(known, [position], policy) for position in range(len(known))]
    if whole == 0:
        return ["" for _ in counts]
    return [share_text(ratio(count, whole), policy) for count in counts]


def closed_text(counts: Sequence[int], chosen: Collection[int], policy: Percent) -> str:
    """Print the share that some parts have together, as the sum of their shares closed to 100.

    Args:
        counts: all parts' counts, together more than 0.
        chosen: the positions of the parts asked about.
        policy: how shares are printed.
    """
    total, decimals = sum(counts), policy.decimals
    while _closes_to_whole(counts, decimals) and decimals < _most(policy):
        decimals += 1
    closed = closed_to_100(counts, decimals)
    share = Fraction(sum(counts[position] for position in chosen), total)
    return _text(share, sum((closed[position] for position in chosen), Decimal(0)), decimals, policy)


def _closes_to_whole(counts: Sequence[int], decimals: int) -> bool:
    total = sum(counts)
    closed = closed_to_100(counts, decimals)
    return any(
        _reads_whole(Fraction(count, total), value) for count, value in zip(counts, closed, strict=True)
    )


def _reads_whole(share: Fraction, percent: Decimal) -> bool:
    """Tell whether what is neither all nor none is rounded to 100 or 0."""
    return 0 < share < 1 and percent in (0, 100)


def _most(policy: Percent) -> int:
    """Give how many decimals a share may get that would else read as all or none."""
    if policy.near_whole == MORE_DECIMALS:
        return MAX_DECIMALS
    return policy.decimals


def _text(share: Fraction, percent: Decimal, decimals: int, policy: Percent) -> str:
    if policy.near_whole == PLAIN or not _reads_whole(share, percent):
        return percent_text(percent, policy.strip_zeros)
    step = _decimal(1, decimals)
    if percent:
        return f"{percent_text(100 - step, policy.strip_zeros)}以上"
    return f"不足{percent_text(step, policy.strip_zeros)}"


def _decimal(units: int, decimals: int) -> Decimal:
    # by way of text, which no context of the caller's can round
    return Decimal(f"{units}e-{decimals}")

"""How many calls some work makes: steps of Python that no clock is needed for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

import banli_report as br


def calls(work: Callable[[], object]) -> int:
    """Give how many calls a piece of work makes, be it refused or not."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        with suppress(br.BanliError):
            work()
    finally:
        sys.setprofile(None)
    return count


def growth(work_of: Callable[[int], Callable[[], object]], size: int) -> float:
    """Give how many times the calls that ten times as much adds are those that as much adds to a tenth of it.

    Sixty calls for each are free: a refusal may come earlier in the one text than in the other.
    """
    calls(work_of(size // 10))  # what is done once for all texts is none of their steps
    tenth, whole, tenfold = (calls(work_of(each)) for each in (size // 10, size, 10 * size))
    return (tenfold - whole) / max(whole - tenth, 60 * size)

"""Measuring two sides in turn, in CPU time: what else the machine does is noise that wall time would show.

How much sooner several processes are done no CPU time tells: that alone is measured by the clock.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parents[1]
Cost = Callable[[], float]
"""Does a piece of work once, and gives the seconds that it took."""


@dataclass(frozen=True, slots=True)
class Side:
    """One way of doing a piece of work."""

    name: str
    cost: Cost


@dataclass(frozen=True, slots=True)
class Result:
    """A workload, measured: seconds of both sides, how often the one fits into the other, and the aim."""

    workload: str
    own: float
    rival: str
    others: float
    ratio: float
    aim: str


def in_process(work: Callable[[], object]) -> Cost:
    """Measure a call in this process."""

    def cost() -> float:
        start = process_time()
        work()
        return process_time() - start

    return cost


def by_the_clock(work: Callable[[], object]) -> Cost:
    """Measure a call by the clock, with all the processes that it waits for."""

    def cost() -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return cost


def as_process(*arguments: str) -> Cost:
    """Measure a whole Python process, whose modules are compiled already, as those of an installed package are."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def cost() -> float:
        before = _children()
        command = [sys.executable, *arguments]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True, env=environment)
        return _children() - before

    return cost


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def imported(name: str) -> Cost:
    """Measure the import of a module, without the start of Python."""
    whole, bare = as_process("-c", f"import {name}"), as_process("-c", "pass")
    return lambda: whole() - bare()


def compared(
    workload: str, own: Cost, rivals: Sequence[Side], repeat: int, aims: Sequence[str]
) -> list[Result]:
    """Measure a workload beside others in turn, after a first time that does not count; the medians of all turns.

    Args:
        workload: what it is called.
        own: how we do it.
        rivals: the others.
        repeat: how many turns there are.
        aims: what is aimed at beside each of them, and beside those that may not be there.
    """
    sides = [own, *(rival.cost for rival in rivals)]
    for cost in sides:
        cost()
    turns = [[cost() for cost in sides] for _ in range(repeat)]
    mine, *others = zip(*turns, strict=True)
    return [
        Result(
            workload,
            median(mine),
            rival.name,
            median(costs),
            median(one / other for one, other in zip(mine, costs, strict=True)),
            aim,
        )
        for rival, costs, aim in zip(rivals, others, aims, strict=False)
    ]

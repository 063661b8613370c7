"""Figures of a roll-up: which units should report, which did, and which did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banli_report.figures.batch import BatchFigures
from banli_report.figures.figure import Figure
from banli_report.figures.parts import count_figure
from banli_report.figures.tally import Counted
from banli_report.words.template_names import BATCH_NAMES

_UNIT = "个"
_DUE, _RETURNED, _MISSING = "due_units", "returned_units", "missing_units"
REPORTING = (_DUE, _RETURNED, _MISSING)
"""The names that a batch made of units' ledgers answers."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """Some units of a roll-up, and their number."""

    units: tuple[str, ...]
    figure: Figure


def reporting(batch: BatchFigures, name: str) -> Reporting | None:
    """Give the units that should report, did or did not; None where the report file does not say who should.

    Args:
        batch: a whole batch.
        name: which of them, one of ``REPORTING``.
    """
    roll_up = batch.roll_up
    if roll_up is None or (name != _RETURNED and not roll_up.due):
        return None
    due = "报告文件的“应报单位”"
    files = "；".join(returned.file for returned in roll_up.returned)
    units, source = {
        _DUE: (roll_up.due, due),
        _RETURNED: (roll_up.units, files),
        _MISSING: (roll_up.missing, f"{due}，除去已报的：{files}"),
    }[name]
    label = BATCH_NAMES.label_of(name)
    counted = Counted(len(units), lambda: source)
    figure = count_figure(f"{batch.name}.{label}.个数", counted, f"{label}的个数", _UNIT)
    return Reporting(units, figure)


def reporting_figures(batch: BatchFigures) -> Iterator[Figure]:
    """Give the numbers of units of a roll-up."""
    for name in REPORTING:
        if found := reporting(batch, name):
            yield found.figure

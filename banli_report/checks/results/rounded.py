"""Shares that rounding turns into all or none: right by the policy, and perhaps not what the sentence says."""

from __future__ import annotations

from banli_report.document.tree import Document
from banli_report.errors import NOWHERE, WARNING, Kind, Problem, warning

PROBLEMS = (
    Kind(
        "results.rounded-whole",
        WARNING,
        "四舍五入后印成100%或0%，其实不是全部，也不是没有。",
        "“建议.办复率”是已答复的2000件 ÷ 全部的2001件，四舍五入印成100%",
    ),
)


def rounded_problems(document: Document) -> list[Problem]:
    """Give the printed shares that are neither all nor none and read 100% or 0%."""
    notes = dict.fromkeys(run.note for run in document.runs() if run.note and run.note.is_rounded_whole)
    hint = "在“口径”的“百分比”里删去 近百近零: 四舍五入，或改写这句话，不说全部"
    return [
        warning(
            "results.rounded-whole", NOWHERE, f"“{note.name}”是{note.formula}，四舍五入印成{note.text}", hint
        )
        for note in notes
    ]

"""Batches whose kind is not the one that a pack's own sentences call them by."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.packs.finding import Pack
from banli_report.results.model import Report
from banli_report.words.terms import KINDS

PROBLEMS = (
    Kind(
        "template.batch-kind",
        ERROR,
        "模板的文字把这一批称作一种，报告文件里写的是另一种。",
        "report.yaml 第8行 第11列：批次“建议”是政协提案，模板government_report里说的是代表建议、闭会期间建议",
    ),
)


def batch_kind_problems(report: Report, pack: Pack) -> Iterator[Problem]:
    """Give the batches that the pack's text would call what they are not."""
    for name, kinds in pack.batches.items():
        batch = report.batches.get(name)
        if batch is None or KINDS.identifier_of(batch.kind) in map(KINDS.identifier_of, kinds):
            continue
        yield error(
            "template.batch-kind",
            report.place("batches", name, "kind"),
            f"批次“{name}”是{batch.kind}，模板{pack.folder_name}里说的是{'、'.join(kinds)}",
            "改正“种类”；确是这一种的，换用会写到它的模板，如 bureau_summary",
        )

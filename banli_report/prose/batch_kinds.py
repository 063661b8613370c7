"""What a pack's own sentences take for granted of a report: keys that it has, and kinds that its batches are of."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from banli_report.errors import ERROR, WARNING, Kind, Problem, error, warning
from banli_report.packs.finding import Pack
from banli_report.results.model import Report
from banli_report.words.report_keys import REPORT
from banli_report.words.terms import KINDS, REPORT_KEYS

PROBLEMS = (
    Kind(
        "template.unused-batch",
        WARNING,
        "有一批数据，写出的报告里一处也没有用到。",
        "report.yaml 第9行 第3列：批次“提案”在写出的报告里没有用到",
    ),
    Kind(
        "template.batch-kind",
        ERROR,
        "模板的文字把这一批称作一种，报告文件里写的是另一种。",
        "report.yaml 第8行 第11列：批次“建议”是政协提案，模板government_report里说的是代表建议、闭会期间建议",
    ),
    Kind(
        "template.missing-key",
        ERROR,
        "模板要用的一项，报告文件里没有写。",
        "report.yaml：模板congress_report要用“宣读”，报告文件里没有写",
    ),
)


def missing_key_problems(report: Report, pack: Pack) -> Iterator[Problem]:
    """Give the keys that the pack needs and the report does not have."""
    for key in pack.needs:
        if not getattr(report, key):
            label = REPORT_KEYS.among((key,)).labels()[0]
            message = f"模板{pack.folder_name}要用“{label}”，报告文件里没有写"
            yield error(
                "template.missing-key", report.place(), message, f"补写，如 {label}: {REPORT[key].example}"
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


def unused_batches(report: Report, asked: Collection[str]) -> list[Problem]:
    """Give the batches that no sentence and no annex speaks of.

    Args:
        report: whose batches they are.
        asked: the batches that templates asked for, 合计 for all of them.
    """
    if report.annexes or "合计" in asked:
        return []
    return [
        warning(
            "template.unused-batch",
            report.place("batches", name),
            f"批次“{name}”在写出的报告里没有用到，它的件数和结果都没有印出",
            f"在正文里写上，如 {{{{ {name}.件数 }}}}；换用会写到它的模板；或删去这一批",
        )
        for name in report.batches
        if name not in asked
    ]

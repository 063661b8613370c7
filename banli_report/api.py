"""The public functions: load, compose, write, check, build. The only module that knows every room."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from banli_report.checks.results import result_problems
from banli_report.document.compose import document_of
from banli_report.document.tree import Document
from banli_report.errors import Problem, stop_on_errors
from banli_report.figures.compute import Figures, compute
from banli_report.prose.packs import FRAME, find_pack
from banli_report.prose.render import render
from banli_report.results.model import Report
from banli_report.results.reading import load
from banli_report.word.write import write

__all__ = ["build", "check", "compose", "figures", "load", "write"]


def check(report: Report) -> list[Problem]:
    """Give what is wrong with a report's results: sums, given counts, dates, values outside the scheme.

    Args:
        report: the report; nothing of it is changed.
    """
    return [*report.notes, *result_problems(report)]


def figures(report: Report) -> Figures:
    """Give every figure of a report, each with its definition and source.

    Raises:
        BanliError: the results do not add up; all problems.
    """
    stop_on_errors(check(report))
    return compute(report)


def compose(report: Report, *, templates: Sequence[str | Path] = ()) -> Document:
    """Give the document of a report: its figures computed, its template rendered.

    Args:
        report: the results and the narrative.
        templates: folders with packs, searched after the report's own ``templates/`` and before the shipped ones.

    Raises:
        BanliError: the results do not add up, or a template or a narrative has faults; all problems.
    """
    computed = figures(report)
    own = [report.folder / "templates"] if report.folder else []
    pack = find_pack(report.template, [*own, *map(Path, templates)])
    return document_of(render(report, computed, pack), report, str(pack.file(FRAME)))


def build(
    report: Report | str | Path, path: str | Path, *, templates: Sequence[str | Path] = ()
) -> list[Problem]:
    """Do all of it: load, check, compose and write; give the warnings.

    Args:
        report: a report, or the path of a report file.
        path: where the Word file goes; untouched where the document must not leave.
        templates: folders with packs, as for ``compose``.

    Raises:
        BanliError: a file cannot be read or written, or the document must not leave; all problems.
    """
    loaded = report if isinstance(report, Report) else load(report)
    document = compose(loaded, templates=templates)
    write(document, path)
    return check(loaded)

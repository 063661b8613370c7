"""The public functions: load, compose, write, check, build. The only module that knows every room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

from banli_report.checks.layout.check import file_problems, layout_problems
from banli_report.checks.results.check import result_problems
from banli_report.checks.results.rounded import rounded_problems
from banli_report.checks.results.unknowns import left_over_problems, unknown_problems
from banli_report.document.compose import document_of
from banli_report.document.traditional import to_traditional
from banli_report.document.tree import Document
from banli_report.errors import Problem, as_warning, stop_on_errors
from banli_report.figures.compute import Figures, compute
from banli_report.intake.reading import load
from banli_report.packs.finding import find_pack
from banli_report.prose.render import render
from banli_report.results.model import Report
from banli_report.word.writer.write import word_bytes, write

__all__ = ["build", "check", "compose", "figures", "load", "to_pdf", "write"]


Script: TypeAlias = Literal["hans", "hant"]


def check(thing: Report | Document | str | Path, *, draft: bool = False) -> list[Problem]:
    """Give what is wrong with a report's results, or where a document or Word file departs from GB/T 9704-2012.

    Args:
        thing: a report (sums, given counts, dates, values outside the scheme, unknowns), a document, or the path
            of any .docx (page, faces, levels, punctuation, signature, annexes, tables, page numbers, what is left
            over, what Word could not read); nothing of it is changed.
        draft: whether what is not known yet is only a warning.

    Raises:
        BanliError: the path leads to no Word file that can be opened, or the document's frame has faults.
    """
    if isinstance(thing, Report):
        unknown = unknown_problems(thing)
        return [*thing.notes, *result_problems(thing), *(map(as_warning, unknown) if draft else unknown)]
    if isinstance(thing, Document):
        return layout_problems(word_bytes(thing), draft=draft)
    return file_problems(Path(thing), draft=draft)


def figures(report: Report, *, draft: bool = False) -> Figures:
    """Give every figure of a report, each with its definition and source.

    Args:
        report: the results.
        draft: whether figures that are not known yet may be among them, printed X.

    Raises:
        BanliError: the results do not add up, or are not known yet; all problems.
    """
    stop_on_errors(check(report, draft=draft))
    return compute(report)


def compose(
    report: Report, *, draft: bool = False, script: Script = "hans", templates: Sequence[str | Path] = ()
) -> Document:
    """Give the document of a report: its figures computed, its template rendered.

    Args:
        report: the results and the narrative.
        draft: whether what is not known yet is printed as X; otherwise it is refused.
        script: ``hant`` for traditional characters (needs the extra ``hant``).
        templates: folders with packs, searched after the report's own ``templates/`` and before the shipped ones.

    Raises:
        BanliError: the results do not add up, or a template or a narrative has faults; all problems.
    """
    return _composed(report, figures(report, draft=draft), draft=draft, script=script, templates=templates)[0]


def _composed(
    report: Report, computed: Figures, *, draft: bool, script: Script, templates: Sequence[str | Path]
) -> tuple[Document, tuple[Problem, ...]]:
    """Give the document, and what its prose has to tell that does not forbid release."""
    own = [report.folder / "templates"] if report.folder else []
    pack = find_pack(report.template, [*own, *map(Path, templates)])
    prose = render(report, computed, pack, draft=draft)
    plain = document_of(prose, report, computed)
    document = replace(plain, frame=str(pack.frame(plain.kind)))
    if not draft:
        stop_on_errors(left_over_problems(document))
    if script == "hant":
        document = to_traditional(document, report.traditional.exceptions)
    return document, prose.told


def build(
    report: Report | str | Path,
    path: str | Path,
    *,
    draft: bool = False,
    script: Script = "hans",
    templates: Sequence[str | Path] = (),
) -> list[Problem]:
    """Do all of it: load, check, compose and write; give the warnings.

    Args:
        report: a report, or the path of a report file.
        path: where the Word file goes; untouched where the document must not leave.
        draft: whether what is not known yet is printed as a highlighted X, and told as warnings.
        script: ``hant`` for traditional characters.
        templates: folders with packs, as for ``compose``.

    Raises:
        BanliError: a file cannot be read or written, or the document must not leave; all problems.
    """
    loaded = report if isinstance(report, Report) else load(report)
    problems = check(loaded, draft=draft)
    stop_on_errors(problems)
    document, told = _composed(loaded, compute(loaded), draft=draft, script=script, templates=templates)
    write(document, path)
    return [*problems, *told, *rounded_problems(document)]


def to_pdf(files: Sequence[str | Path], folder: str | Path) -> list[Path]:
    """Turn Word files into PDFs of the same names in a folder, with one start of LibreOffice.

    Args:
        files: the Word files, of different names.
        folder: where the PDFs go.

    Raises:
        BanliError: LibreOffice is not installed, does not finish, or cannot read one of the files.
    """
    from banli_report.word.writer import pdf  # noqa: PLC0415 (who writes Word files need not load it)

    return pdf.to_pdf([Path(file) for file in files], Path(folder))

"""The public functions that make something: load, compose, write, build."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from banli_report.checks.audit.typed import TypedAudit
from banli_report.checks.release.check import built_problems
from banli_report.checks.results.check import result_problems
from banli_report.checks.results.rounded import rounded_problems
from banli_report.checks.results.unknowns import still_draft, unknown_problems
from banli_report.checks.waivers import let_pass, waived
from banli_report.composing import Composed, PackDocument, Script, composed_of, frame_of, typed_problems
from banli_report.document.review import reviewed
from banli_report.document.traditional import converter
from banli_report.document.tree import Document
from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, as_warning, refuse, stop_on_errors
from banli_report.figures.basis import Basis, basis_of
from banli_report.figures.compute import Figures, figures_on
from banli_report.files.arguments import NOTHING, PATH, PATHS, STREAM, expecting, kind
from banli_report.files.saving import pour, refuse_input, save
from banli_report.files.targets import put, review_path, target_of
from banli_report.intake.ledger import read_ledger
from banli_report.intake.reading import load
from banli_report.packs.finding import Pack
from banli_report.packs.settling import pack_of, under_its_pack, under_pack
from banli_report.results.model import Report
from banli_report.results.texts import lines_of
from banli_report.word.reader.reading import WordFile, written_file
from banli_report.word.writer.first_page import first_page_warnings
from banli_report.word.writer.frame_file import frame_warnings
from banli_report.word.writer.settling import settled
from banli_report.word.writer.whole import Filled
from banli_report.word.writer.write import form_of, word_bytes
from banli_report.words.placeholders import TAG

__all__ = [
    "build",
    "compose",
    "figures",
    "load",
    "read_ledger",
    "review_path",
    "to_pdf",
    "write",
    "write_figures",
]


_REPORT, _DOCUMENT = kind("Report", Report), kind("Document", Document)

PROBLEMS = (
    Kind(
        "figures.output-type",
        ERROR,
        "数字只能写成xlsx工作簿。",
        "数字.txt：数字只能写成xlsx文件",
    ),
)


def report_problems(basis: Basis, *, draft: bool) -> list[Problem]:
    """Give everything about a report that does not add up or is not known yet."""
    unknown = unknown_problems(basis.report)
    told = map(as_warning, unknown) if draft else unknown
    return [*basis.report.notes, *result_problems(basis, draft=draft), *told]


@expecting(report=_REPORT)
def figures(report: Report, *, draft: bool = False, templates: Sequence[str | Path] = ()) -> Figures:
    """Give every figure of a report, each with its definition and source.

    Args:
        report: the results.
        draft: whether figures that are not known yet may be among them, printed X.
        templates: folders with packs, as for ``compose``; a pack can say definitions.

    Raises:
        BanliError: the results do not add up, or are not known yet; all problems.
    """
    basis = basis_of(under_its_pack(report, templates))
    stop_on_errors(report_problems(basis, draft=draft or report.draft))
    return figures_on(basis)


@expecting(report=_REPORT)
def compose(
    report: Report, *, draft: bool = False, script: Script = "hans", templates: Sequence[str | Path] = ()
) -> Document:
    """Give the document of a report: its figures computed, its template rendered, its pack's frame at hand.

    Args:
        report: the results and the narrative.
        draft: whether what is not known yet is printed as X; otherwise it is refused.
        script: ``hant`` for traditional characters (needs the extra ``hant``).
        templates: folders with packs, searched after the report's own ``templates/`` and before the shipped ones.

    Raises:
        BanliError: the results do not add up, or a template or a narrative has faults; all problems.
    """
    pack = pack_of(report, templates)
    report, draft = under_pack(report, pack), draft or report.draft
    made = composed_of(
        report, figures(report, draft=draft, templates=templates), pack, draft=draft, script=script
    )
    stop_on_errors(let_pass(typed_problems(made, draft=draft), report))
    return made.document


def reading_lines(report: Report, templates: Sequence[str | Path] = ()) -> list[str]:
    """Say of each ledger in one line how it was read, with the columns that neither report nor pack speaks of.

    Args:
        report: a report read from files.
        templates: folders with packs, as for ``compose``.
    """
    tags = [tag for line, _ in lines_of(report) for tag in TAG.findall(line)]
    conditions = [str((batch.groups, batch.where)) for batch in report.batches.values()]
    spoken = [*tags, *conditions, str(report.policy)]
    with suppress(BanliError):  # what is wrong with the pack is told where it is rendered
        spoken += pack_of(report, templates).texts()
    return [
        account.line(spoken) for account in dict.fromkeys(account for _, account in report.all_accounts())
    ]


@expecting(document=_DOCUMENT, path=PATH | STREAM, frame=PATH | NOTHING)
def write(
    document: Document, path: str | Path | BinaryIO, *, frame: str | Path | None = None, pdfa: bool = False
) -> None:
    """Write a document as a Word file or a PDF; an existing file is replaced only when the new one is complete.

    Args:
        document: the tree.
        path: where to; must end in ``.docx``, or in ``.pdf`` where LibreOffice is installed. Into what is open for
            writing bytes, such as ``io.BytesIO()``, goes a Word file.
        frame: the Word frame that it is put in; otherwise that of the pack which the document was composed with,
            or the shipped one for a document that was built by hand.
        pdfa: whether a PDF is PDF/A, for keeping.

    Raises:
        BanliError: the frame has faults, or the file cannot be written.
    """
    used = Path(frame) if frame else frame_of(document)
    source = used.path if isinstance(used, Filled) else used
    whole, _ = settled(document, used)
    if not isinstance(path, str | os.PathLike):
        pour(word_bytes(whole, used), path)
        return
    target = Path(path)
    refuse_input(target, [source] if source else [])
    form = form_of(target, pdfa=pdfa)
    save(form(word_bytes(whole, used)), target)


@expecting(report=_REPORT | PATH, path=PATH | STREAM)
def build(  # noqa: PLR0913 (what is chosen is chosen by name)
    report: Report | str | Path,
    path: str | Path | BinaryIO,
    *,
    draft: bool = False,
    script: Script = "hans",
    templates: Sequence[str | Path] = (),
    review: bool = False,
    pdfa: bool = False,
) -> list[Problem]:
    """Do all of it: load, check, compose and write; give the warnings.

    Args:
        report: a report, or the path of a report file.
        path: where the Word file goes, a path or what is open for writing bytes; untouched where the document must
            not leave.
        draft: whether what is not known yet is printed as a highlighted X, and told as warnings.
        script: ``hant`` for traditional characters.
        templates: folders with packs, as for ``compose``.
        review: whether to write besides, at ``review_path(path)``, a Word file with a comment on each figure.
        pdfa: whether a PDF is PDF/A, for keeping.

    Raises:
        BanliError: a file cannot be read or written, or the document must not leave; all problems.
    """
    loaded = report if isinstance(report, Report) else load(report)
    loaded = under_pack(loaded, pack := pack_of(loaded, templates))
    draft = draft or loaded.draft
    target, stream = target_of(path, loaded.sources, review=review)
    problems = report_problems(basis := basis_of(loaded), draft=draft)
    stop_on_errors(problems)
    try:
        form = form_of(target, pdfa=pdfa)
        made = _settled(composed_of(loaded, figures_on(basis), pack, draft=draft, script=script))
        refuse_input(target, [made.document.frame])
        content = word_bytes(made.document, made.document.holder)
        told = _told(made, written_file(content, target.name), loaded, pack, draft=draft)
        finished = form(content)
        if review:  # first, so that nothing leaves where the copy cannot be written
            save(_checked_copy(made.document, _in_script(loaded, script)), review_path(target))
        put(finished, target, stream)
    except BanliError as stopped:
        # a column that was not known may be why a sentence cannot be written
        raise BanliError([*loaded.notes, *stopped.problems], unreadable=stopped.unreadable) from None
    return [*problems, *told, *rounded_problems(made.document)]


def _checked_copy(document: PackDocument, convert: Callable[[str], str]) -> bytes:
    return word_bytes(reviewed(document, convert), document.holder)


def _settled(made: Composed) -> Composed:
    document, told = settled(made.document, made.document.holder)
    return replace(made, document=document, told=(*told, *made.told))


def _told(made: Composed, word: WordFile, report: Report, pack: Pack, *, draft: bool) -> list[Problem]:
    """Give what a document has to tell before it is written; raise what forbids it to leave."""
    frame = made.document.frame
    built = built_problems(word, report, pack, frame, draft=draft)
    told = [*made.told, *still_draft(report), *first_page_warnings(made.document)]
    pages = frame_warnings(frame)
    told += [each for each in pages if each.id == "frame.page-not-set" or not made.document.filled]
    told += waived([*typed_problems(made, draft=draft), *built], report)
    stop_on_errors(told)
    return told


def typed_audit(basis: Basis, templates: Sequence[str | Path] = ()) -> TypedAudit:
    """Audit the numbers that were typed in a report's narrative or in its pack, as they stand in the document.

    Raises:
        BanliError: the document cannot be composed.
    """
    report = basis.report
    pack = pack_of(report, templates)
    return composed_of(report, figures_on(basis), pack, draft=True, script="hans").typed


def _in_script(report: Report, script: Script) -> Callable[[str], str]:
    """Give what puts a sentence in the characters of a document."""
    if script == "hant":
        return converter(report.traditional.exceptions, report.traditional.region)
    return str


@expecting(report=_REPORT, path=PATH)
def write_figures(
    report: Report, path: str | Path, *, draft: bool = False, templates: Sequence[str | Path] = ()
) -> None:
    """Write every figure of a report as an xlsx workbook, with an account of how each ledger was read.

    Args:
        report: the results.
        path: where to; must end in ``.xlsx``.
        draft: whether figures that are not known yet may be among them, printed X.
        templates: folders with packs, as for ``compose``.

    Raises:
        BanliError: the results do not add up, or the file cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        hint = "把输出文件名改为以.xlsx结尾"
        raise refuse("figures.output-type", Place(file=target.name), "数字只能写成xlsx文件", hint)
    refuse_input(target, report.sources)
    from banli_report.sheets.book import figures_book  # noqa: PLC0415 (who writes Word files need not load it)

    save(figures_book(figures(report, draft=draft, templates=templates), report.all_accounts()), target)


@expecting(files=PATHS, folder=PATH)
def to_pdf(files: Sequence[str | Path], folder: str | Path, *, pdfa: bool = False) -> list[Path]:
    """Turn Word files into PDFs of the same names in a folder, with one start of LibreOffice.

    Args:
        files: the Word files, of different names.
        folder: where the PDFs go.
        pdfa: whether they are PDF/A, for keeping.

    Raises:
        BanliError: LibreOffice is not installed, does not finish, or cannot read one of the files.
    """
    from banli_report.word.writer import pdf  # noqa: PLC0415 (who writes Word files need not load it)

    return pdf.to_pdf([Path(file) for file in files], Path(folder), pdfa=pdfa)

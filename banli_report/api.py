"""The public functions: load, compose, write, check, build. The only module that knows every room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, TypeAlias

from banli_report.checks.layout.check import layout_problems
from banli_report.checks.results.check import result_problems
from banli_report.checks.results.rounded import rounded_problems
from banli_report.checks.results.unknowns import left_over_problems, unknown_problems
from banli_report.document.compose import document_of
from banli_report.document.traditional import to_traditional
from banli_report.document.tree import Document
from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, as_warning, refuse, stop_on_errors
from banli_report.figures.basis import Basis, basis_of
from banli_report.figures.compute import Figures, figures_on
from banli_report.files.arguments import NOTHING, PATH, PATHS, expecting, kind
from banli_report.files.saving import refuse_input, save
from banli_report.intake.ledger import read_ledger
from banli_report.intake.reading import load
from banli_report.packs.finding import Pack, find_pack
from banli_report.prose.render import render
from banli_report.results.model import Report
from banli_report.results.texts import lines_of
from banli_report.word.reader.opening import read_word_file
from banli_report.word.reader.reading import WordFile, word_file
from banli_report.word.writer.frame_file import frame_warnings
from banli_report.word.writer.write import pdf_bytes, word_bytes
from banli_report.words.placeholders import TAG

__all__ = [
    "build",
    "check",
    "compose",
    "figures",
    "load",
    "read_ledger",
    "to_pdf",
    "write",
    "write_figures",
]


Script: TypeAlias = Literal["hans", "hant"]
_REPORT, _DOCUMENT = kind("Report", Report), kind("Document", Document)
_REPORT_FILES = (".yaml", ".yml")
_WRITERS: Mapping[str, Callable[[Document, Path | None], bytes]] = {".docx": word_bytes, ".pdf": pdf_bytes}
"""Which writer gives the bytes of a file, by its suffix."""

PROBLEMS = (
    Kind(
        "figures.output-type",
        ERROR,
        "数字只能写成xlsx工作簿。",
        "数字.txt：数字只能写成xlsx文件",
    ),
)


@dataclass(frozen=True, slots=True)
class _PackDocument(Document):
    """A document with the Word frame that its pack brings."""

    frame: Path | None = field(default=None, compare=False)


def _frame_of(document: Document) -> Path | None:
    return document.frame if isinstance(document, _PackDocument) else None


@expecting(thing=_REPORT | _DOCUMENT | PATH)
def check(thing: Report | Document | str | Path, *, draft: bool = False) -> list[Problem]:
    """Give what is wrong with a report's results, or where a document or Word file departs from GB/T 9704-2012.

    Args:
        thing: a report or the path of a report file (sums, given counts, dates, values outside the scheme,
            unknowns); a document, in its pack's frame, or the path of any .docx (page, faces, levels, punctuation,
            signature, annexes, tables, page numbers, what is left over, what Word could not read); nothing of it
            is changed.
        draft: whether what is not known yet is only a warning.

    Raises:
        BanliError: the path leads to no report file or Word file that can be read, or the frame has faults.
    """
    if isinstance(thing, Report):
        return _report_problems(basis_of(thing), draft=draft)
    if isinstance(thing, Document):
        return _word_problems(word_file(word_bytes(thing, _frame_of(thing))), draft=draft)
    path = Path(thing)
    if path.suffix.lower() in _REPORT_FILES:
        return check(load(path), draft=draft)
    return _word_problems(word_file(read_word_file(path), path.name), draft=draft)


def _word_problems(word: WordFile, *, draft: bool) -> list[Problem]:
    return layout_problems(word, draft=draft)


def _report_problems(basis: Basis, *, draft: bool) -> list[Problem]:
    unknown = unknown_problems(basis.report)
    told = map(as_warning, unknown) if draft else unknown
    return [*basis.report.notes, *result_problems(basis, draft=draft), *told]


@expecting(report=_REPORT)
def figures(report: Report, *, draft: bool = False) -> Figures:
    """Give every figure of a report, each with its definition and source.

    Args:
        report: the results.
        draft: whether figures that are not known yet may be among them, printed X.

    Raises:
        BanliError: the results do not add up, or are not known yet; all problems.
    """
    basis = basis_of(report)
    stop_on_errors(_report_problems(basis, draft=draft))
    return figures_on(basis)


@expecting(report=_REPORT, templates=PATHS)
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
    return _composed(report, figures(report, draft=draft), draft=draft, script=script, templates=templates)[0]


def _pack_of(report: Report, templates: Sequence[str | Path]) -> Pack:
    own = [report.folder / "templates"] if report.folder else []
    return find_pack(report.template, [*own, *map(Path, templates)])


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
        spoken += _pack_of(report, templates).texts()
    return [account.line(spoken) for account in dict.fromkeys(report.accounts.values())]


def _composed(
    report: Report, computed: Figures, *, draft: bool, script: Script, templates: Sequence[str | Path]
) -> tuple[Document, tuple[Problem, ...]]:
    """Give the document, and what its prose has to tell that does not forbid release."""
    pack = _pack_of(report, templates)
    prose = render(report, computed, pack, draft=draft)
    plain = document_of(prose, report, computed)
    if not draft:
        stop_on_errors(left_over_problems(plain))
    document = to_traditional(plain, report.traditional.exceptions) if script == "hant" else plain
    nodes = {node.name: getattr(document, node.name) for node in fields(document)}
    return _PackDocument(**nodes, frame=pack.frame(document.kind)), prose.told


@expecting(document=_DOCUMENT, path=PATH, frame=PATH | NOTHING)
def write(document: Document, path: str | Path, *, frame: str | Path | None = None) -> None:
    """Write a document as a Word file or a PDF; an existing file is replaced only when the new one is complete.

    Args:
        document: the tree.
        path: where to; must end in ``.docx``, or in ``.pdf`` where LibreOffice is installed.
        frame: the Word frame that it is put in; otherwise that of the pack which the document was composed with,
            or the shipped one for a document that was built by hand.

    Raises:
        BanliError: the frame has faults, or the file cannot be written.
    """
    target = Path(path)
    used = Path(frame) if frame else _frame_of(document)
    refuse_input(target, [used] if used else [])
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        hint = "把输出文件名改为以.docx或.pdf结尾"
        raise refuse("word.output-type", Place(file=target.name), "只能写成docx或pdf文件", hint)
    save(writer(document, used), target)


@expecting(report=_REPORT | PATH, path=PATH, templates=PATHS)
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
    refuse_input(Path(path), loaded.sources)
    basis = basis_of(loaded)
    problems = _report_problems(basis, draft=draft)
    stop_on_errors(problems)
    try:
        document, told = _composed(loaded, figures_on(basis), draft=draft, script=script, templates=templates)
        write(document, path)
        frame = _frame_of(document)
        mended = frame_warnings(frame) if frame else []
    except BanliError as stopped:
        # a column that was not known may be why a sentence cannot be written
        raise BanliError([*loaded.notes, *stopped.problems], unreadable=stopped.unreadable) from None
    return [*problems, *told, *mended, *rounded_problems(document)]


@expecting(report=_REPORT, path=PATH)
def write_figures(report: Report, path: str | Path, *, draft: bool = False) -> None:
    """Write every figure of a report as an xlsx workbook, with an account of how each ledger was read.

    Args:
        report: the results.
        path: where to; must end in ``.xlsx``.
        draft: whether figures that are not known yet may be among them, printed X.

    Raises:
        BanliError: the results do not add up, or the file cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        hint = "把输出文件名改为以.xlsx结尾"
        raise refuse("figures.output-type", Place(file=target.name), "数字只能写成xlsx文件", hint)
    refuse_input(target, report.sources)
    from banli_report.sheets.book import figures_book  # noqa: PLC0415 (who writes Word files need not load it)

    save(figures_book(figures(report, draft=draft), report.accounts), target)


@expecting(files=PATHS, folder=PATH)
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

"""What ``check`` does with each kind of thing: a report, a document, a Word file, a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from banli_report.api import compose, load, report_problems, typed_audit
from banli_report.checks.audit.check import Audit, audit
from banli_report.checks.layout.check import layout_problems
from banli_report.checks.release.check import passage_problems, release_problems
from banli_report.checks.waivers import waived
from banli_report.claims.passage import passages_of_text
from banli_report.composing import Script, frame_of
from banli_report.document.tree import Document
from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, refuse
from banli_report.figures.basis import basis_of
from banli_report.files.arguments import NOTHING, PATH, choice, expecting, kind
from banli_report.files.text_file import read_text_file
from banli_report.packs.settling import pack_of, under_its_pack
from banli_report.results.model import Report
from banli_report.word.reader.opening import read_word_file
from banli_report.word.reader.passages import passages_of
from banli_report.word.reader.reading import WordFile, word_file
from banli_report.word.reader.view import BODY
from banli_report.word.writer.write import word_bytes

Only: TypeAlias = Literal["audit", "layout"]
_REPORT, _DOCUMENT = kind("Report", Report), kind("Document", Document)
_REPORT_FILES = (".yaml", ".yml")
_TEXT_FILES = (".txt", ".text", ".md")

PROBLEMS = (
    Kind(
        "audit.no-word-file",
        ERROR,
        "只有Word文件能同报告核对。",
        "report.yaml：只有Word文件能同报告核对",
    ),
    Kind(
        "layout.no-word-file",
        ERROR,
        "只有Word文件有版面。",
        "text.txt：只有Word文件有版面可以检查",
    ),
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in one thing.

    Args:
        problems: what is wrong, in the order of the text.
        covered: one sentence on the numbers that were read and checked, or empty where none were looked for.
        lines: every claim with its working and every number that nothing can be said of, one a line.
    """

    problems: tuple[Problem, ...]
    covered: str = ""
    lines: tuple[str, ...] = ()


@expecting(
    thing=_REPORT | _DOCUMENT | PATH,
    only=NOTHING | choice("audit", "layout"),
    against=NOTHING | _REPORT | PATH,
)
def check(
    thing: Report | Document | str | Path,
    *,
    draft: bool = False,
    only: Only | None = None,
    against: Report | str | Path | None = None,
    templates: Sequence[str | Path] = (),
) -> list[Problem]:
    """Give what is wrong with a report's results, or with the numbers and the layout of a document.

    Args:
        thing: a report or the path of a report file (sums, given counts, dates, values outside the scheme,
            unknowns, typed numbers); a document, in its pack's frame, or the path of any .docx (what it claims
            with numbers, where it departs from GB/T 9704-2012, what must not leave with it); the path of a .txt
            (what it claims with numbers). Nothing of it is changed.
        draft: whether what is not known yet is only a warning.
        only: ``audit`` for the numbers alone, ``layout`` for the page alone.
        against: the report, or its file, that a finished Word file is compared with as well: which figures, claims
            and texts differ from what the report gives now, whoever edited the file since.
        templates: folders with packs for that report, as for ``compose``.

    Raises:
        BanliError: the path leads to no file that can be read, or the frame has faults.
    """
    return list(examine(thing, draft=draft, only=only, against=against, templates=templates).problems)


def examine(
    thing: Report | Document | str | Path,
    *,
    draft: bool = False,
    only: Only | None = None,
    against: Report | str | Path | None = None,
    templates: Sequence[str | Path] = (),
) -> Examined:
    """Give what ``check`` gives, and what the audit of the numbers covered; the arguments are those of ``check``."""
    if isinstance(thing, Report):
        _refuse_without_pages(only, against)
        return _report(thing, draft, templates)
    if isinstance(thing, Document):
        return _word(word_file(word_bytes(thing, frame_of(thing))), draft, only, against, templates)
    path = Path(thing)
    if path.suffix.lower() in _REPORT_FILES:
        _refuse_without_pages(only, against)
        return _report(load(path), draft, templates)
    if path.suffix.lower() in _TEXT_FILES:
        return examine_text(read_text_file(path), path.name, only=only, against=against)
    return _word(word_file(read_word_file(path), path.name), draft, only, against, templates)


def examine_text(
    text: str, name: str | None = None, *, only: Only | None = None, against: object = None
) -> Examined:
    """Give what a text claims with numbers and should not.

    Args:
        text: the text.
        name: the file's name, for places.
        only: as for ``check``; a text has no pages.
        against: as for ``check``; a text is not compared.

    Raises:
        BanliError: it is asked for what only a Word file has.
    """
    _refuse_without_pages(only, against)
    passages = passages_of_text(text, name)
    found = audit(passages)
    return _audited(found, [*found.problems(), *passage_problems(passages)])


def _audited(found: Audit, problems: Iterable[Problem]) -> Examined:
    return Examined(tuple(_in_order(problems)), found.coverage(), tuple(found.lines()))


def _report(report: Report, draft: bool, templates: Sequence[str | Path]) -> Examined:
    problems: list[Problem] = []
    try:
        report = under_its_pack(report, templates)
    except BanliError as stopped:
        problems += stopped.problems
    basis = basis_of(report)
    problems += report_problems(basis, draft=draft or report.draft)
    try:
        typed = typed_audit(basis, templates)
    except BanliError:  # what keeps it from being composed is told when it is built
        return Examined(tuple(problems))
    return Examined((*problems, *typed.problems()), "", tuple(typed.unchecked()))


def _refuse_without_pages(only: Only | None, against: object) -> None:
    """Refuse to do with a report or a text what can be done with a Word file alone."""
    hint = "写出Word文件后，检查那个文件"
    if against is not None:
        raise refuse("audit.no-word-file", Place(), "只有Word文件能同报告核对", hint)
    if only == "layout":
        raise refuse("layout.no-word-file", Place(), "只有Word文件有版面可以检查", hint)


def _word(
    word: WordFile,
    draft: bool,
    only: Only | None,
    against: Report | str | Path | None,
    templates: Sequence[str | Path],
) -> Examined:
    if against is None:
        return _file(word, draft, only, {})
    report = against if isinstance(against, Report) else load(against)
    found = _file(word, draft, only, _words_of(report, templates))
    # how shares are rounded, the report's policy has chosen
    told = [problem for problem in found.problems if problem.id != "audit.shares-rounded"]
    problems = waived([*told, *_compared(word, report, templates)], report)
    return replace(found, problems=tuple(_in_order(problems)))


def _file(word: WordFile, draft: bool, only: Only | None, words: Mapping[str, str]) -> Examined:
    layout: list[Problem] = []
    if only != "audit":
        layout = [*release_problems(word, draft=draft, words=words), *layout_problems(word, draft=draft)]
    if only == "layout":
        return Examined(tuple(_in_order(layout)))
    found = audit(passages_of(word))
    return _audited(found, [*layout, *found.problems()])


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Give what is about the whole file, then what is in the text in its order, then what is elsewhere."""

    def position(problem: Problem) -> tuple[int, int]:
        place = problem.place
        number = place.paragraph or place.line
        if number is None:
            return 0, 0
        return (2 if place.part not in (None, BODY) else 1), number

    return sorted(problems, key=position)


def _words_of(report: Report, templates: Sequence[str | Path]) -> Mapping[str, str]:
    try:
        return {**pack_of(report, templates).words, **report.words}
    except BanliError:  # what is wrong with the pack is told where the document is composed
        return report.words


def _compared(word: WordFile, report: Report, templates: Sequence[str | Path]) -> list[Problem]:
    """Compare a Word file with the document of a report; what keeps the report from being composed is told instead."""
    # who compares no file need not load it
    from banli_report.checks.against.check import against_problems  # noqa: PLC0415
    from banli_report.checks.against.script import is_traditional  # noqa: PLC0415

    script: Script = "hant" if is_traditional(passages_of(word)) else "hans"
    try:
        document = compose(report, draft=True, script=script, templates=templates)
    except BanliError as stopped:
        if stopped.unreadable:
            raise
        return list(stopped.problems)
    return against_problems(document, word_file(word_bytes(document, frame_of(document))), word)

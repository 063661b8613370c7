"""From a report, its figures and a pack to marked text."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain

from jinja2 import Template, TemplateSyntaxError, nodes

from banli_report.errors import (
    BanliError,
    Place,
    Problem,
    as_warning,
    error,
    stop_on_errors,
)
from banli_report.figures.compute import Figures
from banli_report.files.keeping import kept
from banli_report.packs.finding import BODY, Pack
from banli_report.prose.batch_kinds import batch_kind_problems, missing_key_problems, unused_batches
from banli_report.prose.blocks import block_problems
from banli_report.prose.calls import told_all
from banli_report.prose.composition import two_number_functions
from banli_report.prose.failures import problem_of
from banli_report.prose.faults import FAULTS
from banli_report.prose.lookup import (
    agency_view,
    delivery_view,
    frame_values,
    official_view,
    signature_view,
)
from banli_report.prose.marks import Mark, Marks, whole
from banli_report.prose.narrative import NarrativeView, Shown, narrative_problems, unprinted_problems
from banli_report.prose.plain_texts import plain_text_problems
from banli_report.prose.sandbox import Sandbox, lexed
from banli_report.prose.slips import ANYWHERE, IN_WORD, Slip, slips
from banli_report.prose.values import Rendered, Text
from banli_report.prose.views import BatchesView, BatchView
from banli_report.prose.whole import WholeSandbox, WholeText, alone
from banli_report.results.model import Report
from banli_report.words.columns import COLUMNS
from banli_report.words.template_names import BATCH_NAMES, REPORT_NAMES
from banli_report.words.terms import RATES

_UNWRITTEN = frozenset({"template.ellipsis", "template.no-narrative", "template.unprinted-section"})
"""What a draft may still lack."""
_OWN_WORDS = ("全称", "简称", "署名", "日期", "占比", "代码", "主办", "重点")


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of a document.

    Args:
        title: the title in markup.
        body: the body in markup.
        marks: what their marks stand for.
        told: what is to be told about them.
        numbering: how the first heading of each level is numbered, where not by the standard.
    """

    title: str
    body: str
    marks: tuple[Mark, ...]
    told: tuple[Problem, ...] = ()
    numbering: tuple[str, ...] = ()


def render(
    report: Report, figures: Figures, pack: Pack, *, draft: bool = False, whole: WholeText | None = None
) -> Prose:
    """Render a pack with a report's figures and narrative.

    Args:
        report: the report.
        figures: its figures.
        pack: the pack.
        draft: whether what is not written yet is only told.
        whole: the text of the pack's Word file, where the report is written whole in it.

    Raises:
        BanliError: a template or a narrative is wrong, with its file and line; all sections that are missing
            or unknown at once.
    """
    problems = [
        *plain_text_problems(report),
        *missing_key_problems(report, pack),
        *batch_kind_problems(report, pack),
        *narrative_problems(report, pack),
    ]
    if problems:
        raise BanliError(problems)
    return _Renderer(report, figures, pack, whole).render(draft=draft)


class _Renderer:
    def __init__(self, report: Report, figures: Figures, pack: Pack, whole: WholeText | None) -> None:
        self.report = report
        self.pack = pack
        self.whole = whole
        self.marks = Marks(report.policy.percent)
        self.sandbox = WholeSandbox(self._file) if whole else Sandbox(self._file)
        self.first_lines: dict[str, Place] = {}
        self.files: set[str] = set()
        self.shown = Shown()
        self.slips: dict[Problem, None] = {}
        self.context: dict[str, object] = self._context(figures)

    def _context(self, figures: Figures) -> dict[str, object]:
        report, marks = self.report, self.marks
        batches = {name: BatchView(batch, marks) for name, batch in figures.batches.items()}
        read = {"宣读": delivery_view(report.delivery, marks)} if report.delivery else {}
        official = {"公文": official_view(report.official, marks)} if report.official else {}
        return {
            **read,
            **official,
            **batches,
            **told_all(two_number_functions(report.policy.percent, marks), given=0),
            "年度": report.year,
            "单位": agency_view(report.agency, marks),
            **({"会议": Text(report.session, marks, own=True)} if report.session else {}),
            "落款": signature_view(report.signature, report.agency, marks),
            "批次": BatchesView(batches, marks),
            "合计": BatchView(figures.total, marks),
        }

    def _file(self, name: str) -> tuple[str, str, None] | None:
        found = self.pack.source(name)
        if found:
            name = found[1]
            self.files.add(name)
            self._note_slips(found[0], Place(file=name, line=1))
        return found

    def _parsed(self, name: str) -> nodes.Template | None:
        found = self.pack.source(name)
        return self.sandbox.tree(found[0], name) if found else None

    def render(self, *, draft: bool) -> Prose:
        """Render title and body."""
        title = self._own_title() or self._pack_title()
        context = {
            **self.context,
            "标题": Rendered(title),
            "正文": NarrativeView(self._narrative, self.report, self.shown),
        }
        body = self._in_word(self.whole, context) if self.whole else self._body(context)
        return Prose(title, body, self.marks.all(), self._told(draft=draft), self.pack.numbering)

    def _body(self, context: Mapping[str, object]) -> str:
        name = f"{self.pack.file(BODY).parent.name}/{BODY}"
        stop_on_errors(block_problems(self.pack, name, self._parsed))
        return self._run(lambda: self.sandbox.get_template(name), context, Place(file=name))

    def _in_word(self, whole: WholeText, context: Mapping[str, object]) -> str:
        """Render what is written in Word; where it fails, each tag that fails by itself is told."""
        place = Place(file=whole.name)
        for line, where in whole.lines:
            self._note_slips(line, where, IN_WORD)
        context = {**frame_values(self.report, self.marks), **context}

        def rendered(source: str) -> str:
            return self._run(lambda: self._compiled(source, whole.name), context, place)

        try:
            return rendered(whole.source)
        except BanliError as stopped:
            told = [*chain.from_iterable(_failed(rendered, source) for source in alone(whole, self.sandbox))]
            raise BanliError(dict.fromkeys((*told, *stopped.problems))) from None

    def _told(self, *, draft: bool) -> tuple[Problem, ...]:
        """Give what there is to tell; refuse what may not leave."""
        found = [*self.slips, *unprinted_problems(self.report, self.pack, self.shown)]
        told = [as_warning(each) if draft and each.id in _UNWRITTEN else each for each in found]
        stop_on_errors(told)
        return (*told, *unused_batches(self.report, self.marks.asked))

    def _note_slips(self, text: str, place: Place, kinds: Container[str] = ANYWHERE) -> None:
        found = _slips_in(text, (*self.context, *REPORT_NAMES.labels()))
        for slip in (slip for slip in found if slip.id in kinds):
            where = replace(place, line=place.line + slip.line - 1 if place.line else None)
            self.slips.setdefault(error(slip.id, where, slip.message, slip.hint))

    def _own_title(self) -> str:
        if "**" in self.report.title or self.report.title.startswith("#"):
            said = error(
                "template.markdown", self.report.place("title"), "标题里的“**”“#”会照原样印出", "从标题里删去"
            )
            self.slips[said] = None
        return self._narrative(self.report.title, ("title",))

    def _pack_title(self) -> str:
        name = f"{self.pack.folder_name}/template.yaml"
        return self._source(self.pack.title, name, Place(file=name))

    def _narrative(self, text: str, path: tuple[str | int, ...]) -> Rendered:
        found = self.report.places(*path)
        place = found.here or Place(file="正文", part="".join(f"“{key}”" for key in path[1:]))
        line = found.first_line or place.line
        place = Place(file=place.file, line=line, part=place.part)
        name = f"<{'.'.join(map(str, path))}>"
        return Rendered(self._source(text, name, place).strip("\n"))

    def _source(self, text: str, name: str, place: Place) -> str:
        self.first_lines[name] = place
        self._note_slips(text, place)
        return self._run(lambda: self._compiled(text, name), self.context, place)

    def _compiled(self, text: str, name: str) -> Template:
        code = self.sandbox.compile(text, name, name)
        return Template.from_code(self.sandbox, code, self.sandbox.make_globals(None))

    def _run(self, template: Callable[[], Template], context: Mapping[str, object], place: Place) -> str:
        try:
            text = template().render(context)
        except BanliError:
            raise
        except FAULTS as problem:
            raise BanliError([self._problem(problem, place)]) from None
        if not whole(text, self.marks.all()):
            message = "一个值被拆开后写进了正文"
            raise BanliError([error("template.value", place, message, "不要对文字逐字循环或排序")])
        return text

    def _problem(self, problem: BaseException, whole_file: Place) -> Problem:
        place = self._place(problem) or whole_file
        told = problem_of(problem, place, self.context, self.sandbox.filters)
        if self.whole and place.file == self.whole.name:
            tag = self.whole.written(self._where(problem)[1])
            return replace(told, message=f"{told.message}{tag}")
        return told

    def _where(self, problem: BaseException) -> tuple[str | None, int | None]:
        """Give the template and the line in it that a problem comes from."""
        if isinstance(problem, TemplateSyntaxError):
            return problem.name, problem.lineno
        frames = traceback.extract_tb(problem.__traceback__)
        known = {*self.first_lines, *self.files, *([self.whole.name] if self.whole else [])}
        ours = [frame for frame in frames if frame.filename in known]
        return (ours[-1].filename, ours[-1].lineno) if ours else (None, None)

    def _place(self, problem: BaseException) -> Place | None:
        name, line = self._where(problem)
        if name is None:
            return None
        if self.whole and name == self.whole.name:
            return self.whole.place(line)
        first = self.first_lines.get(name)
        if first is None:
            return Place(file=name, line=line)
        if first.line is None or line is None:
            return first
        return Place(file=first.file, part=first.part, line=first.line + line - 1)


@kept(most=256)
def _slips_in(text: str, names: Sequence[str]) -> tuple[Slip, ...]:
    words = (*BATCH_NAMES.labels(), *RATES.labels(), *COLUMNS.labels(), *_OWN_WORDS)
    with suppress(TemplateSyntaxError):  # told where the text is rendered
        return tuple(slips(lexed(text), names, words))
    return ()


def _failed(rendered: Callable[[str], str], source: str) -> tuple[Problem, ...]:
    """Give what keeps a template from being rendered, or nothing."""
    try:
        rendered(source)
    except BanliError as stopped:
        return stopped.problems
    return ()

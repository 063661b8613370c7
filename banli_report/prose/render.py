"""From a report, its figures and a pack to marked text."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from banli_report.errors import BanliError, Place, Problem, error
from banli_report.figures.compute import Figures
from banli_report.packs.finding import BODY, Pack
from banli_report.prose.bounds import WorkBoundError
from banli_report.prose.composition import two_number_functions
from banli_report.prose.faults import FAULTS, WordingError, syntax_sentence, unknown_name
from banli_report.prose.lookup import agency_view, signature_view
from banli_report.prose.marks import Mark, Marks, whole
from banli_report.prose.narrative import NarrativeView, narrative_problems
from banli_report.prose.printing import PrintError
from banli_report.prose.sandbox import Sandbox
from banli_report.prose.values import Rendered, Text
from banli_report.prose.views import BatchesView, BatchView
from banli_report.results.model import Report
from banli_report.words.terms import REPORT_NAMES

_KINDS: tuple[tuple[type | tuple[type, ...], str, str, str], ...] = (
    (
        TemplateSyntaxError,
        "template.syntax",
        "模板写法有误：{}",
        "检查 {{ }}、{% %} 是否成对，标点是否用了半角",
    ),
    (
        TemplateNotFound,
        "template.missing-file",
        "找不到模板文件“{}”",
        "写成“模板名/文件名”，只能引用模板文件夹里的文件",
    ),
    (SecurityError, "template.forbidden", "模板里不允许这样写：{}", "只取用名称和列出的写法"),
    (WorkBoundError, "template.too-much", "{}", "简化模板里的循环"),
    (RecursionError, "template.too-much", "模板互相引用没有尽头", "检查引用自身的块、宏和文件"),
    ((PrintError, WordingError), "template.value", "{}", "对照说明改写这一处"),
    (BaseException, "template.failed", "模板无法生成文字：{}", "对照说明改写这一处"),
)


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of a document: title and body in markup, and what their marks stand for."""

    title: str
    body: str
    marks: tuple[Mark, ...]


def render(report: Report, figures: Figures, pack: Pack) -> Prose:
    """Render a pack with a report's figures and narrative.

    Raises:
        BanliError: a template or a narrative is wrong, with its file and line; all sections that are missing
            or unknown at once.
    """
    problems = narrative_problems(report, pack)
    if problems:
        raise BanliError(problems)
    return _Renderer(report, figures, pack).render()


class _Renderer:
    def __init__(self, report: Report, figures: Figures, pack: Pack) -> None:
        self.report = report
        self.pack = pack
        self.marks = Marks()
        self.sandbox = Sandbox(self._file)
        self.first_lines: dict[str, Place] = {}
        self.files: set[str] = set()
        self.context: dict[str, Any] = self._context(figures)

    def _context(self, figures: Figures) -> dict[str, Any]:
        report, marks = self.report, self.marks
        batches = {name: BatchView(batch, marks) for name, batch in figures.batches.items()}
        return {
            **batches,
            **two_number_functions(report.policy.percent, marks),
            "年度": report.year,
            "单位": agency_view(report.agency, marks),
            **({"会议": Text(report.session, marks, own=True)} if report.session else {}),
            "落款": signature_view(report.signature, report.agency, marks),
            "批次": BatchesView(batches, marks),
            "合计": BatchView(figures.total, marks),
        }

    def _file(self, name: str) -> tuple[str, str, None] | None:
        self.files.add(name)
        return self.pack.source(name)

    def render(self) -> Prose:
        """Render title and body."""
        title = self._own_title() or self._pack_title()
        context = {
            **self.context,
            "标题": Rendered(title),
            "正文": NarrativeView(self._narrative, self.report),
        }
        name = f"{self.pack.file(BODY).parent.name}/{BODY}"
        body = self._run(lambda: self.sandbox.get_template(name), context, Place(file=name))
        return Prose(title, body, self.marks.all())

    def _own_title(self) -> str:
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
        return self._run(lambda: self._compiled(text, name), self.context, place)

    def _compiled(self, text: str, name: str) -> Template:
        code = self.sandbox.compile(text, name, name)
        return Template.from_code(self.sandbox, code, self.sandbox.make_globals(None))

    def _run(self, template: Callable[[], Template], context: Mapping[str, Any], place: Place) -> str:
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
        said = str(problem)
        if isinstance(problem, UndefinedError):
            return error("template.unknown-name", place, *_undefined(said, self.context))
        if isinstance(problem, TemplateSyntaxError):
            said = syntax_sentence(problem.message or "", self.sandbox.filters)
        _, name, message, hint = next(kind for kind in _KINDS if isinstance(problem, kind[0]))
        return error(name, place, message.format(said), hint)

    def _where(self, problem: BaseException) -> tuple[str | None, int | None]:
        """Give the template and the line in it that a problem comes from."""
        if isinstance(problem, TemplateSyntaxError):
            return problem.name, problem.lineno
        frames = traceback.extract_tb(problem.__traceback__)
        known = self.first_lines.keys() | self.files
        ours = [frame for frame in frames if frame.filename in known]
        return (ours[-1].filename, ours[-1].lineno) if ours else (None, None)

    def _place(self, problem: BaseException) -> Place | None:
        name, line = self._where(problem)
        if name is None:
            return None
        first = self.first_lines.get(name)
        if first is None:
            return Place(file=name, line=line)
        if first.line is None or line is None:
            return first
        return Place(file=first.file, part=first.part, line=first.line + line - 1)


def _undefined(said: str, context: Mapping[str, Any]) -> tuple[str, str]:
    if said.startswith("'") and said.endswith("is undefined"):
        word = said.split("'")[1]
        said = unknown_name(word, (*context, *REPORT_NAMES.labels()), "模板里")
    return said, "改正名称；可能没有的内容先用“{% if … is defined %}”判断"

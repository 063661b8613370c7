"""From a report, its figures and a pack to marked text."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError

from banli_report.errors import (
    ERROR,
    BanliError,
    Kind,
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
from banli_report.prose.bounds import WorkBoundError
from banli_report.prose.calls import told_all
from banli_report.prose.composition import two_number_functions
from banli_report.prose.faults import FAULTS, WordingError, python_sentence, syntax_sentence, unknown_name
from banli_report.prose.lookup import agency_view, delivery_view, official_view, signature_view
from banli_report.prose.marks import Mark, Marks, whole
from banli_report.prose.narrative import NarrativeView, Shown, narrative_problems, unprinted_problems
from banli_report.prose.plain_texts import plain_text_problems
from banli_report.prose.printing import PrintError
from banli_report.prose.sandbox import Sandbox, lexed
from banli_report.prose.slips import Slip, slips
from banli_report.prose.values import Rendered, Text
from banli_report.prose.views import BatchesView, BatchView
from banli_report.results.model import Report
from banli_report.words.columns import COLUMNS
from banli_report.words.template_names import BATCH_NAMES, REPORT_NAMES
from banli_report.words.terms import RATES

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
    (
        RecursionError,
        "template.too-much",
        "模板互相引用没有尽头，或括号套得太深",
        "检查引用自身的块、宏和文件，以及没有成对的括号",
    ),
    ((PrintError, WordingError), "template.value", "{}", "对照说明改写这一处"),
    (BaseException, "template.failed", "模板无法生成文字：{}", "对照说明改写这一处"),
)

PROBLEMS = (
    Kind(
        "template.syntax",
        ERROR,
        "模板或正文里的标签写法不对。",
        "mine/report.md.j2 第2行：模板写法有误：“if”没有结尾，缺少 endif",
    ),
    Kind(
        "template.unknown-name",
        ERROR,
        "标签里的名称不认识，或这个数算不出。",
        "report.yaml 第11行：模板里没有“年渡”这个名称；是不是“年度”？",
    ),
    Kind(
        "template.value",
        ERROR,
        "标签里的写法用在这个数或文字上不合适。",
        "text.md 第1行：“建议”不能按“颜色”分：台账或统计里没有这一列",
    ),
    Kind(
        "template.forbidden",
        ERROR,
        "模板里用了不允许的写法，如自己做运算。",
        "mine/report.md.j2 第1行：模板里不允许这样写：模板里不能用“%”运算",
    ),
    Kind(
        "template.too-much",
        ERROR,
        "模板的循环、引用太多，没有尽头。",
        "mine/report.md.j2 第1行：模板的循环、调用或文字过多",
    ),
    Kind(
        "template.failed",
        ERROR,
        "模板出了上面各种之外的差错。",
        "mine/report.md.j2 第1行：模板无法生成文字：integer division or modulo by zero",
    ),
)


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


def render(report: Report, figures: Figures, pack: Pack, *, draft: bool = False) -> Prose:
    """Render a pack with a report's figures and narrative.

    Args:
        report: the report.
        figures: its figures.
        pack: the pack.
        draft: whether what is not written yet is only told.

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
    return _Renderer(report, figures, pack).render(draft=draft)


class _Renderer:
    def __init__(self, report: Report, figures: Figures, pack: Pack) -> None:
        self.report = report
        self.pack = pack
        self.marks = Marks(report.policy.percent)
        self.sandbox = Sandbox(self._file)
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
        name = f"{self.pack.file(BODY).parent.name}/{BODY}"
        stop_on_errors(block_problems(self.pack, name, self._parsed))
        title = self._own_title() or self._pack_title()
        context = {
            **self.context,
            "标题": Rendered(title),
            "正文": NarrativeView(self._narrative, self.report, self.shown),
        }
        body = self._run(lambda: self.sandbox.get_template(name), context, Place(file=name))
        return Prose(title, body, self.marks.all(), self._told(draft=draft), self.pack.numbering)

    def _told(self, *, draft: bool) -> tuple[Problem, ...]:
        """Give what there is to tell; refuse what may not leave."""
        found = [*self.slips, *unprinted_problems(self.report, self.pack, self.shown)]
        told = [as_warning(each) if draft and each.id in _UNWRITTEN else each for each in found]
        stop_on_errors(told)
        return (*told, *unused_batches(self.report, self.marks.asked))

    def _note_slips(self, text: str, place: Place) -> None:
        for slip in _slips_in(text, (*self.context, *REPORT_NAMES.labels())):
            line = place.line + slip.line - 1 if place.line else None
            where = Place(file=place.file, line=line, part=place.part)
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
        said = str(problem)
        if isinstance(problem, UndefinedError):
            return error("template.unknown-name", place, *_undefined(said, self.context))
        if isinstance(problem, TemplateSyntaxError):
            said = syntax_sentence(problem.message or "", self.sandbox.filters)
        elif not isinstance(problem, TemplateNotFound):
            said = python_sentence(said)
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


@kept(most=256)
def _slips_in(text: str, names: Sequence[str]) -> tuple[Slip, ...]:
    words = (*BATCH_NAMES.labels(), *RATES.labels(), *COLUMNS.labels(), *_OWN_WORDS)
    with suppress(TemplateSyntaxError):  # told where the text is rendered
        return tuple(slips(lexed(text), names, words))
    return ()


def _undefined(said: str, context: Mapping[str, object]) -> tuple[str, str]:
    if said.startswith("'") and said.endswith("is undefined"):
        word = said.split("'")[1]
        said = unknown_name(word, (*context, *REPORT_NAMES.labels()), "模板里")
    return python_sentence(said), "改正名称；可能没有的内容先用“{% if … is defined %}”判断"

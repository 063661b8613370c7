"""What a template failed with, as a problem: its kind, its place, a sentence and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from banli_report.errors import ERROR, Kind, Place, Problem, error
from banli_report.prose.bounds import WorkBoundError
from banli_report.prose.faults import (
    WordingError,
    is_unknown_form,
    python_sentence,
    syntax_sentence,
    unknown_name,
)
from banli_report.prose.printing import PrintError
from banli_report.words.template_names import REPORT_NAMES

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

_FORMS = "改正“|”或“is”后面的名称；有哪些写法，见手册的“名称和写法一览”"

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
        "mine/report.md.j2 第1行：模板无法生成文字：不能除以0",
    ),
)


def problem_of(failure: BaseException, place: Place, names: Iterable[str], filters: Iterable[str]) -> Problem:
    """Give what a template failed with as a problem.

    Args:
        failure: what it raised.
        place: where.
        names: the names that it may use.
        filters: the filters that it may use.
    """
    said = str(failure)
    if isinstance(failure, UndefinedError):
        return error("template.unknown-name", place, *_undefined(said, names))
    if isinstance(failure, TemplateSyntaxError):
        said = syntax_sentence(failure.message or "", filters)
        if is_unknown_form(failure.message or ""):
            return error("template.syntax", place, f"模板写法有误：{said}", _FORMS)
    elif not isinstance(failure, TemplateNotFound):
        said = python_sentence(said)
    _, name, message, hint = next(kind for kind in _KINDS if isinstance(failure, kind[0]))
    return error(name, place, message.format(said), hint)


def _undefined(said: str, names: Iterable[str]) -> tuple[str, str]:
    if said.startswith("'") and said.endswith("is undefined"):
        word = said.split("'")[1]
        said = unknown_name(word, (*names, *REPORT_NAMES.labels()), "模板里")
    return python_sentence(said), "改正名称；可能没有的内容先用“{% if … is defined %}”判断"

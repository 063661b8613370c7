"""The Jinja environment: strict names, plain values only, bounded work; nothing undefined ever prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from banli_report.prose.values import CountValue, Rendered, ShareValue, Text, date_text
from banli_report.prose.views import MISSING, View
from banli_report.prose.wording import FILTERS

MAX_STEPS = 1_000_000
MAX_TEXT = 4_000_000
_KEPT_FILTERS = (
    "batch",
    "count",
    "d",
    "default",
    "first",
    "join",
    "last",
    "length",
    "list",
    "map",
    "reject",
    "rejectattr",
    "select",
    "selectattr",
    "sort",
    "unique",
)
_JINJA_OBJECTS = (LoopContext, Namespace, TemplateReference, BlockReference, Macro, Undefined)
_READING = frozenset({"items", "keys", "values", "get"})


class PrintError(TypeError):
    """A value may not stand in a document; the message is a Chinese sentence."""


class WorkBoundError(RuntimeError):
    """A template does more work than any document needs."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment that packs and narratives are rendered in; one for each document.

    Templates see views and plain values; they call no method of either. Loops, calls and the length of
    text are counted, so that a template cannot hang the program or fill its memory.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, load: Callable[[str], Any], *, escape_xml: bool = False) -> None:
        super().__init__(
            loader=FunctionLoader(load),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            autoescape=escape_xml,
            finalize=printed,
            cache_size=50,
        )
        self._steps = 0
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}
        self.filters = {
            **{name: JINJA_FILTERS[name] for name in _KEPT_FILTERS},
            **FILTERS,
            _STEP: self._counted,
            _BOUND: bounded,
        }

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise WorkBoundError("模板的循环或调用次数过多")

    def _counted(self, values: Any) -> Iterator[Any]:
        for value in values:
            self._step()
            yield value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _bound(super()._parse(source, name, filename))

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template may call, counting the call."""
        self._step()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute an operator within bounds: text is neither multiplied nor formatted, powers are not taken."""
        text = isinstance(left, str | list | tuple) or isinstance(right, str | list | tuple)
        if operator == "**" or (text and operator in ("*", "%")):
            raise SecurityError(f"模板里不能用“{operator}”运算")
        return bounded(super().call_binop(context, operator, left, right))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look a name up: in views by the vocabulary, in Jinja's own objects as usual, nowhere else."""
        if isinstance(obj, View | dict):
            return self._look_up(obj, attribute)
        if isinstance(obj, _JINJA_OBJECTS):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute, hint=f"“{attribute}”不是可以在这里使用的名称")

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look an element up, as ``getattr`` does; lists also by position."""
        if isinstance(argument, str):
            return self.getattr(obj, argument.raw if isinstance(argument, Text) else argument)
        if isinstance(obj, list | tuple):
            return super().getitem(obj, argument)
        return self.undefined(obj=obj, name=str(argument), hint="只有列表可以按位置取值")

    def _look_up(self, obj: View | dict[str, Any], word: str) -> Any:
        if isinstance(obj, dict):
            if word in _READING:
                return super().getattr(obj, word)
            value, names, owner = obj.get(word, MISSING), tuple(map(str, obj)), "这里"
        else:
            value, names, owner = obj.look_up(word), obj.names(), f"“{obj.name}”"
        if value is MISSING or value is None:
            return self.undefined(obj=obj, name=word, hint=unknown_name(word, names, owner))
        return value

    @property
    def steps(self) -> int:
        """Give how many loop rounds and calls were made."""
        return self._steps


_STEP, _BOUND = "计步", "限长"


def _bound(template: nodes.Template) -> nodes.Template:
    """Wrap every loop and every joining of texts in a counter."""
    for loop in template.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, _STEP, [], [], None, None, lineno=loop.lineno)
    for joining in template.find_all(nodes.Concat):
        joining.nodes = [
            nodes.Filter(node, _BOUND, [], [], None, None, lineno=joining.lineno) for node in joining.nodes
        ]
    return template


def bounded(value: Any) -> Any:
    """Give a value back, unless it is text or a number of a size that no document holds."""
    if (isinstance(value, str) and len(value) > MAX_TEXT) or (
        isinstance(value, int) and value.bit_length() > 1024
    ):
        raise WorkBoundError("模板产生的内容过长")
    return value


def printed(value: Any) -> Any:
    """Turn a value into text on its way into the document; refuse what has no agreed form there."""
    if isinstance(value, View):
        alone = value.printed()
        if alone is MISSING:
            raise PrintError(
                f"“{value.name}”是一组内容，不能直接写进正文，请写明其中一项，或用“分项”“评价”等写法"
            )
        return printed(alone)
    if isinstance(value, Rendered | Text | CountValue | ShareValue | StrictUndefined):
        return str(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return bounded(value)
    raise PrintError(f"{_kind(value)}不能写进正文：数字应来自统计，不能在模板里另算或留空")


def _kind(value: Any) -> str:
    kinds = {"NoneType": "空值", "float": "小数", "bool": "真假值", "Fraction": "未定口径的比值"}
    name = type(value).__name__
    return kinds.get(name, f"这种内容（{name}）")


def unknown_name(word: str, names: tuple[str, ...], owner: str) -> str:
    """Say that a name is not to be had, with the nearest one that is."""
    known = tuple(dict.fromkeys(names))
    if word in known:
        return f"{owner}没有“{word}”的内容：台账或报告文件里没有填，或算不出"
    near = get_close_matches(word, known, n=1, cutoff=0.4)
    choice = f"是不是“{near[0]}”？" if near else (f"可用的有{'、'.join(known[:20])}" if known else "")
    return f"{owner}没有“{word}”这个名称；{choice}".rstrip("；")

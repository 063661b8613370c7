"""The Jinja environment: strict names, plain values only, bounded work; nothing undefined ever prints."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from functools import cache
from math import isfinite
from types import CodeType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateSyntaxError, Undefined, nodes, pass_environment
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.filters import do_batch, make_attrgetter
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from banli_report.files.keeping import kept
from banli_report.prose.bounding import PRINT, ROUNDS, WEIGH, bound
from banli_report.prose.bounds import MAX_TEXT, Work
from banli_report.prose.calls import telling, told_all
from banli_report.prose.composition import COMPOSITION_FILTERS
from banli_report.prose.faults import WordingError, unknown_name
from banli_report.prose.listing import in_batches, of_lists, said_of_loop
from banli_report.prose.lookup import MISSING
from banli_report.prose.printing import printed
from banli_report.prose.quantities import QUANTITIES
from banli_report.prose.sentences import SENTENCES
from banli_report.prose.values import CountValue, ShareValue, Text
from banli_report.prose.views import View
from banli_report.prose.wording import FILTERS
from banli_report.words.characters import UNFIT, code_point
from banli_report.words.placeholders import BLOCK_TAG

_MAX_WORD_TEXT = 16 * MAX_TEXT
_KEPT_FILTERS = (
    "count",
    "d",
    "default",
    "first",
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
_FIGURES = (CountValue, ShareValue)
_JINJA_OBJECTS = (
    Namespace,
    TemplateReference,
    TemplateModule,
    BlockReference,
    Macro,
    Undefined,
)
_CALL_STEPS = 8
_MAX_DEPTH = 200
_READING = frozenset({"items", "keys", "values", "get"})


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment that packs and narratives are rendered in; one for each document.

    Templates see views and plain values; they call no method of either. Loops, calls and the length of
    text are counted, so that a template cannot hang the program or fill its memory.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%", "//"})

    def __init__(self, load: Callable[[str], Any], *, escape_xml: bool = False) -> None:
        super().__init__(
            loader=FunctionLoader(load),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            autoescape=escape_xml,
            finalize=self._finalized,
            cache_size=50,
        )
        self._work = Work(_MAX_WORD_TEXT if escape_xml else MAX_TEXT)
        self.concat = self._work.joined  # type: ignore[method-assign]  # Jinja joins every output with it
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}
        self.filters = {
            **_filters(),
            "batch": telling("batch", self._batches),
            ROUNDS: self._rounds,
            WEIGH: self._work.weighed,
            PRINT: self._finalized,
        }

    def _finalized(self, value: Any) -> str:
        text = printed(value)
        self._work.weighed(text)
        return text

    def _rounds(self, values: Any, weight: int) -> Iterable[Any]:
        if not isinstance(values, Iterable | Undefined):
            owner = f"“{values.name}”" if isinstance(values, View) else "“in”后面写的"
            raise WordingError(f"{owner}不是列表，不能用“for”逐项取出")
        return self._work.counted(values, weight)

    def _batches(self, value: Iterable[object], linecount: int, fill_with: object = None) -> Iterable[object]:
        """Part a list as Jinja does, counting what a batch is filled up to."""
        self._work.weighed(range(linecount))
        return in_batches(value, do_batch(value, linecount, fill_with))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(_whole_lines(source), name, filename)
        _refuse_deep(template, name, filename)
        _refuse_unfit(template, name, filename, self._typed)
        bound(template)
        return template

    def compile(  # type: ignore[override]  # neither trees nor Python are asked for
        self, source: str, name: str | None = None, filename: str | None = None
    ) -> CodeType:
        """Give the code of a text, which depends on the text and its names alone and is kept for the next document."""
        return _code(source, name, filename, type(self), bool(self.autoescape))

    def tree(self, source: str, name: str) -> nodes.Template:
        """Give a text of a pack as it is written, to be looked at and not changed."""
        return _tree(source, name)

    def _typed(self, text: str) -> str:
        """Give what somebody typed of a template's own text."""
        return text

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template may call, counting the call."""
        self._work.step(_CALL_STEPS)
        if isinstance(obj, LoopContext) and args:
            args = (self._work.counted(args[0]), *args[1:])
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute an operator within bounds: text is neither multiplied nor formatted, powers are not taken."""
        text = isinstance(left, str | list | tuple) or isinstance(right, str | list | tuple)
        if operator == "**" or (text and operator in ("*", "%")):
            raise SecurityError(f"模板里不能用“{operator}”运算")
        if operator == "//" and (isinstance(left, _FIGURES) or isinstance(right, _FIGURES)):
            raise SecurityError("模板里不能用“//”另算：它舍去余数，占比写“占比”，率写各率的名称")
        return self._work.weighed(super().call_binop(context, operator, left, right))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look a name up: in views by the vocabulary, in Jinja's own objects as usual, nowhere else."""
        self._work.step()
        if isinstance(obj, View | dict):
            return self._look_up(obj, attribute)
        if isinstance(obj, LoopContext):
            return said_of_loop(obj, attribute, super().getattr(obj, attribute))
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
            value = obj.get(word, MISSING)
        else:
            value = obj.look_up(word)
        if value is MISSING:
            lack = (
                obj.lack(word) if isinstance(obj, View) else unknown_name(word, tuple(map(str, obj)), "这里")
            )
            return self.undefined(obj=obj, name=word, hint=lack)
        return value

    @property
    def steps(self) -> int:
        """Give how many loop rounds and calls were made."""
        return self._work.steps


@kept(most=256)
def _code(
    source: str, name: str | None, filename: str | None, kind: type[Sandbox], escape_xml: bool
) -> CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # of 1[0] and 'a'(): told where they fail, in Chinese
        # in an environment of its own, so that no document's work is counted for another's
        return super(Sandbox, kind(_nothing, escape_xml=escape_xml)).compile(source, name, filename)


@kept(most=64)
def _tree(source: str, name: str) -> nodes.Template:
    return Sandbox(_nothing).parse(source, name, name)


@kept(most=256)
def lexed(source: str) -> tuple[tuple[int, str, str], ...]:
    """Give a text as Jinja reads it: each piece with its line and kind.

    Raises:
        TemplateSyntaxError: it cannot be read.
    """
    return tuple(Sandbox(_nothing).lex(source))


def _nothing(name: str) -> None:
    """Load no other text."""


@cache
def _filters() -> dict[str, Callable[..., object]]:
    """Give the filters that count nothing, and so are the same for every document."""
    return {
        **{name: of_lists(name, _checked(name, JINJA_FILTERS[name])) for name in _KEPT_FILTERS},
        "join": _checked("join", _joined),
        **told_all(FILTERS),
        **told_all(QUANTITIES),
        **told_all(SENTENCES),
        **told_all(COMPOSITION_FILTERS),
    }


def _checked(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Give one of Jinja's own filters, which may be passed its environment before the value."""
    plain = getattr(function, "__wrapped__", function)  # without the choice between waiting and not
    passed = hasattr(plain, "jinja_pass_arg")
    unsaid = hasattr(function, "jinja_pass_arg") and not passed
    return telling(name, function, given=1 + passed, unsaid=int(unsaid))


def _refuse_deep(template: nodes.Template, name: str | None, filename: str | None) -> None:
    """Refuse what is nested so deeply that whoever goes through it would come to no end."""
    level: list[nodes.Node] = [template]
    for _ in range(_MAX_DEPTH):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return
    raise TemplateSyntaxError("写得太长或嵌套太深", level[0].lineno, name, filename)


def _refuse_unfit(
    template: nodes.Template, name: str | None, filename: str | None, typed: Callable[[str], str]
) -> None:
    """Refuse characters that cannot stand in a document, or that marks are made of, and numbers beyond all bounds."""
    for node in template.find_all((nodes.TemplateData, nodes.Const)):
        value = typed(node.data) if isinstance(node, nodes.TemplateData) else getattr(node, "value", None)
        if isinstance(value, float) and not isfinite(value):
            raise TemplateSyntaxError("标签里的数过大", node.lineno, name, filename)
        found = UNFIT.search(value) if isinstance(value, str) else None
        if found and isinstance(value, str):
            line = node.lineno + value.count("\n", 0, found.start())
            message = f"字符{code_point(found.group())}是控制字符或无效字符，不能写入文件"
            raise TemplateSyntaxError(message, line, name, filename)


def _whole_lines(source: str) -> str:
    """Keep the end of a line that holds more than tags: Jinja would trim it after a closing tag."""
    lines = source.split("\n")
    return "\n".join(
        f"{line}{{{{ '' }}}}" if line.rstrip().endswith("%}") and BLOCK_TAG.sub("", line).strip() else line
        for line in lines
    )


@pass_environment
def _joined(environment: Any, values: Iterable[Any], d: Any = "", attribute: str | None = None) -> str:
    """Join as Jinja does, with each value printed by the same rule as anywhere."""
    chosen = map(make_attrgetter(environment, attribute), values) if attribute else values
    return printed(d).join(map(environment.filters[PRINT], chosen))

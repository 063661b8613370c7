"""Reading YAML into plain values and their places: the only module that imports PyYAML.

Every value is text until a field asks for something else, so that ``on`` and ``no`` are words, 012 keeps its
zero where it is a name and is twelve where it is a count. Aliases, tags, duplicate keys, deep nesting and
oversized files are refused.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, error, refuse
from banli_report.files.places import Places
from banli_report.files.text_file import read_text_file
from banli_report.words.characters import UNFIT, code_point

MAX_DEPTH = 24
MAX_NODES = 100_000
_MAX_UNFIT = 20
_NULL, _TEXT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:str"
_PLAIN_TAGS = frozenset({_NULL, _TEXT, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?[\w、（）]{1,20}：")
_SAID = (
    ("mapping values are not allowed", "冒号的位置不对，或缩进与上一行不一致"),
    ("could not find expected ':'", "缺少冒号，或冒号后没有空格"),
    ("cannot start any token", "不能以这个字符开头：缩进不能用制表符，文字以@、%、`开头要加引号"),
    ("expected <block end>", "缩进与前面的行不一致"),
    ("expected ',' or", "方括号或花括号不成对，或缺少逗号"),
    ("unexpected end of stream", "引号不成对"),
    ("escape", "双引号里的反斜杠写法不对，改用单引号"),
    ("hexdecimal", "双引号里的反斜杠写法不对，改用单引号"),
    ("document", "一个文件里有多份内容，“---”只能写在开头"),
)

PROBLEMS = (
    Kind(
        "results.control-character",
        ERROR,
        "文件里有看不见的无效字符，多半是复制粘贴带进来的。",
        "report.yaml 第7行 第7列：U+000B是控制字符或无效字符，不能写入文件",
    ),
    Kind(
        "results.yaml-syntax",
        ERROR,
        "报告文件的写法不对：缩进、冒号或引号。",
        "report.yaml 第4行 第3列：名称后面用了全角冒号“：”",
    ),
    Kind(
        "results.yaml-tag",
        ERROR,
        "报告文件里用了“!”开头的标记，这里不支持。",
        "report.yaml 第4行 第5列：不支持标记!secret",
    ),
    Kind(
        "results.yaml-key", ERROR, "冒号前面应是一个名称，这里不是。", "report.yaml 第4行 第3列：键应为一个词"
    ),
    Kind(
        "results.duplicate-key",
        ERROR,
        "同一个名称在同一处写了两次。",
        "report.yaml 第5行 第3列：“建议”在同一处写了两次",
    ),
)


class _Loader(yaml.SafeLoader):
    """Composes nodes only; values are converted here, not by PyYAML's constructors."""

    yaml_implicit_resolvers: dict[str, object] = {}
    depth = 0
    nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused("不支持锚点和别名（&、*）", event)
        self.depth += 1
        self.nodes += 1
        if self.depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise _refused("嵌套过深或内容过多", event)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _refused(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    # the stubs know of marks made in C too, which this loader never gives
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


_Loader.add_implicit_resolver(_NULL, re.compile(r"^(?:null|Null|NULL|~|)$"), None)


def read_yaml(path: Path) -> tuple[object, Places]:
    """Read a YAML file as plain values (str, None, list, dict) with their places.

    Raises:
        BanliError: the file cannot be read, is no YAML, or uses what is not supported; all problems of it.
    """
    return parse_yaml(read_text_file(path), path.name)


def parse_yaml(text: str, file: str) -> tuple[object, Places]:
    """Parse the text of a YAML file as ``read_yaml`` does.

    Args:
        text: its text.
        file: its name, for places.

    Raises:
        BanliError: it is no YAML, or uses what is not supported; all problems of it.
    """
    _refuse_unfit(file, text)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as problem:
        raise _syntax_error(file, text, problem) from None
    finally:
        loader.dispose()
    if node is None:
        return None, Places(Place(file=file))
    reader = _Reader(file)
    value, places = reader.read(node)
    if reader.problems:
        raise BanliError(reader.problems, unreadable=True)
    return value, places


def _refuse_unfit(file: str, text: str) -> None:
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        for found in UNFIT.finditer(line):
            place = Place(file=file, line=number, column=found.start() + 1)
            problems.append(error("results.control-character", place, *_unfit(found[0])))
            if len(problems) == _MAX_UNFIT:
                raise BanliError(problems, unreadable=True)
    if problems:
        raise BanliError(problems, unreadable=True)


def _unfit(character: str) -> tuple[str, str]:
    """Say that a character cannot stand in a document, and what to do."""
    return f"{code_point(character)}是控制字符或无效字符，不能写入文件", "删去这个看不见的字符"


def _syntax_error(file: str, text: str, problem: yaml.MarkedYAMLError) -> BanliError:
    line, column = _position(problem)
    lines = text.split("\n")
    for suspect in (line, line - 1):
        if 0 <= suspect < len(lines) and _FULL_WIDTH_COLON.match(lines[suspect]):
            place = Place(file=file, line=suspect + 1, column=lines[suspect].index("：") + 1)
            hint = "改成半角冒号加空格，如“年度: 2019”"
            return refuse("results.yaml-syntax", place, "名称后面用了全角冒号“：”", hint)
    place = Place(file=file, line=line + 1, column=column)
    hint = "检查这一行及上一行的缩进、冒号后的空格和引号是否成对"
    message = f"不符合YAML写法：{_in_chinese(problem.problem or '')}"
    return refuse("results.yaml-syntax", place, message, hint)


def _position(problem: yaml.MarkedYAMLError) -> tuple[int, int | None]:
    """Give the line of a syntax error, from 0, and its column, from 1, where it is told."""
    mark = problem.problem_mark or problem.context_mark
    if mark is None:
        return 0, None
    return mark.line, mark.column + 1


def _in_chinese(said: str) -> str:
    """Give what PyYAML, or this module, says is wrong."""
    for theirs, ours in _SAID:
        if theirs in said:
            return ours
    if said.isascii():
        return "写法有误"
    return said


class _Reader:
    """Turns nodes into values, collecting problems on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def read(self, node: yaml.Node) -> tuple[object, Places]:
        place = self._place(node)
        if node.tag not in _PLAIN_TAGS:
            self._note("results.yaml-tag", place, f"不支持标记{node.tag}", "删去以!开头的标记")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            pairs = [self.read(child) for child in node.value]
            below = {str(i): places for i, (_, places) in enumerate(pairs)}
            return [value for value, _ in pairs], Places(place, below)
        is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        places = Places(place, first_line=(place.line or 1) + is_block)
        if node.tag == _NULL:
            return None, places
        return self._text(node, place), places

    def _mapping(self, node: yaml.MappingNode, place: Place) -> tuple[dict[str, object], Places]:
        values: dict[str, object] = {}
        below: dict[str, Places] = {}
        for key_node, value_node in node.value:
            key_place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag not in _PLAIN_TAGS:
                self._note("results.yaml-key", key_place, "键应为一个词", "检查冒号和花括号的位置")
                continue
            key = self._text(key_node, key_place)
            if key in values:
                self._note("results.duplicate-key", key_place, f"“{key}”在同一处写了两次", "只保留一处")
            values[key], below[key] = self.read(value_node)
        return values, Places(place, below)

    def _text(self, node: yaml.Node, place: Place) -> str:
        """Give a text; what it holds as it stands was looked at before, but not what is written with a backslash."""
        text = str(node.value)
        if found := UNFIT.search(text):
            self._note("results.control-character", place, *_unfit(found[0]))
        return text

    def _place(self, node: yaml.Node) -> Place:
        return Place(file=self.file, line=node.start_mark.line + 1, column=node.start_mark.column + 1)

    def _note(self, id: str, place: Place, message: str, hint: str) -> None:  # noqa: A002
        self.problems.append(error(id, place, message, hint))

"""Reading YAML into plain values and their places: the only module that imports PyYAML.

YAML 1.2-minded: ``on`` and ``no`` are words, 012 is twelve, dates stay text until a field asks for one.
Aliases, tags, duplicate keys, deep nesting and oversized files are refused (all of a file's at once).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from banli_report.errors import BanliError, Place, Problem, error, refuse
from banli_report.results.places import Places
from banli_report.results.text_file import read_text_file

MAX_DEPTH = 24
MAX_NODES = 100_000
_RESOLVERS = (
    ("tag:yaml.org,2002:null", r"null|Null|NULL|~|", None),
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", None),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+", None),
    ("tag:yaml.org,2002:float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", None),
)
_CONVERT: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:null": lambda text: None,
    "tag:yaml.org,2002:bool": lambda text: text.lower() == "true",
    "tag:yaml.org,2002:int": lambda text: int(text) if len(text) < 20 else text,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:str": str,
}


class _Loader(yaml.SafeLoader):
    """Composes nodes only; values are converted here, not by PyYAML's constructors."""

    yaml_implicit_resolvers: dict[str, Any] = {}
    depth = 0
    nodes = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(problem="不支持锚点和别名（&、*）", problem_mark=event.start_mark)
        self.depth += 1
        self.nodes += 1
        if self.depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise yaml.MarkedYAMLError(problem="嵌套过深或内容过多", problem_mark=event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


for _tag, _form, _first in _RESOLVERS:
    _Loader.add_implicit_resolver(_tag, re.compile(f"^(?:{_form})$"), _first)


def read_yaml(path: Path) -> tuple[Any, Places]:
    """Read a YAML file as plain values (str, int, float, bool, None, list, dict) with their places.

    Raises:
        BanliError: the file cannot be read, is no YAML, or uses what is not supported; all problems of it.
    """
    text = read_text_file(path)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as problem:
        raise _syntax_error(path.name, problem) from None
    finally:
        loader.dispose()
    reader = _Reader(path.name)
    value, places = reader.read(node) if node else (None, Places())
    if reader.problems:
        raise BanliError(reader.problems, unreadable=True)
    return value, places


def _syntax_error(file: str, problem: yaml.YAMLError) -> BanliError:
    mark = getattr(problem, "problem_mark", None)
    if mark is None:
        position = getattr(problem, "position", None)
        return refuse(
            "results.yaml-character",
            Place(file=file),
            f"第{position}个字符不能出现在YAML文件中",
            "删去控制字符后重新保存",
        )
    place = Place(file=file, line=mark.line + 1, column=mark.column + 1)
    said = getattr(problem, "problem", None) or "写法有误"
    return refuse(
        "results.yaml-syntax",
        place,
        f"不符合YAML写法：{said}",
        "检查这一行及上一行的缩进、冒号后的空格和引号是否成对",
    )


class _Reader:
    """Turns nodes into values, collecting problems on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def read(self, node: Any) -> tuple[Any, Places]:
        place = Place(file=self.file, line=node.start_mark.line + 1, column=node.start_mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            pairs = [self.read(child) for child in node.value]
            return [value for value, _ in pairs], Places(
                place, {str(i): at for i, (_, at) in enumerate(pairs)}
            )
        return self._scalar(node, place)

    def _scalar(self, node: Any, place: Place) -> tuple[Any, Places]:
        convert = _CONVERT.get(node.tag)
        if convert is None:
            self.problems.append(
                error("results.yaml-tag", place, f"不支持标记{node.tag}", "删去以!开头的标记")
            )
            return None, Places(place)
        first_line = (place.line or 1) + (1 if node.style in ("|", ">") else 0)
        return convert(node.value), Places(place, first_line=first_line)

    def _mapping(self, node: Any, place: Place) -> tuple[dict[str, Any], Places]:
        values: dict[str, Any] = {}
        below: dict[str, Places] = {}
        for key_node, value_node in node.value:
            key_place = Place(
                file=self.file, line=key_node.start_mark.line + 1, column=key_node.start_mark.column + 1
            )
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(error("results.yaml-key", key_place, "键应为一个词", "检查冒号的位置"))
                continue
            key = str(key_node.value)
            if key in values:
                self.problems.append(
                    error("results.duplicate-key", key_place, f"“{key}”在同一处写了两次", "只保留一处")
                )
            values[key], below[key] = self.read(value_node)
        return values, Places(place, below)

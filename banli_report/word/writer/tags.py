"""Faults of a frame's tags, found before anything is filled: all of them, each with its part and paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, meta

from banli_report.errors import ERROR, Kind, Place, Problem, error
from banli_report.prose.faults import FAULTS, python_sentence, syntax_sentence, unknown_name
from banli_report.prose.sandbox import Sandbox
from banli_report.word.ooxml.xml import Node, own_text, q
from banli_report.word.writer.markers import HEAD_FIELDS, is_marker
from banli_report.words.placeholders import TAG

OPEN = re.compile(r"\{\{|\}\}|\{%|%\}")
WHOLE = re.compile(r"\{%-?(p|tr|tc) ")
HOLDERS = {"p": ("p", "段落"), "tr": ("tr", "表格行"), "tc": ("tc", "单元格")}
LOST = tuple(map(q, ("drawing", "pict", "object", "sectPr", "footnoteReference", "endnoteReference")))
"""What would be lost besides text."""
_RAW = re.compile(r"\{\{(p|r|tr|tc) |\{%r ")
_RICH = re.compile(r"^(\{\{|\{%)(?:p|r|tr|tc) ")
"""Begins the tags of docxtpl that put in more than text; ours never do."""
_LAYOUT = re.compile(r"\{%\s*(?:(?:vm|hm)\s*|(?:colspan|cellbg)\b(?:[^{%]|\{(?!%)|%(?!\}))*)%\}")
_QUOTES = str.maketrans("“”‘’", "\"\"''")  # as docxtpl reads them inside a tag
_HINT = "检查括号和标点是否为半角"
_SHOWN = 40

PROBLEMS = (
    Kind("frame.open-tag", ERROR, "标签的括号不成对。", "own/frame.docx 正文 第4段：标签没有成对：{{ 单位 }"),
    Kind(
        "frame.unsupported-tag",
        ERROR,
        "版式文件里用了不支持的标签。",
        "own/frame.docx 正文 第4段：不支持标签{%r if 单位 %}",
    ),
    Kind(
        "frame.crowded-tag",
        ERROR,
        "标签要独占一段或一行，旁边的文字会丢失。",
        "own/frame.docx 正文 第4段：标签{%p if 单位 %}应独占一个段落，同一段落里的其他文字会丢失",
    ),
    Kind(
        "frame.failed",
        ERROR,
        "标签填不进内容。",
        "own/frame.docx 正文 第4段：标签{{ 单位.全称 }}填不进：“全称”不是可以在这里使用的名称",
    ),
    Kind(
        "frame.unknown-name",
        ERROR,
        "标签里的名称，版式文件里不能用。",
        "own/frame.docx 正文 第7段：正文的标签里没有“年渡”这个名称；可用的有标题、单位、会议",
    ),
    Kind(
        "frame.syntax",
        ERROR,
        "标签里的写法不对。",
        "own/frame.docx 正文 第4段：标签{{ 单位（ }}写法有误：标签里有不能识别的字符“（”，标点要用半角",
    ),
)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag as Jinja reads it, with its place and the paragraph that it stands in."""

    written: str
    code: str
    place: Place
    paragraph: Node


def tag_faults(
    parts: Iterable[tuple[str, Node]], name: str, sandbox: Sandbox, fields: Mapping[str, str] | None
) -> Iterator[Problem]:
    """Find the tags of a frame that cannot be filled or would take text away.

    Args:
        parts: the parts that are filled, by the names that a person knows them by, as XML.
        name: the frame's file name.
        sandbox: the environment that will fill them.
        fields: the texts that tags may name; None where they are not known, so that names are not judged.
    """
    for part, root in parts:
        lines: list[list[_Tag]] = []
        for number, paragraph in enumerate(root.iter(q("p")), 1):
            place = Place(file=name, part=part, paragraph=number)
            content = own_text(paragraph)
            if OPEN.search(TAG.sub("", content)):
                yield error("frame.open-tag", place, f"标签没有成对：{content.strip()[:_SHOWN]}", _HINT)
            tags = [_tag(found, place, paragraph) for found in TAG.findall(content) if not is_marker(found)]
            faults = {tag: list(_single_faults(tag, sandbox, fields)) for tag in tags}
            for found in faults.values():
                yield from found
            lines.append([tag for tag in tags if tag.code.startswith("{%") or not faults[tag]])
        yield from _joint_faults(lines, sandbox, fields)


def head_fields_of(body: Node) -> set[str]:
    """Give what the tags of a frame name of the head of an official document, where an office draws its own."""
    texts = (own_text(paragraph) for paragraph in body.iter(q("p")))
    tags = [found for content in texts for found in TAG.findall(content)]
    return {field for field in HEAD_FIELDS if any(re.search(rf"\b{field}\b", tag) for tag in tags)}


def _tag(written: str, place: Place, paragraph: Node) -> _Tag:
    return _Tag(written, _LAYOUT.sub("", code_of(written)), place, paragraph)


def code_of(written: str) -> str:
    """Give a tag as Jinja reads it: without what docxtpl takes away with it, and with straight quotes."""
    return _RICH.sub(r"\1 ", WHOLE.sub("{% ", written)).translate(_QUOTES)


def _single_faults(tag: _Tag, sandbox: Sandbox, fields: Mapping[str, str] | None) -> Iterator[Problem]:
    """Find what is wrong with a tag by itself."""
    if _RAW.match(tag.written) and fields is not None:
        hint = "写成 {{ 名称 }} 或 {% if … %}"
        yield error("frame.unsupported-tag", tag.place, f"不支持标签{tag.written}", hint)
        return
    if (whole := WHOLE.match(tag.written)) and (owner := crowded(tag.written, tag.paragraph, whole[1])):
        message = f"标签{tag.written}应独占一个{owner}，同一{owner}里的其他文字会丢失"
        yield error("frame.crowded-tag", tag.place, message, f"把它移到单独的{owner}")
    if not tag.code.startswith("{{"):
        return
    try:
        tree = sandbox.parse(tag.code)
        if fields is not None and meta.find_undeclared_variables(tree) <= fields.keys():
            sandbox.from_string(tag.code).render(fields)
    except TemplateSyntaxError as problem:
        yield _syntax(tag, problem, sandbox)
    except FAULTS as problem:
        yield error(
            "frame.failed",
            tag.place,
            f"标签{tag.written}填不进：{python_sentence(str(problem))}",
            "只取用列出的名称",
        )


def crowded(written: str, paragraph: Node, kind: str, sign: re.Pattern[str] | None = None) -> str | None:
    """Give what a tag must have to itself and has not.

    Args:
        written: the tag.
        paragraph: where it stands.
        kind: what it takes away with it: p, tr or tc.
        sign: what stands there in its place already.
    """
    element, owner = HOLDERS[kind]
    around = (paragraph, *paragraph.iterancestors())
    holder = next((node for node in around if node.tag == q(element)), None)
    if holder is None:
        return owner
    content = "".join(node.text or "" for node in holder.iter(q("t"))).strip()
    alone = content == written if sign is None else bool(sign.fullmatch(content))
    return None if alone and next(holder.iter(*LOST), None) is None else owner


def _joint_faults(
    lines: list[list[_Tag]], sandbox: Sandbox, fields: Mapping[str, str] | None
) -> Iterator[Problem]:
    """Find what is wrong with the tags of a part together: blocks without their end, unknown names."""
    source = "\n".join("".join(tag.code for tag in line) for line in lines)
    try:
        tree = sandbox.parse(source)
        names = set() if fields is None else meta.find_undeclared_variables(tree) - fields.keys()
    except TemplateSyntaxError as problem:
        named = [tag for line in lines[: problem.lineno] for tag in line]
        if named:
            yield _syntax(named[-1], problem, sandbox)
        return
    except RecursionError:
        longest = max((tag for line in lines for tag in line), key=lambda tag: len(tag.code))
        message = f"标签{longest.written[:_SHOWN]}写得太长或嵌套太深"
        yield error("frame.syntax", longest.place, message, "分成几处写")
        return
    for tag in (tag for line in lines for tag in line):
        for word in sorted(names):
            if re.search(rf"\b{re.escape(word)}\b", tag.code):
                message = unknown_name(word, tuple(fields or ()), f"{tag.place.part or '版式文件'}的标签里")
                yield error("frame.unknown-name", tag.place, message, "改正标签里的名称")


def _syntax(tag: _Tag, problem: TemplateSyntaxError, sandbox: Sandbox) -> Problem:
    sentence = syntax_sentence(problem.message or "", sandbox.filters)
    return error("frame.syntax", tag.place, f"标签{tag.written}写法有误：{sentence}", _HINT)

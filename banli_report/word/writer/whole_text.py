"""A report that is written whole in Word, read as a template: its tags in order, all else as numbered pieces of XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from banli_report.errors import ERROR, Kind, Place, Problem, error
from banli_report.prose.syntax import readable
from banli_report.prose.whole import WholeSandbox, WholeTag, WholeText, reference
from banli_report.word.ooxml.xml import SPACE, Node, own, parent, q
from banli_report.word.writer.tags import HOLDERS, OPEN, WHOLE, code_of, crowded
from banli_report.words.characters import UNFIT, code_point
from banli_report.words.placeholders import TAG

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_KEYWORD = re.compile(r"\{%\s*(\w+)")
_NOT_OURS = re.compile(r"\{\{(?:p|r|tr|tc) |\{%r |[{][{%][-+]|[-+][}%][}]")
_ENDS = {"endif": "if", "endfor": "for"}
_INSIDE = {"elif": ("if",), "else": ("if", "for")}
_PLAIN = ("set",)
_SHOWN = 40
_PART = "正文"
# noncharacters, which stand in the XML for a tag
_FIRST, _LAST = "\ufdd6", "\ufdd7"
_CUT = re.compile(f"{_FIRST}(\\d+){_LAST}")

PROBLEMS = (
    Kind(
        "whole.apart",
        ERROR,
        "一对标签（如 if 和 endif）不在同一段、同一张表里，删去中间的内容会损坏文件。",
        "我局总结/report.docx 正文 第6段：“if”和它的“endif”不在同一段里",
    ),
    Kind(
        "whole.unsupported-tag",
        ERROR,
        "整篇写在Word里的模板用了它不支持的标签。",
        "我局总结/report.docx 正文 第4段：不支持标签{%r if 单位 %}",
    ),
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """A Word file as a template, and the pieces of XML that it refers to.

    Args:
        text: the template.
        xml: the pieces.
        problems: what is wrong with its tags.
    """

    text: WholeText
    xml: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A tag where it was found: what it takes away with it, and what it stands in."""

    tag: WholeTag
    kind: str
    node: Node
    container: Node


def pieces_of(body: Node, name: str) -> Pieces:
    """Read the body of a Word file as a template.

    Args:
        body: the body, whose tags are taken out of it.
        name: the file's name, with that of its pack, for messages.
    """
    if unfit := UNFIT.search(etree.tostring(body, encoding="unicode")):
        return _refused(name, unfit[0])
    etree.strip_elements(body, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for second in list(body.iter(_FALLBACK)):
        parent(second).remove(second)  # what older programs would show says everything again
    for binding in list(body.iter(q("dataBinding"))):
        parent(binding).remove(binding)  # else Word would put in again what the control was bound to
    problems: list[Problem] = []
    found: list[_Found] = []
    lines: list[tuple[str, Place]] = []
    for number, paragraph in enumerate(list(body.iter(q("p"))), 1):
        place = Place(file=name, part=_PART, paragraph=number)
        texts = list(own(paragraph, "t"))
        typed = "".join(node.text or "" for node in texts)
        lines.append((typed, place))
        problems += _open(typed, place)
        here = [_found(written, node, paragraph, place) for written, node in _taken(texts, len(found))]
        problems += [problem for each in here for problem in _faults(each, paragraph)]
        found += here
    whole = [(position, each) for position, each in enumerate(found) if each.kind]
    for position, each in whole if not problems else ():
        _replace_holder(each, f"{_FIRST}{position}{_LAST}")
    cut = _CUT.split(etree.tostring(body, encoding="unicode"))
    tags, apart = _matched([found[int(number)] for number in cut[1::2]])
    text = WholeText(name, tags, _source(tags), tuple(lines))
    return Pieces(text, tuple(cut[::2]), (*problems, *apart, *_syntax(text)))


def _refused(name: str, character: str) -> Pieces:
    message = f"字符{code_point(character)}是控制字符或无效字符，不能写入文件"
    said = error("word.character", Place(file=name, part=_PART), message, "删去这个字符")
    return Pieces(WholeText(name, (), "", ()), (), (said,))


def _open(typed: str, place: Place) -> Iterator[Problem]:
    if OPEN.search(TAG.sub("", typed)):
        hint = "检查括号和标点是否为半角"
        yield error("frame.open-tag", place, f"标签没有成对：{typed.strip()[:_SHOWN]}", hint)


def _taken(texts: Sequence[Node], first: int) -> Iterator[tuple[str, Node]]:
    """Take the tags out of a paragraph's texts, a number in place of each; give each with the text that it begins in.

    Args:
        texts: the texts, of which a tag may take several.
        first: the number of the first tag.
    """
    whole = "".join(node.text or "" for node in texts)
    tags = list(TAG.finditer(whole))
    if not tags:
        return
    start = 0
    for node in texts:
        end = start + len(node.text or "")
        kept, at = [], start
        for number, tag in enumerate(tags, first):
            if tag.end() <= start or tag.start() >= end:
                continue
            kept.append(whole[at : max(tag.start(), at)])
            if tag.start() >= start:
                kept.append(f"{_FIRST}{number}{_LAST}")
                yield tag[0], node
            at = min(tag.end(), end)
        node.text = "".join((*kept, whole[at:end]))
        node.set(SPACE, "preserve")
        start = end


def _found(written: str, node: Node, paragraph: Node, place: Place) -> _Found:
    kind = WHOLE.match(written)
    holder = _holder(paragraph, kind[1]) if kind else None
    container = parent(parent(node)) if holder is None else parent(holder)
    return _Found(WholeTag(written, code_of(written), place), kind[1] if kind else "", node, container)


def _holder(paragraph: Node, kind: str) -> Node | None:
    return next(
        (node for node in (paragraph, *paragraph.iterancestors()) if node.tag == q(HOLDERS[kind][0])), None
    )


def _faults(found: _Found, paragraph: Node) -> Iterator[Problem]:
    """Find what is wrong with a tag by itself."""
    tag = found.tag
    if _is_foreign(tag):
        hint = "写成 {{ 名称 }}、{% if … %}、{% for … %}、{% set … %}；独占一段的写 {%p … %}，独占一行的写 {%tr … %}"
        yield error("whole.unsupported-tag", tag.place, f"不支持标签{tag.written[:_SHOWN]}", hint)
    elif found.kind and (owner := crowded(tag.written, paragraph, found.kind, _CUT)):
        message = f"标签{tag.written}应独占一个{owner}，同一{owner}里的其他内容会丢失"
        yield error("frame.crowded-tag", tag.place, message, f"把它移到单独的{owner}")


def _is_foreign(tag: WholeTag) -> bool:
    """Tell a tag that only other templates know: of docxtpl's for rich text, of Jinja's for files, blocks and macros."""
    code, keyword = tag.code, _KEYWORD.match(tag.code)
    if _NOT_OURS.search(tag.written) or (keyword and re.search(r"\brecursive\s*%\}$", code)):
        return True
    if not keyword or keyword[1] in (*_ENDS, *_ENDS.values(), *_INSIDE):
        return code.startswith("{%") and not keyword
    return keyword[1] not in _PLAIN or "=" not in code


def _matched(found: Sequence[_Found]) -> tuple[tuple[WholeTag, ...], list[Problem]]:
    """Give the tags, each knowing whether it is free, and those whose pair stands elsewhere."""
    tags, problems = [], []
    opened: list[tuple[str, _Found]] = []
    for each in found:
        word = keyword[1] if (keyword := _KEYWORD.match(each.tag.code)) else ""
        tags.append(replace(each.tag, free=not opened))
        if word in _ENDS.values():
            opened.append((word, each))
        elif opened and (word in _ENDS or word in _INSIDE):
            begun, first = opened[-1]
            fits = begun in _INSIDE.get(word, (_ENDS.get(word, ""),))
            known = not (_is_foreign(first.tag) or _is_foreign(each.tag))
            if fits and known and (first.kind, first.container) != (each.kind, each.container):
                problems.append(_apart(begun, word, first, each))
            if fits and word in _ENDS:
                opened.pop()
    return tuple(tags), problems


def _apart(begun: str, word: str, first: _Found, each: _Found) -> Problem:
    where = {"": "段", "p": "处", "tr": "张表", "tc": "行"}[first.kind]
    message = f"“{begun}”（第{first.tag.place.paragraph}段）和它的“{word}”不在同一{where}里，或写法不同"
    hint = "隔着几段的，两个标签各独占一段，都写成 {%p … %}；隔着表格几行的，各独占一行，都写成 {%tr … %}"
    return error("whole.apart", each.tag.place, message, hint)


def _replace_holder(found: _Found, sign: str) -> None:
    """Put the number of a tag in place of all that it takes away."""
    around = (found.node, *found.node.iterancestors())
    holder = next(node for node in around if parent(node) is found.container)
    before, tail = holder.getprevious(), holder.tail or ""
    if before is None:
        found.container.text = f"{found.container.text or ''}{sign}{tail}"
    else:
        before.tail = f"{before.tail or ''}{sign}{tail}"
    holder.tail = None
    found.container.remove(holder)


def _source(tags: Sequence[WholeTag]) -> str:
    """Give the template: each tag in a line of its own, a reference before and behind it."""
    made = [reference(0)]
    for position, tag in enumerate(tags, 1):
        made += [tag.code[:-2], "\n", tag.code[-2:], reference(position)]
    return "".join(made)


def _syntax(text: WholeText) -> Iterator[Problem]:
    sandbox = WholeSandbox(lambda _: None)
    for slip in readable(text.source, text.name, sandbox).slips:
        hint = "检查 {{ }}、{% %} 是否成对，标点是否用了半角"
        message = f"标签写法有误：{slip.message}{text.written(slip.line)}"
        yield error("template.syntax", text.place(slip.line), message, hint)

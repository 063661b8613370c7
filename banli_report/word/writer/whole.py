"""A report that is written whole in Word: its pack's file as a template, filled, and written with the tree's texts."""

from __future__ import annotations

import re
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

from lxml import etree

from banli_report.document.tree import Block, Document, Run
from banli_report.errors import ERROR, NOWHERE, BanliError, Kind, Place, Problem, refuse, stop_on_errors
from banli_report.prose.render import Prose
from banli_report.prose.whole import WholeText
from banli_report.standard.gbt9704 import TITLE
from banli_report.word.ooxml.opening import FRAME, package_of, written_package
from banli_report.word.ooxml.package import rewritten
from banli_report.word.ooxml.parts import Package
from banli_report.word.ooxml.xml import Node, attribute, child, element, own_text, path, q, text
from banli_report.word.writer.body import WordSection
from banli_report.word.writer.filling import frame_faults
from banli_report.word.writer.first_page import title_lines
from banli_report.word.writer.frame_file import frame_name, main_part, read_frame, sound
from banli_report.word.writer.looks import part
from banli_report.word.writer.markers import BODY_MARKER, FRAME_FIELDS, HEAD_FIELDS
from banli_report.word.writer.style_names import is_called
from banli_report.word.writer.whole_body import filled_body
from banli_report.word.writer.whole_reading import blocks_of, fill_boxes, slots_of
from banli_report.word.writer.whole_text import Pieces, pieces_of
from banli_report.words.placeholders import TAG

_FILLED = re.compile(r"word/(?:header|footer|footnotes)")
_OUR_STYLES = "frame.missing-style"
"""What is told of frames that our own paragraphs are put into."""
_BESIDE = "\t\n-"

PROBLEMS = (
    Kind(
        "whole.no-slot",
        ERROR,
        "文档里加了Word文件里没有的文字，没有地方放。",
        "整篇写在Word里的报告不能在程序里加文字（另有说明）",
    ),
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A pack's Word file whose tags are rendered, the values in it still as marks.

    Args:
        path: the pack's file.
        content: the file with the rendered text.
    """

    path: Path
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Whole:
    """A pack's Word file.

    Args:
        path: the file.
        content: its bytes, mended.
        pieces: its body as a template.
    """

    path: Path
    content: bytes = field(repr=False)
    pieces: Pieces = field(repr=False)

    @property
    def text(self) -> WholeText:
        """Give its text as a template."""
        return self.pieces.text

    @property
    def elsewhere(self) -> frozenset[str]:
        """Give the names that tags of headers, footers and footnotes print."""
        roots = written_package(self.content).roots
        texts = (
            own_text(node)
            for name, root in roots.items()
            if _FILLED.match(name)
            for node in root.iter(q("p"))
        )
        tags = [tag for said in texts for tag in TAG.findall(said)]
        return frozenset(word for tag in tags for word in re.findall(r"\w+", tag))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what is wrong with its tags: those of its text, and those of headers and footers, as in any frame."""
        package = written_package(self.content)
        name = frame_name(self.path)
        fields = {**{field: field for field in FRAME_FIELDS}, **dict.fromkeys(HEAD_FIELDS, "")}
        beside = frame_faults(_emptied(self.content, package)[0], name, fields)
        return (*self.pieces.problems, *(found for found in beside if found.id != _OUR_STYLES))

    def readable(self) -> WholeText:
        """Give its text as a template that can be rendered.

        Raises:
            BanliError: it has tags that cannot be read; all of them.
        """
        stop_on_errors(self.problems)
        return self.text

    def filled(self, prose: Prose) -> tuple[Filled, tuple[Block, ...]]:
        """Give the file with the text that was rendered of it, and what that says.

        Args:
            prose: the text.

        Raises:
            BanliError: something stands where it has no place; all of it.
        """
        package = written_package(self.content)
        main = main_part(package)
        styles = next(package.related(main, "styles"), "")
        name = frame_name(self.path)
        body = filled_body(prose, self.pieces.xml, name, package.roots[styles])
        if problems := fill_boxes(body, prose.marks, Place(file=name, part="正文")):
            raise BanliError(problems)
        parts = {styles: package.roots[styles], main: _with_body(package, main, body)}
        content = rewritten(self.content, {part: etree.tostring(root) for part, root in parts.items()})
        return Filled(self.path, content), blocks_of(body, prose.marks)


def whole_of(path: Path) -> Whole:
    """Read a pack's Word file in which a report is written whole; what is wrong with its tags is kept with it.

    Raises:
        BanliError: it is no Word file, is damaged, or uses what is not in it.
    """
    name = frame_name(path)
    content = sound(read_frame(path), name)
    package = package_of(content, FRAME)
    main = main_part(package)
    body = package.roots[main].find(q("body"))
    if body is None or not next(package.related(main, "styles"), ""):
        raise refuse(
            "frame.no-word-file", Place(file=name), "版式文件不是docx文件，或已损坏", "用Word或WPS另存为docx"
        )
    return Whole(path, content, pieces_of(body, name))


def _with_body(package: Package, main: str, body: Node) -> Node:
    """Give the root of the main part with another body; large ones are not moved, which takes lxml very long."""
    root = package.roots[main]
    made = etree.Element(root.tag, dict(root.attrib), root.nsmap)
    made.extend(body if node.tag == q("body") else deepcopy(node) for node in root)
    return made


def frame_and_text(filled: Filled, document: Document) -> tuple[bytes, WordSection]:
    """Give a Word file as a frame with a marker alone, and what stands at the marker: its text as the tree has it.

    Args:
        filled: the file.
        document: the tree that was read from it.

    Raises:
        BanliError: the tree has text that did not stand in the file.
    """
    package = written_package(filled.content)
    main = main_part(package)
    body = child(package.roots[main], "body")
    slots: dict[int | None, list[Run]] = defaultdict(list)
    for run in document.runs():
        slots[run.slot].append(run)
    added = next((run.text for run in slots[None] if run.text not in _BESIDE), None)
    if added is not None:
        message = f"整篇写在Word里的报告不能在程序里加文字（{added[:20]}）"
        raise refuse("whole.no-slot", NOWHERE, message, "在模板的Word文件里加")
    styles = package.roots[next(package.related(main, "styles"))]
    texts = slots_of(body)
    if (at := next((run.slot for run in document.title), None)) is not None and _is_title(texts[at], styles):
        for number, runs in _in_lines(document).items():
            slots[number] = runs
    for number, node in enumerate(texts):
        if next(node.iterancestors(q("txbxContent")), None) is None:
            part(node, slots[number])
    frame, elements = _emptied(filled.content, package)
    return frame, WordSection(tuple(elements), whole=True)


def _is_title(node: Node, styles: Node) -> bool:
    """Tell whether a text stands in a paragraph of our title's style, whose lines are broken by sense."""
    properties = next(node.iterancestors(q("p"))).find(path("pPr", "pStyle"))
    return is_called(styles, attribute(properties, "val"), TITLE.name)


def _in_lines(document: Document) -> dict[int | None, list[Run]]:
    """Give the runs of the title, broken where its lines end."""
    ends = {*accumulate(map(len, title_lines(document)))}
    broken: dict[int | None, list[Run]] = defaultdict(list)
    at = 0
    for run in document.title:
        said = ""
        for character in run.text:
            said += "" if character == "\n" else character
            at += character != "\n"
            if at in ends and character != "\n":
                said += "\n"
        broken[run.slot].append(replace(run, text=said))
    last = broken[document.title[-1].slot]
    last[-1] = replace(last[-1], text=last[-1].text.removesuffix("\n"))
    return broken


def _emptied(content: bytes, package: Package) -> tuple[bytes, list[Node]]:
    """Give a file with a marker in place of its text, and what stood there."""
    main = main_part(package)
    body = child(package.roots[main], "body")
    section = next(body.iterchildren(q("sectPr")), None)
    # each in a tree of its own, or moving them would take time that grows with their square
    nodes = (node for node in body.iterchildren("*") if node is not section)
    elements = [etree.fromstring(etree.tostring(node, with_tail=False)) for node in nodes]
    marker = element("p", element("r", *text(BODY_MARKER)))
    emptied = _with_body(package, main, element("body", marker, deepcopy(section)))
    return rewritten(content, {main: etree.tostring(emptied)}), elements


def closed(text: WordSection) -> WordSection:
    """Give a section whose last element is a paragraph that may end it."""
    last = next(reversed(text.elements), None)
    if last is None or last.tag != q("p") or next(last.iter(q("sectPr")), None) is not None:
        return replace(text, elements=(*text.elements, element("p", element("pPr"))))
    if last.find(q("pPr")) is None:
        last.insert(0, element("pPr"))
    return text

"""Filling a Word frame: the only module that imports docxtpl."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.parts.styles import StylesPart
from docxtpl import DocxTemplate
from lxml import etree

from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, error, refuse
from banli_report.prose.faults import FAULTS, python_sentence
from banli_report.prose.sandbox import Sandbox
from banli_report.word.ooxml.xml import Node, parent, q, text
from banli_report.word.writer.banner import add_banner, banner_elements
from banli_report.word.writer.body import WordSection
from banli_report.word.writer.comments import add_comments
from banli_report.word.writer.contents import number_from_one, place_contents
from banli_report.word.writer.frame_file import sound
from banli_report.word.writer.language import SIMPLIFIED, set_language
from banli_report.word.writer.markers import (
    BODY_MARKER,
    HEAD_FIELDS,
    HEAD_MARKER,
    bookmarked,
    misplaced,
    put,
    set_bookmark,
)
from banli_report.word.writer.sections import complete, fill_even_pages, own_references, place_sections
from banli_report.word.writer.style_names import add_missing, style_problems, use_frame_styles
from banli_report.word.writer.tags import head_fields_of, tag_faults
from banli_report.word.writer.turned import turned_footers
from banli_report.word.writer.unknowns import highlight
from banli_report.words.placeholders import TAG

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAMES = {
    "comments": "批注",
    "endnotes": "尾注",
    "charts": "图表",
    "diagrams": "图示",
    "glossary": "文档部件",
}
_HINTS = {
    BODY_MARKER: "写在正文开始处，独占一段",
    HEAD_MARKER: "写在标题之前，独占一段；自己画红头的，不写它，写{{ 发文字号 }}等标签",
}
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, PackageNotFoundError, etree.XMLSyntaxError),
    *(KeyError, ValueError, TypeError, AttributeError, RuntimeError, NotImplementedError, EOFError, OSError),
)
# docxtpl reads braces, tabs and line feeds in values as its own; noncharacters carry them past it
_SHIELD = {ord(character): 0xFDE0 + i for i, character in enumerate("{}%#\t\n")}
_UNSHIELD = {value: chr(key) for key, value in _SHIELD.items()}

PROBLEMS = (
    Kind(
        "frame.no-word-file",
        ERROR,
        "版式文件不是docx，或已损坏。",
        "own/frame.docx：版式文件不是docx文件，或已损坏",
    ),
    Kind(
        "frame.left-over-tag",
        ERROR,
        "标签写在不会填写的地方，会原样印出。",
        "own/frame.docx 批注：批注里有标签，不会被填写",
    ),
    Kind(
        "frame.no-marker",
        ERROR,
        "版式文件里没有写明正文（或版头）放在哪里，或写了几处。",
        "own/frame.docx：版式文件里应有且只有一段{{ 正文 }}，现有0段",
    ),
    Kind(
        "frame.misplaced-marker",
        ERROR,
        "正文（或版头）的位置写在表格、文本框等放不下的地方。",
        "own/frame.docx 正文：{{ 正文 }}不能写在表格、文本框或内容控件里，也不能写在带分节符的段落里",
    ),
    Kind(
        "frame.unused-head",
        ERROR,
        "报告文件里写了密级、签发人等，红头里却没有位置印。",
        "own/frame-document.docx 正文：报告文件里写了密级、签发人，版式文件的红头里没有相应的标签，不会印出",
    ),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What is put into a frame.

    Args:
        head: the elements of the head of an official document, or none.
        sections: the body, section by section.
        contents: the elements of the page of contents, or none.
        banner: what stands at the head of every page of a copy for checking, or empty.
        author: who makes its comments.
        day: the day that they bear, as YYYY-MM-DD, or empty.
        language: the language of the text.
    """

    head: tuple[Node, ...]
    sections: tuple[WordSection, ...]
    contents: tuple[Node, ...] = ()
    banner: str = ""
    author: str = ""
    day: str = ""
    language: str = SIMPLIFIED


def fill(frame: bytes, name: str, fields: Mapping[str, str], content: Content) -> bytes:
    """Fill a frame's tags and put head and body in place of their markers.

    Args:
        frame: the frame's bytes.
        name: its file name, for messages.
        fields: the texts of its tags.
        content: what is put into it.

    Raises:
        BanliError: the frame is no Word file, has no marker, or has tags that cannot be filled; all of them.
    """
    template = _opened(frame, name)
    sandbox = _sandbox()
    problems = [*_unrendered(template, name), *tag_faults(_parts(template), name, sandbox, fields)]
    problems += _set_bookmarks(template, name, fields, bool(content.head))
    if problems:
        raise BanliError(problems)
    shielded = {key: value.translate(_SHIELD) for key, value in fields.items()}
    try:
        template.render(shielded, sandbox)
    except FAULTS as problem:
        raise BanliError(
            [
                error(
                    "frame.failed", Place(file=name), f"版式文件的标签填不进：{python_sentence(str(problem))}"
                )
            ]
        ) from None
    for root in _roots(template):
        highlight(root)
        _unshield(root)
    for part in _footnotes(template):
        part._blob = _unshielded(part.blob)
    _insert(template, content)
    if content.language != SIMPLIFIED:
        main = template.docx.part
        set_language([*_roots(template), main._styles_part.element, main.settings.element], content.language)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


def _sandbox() -> Sandbox:
    return Sandbox(lambda _: None, escape_xml=True)


def frame_faults(
    frame: bytes, name: str, fields: Mapping[str, str] | None, *, with_head: bool = False
) -> list[Problem]:
    """Give what is wrong with a frame before anything is put into it.

    Args:
        frame: the frame's bytes.
        name: its file name, for messages.
        fields: the names that its tags may name, each with a sample; None for a Word template that is no frame of
            ours, of which neither names nor markers are asked.
        with_head: whether it is for documents with a head.

    Raises:
        BanliError: it is no Word file, is damaged, or uses what is not in it.
    """
    template = _opened(frame, name)
    found = [*_unrendered(template, name), *tag_faults(_parts(template), name, _sandbox(), fields)]
    if fields is not None:
        found += _set_bookmarks(template, name, fields, with_head)
        found += style_problems(template.docx.part._styles_part.element, _roots(template), name)
    return found


class _Template(DocxTemplate):  # type: ignore[misc] # docxtpl tells no types
    """A template whose new body is python-docx's, also while a profiler holds docxtpl's, as one of Dask's does."""

    def map_tree(self, tree: Node) -> None:
        super().map_tree(tree)
        super().map_tree(deepcopy(tree))


def _opened(frame: bytes, name: str) -> DocxTemplate:
    place = Place(file=name)
    whole_frame = sound(frame, name)
    try:
        template = _Template(io.BytesIO(whole_frame))
        template.render_init()
        main = template.docx.part
        typed = all(part.content_type for part in main.package.parts)
        whole = main.element.body is not None and isinstance(main._styles_part, StylesPart) and typed
    except _UNREADABLE:
        whole = False
    if not whole:
        raise refuse("frame.no-word-file", place, "版式文件不是docx文件，或已损坏", "用Word或WPS另存为docx")
    return template


def _parts(template: DocxTemplate) -> Iterator[tuple[str, Node]]:
    """Give body, headers and footers with the names that a person knows them by."""
    yield "正文", template.docx.element.body
    for kind, uri in (("页眉", template.HEADER_URI), ("页脚", template.FOOTER_URI)):
        for _, part in template.get_headers_footers(uri):
            yield kind, parse_xml(part.blob)
    for part in _footnotes(template):
        yield "脚注", parse_xml(part.blob)


def _footnotes(template: DocxTemplate) -> list[Part]:
    return [part for part in template.docx.part.package.parts if part.content_type == _FOOTNOTES]


def _roots(template: DocxTemplate) -> Iterator[Node]:
    yield template.docx.element
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            # a header that the package does not call one has no elements of python-docx's
            yield part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _unrendered(template: DocxTemplate, name: str) -> Iterator[Problem]:
    """Find tags in parts that are never filled; they would leave with the document."""
    main = template.docx.part
    filled = {main.partname} | {part.partname for part in _footnotes(template)}
    kinds = (template.HEADER_URI, template.FOOTER_URI)
    filled |= {relation.target_part.partname for relation in main.rels.values() if relation.reltype in kinds}
    for part in main.package.parts:
        uri = part.partname
        if uri in filled or uri.ext != "xml" or uri.startswith("/docProps/core"):
            continue
        content = re.sub(r"<[^>]*>", "", part.blob.decode("utf-8", "replace"))
        if TAG.search(content):
            shown = next((label for word, label in _NAMES.items() if word in uri), uri[1:])
            place = Place(file=name, part=shown)
            yield error("frame.left-over-tag", place, f"{shown}里有标签，不会被填写", "删去这些标签")


def _set_bookmarks(
    template: DocxTemplate, name: str, fields: Mapping[str, str], with_head: bool
) -> Iterator[Problem]:
    body = template.docx.element.body
    drawn = head_fields_of(body)
    for marker, needed in ((BODY_MARKER, True), (HEAD_MARKER, with_head and not drawn)):
        found = set_bookmark(body, marker)
        if found > 1 or (needed and not found):
            message = f"版式文件里应有且只有一段{marker}，现有{found}段"
            yield error("frame.no-marker", Place(file=name), message, _HINTS[marker])
        elif found and misplaced(body, marker):
            message = f"{marker}不能写在表格、文本框或内容控件里，也不能写在带分节符的段落里"
            yield error("frame.misplaced-marker", Place(file=name, part="正文"), message, "在正文里另起一段")
    if with_head and drawn and bookmarked(body, HEAD_MARKER) is None:
        yield from _left_out(name, {field for field in HEAD_FIELDS if fields.get(field)} - drawn)


def _left_out(name: str, fields: set[str]) -> Iterator[Problem]:
    """Tell what an office's own head has no tags for, though the report says it."""
    if lacking := sorted(fields):
        message = f"报告文件里写了{'、'.join(lacking)}，版式文件的红头里没有相应的标签，不会印出"
        hint = f"在版式文件里写上{'、'.join(f'{{{{ {field} }}}}' for field in lacking)}"
        yield error("frame.unused-head", Place(file=name, part="正文"), message, hint)


def _insert(template: DocxTemplate, content: Content) -> None:
    body = template.docx.element.body
    styles = template.docx.part._styles_part.element
    add_missing(styles, _roots(template))
    head = list(content.head)
    if bookmarked(body, HEAD_MARKER) is None:
        head = []
    made = [made for section in content.sections for made in section.elements]
    comments = add_comments(template.docx.part, made, content.author, content.day)
    banner = banner_elements(content.banner)
    ours = [made for section in content.sections if not section.whole for made in section.elements]
    use_frame_styles(styles, [*ours, *head, *content.contents, *comments, *banner])
    put(body, HEAD_MARKER, head)
    frame_section = body.get_or_add_sectPr()
    for section in body.iter(q("sectPr")):
        complete(section)
    own_references(body, frame_section)
    fill_even_pages(body)
    sideways = any(section.landscape for section in content.sections)
    footers = turned_footers(template.docx.part, frame_section) if sideways else {}
    if content.contents:
        place_contents(body, frame_section, content.contents)
    place_sections(body, frame_section, content.sections, footers)
    if content.contents:
        number_from_one(body, content.contents)
    if content.banner:
        add_banner(template.docx, banner)


def _unshield(root: Node) -> None:
    """Give the shielded characters of values back: braces as they are, breaks and tabs as elements."""
    for node in list(root.iter(etree.Element)):
        for key, value in node.attrib.items():
            if value.translate(_UNSHIELD) != value:
                node.set(key, value.translate(_UNSHIELD))
        if etree.QName(node).localname != "t" or not node.text:
            continue
        plain = node.text.translate(_UNSHIELD)
        if node.tag != q("t"):
            node.text = plain
        elif plain != node.text:
            run = parent(node)
            position = run.index(node)
            run[position : position + 1] = text(plain)


def _unshielded(blob: bytes) -> bytes:
    root = parse_xml(blob)
    _unshield(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

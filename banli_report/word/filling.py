"""Filling a Word frame: the only module that imports docxtpl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, meta

from banli_report.errors import BanliError, Place, Problem, error, refuse
from banli_report.prose.bounds import WorkBoundError
from banli_report.prose.printing import PrintError
from banli_report.prose.sandbox import Sandbox, unknown_name
from banli_report.word.body import WordSection
from banli_report.word.markers import bookmarked, is_marker, put, set_bookmark
from banli_report.word.sections import place_sections
from banli_report.word.standard import BODY_MARKER, HEAD_MARKER
from banli_report.word.xml import q, text

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_UNRENDERED = re.compile(r"word/(comments|endnotes|glossary/|charts/|diagrams/)")
_MAX_FRAME_BYTES = 64 * 1024 * 1024
# docxtpl reads braces, tabs and line feeds in values as its own; noncharacters carry them past it
_SHIELD = {ord(character): 0xFDE0 + i for i, character in enumerate("{}%#\t\n")}
_UNSHIELD = {value: chr(key) for key, value in _SHIELD.items()}


def fill(
    frame: bytes, name: str, fields: Mapping[str, str], head: list[Any], sections: tuple[WordSection, ...]
) -> bytes:
    """Fill a frame's tags and put head and body in place of their markers.

    Args:
        frame: the frame's bytes.
        name: its file name, for messages.
        fields: the texts of its tags.
        head: the elements of the head of an official document, or none.
        sections: the body, section by section.

    Raises:
        BanliError: the frame is no Word file, has no marker, or has tags that cannot be filled; all of them.
    """
    template = _opened(frame, name)
    sandbox = Sandbox(lambda _: None, escape_xml=True)
    problems = [*_unrendered(frame, name), *_faults(template, name, sandbox, fields)]
    problems += _set_bookmarks(template, name, bool(head))
    if problems:
        raise BanliError(problems)
    shielded = {key: value.translate(_SHIELD) for key, value in fields.items()}
    try:
        template.render(shielded, sandbox, autoescape=True)
    except (TemplateError, PrintError, WorkBoundError, TypeError, ValueError) as problem:
        raise BanliError(
            [error("frame.failed", Place(file=name), f"版式文件的标签填不进：{problem}")]
        ) from None
    _insert(template, head, sections)
    for part in _roots(template):
        _unshield(part)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


def _opened(frame: bytes, name: str) -> Any:
    place = Place(file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(frame)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _MAX_FRAME_BYTES:
                raise refuse("frame.too-large", place, "版式文件展开后过大", "删去其中的图片")
        template = DocxTemplate(io.BytesIO(frame))
        template.render_init()
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError):
        raise refuse("frame.no-word-file", place, "版式文件不是docx文件", "用Word或WPS另存为docx") from None
    return template


def _parts(template: Any) -> Iterator[tuple[str, Any]]:
    """Give body, headers and footers with the names that a person knows them by."""
    yield "正文", template.docx.element.body
    for kind, uri in (("页眉", template.HEADER_URI), ("页脚", template.FOOTER_URI)):
        for _, part in template.get_headers_footers(uri):
            yield kind, parse_xml(part.blob)


def _roots(template: Any) -> Iterator[Any]:
    yield template.docx.element
    for relation in template.docx.part.rels.values():
        if relation.reltype in (template.HEADER_URI, template.FOOTER_URI):
            yield relation.target_part.element


def _faults(template: Any, name: str, sandbox: Sandbox, fields: Mapping[str, str]) -> Iterator[Problem]:
    """Find every tag whose name is not to be had, with its part and paragraph."""
    for part, root in _parts(template):
        for number, paragraph in enumerate(root.iter(q("p")), 1):
            content = "".join(node.text or "" for node in paragraph.iter(q("t")))
            place = Place(file=name, part=part, paragraph=number)
            for tag in _TAG.findall(content):
                if not is_marker(tag):
                    yield from _tag_faults(tag, place, sandbox, fields)


def _tag_faults(tag: str, place: Place, sandbox: Sandbox, fields: Mapping[str, str]) -> Iterator[Problem]:
    if not tag.startswith("{{"):
        return
    try:
        names = meta.find_undeclared_variables(sandbox.parse(re.sub(r"^\{\{[pr]?\s", "{{ ", tag)))
    except TemplateSyntaxError as problem:
        yield error(
            "frame.syntax", place, f"标签{tag}写法有误：{problem.message}", "检查括号和标点是否为半角"
        )
        return
    for word in sorted(names - set(fields)):
        yield error(
            "frame.unknown-name", place, unknown_name(word, tuple(fields), "版式文件里"), "改正标签里的名称"
        )


def _unrendered(frame: bytes, name: str) -> Iterator[Problem]:
    """Find tags in parts that are never filled; they would leave with the document."""
    with zipfile.ZipFile(io.BytesIO(frame)) as package:
        for entry in package.namelist():
            if _UNRENDERED.match(entry) and entry.endswith(".xml"):
                content = re.sub(r"<[^>]*>", "", package.read(entry).decode("utf-8", "replace"))
                if _TAG.search(content):
                    place = Place(file=name, part=entry)
                    yield error(
                        "frame.left-over-tag", place, "批注、尾注或图表里有标签，不会被填写", "删去这些标签"
                    )


def _set_bookmarks(template: Any, name: str, with_head: bool) -> Iterator[Problem]:
    body = template.docx.element.body
    for marker, needed in ((BODY_MARKER, True), (HEAD_MARKER, with_head)):
        found = set_bookmark(body, marker)
        if found > 1 or (needed and not found):
            message = f"版式文件里应有且只有一段{marker}，现有{found}段"
            hint = "正文标签写在正文开始处，版头标签写在标题之前，各占一段"
            yield error("frame.no-marker", Place(file=name), message, hint)


def _insert(template: Any, head: list[Any], sections: tuple[WordSection, ...]) -> None:
    body = template.docx.element.body
    above = bookmarked(body, HEAD_MARKER)
    if above is not None:
        put(above, head)
    place_sections(bookmarked(body, BODY_MARKER), body.find(q("sectPr")), sections)


def _unshield(root: Any) -> None:
    """Give the shielded characters of values back: braces as they are, breaks and tabs as elements."""
    for node in [node for node in root.iter(q("t")) if node.text]:
        plain = node.text.translate(_UNSHIELD)
        if plain != node.text:
            run = node.getparent()
            position = run.index(node)
            run[position : position + 1] = text(plain)


def read_frame(path: Path) -> bytes:
    """Read a frame's bytes.

    Raises:
        BanliError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as problem:
        place = Place(file=path.name)
        raise refuse(
            "frame.unreadable", place, f"版式文件读不出：{problem.strerror}", "检查模板文件夹"
        ) from None

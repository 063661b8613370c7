"""On which pages the marks of a Word file stand: only what sets pages knows, so an installed LibreOffice is asked."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from banli_report.errors import ERROR, Kind, refuse
from banli_report.word.ooxml.fields import field_runs
from banli_report.word.ooxml.opening import written_package
from banli_report.word.ooxml.package import rewritten
from banli_report.word.ooxml.parts import Package
from banli_report.word.ooxml.xml import Node, child, element, own, own_text, q
from banli_report.word.writer.libreoffice import converted

_ASKED = re.compile(r"PAGEREF (\S+)")

PROBLEMS = (Kind("word.page-not-told", ERROR, "LibreOffice没有说出页码。", "LibreOffice没有说出页码"),)


def pages_of(content: bytes, marks: Sequence[str]) -> list[int]:
    """Give the numbers of the pages on which bookmarks stand.

    Fields behind everything else ask for them, and LibreOffice answers in the file that it writes.

    Args:
        content: the bytes of a Word file that was written here.
        marks: the names of the bookmarks.

    Raises:
        BanliError: LibreOffice is not installed or does not answer.
    """
    package = written_package(content)
    last = child(_body(package), "sectPr")
    for mark in marks:
        last.addprevious(element("p", *field_runs(f" PAGEREF {mark} ")))
    asking = etree.tostring(package.roots[package.main], encoding="UTF-8", standalone=True)
    answered = written_package(_saved_again(rewritten(content, {package.main: asking})))
    told = dict(_answers(_body(answered)))
    if lacking := [mark for mark in marks if mark not in told]:
        raise refuse("word.page-not-told", None, "LibreOffice没有说出页码", f"没有{lacking[0]}的页码")
    return [told[mark] for mark in marks]


def _body(package: Package) -> Node:
    return child(package.roots[package.main], "body")


def _saved_again(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="banli-", ignore_cleanup_errors=True) as scratch:
        source, target = Path(scratch, "asking.docx"), Path(scratch, "told", "asking.docx")
        source.write_bytes(content)
        converted([source], [target.resolve()], "docx:MS Word 2007 XML")
        return target.read_bytes()


def _answers(body: Node) -> Iterator[tuple[str, int]]:
    for paragraph in body.iter(q("p")):
        asked = _ASKED.search("".join(code.text or "" for code in own(paragraph, "instrText")))
        shown = re.fullmatch(r"\d+", own_text(paragraph).strip())
        if asked and shown:
            yield asked[1], int(shown[0])

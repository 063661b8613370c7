"""The file as a package: identical bytes for identical input, clean properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from banli_report.word.ooxml.xml import Node

CORE = "docProps/core.xml"
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def rewritten(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Give a zip package with some parts replaced, in a fixed order and with a fixed date."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = sorted(old.namelist(), key=lambda name: (name not in _FIRST, name))
        for name in names:
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else the bytes would tell on which system they were written
            new.writestr(entry, parts.get(name) or old.read(name))
    return stream.getvalue()


def core_properties(title: str, author: str, day: str, language: str = "zh-CN") -> bytes:
    """Give the core properties: title, author, and the document's own day as the only date.

    Args:
        title: the document's title.
        author: the agency that signs.
        day: YYYY-MM-DD, or empty for none.
        language: the language of its text.
    """
    root = etree.Element(
        f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    )
    for tag, value in (
        (f"{{{_DC}}}title", title),
        (f"{{{_DC}}}creator", author),
        (f"{{{_DC}}}language", language),
    ):
        etree.SubElement(root, tag).text = value
    if day:
        _stamp(root, day)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def language_of(content: bytes) -> str:
    """Give the language that the core properties of a package state, such as zh-CN, or empty."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            core = etree.fromstring(package.read(CORE), etree.XMLParser(resolve_entities=False))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return ""
    return core.findtext(f"{{{_DC}}}language") or ""


def _stamp(root: Node, day: str) -> None:
    for tag in ("created", "modified"):
        stamp = etree.SubElement(root, f"{{{_TERMS}}}{tag}")
        stamp.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        stamp.text = f"{day}T00:00:00Z"

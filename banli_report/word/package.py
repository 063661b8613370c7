"""The file as a package: identical bytes for identical input, clean properties, atomic saving."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from banli_report.errors import Place, refuse

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
            entry.external_attr = 0o600 << 16
            entry.create_system = 3  # else the bytes would tell on which system they were written
            new.writestr(entry, parts.get(name) or old.read(name))
    return stream.getvalue()


def core_properties(title: str, author: str, day: str) -> bytes:
    """Give the core properties: title, author, and the document's own day as the only date.

    Args:
        title: the document's title.
        author: the agency that signs.
        day: YYYY-MM-DD, or empty for none.
    """
    root = etree.Element(
        f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    )
    for tag, value in (
        (f"{{{_DC}}}title", title),
        (f"{{{_DC}}}creator", author),
        (f"{{{_DC}}}language", "zh-CN"),
    ):
        etree.SubElement(root, tag).text = value
    for tag in ("created", "modified") if day else ():
        stamp = etree.SubElement(root, f"{{{_TERMS}}}{tag}")
        stamp.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        stamp.text = f"{day}T00:00:00Z"
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def save(content: bytes, path: Path) -> None:
    """Write a file whole or not at all: an existing file stays as it is until the new one is complete.

    Raises:
        BanliError: the folder is missing, or the file is held open or cannot be written.
    """
    place = Place(file=path.name)
    path = path.resolve()  # a link stays a link, what it leads to is replaced
    if path.is_dir():
        raise refuse("word.output-folder", place, "输出的名称是一个文件夹", "写明文件名，如 报告.docx")
    if not path.parent.is_dir():
        raise refuse("word.output-folder", place, f"没有文件夹{path.parent}", "先建好文件夹，或改写输出位置")
    try:
        _replace(content, path)
    except PermissionError:
        raise refuse(
            "word.output-locked",
            place,
            "文件写不进，可能正被Word或WPS打开",
            "关闭打开它的程序后再试；原文件未改动",
        ) from None
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise refuse(
            "word.output-failed", place, f"文件写不进：{reason}", "检查磁盘空间和权限；原文件未改动"
        ) from None


def _replace(content: bytes, path: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".banli-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise

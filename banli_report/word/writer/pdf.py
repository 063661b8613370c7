"""Turning Word files into PDF by an installed LibreOffice."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from banli_report.errors import ERROR, Kind, Place, refuse
from banli_report.word.ooxml.package import language_of
from banli_report.word.writer.libreoffice import TIMEOUT, converted, from_root

_OPTIONS = {
    "IsSkipEmptyPages": {"type": "boolean", "value": "false"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}
"""A page left blank before one that must be even stays in the PDF, else the two sides of the paper would be wrong.

Tags tell headings, tables and the order of reading to programs that read aloud or convert.
"""
_ARCHIVED = {"SelectPdfVersion": {"type": "long", "value": "2"}}
"""PDF/A-2b, whose faces are all in the file, so that it looks the same after many years (GB/T 23286.2)."""
_LATIN = b"/Lang(en-US)"
"""The language that LibreOffice states of a whole document: that of its Latin letters."""

PROBLEMS = (
    Kind("pdf.same-name", ERROR, "两个文件转换后会同名，互相覆盖。", "x.docx：有两个文件会写成同名的PDF"),
)


def to_pdf(
    files: Sequence[Path],
    folder: Path,
    *,
    pdfa: bool = False,
    timeout: float = TIMEOUT,
    environment: Mapping[str, str] | None = None,
) -> list[Path]:
    """Turn Word files into PDFs of the same names in a folder, with one start of LibreOffice.

    Args:
        files: the Word files, of different names.
        folder: where the PDFs go; it is made if need be.
        pdfa: whether they are PDF/A, for keeping.
        timeout: seconds after which LibreOffice is ended.
        environment: variables for LibreOffice beside those of this process.

    Raises:
        BanliError: LibreOffice is not installed, does not finish, or cannot read one of the files.
    """
    targets = [from_root(folder) / f"{file.stem}.pdf" for file in files]
    if len(set(targets)) < len(targets):
        raise refuse(
            "pdf.same-name", Place(file=files[0].name), "有两个文件会写成同名的PDF", "改用不同的文件名"
        )
    options = json.dumps({**_OPTIONS, **_ARCHIVED} if pdfa else _OPTIONS)
    form = f"pdf:writer_pdf_Export:{options}"
    converted(files, targets, form, timeout=timeout, environment=environment)
    for file, target in zip(files, targets, strict=True):
        _state_language(file, target)
    return targets


def _state_language(file: Path, target: Path) -> None:
    """Put the language that a Word file states in place of the one of its Latin letters."""
    language = language_of(file.read_bytes())
    if len(language) == len("zh-CN"):  # so that every place in the PDF stays as it is
        target.write_bytes(target.read_bytes().replace(_LATIN, f"/Lang({language})".encode()))

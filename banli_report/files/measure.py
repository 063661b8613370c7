"""Measuring a workbook's package before anything parses it, so that a small file cannot become a large one."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from pathlib import Path
from typing import IO
from xml.parsers import expat

from banli_report.errors import ERROR, BanliError, Kind, Place, refuse

MAX_PARTS = 2_000
MAX_PART_BYTES = 64 * 1024 * 1024
MAX_TOTAL_BYTES = 160 * 1024 * 1024
MAX_ELEMENTS = 3_000_000
MAX_SPREAD_CELLS = 1_000_000
_OLE_HEAD = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 20
_SPREADING = ("mergeCell", "hyperlink")
_SAVE_AGAIN = "用Excel或WPS打开后另存为xlsx"

PROBLEMS = (
    Kind(
        "results.old-workbook",
        ERROR,
        "台账是旧版xls或加了密码，读不了。",
        "ledger.xlsx：这是旧版xls文件或加密的工作簿",
    ),
    Kind(
        "results.bad-workbook",
        ERROR,
        "工作簿损坏了，或根本不是xlsx。",
        "ledger.xlsx：不是有效的xlsx工作簿，或文件已损坏",
    ),
)


class TooLargeError(Exception):
    """The parts hold more than a file of ours can."""


class UnsafeError(Exception):
    """A part declares a document type, which an Office file never does."""


def measure(path: Path, content: bytes) -> None:
    """Refuse a package that is no workbook, or that would grow out of all measure when parsed.

    Args:
        path: the file, for messages.
        content: its bytes.

    Raises:
        BanliError: it is an old or encrypted workbook, no zip package, too large, or declares entities.
    """
    place = Place(file=path.name)
    if content.startswith(_OLE_HEAD):
        raise refuse(
            "results.old-workbook",
            place,
            "这是旧版xls文件或加密的工作簿",
            "用Excel或WPS打开，另存为不加密的xlsx",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            measure_parts(package)
    except TooLargeError:
        raise refuse(
            "results.too-large", place, "展开后的工作簿过大", "删去无关的工作表、图片和空白格式后重存"
        ) from None
    except UnsafeError:
        raise refuse("results.bad-workbook", place, "其中含有不安全的内容（DOCTYPE）", _SAVE_AGAIN) from None
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError):
        raise _no_workbook(place) from None


def _no_workbook(place: Place) -> BanliError:
    return refuse("results.bad-workbook", place, "不是有效的xlsx工作簿，或文件已损坏", _SAVE_AGAIN)


def measure_parts(package: zipfile.ZipFile) -> None:
    """Read every part of an Office file once, counting, without building anything from it.

    Raises:
        TooLargeError: there are too many parts, bytes or elements.
        UnsafeError: a part declares a document type.
    """
    parts = package.infolist()
    sizes = [part.file_size for part in parts]
    if len(parts) > MAX_PARTS or max(sizes, default=0) > MAX_PART_BYTES or sum(sizes) > MAX_TOTAL_BYTES:
        raise TooLargeError
    counter = _Counter()
    for part in parts:
        with package.open(part) as stream:
            head = stream.read(_CHUNK)
            if head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
                counter.count(head, stream)


class _Counter:
    """Counts elements and the cells that merged areas and links spread over, in all parts together."""

    def __init__(self) -> None:
        self.elements = 0
        self.cells = 0

    def count(self, chunk: bytes, stream: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._element
        try:
            while chunk:
                parser.Parse(chunk, False)
                chunk = stream.read(_CHUNK)
        except expat.ExpatError:
            return  # the workbook library stops at the same spot, if it reads this part at all

    def _refuse_doctype(self, *declared: object) -> None:
        raise UnsafeError

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if name.rpartition(":")[2] in _SPREADING:
            self.cells += _area(attributes.get("ref", ""))
        if self.elements > MAX_ELEMENTS or self.cells > MAX_SPREAD_CELLS:
            raise TooLargeError


def _area(reference: str) -> int:
    """Give how many cells a reference such as A1:C3 covers; one without rows or columns covers the sheet."""
    corners = [_corner(corner) for corner in reference.replace("$", "").upper().split(":")]
    if len(corners) != 2:
        return 1
    (left, top), (right, bottom) = corners
    if not (left and top and right and bottom):
        return MAX_SPREAD_CELLS + 1
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _corner(corner: str) -> tuple[int, int]:
    letters = corner.rstrip("0123456789")
    digits = corner[len(letters) :]
    column = 0
    for letter in letters[:4]:
        column = column * 26 + ord(letter) - 64
    return column, int(digits[:8] or 0)

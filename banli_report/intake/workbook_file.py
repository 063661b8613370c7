"""A workbook as a file: measured before anything parses it, its blank cells left out."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

from banli_report.errors import ERROR, Kind, Place, refuse
from banli_report.files.measure import (
    UNREADABLE,
    Measured,
    TooLargeError,
    UnsafeError,
    measure_parts,
    opened,
    refuse_more,
)
from banli_report.files.text_file import read_file
from banli_report.intake.grid import MAX_CELLS, too_large

MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_SPREAD_CELLS, MAX_OTHERS = 200_000, 400_000
_OLE_HEAD = b"\xd0\xcf\x11\xe0"
_SAVE_AGAIN = "用Excel或WPS打开后另存为xlsx"
_LESS = "删去无关的工作表、图片、空白格式和合并后重存"
_SHEETS, _STRINGS = "xl/worksheets/", "xl/sharedStrings"
_OF_CELLS = ("c", "v", "is", "t", "f", "row")
_MANY_BLANK = 20_000
_BLANK_CELL = re.compile(rb"<((?:\w+:)?c)(?:\s[^<>]*)?(?:/>|></\1>)")
_BLANK_ROW = re.compile(rb"<((?:\w+:)?row)(?:\s[^<>]*)?(?:/>|>\s*</\1>)")
_UNNUMBERED = re.compile(rb"<(?:\w+:)?(?:c|row)(?=[\s/>])(?![^<>]*\sr=)")
_OPAQUE = (b"<!", b"<?")

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


def read_workbook_file(path: Path) -> bytes:
    """Read the bytes of a workbook, without the cells that hold nothing where there are many.

    Args:
        path: the file.

    Raises:
        BanliError: it cannot be read, is an old or encrypted workbook, no package, too large, or declares entities.
    """
    content = read_file(path, MAX_FILE_BYTES)
    place = Place(file=path.name)
    if content.startswith(_OLE_HEAD):
        message, hint = "这是旧版xls文件或加密的工作簿", "用Excel或WPS打开，另存为不加密的xlsx"
        raise refuse("results.old-workbook", place, message, hint)
    try:
        with opened(content) as package:
            measured = measure_parts(package)
            _refuse_large(place, measured)
            return _without_blank(content, package, _sheets(measured))
    except TooLargeError as found:
        raise refuse("results.too-large", place, f"工作簿过大：{found}", _LESS) from None
    except UnsafeError:
        raise refuse("results.bad-workbook", place, "其中含有不安全的内容（DOCTYPE）", _SAVE_AGAIN) from None
    except UNREADABLE:
        raise refuse(
            "results.bad-workbook", place, "不是有效的xlsx工作簿，或文件已损坏", _SAVE_AGAIN
        ) from None


def _sheets(measured: Measured) -> dict[str, Counter[str]]:
    return {part: counts for part, counts in measured.elements.items() if part.startswith(_SHEETS)}


def _refuse_large(place: Place, measured: Measured) -> None:
    """Refuse what the workbook library would build for minutes."""
    sheets = _sheets(measured).values()
    filled = sum(counts["v"] + counts["is"] for counts in sheets)
    if filled > MAX_CELLS:
        raise too_large(place, f"工作簿里有内容的有{filled}格")
    strings = [counts for part, counts in measured.elements.items() if part.startswith(_STRINGS)]
    refuse_more(sum(counts["si"] for counts in strings), MAX_CELLS, "条", "文字有")
    refuse_more(measured.cells, MAX_SPREAD_CELLS, "格", "合并和链接铺开到")
    elements = sum(counts.total() for counts in measured.elements.values())
    known = sum(counts[name] for counts in sheets for name in _OF_CELLS)
    known += sum(counts["si"] + counts["t"] for counts in strings)
    refuse_more(elements - known, MAX_OTHERS, "个元素", "样式、图形等有")


def _without_blank(content: bytes, package: zipfile.ZipFile, sheets: dict[str, Counter[str]]) -> bytes:
    """Leave out cells and rows that hold a format and nothing else, which the library would build one by one.

    Raises:
        TooLargeError: there are too many, and they cannot be left out.
    """
    many = {part for part, counts in sheets.items() if _may_hold_many(counts)}
    if not many:
        return content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in dict.fromkeys(package.namelist()):
            held = package.read(name)
            made.writestr(name, _stripped(held, sheets[name]) if name in many else held)
    return stream.getvalue()


def _may_hold_many(counts: Counter[str]) -> bool:
    """Tell a sheet in which many cells, or rows, may hold nothing."""
    return counts["row"] > _MANY_BLANK or counts["c"] - counts["v"] - counts["is"] > _MANY_BLANK


def _stripped(sheet: bytes, counts: Counter[str]) -> bytes:
    """Take blank cells and rows out of a sheet, unless something else could look like one, or be numbered by them."""
    opaque = any(sign in sheet.removeprefix(b"<?xml") for sign in _OPAQUE)
    if opaque or _UNNUMBERED.search(sheet):
        refuse_more(counts["c"] + counts["row"], MAX_CELLS, "格和行", "连同空白的有")
        return sheet
    return _BLANK_ROW.sub(b"", _BLANK_CELL.sub(b"", sheet))

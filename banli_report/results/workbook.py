"""Reading xlsx workbooks: the only module that imports openpyxl (with defusedxml behind it).

The package is measured before anything parses it, so that a small file cannot become a large one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from banli_report.errors import Place, Problem, error, refuse, warning
from banli_report.results.grid import MAX_COLUMNS, MAX_ROWS, Grid, Row, column_letter
from banli_report.results.text_file import read_file

MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_PARTS = 2_000
MAX_PART_BYTES = 64 * 1024 * 1024
MAX_TOTAL_BYTES = 160 * 1024 * 1024
_OLE_HEAD = b"\xd0\xcf\x11\xe0"


def read_workbook(path: Path, sheet: str | None = None) -> Grid:
    """Read one worksheet: the named one, or the only visible one that holds something.

    Raises:
        BanliError: it is no readable xlsx workbook, too large, or which sheet is meant is not clear.
    """
    content = read_file(path, MAX_FILE_BYTES)
    _measure(path, content)
    book = _open(path, content, values=False)
    worksheet = _choose(path, book, sheet)
    cells = _cells(worksheet)
    _check_extent(path, worksheet.title, cells)
    notes = _hidden_notes(path, worksheet, cells)
    if any(cell.data_type == "f" for cell in cells.values()):
        computed = _cells(_open(path, content, values=True)[worksheet.title])
        notes += _formula_problems(path, worksheet.title, cells, computed)
        cells = computed
    notes += _error_values(path, worksheet.title, cells)
    first_day = date(1904, 1, 1) if book.epoch.year == 1904 else date(1899, 12, 30)
    return Grid(path.name, worksheet.title, tuple(_rows(worksheet, cells)), tuple(notes), first_day)


def _measure(path: Path, content: bytes) -> None:
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
            parts = package.infolist()
            if (
                len(parts) > MAX_PARTS
                or any(part.file_size > MAX_PART_BYTES for part in parts)
                or sum(part.file_size for part in parts) > MAX_TOTAL_BYTES
            ):
                raise refuse(
                    "results.too-large", place, "展开后的工作簿过大", "删去无关的工作表、图片和空白格式后重存"
                )
            for part in parts:
                _refuse_entities(path, package, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise refuse(
            "results.bad-workbook", place, "不是有效的xlsx工作簿", "用Excel或WPS打开后另存为xlsx"
        ) from None


def _refuse_entities(path: Path, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if not part.filename.endswith((".xml", ".rels")):
        return
    with package.open(part) as stream:
        read = 0
        while chunk := stream.read(1 << 20):
            read += len(chunk)
            if read > MAX_PART_BYTES or b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                raise refuse(
                    "results.bad-workbook", Place(file=path.name), f"其中的{part.filename}含有不安全的内容",
                    "用Excel或WPS打开后另存为xlsx",
                )  # fmt: skip


def _open(path: Path, content: bytes, *, values: bool) -> Any:
    try:
        return openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
        IndexError,
    ) as problem:
        raise refuse(
            "results.bad-workbook", Place(file=path.name), f"工作簿读不出（{type(problem).__name__}）",
            "用Excel或WPS打开后另存为xlsx",
        ) from None  # fmt: skip


def _choose(path: Path, book: Any, sheet: str | None) -> Any:
    names = [worksheet.title for worksheet in book.worksheets]
    place = Place(file=path.name)
    if sheet is not None:
        if sheet not in names:
            raise refuse(
                "results.missing-sheet",
                place,
                f"没有工作表“{sheet}”，现有{'、'.join(names)}",
                "改写“工作表”一项",
            )
        return book[sheet]
    filled = [ws for ws in book.worksheets if ws.sheet_state == "visible" and _cells(ws)]
    if not filled:
        raise refuse("results.empty-workbook", place, "工作簿里没有内容", "检查是否选对了文件")
    if len(filled) > 1:
        found = "、".join(ws.title for ws in filled)
        raise refuse(
            "results.which-sheet", place, f"有{len(filled)}个工作表都有内容：{found}",
            "写明用哪一个，如 台账: {文件: " + path.name + f", 工作表: {filled[0].title}" + "}",
        )  # fmt: skip
    return filled[0]


def _cells(worksheet: Any) -> dict[tuple[int, int], Any]:
    """Give the cells that hold a value; never walks the rectangle around them, which a bomb makes huge."""
    cells = worksheet._cells.values()
    return {(cell.row, cell.column): cell for cell in cells if cell.value is not None}


def _check_extent(path: Path, sheet: str, cells: dict[tuple[int, int], Any]) -> None:
    for row, column in cells:
        if row > MAX_ROWS or column > MAX_COLUMNS:
            place = Place(file=path.name, sheet=sheet, cell=f"{column_letter(column - 1)}{row}")
            raise refuse(
                "results.too-large",
                place,
                f"内容超出{MAX_ROWS}行、{MAX_COLUMNS}列的范围",
                "删去远处的零散单元格",
            )


def _hidden_notes(path: Path, worksheet: Any, cells: dict[tuple[int, int], Any]) -> list[Problem]:
    hidden = sorted({row for row, _ in cells if worksheet.row_dimensions[row].hidden})
    if not hidden:
        return []
    place = Place(file=path.name, sheet=worksheet.title, cell=str(hidden[0]))
    message = f"有{len(hidden)}行被隐藏或筛掉，仍计入统计"
    return [warning("results.hidden-rows", place, message, "取消筛选核对；不该计入的行请删除")]


def _formula_problems(
    path: Path, sheet: str, formulas: dict[tuple[int, int], Any], computed: dict[tuple[int, int], Any]
) -> list[Problem]:
    return [
        error(
            "results.formula-value",
            Place(file=path.name, sheet=sheet, cell=cell.coordinate),
            "公式没有保存计算结果，无法读取",
            "用Excel或WPS打开并保存一次，或把公式粘贴为数值",
        )
        for position, cell in formulas.items()
        if cell.data_type == "f" and position not in computed
    ]


def _error_values(path: Path, sheet: str, cells: dict[tuple[int, int], Any]) -> list[Problem]:
    return [
        error(
            "results.error-value",
            Place(file=path.name, sheet=sheet, cell=cell.coordinate),
            f"单元格是错误值{cell.value}",
            "改正公式或填写数值",
        )
        for cell in cells.values()
        if cell.data_type == "e"
    ]


def _rows(worksheet: Any, cells: dict[tuple[int, int], Any]) -> Iterator[Row]:
    values = {position: cell.value for position, cell in cells.items()}
    values.update(_merged_downwards(worksheet, values))
    by_row: dict[int, dict[int, object]] = {}
    for (row, column), value in values.items():
        by_row.setdefault(row, {})[column] = value
    for row in sorted(by_row):
        held = by_row[row]
        hidden = bool(worksheet.row_dimensions[row].hidden)
        yield Row(row, tuple(held.get(column) for column in range(1, max(held) + 1)), hidden)


def _merged_downwards(worksheet: Any, values: dict[tuple[int, int], object]) -> dict[tuple[int, int], object]:
    """Give a value merged over several rows of one column to each of them; titles merged across stay single."""
    spread: dict[tuple[int, int], object] = {}
    for area in worksheet.merged_cells.ranges:
        value = values.get((area.min_row, area.min_col))
        if value is None or area.min_col != area.max_col or area.max_row > MAX_ROWS:
            continue
        spread.update({(row, area.min_col): value for row in range(area.min_row, area.max_row + 1)})
    return spread

"""Reading xlsx workbooks: the only module that imports openpyxl (with defusedxml behind it)."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from banli_report.errors import ERROR, WARNING, Kind, Place, Problem, error, refuse, warning
from banli_report.intake.grid import MAX_COLUMNS, MAX_ROWS, Grid, Row, column_letter, too_large
from banli_report.intake.workbook_file import read_workbook_file
from banli_report.words.samples import BESIDE_LEDGERS
from banli_report.words.vocabulary import plain

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ZEROS = re.compile("0{2,20}")
_STRICT = b"purl.oclc.org/ooxml"
_PICTURE = "DISPIMG"
_NONE: frozenset[int] = frozenset()
_Cells = dict[tuple[int, int], Cell]

PROBLEMS = (
    Kind(
        "results.empty-workbook",
        ERROR,
        "工作簿里看得见的工作表都是空的。",
        "ledger.xlsx：看得见的工作表里没有内容",
    ),
    Kind(
        "results.which-sheet",
        ERROR,
        "有几个工作表都有内容，要写明用哪一个。",
        "ledger.xlsx：有2个工作表都有内容：2018、2019",
    ),
    Kind(
        "results.missing-sheet",
        ERROR,
        "写明的工作表，工作簿里没有。",
        "ledger.xlsx：没有工作表“2020”，现有说明、2018、2019",
    ),
    Kind(
        "results.hidden-rows",
        WARNING,
        "有的行被隐藏或筛掉，还是计入了；请核对。",
        "ledger.xlsx 工作表“台账” 单元格2：有1行被隐藏或筛掉，仍计入统计",
    ),
    Kind(
        "results.formula-value",
        ERROR,
        "公式没有存下结果，读不出数。",
        "ledger.xlsx 工作表“台账” 单元格C2：公式没有保存计算结果，无法读取",
    ),
    Kind(
        "results.strict-workbook",
        ERROR,
        "工作簿存成了严格格式，读不出内容。",
        "ledger.xlsx：这是“Strict Open XML”（严格）格式的工作簿，读不出内容",
    ),
    Kind(
        "results.picture-cell",
        WARNING,
        "单元格里是WPS嵌入的图片，图片不读。",
        "ledger.xlsx 工作表“台账” 单元格I2：有3格是WPS嵌入的图片（DISPIMG），没有读",
    ),
    Kind(
        "results.error-value",
        ERROR,
        "单元格是#REF!之类的错误。",
        "ledger.xlsx 工作表“台账” 单元格D3：单元格是错误值#REF!",
    ),
)


def read_workbook(path: Path, sheet: str | None = None) -> Grid:
    """Read one worksheet: the named one, or the only visible one that holds something.

    Raises:
        BanliError: it is no readable xlsx workbook, too large, or which sheet is meant is not clear.
    """
    content = read_workbook_file(path)
    _refuse_strict(path, content)
    book = _open(path, content, values=False)
    worksheet = _choose(path, book, sheet)
    cells = _cells(worksheet)
    _check_extent(path, worksheet.title, cells)
    notes = _hidden_notes(path, worksheet, cells)
    pictures = {position: cell for position, cell in cells.items() if _is_picture(cell)}
    notes += _picture_notes(path, worksheet.title, pictures)
    cells = {position: cell for position, cell in cells.items() if position not in pictures}
    if any(cell.data_type == "f" for cell in cells.values()):
        computed = _open(path, content, values=True)[worksheet.title]
        notes += _formula_problems(path, cells, computed)
        cells = {position: cell for position, cell in _cells(computed).items() if position not in pictures}
    notes += _error_values(path, worksheet.title, cells)
    first_day = date(1904, 1, 1) if book.epoch.year == 1904 else date(1899, 12, 30)
    rows = tuple(_rows(worksheet, cells))
    return Grid(path.name, worksheet.title, rows, tuple(notes), first_day, _hidden_columns(worksheet))


def _hidden_columns(worksheet: Worksheet) -> frozenset[int]:
    hidden: set[int] = set()
    for letter, dimension in worksheet.column_dimensions.items():
        if dimension.hidden:
            first = dimension.min or column_index_from_string(letter)
            hidden.update(range(first - 1, min(dimension.max or first, MAX_COLUMNS)))
    return frozenset(hidden)


def _refuse_strict(path: Path, content: bytes) -> None:
    """Refuse the strict form of the format, of which the workbook library sees nothing."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        name = next((name for name in package.namelist() if name.endswith("xl/workbook.xml")), None)
        strict = name is not None and _STRICT in package.read(name)
    if strict:
        message = "这是“Strict Open XML”（严格）格式的工作簿，读不出内容"
        hint = "用Excel打开，另存为普通的“Excel工作簿（.xlsx）”"
        raise refuse("results.strict-workbook", Place(file=path.name), message, hint)


def _open(path: Path, content: bytes, *, values: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which a ledger does not need
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    except Exception as problem:
        # whatever a damaged part makes the library stumble over comes out as it is
        message = f"工作簿读不出（{type(problem).__name__}）"
        hint = "用Excel或WPS打开后另存为xlsx"
        raise refuse("results.bad-workbook", Place(file=path.name), message, hint) from None


def _choose(path: Path, book: Workbook, sheet: str | None) -> Worksheet:
    place = Place(file=path.name)
    if sheet is not None:
        return _named(place, book, sheet)
    visible = _that_may_be_meant(book)
    if not visible:
        hidden = next((worksheet.title for worksheet in book.worksheets if _cells(worksheet)), None)
        hint = f"隐藏的工作表要用时写明，如 工作表: {hidden}" if hidden else "检查是否选对了文件"
        raise refuse("results.empty-workbook", place, "看得见的工作表里没有内容", hint)
    if len(visible) > 1:
        sizes = "、".join(f"{sheet.title}（{len({row for row, _ in _cells(sheet)})}行）" for sheet in visible)
        message = f"有{len(visible)}个工作表都有内容：{sizes}"
        hint = f"写明用哪一个，如 台账: {{文件: {path.name}, 工作表: {visible[0].title}}}"
        raise refuse("results.which-sheet", place, message, hint)
    return visible[0]


def sheets_of(path: Path) -> tuple[str, ...]:
    """Give the names of the visible worksheets that hold something.

    Raises:
        BanliError: it is no readable xlsx workbook, or too large.
    """
    content = read_workbook_file(path)
    _refuse_strict(path, content)
    return tuple(sheet.title for sheet in _that_may_be_meant(_open(path, content, values=False)))


def _that_may_be_meant(book: Workbook) -> list[Worksheet]:
    """Give the sheets that may hold items: the visible ones, without those of ours that only explain the others."""
    filled: list[Worksheet] = [sheet for sheet in book.worksheets if _cells(sheet)]
    visible = [sheet for sheet in filled if sheet.sheet_state == "visible"]
    return [sheet for sheet in visible if not _only_explains(sheet)] or visible


def _only_explains(sheet: Worksheet) -> bool:
    head = [cell.value for (row, _), cell in sorted(_cells(sheet).items()) if row == 1]
    return BESIDE_LEDGERS.get(sheet.title) == tuple(head)


def _named(place: Place, book: Workbook, sheet: str) -> Worksheet:
    exact = [worksheet for worksheet in book.worksheets if worksheet.title == sheet]
    alike = [worksheet for worksheet in book.worksheets if plain(worksheet.title) == plain(sheet)]
    if not exact and len(alike) != 1:
        message = f"没有工作表“{sheet}”，现有{_titles(book.worksheets)}"
        raise refuse("results.missing-sheet", place, message, "改写“工作表”一项")
    return (exact or alike)[0]


def _titles(worksheets: Iterable[Worksheet]) -> str:
    return "、".join(worksheet.title for worksheet in worksheets)


def _cells(worksheet: Worksheet) -> _Cells:
    """Give the cells that hold a value; never walks the rectangle around them, which a bomb makes huge."""
    cells = worksheet._cells.values()
    return {(cell.row, cell.column): cell for cell in cells if cell.value is not None}


def _check_extent(path: Path, sheet: str, cells: _Cells) -> None:
    for row, column in cells:
        if row > MAX_ROWS or column > MAX_COLUMNS:
            place = Place(file=path.name, sheet=sheet, cell=f"{column_letter(column - 1)}{row}")
            raise too_large(place, f"内容到了第{row}行、第{column}列")


def _hidden_notes(path: Path, worksheet: Worksheet, cells: _Cells) -> list[Problem]:
    hidden = sorted({row for row, _ in cells if _is_hidden(worksheet, row)})
    if not hidden:
        return []
    place = Place(file=path.name, sheet=worksheet.title, cell=str(hidden[0]))
    message = f"有{len(hidden)}行被隐藏或筛掉，仍计入统计"
    return [warning("results.hidden-rows", place, message, "取消筛选核对；不该计入的行请删除")]


def _is_picture(cell: Cell) -> bool:
    return isinstance(cell.value, str) and cell.data_type in "fs" and _PICTURE in cell.value


def _picture_notes(path: Path, sheet: str, pictures: _Cells) -> list[Problem]:
    if not pictures:
        return []
    place = Place(file=path.name, sheet=sheet, cell=next(iter(pictures.values())).coordinate)
    message = f"有{len(pictures)}格是WPS嵌入的图片（DISPIMG），没有读"
    return [warning("results.picture-cell", place, message, "图片里有要用的内容的，另写一列文字")]


def _is_hidden(worksheet: Worksheet, row: int) -> bool:
    dimension = worksheet.row_dimensions.get(row)
    return bool(dimension and (dimension.hidden or dimension.height == 0))


def _formula_problems(path: Path, formulas: _Cells, computed: Worksheet) -> list[Problem]:
    return [
        error(
            "results.formula-value",
            Place(file=path.name, sheet=computed.title, cell=cell.coordinate),
            "公式没有保存计算结果，无法读取",
            "用Excel或WPS打开并保存一次，或把公式粘贴为数值",
        )
        for position, cell in formulas.items()
        if cell.data_type == "f" and _never_computed(computed._cells.get(position))
    ]


def _never_computed(cell: Cell | MergedCell | None) -> bool:
    """Tell a formula without a result from one whose result is empty text."""
    return cell is None or (cell.value is None and cell.data_type == "n")


def _error_values(path: Path, sheet: str, cells: _Cells) -> list[Problem]:
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


def _rows(worksheet: Worksheet, cells: _Cells) -> Iterator[Row]:
    values = {position: _value(cell) for position, cell in cells.items()}
    merged = _merged_downwards(worksheet, values)
    across = {area.min_row for area in worksheet.merged_cells.ranges if area.min_col < area.max_col}
    spread, struck = _by_row(merged), _by_row(_struck(worksheet, cells))
    by_row: dict[int, dict[int, object]] = {}
    for (row, column), value in {**values, **merged}.items():
        by_row.setdefault(row, {})[column] = value
    for row in sorted(by_row):
        held = by_row[row]
        line = tuple(held.get(column) for column in range(1, max(held) + 1))
        hidden = _is_hidden(worksheet, row)
        yield Row(row, line, row in across, spread.get(row, _NONE), struck.get(row, _NONE), hidden)


def _by_row(cells: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """Give the positions in each row, counting from 0."""
    rows: dict[int, set[int]] = {}
    for row, column in cells:
        rows.setdefault(row, set()).add(column - 1)
    return {row: frozenset(positions) for row, positions in rows.items()}


def _struck(worksheet: Worksheet, cells: _Cells) -> list[tuple[int, int]]:
    """Give the cells that are struck through; few books have a font for it, and the others cost nothing."""
    book: Any = worksheet.parent  # whose table of fonts is private; to ask each cell for its font is slow
    fonts = {number for number, font in enumerate(book._fonts) if font.strike}
    if not fonts:
        return []
    styles = ((position, getattr(cell, "_style", None)) for position, cell in cells.items())
    return [position for position, style in styles if style and style.fontId in fonts]


def _value(cell: Cell) -> object:
    """Give a cell's value: a number with the zeros that it is shown with, text without escapes."""
    value = cell.value
    if isinstance(value, str):
        return _unescaped(value) if "_x" in value else value
    if type(value) is int and value >= 0 and _ZEROS.fullmatch(cell.number_format):
        padded = f"{value:0{len(cell.number_format)}}"
        return padded if len(padded) > len(str(value)) else value
    return value


def _unescaped(text: str) -> str:
    """Give a text without the escapes of workbooks (ISO/IEC 29500-1, 22.9.2.19): each is a unit of UTF-16."""
    units = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _merged_downwards(
    worksheet: Worksheet, values: dict[tuple[int, int], object]
) -> dict[tuple[int, int], object]:
    """Give a value merged over several rows to each of those below its own, in its first column."""
    spread: dict[tuple[int, int], object] = {}
    for area in worksheet.merged_cells.ranges:
        value = values.get((area.min_row, area.min_col))
        if value is None:
            continue
        spread.update({(row, area.min_col): value for row in range(area.min_row + 1, area.max_row + 1)})
    return spread

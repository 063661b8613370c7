"""A workbook in which more is to be known of cells than their values: the only reader that imports openpyxl."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import cell_style
from openpyxl.utils import column_index_from_string
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from banli_report.errors import ERROR, WARNING, Kind, Place, Problem, error, refuse, warning
from banli_report.intake.grid import MAX_COLUMNS, MAX_ROWS, Grid, Row, column_letter, too_large

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ZEROS = re.compile("0{2,20}")
_PICTURE = "DISPIMG"
_NONE: frozenset[int] = frozenset()
_Cells = dict[tuple[int, int], Cell]

PROBLEMS = (
    Kind(
        "results.hidden-rows",
        WARNING,
        "有的行被隐藏或筛掉，还是计入了；请核对。",
        "ledger.xlsx 工作表“台账” 第2行：有1行被隐藏或筛掉，仍计入统计",
    ),
    Kind(
        "results.formula-value",
        ERROR,
        "公式没有存下结果，读不出数。",
        "ledger.xlsx 工作表“台账” 单元格C2：公式没有保存计算结果，无法读取",
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


def _unheard(*said: object) -> None:
    """Take what openpyxl prints of a damaged style, where a terminal or JSON would get it; it is refused with its file."""


vars(cell_style)["print"] = _unheard


class CarefulSheet:
    """A worksheet read with its formulas, formats, strikes, and hidden rows."""

    def __init__(self, content: bytes, worksheet: Worksheet, first_day: date) -> None:
        self._content = content
        self._worksheet = worksheet
        self._first_day = first_day

    @property
    def title(self) -> str:
        """Give its name."""
        return self._worksheet.title

    @property
    def is_visible(self) -> bool:
        """Tell whether it is shown."""
        return self._worksheet.sheet_state == "visible"

    def filled_rows(self) -> int:
        """Give how many of its rows hold something."""
        return len({row for row, _ in self._cells})

    def head(self) -> tuple[object, ...]:
        """Give what its first row holds."""
        return tuple(cell.value for (row, _), cell in sorted(self._cells.items()) if row == 1)

    def grid(self, file: str) -> Grid:
        """Give its rows, with what could not be read and what deserves a look.

        Raises:
            BanliError: it holds something beyond the limits.
        """
        worksheet, cells, title = self._worksheet, self._cells, self.title
        _check_extent(file, title, cells)
        notes = _hidden_notes(file, worksheet, cells)
        pictures = {position: cell for position, cell in cells.items() if _is_picture(cell)}
        notes += _picture_notes(file, title, pictures)
        cells = {position: cell for position, cell in cells.items() if position not in pictures}
        if any(cell.data_type == "f" for cell in cells.values()):
            computed = _open(self._content, file, values=True)[title]
            notes += _formula_problems(file, cells, computed)
            cells = {
                position: cell for position, cell in _filled(computed).items() if position not in pictures
            }
        notes += _error_values(file, title, cells)
        rows = tuple(_rows(worksheet, cells))
        return Grid(file, title, rows, tuple(notes), self._first_day, _hidden_columns(worksheet))

    @cached_property
    def _cells(self) -> _Cells:
        return _filled(self._worksheet)


def careful_sheets(content: bytes, file: str) -> tuple[CarefulSheet, ...]:
    """Give the worksheets of a workbook.

    Args:
        content: its bytes.
        file: its name, for places.

    Raises:
        BanliError: it cannot be read.
    """
    book = _open(content, file, values=False)
    first_day = date(1904, 1, 1) if book.epoch.year == 1904 else date(1899, 12, 30)
    return tuple(CarefulSheet(content, worksheet, first_day) for worksheet in book.worksheets)


def _hidden_columns(worksheet: Worksheet) -> frozenset[int]:
    hidden: set[int] = set()
    for letter, dimension in worksheet.column_dimensions.items():
        if dimension.hidden:
            first = dimension.min or column_index_from_string(letter)
            hidden.update(range(first - 1, min(dimension.max or first, MAX_COLUMNS)))
    return frozenset(hidden)


def _open(content: bytes, file: str, *, values: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which a ledger does not need
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    except Exception as problem:
        # whatever a damaged part makes the library stumble over comes out as it is
        message = f"工作簿读不出（{type(problem).__name__}）"
        hint = "用Excel或WPS打开后另存为xlsx"
        raise refuse("results.bad-workbook", Place(file=file), message, hint) from None


def _filled(worksheet: Worksheet) -> _Cells:
    """Give the cells that hold a value; never walks the rectangle around them, which a bomb makes huge."""
    cells = worksheet._cells.values()
    return {(cell.row, cell.column): cell for cell in cells if cell.value is not None}


def _check_extent(file: str, sheet: str, cells: _Cells) -> None:
    for row, column in cells:
        if row > MAX_ROWS or column > MAX_COLUMNS:
            place = Place(file=file, sheet=sheet, cell=f"{column_letter(column - 1)}{row}")
            raise too_large(place, f"内容到了第{row}行、第{column}列")


def _hidden_notes(file: str, worksheet: Worksheet, cells: _Cells) -> list[Problem]:
    hidden = sorted({row for row, _ in cells if _is_hidden(worksheet, row)})
    if not hidden:
        return []
    place = Place(file=file, sheet=worksheet.title, cell=str(hidden[0]))
    message = f"有{len(hidden)}行被隐藏或筛掉，仍计入统计"
    return [warning("results.hidden-rows", place, message, "取消筛选核对；不该计入的行请删除")]


def _is_picture(cell: Cell) -> bool:
    return isinstance(cell.value, str) and cell.data_type in "fs" and _PICTURE in cell.value


def _picture_notes(file: str, sheet: str, pictures: _Cells) -> list[Problem]:
    if not pictures:
        return []
    place = Place(file=file, sheet=sheet, cell=next(iter(pictures.values())).coordinate)
    message = f"有{len(pictures)}格是WPS嵌入的图片（DISPIMG），没有读"
    return [warning("results.picture-cell", place, message, "图片里有要用的内容的，另写一列文字")]


def _is_hidden(worksheet: Worksheet, row: int) -> bool:
    dimension = worksheet.row_dimensions.get(row)
    return bool(dimension and (dimension.hidden or dimension.height == 0))


def _formula_problems(file: str, formulas: _Cells, computed: Worksheet) -> list[Problem]:
    return [
        error(
            "results.formula-value",
            Place(file=file, sheet=computed.title, cell=cell.coordinate),
            "公式没有保存计算结果，无法读取",
            "用Excel或WPS打开并保存一次，或把公式粘贴为数值",
        )
        for position, cell in formulas.items()
        if cell.data_type == "f" and _never_computed(computed._cells.get(position))
    ]


def _never_computed(cell: Cell | MergedCell | None) -> bool:
    """Tell a formula without a result from one whose result is empty text."""
    return cell is None or (cell.value is None and cell.data_type == "n")


def _error_values(file: str, sheet: str, cells: _Cells) -> list[Problem]:
    return [
        error(
            "results.error-value",
            Place(file=file, sheet=sheet, cell=cell.coordinate),
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
    if type(value) is int and value >= 0:
        padded = f"{value:0{_digits(cell)}}"
        return padded if len(padded) > len(str(value)) else value
    return value


def _digits(cell: Cell) -> int:
    """Give to how many digits a cell's format fills up its number; a book may lack the format that it names."""
    with suppress(IndexError):
        return len(cell.number_format) if _ZEROS.fullmatch(cell.number_format) else 1
    return 1


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

"""Writing xlsx workbooks: the only module that imports openpyxl to write."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import openpyxl
from openpyxl.cell.cell import TYPE_STRING, Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from banli_report.words.characters import UNFIT

_DAY = "yyyy-mm-dd"
_PALE = PatternFill("solid", fgColor="EDEDED")
_GREY = Font(italic=True, color="7F7F7F")
_FIRST_DAY, _LAST_DAY = "DATE(1954,1,1)", "DATE(2100,12,31)"


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen in a column: the words in a column of another sheet.

    Args:
        sheet: the name of that sheet.
        column: the position of the column in it, from 0; its words begin in row 2.
        words: how many they are.
        open: whether another word may be typed all the same.
    """

    sheet: str
    column: int
    words: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be written.

    Args:
        name: its name.
        head: its header.
        rows: its rows: texts, which stay texts whatever they begin with, and days.
        widths: of its columns, in characters.
        wrapped: whether long texts go on in further lines.
        samples: how many of its first rows are samples, printed pale.
        room: how many rows are made ready to be filled in.
        choices: by the position of the column.
        days: the positions of the columns that hold days.
        notes: by the position of the column, what to do there, told when a cell of it is chosen.
    """

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[str | date]]
    widths: Sequence[int]
    wrapped: bool = False
    samples: int = 0
    room: int = 0
    choices: Mapping[int, Choice] = field(default_factory=dict)
    days: frozenset[int] = frozenset()
    notes: Mapping[int, str] = field(default_factory=dict)


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Give a workbook of sheets; the same sheets give the same cells."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(target: Worksheet, sheet: Sheet) -> None:
    for number, row in enumerate((sheet.head, *sheet.rows), 1):
        for column, value in enumerate(row, 1):
            cell = target.cell(number, column)
            _fill(cell, value)
            cell.font = Font(bold=number == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=sheet.wrapped)
            if 1 < number <= 1 + sheet.samples:
                cell.font, cell.fill = _GREY, _PALE
    for position, width in enumerate(sheet.widths):
        target.column_dimensions[get_column_letter(position + 1)].width = width
    target.freeze_panes = "A2"
    _make_ready(target, sheet)


def _fill(cell: Cell | MergedCell, value: str | date) -> None:
    if isinstance(value, date):
        cell.value, cell.number_format = value, _DAY
        return
    cell.value = UNFIT.sub("", value)
    cell.data_type = TYPE_STRING  # what begins with = is no formula here
    cell.number_format = "@"


def _make_ready(target: Worksheet, sheet: Sheet) -> None:
    """Give the rows to be filled in their formats, their lists and what is told of them."""
    last = 1 + sheet.samples + sheet.room
    for position in range(len(sheet.head) if sheet.room else 0):
        letter = get_column_letter(position + 1)
        for number in range(2 + sheet.samples, last + 1):
            target.cell(number, position + 1).number_format = _DAY if position in sheet.days else "@"
        found = _validation(sheet, position)
        if found:
            found.add(f"{letter}{2 + sheet.samples}:{letter}{last}")
            target.add_data_validation(found)


def _validation(sheet: Sheet, position: int) -> DataValidation | None:
    choice, note = sheet.choices.get(position), sheet.notes.get(position, "")
    if choice is None and position not in sheet.days and not note:
        return None
    made = DataValidation(allow_blank=True)
    if choice:
        letter = get_column_letter(choice.column + 1)
        made.type, made.formula1 = "list", f"'{choice.sheet}'!${letter}$2:${letter}${choice.words + 1}"
        made.error = f"请从下拉列表里选；列表在“{choice.sheet}”工作表"
        made.errorStyle = "warning" if choice.open else "stop"
    elif position in sheet.days:
        made.type, made.operator = "date", "between"
        made.formula1, made.formula2 = _FIRST_DAY, _LAST_DAY
        made.error, made.errorStyle = "请写日期，如 2024-5-6", "stop"
    made.errorTitle, made.showErrorMessage = sheet.head[position], True
    if note:
        made.promptTitle, made.prompt, made.showInputMessage = sheet.head[position], note, True
    return made

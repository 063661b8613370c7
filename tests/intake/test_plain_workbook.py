"""A plain workbook is read quickly, with what careful reading gives; anything peculiar makes it read with care."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from banli_report.intake import books
from banli_report.intake.books import read_workbook
from banli_report.intake.grid import MAX_COLUMNS, MAX_ROWS
from banli_report.intake.plain_workbook import plain_sheets
from tests.ledgers import both_readers, change_part, write_ledger
from tests.support import only_problem

HEADER = ["编号", "标题", "类别", "交办日期"]
ROWS = [
    HEADER,
    [1, "修路", "城建", date(2025, 3, 5)],
    ["2", "建校\n（二期）", " 教育 ", datetime(2025, 3, 6)],
]
SHEET, STRINGS, STYLES, BOOK = (
    f"xl/{name}.xml" for name in ("worksheets/sheet1", "sharedStrings", "styles", "workbook")
)
CODES = (
    "General",
    "0",
    "0.00",
    "@",
    "yyyy-mm-dd",
    'yyyy"年"m"月"d"日";@',
    "[$-804]yyyy/m/d",
    "#,##0.0_ ",
    "000",
)
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 60_000),
    st.integers(0, 10**17),
    st.floats(0, 1e6),
    st.sampled_from(("城建", " 教育 ", "甲、乙\n丙", "\t", "1", "_x000D_", "=1+1", "a&b<c>", "“引”", "𠮷")),
    st.dates(date(1899, 12, 31), date(2030, 1, 1)),
    st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)),
)


Rows = list[list[tuple[Any, str]]]
FORMATTED: Rows = [
    [(value, "yyyy-mm-dd" if isinstance(value, date) else "0") for value in row] for row in ROWS
]


def is_plain(path: Path) -> bool:
    return plain_sheets(path.read_bytes()) is not None


def by_openpyxl(cells: Rows, areas: list[str]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for at, line in enumerate(cells, 1):
        for column, (value, code) in enumerate(line, 1):
            sheet.cell(at, column, value).number_format = code
    for area in areas:
        sheet.merge_cells(area)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def by_xlsxwriter(cells: Rows, areas: list[str]) -> bytes:
    """Write as Excel does: texts in a part of their own, formats by number."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"strings_to_formulas": False, "default_date_format": "yyyy/m/d"}) as book:
        formats = {code: book.add_format({"num_format": code}) for code in CODES}
        sheet = book.add_worksheet("台账")
        for area in areas:
            sheet.merge_range(area, None)
        for at, line in enumerate(cells):
            for column, (value, code) in enumerate(line):
                is_early = isinstance(value, date) and value.year < 1900
                sheet.write(at, column, None if is_early else value, formats[code])
    return held.getvalue()


@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter])
@given(
    st.lists(st.lists(st.tuples(CELLS, st.sampled_from(CODES)), max_size=5), max_size=6),
    st.lists(st.sampled_from(("A1:C1", "A2:A4", "B3:C4", "E1:E2")), max_size=2, unique=True),
)
@settings(max_examples=150)
def test_both_readers_read_the_same(
    write: Callable[[Rows, list[str]], bytes], cells: Rows, areas: list[str]
) -> None:
    with both_readers():
        books.plain_sheets(write(cells, areas))


def test_an_ordinary_workbook_is_read_quickly(tmp_path: Path) -> None:
    merged = write_ledger(tmp_path, [["台账"], *ROWS], change=lambda sheet: sheet.merge_cells("A1:D1"))
    assert is_plain(merged)
    with both_readers() as plain:
        grid = read_workbook(merged)
    assert plain == ["台账"]
    assert grid.rows[0].merged
    assert grid.rows[2].values == (1, "修路", "城建", datetime(2025, 3, 5))


PECULIAR: dict[str, Callable[[Any], object]] = {
    "a formula": lambda sheet: sheet.append(["=A2+1"]),
    "an error": lambda sheet: sheet.append(["#N/A"]),
    "zeros by a format": lambda sheet: setattr(sheet["A2"], "number_format", "000"),
    "a strike": lambda sheet: setattr(sheet["B2"], "font", Font(strike=True)),
    "a hidden row": lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True),
    "a hidden column": lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True),
    "an escape": lambda sheet: sheet.append(["修_x000D_路"]),
    "a picture in a cell": lambda sheet: sheet.append(['=_xlfn.DISPIMG("ID_1",1)']),
    "a long number": lambda sheet: sheet.append([1234567890123456]),
    "a number by its exponent": lambda sheet: sheet.append([1e20]),
    "a negative number": lambda sheet: sheet.append([-1]),
    "a time": lambda sheet: sheet.append([time(8, 30)]),
    "a moment": lambda sheet: sheet.append([datetime(2025, 3, 5, 8, 30)]),
    "a day of January 1900": lambda sheet: sheet.append([date(1900, 1, 5)]),
    "a number that is too late for a day": lambda sheet: setattr(
        sheet.cell(9, 1, 20250305), "number_format", "yyyy-mm-dd"
    ),
    "a format with a time in brackets": lambda sheet: setattr(sheet["A2"], "number_format", "[h]:mm"),
    "days from 1904": lambda sheet: setattr(sheet.parent, "epoch", CALENDAR_MAC_1904),
    "a cell far away": lambda sheet: sheet.cell(40_000, 300, "远"),
    "a row beyond the limit": lambda sheet: sheet.cell(60_000, 1, "远"),
}


@pytest.mark.parametrize("change", PECULIAR.values(), ids=PECULIAR)
def test_what_is_peculiar_is_read_with_care(tmp_path: Path, change: Callable[[Any], None]) -> None:
    assert is_plain(write_ledger(tmp_path, ROWS))
    assert not is_plain(write_ledger(tmp_path, ROWS, change=change))


RAW = {
    "a row without height": (SHEET, '<row r="2"', '<row r="2" ht="0"'),
    "an instruction": (SHEET, "<sheetData>", "<sheetData><?a b?>"),
    "a comment": (SHEET, "<sheetData>", "<sheetData><!-- -->"),
    "a line end of Windows in a text": (STRINGS, "建校\n", "建校\r\n"),
    "a pronunciation": (STRINGS, "</t></si>", '</t><rPh sb="0" eb="1"><t>a</t></rPh></si>'),
    "a day as text": (SHEET, '<c r="A2" s="1"><v>1</v>', '<c r="A2" s="1" t="d"><v>2025-03-05</v>'),
    "a cell twice": (SHEET, '<c r="B2"', '<c r="A2"'),
    "rows in disorder": (SHEET, 'r="A2"', 'r="A9"'),
    "a cell without a place": (SHEET, '<c r="A2" s="1">', "<c>"),
    "elements with a prefix": (SHEET, "sheetData", "x:sheetData"),
    "a number in a form of its own": (SHEET, "<v>1</v>", '<v xml:space="preserve">1</v>'),
    "an error": (SHEET, '<c r="A2" s="1"><v>1</v>', '<c r="A2" s="1" t="e"><v>#N/A</v>'),
    "a line within a cell's tag": (SHEET, '<c r="A2"', '<c\nr="A2"'),
    "a tab within a cell's tag": (SHEET, '<c r="A2"', '<c\tr="A2"'),
    "an empty cell without a place": (SHEET, '<c r="A2"', '<c/><c r="A2"'),
    "a cell that says its look first": (SHEET, '<c r="A2" s="1">', '<c s="1" r="A2">'),
    "a character that no text holds": (STRINGS, "修路", "修\0路"),
    "a sign by its code": (STRINGS, "修路", "修&#xD;路"),
    "a sign by its code behind a nought": (STRINGS, "修路", "修&#013;路"),
    "a line end by its code": (STRINGS, "修路", "修&#13;路"),
    "a line feed by its code": (STRINGS, "修路", "修&#10;路"),
    "a tab by its code": (STRINGS, "修路", "修&#9;路"),
    "half an escape": (STRINGS, "修路", "修x005F_路"),
    "what stands for a picture": (STRINGS, "修路", '=DISPIMG("ID_1",1)'),
    "an encoding of its own": (SHEET, 'encoding="UTF-8"', 'encoding="gbk"'),
    "a format in a form of its own": (STYLES, 'formatCode="yyyy-mm-dd"', "formatCode='yyyy-mm-dd'"),
    "a colour that no format has": (STYLES, 'formatCode="yyyy-mm-dd"', 'formatCode="[dummy]0"'),
}


@pytest.mark.parametrize(("part", "old", "new"), RAW.values(), ids=RAW)
def test_what_two_readers_may_read_differently_is_read_with_care(
    tmp_path: Path, part: str, old: str, new: str
) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(by_xlsxwriter(FORMATTED, []))
    assert is_plain(path)

    def changed(xml: str) -> str:
        assert old in xml
        return xml.replace(old, new, 1)

    assert not is_plain(change_part(path, part, changed))


def test_the_limits_of_a_ledger_are_those_of_careful_reading() -> None:
    longest = [[(at, "0")] for at in range(MAX_ROWS)]
    widest = [(at, "0") for at in range(MAX_COLUMNS)]
    assert plain_sheets(by_xlsxwriter(longest, [])) is not None
    assert plain_sheets(by_xlsxwriter([*longest, [(1, "0")]], [])) is None
    assert plain_sheets(by_xlsxwriter([widest], [])) is not None
    assert plain_sheets(by_xlsxwriter([[*widest, (1, "0")]], [])) is None


@pytest.mark.parametrize("part", [SHEET, STRINGS, BOOK, STYLES])
@pytest.mark.parametrize("change", [lambda xml: xml[:80], lambda xml: "<a/>", lambda xml: ""])
def test_a_damaged_part_is_left_to_careful_reading_or_read_alike(
    tmp_path: Path, part: str, change: Callable[[str], str]
) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(by_xlsxwriter(FORMATTED, []))
    change_part(path, part, change)
    with both_readers():
        books.plain_sheets(path.read_bytes())


def test_what_is_no_workbook_is_not_plain() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("a.txt", "a")
    assert plain_sheets(held.getvalue()) is None
    assert plain_sheets(b"PK") is None


@pytest.mark.parametrize("code", ["0000", "yyyy-mm-dd"])
def test_a_format_that_the_book_lacks_shows_the_number_as_it_is(tmp_path: Path, code: str) -> None:
    def format_as(sheet: Any) -> None:
        sheet["A2"].number_format = code
        sheet["B2"].font = Font(strike=True)  # so that it is read with care

    path = write_ledger(tmp_path, ROWS, change=format_as)
    change_part(path, STYLES, lambda part: re.sub("<numFmts.*</numFmts>", "", part))
    assert read_workbook(path).rows[1].values[:2] == (1, "修路")


def test_a_damaged_style_is_refused_and_nothing_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_ledger(tmp_path, ROWS)
    change_part(path, STYLES, lambda part: re.sub("<cellStyleXfs.*</cellStyleXfs>", "<cellStyleXfs/>", part))
    change_part(path, SHEET, lambda part: part.replace('<c r="A2"', '<c ht="0" r="A2"'))  # not plain
    assert only_problem(lambda: read_workbook(path)).id == "results.bad-workbook"
    assert capsys.readouterr() == ("", "")

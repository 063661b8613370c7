"""A plain workbook, of whose cells there is nothing to know but the values: the only module that imports calamine.

calamine reads ten times as fast as openpyxl, and sees values alone: no formula, no format that shows zeros, no strike,
no hidden row. So the parts are looked through first, and where anything of the kind is found, or anything that the two
might read differently, the workbook is left to openpyxl.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from html import unescape

from banli_report.intake.grid import MAX_COLUMNS, MAX_ROWS, Grid, Row, position_of

_BOOK, _STYLES, _STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
_SHEETS = "xl/worksheets/"
_DECLARATION = re.compile(rb"(?:<\?xml[^>]*\?>)?\s*")
_UTF_8 = re.compile(rb"encoding=[\"']utf-?8[\"']", re.IGNORECASE)
_OPAQUE = (b"\r", b"\0", b"_x", b"x005F_", b"DISPIMG")
_OPAQUE_TAG, _REFERENCE = re.compile(rb"<(?:[!?]|rPh)"), re.compile(rb"&#(?:[x0]|9;|1[03];)")
"""What may hide elements or texts, or be read differently: comments, line ends, escapes, pictures, pronunciations."""
_TELLING = (b't="e"', b't="d"', b' ht="0"')
_TELLING_TAG = re.compile(rb"<(?:c[>/\n\t]|v(?: |>-)|f[\s/>])")
"""Errors, days as text, rows of no height, cells without a place, numbers with a sign, formulas."""
_LONG_NUMBER = re.compile(rb"<v>(?:[^<]{16}|[^<eE]*[eE])")
_HIDDEN = re.compile(rb' hidden="(?!0"|false")')
_STRIKE = re.compile(rb'<strike(?! val="(?:0|false)")')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')
_LARGE = re.compile(rb"<v>\d{7}")
_LATE, _LOOK = re.compile(rb"<c ([^>]*)><v>(\d{7,})"), re.compile(rb's="(\d+)"')
_LAST_DAY = 2_958_465
_FORMAT = re.compile(rb'<numFmt [^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_FORMATS_OF_CELLS, _FORMAT_OF = (
    re.compile(rb"<cellXfs.*?</cellXfs>", re.DOTALL),
    re.compile(rb'numFmtId="(\d+)"'),
)
_USUAL_DAYS = frozenset({*range(14, 23), *range(45, 48)})
_USUAL_FORMAT = re.compile(
    r'(?:General|[ymdhsYMDHS0#,.;:@%?/ ()-]|[_\\].|"[^"]*"|\[\$[^\][hmsHMS]*\]|\[(?:Red|Black|Blue|Green)\])*'
)
"""A format of which it is plain whether it is one of days."""
_ZEROS, _DAY = re.compile("0{2,20}"), re.compile("[ymdhsYMDHS]")
_1904 = re.compile(rb'date1904="(?!0"|false")')
_FIRST_SURE = datetime(1900, 3, 1)
"""Serial numbers of days before are counted in two ways."""
_ROOM = 200_000
_Area = tuple[tuple[int, int], tuple[int, int]]


class _NotPlainError(Exception):
    """There is more to know of the workbook than its values."""


class PlainSheet:
    """A worksheet of values."""

    def __init__(
        self, title: str, is_visible: bool, lines: Sequence[list[object]], areas: Sequence[_Area]
    ) -> None:
        self.title = title
        self.is_visible = is_visible
        self._lines = lines
        self._areas = areas

    def filled_rows(self) -> int:
        """Give how many of its rows hold something."""
        return sum(
            not row.spread or any(_is_own(row, at) for at in range(len(row.values))) for row in self._rows
        )

    def head(self) -> tuple[object, ...]:
        """Give what its first row holds."""
        first = self._rows[:1]
        return tuple(value for row in first if row.number == 1 for value in row.values if value is not None)

    def grid(self, file: str) -> Grid:
        """Give its rows."""
        return Grid(file, self.title, self._rows)

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return tuple(_rows(self._lines, self._areas))


def _is_own(row: Row, at: int) -> bool:
    return row.values[at] is not None and at not in row.spread


def plain_sheets(content: bytes) -> tuple[PlainSheet, ...] | None:
    """Give the worksheets of a plain workbook, or None where it is to be read with care.

    Args:
        content: its bytes, measured.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _look_through(package)
        return tuple(_sheets(content))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # what stops calamine, which may panic, openpyxl can tell of
        return None


def _look_through(package: zipfile.ZipFile) -> None:
    """Find whatever is to be known of cells besides their values.

    Raises:
        _NotPlainError: there is something.
        Exception: the package is damaged.
    """
    names = set(package.namelist())
    if _1904.search(_text(package, _BOOK)):
        raise _NotPlainError
    days = _looks_of_days(_text(package, _STYLES)) if _STYLES in names else frozenset()
    for name in names:
        if name == _STRINGS or (name.startswith(_SHEETS) and name.endswith(".xml")):
            text = _text(package, name)
            if any(sign in text for sign in _OPAQUE) or _OPAQUE_TAG.search(text) or _REFERENCE.search(text):
                raise _NotPlainError
            if name != _STRINGS:
                _look_through_cells(text, days)


def _text(package: zipfile.ZipFile, name: str) -> bytes:
    """Give what stands behind a part's declaration, if it is UTF-8."""
    part = package.read(name)
    declared = _DECLARATION.match(part)
    head = declared[0] if declared else b""
    text = part[len(head) :]
    if not text.startswith(b"<") or (b"encoding" in head and not _UTF_8.search(head)):
        raise _NotPlainError
    return text


def _looks_of_days(styles: bytes) -> frozenset[int]:
    """Give the numbers of the looks in which a number is shown as a day.

    Raises:
        _NotPlainError: something may be struck, a format shows zeros, or whether it is one of days is not plain.
    """
    formats = {int(number): unescape(code.decode()) for number, code in _FORMAT.findall(styles)}
    if len(formats) != styles.count(b"<numFmt ") or _STRIKE.search(styles):
        raise _NotPlainError
    if any(_ZEROS.fullmatch(code) or not _USUAL_FORMAT.fullmatch(code) for code in formats.values()):
        raise _NotPlainError
    days = _USUAL_DAYS | {number for number, code in formats.items() if _DAY.search(code)}
    looks = _FORMATS_OF_CELLS.search(styles)
    used = _FORMAT_OF.findall(looks[0]) if looks else ()
    return frozenset(at for at, number in enumerate(used) if int(number) in days)


def _look_through_cells(sheet: bytes, days: frozenset[int]) -> None:
    """Find what is telling, and cells that lie in disorder or far apart.

    Raises:
        _NotPlainError: there are some.
    """
    cells = _CELL.findall(sheet)
    if b"<sheetData" not in sheet or any(sign in sheet for sign in _TELLING):
        raise _NotPlainError
    if any(pattern.search(sheet) for pattern in (_TELLING_TAG, _LONG_NUMBER, _HIDDEN)):
        raise _NotPlainError
    if len(cells) != sheet.count(b"<c ") or len(cells) != len(set(cells)):
        raise _NotPlainError
    rows = [int(row) for _, row in cells]
    last = max(
        (position_of(letters.decode()) or 0 for letters in {letters for letters, _ in cells}), default=0
    )
    if rows != sorted(rows) or rows[-1:] > [MAX_ROWS] or last >= MAX_COLUMNS:
        raise _NotPlainError
    if rows and rows[-1] * (last + 1) > len(cells) + _ROOM:
        raise _NotPlainError
    for attributes, number in _LATE.findall(sheet) if _LARGE.search(sheet) else ():
        look = _LOOK.search(attributes)
        if int(number) > _LAST_DAY and look and int(look[1]) in days:
            raise _NotPlainError


def _sheets(content: bytes) -> Iterator[PlainSheet]:
    # who reads a csv, or a workbook that is not plain, need not load it
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook  # noqa: PLC0415

    book = load_workbook(io.BytesIO(content))
    for known in book.sheets_metadata:
        if known.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(known.name)
            lines = [list(map(_value, line)) for line in sheet.to_python(skip_empty_area=False)]
            is_visible = known.visible == SheetVisibleEnum.Visible
            yield PlainSheet(known.name, is_visible, lines, sheet.merged_cell_ranges or ())


def _value(value: object) -> object:
    """Give a value as openpyxl has it.

    Raises:
        _NotPlainError: it is a time of day, or a day of the first two months of 1900.
    """
    if type(value) is str:
        return value or None
    if type(value) is float:
        return int(value) if value.is_integer() else value
    if type(value) is date:
        day = datetime(value.year, value.month, value.day)
        if day >= _FIRST_SURE:
            return day
    elif type(value) is bool:
        return value
    raise _NotPlainError


def _rows(lines: Iterable[list[object]], areas: Sequence[_Area]) -> Iterator[Row]:
    """Give the rows that hold something; of a merged area its first value alone, spread downwards."""
    held = dict(enumerate(lines))
    spread: dict[int, set[int]] = {}
    for (top, left), (bottom, right) in areas:
        value = held[top][left] if top in held and left < len(held[top]) else None
        for row in range(top, bottom + 1):
            _merge(held.setdefault(row, []), left, right, value)
            if value is not None and row > top:
                spread.setdefault(row, set()).add(left)
    across = {top for (top, left), (_, right) in areas if left < right}
    for row in sorted(held):
        line = held[row]
        while line and line[-1] is None:
            line.pop()
        if line:
            yield Row(row + 1, tuple(line), row in across, frozenset(spread.get(row, ())))


def _merge(line: list[object], left: int, right: int, value: object) -> None:
    line.extend([None] * (left + 1 - len(line)))
    line[left : right + 1] = [value, *[None] * (min(right + 1, len(line)) - left - 1)]

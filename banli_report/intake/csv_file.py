"""Reading delimited text: comma, semicolon or tab, in the encodings that Excel and WPS write."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from banli_report.errors import ERROR, WARNING, Kind, Place, Problem, refuse, warning
from banli_report.files.text_file import decode, read_file
from banli_report.intake.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Grid, Row, too_large

MAX_CSV_BYTES = 32 * 1024 * 1024
_DELIMITERS = {",": "逗号", ";": "分号", "\t": "制表符"}
_LOOKED_AT = 50
_KEPT_AS_TEXT = re.compile(r"""="(?P<quoted>[^"]*)"|'(?P<number>\d+)""")

PROBLEMS = (
    Kind(
        "results.csv-detected",
        WARNING,
        "csv的编码或分隔符不是通常的，按猜到的读入，请核对条数。",
        "ledger.csv：按GB18030编码、逗号分隔读入",
    ),
    Kind(
        "results.csv",
        ERROR,
        "csv从某一行起读不出。",
        "ledger.csv 第3行：从这一行起读不出：引号不成对，或单元格过长",
    ),
)


def read_csv(path: Path) -> Grid:
    """Read a delimited text file; what was detected is told where it is not UTF-8 with commas.

    Raises:
        BanliError: it cannot be read or decoded, or is too large.
    """
    content = read_file(path, MAX_CSV_BYTES)
    text = decode(content, path)
    delimiter = max(_DELIMITERS, key=lambda sign: _agreement(text, sign))
    return Grid(path.name, None, _rows(path.name, text, delimiter), _told(path.name, content, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """Tell how many of the first rows have the same number of columns under a delimiter, and how many columns."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = Counter(len(values) for values in islice(reader, _LOOKED_AT) if len(values) > 1)
    except csv.Error:
        return 0, 0
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))


def _rows(file: str, text: str, delimiter: str) -> tuple[Row, ...]:
    # strict, or a quotation mark that is never closed would swallow the rest of the file unseen
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    number = cells = 0
    try:
        for number, values in enumerate(reader, 1):
            place = Place(file=file, cell=str(number))
            cells += sum(map(bool, values))
            if number > MAX_ROWS or len(values) > MAX_COLUMNS:
                raise too_large(place, f"这一行是第{number}行，有{len(values)}列")
            if cells > MAX_CELLS:
                raise too_large(place, f"到这一行已有{cells}格")
            if any(value.strip() for value in values):
                rows.append(Row(number, tuple(map(_value, values))))
    except csv.Error:
        place = Place(file=file, cell=str(number + 1))
        message = "从这一行起读不出：引号不成对，或单元格过长"
        raise refuse("results.csv", place, message, "改正引号，或用Excel、WPS另存为xlsx") from None
    return tuple(rows)


def _value(text: str) -> str | None:
    """Give a cell's text; Excel and its users write ="007" or '007 to keep the zeros of a number."""
    kept = _KEPT_AS_TEXT.fullmatch(text)
    return (kept["number"] or kept["quoted"] if kept else text) or None


def _told(file: str, content: bytes, delimiter: str) -> tuple[Problem, ...]:
    encoding = _encoding(content)
    if encoding == "UTF-8" and delimiter == ",":
        return ()
    message = f"按{encoding}编码、{_DELIMITERS[delimiter]}分隔读入"
    return (warning("results.csv-detected", Place(file=file), message, "核对条数；不对时另存为xlsx"),)


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "GB18030"
    return "UTF-8"

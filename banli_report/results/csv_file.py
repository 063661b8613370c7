"""Reading delimited text: comma, semicolon or tab, in the encodings that Excel and WPS write."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from banli_report.errors import Place, Problem, refuse, warning
from banli_report.results.grid import MAX_COLUMNS, MAX_ROWS, Grid, Row
from banli_report.results.text_file import decode, read_file

MAX_CSV_BYTES = 32 * 1024 * 1024
_DELIMITERS = {",": "逗号", ";": "分号", "\t": "制表符"}


def read_csv(path: Path) -> Grid:
    """Read a delimited text file; what was detected is told where it is not UTF-8 with commas.

    Raises:
        BanliError: it cannot be read or decoded, or is too large.
    """
    content = read_file(path, MAX_CSV_BYTES)
    text = decode(content, path)
    head = text[:4096]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = []
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if number > MAX_ROWS or len(values) > MAX_COLUMNS:
                place = Place(file=path.name, cell=str(number))
                raise refuse(
                    "results.too-large", place, f"超过{MAX_ROWS}行或{MAX_COLUMNS}列", "删去无关的行列"
                )
            if any(value.strip() for value in values):
                rows.append(Row(number, tuple(value or None for value in values)))
    except csv.Error as problem:
        raise refuse(
            "results.csv", Place(file=path.name), f"表格文本读不出：{problem}", "用Excel或WPS另存为xlsx"
        ) from None
    return Grid(path.name, None, tuple(rows), _told(path, content, delimiter))


def _told(path: Path, content: bytes, delimiter: str) -> tuple[Problem, ...]:
    utf8 = content.decode("utf-8", "replace").count("\ufffd") == 0
    encoding = "UTF-8" if utf8 else "GB18030（或UTF-16）"
    if utf8 and delimiter == ",":
        return ()
    message = f"按{encoding}编码、{_DELIMITERS[delimiter]}分隔读入"
    return (warning("results.csv-detected", Place(file=path.name), message, "核对条数；不对时另存为xlsx"),)

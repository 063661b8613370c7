"""The tables of a frame, made so that the library that fills it can reckon with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli_report.errors import Place, Problem, error
from banli_report.word.ooxml.xml import Node, attribute, element, path, q

_PROPERTIES, _GRID, _COLUMN, _WIDTH = q("tblPr"), q("tblGrid"), q("gridCol"), q("w")
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_HINT = "在Word里删去这个表格，重新插入，再存为docx"


def mend_tables(body: Node) -> bool:
    """Give each table a grid and each column of it a width, which a file may leave out; tell whether one lacked them."""
    mended = False
    for table in body.iter(q("tbl")):
        grid = table.find(_GRID)
        if grid is None:
            table.insert(int(table.find(_PROPERTIES) is not None), element("tblGrid"))
            mended = True
        else:
            mended = _mend_columns(grid) or mended
    return mended


def _mend_columns(grid: Node) -> bool:
    columns = grid.findall(_COLUMN)
    stated = [width for column in columns if (width := _measure(column.get(_WIDTH))) is not None]
    bare = [column for column in columns if column.get(_WIDTH) is None]
    for column in bare:
        column.set(_WIDTH, str(round(sum(stated) / max(len(stated), 1))))
    return bool(bare)


def table_faults(body: Node, name: str) -> Iterator[Problem]:
    """Find widths and spans that are no numbers.

    Args:
        body: the body of the frame.
        name: its file name.
    """
    for number, table in enumerate(body.iter(q("tbl")), 1):
        columns = table.iterfind(path("tblGrid", "gridCol"))
        spans = table.iterfind(path("tr", "tc", "tcPr", "gridSpan"))
        stated = [("列宽", column.get(_WIDTH, "0")) for column in columns]
        stated += [("跨列数", attribute(span, "val")) for span in spans]
        for what, value in (pair for pair in stated if _measure(pair[1]) is None):
            message = f"版式文件里第{number}个表格的{what}“{value[:20]}”不是整数"
            yield error("frame.damaged", Place(file=name, part="正文"), message, _HINT)
            break


def _measure(written: str | None) -> int | None:
    """Give a width or span, or None where it is no whole number."""
    return int(written) if written is not None and _NUMBER.fullmatch(written) else None

"""From the tree to Word elements, by styles alone; only the signature's indents are computed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from banli_report.document.tree import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Run,
    Runs,
    Signature,
    Table,
    text_of,
)
from banli_report.word.standard import (
    CAPTION,
    DATE,
    HEADINGS,
    LEADS,
    PAGE,
    SIGNATURE,
    SIZE_3,
    STRONG,
    TABLE_HEAD,
    TABLE_STYLE_ID,
    TABLE_TEXT,
    TEXT,
    TWIPS_PER_POINT,
    Style,
    twips,
)
from banli_report.word.xml import element, text

_EM = round(SIZE_3 * TWIPS_PER_POINT)
_MIN_COLUMN_WEIGHT, _MAX_COLUMN_WEIGHT = 4, 24


def body_elements(document: Document) -> list[Any]:
    """Give the elements that stand at the frame's marker: blocks, then signature and date."""
    tables = sum(isinstance(block, Table) and bool(block.caption) for block in document.blocks)
    numbers = iter(range(1, tables + 1))
    made = list(chain.from_iterable(_block(block, numbers) for block in document.blocks))
    if document.signature:
        made += _signature(document.signature)
    return made


def _block(block: Block, numbers: Iterable[int]) -> list[Any]:
    if isinstance(block, Heading):
        return [_paragraph(HEADINGS[block.level - 1], (Run(block.number), *block.runs))]
    if isinstance(block, Paragraph):
        return [_text_paragraph(block)]
    return _table(block, numbers)


def _text_paragraph(paragraph: Paragraph) -> Any:
    lead = paragraph.lead
    if lead is None:
        return _paragraph(TEXT, paragraph.runs)
    style = LEADS[lead.level - 1]
    runs = [_run(run, style) for run in (Run(lead.number), *lead.runs)]
    return _paragraph(TEXT, paragraph.runs, before=runs)


def _paragraph(style: Style, runs: Runs, *, before: Sequence[Any] = (), align: str | None = None) -> Any:
    properties = element(
        "pPr",
        element("pStyle", val=style.id),
        element("jc", val=align) if align and align != style.align else None,
    )
    return element("p", properties, *before, *(_run(run) for run in runs))


def _run(run: Run, style: Style | None = None) -> Any:
    name = STRONG if run.strong and style is None else style
    properties = element("rPr", element("rStyle", val=name.id)) if name else None
    return element("r", properties, *text(run.text))


def _table(table: Table, numbers: Iterable[int]) -> list[Any]:
    widths = column_widths(table)
    made = element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val=TABLE_STYLE_ID),
            element("tblW", w=sum(widths), type="dxa"),
            element("jc", val="center"),
            element("tblLayout", type="fixed"),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
        _row(table.head, widths, ("center",) * len(widths), TABLE_HEAD),
        *(_row(row, widths, table.aligns, TABLE_TEXT) for row in table.rows),
    )
    if not table.caption:
        return [made, _paragraph(TABLE_TEXT, ())]
    number = Run(f"表{next(iter(numbers))}  ")
    return [_paragraph(CAPTION, (number, *table.caption)), made, _paragraph(TABLE_TEXT, ())]


def _row(cells: Sequence[Cell], widths: Sequence[int], aligns: Sequence[str], style: Style) -> Any:
    head = element("tblHeader") if style is TABLE_HEAD else None
    made = element("tr", element("trPr", element("cantSplit"), head))
    for cell, width, align in zip(cells, widths, aligns, strict=True):
        properties = element("tcPr", element("tcW", w=width, type="dxa"), element("vAlign", val="center"))
        made.append(element("tc", properties, _paragraph(style, cell.runs, align=align)))
    return made


def column_widths(table: Table) -> list[int]:
    """Share the width of the text area among columns, in twips, by the length of what they hold."""
    rows = (table.head, *table.rows)
    longest = [max(_width(text_of(row[i].runs)) for row in rows) for i in range(len(table.head))]
    weights = [min(max(length, _MIN_COLUMN_WEIGHT), _MAX_COLUMN_WEIGHT) for length in longest]
    whole = twips(PAGE.text_width)
    widths = [int(whole * weight / sum(weights)) for weight in weights]
    widths[-1] += whole - sum(widths)
    return widths


def _width(value: str) -> float:
    """Give a text's width in ems: East Asian characters take one, others half of one."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in value)
    return wide + (len(value) - wide) / 2


def _signature(signature: Signature) -> list[Any]:
    """Write name and date without seal (GB/T 9704-2012, 7.3.5.2): one blank line, then both from the right.

    The name stands two characters from the right edge, the date's first character two to the right of the
    name's; where the date is the longer, it stands two from the edge and the name moves left.
    """
    name, day = _length(signature.name), _length(signature.date)
    name_right = day_right = 2 * _EM
    if signature.date and name >= day + 2 * _EM:
        day_right = name_right + name - 2 * _EM - day
    elif signature.date:
        name_right = day_right + day + 2 * _EM - name
    made = [_paragraph(SIGNATURE, ()), _right(SIGNATURE, signature.name, name_right)]
    return [*made, _right(DATE, signature.date, day_right)] if signature.date else made


def _length(value: str) -> int:
    return round(_width(value) * _EM + len(value) * PAGE.tracking)


def _right(style: Style, content: str, indent: int) -> Any:
    properties = element("pPr", element("pStyle", val=style.id), element("ind", right=max(indent, 0)))
    return element("p", properties, element("r", *text(content)))

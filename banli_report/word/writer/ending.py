"""What closes a document: the list of annexes, signature and date, and the annexes themselves."""

from __future__ import annotations

from banli_report.document.tree import Annex, Cell, Review, Run, Signature, Table
from banli_report.standard.gbt9704 import (
    ANNEX_LIST,
    ANNEX_MARK,
    DATE,
    NOTE,
    PAGE,
    SIGNATURE,
    TABLE_TEXT,
    TITLE,
    twips,
)
from banli_report.word.ooxml.xml import Node
from banli_report.word.writer.blocks import AnnexBlocks
from banli_report.word.writer.rows import LongRows
from banli_report.word.writer.runs import EM, keep_with_next, length, line, told_runs
from banli_report.word.writer.tables import table_elements
from banli_report.words.characters import ems

_WIDTH = twips(PAGE.text_width)


def annex_list(label: str, annexes: tuple[Annex, ...]) -> list[Node]:
    """Write 附件：1.… one blank line below the text, without closing punctuation (GB/T 9704-2012, 7.3.4).

    Args:
        label: what stands before the first one.
        annexes: the annexes, whose titles stand below one another, their numbers before them.
    """
    if not annexes:
        return []
    titles = [f"{annex.number}{annex.title}" for annex in annexes]
    number = EM if any(annex.number for annex in annexes) else 0
    before = round(ems(label) * EM)
    left = 2 * EM + before + number
    first = line(ANNEX_LIST, f"{label}{titles[0]}", left=left, hanging=before + number)
    others = [line(ANNEX_LIST, title, left=left, hanging=number) for title in titles[1:]]
    return [line(ANNEX_LIST, ""), first, *others]


def signature_lines(signature: Signature) -> list[Node]:
    """Write name and date without seal (GB/T 9704-2012, 7.3.5.2): one blank line, then both from the right.

    The name stands two characters from the right edge, the date's first character two to the right of the
    name's; where the date is the longer, it stands two from the edge and the name moves left. Several agencies
    stand above one another, beginning where the longest does.
    """
    if signature.seal:
        return _sealed(signature)
    names = signature.name.split("\n")
    name_left = _WIDTH - 2 * EM - max(map(length, names))
    if signature.date:
        name_left = min(name_left, _WIDTH - 4 * EM - length(signature.date))
    signed = [line(SIGNATURE, name, align="left", left=max(name_left, 0)) for name in names]
    made = [line(SIGNATURE, ""), *signed]
    if signature.date:
        made.append(line(DATE, signature.date, align="left", left=max(name_left, 0) + 2 * EM))
    return _with_note(made, signature)


def _sealed(signature: Signature) -> list[Node]:
    """Leave room for the seal: the date four characters from the right edge, the name centred over it (7.3.5.1)."""
    middle = _WIDTH - 4 * EM - length(signature.date) // 2
    indent = {"left": max(2 * middle - _WIDTH, 0)}
    blank = [line(SIGNATURE, ""), line(SIGNATURE, "")]
    name = line(SIGNATURE, signature.name, align="center", **indent)
    return _with_note([*blank, name, line(DATE, signature.date, align="center", **indent)], signature)


def _with_note(made: list[Node], signature: Signature) -> list[Node]:
    if not signature.note:
        return made
    keep_with_next(made[-1:])
    return [*made, line(NOTE, signature.note)]


def annex_pages(annex: Annex, long_rows: LongRows) -> list[Node]:
    """Write an annex: its mark on the first line, its title on the third (GB/T 9704-2012, 7.3.7)."""
    opening = [line(ANNEX_MARK, annex.mark), line(ANNEX_MARK, "")]
    opening += [line(TITLE, annex.title), line(TABLE_TEXT, "")]
    blocks = AnnexBlocks(PAGE.landscape_width if annex.landscape else PAGE.text_width, long_rows)
    return [*opening, *(made for block in annex.blocks for made in blocks.visit(block))]


def review_pages(review: Review, long_rows: LongRows) -> list[Node]:
    """Write what closes a copy for checking."""
    blocks = AnnexBlocks(PAGE.landscape_width, long_rows)
    opening = [line(TITLE, review.title), line(TABLE_TEXT, "")]
    return [*opening, *(made for block in review.blocks for made in blocks.visit(block))]


def record_page(
    record: tuple[tuple[str, str], ...], words: tuple[str, ...], long_rows: LongRows
) -> list[Node]:
    """Write the record of the information-disclosure page, on a page of its own.

    Args:
        record: pairs of name and value.
        words: its title, and the heads of its two columns.
        long_rows: keeps those rows of its table that are written when the part is text.
    """
    title, *heads = words
    rows = tuple((_cell(name), _cell(value)) for name, value in record)
    table = Table(tuple(map(_cell, heads)), rows, ("center", "left"))
    return [line(TITLE, title), line(TABLE_TEXT, ""), *table_elements(table, PAGE.text_width, long_rows)]


def _cell(value: str) -> Cell:
    return Cell(told_runs(value) or (Run("", typed=False),))

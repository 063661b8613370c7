"""From the blocks of the tree to Word elements: one method for each kind of block."""

from __future__ import annotations

import re

from banli_report.document.tree import BlockVisitor, Heading, Line, Paragraph, Run, Runs, Table, text_of
from banli_report.standard.gbt9704 import HEADINGS, LEADS, LINES, PAGE, TABLE_TEXT, TEXT
from banli_report.word.ooxml.xml import Node
from banli_report.word.writer.line_breaks import broken
from banli_report.word.writer.rows import EachRow
from banli_report.word.writer.runs import line, paragraph, run_element
from banli_report.word.writer.tables import table_elements

_SALUTATION = re.compile(r"(?:各位|尊敬的)[^。，；：\n]{1,30}(?:[、，][^。；：\n]{1,20})?：")
"""Whom a text addresses, typed as a paragraph of its own; it stands flush left as that of a report does."""


class TextBlocks(BlockVisitor[list[Node]]):
    """Writes the blocks of a text.

    Args:
        width: width of the text area, in mm.
        long_rows: keeps those rows of tables that are written when the part is text.
    """

    def __init__(self, width: float, long_rows: EachRow) -> None:
        self.width = width
        self.long_rows = long_rows

    def heading(self, block: Heading) -> list[Node]:
        """Write a heading behind its number."""
        return [paragraph(HEADINGS[block.level - 1], _numbered(block))]

    def paragraph(self, block: Paragraph) -> list[Node]:
        """Write a paragraph, its run-in heading in the face of the heading's level."""
        lead = block.lead
        if lead is None and _SALUTATION.fullmatch(text_of(block.runs)):
            return [paragraph(LINES["salutation"], block.runs)]
        if lead is None:
            return [paragraph(TEXT, block.runs)]
        before = [run_element(run, LEADS[lead.level - 1]) for run in _numbered(lead)]
        return [paragraph(TEXT, block.runs, before=before)]

    def table(self, block: Table) -> list[Node]:
        """Write a table under its caption."""
        return table_elements(block, self.width, self.long_rows)

    def line(self, block: Line) -> list[Node]:
        """Write a line in its place; a centred one is broken by sense, and a blank one stands above a salutation."""
        style, text = LINES[block.role], block.text
        if style.align == "center":
            text = "\n".join(broken(text, PAGE.characters))
        if block.role == "salutation":
            return [line(style, ""), line(style, text)]
        return [line(style, text)]


class AnnexBlocks(TextBlocks):
    """Writes the blocks of an annex, whose paragraphs are notes under its tables."""

    def paragraph(self, block: Paragraph) -> list[Node]:
        """Write a note in the face of the table."""
        return [paragraph(TABLE_TEXT, _joined(block.runs))]


def _numbered(heading: Heading) -> Runs:
    return (Run(heading.number), *heading.runs)


def _joined(runs: Runs) -> Runs:
    """Join neighbouring runs of one look: a note is short, and a figure in it looks like its words."""
    joined: list[Run] = []
    for run in runs:
        last = next(reversed(joined), None)
        told = run.remark or run.lit or (last and (last.remark or last.lit))
        if last and not told and (last.strong, last.unknown) == (run.strong, run.unknown):
            joined[-1] = Run(last.text + run.text, run.strong, unknown=run.unknown)
        else:
            joined.append(run)
    return tuple(joined)

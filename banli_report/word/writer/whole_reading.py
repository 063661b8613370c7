"""A report that was written whole in Word, read into the tree: every text of it a slot that its runs stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from banli_report.document.markup import runs_of_text
from banli_report.document.tree import Block, Cell, Paragraph, Run, Runs, Table
from banli_report.errors import ERROR, Kind, Place, Problem, error
from banli_report.prose.marks import Mark
from banli_report.word.ooxml.xml import Node, own_text, q
from banli_report.word.writer.looks import part

_SAID = {q("tab"): "\t", q("br"): "\n", q("cr"): "\n", q("noBreakHyphen"): "-"}
_TEXT, _RUN, _BOX = q("t"), q("r"), q("txbxContent")

PROBLEMS = (
    Kind(
        "whole.figure-in-box",
        ERROR,
        "文本框里印了数字：那里的数字不能加批注，也不能核对。",
        "我局总结/report.docx 正文：文本框里不能印算出的数字（共5件）",
    ),
)


def blocks_of(body: Node, marks: Sequence[Mark]) -> tuple[Block, ...]:
    """Give the paragraphs and tables of a body as blocks; what text boxes say is none of them.

    Args:
        body: the body, in which values stand as marks.
        marks: what they stand for.
    """
    return tuple(_Reader(body, marks).blocks(body))


def slots_of(body: Node) -> list[Node]:
    """Give the texts of a body by the numbers of their slots."""
    return list(body.iter(_TEXT))


class _Reader:
    def __init__(self, body: Node, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self.slots = {node: number for number, node in enumerate(slots_of(body))}

    def blocks(self, owner: Node) -> Iterator[Block]:
        for node in owner:
            if node.tag == q("p"):
                if runs := self.paragraph(node):
                    yield Paragraph(runs)
            elif node.tag == q("tbl"):
                yield from self.table(node)
            else:
                yield from self.blocks(node)

    def paragraph(self, paragraph: Node) -> Runs:
        return tuple(
            run
            for node in paragraph.iter(_TEXT, *_SAID)
            if _is_said(node, paragraph)
            for run in self.said(node)
        )

    def said(self, node: Node) -> Iterator[Run]:
        if node.tag != _TEXT:
            yield Run(_SAID[str(node.tag)])
            return
        for run in runs_of_text(node.text or "", self.marks, strong=False):
            yield replace(run, slot=self.slots[node])

    def table(self, table: Node) -> Iterator[Table]:
        rows = [
            tuple(self.cell(cell) for cell in row.iter(q("tc")) if _owner(cell, "tr") is row)
            for row in table.iter(q("tr"))
            if _owner(row, "tbl") is table
        ]
        if rows:
            yield Table(rows[0], tuple(rows[1:]), ())

    def cell(self, cell: Node) -> Cell:
        lines = [runs for node in cell.iter(q("p")) if not _in_box(node) and (runs := self.paragraph(node))]
        return Cell(tuple(run for line in lines for run in (Run("\n"), *line))[1:])


def _is_said(node: Node, paragraph: Node) -> bool:
    """Tell whether a text, tab or break stands in a run of a paragraph itself, not in a box in it."""
    around = next(node.iterancestors(q("p")), None)
    return around is paragraph and next(node.iterancestors()).tag == _RUN


def _owner(node: Node, tag: str) -> Node | None:
    return next(node.iterancestors(q(tag)), None)


def _in_box(node: Node) -> bool:
    return next(node.iterancestors(_BOX), None) is not None


def fill_boxes(body: Node, marks: Sequence[Mark], place: Place) -> list[Problem]:
    """Put the values in the text boxes of a body in place of their marks; give the boxes with computed figures.

    Args:
        body: the body.
        marks: what its marks stand for.
        place: of the body.
    """
    problems = []
    for node in [node for node in body.iter(_TEXT) if node.text and _in_box(node)]:
        runs = list(runs_of_text(node.text or "", marks, strong=False))
        if any(run.note for run in runs):
            said = "".join(run.text for run in runs)[:20]
            message = f"文本框里不能印算出的数字（{said}）"
            problems.append(error("whole.figure-in-box", place, message, "把这个数写进正文的段落或表格里"))
        elif own_text(next(node.iterancestors(q("p")))):
            part(node, runs)
    return problems

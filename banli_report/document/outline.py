"""A tree as readable text: what tests compare and what a person checks at a glance."""

from __future__ import annotations

from banli_report.document.tree import (
    BlockVisitor,
    Document,
    Head,
    Heading,
    Line,
    Paragraph,
    Runs,
    Table,
    text_of,
)


def outline(document: Document) -> str:
    """Give a document as indented text, one line a block, figures in ‹› and strong text in **."""
    blocks = _BlockLines()
    contents = ["目录"] if document.contents else []
    lines = [*contents, *_head(document.head), f"标题 {_marked(document.title)}"]
    lines += [line for block in document.blocks for line in blocks.visit(block)]
    if document.annexes:
        lines.append(f"附件 {'；'.join(annex.title for annex in document.annexes)}")
    if document.signature:
        lines.append(f"署名 {'；'.join(document.signature.name.splitlines())}")
        lines.append(f"日期 {document.signature.date}")
    if document.signature and document.signature.note:
        lines.append(f"附注 {document.signature.note}")
    for annex in document.annexes:
        lines.append(f"附件{'（横排）' if annex.landscape else ''} {annex.title}")
        lines += [line for block in annex.blocks for line in blocks.visit(block)]
    if foot := document.foot:
        lines.append(f"版记 {foot.copies} {foot.issuer} {foot.issued}")
    lines += [f"公开 {name}：{value}" for name, value in document.record]
    return "\n".join(lines) + "\n"


def _head(head: Head | None) -> list[str]:
    if head is None:
        return []
    agencies = "、".join(head.agencies)
    signers = "、".join(head.signers)
    return [f"版头 {' '.join(head.marks)} {agencies}{head.suffix} {head.number} {signers}".rstrip()]


_ROLES = {"venue": "会议", "speaker": "报告人", "salutation": "称谓", "recipients": "主送"}


class _BlockLines(BlockVisitor[list[str]]):
    def heading(self, block: Heading) -> list[str]:
        return [_titled(block)]

    def paragraph(self, block: Paragraph) -> list[str]:
        lead = f"[{_titled(block.lead)}]" if block.lead else ""
        return [f"正文 {lead}{_marked(block.runs)}"]

    def table(self, block: Table) -> list[str]:
        rows = [" | ".join(_marked(cell.runs) for cell in row) for row in (block.head, *block.rows)]
        return [f"表题 {text_of(block.caption)}", *(f"  | {row} |" for row in rows)]

    def line(self, block: Line) -> list[str]:
        return [f"{_ROLES[block.role]} {block.text}"]


def _titled(heading: Heading) -> str:
    return f"{heading.level}级 {heading.number}{_marked(heading.runs)}"


def _marked(runs: Runs) -> str:
    pieces = []
    for run in runs:
        text = run.text.replace("\n", "⏎")
        if run.note:
            text = f"‹{text}›"
        elif run.unknown:
            text = f"?{text}?"
        pieces.append(f"**{text}**" if run.strong else text)
    return "".join(pieces)

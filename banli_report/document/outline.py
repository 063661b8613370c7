"""A tree as readable text: what tests compare and what a person checks at a glance."""

from __future__ import annotations

from banli_report.document.tree import Block, Document, Head, Heading, Line, Paragraph, Runs, Table, text_of


def outline(document: Document) -> str:
    """Give a document as indented text, one line a block, figures in ‹› and strong text in **."""
    lines = [*_head(document.head), f"标题 {_marked(document.title)}"]
    lines += [line for block in document.blocks for line in _block(block)]
    if document.annexes:
        lines.append(f"附件 {'；'.join(annex.title for annex in document.annexes)}")
    if document.signature:
        lines.append(f"署名 {'；'.join(document.signature.name.splitlines())}")
        lines.append(f"日期 {document.signature.date}")
    if document.signature and document.signature.note:
        lines.append(f"附注 {document.signature.note}")
    for annex in document.annexes:
        lines.append(f"附件{'（横排）' if annex.landscape else ''} {annex.title}")
        lines += [line for block in annex.blocks for line in _block(block)]
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


def _block(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [f"{block.level}级 {block.number}{_marked(block.runs)}"]
    if isinstance(block, Paragraph):
        lead = f"[{block.lead.level}级 {block.lead.number}{_marked(block.lead.runs)}]" if block.lead else ""
        return [f"正文 {lead}{_marked(block.runs)}"]
    if isinstance(block, Line):
        return [f"{_ROLES[block.role]} {block.text}"]
    return _table(block)


_ROLES = {"venue": "会议", "speaker": "报告人", "salutation": "称谓", "recipients": "主送"}


def _table(table: Table) -> list[str]:
    rows = [" | ".join(_marked(cell.runs) for cell in row) for row in (table.head, *table.rows)]
    return [f"表题 {text_of(table.caption)}", *(f"  | {row} |" for row in rows)]


def _marked(runs: Runs) -> str:
    pieces = []
    for run in runs:
        text = run.text.replace("\n", "⏎")
        text = f"‹{text}›" if run.note else f"?{text}?" if run.unknown else text
        pieces.append(f"**{text}**" if run.strong else text)
    return "".join(pieces)

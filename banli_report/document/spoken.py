"""The running text of a document as rows of runs: one row a paragraph, without tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banli_report.document.tree import BlockVisitor, Document, Heading, Line, Paragraph, Run, Runs, Table


def spoken(document: Document) -> Iterator[Runs]:
    """Give the title, headings, paragraphs and lines of a document, in reading order."""
    yield document.title
    rows = _Rows()
    for blocks in (document.blocks, *(annex.blocks for annex in document.annexes)):
        for block in blocks:
            yield from rows.visit(block)


class _Rows(BlockVisitor[Iterable[Runs]]):
    def heading(self, block: Heading) -> Iterable[Runs]:
        return (block.said,)

    def paragraph(self, block: Paragraph) -> Iterable[Runs]:
        return (block.said,)

    def table(self, block: Table) -> Iterable[Runs]:
        return ()

    def line(self, block: Line) -> Iterable[Runs]:
        return ((Run(block.text, typed=False),),)

"""What a report gives now: the passages of its document as Word would hold them, with the figures in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from banli_report.checks.against.numbers import Noted, unspaced
from banli_report.checks.against.pairing import equal_pairs
from banli_report.checks.against.pieces import Source, sources_of
from banli_report.claims.passage import Passage
from banli_report.document.tree import (
    Block,
    BlockVisitor,
    Document,
    Heading,
    Line,
    Paragraph,
    Run,
    Runs,
    Table,
)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line or cell of the tree: its text without spaces, its figures, whether it is a cell of a list of items."""

    words: str
    noted: Noted
    listed: bool = False
    values: tuple[str, ...] = ()


def expected_sources(document: Document, built: Sequence[Passage]) -> list[Source]:
    """Give the passages of a document as it is written now, with its figures in their places.

    Args:
        document: the tree.
        built: the passages of the Word file that is written of it; what only its frame says is among them.
    """
    sources = sources_of(built)
    printed = [line for line in _lines(document) if line.words]
    for position, place in equal_pairs(printed, [_Printed(source.text, ()) for source in sources]).items():
        line = printed[position]
        sources[place] = replace(sources[place], noted=line.noted, listed=line.listed)
    return sources


def _lines(document: Document) -> Iterator[_Printed]:
    yield _printed(document.title)
    walker = _Lines()
    for block in document.blocks:
        yield from walker.visit(block)
    for annex in document.annexes:
        for block in annex.blocks:
            yield from (replace(line, listed=_is_list(block)) for line in walker.visit(block))


def _is_list(block: Block) -> bool:
    """Tell whether a block of an annex is a list of items: a table that counts nothing."""
    return isinstance(block, Table) and not any(
        run.note for row in block.rows for cell in row for run in cell.runs
    )


class _Lines(BlockVisitor[list[_Printed]]):
    def heading(self, block: Heading) -> list[_Printed]:
        return [_printed(block.said)]

    def paragraph(self, block: Paragraph) -> list[_Printed]:
        return [_printed(block.said)]

    def table(self, block: Table) -> list[_Printed]:
        cells = [line for row in (block.head, *block.rows) for cell in row for line in _cell(cell.runs)]
        return [_printed((Run(block.label), *block.caption)), *cells]

    def line(self, block: Line) -> list[_Printed]:
        return [_printed((Run(block.text),))]


def _cell(runs: Runs) -> list[_Printed]:
    """Give what a cell prints, and where that is several lines, each of them too: they may be paragraphs."""
    ends = [position for position, run in enumerate(runs) if run.text == "\n"]
    if not ends:
        return [_printed(runs)]
    starts = (0, *(end + 1 for end in ends))
    lines = zip(starts, (*ends, len(runs)), strict=True)
    return [_printed(runs), *(_printed(runs[start:end]) for start, end in lines)]


def _printed(runs: Runs) -> _Printed:
    text = ""
    noted = []
    for run in runs:
        start = len(text)
        text += unspaced(run.text)
        if run.note:
            noted.append((start, len(text), run.note))
    return _Printed(text, noted)

"""The copy for checking: every printed figure tells where it comes from, every number typed by hand stands out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat

from banli_report.claims.numbers import Number, numbers_in
from banli_report.document.tree import (
    Block,
    BlockVisitor,
    Cell,
    Document,
    Heading,
    Line,
    Note,
    Paragraph,
    Review,
    Run,
    Runs,
    Table,
    text_of,
)
from banli_report.figures.sources import few_rows

_BANNER, _AUTHOR, _TITLE = "核对稿　不得外发", "核对", "数字一览"
_HEADS = ("名称", "数值", "口径", "出处")
_ALIGNS = ("left", "center", "left", "left")
_MOST_IN_A_TABLE = 200
"""The comments of one table; more help nobody, and are slow in Word."""
Say = Callable[[str], str]


def reviewed(document: Document, say: Say = str) -> Document:
    """Give the copy of a document for checking; its text is that of the document, character by character.

    Args:
        document: the finished document.
        say: gives a sentence in the characters of the document.
    """
    reviewer = _Reviewer(say)
    reviewer.runs(document.title)
    in_title = reviewer.typed
    blocks = tuple(map(reviewer.visit, document.blocks))
    annexes = tuple(
        replace(annex, blocks=tuple(map(reviewer.visit, annex.blocks))) for annex in document.annexes
    )
    said = _on_typed(reviewer.typed - in_title)
    if in_title:
        said += "标题里有手工输入的数字，没有标出。"
    pages = (_figures(document, say), Paragraph((Run(say(said), typed=False),)))
    review = Review(say(_BANNER), say(_AUTHOR), say(_TITLE), pages)
    return replace(document, blocks=blocks, annexes=annexes, review=review)


def _on_typed(found: int) -> str:
    if not found:
        return "注：文中没有手工输入的数字。"
    return f"注：文中有手工输入的数字{found}处，标了底色，没有出处，请逐一核对。"


def _figures(document: Document, say: Say) -> Table:
    """Make the list of all figures printed, in the order in which they first appear."""
    notes = dict.fromkeys(run.note for run in document.runs() if run.note)
    rows = tuple(
        tuple(map(_cell, (note.name, note.text, note.formula, few_rows(note.source)))) for note in notes
    )
    return Table(tuple(_cell(say(head)) for head in _HEADS), rows, _ALIGNS, empty=say("无"))


def _cell(text: str) -> Cell:
    return Cell((Run(text, typed=False),))


class _Reviewer(BlockVisitor[Block]):
    """Gives blocks with remarks on their figures and typed numbers, and counts the latter."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.typed = 0

    def heading(self, block: Heading) -> Heading:
        return replace(block, runs=self.runs(block.runs))

    def paragraph(self, block: Paragraph) -> Paragraph:
        lead = block.lead and self.heading(block.lead)
        return Paragraph(self.runs(block.runs), lead)

    def table(self, block: Table) -> Table:
        caption = self.runs(block.caption)
        head, *rows = (tuple(map(self.cell, row)) for row in (block.head, *block.rows))
        remarks = sum(bool(run.remark) for row in (head, *rows) for cell in row for run in cell.runs)
        if remarks > _MOST_IN_A_TABLE:
            told = f"本表有{remarks}个数，不逐个批注：算出的见文末的“{_TITLE}”，手工输入的标了底色"
            head, *rows = _told_once((head, *rows), self.say(told))
        return replace(block, head=head, rows=tuple(rows), caption=caption)

    def line(self, block: Line) -> Line:
        return block

    def cell(self, cell: Cell) -> Cell:
        return replace(cell, runs=self.runs(cell.runs))

    def runs(self, runs: Runs) -> Runs:
        """Give runs with remarks; a number is found by what stands around it, whoever wrote that."""
        made: list[Run] = []
        told: Number | None = None
        for run, number in _pieces(runs, _numbers(runs)):
            if run.note:
                made.append(replace(run, remark=self.definition(run.note)))
            elif number is None:
                made.append(run)
            elif number is told:
                made.append(replace(run, lit=True))
            else:
                made.append(replace(run, lit=True, remark=self.say(_warning(run, number))))
                told = number
                self.typed += 1
        return tuple(made)

    def definition(self, note: Note) -> str:
        """Say where a figure comes from."""
        lines = [f"{note.name}＝{note.text}", f"{self.say('口径')}：{note.formula}"]
        if note.source:
            lines.append(f"{self.say('出处')}：{few_rows(note.source)}")
        if note.is_rounded_whole:
            lines.append(self.say("四舍五入才成这个数，其实不是全部，也不是没有"))
        return "\n".join(lines)


def _warning(run: Run, number: Number) -> str:
    if run.text == number.text:
        return "手工输入的数字，没有出处，请核对"
    return f"“{number.text}”里有手工输入的部分，没有出处，请核对"


def _numbers(runs: Runs) -> tuple[Number, ...]:
    """Give the numbers in runs of which some are typed; where none is, as in lists of items, nobody asks."""
    if not any(run.typed for run in runs):
        return ()
    return numbers_in(text_of(runs))


def _pieces(runs: Runs, numbers: Sequence[Number]) -> Iterator[tuple[Run, Number | None]]:
    """Give runs, those typed cut where numbers begin and end; a piece of a number comes with it."""
    starts, ends = [number.start for number in numbers], [number.end for number in numbers]
    start = 0
    for run in runs:
        end = start + len(run.text)
        if run.typed and not (run.unknown or run.note):
            inside = numbers[bisect_right(ends, start) : bisect_left(starts, end)]
            yield from _cut(run, start, inside)
        else:
            yield run, None
        start = end


def _cut(run: Run, start: int, numbers: Sequence[Number]) -> Iterator[tuple[Run, Number | None]]:
    """Cut a typed run that begins at ``start`` of a text where the numbers in it begin and end."""
    done = 0
    for number in numbers:
        begin, end = max(number.start - start, 0), min(number.end - start, len(run.text))
        if begin > done:
            yield replace(run, text=run.text[done:begin]), None
        yield replace(run, text=run.text[begin:end]), number
        done = end
    if done < len(run.text):
        yield replace(run, text=run.text[done:]), None


def _told_once(rows: Sequence[tuple[Cell, ...]], said: str) -> Iterator[tuple[Cell, ...]]:
    """Give rows of a table with one remark for all of theirs, where the first one stood."""
    remarks = chain([said], repeat(""))
    for row in rows:
        yield tuple(replace(cell, runs=tuple(_told_by(remarks, run) for run in cell.runs)) for cell in row)


def _told_by(remarks: Iterator[str], run: Run) -> Run:
    if not run.remark:
        return run
    return replace(run, remark=next(remarks))

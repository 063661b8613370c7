"""The document as passive, frozen nodes; imports nothing of ours, so that every writer can lean on it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

FrameKind = Literal["plain", "document", "letter"]
LineRole = Literal["venue", "speaker", "salutation", "recipients"]
CONTENTS_LEVELS = 2  # of headings, those that a page of contents lists
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Note:
    """Where a printed figure comes from.

    Args:
        name: the figure's path in templates.
        text: as it is printed.
        formula: how it was computed, in words.
        source: rows or counts behind it.
        is_rounded_whole: whether it is printed as 100% or 0% though it is neither all nor none.
    """

    name: str
    text: str
    formula: str
    source: str
    is_rounded_whole: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look and origin.

    Args:
        text: the text.
        strong: whether it is set off.
        note: where it comes from, for a computed figure.
        typed: whether a template wrote it; values of the results are not typed.
        unknown: whether it stands for what is not known yet.
        remark: what a copy for checking says of it in a comment, a line for each thing said.
        lit: whether such a copy sets it off in colour.
        slot: which text of the Word file that the document was read from it stands in, by its number, or None.
    """

    text: str
    strong: bool = False
    note: Note | None = None
    typed: bool = True
    unknown: bool = False
    remark: str = ""
    lit: bool = False
    slot: int | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands alone, of level 1 to 4, with its number (一、 （一） 1. （1）)."""

    level: int
    number: str
    runs: Runs

    @property
    def said(self) -> Runs:
        """Give its number and its text."""
        return (Run(self.number), *self.runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text; ``lead`` is its run-in heading, if it has one."""

    runs: Runs
    lead: Heading | None = None

    @property
    def said(self) -> Runs:
        """Give its run-in heading and its text."""
        return (*(self.lead.said if self.lead else ()), *self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; it reaches over ``rows`` rows, 0 for one that a cell above it covers."""

    runs: Runs
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        head: the head row.
        rows: the body rows.
        aligns: left, center or right for each column.
        caption: what it shows, or nothing.
        label: its number before the caption (表1), or empty.
        empty: what it says where it has no rows.
    """

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aligns: tuple[str, ...]
    caption: Runs = ()
    label: str = ""
    empty: str = "无"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a place of its own."""

    role: LineRole
    text: str


Block = Heading | Paragraph | Table | Line


class BlockVisitor(ABC, Generic[_Result]):
    """A walk over blocks: one method for each kind of block, all of which a walker must have."""

    def visit(self, block: Block) -> _Result:
        """Give what the method for the block's kind makes of it."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.paragraph(block)
            case Table():
                return self.table(block)
            case Line():
                return self.line(block)

    @abstractmethod
    def heading(self, block: Heading) -> _Result:
        """Visit a heading that stands alone."""

    @abstractmethod
    def paragraph(self, block: Paragraph) -> _Result:
        """Visit a paragraph."""

    @abstractmethod
    def table(self, block: Table) -> _Result:
        """Visit a table."""

    @abstractmethod
    def line(self, block: Line) -> _Result:
        """Visit a line with a place of its own."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own.

    Args:
        title: its title, as its page and the list of annexes say it.
        blocks: what it holds.
        landscape: whether its pages lie on their side.
        mark: what stands above its title (附件, 附件1).
        number: what stands before its title in the list of annexes (1.), or empty where it is the only one.
    """

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    mark: str = "附件"
    number: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs (one agency a line), the date as it is printed (or empty), the note below it, and whether a seal covers both."""

    name: str
    date: str = ""
    note: str = ""
    seal: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an official document.

    Args:
        letter: whether it is a letter.
        marks: 份号, 密级和保密期限, 紧急程度, as far as there are any.
        agencies: the masthead, the lead agency first.
        suffix: 文件, or empty.
        number: 发文字号.
        signers: 签发人.
        signers_label: what stands before them.
    """

    letter: bool
    marks: tuple[str, ...]
    agencies: tuple[str, ...]
    suffix: str
    number: str
    signers: tuple[str, ...]
    signers_label: str = "签发人："


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of an official document: 抄送 as printed, 印发机关, 印发日期 as printed, whether it has an even page (None: not settled)."""

    copies: str
    issuer: str
    issued: str
    new_page: bool | None = False


@dataclass(frozen=True, slots=True)
class Contents:
    """A page of contents before the title, of the headings of levels 1 and 2 that stand alone.

    Args:
        title: what stands above it.
        pages: the page of each heading as it is printed, in their order; none where nobody has looked.
    """

    title: str = "目　录"
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What makes of a document a copy for checking, which never leaves.

    Args:
        banner: what stands at the head of every page.
        author: who makes the comments.
        title: what stands above the blocks.
        blocks: what stands behind everything else, on pages of its own that lie on their side.
    """

    banner: str
    author: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Args:
        title: the title's runs.
        blocks: what stands between title and signature.
        signature: who signs, or None.
        contents: the page of contents, or None.
        head: the head of an official document.
        foot: the foot of an official document.
        annexes: what follows on pages of its own.
        annexes_label: what stands before the list of annexes.
        record: the disclosure record as pairs of name and value.
        record_words: the record's title and the heads of its two columns.
        fields: named texts for the tags that an office writes into a frame of its own.
        day: the document's own date as YYYY-MM-DD, or empty; the file's properties take it.
        review: what makes it a copy for checking, or None for the document itself.
        language: its language, which the file states: zh-CN, zh-TW or zh-HK.
    """

    title: Runs
    blocks: tuple[Block, ...]
    signature: Signature | None = None
    contents: Contents | None = None
    head: Head | None = None
    foot: Foot | None = None
    annexes: tuple[Annex, ...] = ()
    annexes_label: str = "附件："
    record: tuple[tuple[str, str], ...] = ()
    record_words: tuple[str, ...] = ("政府信息公开登记", "项目", "内容")
    fields: tuple[tuple[str, str], ...] = ()
    day: str = ""
    review: Review | None = None
    language: str = "zh-CN"

    @property
    def kind(self) -> FrameKind:
        """Tell whether it is plain material, a document with a head, or a letter."""
        if self.head is None:
            return "plain"
        return "letter" if self.head.letter else "document"

    @property
    def listed(self) -> tuple[Heading, ...]:
        """Give the headings that a page of contents lists; a run-in one would drag its paragraph there."""
        return tuple(b for b in self.blocks if isinstance(b, Heading) and b.level <= CONTENTS_LEVELS)

    def runs(self) -> Iterator[Run]:
        """Give every run of the document, in reading order."""
        yield from self.title
        for blocks in (self.blocks, *(annex.blocks for annex in self.annexes)):
            for block in blocks:
                yield from _BlockRuns().visit(block)


class _BlockRuns(BlockVisitor[Iterable[Run]]):
    def heading(self, block: Heading) -> Runs:
        return block.runs

    def paragraph(self, block: Paragraph) -> Runs:
        lead = block.lead.runs if block.lead else ()
        return (*lead, *block.runs)

    def table(self, block: Table) -> Iterator[Run]:
        yield from block.caption
        for row in (block.head, *block.rows):
            for cell in row:
                yield from cell.runs

    def line(self, block: Line) -> Runs:
        return (Run(block.text, typed=False),)


def text_of(runs: Runs) -> str:
    """Give the text of runs."""
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])

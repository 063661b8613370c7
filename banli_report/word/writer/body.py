"""From the tree to Word elements, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from banli_report.document.tree import Document, Foot, Paragraph, Table, text_of
from banli_report.standard.gbt9704 import PAGE, TEXT
from banli_report.word.ooxml.xml import Node, child, element, q
from banli_report.word.writer.blocks import TextBlocks
from banli_report.word.writer.contents import mark_headings
from banli_report.word.writer.ending import (
    annex_list,
    annex_pages,
    record_page,
    review_pages,
    signature_lines,
)
from banli_report.word.writer.first_page import may_part
from banli_report.word.writer.foot import foot_elements
from banli_report.word.writer.rows import LongRows
from banli_report.word.writer.runs import keep_with_next, line
from banli_report.words.characters import ems

_MOVED_LINES = PAGE.lines // 2


@dataclass(frozen=True, slots=True)
class WordSection:
    """Elements that share a page layout; every section begins a new page.

    Args:
        elements: the elements, at least one.
        landscape: whether its pages lie on their side.
        letter: whether its first page is that of a letter, which bears no page number (GB/T 9704-2012, 10.1).
        even: whether it begins on an even page.
        whole: whether its elements are the frame's own, whose styles are known to it as they are.
    """

    elements: tuple[Node, ...]
    landscape: bool = False
    letter: bool = False
    even: bool = False
    whole: bool = False


def word_sections(document: Document, long_rows: LongRows) -> tuple[WordSection, ...]:
    """Give what stands at the frame's marker: text and signature, then each annex, the disclosure record, and pages for checking.

    Args:
        document: the tree.
        long_rows: keeps those rows of tables that are written when the part is text.
    """
    letter = bool(document.head and document.head.letter)
    sections = [WordSection(tuple(_main(document, long_rows)), letter=letter)]
    for annex in document.annexes:
        sections.append(WordSection(tuple(annex_pages(annex, long_rows)), annex.landscape))
    if document.foot:
        sections = _with_foot(sections, document.foot)
    if document.record:
        sections.append(WordSection(tuple(record_page(document.record, document.record_words, long_rows))))
    if document.review:
        sections.append(WordSection(tuple(review_pages(document.review, long_rows)), landscape=True))
    return tuple(sections)


def _with_foot(sections: list[WordSection], foot: Foot) -> list[WordSection]:
    """Put the foot on the last page before the disclosure record, or on an even page of its own (GB/T 9704-2012, 7.4)."""
    *others, last = sections
    made = foot_elements(foot)
    if foot.new_page or last.landscape:
        return [*sections, WordSection(tuple(made), even=True)]
    keep_with_next(last.elements[-1:])
    return [*others, replace(last, elements=(*last.elements, *made))]


def _main(document: Document, long_rows: LongRows) -> Iterator[Node]:
    text = TextBlocks(PAGE.text_width, long_rows)
    elements = [made for block in document.blocks for made in text.visit(block)]
    if document.contents:
        mark_headings(elements)
    if (document.signature or document.annexes) and _may_move(document) and not may_part(document):
        _keep_with_signature(elements)
    elif elements:
        _let_no_line_stand_alone(elements[-1])
    yield from elements
    yield from annex_list(document.annexes_label, document.annexes)
    if document.signature:
        yield from signature_lines(document.signature)
    elif not elements:
        yield line(TEXT, "")


def _may_move(document: Document) -> bool:
    """Tell whether what is last leaves at most half a page blank where it moves whole to the signature."""
    last = next(reversed(document.blocks), None)
    if isinstance(last, Paragraph):
        return ems(text_of(last.runs)) <= _MOVED_LINES * PAGE.characters
    return isinstance(last, Table)


def _keep_with_signature(elements: list[Node]) -> None:
    """Keep the end of the text on the page of the signature, which should not stand alone."""
    last = elements[-1:]
    if len(elements) > 1 and elements[-2].tag == q("tbl"):
        last += elements[-2].findall(q("tr"))[-1].iter(q("p"))
    keep_with_next(last)


def _let_no_line_stand_alone(last: Node) -> None:
    child(last, "pPr").insert(1, element("widowControl"))

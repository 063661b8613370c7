"""The body of a report that is written whole in Word, once its tags are rendered: marked text in its own paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from html import escape

from lxml import etree

from banli_report.document.markup import MarkupError, parse
from banli_report.document.tree import Block, Heading, Paragraph, Run, Table
from banli_report.errors import ERROR, BanliError, Kind, Place, error, refuse
from banli_report.prose.marks import Mark, sign, unmarked
from banli_report.prose.render import Prose
from banli_report.prose.whole import NARRATIVE, REFERENCE
from banli_report.standard.gbt9704 import LEADS, PAGE, TWIPS_PER_MM
from banli_report.standard.numbering import Numbering
from banli_report.word.ooxml.xml import Node, attribute, element, own, own_text, parent, q
from banli_report.word.writer.blocks import TextBlocks
from banli_report.word.writer.looks import in_look, part
from banli_report.word.writer.rows import EachRow
from banli_report.word.writer.runs import run_element
from banli_report.word.writer.sections import lengths_of
from banli_report.word.writer.style_names import has_style, use_frame_styles
from banli_report.word.writer.tags import LOST

_MOST = 40_000_000
"""The characters of XML that a body may have."""
_SHOWN = 24
_CARRIER = "\U0010fffd"
"""Carries marks through what refuses noncharacters in texts; no narrative may hold it."""
_CARRIED = re.compile(f"{_CARRIER}(\\d+){_CARRIER}")
_BLOCKS_OF_CELLS = frozenset({q("p"), q("sdt"), q("customXml"), q("bookmarkEnd")})
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

PROBLEMS = (
    Kind(
        "whole.narrative-beside",
        ERROR,
        "正文的一节有几段、小标题或表格，标签却没有独占一段。",
        "我局总结/report.docx 正文：正文的一节有几段、小标题或表格，标签应独占一段（一年来……）",
    ),
    Kind(
        "whole.line-feed",
        ERROR,
        "标签写出了几行文字或一张表，却没有地方放。",
        "我局总结/report.docx 正文：标签写出了几行文字，应独占一段（| 层级 | 建议 |）",
    ),
)


def filled_body(prose: Prose, xml: Sequence[str], name: str, styles: Node) -> Node:
    """Give the body with the text that a template made, its figures still as marks.

    Args:
        prose: the text, in which references stand for pieces of XML.
        xml: the pieces.
        name: the file's name, for messages.
        styles: the file's w:styles, to which those are added that headings and tables of the narrative need.

    Raises:
        BanliError: there is more of it than any document needs, or what stands in a paragraph has no place there.
    """
    body = etree.fromstring("".join(_expanded(prose.body, xml, name)), etree.XMLParser(huge_tree=True))
    filler = _Filler(prose, Place(file=name, part="正文"), _width(body), styles)
    problems = []
    for paragraph in list(body.iter(q("p"))):
        try:
            filler.fill(paragraph)
        except MarkupError as problem:
            said = unmarked(problem.text, prose.marks)[:_SHOWN]
            problems.append(error("template.markup", filler.place, f"{problem}（{said}）", problem.hint))
        except BanliError as stopped:
            problems += stopped.problems
    if problems:
        raise BanliError(dict.fromkeys(problems))
    use_frame_styles(styles, filler.made)
    _mend(body)
    _number_anew(body)
    return body


def _expanded(rendered: str, xml: Sequence[str], name: str) -> Iterator[str]:
    size = 0
    for position, piece in enumerate(REFERENCE.split(rendered)):
        made = xml[int(piece)] if position % 2 else escape(piece, quote=False)
        size += len(made)
        if size > _MOST:
            message, hint = "模板产生的内容过多", "简化模板里的循环"
            raise refuse("template.too-much", Place(file=name), message, hint)
        yield made


def _width(body: Node) -> float:
    """Give the width of the text of the last section, in mm."""
    section = body.find(q("sectPr"))
    page = (
        {}
        if section is None
        else {**lengths_of(section, "pgSz", ("w", "h")), **lengths_of(section, "pgMar", ("left", "right"))}
    )
    if not page.keys() >= {"w", "left", "right"}:
        return PAGE.text_width
    return (page["w"] - page["left"] - page["right"]) / TWIPS_PER_MM


_HINTS = {
    "whole.narrative-beside": "把标签移到单独的一段",
    "whole.line-feed": "一张表的标签独占一段；文字里不要换行",
    "word.character": "删去这个字符",
}


class _Filler:
    """Puts sections of the narrative, and tables that tags make, in place of the paragraphs that hold them alone."""

    def __init__(self, prose: Prose, place: Place, width: float, styles: Node) -> None:
        self.prose = prose
        self.place = place
        self.blocks = TextBlocks(width, EachRow())
        self.styles = styles
        self.made: list[Node] = []
        self.numbering = Numbering(prose.numbering)
        # the marks themselves in place of what they stand for, so that the file is read back with them
        self.as_marks = tuple(_as_mark(number, mark) for number, mark in enumerate(prose.marks))

    def fill(self, paragraph: Node) -> None:
        """Fill a paragraph, or put others in its place."""
        said = own_text(paragraph)
        if _CARRIER in said:
            self._refuse("word.character", "字符U+10FFFD是没有定义的字符，不能写入文件", said)
        alone = NARRATIVE.fullmatch(said.strip())
        if alone:
            self._replace(paragraph, alone[1])
        elif "\n" in NARRATIVE.sub("", said).strip("\n") and said.strip().startswith("|"):
            self._replace(paragraph, said)
        else:
            for node in [node for node in own(paragraph, "t") if node.text]:
                self._in_line(node, node.text or "")

    def _in_line(self, node: Node, said: str) -> None:
        """Put what the narrative says in a line in place of its signs."""
        if "\n" in NARRATIVE.sub("", said):
            self._refuse("whole.line-feed", "标签写出了几行文字，应独占一段", said)
        pieces = NARRATIVE.split(said)
        if len(pieces) > 1:
            runs = [run for at, piece in enumerate(pieces) for run in self._line(piece, read=bool(at % 2))]
            _set_down(part(node, runs))

    def _line(self, piece: str, *, read: bool) -> Sequence[Run]:
        if not read:
            return [Run(piece)] if piece else []
        blocks = parse(piece, self.as_marks)
        if len(blocks) > 1 or any(not isinstance(block, Paragraph) or block.lead for block in blocks):
            message = "正文的一节有几段、小标题或表格，标签应独占一段"
            self._refuse("whole.narrative-beside", message, piece)
        return [run for block in blocks if isinstance(block, Paragraph) for run in block.runs]

    def _refuse(self, kind: str, message: str, said: str) -> None:
        shown = unmarked(said.strip(), self.prose.marks)[:_SHOWN]
        raise refuse(kind, self.place, f"{message}（{shown}）", _HINTS[kind])

    def _replace(self, paragraph: Node, marked: str) -> None:
        """Put the paragraphs, headings and tables of a marked text in place of a paragraph; its own look is theirs."""
        if next(paragraph.iter(*LOST), None) is not None:
            self._refuse("whole.narrative-beside", "正文的一节有几段、小标题或表格，标签应独占一段", marked)
        self.numbering.restart_below(1)
        before = deepcopy(self.numbering)
        made = parse(marked, self.as_marks, self.numbering)
        real = parse(marked, self.prose.marks, before)
        for block, read in zip(made, real, strict=True):
            elements = self._elements(block, read, paragraph)
            _set_down(elements)
            for node in elements:
                paragraph.addprevious(node)
        parent(paragraph).remove(paragraph)

    def _elements(self, block: Block, read: Block, like: Node) -> list[Node]:
        if isinstance(block, Paragraph):
            return [self._like(like, block)]
        made = self.blocks.visit(block)
        if isinstance(read, Table):
            _set_widths(made, self.blocks.visit(read))
        self.made += made
        return made

    def _like(self, paragraph: Node, block: Paragraph) -> Node:
        """Make a paragraph that looks like another one; its run-in heading is bold, or in the file's style for those."""
        runs = (run for run in paragraph.iter(q("r")) if run.find(q("t")) is not None)
        look = next((run.find(q("rPr")) for run in runs), None)
        return element(
            "p",
            deepcopy(paragraph.find(q("pPr"))),
            *(self._lead(block.lead, look) if block.lead else ()),
            *(in_look(run, look) for run in block.runs),
        )

    def _lead(self, lead: Heading, look: Node | None) -> list[Node]:
        style = LEADS[lead.level - 1]
        if not has_style(self.styles, style.name):
            return [in_look(replace(run, strong=True), look) for run in lead.said]
        made = [run_element(run, style) for run in lead.said]
        self.made += made
        return made


def _as_mark(number: int, mark: Mark) -> Mark:
    carried = f"{_CARRIER}{number}{_CARRIER}"
    return Mark(carried, mark.figure and replace(mark.figure, text=carried), mark.own)


def _set_down(nodes: Iterable[Node]) -> None:
    """Give back the marks that were carried."""
    for node in (node for each in nodes for node in each.iter(q("t"))):
        node.text = _CARRIED.sub(lambda found: sign(int(found[1])), node.text or "")


def _set_widths(made: Sequence[Node], real: Sequence[Node]) -> None:
    """Give a table the widths that its columns have with what its marks stand for."""
    for tag in ("gridCol", "tcW"):
        nodes = (node for one in made for node in one.iter(q(tag)))
        for node, other in zip(nodes, (node for one in real for node in one.iter(q(tag))), strict=True):
            node.set(q("w"), attribute(other, "w"))


def _mend(body: Node) -> None:
    """Take out rows and tables that nothing is left of, and give cells that nothing is left in a paragraph."""
    for owner, held in (("tr", "tc"), ("tbl", "tr")):
        for node in [node for node in body.iter(q(owner)) if next(node.iter(q(held)), None) is None]:
            parent(node).remove(node)
    for cell in body.iter(q("tc")):
        if next(reversed(cell), cell).tag not in _BLOCKS_OF_CELLS:
            cell.append(element("p"))


def _number_anew(body: Node) -> None:
    """Let bookmarks stand once and drawings have numbers of their own, whatever a loop repeated."""
    known: set[tuple[str, str]] = set()
    for mark in list(body.iter(q("bookmarkStart"), q("bookmarkEnd"))):
        key = (str(mark.tag), attribute(mark, "id"))
        if key in known:
            parent(mark).remove(mark)
        known.add(key)
    for number, drawing in enumerate(body.iter(_DRAWING), 1):
        drawing.set("id", str(number))

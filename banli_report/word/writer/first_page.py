"""What stands below the head on the first page, which must show text (GB/T 9704-2012, 7.3.3), and how high it is."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.document.tree import Block, Document, Heading, Line, Paragraph, Signature, Table, text_of
from banli_report.errors import NOWHERE, WARNING, Kind, Problem, warning
from banli_report.standard.gbt9704 import PAGE, TITLE, twips
from banli_report.word.writer.head import head_height, masthead_points
from banli_report.word.writer.line_breaks import broken
from banli_report.words.characters import ems

_PARTED = 4
"""The lines of a paragraph that may be parted so that two stand on either page."""
_HEIGHT = twips(PAGE.height - PAGE.top - PAGE.bottom)
"""The height of the text area in twips."""
_SPARE = 120
"""What the rows of a joint masthead and of signers may be higher in one program than in another, in twips."""

PROBLEMS = (
    Kind(
        "word.signature-alone",
        WARNING,
        "版头下只有一段正文，排满了首页，署名会独自排在第二面。",
        "正文大约排满首页，署名和日期会独自排在第二面，那一面没有正文",
        "7.3.5.4",
    ),
    Kind(
        "word.first-page-full",
        WARNING,
        "版头和标题太高，首页排不下正文。",
        "版头和标题占了首页22行中的21行，正文从第二面才开始",
        "7.3.3",
    ),
)


def may_part(document: Document) -> bool:
    """Tell whether the only paragraph of an official document may be parted, so that it begins on the first page."""
    *above, last = document.blocks or (None,)
    if not document.head or any(not isinstance(block, Line | Heading) for block in above):
        return False
    return isinstance(last, Paragraph) and _lines(last) >= _PARTED


def room_for_head(document: Document) -> int:
    """Give how much of the first page, in twips, title and the beginning of the text leave to the head."""
    count = len(title_lines(document)) + 1 + sum(_first_lines(document))
    return _HEIGHT - count * TITLE.pitch - _SPARE


def first_page_warnings(document: Document) -> list[Problem]:
    """Tell where a head is so high, however small its masthead, that the text begins on the second page."""
    if document.head is None or document.head.letter:
        return []
    room = room_for_head(document)
    height = head_height(document.head, masthead_points(document.head, room))
    if height <= room + _one_line_less(document):
        return list(_signature_alone(document, height))
    taken = min(-(-height // PAGE.line_pitch) + len(title_lines(document)), PAGE.lines)
    message = f"版头和标题占了首页{PAGE.lines}行中的{taken}行，正文从第二面才开始"
    hint = "首页应有正文：缩短标题，或写出后减小发文机关标志的字号、减少版头的空行"
    return [warning("word.first-page-full", NOWHERE, message, hint)]


def _signature_alone(document: Document, head: int) -> Iterator[Problem]:
    """Tell where the only paragraph fills the first page, so that who signs stands on a page without text."""
    if not document.signature or not may_part(document):
        return
    above = (_block_lines(block) for block in document.blocks)
    left = _HEIGHT - head - (len(title_lines(document)) + 1 + sum(above)) * TITLE.pitch
    if 0 <= left < _signature_lines(document.signature) * TITLE.pitch:
        message = "正文大约排满首页，署名和日期会独自排在第二面，那一面没有正文"
        hint = "写出后看一眼；独自成面的，调整行距、字距，或把正文末尾一句另起一段"
        yield warning("word.signature-alone", NOWHERE, message, hint)


def _one_line_less(document: Document) -> int:
    """Give what room there is more where the first paragraph leaves but one line on the first page, in twips."""
    first = next((block for block in document.blocks if isinstance(block, Paragraph)), None)
    may_leave_one = first is not None and first is not document.blocks[-1] and _lines(first) >= _PARTED
    return TITLE.pitch * may_leave_one


def title_lines(document: Document) -> list[str]:
    """Give the title as the lines that it is set in: those chosen in the report file, or by sense."""
    fields = dict(document.fields)
    words = (fields.get("单位", ""), fields.get("简称", ""), fields.get("会议", ""))
    return broken(text_of(document.title), PAGE.title_characters, words)


def _first_lines(document: Document) -> Iterator[int]:
    """Give the lines of what must stand on the first page: down to the first of the text."""
    *_, last = document.blocks or (None,)
    for block in document.blocks:
        if isinstance(block, Line | Heading):
            yield _block_lines(block)
        elif isinstance(block, Paragraph) and _lines(block) < _PARTED:
            yield _lines(block)
            if block is last and document.signature:
                yield _signature_lines(document.signature)
            return
        else:
            yield _PARTED // 2
            return


def _block_lines(block: Block) -> int:
    """Give the lines of a block that is no table."""
    if isinstance(block, Line):
        return -(-round(ems(block.text)) // PAGE.characters)
    return 0 if isinstance(block, Table) else _count(text_of(block.said))


def _lines(block: Paragraph) -> int:
    return _count(text_of(block.said))


def _count(text: str) -> int:
    return -(-round(ems(text) + 2) // PAGE.characters)


def _signature_lines(signature: Signature) -> int:
    blank = 2 if signature.seal else 1
    said = (signature.date, signature.note)
    return blank + len(signature.name.split("\n")) + sum(map(bool, said))

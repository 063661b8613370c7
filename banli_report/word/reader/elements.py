"""Which element of an official document each paragraph is (GB/T 9704-2012, chapter 7)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from banli_report.word.reader.headings import NOT_A_HEADING, HeadingMark, heading_mark
from banli_report.word.reader.view import Paragraph, View


class Element(StrEnum):
    """An element, by the name that the standard gives it."""

    HEAD = "版头"
    MASTHEAD = "发文机关标志"
    NUMBER = "发文字号"
    TITLE = "标题"
    VENUE = "会议信息"
    RECIPIENT = "主送机关"
    HEADING = "小标题"
    TEXT = "正文"
    ANNEX_LIST = "附件说明"
    SIGNATURE = "署名"
    DATE = "成文日期"
    NOTE = "附注"
    ANNEX_MARK = "附件标记"
    ANNEX_TITLE = "附件标题"
    TABLE = "表格"
    TABLE_NOTE = "表注"
    CAPTION = "表题"
    FOOT = "版记"
    BLANK = "空行"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph with its element, and its heading mark where it begins with one."""

    paragraph: Paragraph
    element: Element
    heading: HeadingMark = NOT_A_HEADING

    @property
    def text(self) -> str:
        """Give the text without the space around it."""
        return self.paragraph.text.strip()


_TITLE_STYLES = ("公文标题", "主标题", "标题", "title")
_TITLE_SIZE = 18
_NUMERALS = "〇○零一二三四五六七八九十"
DATE = re.compile(
    rf"(?:\d{{2,4}}|[{_NUMERALS}]{{2,4}})\s*[年.\-/．]\s*(?:\d{{1,2}}|[{_NUMERALS}]{{1,3}})\s*[月.\-/．]"
    rf"\s*(?:\d{{1,2}}|[{_NUMERALS}]{{1,3}})\s*日?"
)
FILE_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,20}\s*[〔\[［(（【]\s*\d{2,4}\s*年?\s*[〕\]］)）】]\s*第?\s*\d{1,5}\s*[号號]"
)
SIGNERS = re.compile(r"签发人|簽發人")
ANNEX_LIST = re.compile(r"附件\s*[:：]")
ANNEX_MARK = re.compile(r"附件\s*(?:[0-9一二三四五六七八九十]{1,2}\s*)?[:：.．、，。]?")
_ANNEX_NUMBERED = re.compile(r"附件\s*(?:\d{1,2}\s*)?[:：]")
_LIST_ITEM = re.compile(r"\d{1,2}\s*[.．、]")
_VENUE = re.compile(r"[—\-（(].*\d{4}\s*年.*", re.DOTALL)
_RECIPIENT = re.compile(
    r"[^。；！？\n]{2,80}[会府局委办辦协協大团軍军厅廳部院处處室司社校们們员員席任表志区區县縣市省]\s*[:：]"
)
_RECIPIENT_CLOSED = re.compile(
    r"[^。；！？\n]{2,80}[会府局委办辦协協大团團军軍厅廳部院处處室司]\s*[;；，,。.]"
)
"""Recipients that end in another mark than a colon."""
_FLUSH_RECIPIENT = re.compile(r"[^。；！？\n]{2,400}[:：]")
_SALUTATION = re.compile(r"(?:各位|尊敬的|同志|主任|主席)[^。\n]{0,60}[:：]")
_FOOT = re.compile(rf"(?:抄送|分送|抄报|抄報)\s*[:：].*|.*{DATE.pattern}\s*印[发發]", re.DOTALL)
COPIES = re.compile(r"(?:抄送|分送|抄报|抄報)\s*[:：]")
_ISSUED = re.compile(rf".{{2,60}}\s{DATE.pattern}")
_TABLE_NOTE = re.compile(r"(?:注|备注|说明|单位|填报单位|来源|資料來源|备註|註)\s*[:：]")
_CAPTION = re.compile(r"表\s*\d{1,2}\s")
_NOT_A_NAME = re.compile(r"[。；，：！？:;,]")
_NAME_LENGTH, _SPEAKER_LENGTH = 40, 40


_Labels: TypeAlias = Mapping[int, Element]
"""Elements by the number of their paragraph."""


def classify(view: View) -> tuple[Labelled, ...]:
    """Give every paragraph of the text with its element."""
    paragraphs = [found for found in view.body if not found.in_box and not found.is_contents]
    title = _title(paragraphs)
    after_title = 0 if title is None else title + 1
    annexes = _annex_start(paragraphs, after_title)
    head: _Labels = {}
    if title is not None:
        heading = _title_labels(paragraphs[title:annexes])
        head = {**_head_labels(paragraphs[:title]), **heading}
        after_title = title + len(heading)
    text = paragraphs[after_title:annexes]
    lead = _lead_labels(text)
    listed = _annex_list_labels(text)
    closing = _closing_labels([p for p in text if p.number not in lead and p.number not in listed])
    foot = _foot_labels(paragraphs)
    found = {**head, **lead, **listed, **closing, **_annex_labels(paragraphs[annexes:]), **foot}
    return tuple(_labelled(paragraph, found.get(paragraph.number)) for paragraph in paragraphs)


def _foot_labels(paragraphs: Sequence[Paragraph]) -> _Labels:
    """Label the line below 抄送 that ends with a date, though it lacks 印发."""
    filled = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    return {
        below.number: Element.FOOT
        for above, below in pairwise(filled)
        if COPIES.match(above.text.strip()) and _ISSUED.fullmatch(below.text.strip())
    }


def _labelled(paragraph: Paragraph, known: Element | None) -> Labelled:
    text = paragraph.text.strip()
    if not text:
        return Labelled(paragraph, Element.BLANK)
    if known:
        return Labelled(paragraph, known)
    if _FOOT.fullmatch(text):
        return Labelled(paragraph, Element.FOOT)
    if paragraph.in_table:
        return Labelled(paragraph, Element.TABLE)
    if paragraph.style == "表题" or (paragraph.align == "center" and _CAPTION.match(text)):
        return Labelled(paragraph, Element.CAPTION)
    mark = heading_mark(paragraph)
    return Labelled(paragraph, Element.HEADING if mark.alone else Element.TEXT, mark)


def _is_title_like(paragraph: Paragraph) -> bool:
    if paragraph.style.lower() in _TITLE_STYLES:
        return True
    return paragraph.align == "center" and paragraph.size >= _TITLE_SIZE and not paragraph.is_red


def _title(paragraphs: Sequence[Paragraph]) -> int | None:
    """Give the position of the title: what looks like one, else the first line that can be one, else None."""
    texts = [(i, p) for i, p in enumerate(paragraphs) if p.text.strip() and not p.in_table]
    for position, paragraph in texts:
        if _is_title_like(paragraph):
            return position
        if heading_mark(paragraph).level:
            break
    for position, paragraph in texts:
        if heading_mark(paragraph).level:
            break
        if not _is_head(paragraph) and not _NOT_A_NAME.search(paragraph.text.strip()[-1:]):
            return position
    return None


_HEAD_LINES = re.compile(
    r"\d{6}|(?:绝密|机密|秘密)(?:★.*)?|(?:特急|加急|特提|平急|急件)|.*签发人\s*[:：].*|.*簽發人\s*[:：].*|.{2,40}文件"
)


def _is_head(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return paragraph.is_red or bool(_HEAD_LINES.fullmatch(text) or FILE_NUMBER.match(text))


def _head_labels(paragraphs: Sequence[Paragraph]) -> _Labels:
    return {paragraph.number: _head_element(paragraph) for paragraph in paragraphs}


def _head_element(paragraph: Paragraph) -> Element:
    if paragraph.is_red:
        return Element.MASTHEAD
    if FILE_NUMBER.fullmatch(paragraph.text.strip()):
        return Element.NUMBER
    return Element.HEAD


def _title_labels(paragraphs: Sequence[Paragraph]) -> _Labels:
    """Label the title, with which the paragraphs begin; it may take several paragraphs of one look."""
    looks = [(paragraph.style, paragraph.size, paragraph.align) for paragraph in paragraphs]
    found: dict[int, Element] = {}
    for paragraph, look in zip(paragraphs, looks, strict=True):
        if not paragraph.text.strip() or look != looks[0] or (found and not _is_title_like(paragraph)):
            break
        found[paragraph.number] = Element.TITLE
    return found


def _lead_labels(paragraphs: Sequence[Paragraph]) -> _Labels:
    """Label what stands between title and text: the meeting, who speaks, whom it addresses."""
    found: dict[int, Element] = {}
    venue = False
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if not text:
            continue
        if _VENUE.fullmatch(text):
            venue = True
            found[paragraph.number] = Element.VENUE
        elif venue and paragraph.align == "center" and len(text) <= _SPEAKER_LENGTH:
            found[paragraph.number] = Element.VENUE
        elif _is_recipient(paragraph, text):
            found[paragraph.number] = Element.RECIPIENT
        else:
            break
    return found


def _is_recipient(paragraph: Paragraph, text: str) -> bool:
    if _RECIPIENT.fullmatch(text) or _SALUTATION.fullmatch(text):
        return True
    flush = _FLUSH_RECIPIENT.fullmatch(text) or _RECIPIENT_CLOSED.fullmatch(text)
    return abs(paragraph.indent) < 1 and bool(flush)


def _closing_labels(paragraphs: Sequence[Paragraph]) -> _Labels:
    """Label who signs, the date, and the note below it, out of what no other label was given to."""
    open_ones = [p for p in paragraphs if p.text.strip() and not p.in_table]
    closing = [p for p in open_ones if not _FOOT.fullmatch(p.text.strip())]
    found: dict[int, Element] = {}
    if len(closing) > 1 and re.fullmatch(r"[（(].*[）)]", closing[-1].text.strip()) and _is_date(closing[-2]):
        found[closing.pop().number] = Element.NOTE
    if closing and _is_date(closing[-1]):
        found[closing.pop().number] = Element.DATE
        if closing and _is_name(closing[-1]):
            found.update(_name_labels(closing))
    elif closing and _is_name(closing[-1]) and (closing[-1].align == "right" or closing[-1].style == "署名"):
        found[closing[-1].number] = Element.SIGNATURE
    return found


def _name_labels(closing: Sequence[Paragraph]) -> _Labels:
    """Label who signs: the last name, and those above it that begin at the same place or have the same style."""
    found: dict[int, Element] = {}
    last = closing[-1]
    for paragraph in reversed(closing):
        alike = paragraph.style == last.style == "署名" or (
            last.indent > 4 and paragraph.indent == last.indent
        )
        if paragraph is not last and not (alike and _is_name(paragraph)):
            break
        found[paragraph.number] = Element.SIGNATURE
    return found


def _is_date(paragraph: Paragraph) -> bool:
    return bool(DATE.fullmatch(paragraph.text.strip()))


def _is_name(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return len(text) <= _NAME_LENGTH and not _NOT_A_NAME.search(text) and not heading_mark(paragraph).level


def _annex_list_labels(paragraphs: Sequence[Paragraph]) -> _Labels:
    found: dict[int, Element] = {}
    inside = False
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if ANNEX_LIST.match(text) or (inside and _LIST_ITEM.match(text)):
            inside = True
            found[paragraph.number] = Element.ANNEX_LIST
        elif text:
            inside = False
    return found


def _annex_start(paragraphs: Sequence[Paragraph], after_title: int) -> int:
    """Give the position at which the annexes (or other pages after the signature) begin."""
    for position in range(after_title, len(paragraphs)):
        paragraph = paragraphs[position]
        text = paragraph.text.strip()
        if paragraph.in_table or not text:
            continue
        if _is_annex_mark(paragraph) and (text not in ("附件：", "附件:") or paragraph.starts_page):
            return position
        if _is_title_like(paragraph) and paragraph.starts_page:
            return position
    return len(paragraphs)


def _is_annex_mark(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    if ANNEX_MARK.fullmatch(text):
        return True
    return paragraph.starts_page and bool(_ANNEX_NUMBERED.match(text))


def _annex_labels(paragraphs: Sequence[Paragraph]) -> _Labels:
    found: dict[int, Element] = {}
    wants_title = True
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if paragraph.in_table or not text or _FOOT.fullmatch(text):
            wants_title = wants_title and not paragraph.in_table
        elif _is_annex_mark(paragraph):
            found[paragraph.number] = Element.ANNEX_MARK
            wants_title = True
        elif wants_title or (_is_title_like(paragraph) and paragraph.starts_page):
            found[paragraph.number] = Element.ANNEX_TITLE
            wants_title = False
        elif _TABLE_NOTE.match(text):
            found[paragraph.number] = Element.TABLE_NOTE
    return found

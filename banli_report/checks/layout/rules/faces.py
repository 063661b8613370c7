"""Faces, sizes and colour by element (GB/T 9704-2012, 5.2.3 and chapter 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from banli_report.checks.layout.context import Context
from banli_report.checks.layout.elements import Element, Labelled
from banli_report.checks.layout.finding import Finding, doubtful, wrong
from banli_report.checks.layout.view import Face, Span
from banli_report.word.standard import (
    FANG_SONG,
    HEADINGS,
    HEI_TI,
    KAI_TI,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SONG_TI,
    TEXT,
    XIAO_BIAO_SONG,
)

_FAMILIES = {
    XIAO_BIAO_SONG: re.compile(r".*小标宋|FZXiaoBiaoSong|FZXBS", re.IGNORECASE),
    FANG_SONG: re.compile(r".*仿宋|.*FangSong", re.IGNORECASE),
    KAI_TI: re.compile(r".*楷体|.*楷體|.*KaiTi|方正楷", re.IGNORECASE),
    HEI_TI: re.compile(r".*黑体|.*黑體|SimHei|方正黑", re.IGNORECASE),
    SONG_TI: re.compile(r"宋体|新宋体|NSimSun|SimSun|方正书宋|方正宋", re.IGNORECASE),
}
LATIN = TEXT.latin
_HAN = re.compile(r"[\u3007\u3400-\u9fff]")
_LATIN_TEXT = re.compile(r"[A-Za-z0-9]")
_QUOTES = re.compile(r"[“”‘’—…]")
_SIZES = {SIZE_2: "2号", SIZE_3: "3号", SIZE_4: "4号"}
_THEME_HINT = "选中全文，在“字体”里明确指定中文字体和西文字体"


@dataclass(frozen=True, slots=True)
class Look:
    """The face and size that an element must have; ``firm`` where the standard itself says so."""

    face: str
    size: float
    firm: bool = True


_LOOKS = {
    Element.TITLE: Look(XIAO_BIAO_SONG, SIZE_2),
    Element.ANNEX_TITLE: Look(XIAO_BIAO_SONG, SIZE_2, firm=False),
    Element.VENUE: Look(KAI_TI, SIZE_3, firm=False),
    Element.ANNEX_MARK: Look(HEI_TI, SIZE_3),
    Element.IMPRINT: Look(FANG_SONG, SIZE_4),
    **dict.fromkeys(
        (
            Element.TEXT,
            Element.NUMBER,
            Element.RECIPIENT,
            Element.ANNEX_LIST,
            Element.SIGNATURE,
            Element.DATE,
            Element.NOTE,
        ),
        Look(FANG_SONG, SIZE_3),
    ),
}


def is_face(name: str, wanted: str) -> bool:
    """Tell whether a face is of the family of a face that the standard names."""
    return bool(_FAMILIES[wanted].match(name))


def face_findings(context: Context) -> Iterator[Finding]:
    """Give the paragraphs whose face, size or colour is not that of their element."""
    for labelled in context.labelled:
        if labelled.element in (Element.BLANK, Element.HEAD, Element.MARK):
            continue
        found: dict[str, Finding] = {}
        for look, span in _pieces(labelled):
            for finding in _span_findings(labelled, look, span):
                found.setdefault(finding.id + finding.severity, finding)
        yield from found.values()


def _pieces(labelled: Labelled) -> Iterator[tuple[Look | None, Span]]:
    """Give the spans with the look each must have; a run-in heading has its own."""
    look, lead = _LOOKS.get(labelled.element), labelled.heading.lead
    at = 0
    for span in labelled.paragraph.spans:
        end = at + len(span.text)
        is_lead = bool(lead) and at < lead
        if span.text.strip() and not (at < lead < end and labelled.heading.level > _TEXT_LEVEL):
            yield (_heading_look(labelled.heading.level) if is_lead else look), span
        at = end


_TEXT_LEVEL = 2


def _heading_look(level: int) -> Look:
    style = HEADINGS[level - 1]
    return Look(style.face, style.size)


def _name(labelled: Labelled, look: Look | None) -> str:
    level = labelled.heading.level
    if level and look and look != _LOOKS[Element.TEXT]:
        return HEADINGS[level - 1].name
    return (
        HEADINGS[level - 1].name if labelled.element is Element.HEADING and level else str(labelled.element)
    )


def _span_findings(labelled: Labelled, look: Look | None, span: Span) -> Iterator[Finding]:
    if _HAN.search(span.text):
        yield from _east(labelled, look, span)
    if _LATIN_TEXT.search(span.text):
        yield from _latin(labelled, span.latin, span)
    if look is None:
        return
    if span.size != look.size:
        kind = wrong if look.firm else doubtful
        message = (
            f"{_name(labelled, look)}的字号是{span.size:g}磅，应为{_SIZES[look.size]}（{look.size:g}磅）"
        )
        yield kind("size", labelled.paragraph, message, "改样式或选中后改字号", span.text)
    if span.colour:
        message = f"{_name(labelled, look)}的字是彩色（{span.colour}），应为黑色"
        yield wrong("colour", labelled.paragraph, message, "字体颜色改为“自动”", span.text)
    quote = _QUOTES.search(span.text)
    if quote and not span.east_quotes and not is_face(span.latin.name, look.face):
        message = f"引号、破折号或省略号用的是西文字体{span.latin.name}，应为{look.face}"
        hint = "选中这些符号改为中文字体"
        yield doubtful("quote-face", labelled.paragraph, message, hint, span.text[quote.start() :])


def _east(labelled: Labelled, look: Look | None, span: Span) -> Iterator[Finding]:
    name, where = _name(labelled, look), labelled.paragraph
    wanted = f"，应为{look.face}" if look else ""
    if span.east.themed:
        message = f"{name}的中文字体取自主题（{span.east.name or '未指明'}）{wanted}"
        yield wrong("theme-font", where, message, _THEME_HINT, span.text)
    elif not span.east.name:
        yield wrong("no-east-asian-face", where, f"{name}没有指定中文字体{wanted}", _THEME_HINT, span.text)
    elif look and not is_face(span.east.name, look.face):
        kind = wrong if look.firm else doubtful
        message = f"{name}的字体是{span.east.name}{wanted}"
        yield kind("face", where, message, "改样式或选中后改字体", span.text)


def _latin(labelled: Labelled, face: Face, span: Span) -> Iterator[Finding]:
    if face.themed:
        message = f"西文和数字的字体取自主题（{face.name or '未指明'}），一般用{LATIN}"
        yield doubtful("theme-font", labelled.paragraph, message, _THEME_HINT, span.text)
    elif face.name != LATIN:
        message = f"西文和数字的字体是{face.name or '未指明'}，一般用{LATIN}"
        yield doubtful("latin-face", labelled.paragraph, message, f"把西文字体设为{LATIN}", span.text)

"""Faces, sizes and colour by element (GB/T 9704-2012, 5.2.2, 5.2.4 and chapter 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from banli_report.checks.finding import Finding, doubtful, wrong, wrong_if
from banli_report.checks.layout.context import Context
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.standard.gbt9704 import (
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
from banli_report.word.reader.elements import Element, Labelled
from banli_report.word.reader.view import Paragraph, Span

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

PROBLEMS = (
    Kind(
        "layout.size",
        EITHER,
        "字号与这一要素的要求不同。",
        "报告.docx 正文 第2段：主送机关的字号是11磅，应为3号（16磅）：“市人大常委会：”",
        "5.2.2",
    ),
    Kind(
        "layout.colour",
        ERROR,
        "文字应为黑色，这里用了彩色。",
        "报告.docx 正文 第5段：二级标题的字是彩色（4F81BD），应为黑色：“（一）分类情况”",
        "5.2.4",
    ),
    Kind(
        "layout.face",
        EITHER,
        "中文字体与这一要素的要求不同。",
        "报告.docx 正文 第5段：正文的字体是宋体，应为仿宋_GB2312：“全年承办建议”",
        "5.2.2",
    ),
    Kind(
        "layout.theme-font",
        EITHER,
        "字体跟着主题走，换一台电脑可能变样，应明确指定。",
        "报告.docx 正文 第5段：二级标题的中文字体取自主题（宋体），应为楷体_GB2312：“（一）分类情况”",
        "5.2.2",
    ),
    Kind(
        "layout.no-east-asian-face",
        ERROR,
        "没有指定中文字体，由电脑随意替换。",
        "报告.docx 正文 第20段：成文日期没有指定中文字体，应为仿宋_GB2312：“2024年12月1日”",
        "5.2.2",
    ),
    Kind(
        "layout.latin-face",
        WARNING,
        "西文和数字没有用通行的字体。",
        "报告.docx 正文 第5段：西文和数字的字体是未指明，一般用Times New Roman：“5”",
    ),
    Kind(
        "layout.quote-face",
        WARNING,
        "引号、破折号、省略号按西文字体排，宽窄和样子不对。",
        "报告.docx 正文 第14段：引号、破折号或省略号用的是西文字体Times New Roman，应为仿宋_GB2312：““一事一办”。”",
    ),
)


@dataclass(frozen=True, slots=True)
class Look:
    """The face and size that an element must have; ``firm`` where the standard itself says so."""

    face: str
    size: float
    firm: bool = True


@dataclass(frozen=True, slots=True)
class _Piece:
    """A span, what it is called, and the look that it must have (None: any)."""

    span: Span
    name: str
    look: Look | None


_LOOKS = {
    Element.TITLE: Look(XIAO_BIAO_SONG, SIZE_2),
    Element.ANNEX_TITLE: Look(XIAO_BIAO_SONG, SIZE_2, firm=False),
    Element.VENUE: Look(KAI_TI, SIZE_3, firm=False),
    Element.ANNEX_MARK: Look(HEI_TI, SIZE_3),
    Element.FOOT: Look(FANG_SONG, SIZE_4),
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
        if labelled.element in (Element.BLANK, Element.HEAD, Element.MASTHEAD):
            continue
        found: dict[str, Finding] = {}
        for piece in _pieces(labelled):
            for finding in _piece_findings(labelled.paragraph, piece):
                found.setdefault(finding.id + finding.severity, finding)
        yield from found.values()


def _pieces(labelled: Labelled) -> Iterator[_Piece]:
    """Give the spans with the look each must have; a run-in heading has its own."""
    at = 0
    for span in labelled.paragraph.spans:
        if span.text.strip() and at < labelled.heading.lead:
            style = HEADINGS[labelled.heading.level - 1]
            yield _Piece(span, style.name, Look(style.face, style.size))
        elif span.text.strip():
            yield _Piece(span, str(labelled.element), _LOOKS.get(labelled.element))
        at += len(span.text)


def _piece_findings(where: Paragraph, piece: _Piece) -> Iterator[Finding]:
    span, look = piece.span, piece.look
    if _HAN.search(span.text):
        yield from _east(where, piece)
    if _LATIN_TEXT.search(span.text):
        yield from _latin(where, span)
    if look is None:
        return
    if span.size != look.size:
        kind = wrong_if(look.firm)
        message = f"{piece.name}的字号是{span.size:g}磅，应为{_SIZES[look.size]}（{look.size:g}磅）"
        yield kind("size", where, message, "改样式或选中后改字号", span.text)
    if span.colour:
        message = f"{piece.name}的字是彩色（{span.colour}），应为黑色"
        yield wrong("colour", where, message, "字体颜色改为“自动”", span.text)
    quote = _QUOTES.search(span.text)
    if quote and not span.east_quotes and not is_face(span.latin.name, look.face):
        message = f"引号、破折号或省略号用的是西文字体{span.latin.name}，应为{look.face}"
        yield doubtful("quote-face", where, message, "选中这些符号改为中文字体", span.text[quote.start() :])


def _east(where: Paragraph, piece: _Piece) -> Iterator[Finding]:
    face, look, text = piece.span.east, piece.look, piece.span.text
    wanted = f"，应为{look.face}" if look else ""
    if face.themed:
        message = f"{piece.name}的中文字体取自主题（{face.name or '未指明'}）{wanted}"
        yield wrong("theme-font", where, message, _THEME_HINT, text)
    elif not face.name:
        yield wrong("no-east-asian-face", where, f"{piece.name}没有指定中文字体{wanted}", _THEME_HINT, text)
    elif look and not is_face(face.name, look.face):
        kind = wrong_if(look.firm)
        message = f"{piece.name}的字体是{face.name}{wanted}"
        yield kind("face", where, message, "改样式或选中后改字体", text)


def _latin(where: Paragraph, span: Span) -> Iterator[Finding]:
    face = span.latin
    if face.themed:
        message = f"西文和数字的字体取自主题（{face.name or '未指明'}），一般用{LATIN}"
        yield doubtful("theme-font", where, message, _THEME_HINT, span.text)
    elif face.name != LATIN:
        message = f"西文和数字的字体是{face.name or '未指明'}，一般用{LATIN}"
        yield doubtful("latin-face", where, message, f"把西文字体设为{LATIN}", span.text)

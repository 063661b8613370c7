"""GB/T 9704-2012 (党政机关公文格式) as data: page, grid, faces, sizes, styles."""

from __future__ import annotations

from dataclasses import dataclass

TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20


@dataclass(frozen=True, slots=True)
class Page:
    """The page (GB/T 9704-2012, 5.2.1, 5.2.3 and 7.5), lengths in mm unless they say twips.

    Args:
        width: paper width.
        height: paper height.
        top: margin above the text area (天头).
        bottom: margin below it.
        left: margin on the binding side (订口).
        right: the other margin.
        lines: lines on a full page.
        characters: characters on a full line.
        line_pitch: distance of lines in twips; 22 of them must fit the height of the text area.
        tracking: change of the distance of characters in twips; 28 characters must fit the width. At -5
            they do, but LibreOffice then drops punctuation at the ends of some lines.
        page_number: distance of the paper's foot from the foot of the page number.
    """

    width: float = 210
    height: float = 297
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    lines: int = 22
    characters: int = 28
    line_pitch: int = 579
    tracking: int = -6
    page_number: float = 25.2

    @property
    def text_width(self) -> float:
        """Give the width of the text area."""
        return self.width - self.left - self.right

    @property
    def title_characters(self) -> float:
        """Give how many characters of size 2 a line of the title holds."""
        return twips(self.text_width) / (SIZE_2 * TWIPS_PER_POINT)

    @property
    def landscape_width(self) -> float:
        """Give the width of the text area of a page on its side."""
        return self.height - self.top - self.bottom


PAGE = Page()


@dataclass(frozen=True, slots=True)
class Style:
    """A style of the frame, under the Chinese name that an office finds it by.

    Args:
        name: name by which an office finds it; none of them is a name that Word gives a style of its own.
        known_as: the name of the style of Word's own that it is, by which machines find it; its name is then an alias.
        id: identifier inside the file.
        face: East Asian face.
        size: size in points.
        latin: face of Latin letters and digits.
        align: both, center, left or right.
        indent: first-line indent in characters.
        outline: outline level from 0, or None for text.
        keep: whether it stays on one page with the next paragraph.
        pitch: fixed distance of its lines in twips, or 0 for single spacing.
        bold: whether it is bold.
        colour: colour of the text as RRGGBB, or empty for black.
        led: whether dots lead to a place at the right edge.
        spaced: whether digits among Chinese characters get the usual small space around them.
    """

    name: str
    id: str
    face: str
    size: float
    latin: str = "Times New Roman"
    align: str = "both"
    indent: int = 0
    outline: int | None = None
    keep: bool = False
    pitch: int = PAGE.line_pitch
    bold: bool = False
    spaced: bool = True
    colour: str = ""
    known_as: str = ""
    led: bool = False


FANG_SONG, KAI_TI, HEI_TI, XIAO_BIAO_SONG, SONG_TI = (
    "仿宋_GB2312",
    "楷体_GB2312",
    "黑体",
    "方正小标宋简体",
    "宋体",
)
SIZE_2, SIZE_3, SIZE_4, SIZE_TABLE = 22.0, 16.0, 14.0, 12.0

TITLE = Style("公文标题", "GongwenTitle", XIAO_BIAO_SONG, SIZE_2, align="center", keep=True)
TEXT = Style("公文正文", "GongwenText", FANG_SONG, SIZE_3, indent=2)
HEADINGS = (
    Style(
        "一级标题", "GongwenHeading1", HEI_TI, SIZE_3, indent=2, outline=0, keep=True, known_as="heading 1"
    ),
    Style(
        "二级标题", "GongwenHeading2", KAI_TI, SIZE_3, indent=2, outline=1, keep=True, known_as="heading 2"
    ),
    Style(
        "三级标题", "GongwenHeading3", FANG_SONG, SIZE_3, indent=2, outline=2, keep=True, known_as="heading 3"
    ),
    Style(
        "四级标题", "GongwenHeading4", FANG_SONG, SIZE_3, indent=2, outline=3, keep=True, known_as="heading 4"
    ),
)
SIGNATURE = Style("署名", "GongwenSignature", FANG_SONG, SIZE_3, align="right", keep=True, spaced=False)
DATE = Style("成文日期", "GongwenDate", FANG_SONG, SIZE_3, align="right", spaced=False)
CAPTION = Style("表题", "GongwenCaption", HEI_TI, SIZE_4, align="center", keep=True)
# fixed, since lines of different faces have different heights and would not be level along a row
TABLE_PITCH = 320
TABLE_HEAD = Style(
    "表头", "GongwenTableHead", HEI_TI, SIZE_TABLE, align="center", keep=True, pitch=TABLE_PITCH
)
TABLE_TEXT = Style("表格文字", "GongwenTableText", FANG_SONG, SIZE_TABLE, align="left", pitch=TABLE_PITCH)
PAGE_NUMBER = Style("页码", "GongwenPageNumber", SONG_TI, SIZE_4, latin=SONG_TI, align="left", pitch=0)

ANNEX_LIST = Style("附件说明", "GongwenAnnexList", FANG_SONG, SIZE_3, align="left", keep=True)
ANNEX_MARK = Style("附件标记", "GongwenAnnexMark", HEI_TI, SIZE_3, align="left", keep=True)
LINES = {
    "venue": Style("会议信息", "GongwenVenue", KAI_TI, SIZE_3, align="center", keep=True),
    "speaker": Style("报告人", "GongwenSpeaker", KAI_TI, SIZE_3, align="center", keep=True),
    "recipients": Style("主送机关", "GongwenRecipients", FANG_SONG, SIZE_3, align="left"),
    "salutation": Style("称谓", "GongwenSalutation", FANG_SONG, SIZE_3, align="left", keep=True),
}

CONTENTS_TITLE = Style(
    "目录标题", "GongwenContents", XIAO_BIAO_SONG, SIZE_2, align="center", keep=True, known_as="TOC Heading"
)
CONTENTS = (
    Style("目录一级", "GongwenContents1", HEI_TI, SIZE_3, align="left", known_as="toc 1", led=True),
    Style(
        "目录二级", "GongwenContents2", FANG_SONG, SIZE_3, align="left", indent=2, known_as="toc 2", led=True
    ),
)

RED = "FF0000"
HEAD_MARK = Style("份号密级", "GongwenHeadMark", HEI_TI, SIZE_3, align="left")
MASTHEAD = Style("发文机关标志", "GongwenMasthead", XIAO_BIAO_SONG, SIZE_2, align="center", colour=RED)
NUMBER = Style("发文字号", "GongwenNumber", FANG_SONG, SIZE_3, align="left", spaced=False)
RED_RULE = Style("红色分隔线", "GongwenRedRule", FANG_SONG, SIZE_3, align="left")
NOTE = Style("附注", "GongwenNote", FANG_SONG, SIZE_3, indent=2)
FOOT_PITCH = 560
FOOT = Style("版记", "GongwenFoot", FANG_SONG, SIZE_4, align="left", pitch=FOOT_PITCH, spaced=False)
FOOT_EM = round(SIZE_4 * TWIPS_PER_POINT)

PARAGRAPH_STYLES = (
    HEAD_MARK,
    MASTHEAD,
    NUMBER,
    RED_RULE,
    NOTE,
    FOOT,
    TITLE,
    TEXT,
    *HEADINGS,
    *LINES.values(),
    CONTENTS_TITLE,
    *CONTENTS,
    ANNEX_LIST,
    ANNEX_MARK,
    SIGNATURE,
    DATE,
    CAPTION,
    TABLE_HEAD,
    TABLE_TEXT,
    PAGE_NUMBER,
)

LEADS = tuple(Style(f"{style.name}字", f"{style.id}Lead", style.face, style.size) for style in HEADINGS)
STRONG = Style("加重", "GongwenStrong", "", 0, bold=True)
SIGNER = Style("签发人", "GongwenSigner", KAI_TI, SIZE_3)
CHARACTER_STYLES = (*LEADS, STRONG, SIGNER)
TABLE_STYLE_ID, TABLE_STYLE_NAME = "GongwenTable", "公文表格"


def twips(millimetres: float) -> int:
    """Give a length in twips (twentieths of a point)."""
    return round(millimetres * TWIPS_PER_MM)

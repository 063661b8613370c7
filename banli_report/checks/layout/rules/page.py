"""Paper, margins and document grid (GB/T 9704-2012, 5.1, 5.2.1 and 5.2.3)."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.checks.finding import Finding, doubtful, wrong, wrong_if
from banli_report.checks.layout.context import Context
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.standard.gbt9704 import PAGE, twips
from banli_report.word.reader.view import BODY, Section, millimetres

TEXT_HEIGHT, TEXT_WIDTH = twips(PAGE.height - PAGE.top - PAGE.bottom), twips(PAGE.text_width)
_TOLERANCE_MM = 1.05
_NAMES = ("上", "下", "左", "右")
LINE_GRIDS = ("lines", "linesAndChars", "snapToChars")

PROBLEMS = (
    Kind(
        "layout.paper-size",
        ERROR,
        "纸张不是A4。",
        "报告.docx 正文：页面的纸张是216×279毫米，应为A4（210×297毫米）",
        "5.1",
    ),
    Kind(
        "layout.landscape",
        ERROR,
        "正文的页面横放了；只有附件里的宽表可以横排。",
        "报告.docx 正文：第1节是横排，正文应为竖排",
        "8",
    ),
    Kind(
        "layout.margins",
        EITHER,
        "页边距超出允许的偏差；横排的页只提醒。",
        "报告.docx 正文：页面的页边距是上25.4（应为37±1）、下25.4（应为35±1）毫米",
        "5.2.1",
    ),
    Kind(
        "layout.grid",
        WARNING,
        "没有设每页22行的行网格。",
        "报告.docx 正文：页面没有设行网格，应为每页22行",
        "5.2.3",
    ),
)


def page_findings(context: Context) -> Iterator[Finding]:
    """Give what is wrong with the pages, section by section."""
    if not context.view.sections:
        yield wrong("paper-size", BODY, "没有页面设置", "纸张设为A4，页边距设为上37、下35、左28、右26毫米")
    main = len(context.main_sections)
    for position, section in enumerate(context.view.sections):
        name = f"第{position + 1}节" if len(context.view.sections) > 1 else "页面"
        yield from _paper(section, name, in_annex=position >= main)
        yield from _margins(section, name)
        if not section.landscape and position < main:
            yield from _grid(section, name)


def _paper(section: Section, name: str, *, in_annex: bool) -> Iterator[Finding]:
    sides = sorted((millimetres(section.width), millimetres(section.height)))
    if any(
        abs(side - right) > _TOLERANCE_MM
        for side, right in zip(sides, (PAGE.width, PAGE.height), strict=True)
    ):
        width, height = (f"{millimetres(length):.0f}" for length in (section.width, section.height))
        message = f"{name}的纸张是{width}×{height}毫米，应为A4（210×297毫米）"
        yield wrong("paper-size", BODY, message, "在页面布局里把纸张设为A4")
    elif section.landscape and not in_annex:
        yield wrong("landscape", BODY, f"{name}是横排，正文应为竖排", "横排只用于附件里的宽表，另起一节")


def _margins(section: Section, name: str) -> Iterator[Finding]:
    found = [millimetres(length) for length in (section.top, section.bottom, section.left, section.right)]
    allowed = [(PAGE.top, PAGE.bottom, PAGE.left, PAGE.right)]
    if section.landscape:
        allowed = [
            (PAGE.left, PAGE.right, PAGE.bottom, PAGE.top),
            (PAGE.right, PAGE.left, PAGE.top, PAGE.bottom),
        ]
    if any(_near(found, right) for right in allowed):
        return
    wanted = allowed[0]
    off = [
        f"{side}{value:.1f}（应为{right:g}±1）"
        for side, value, right in zip(_NAMES, found, wanted, strict=True)
        if abs(value - right) > _TOLERANCE_MM
    ]
    kind = wrong_if(not section.landscape)
    yield kind("margins", BODY, f"{name}的页边距是{'、'.join(off)}毫米", "在页面布局里改页边距，装订线设为0")


def _near(found: list[float], right: tuple[float, ...]) -> bool:
    return all(abs(value - wanted) <= _TOLERANCE_MM for value, wanted in zip(found, right, strict=True))


def _grid(section: Section, name: str) -> Iterator[Finding]:
    hint = f"文档网格设为“只指定行网格”，每页{PAGE.lines}行"
    if section.grid not in LINE_GRIDS or not section.pitch:
        yield doubtful("grid", BODY, f"{name}没有设行网格，应为每页{PAGE.lines}行", hint)
    elif TEXT_HEIGHT // section.pitch != PAGE.lines:
        lines = TEXT_HEIGHT // section.pitch
        message = f"{name}的行网格每页{lines}行（行距{section.pitch / 20:g}磅），应为{PAGE.lines}行"
        yield doubtful("grid", BODY, message, hint)

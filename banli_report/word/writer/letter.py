"""The head of a letter in Word (GB/T 9704-2012, 10.1): masthead and red double rules, placed from the paper's edges."""

from __future__ import annotations

from banli_report.document.tree import Head
from banli_report.standard.gbt9704 import (
    HEAD_MARK,
    LEADS,
    MASTHEAD,
    NUMBER,
    PAGE,
    RED,
    RED_RULE,
    SIZE_3,
    TITLE,
    TWIPS_PER_MM,
    TWIPS_PER_POINT,
    Style,
    twips,
)
from banli_report.word.ooxml.xml import Node, element, text
from banli_report.word.writer.masthead import RISE, points_for, sized_run
from banli_report.word.writer.runs import framed, line

_MASTHEAD_TOP, _RULE_BELOW_MASTHEAD, _RULE_ABOVE_FOOT = 30.0, 4.0, 20.0
_RULE_WIDTH = 170.0
_MASTHEAD_POINTS = 42
_RULE_EIGHTHS, _RULE_HEIGHT = 18, 40
_FIRST_ELEMENT = SIZE_3 * 7 / 8
"""Distance in points of the first element from the rule above it."""


def letter_elements(head: Head) -> list[Node]:
    """Write masthead, double rules, number and marks, down to the two blank lines above the title."""
    name = "".join(head.agencies[:1])
    points = points_for(name, _RULE_WIDTH, _MASTHEAD_POINTS)
    rule = _MASTHEAD_TOP + points * TWIPS_PER_POINT / TWIPS_PER_MM + _RULE_BELOW_MASTHEAD
    left = (PAGE.width - _RULE_WIDTH) / 2
    height = points * TWIPS_PER_POINT
    masthead = _standing(MASTHEAD, _MASTHEAD_TOP + RISE * height / TWIPS_PER_MM, height, left)
    masthead.append(sized_run(name, points))
    # text stands below the frames, not beside them, so the space below the rule is part of its frame
    upper = _rule(rule, left, "thinThickSmallGap", round(_FIRST_ELEMENT * TWIPS_PER_POINT) - _LEADING)
    lower = _rule(PAGE.height - _RULE_ABOVE_FOOT, left, "thickThinSmallGap", _RULE_HEIGHT)
    made = [masthead, upper, lower, _first_line(head)]
    return [*made, *(line(HEAD_MARK, mark) for mark in head.marks[1:]), line(TITLE, ""), line(TITLE, "")]


_LEADING = (PAGE.line_pitch - round(SIZE_3 * TWIPS_PER_POINT)) // 2
"""What a line has above its characters, in twips."""


def _first_line(head: Head) -> Node:
    """Write the first mark at the left and the number at the right, both under the rule."""
    properties = element(
        "pPr",
        element("pStyle", val=NUMBER.id),
        element("tabs", element("tab", val="right", pos=twips(PAGE.text_width))),
    )
    look = element("rPr", element("rStyle", val=LEADS[0].id))
    marks = [element("r", look, *text(mark)) for mark in head.marks[:1]]
    return element("p", properties, *marks, element("r", *text(f"\t{head.number}")))


def _standing(style: Style, top: float, height: int, left: float, *extra: Node) -> Node:
    frame = framed(twips(left), twips(top), twips(_RULE_WIDTH), height)
    spacing = element("spacing", before=0, after=0, line=height, lineRule="exact")
    return element("p", element("pPr", element("pStyle", val=style.id), frame, *extra, spacing))


def _rule(top: float, left: float, kind: str, height: int) -> Node:
    """Draw a red double rule; of a kind, the first word names the inner rule, which is here the lower one."""
    border = element("pBdr", element("top", val=kind, sz=_RULE_EIGHTHS, space=0, color=RED))
    # a tab as wide as the rule, since ONLYOFFICE draws the rule of an empty frame as a dot
    tabs = element("tabs", element("tab", val="right", pos=twips(_RULE_WIDTH)))
    made = _standing(RED_RULE, top, height, left, border, tabs)
    made.append(element("r", *text("\t")))
    return made

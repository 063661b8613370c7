"""The foot of an official document in Word: 抄送, 印发机关, 印发日期 (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

from itertools import pairwise

from banli_report.document.tree import Foot
from banli_report.errors import ERROR, NOWHERE, Kind, refuse
from banli_report.standard.gbt9704 import FOOT, FOOT_EM, FOOT_PITCH, PAGE, twips
from banli_report.word.ooxml.xml import Node, element, text, unless_empty
from banli_report.word.writer.runs import framed, spacer
from banli_report.words.characters import ems

_THICK, _THIN = 8, 6
"""Rules of 0.35 mm and 0.25 mm, in eighths of a point."""
_SLACK, _RAISED = 30, 15
"""What the last frame is higher than its lines, since ONLYOFFICE clips the rule at its edge, and what all are raised, in twips."""
_ANCHOR = 10
"""The height in twips of the paragraph that the frame hangs on; it must find room on a page that is full."""
FOOT_MARK, _MARK_ID = "banli_report_foot", 909092
"""The bookmark of a foot whose place waits for the number of its page."""
_WIDTH = twips(PAGE.text_width)
_LABEL = 3
_ROOM = 26
"""Characters of a line of 抄送 below its label; fewer than would fit, so that the lines are surely ours."""
_MOST_LINES = PAGE.lines - 4
_CLOSING = "，。、；）》”"
_ENDS = "，、；"

PROBLEMS = (
    Kind(
        "word.foot-too-long",
        ERROR,
        "抄送机关太多，版记一面排不下。",
        "版记有63行，超过18行，一面排不下",
        "7.4",
    ),
)


def foot_elements(foot: Foot) -> list[Node]:
    """Write the foot as framed paragraphs, its last line on the last line of the text area, and what they hang on.

    Each frame is placed from the paper's edge, the one way in which Word, WPS and LibreOffice agree; for that
    its height must be known, so the lines are broken here. The rules of a paragraph begin at its indent in Word
    and end with its text in ONLYOFFICE, so the text is moved in by tabs, and a tab fills its last line. The foot
    of a letter, 抄送 alone, has no rules (10.1).
    """
    copies, issued = _copies_lines(foot.copies), _issued_lines(foot)
    if len(copies) + len(issued) > _MOST_LINES:
        message = f"版记有{len(copies) + len(issued)}行，超过{_MOST_LINES}行，一面排不下"
        raise refuse("word.foot-too-long", NOWHERE, message, "抄送机关用统称，如“各县（市、区）人民政府”")
    top = twips(PAGE.height - PAGE.bottom) - _RAISED - (len(copies) + len(issued)) * FOOT_PITCH
    made = []
    if copies:
        lines = [copies[0], *(f"\t{more}" for more in copies[1:])]
        rules = [_rule("top", _THICK)] if issued else []
        made.append(_standing(lines, top, ("left", (1 + _LABEL) * FOOT_EM), *rules))
    if issued:
        rules = [_rule("top", _THIN if copies else _THICK), _rule("bottom", _THICK)]
        below = top + len(copies) * FOOT_PITCH
        made.append(_standing(issued, below, ("right", _WIDTH - FOOT_EM), *rules))
    anchor = spacer(FOOT, _ANCHOR)
    if foot.new_page is None:
        anchor.append(element("bookmarkStart", id=_MARK_ID, name=FOOT_MARK))
        anchor.append(element("bookmarkEnd", id=_MARK_ID))
    return [*made, anchor]


def _standing(lines: list[str], top: int, stop: tuple[str, int], *rules: Node) -> Node:
    """Make a framed paragraph whose lines begin one character in, with one more place that a tab leads to."""
    stops = [("left", FOOT_EM), stop, ("right", _WIDTH)]
    content = "\n".join(f"\t{line}" for line in lines) + "\t" * bool(rules)
    slack = _SLACK * (len(rules) > 1)
    properties = element(
        "pPr",
        element("pStyle", val=FOOT.id),
        framed(twips(PAGE.left), top, _WIDTH, len(lines) * FOOT_PITCH + slack),
        unless_empty("pBdr", *rules),
        element("tabs", *(element("tab", val=side, pos=place) for side, place in stops)),
    )
    return element("p", properties, element("r", *text(content)))


def _rule(side: str, size: int) -> Node:
    return element(side, val="single", sz=size, space=0, color="000000")


def _copies_lines(copies: str) -> list[str]:
    """Break 抄送 between agencies where that can be, so that no name is parted without need."""
    if not copies:
        return []
    return _lines(_names(copies), _ROOM + _LABEL, _ROOM)


def _names(copies: str) -> list[str]:
    """Part 抄送 after each agency; marks in brackets part nothing."""
    ends = [len(copies)]
    inside = False
    for position in range(len(copies) - 1, -1, -1):
        character = copies[position]
        if character in "（）":
            inside = character == "）"
        elif character in _ENDS and not inside:
            ends.append(position + 1)
    return [copies[start:end] for start, end in pairwise((0, *ends[::-1]))]


def _issued_lines(foot: Foot) -> list[str]:
    """Put the date at the right of the agency, or on a line of its own where the two do not fit one."""
    if not foot.issuer:
        return []
    room = _ROOM + _LABEL
    if ems(foot.issuer) + ems(foot.issued) <= room:
        return [f"{foot.issuer}\t{foot.issued}"]
    return [*_lines([foot.issuer], room, room), f"\t{foot.issued}"]


def _lines(pieces: list[str], first: int, others: int) -> list[str]:
    """Set pieces in lines, whole where they fit one; a mark that closes may stand beyond the end of a line."""
    lines: list[list[str]] = [[]]
    left = float(first)
    for piece in pieces:
        if lines[-1] and ems(piece) > left:
            lines.append([])
            left = others
        for character in piece:
            width = ems(character)
            if width > left and character not in _CLOSING:
                lines.append([])
                left = others
            lines[-1].append(character)
            left -= width
    return ["".join(line) for line in lines]

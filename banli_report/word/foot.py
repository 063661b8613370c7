"""The foot of an official document in Word: 抄送, 印发机关, 印发日期 (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

from typing import Any

from banli_report.document.tree import Foot
from banli_report.word.runs import ems, framed
from banli_report.word.standard import FOOT, FOOT_EM, PAGE, twips
from banli_report.word.xml import element, text

_THICK, _THIN = 8, 6
"""Rules of 0.35 mm and 0.25 mm, in eighths of a point."""
_LABEL = 3
_LINE_CHARACTERS = 26
"""Characters of a line of 抄送 after its label; fewer than would fit, so that the lines are surely ours."""
_CLOSING = "，。、）》”"


def foot_elements(foot: Foot) -> list[Any]:
    """Write the foot as framed paragraphs, the last rule on the foot of the text area.

    Each frame is placed from the paper's edge, the one way in which Word, WPS and LibreOffice agree; for that
    its height must be known, so the lines of 抄送 are broken here.
    """
    lines = _lines(foot.copies)
    if not foot.issuer:
        return [_standing_alone(lines)]
    bottom = twips(PAGE.height) - twips(PAGE.bottom)
    issued = _issued_lines(foot)
    issued_top = bottom - len(issued) * PAGE.line_pitch
    made = []
    if lines:
        top = issued_top - len(lines) * PAGE.line_pitch
        label = _LABEL * FOOT_EM
        indent = {"left": FOOT_EM + label, "hanging": label}
        made = [
            _standing("\n".join(lines), top, len(lines), indent, _rule("top", _THICK), _rule("bottom", _THIN))
        ]
    above = None if lines else _rule("top", _THICK)
    rules = (above, _rule("bottom", _THICK))
    return [*made, _standing("\n".join(issued), issued_top, len(issued), {"left": FOOT_EM}, *rules)]


def _standing_alone(lines: list[str]) -> Any:
    """Write the foot of a letter: 抄送 alone, without rules (10.1)."""
    top = twips(PAGE.height) - twips(PAGE.bottom) - len(lines) * PAGE.line_pitch
    label = _LABEL * FOOT_EM
    return _standing("\n".join(lines), top, len(lines), {"left": FOOT_EM + label, "hanging": label})


def _standing(content: str, top: int, lines: int, indent: dict[str, int], *rules: Any) -> Any:
    frame = framed(twips(PAGE.left), top, twips(PAGE.text_width), lines * PAGE.line_pitch)
    properties = element(
        "pPr",
        element("pStyle", val=FOOT.id),
        frame,
        element("pBdr", *rules) if rules else None,
        element("tabs", element("tab", val="right", pos=twips(PAGE.text_width) - FOOT_EM)),
        element("ind", **indent),
    )
    return element("p", properties, element("r", *text(content)))


def _rule(side: str, size: int) -> Any:
    return element(side, val="single", sz=size, space=0, color="000000")


def _lines(copies: str) -> list[str]:
    """Break 抄送 after its commas where it can, so that no agency's name is parted without need."""
    lines: list[str] = []
    for piece in copies.replace("，", "，\n").split("\n") if copies else ():
        room = _LINE_CHARACTERS + (0 if len(lines) > 1 else _LABEL)
        if lines and ems(lines[-1]) + ems(piece) <= room:
            lines[-1] += piece
        else:
            lines += _cut(piece, _LINE_CHARACTERS + (0 if lines else _LABEL))
    return lines


def _issued_lines(foot: Foot) -> list[str]:
    """Put the date at the right of the agency, or on a line of its own where the two do not fit one."""
    if ems(foot.issuer) + ems(foot.issued) <= _LINE_CHARACTERS + _LABEL:
        return [f"{foot.issuer}\t{foot.issued}"]
    return [*_cut(foot.issuer, _LINE_CHARACTERS + _LABEL), f"\t{foot.issued}"]


def _cut(piece: str, room: int) -> list[str]:
    lines = [""]
    for character in piece:
        if ems(lines[-1] + character) > room and character not in _CLOSING:
            lines.append("")
        lines[-1] += character
    return lines

"""The head of an official document in Word (GB/T 9704-2012, 7.2)."""

from __future__ import annotations

from banli_report.document.tree import Head
from banli_report.standard.gbt9704 import (
    HEAD_MARK,
    MASTHEAD,
    NUMBER,
    PAGE,
    RED,
    RED_RULE,
    SIGNER,
    TITLE,
    TWIPS_PER_POINT,
    twips,
)
from banli_report.word.ooxml.xml import Node, element, text
from banli_report.word.writer.letter import letter_elements
from banli_report.word.writer.masthead import RISE, points_for, sized_run
from banli_report.word.writer.runs import EM, line, spacer
from banli_report.words.characters import ems

_MASTHEAD_TOP = 35.0
_MASTHEAD_POINTS = 56
_MASTHEAD_SHARE = 0.9
"""How much of the width of the text area a masthead takes at most."""
_SUFFIX_CHARACTERS = 2.6
_JOINT_GAP = 0.3
"""The space between the agencies of a joint masthead, in heights of their characters."""
_BESIDE_NUMBER = 3
"""Characters that stay blank beside the number: before it, after it, and at the end of the line."""


def head_elements(head: Head) -> list[Node]:
    """Write marks, masthead, number, signers and red rule, down to the two blank lines above the title."""
    if head.letter:
        return letter_elements(head)
    marks = [line(HEAD_MARK, mark) for mark in head.marks] or [line(HEAD_MARK, "")]
    if not (head.agencies or head.number or head.signers):
        return [*marks, line(TITLE, "")]
    masthead = _masthead(head, len(marks)) if head.agencies else _two_lines()
    return [*marks, *masthead, _number_line(head), _rule(), line(TITLE, ""), line(TITLE, "")]


def _number_line(head: Head) -> Node:
    if head.signers:
        return _signed_number(head)
    return line(NUMBER, head.number, align="center")


def _masthead(head: Head, lines_above: int) -> list[Node]:
    """Write the agencies in red, the top of the first 35 mm below that of the text area, and two blank lines."""
    space = max(twips(_MASTHEAD_TOP) - lines_above * PAGE.line_pitch, 0)
    if len(head.agencies) == 1:
        name = head.agencies[0] + head.suffix
        points = points_for(name, PAGE.text_width * _MASTHEAD_SHARE, _MASTHEAD_POINTS)
        rise = round(points * TWIPS_PER_POINT * RISE)
        return [_red(name, points, before=space + rise), *_two_lines(rise)]
    return [spacer(RED_RULE, space), _joint(head), *_two_lines()]


def _two_lines(risen: int = 0) -> list[Node]:
    """Leave two blank lines below characters that stand higher than their line by some twips."""
    return [spacer(NUMBER, PAGE.line_pitch - risen), line(NUMBER, "")]


def _red(name: str, points: int, *, before: int = 0, align: str = "center") -> Node:
    height = points * TWIPS_PER_POINT
    properties = element(
        "pPr",
        element("pStyle", val=MASTHEAD.id),
        element("spacing", before=before, after=0, line=height, lineRule="exact"),
        element("jc", val=align),
    )
    return element("p", properties, sized_run(name, points))


def _joint(head: Head) -> Node:
    """Write several agencies above one another, 文件 beside them at half their height."""
    longest = max(head.agencies, key=ems)
    beside = _SUFFIX_CHARACTERS if head.suffix else 0
    share = ems(longest) / (ems(longest) + beside)
    left = round(twips(PAGE.text_width) * share)
    most = min(_MASTHEAD_POINTS, _MASTHEAD_POINTS * 2 // (len(head.agencies) + 1))
    points = points_for(longest, PAGE.text_width * share, most)
    gap = round(points * TWIPS_PER_POINT * _JOINT_GAP)
    gaps = [0, *(gap for _ in head.agencies[1:])]
    names = [
        _red(name, points, before=before, align="distribute")
        for name, before in zip(head.agencies, gaps, strict=True)
    ]
    columns = [(left, names)]
    if head.suffix:
        columns.append((twips(PAGE.text_width) - left, [_red(head.suffix, _MASTHEAD_POINTS * 2 // 3)]))
    return _grid(columns, "center")


def _grid(columns: list[tuple[int, list[Node]]], valign: str) -> Node:
    """Make a table of one row without borders."""
    width = sum(column for column, _ in columns)
    cells = [
        element(
            "tc",
            element("tcPr", element("tcW", w=column, type="dxa"), element("vAlign", val=valign)),
            *paragraphs,
        )
        for column, paragraphs in columns
    ]
    margins = element("tblCellMar", *(element(side, w=0, type="dxa") for side in ("left", "right")))
    return element(
        "tbl",
        element("tblPr", element("tblW", w=width, type="dxa"), element("tblLayout", type="fixed"), margins),
        element("tblGrid", *(element("gridCol", w=column) for column, _ in columns)),
        element("tr", *cells),
    )


def _signed_number(head: Head) -> Node:
    """Write the number at the left, one character in, on the last line of the signers at the right."""
    room = twips(PAGE.text_width) / EM - ems(head.number) - _BESIDE_NUMBER
    label = ems(head.signers_label)
    lines = _signer_lines(head.signers, room - label)
    right = round((max(map(ems, lines)) + label + 1) * EM)
    left = [line(NUMBER, head.number, left=EM)]
    first, *others = lines
    signers = [_signers(head.signers_label, first, 0)]
    signers += [_signers("", names, round(label * EM)) for names in others]
    return _grid([(twips(PAGE.text_width) - right, left), (right, signers)], "bottom")


def _signer_lines(names: tuple[str, ...], room: float) -> list[str]:
    """Put two names on a line, or one where two are too long to stand beside the number."""
    pairs = ["　".join(names[i : i + 2]) for i in range(0, len(names), 2)]
    if max(map(ems, pairs)) > room:
        return list(names)
    return pairs


def _signers(label: str, names: str, indent: int) -> Node:
    """Write a line of signers: the label in the face of the text, the names in 楷体."""
    made = line(NUMBER, label, left=indent)
    properties = element("rPr", element("rStyle", val=SIGNER.id))
    made.append(element("r", properties, *text(names)))
    return made


def _rule() -> Node:
    """Draw the red rule 4 mm below the number, as wide as the text area."""
    properties = element(
        "pPr",
        element("pStyle", val=RED_RULE.id),
        element("pBdr", element("bottom", val="single", sz=12, space=0, color=RED)),
        element("spacing", before=0, after=0, line=twips(4), lineRule="exact"),
    )
    return element("p", properties)

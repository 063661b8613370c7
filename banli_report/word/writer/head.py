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
from banli_report.word.writer.line_breaks import broken
from banli_report.word.writer.masthead import RISE, points_for, sized_run
from banli_report.word.writer.runs import EM, line, spacer
from banli_report.words.characters import ems

_MASTHEAD_TOP = 35.0
_RULE_BELOW = 4.0
_MASTHEAD_POINTS, _LEAST_POINTS = 56, 18
_MASTHEAD_SHARE = 0.9
"""How much of the width of the text area a masthead takes at most."""
_ONE_LINE = 18
"""Characters that a masthead holds on one line at a size of 22 points; a longer name takes two lines."""
_SUFFIX_CHARACTERS = 2.6
_JOINT_GAP = 0.3
"""The space between the agencies of a joint masthead, in heights of their characters."""
_BESIDE_NUMBER = 3
"""Characters that stay blank beside the number: before it, after it, and at the end of the line."""


def head_elements(head: Head, room: int) -> list[Node]:
    """Write marks, masthead, number, signers and red rule, down to the two blank lines above the title.

    Args:
        head: what it says.
        room: how high it may be, in twips, so that the first page shows text; a masthead shrinks for that.
    """
    if head.letter:
        return letter_elements(head)
    marks = [line(HEAD_MARK, mark) for mark in head.marks] or [line(HEAD_MARK, "")]
    if not (head.agencies or head.number or head.signers):
        return [*marks, line(TITLE, "")]
    masthead = _masthead(head, masthead_points(head, room)) if head.agencies else _two_lines()
    return [*marks, *masthead, _number_line(head), _rule(), line(TITLE, ""), line(TITLE, "")]


def masthead_points(head: Head, room: int) -> int:
    """Give the size of the masthead in points: the largest that fits its line and leaves the head in a room in twips."""
    most = _most_points(head)
    sizes = range(most, min(most, _LEAST_POINTS) - 1, -1)
    return next((points for points in sizes if head_height(head, points) <= room), sizes[-1])


def head_height(head: Head, points: int) -> int:
    """Give the height in twips of a head, down to the two blank lines above the title.

    Args:
        head: the head of a document, not of a letter.
        points: the size of its masthead.
    """
    marks = max(len(head.marks), 1) * PAGE.line_pitch
    if not (head.agencies or head.number or head.signers):
        return marks + PAGE.line_pitch
    names = len(_names(head))
    masthead = points * TWIPS_PER_POINT * names + _gap(points) * max(names - 1, 0)
    masthead += _space(head) * bool(names) + 2 * PAGE.line_pitch
    number = max(len(_signed_lines(head)), 1) * PAGE.line_pitch
    return marks + masthead + number + twips(_RULE_BELOW) + 2 * TITLE.pitch


def _space(head: Head) -> int:
    """Give what stands between the marks and the masthead."""
    return max(twips(_MASTHEAD_TOP) - max(len(head.marks), 1) * PAGE.line_pitch, 0)


def _gap(points: int) -> int:
    return round(points * TWIPS_PER_POINT * _JOINT_GAP)


def _most_points(head: Head) -> int:
    """Give the largest size of a masthead at which it fits its width, and a joint one is no wall of characters."""
    if len(head.agencies) < 2:
        longest = max(_names(head), key=ems, default="")
        return points_for(longest, PAGE.text_width * _MASTHEAD_SHARE, _MASTHEAD_POINTS)
    most = min(_MASTHEAD_POINTS, _MASTHEAD_POINTS * 2 // (len(head.agencies) + 1))
    return points_for(max(head.agencies, key=ems), PAGE.text_width * _share(head), most)


def _names(head: Head) -> tuple[str, ...]:
    """Give the lines of a masthead: its agencies, or the parts of one name that would be small on a single line."""
    if len(head.agencies) != 1:
        return head.agencies
    return tuple(broken(head.agencies[0] + head.suffix, _ONE_LINE, (head.suffix,)))


def _share(head: Head) -> float:
    """Give what of the width the names of a joint masthead take beside 文件."""
    longest = max(map(ems, head.agencies))
    beside = _SUFFIX_CHARACTERS if head.suffix else 0
    return longest / (longest + beside)


def _number_line(head: Head) -> Node:
    if head.signers:
        return _signed_number(head)
    return line(NUMBER, head.number, align="center")


def _masthead(head: Head, points: int) -> list[Node]:
    """Write the agencies in red, the top of the first 35 mm below that of the text area, and two blank lines."""
    space = _space(head)
    if len(head.agencies) == 1:
        rise = round(points * TWIPS_PER_POINT * RISE)
        first, *others = _names(head)
        below = [_red(name, points, before=_gap(points)) for name in others]
        return [_red(first, points, before=space + rise), *below, *_two_lines(rise)]
    return [spacer(RED_RULE, space), _joint(head, points), *_two_lines()]


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


def _joint(head: Head, points: int) -> Node:
    """Write several agencies above one another, 文件 beside them at half their height."""
    left = round(twips(PAGE.text_width) * _share(head))
    gaps = [0, *(_gap(points) for _ in head.agencies[1:])]
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
    label = ems(head.signers_label)
    lines = _signed_lines(head)
    right = round((max(map(ems, lines)) + label + 1) * EM)
    left = [line(NUMBER, head.number, left=EM)]
    first, *others = lines
    signers = [_signers(head.signers_label, first, 0)]
    signers += [_signers("", names, round(label * EM)) for names in others]
    return _grid([(twips(PAGE.text_width) - right, left), (right, signers)], "bottom")


def _signed_lines(head: Head) -> list[str]:
    """Give the lines of signers that stand beside the number, or none."""
    if not head.signers:
        return []
    room = twips(PAGE.text_width) / EM - ems(head.number) - _BESIDE_NUMBER
    return _signer_lines(head.signers, room - ems(head.signers_label))


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
        element("spacing", before=0, after=0, line=twips(_RULE_BELOW), lineRule="exact"),
    )
    return element("p", properties)

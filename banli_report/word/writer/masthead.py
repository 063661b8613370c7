"""What the mastheads of documents and letters share: their size, and where their characters stand in a line."""

from __future__ import annotations

from banli_report.standard.gbt9704 import TWIPS_PER_POINT, twips
from banli_report.word.ooxml.xml import Node, element, text
from banli_report.words.characters import ems

RISE = 0.055
"""By how much of its height a character reaches above a line as high as itself."""


def points_for(name: str, width: float, most: int) -> int:
    """Give the largest size in points, up to a limit, at which a name stays on one line of a width in mm."""
    return min(most, int(twips(width) / TWIPS_PER_POINT / max(ems(name), 1)))


def sized_run(name: str, points: int) -> Node:
    """Make a run of a size in points."""
    size = [element("sz", val=points * 2), element("szCs", val=points * 2)]
    return element("r", element("rPr", *size), *text(name))

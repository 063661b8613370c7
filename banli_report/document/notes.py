"""From a figure to the run that prints it, and the note that the run carries."""

from __future__ import annotations

import re
from fractions import Fraction

from banli_report.document.tree import Note, Run
from banli_report.figures.figure import Figure


def figure_run(figure: Figure, *, strong: bool = False) -> Run:
    """Give the run that prints a figure."""
    return Run(figure.text, strong, note_of(figure), typed=False, unknown=not figure.known)


def note_of(figure: Figure) -> Note:
    """Give where a figure comes from, as the tree keeps it."""
    return Note(figure.name, figure.text, figure.formula, figure.source, _is_rounded_whole(figure))


def _is_rounded_whole(figure: Figure) -> bool:
    if not isinstance(figure.value, Fraction) or not 0 < figure.value < 1:
        return False
    return _WHOLE.fullmatch(figure.text) is not None


_WHOLE = re.compile(r"(?:100|0)(?:\.0+)?%")

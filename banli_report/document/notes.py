"""From a figure to the run that prints it, and the note that the run carries."""

from __future__ import annotations

from banli_report.document.tree import Note, Run
from banli_report.figures.figure import Figure
from banli_report.prose.values import reads_as_whole


def figure_run(figure: Figure, *, strong: bool = False) -> Run:
    """Give the run that prints a figure."""
    return Run(figure.text, strong, note_of(figure), typed=False, unknown=not figure.known)


def note_of(figure: Figure) -> Note:
    """Give where a figure comes from, as the tree keeps it."""
    return Note(figure.name, figure.text, figure.formula, figure.source, reads_as_whole(figure))

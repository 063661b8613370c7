"""From a figure to the note that its printed text carries."""

from __future__ import annotations

from banli_report.document.tree import Note
from banli_report.figures.figure import Figure
from banli_report.prose.values import reads_as_whole


def note_of(figure: Figure) -> Note:
    """Give where a figure comes from, as the tree keeps it."""
    return Note(figure.name, figure.text, figure.formula, figure.source, reads_as_whole(figure))

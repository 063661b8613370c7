"""The text of a Word file as passages, in reading order."""

from __future__ import annotations

from banli_report.claims.passage import Passage
from banli_report.errors import Place
from banli_report.word.reader.elements import Element, classify
from banli_report.word.reader.reading import WordFile

_HEADINGS = (Element.TITLE, Element.HEADING, Element.ANNEX_TITLE)


def passages_of(word: WordFile) -> tuple[Passage, ...]:
    """Give every paragraph of the text that is not blank, those in tables with the place of their cell."""
    return tuple(
        Passage(
            labelled.paragraph.text,
            Place(file=word.name, part=labelled.paragraph.part, paragraph=labelled.paragraph.number),
            labelled.element in _HEADINGS,
            labelled.paragraph.cell,
        )
        for labelled in classify(word.view)
        if labelled.text
    )

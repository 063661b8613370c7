"""The text of a Word file as passages, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banli_report.claims.passage import Passage
from banli_report.errors import Place
from banli_report.word.ooxml.xml import Node, q
from banli_report.word.reader.reading import WordFile, labels_of
from banli_report.word.reader.runs import FALLBACK, run_text, runs_of
from banli_report.word.reader.tables import cell_positions
from banli_report.word.reader.view import BODY


def passages_of(word: WordFile) -> tuple[Passage, ...]:
    """Give every paragraph of the text that is not blank, those in tables with the place of their cell."""
    return tuple(
        Passage(
            paragraph.text,
            Place(file=word.name, part=paragraph.part, paragraph=paragraph.number),
            paragraph.cell,
        )
        for paragraph in word.view.body
        if paragraph.text.strip() and not paragraph.in_box and not paragraph.is_contents
    )


def texts_of(word: WordFile) -> tuple[Passage, ...]:
    """Give the text of every part, paragraph by paragraph, without asking how anything looks."""
    parts = ((word.main, BODY), *labels_of(word.package))
    return tuple(passage for part, label in parts for passage in _texts(word, part, label))


def _texts(word: WordFile, part: str, label: str) -> Iterator[Passage]:
    root = word.package.roots[part]
    cells = cell_positions(root) if part == word.main else {}
    for number, node in paragraphs_of(root):
        text = "".join(map(run_text, runs_of(node)))
        if text.strip():
            around = node.iterancestors(q("tc")) if cells else ()
            cell = next((cells[outer] for outer in around if outer in cells), None)
            yield Passage(text, Place(file=word.name, part=label, paragraph=number), cell=cell)


def paragraphs_of(root: Node) -> Iterator[tuple[int, Node]]:
    """Give the paragraphs of a part with their numbers, without those of a second rendering."""
    nodes: Iterable[Node] = root.iter(q("p"))
    if next(root.iter(FALLBACK), None) is not None:
        nodes = (node for node in nodes if next(node.iterancestors(FALLBACK), None) is None)
    return enumerate(nodes, 1)

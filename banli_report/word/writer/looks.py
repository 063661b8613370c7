"""Runs of the tree in the look of a run that stands in a Word file already."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from banli_report.document.tree import Run
from banli_report.word.ooxml.xml import Node, element, fit, parent, q, text
from banli_report.word.writer.runs import AMBIGUOUS, REMARK
from banli_report.word.writer.unknowns import run_properties, set_off

_BEFORE_BOLD = (q("rStyle"), q("rFonts"))


def in_look(run: Run, look: Node | None) -> Node:
    """Make a run of Word in the look of another.

    Args:
        run: the run; what is not known yet and what a copy for checking sets off is highlighted.
        look: the properties of the other one, or None where it has none.
    """
    made = element("r", deepcopy(look), *text(run.text))
    if run.strong:
        _embolden(run_properties(made))
    if AMBIGUOUS.search(run.text) and not run.typed:
        _hint(made)
    if run.unknown or run.lit:
        set_off(made, "yellow" if run.unknown else "cyan")
    if run.remark:
        made.set(q(REMARK), fit(run.remark))
    return made


def part(node: Node, runs: Sequence[Run]) -> list[Node]:
    """Put runs in place of a text in a run of Word, all in its look, and give them; what stands beside the text stays so.

    Args:
        node: the text.
        runs: what it becomes; none where it goes.
    """
    run = parent(node)
    look = run.find(q("rPr"))
    children = [child for child in run if child is not look]
    place = children.index(node)
    made = [in_look(each, look) for each in runs]
    before, after = (
        [element("r", deepcopy(look), *beside)] if beside else []
        for beside in (children[:place], children[place + 1 :])
    )
    for each in (*before, *made, *after):
        run.addprevious(each)
    parent(run).remove(run)
    return made


def _embolden(properties: Node) -> None:
    for old in properties.findall(q("b")):
        properties.remove(old)
    properties.insert(sum(child.tag in _BEFORE_BOLD for child in properties), element("b"))


def _hint(run: Node) -> None:
    """Say that quotes and dashes are Chinese ones."""
    properties = run_properties(run)
    fonts = properties.find(q("rFonts"))
    if fonts is None:
        fonts = element("rFonts")
        properties.insert(sum(child.tag == _BEFORE_BOLD[0] for child in properties), fonts)
    if fonts.get(q("hint")) is None:
        fonts.set(q("hint"), "eastAsia")

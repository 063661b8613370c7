"""What is not known yet, in texts that a frame's tags take: it is marked, and highlighted once the tags are filled."""

from __future__ import annotations

import re
from copy import deepcopy

from banli_report.word.ooxml.xml import Node, element, parent, q
from banli_report.words.placeholders import PLACEHOLDER

# noncharacters, which no text may hold
_BEGIN, _END = "\ufdee", "\ufdef"
_MARKED = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_BEFORE = frozenset(
    map(q, ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "strike", "color", "spacing"))
)
_BEFORE |= frozenset(map(q, ("w", "kern", "position", "sz", "szCs")))
"""What stands before a highlight among the properties of a run, as far as frames use it."""


def marked(text: str) -> str:
    """Mark in a text what stands for something not known yet."""
    return PLACEHOLDER.sub(lambda found: f"{_BEGIN}{found.group()}{_END}", text)


def highlight(root: Node) -> None:
    """Highlight what is marked in a part, and take the marks out."""
    for node in [node for node in root.iter(q("t")) if _BEGIN in (node.text or "")]:
        run = parent(node)
        pieces = _MARKED.split(node.text or "")
        if [child.tag for child in run if child.tag != q("rPr")] != [q("t")]:
            node.text = "".join(pieces)
            continue
        for position, piece in enumerate(pieces):
            if piece:
                run.addprevious(_piece(run, piece, lit=bool(position % 2)))
        parent(run).remove(run)
    for node in root.iter("{*}t"):
        if node.text and _BEGIN in node.text:
            node.text = _MARKED.sub(r"\1", node.text)


def _piece(run: Node, text: str, *, lit: bool) -> Node:
    made = deepcopy(run)
    next(made.iterchildren(q("t"))).text = text
    if not lit:
        return made
    set_off(made, "yellow")
    return made


def run_properties(run: Node) -> Node:
    """Give the properties of a run of Word, which are made where it has none."""
    properties = run.find(q("rPr"))
    if properties is None:
        run.insert(0, properties := element("rPr"))
    return properties


def set_off(run: Node, colour: str) -> None:
    """Highlight a run of Word."""
    properties = run_properties(run)
    for old in properties.findall(q("highlight")):
        properties.remove(old)
    places = [i for i, child in enumerate(properties, 1) if child.tag in _BEFORE]
    properties.insert(max(places, default=0), element("highlight", val=colour))

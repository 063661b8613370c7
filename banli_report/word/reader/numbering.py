"""The automatic numbers of a file: which form a list gives its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from banli_report.word.ooxml.xml import Node, attribute, q

_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographDigital",
        "japaneseCounting",
    }
)
_LEVELS = 9
ORDINAL, DIGIT = "〇", "0"
"""What stands for a Chinese or an Arabic number in a form."""

Forms = Mapping[tuple[str, str], str]


def list_forms(root: Node | None) -> Forms:
    """Give the form of each list and level, such as （〇） or 0., by numId and ilvl."""
    if root is None:
        return {}
    abstract = {node.get(q("abstractNumId")): node for node in root.iter(q("abstractNum"))}
    found = {}
    for number in root.iter(q("num")):
        link = number.find(q("abstractNumId"))
        node = None if link is None else abstract.get(link.get(q("val")))
        if node is not None:
            found.update({(attribute(number, "numId"), level): form for level, form in _forms(node)})
    return found


def _forms(node: Node) -> Iterator[tuple[str, str]]:
    return ((attribute(level, "ilvl", "0"), _form(level)) for level in islice(node.iter(q("lvl")), _LEVELS))


def _form(level: Node) -> str:
    kind, text = level.find(q("numFmt")), level.find(q("lvlText"))
    if kind is None or text is None or kind.get(q("val")) == "bullet":
        return ""
    place = attribute(level, "ilvl", "0")
    own = f"%{int(place) + 1}" if place.isdigit() else "%1"
    sign = ORDINAL if attribute(kind, "val") in _CHINESE else DIGIT
    return attribute(text, "val").replace(own, sign)

"""The automatic numbers of a file: which form a list gives its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli_report.word.ooxml.xml import q

_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographDigital",
        "japaneseCounting",
    }
)
ORDINAL, DIGIT = "〇", "0"
"""What stands for a Chinese or an Arabic number in a form."""

Forms = Mapping[tuple[str, str], str]


def list_forms(root: Any | None) -> Forms:
    """Give the form of each list and level, such as （〇） or 0., by numId and ilvl."""
    if root is None:
        return {}
    abstract = {node.get(q("abstractNumId")): node for node in root.iter(q("abstractNum"))}
    found = {}
    for number in root.iter(q("num")):
        link = number.find(q("abstractNumId"))
        node = abstract.get(link.get(q("val"))) if link is not None else None
        for level in node.iter(q("lvl")) if node is not None else ():
            found[number.get(q("numId"), ""), level.get(q("ilvl"), "0")] = _form(level)
    return found


def _form(level: Any) -> str:
    kind, text = level.find(q("numFmt")), level.find(q("lvlText"))
    if kind is None or text is None or kind.get(q("val")) == "bullet":
        return ""
    own = f"%{int(level.get(q('ilvl'), '0')) + 1}" if level.get(q("ilvl"), "0").isdigit() else "%1"
    sign = ORDINAL if kind.get(q("val")) in _CHINESE else DIGIT
    return str(text.get(q("val"), "")).replace(own, sign)

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
    own = f"%{int(place) + 1}" if place.isdecimal() else "%1"
    sign = ORDINAL if attribute(kind, "val") in _CHINESE else DIGIT
    return attribute(text, "val").replace(own, sign)


class Counts:
    """Counts the paragraphs of lists, as Word does: all lists of one definition go on, deeper levels begin anew."""

    def __init__(self, root: Node | None) -> None:
        nodes = () if root is None else tuple(root.iter(q("num")))
        self._numbers = {attribute(node, "numId"): node for node in nodes}
        self._starts = {} if root is None else dict(_starts(root))
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next(self, list_id: str, level: str) -> int:
        """Give the number of the next paragraph of a list and level, or 0 where there is no such list."""
        node = self._numbers.get(list_id)
        if node is None or not level.isdecimal():
            return 0
        definition = attribute(node.find(q("abstractNumId")), "val")
        counts = self._counts.setdefault(definition, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            counts.update({place: start - 1 for place, start in _overrides(node)})
        place = int(level)
        first = self._starts.get((definition, place), 1)
        number = counts.get(place, first - 1) + 1
        kept = {other: count for other, count in counts.items() if other < place}
        self._counts[definition] = {**kept, place: number}
        return number


def _starts(root: Node) -> Iterator[tuple[tuple[str, int], int]]:
    for definition in root.iter(q("abstractNum")):
        for level in definition.iter(q("lvl")):
            place, start = attribute(level, "ilvl", "0"), attribute(level.find(q("start")), "val", "1")
            if place.isdecimal() and start.isdecimal():
                yield (attribute(definition, "abstractNumId"), int(place)), int(start)


def _overrides(node: Node) -> Iterator[tuple[int, int]]:
    for override in node.iter(q("lvlOverride")):
        place, start = attribute(override, "ilvl"), attribute(override.find(q("startOverride")), "val")
        if place.isdecimal() and start.isdecimal():
            yield int(place), int(start)

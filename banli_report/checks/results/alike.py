"""Names of classes and units in two spellings, which are counted apart though they may mean one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from banli_report.errors import WARNING, Kind, Place, Problem, warning
from banli_report.figures.scales import Scales
from banli_report.figures.units import holds_people, holds_units, is_list
from banli_report.results.item import Item
from banli_report.words.columns import label_of
from banli_report.words.vocabulary import plain

_ORDINAL = re.compile(r"^\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)、.]|\.、)(?=[\u4e00-\u9fff])")
_CLOSING = ",;:。.、"
_CLASS = re.compile("(?<=.)类别?$")
_DELEGATION = re.compile("(?<=..)(?:代表)?团$")
_BETWEEN = re.compile("[、,，/／;；]")
_PLACED = re.compile(r"([\u4e00-\u9fff]{0,5}?[省市县区州旗])(.{2,})")
_UNIT = re.compile("(?:局|委|办|厅|院|会|处|中心|公司)$")
_COMMITTEE = re.compile("委员会$|办公室$")
_SHORTENED = "局委厅"
_BRANCH = "分局"
_MOST_COMPARED = 40
"""So many names that begin and end alike are compared in pairs; more of them are no mere spellings."""
_Told: TypeAlias = tuple[str, str, str]
"""A name, what is told of it, and what to do."""

PROBLEMS = (
    Kind(
        "results.alike-names",
        WARNING,
        "两个名称像是一个的两种写法（城建、城建类；住建局、县住建局），会分开计数。",
        "ledger.xlsx 工作表“台账” 单元格B3：“类别”里“综 合”和“综合”写法不一，分开计数",
    ),
)


def alike_problems(
    scales: Scales, column: str, cells: Mapping[str, Sequence[Item]], fallback: Place | None
) -> Iterator[Problem]:
    """Tell of names that differ in their dress alone, and of units that seem to be one.

    Args:
        scales: what a cell lists.
        column: the column.
        cells: the items of each cell, in the order in which they come.
        fallback: the place of the batch, for rows that come from no file.
    """
    first: dict[str, Item] = {}
    for cell, members in cells.items():
        for name in scales.codes(column, cell):
            first.setdefault(name, members[0])
    dressed: dict[str, str] = {}
    for name in first:
        dressed.setdefault(_undressed(column, name), name)
    twice = {name: known for name in first if (known := dressed[_undressed(column, name)]) != name}
    for name, message, hint in (*_dressed(twice), *_seeming(column, first, twice), *_joined(column, dressed)):
        place = first[name].place(column) or fallback
        yield warning("results.alike-names", place, f"“{label_of(column)}”里{message}", hint)


def _dressed(twice: Mapping[str, str]) -> Iterator[_Told]:
    for name, known in twice.items():
        yield name, f"“{name}”和“{known}”写法不一，分开计数", "统一成一种写法"


def _seeming(column: str, names: Iterable[str], twice: Mapping[str, str]) -> Iterator[_Told]:
    if holds_units(column):
        for name, known in dict(_pairs([name for name in names if name not in twice])).items():
            hint = "是一家的，统一成一个名称；确是两家的不用管"
            yield name, f"“{name}”和“{known}”像是一家，分开计数", hint


def _joined(column: str, dressed: Mapping[str, str]) -> Iterator[_Told]:
    """Give the classes that two others are written in."""
    if is_list(column):
        return
    for name in dressed.values():
        parts = [_undressed(column, part) for part in _BETWEEN.split(name)]
        if len(parts) > 1 and dressed.keys() >= set(parts):
            yield (
                name,
                f"“{name}”像是把{len(parts)}类写在一格，另作一类计数",
                "一件只归一类；确是一类的不用管",
            )


def _undressed(column: str, name: str) -> str:
    """Give a name without what says nothing of it: a number before it, 类 or a full stop after it."""
    text = _ORDINAL.sub("", plain(name)).rstrip(_CLOSING)
    if holds_units(column):
        return text
    if holds_people(column):
        return _DELEGATION.sub("", text)
    return _CLASS.sub("", text).replace("其它", "其他")


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the units, each with one before it that it seems to be: with the place before it, or shortened."""
    position = {name: at for at, name in enumerate(names)}
    bare = {name: _bare(name) for name in names}
    found = [*_by_place(bare), *_by_letters(bare)]
    for pair in sorted(found, key=lambda pair: max(map(position.__getitem__, pair))):
        known, name = sorted(pair, key=position.__getitem__)
        yield name, known


def _bare(name: str) -> tuple[str, str]:
    """Give the place that stands before a unit's name, and the name."""
    text = _COMMITTEE.sub(lambda found: found[0][0], plain(name))
    placed = _PLACED.fullmatch(text)
    if placed is None or not _UNIT.search(text):
        return "", text
    return placed[1], placed[2]


def _by_place(bare: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give the units of one name, with and without a place; several named places are as many units."""
    groups: dict[str, list[str]] = {}
    for name, (_place, unit) in bare.items():
        groups.setdefault(unit, []).append(name)
    for names in groups.values():
        named = [name for name in names if len(bare[name][0]) > 1]
        left = [name for name in names if len(named) < 2 or name not in named]
        for at, name in enumerate(left[:_MOST_COMPARED]):
            for other in left[:at]:
                one, two = sorted((bare[name][0], bare[other][0]), key=len)
                if two.endswith(one):
                    yield name, other
                    break


def _by_letters(bare: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give the units of which one is the other shortened: 住建局 of 住房和城乡建设局."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name, (_, unit) in bare.items():
        if len(unit) > 2 and unit[-1] in _SHORTENED and not unit.endswith(_BRANCH):
            groups.setdefault((unit[0], unit[-1]), []).append(name)
    for names in groups.values():
        for at, name in enumerate(names[:_MOST_COMPARED]):
            for other in names[:at]:
                short, long = sorted((bare[name], bare[other]), key=lambda placed: len(placed[1]))
                if (
                    short[1] != long[1]
                    and _is_shortened(short[1], long[1])
                    and _may_be_one(short[0], long[0])
                ):
                    yield name, other
                    break


def _may_be_one(place: str, other: str) -> bool:
    return place.endswith(other) or other.endswith(place)


def _is_shortened(short: str, long: str) -> bool:
    letters: Iterable[str] = iter(long)
    return all(letter in letters for letter in short)

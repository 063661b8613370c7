"""Cells that are lists: the units or people that one cell names, and where that cannot be told for certain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.results.item import Item
from banli_report.results.values import first_few, shown
from banli_report.words.columns import label_of
from banli_report.words.vocabulary import plain

Order: TypeAlias = Mapping[str, tuple[str, ...]]
"""For columns the classes that a report file puts in order, which are one class each."""

PROBLEMS = (
    Kind(
        "results.several-units",
        ERROR,
        "一格里的几个单位（或人）分不清是哪几个，报告又按它计数。",
        "ledger.xlsx 工作表“台账” 单元格C2：“承办单位”写着“住建、交通局”，“住建”不像单位的名称，看不出是几家",
    ),
    Kind(
        "results.uncounted-names",
        ERROR,
        "要数有多少个单位（或人），有的格却没有写名称，或没有写全。",
        "ledger.xlsx 工作表“台账” 单元格B3：“提出人”写着“张三等5人”，没有逐个写出，数不出有几个",
    ),
)

_UNITS, _PEOPLE = ("handler", "unit", "assistants"), ("proposer",)
NUMBERED_COLUMNS = ("proposer", "handler", "unit", "assistants")
"""Of which figures list how many different ones there are."""
_UNIT_HEADERS = re.compile(r"(?:单位|部门|科室|处室)(?:名称)?$")
_PEOPLE_HEADERS = re.compile(
    r"(?:代表团|提案人|提出人|联名人|附议人|领衔人|(?:联名|附议)(?:代表|委员)|(?:代表|委员)姓名)$"
)
_MAY_BE_NONE = re.compile(r"assistants|协|会办|配合|联办|联名|附议")
"""What stands in the names of columns that an item may well have nothing in."""
_BETWEEN = re.compile(r"[、，,;；/／+＋|\n]")
_LOOSELY_BETWEEN = re.compile(r"\s+|和|与|及|会同")
"""What also stands inside a unit's name (发展和改革局), so that it parts units only where each piece is one."""
_UNIT_ENDS = re.compile("(?:局|委|办|部|院|所|中心|公司|政府|街道|镇|乡|科|处|室|队|站)$")
_LOOKS_LIKE_UNIT = re.compile(
    _UNIT_ENDS.pattern
    + "|(?:会|联|厅|团|厂|校|学|园|馆|社|场|村|社区|台|库|庭|港|区|县|市|旗|州|行|集团|协|组|单位|部门)$"
)
_BRACKETED = re.compile(r"[（(\[【]([^（()）\[\]【】]*)[)）\]】]")
_LEADS, _ASSISTS = re.compile(r"主办|牵头|主责|主要|领衔|独办|分办"), re.compile(r"协|会办|配合|参")
_VAGUE = re.compile(
    r"^(?:各|全[省市县区]各|有关|相关|其[他它])"
    r"|等[\d一二三四五六七八九十百]*[家个名位人]?(?:单位|部门|代表|委员|人)?$|\d+[名位人]$"
)
_ROLE_BEFORE = re.compile(r"^([\u4e00-\u9fff]{2,4}?)(?:单位|部门)?[:：]\s*")
_LISTED_OTHERWISE = re.compile(
    rf"^[(（]?\d{{1,2}}[.．)）]|[:：]|(?:{_UNIT_ENDS.pattern.removesuffix('$')})[^\w()（）\[\]【】·]+\w"
)
"""What units are listed by that are not set apart as usual: numbers before them, a role with a colon, other signs."""
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_JOINED_NAME = 4
"""Han names that 和 joins are longer together than a name with 和 in it (张和平)."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a cell lists.

    Args:
        words: the units or people, each once, in order.
        doubt: why it is not certain that these are they, a Chinese phrase; or nothing.
        strange: a word among several that does not look like a unit's name (住建 of 住建、交通局); or nothing.
        vague: a word that names no single unit or person (各乡镇, 张三等5人); or nothing.
    """

    words: tuple[str, ...]
    doubt: str = ""
    strange: str = ""
    vague: str = ""


def holds_units(column: str) -> bool:
    """Tell whether a column names units."""
    return column in _UNITS or _UNIT_HEADERS.search(column) is not None


def holds_people(column: str) -> bool:
    """Tell whether a column names people or delegations."""
    return column in _PEOPLE or _PEOPLE_HEADERS.search(column) is not None


def is_list(column: str) -> bool:
    """Tell whether a cell of a column may list several of what it holds."""
    return holds_units(column) or holds_people(column)


def looks_like_unit(text: str) -> bool:
    """Tell a text that is the name of one unit by its end (住建局), and neither 各单位 nor 有关部门."""
    return _LOOKS_LIKE_UNIT.search(text) is not None and _VAGUE.search(text) is None


def may_name_none(column: str) -> bool:
    """Tell whether an item may well name nobody in a column: 协办单位, 附议人."""
    return _MAY_BE_NONE.search(column) is not None


@lru_cache(maxsize=10_000)
def listed_in(column: str, cell: str, one_class: frozenset[str] = frozenset()) -> Listed:
    """Give what a cell of a list column lists.

    Args:
        column: the column.
        cell: its text.
        one_class: what the report file says is one, folded; cells as well as words inside them.
    """
    if plain(cell) in one_class:
        return Listed((cell,))
    pieces, doubt = _pieces(cell)
    words: list[str] = []
    for piece in pieces:
        found, unsure = _loosely_joined(column, piece, one_class)
        words += map(_together, found)
        doubt = doubt or unsure
    if not words:
        doubt = "没有写出名称"
    open_words = [word for word in words if plain(word) not in one_class]
    strange = ""
    if len(words) > 1 and holds_units(column):
        strange = _strange(open_words)
    vague = next((word for word in open_words if _is_vague(word)), "")
    return Listed(tuple(dict.fromkeys(words)), doubt, strange, vague)


def _pieces(cell: str) -> tuple[list[str], str]:
    """Give what a cell lists between its separators, roles in brackets left out, and what makes that doubtful."""
    doubt = ""
    kept: dict[str, str] = {}

    def bracket(found: re.Match[str]) -> str:
        nonlocal doubt
        if _LEADS.fullmatch(found[1].strip().removesuffix("单位")):
            return ""
        if _ASSISTS.search(found[1]):
            doubt = f"“{shown(found[0])}”的写在了这一列"
        key = f"\ufffc{len(kept)}\ufffc"  # the separators in a bracket part nothing
        kept[key] = found[0]
        return key

    text = _BRACKETED.sub(bracket, cell)
    pieces = [piece.strip() for piece in _BETWEEN.split(text)]
    for key, inside in kept.items():
        pieces = [piece.replace(key, inside) for piece in pieces]
    return [piece for piece in pieces if piece], doubt


def _loosely_joined(column: str, piece: str, one_class: frozenset[str]) -> tuple[tuple[str, ...], str]:
    if plain(piece) in one_class:
        return (piece,), ""
    if not holds_units(column):
        return _loose_people(piece)
    role = _ROLE_BEFORE.match(piece)
    if role and _ASSISTS.search(role[1]):
        return (piece,), f"“{shown(role[0])}”的写在了这一列"
    if role and _LEADS.fullmatch(role[1]):
        return _loosely_joined(column, piece[role.end() :], one_class)
    found, unsure = _loose_units(piece)
    if any(_LISTED_OTHERWISE.search(_BRACKETED.sub("", word)) for word in found):
        unsure = unsure or f"“{shown(piece)}”是一家还是几家"
    return found, unsure


def _together(word: str) -> str:
    """Give a Chinese name without the spaces inside it, which are there for its width."""
    if re.search("[A-Za-z]", word):
        return word
    return "".join(word.split())


def _loose_units(piece: str) -> tuple[tuple[str, ...], str]:
    joined = [word for word in _LOOSELY_BETWEEN.split(piece) if word]
    if len(joined) > 1 and all(map(_UNIT_ENDS.search, joined)):
        return tuple(joined), ""
    return (piece,), ""


def _loose_people(piece: str) -> tuple[tuple[str, ...], str]:
    joined = [word for word in _LOOSELY_BETWEEN.split(piece) if word]
    if len(joined) < 2 or (len(piece) <= _JOINED_NAME and not re.search(r"\s", piece)):
        return (piece,), ""
    if all(len(word) == 1 for word in joined) and len(joined) < 4:
        return ("".join(joined),), ""  # 张 三 is set apart to be as wide as a name of three
    if all(map(_HAN_NAME.fullmatch, joined)):
        return tuple(joined), ""
    if re.search(r"\s", piece):
        return (piece,), f"“{shown(piece)}”是一个还是几个"
    return (piece,), ""


def _strange(words: Iterable[str]) -> str:
    bare = {word: _BRACKETED.sub("", word).strip() for word in words}
    return next(
        (word for word, name in bare.items() if not _LOOKS_LIKE_UNIT.search(name) and not _is_vague(word)), ""
    )


def _is_vague(word: str) -> bool:
    """Tell a word for several that are not named, or that has a list in brackets: 市直部门（住建局、交通局）."""
    return bool(_VAGUE.search(word)) or any(map(_BETWEEN.search, _BRACKETED.findall(word)))


def doubt_problems(
    items: Sequence[Item],
    column: str,
    order: Order,
    wanted: Iterable[str] = (),
) -> Iterator[Problem]:
    """Give the cells of a list column of which it is not certain what they list.

    Args:
        items: the rows.
        column: the column.
        order: the order of classes by column, in which several units may be said to be one.
        wanted: the words that are asked for; without any, all.
    """
    if not is_list(column):
        return
    one_class = said_as_one(order, column)
    first = {cell: item for item in reversed(items) if isinstance(cell := item.value(column), str)}
    first = dict(reversed(first.items()))
    read = {cell: listed_in(column, cell, one_class) for cell in first}
    clear = (listed for listed in read.values() if not listed.doubt and not listed.strange)
    sure = frozenset(word for listed in clear for word in listed.words)
    asked = frozenset(wanted)
    for cell, listed in read.items():
        doubt = listed.doubt or _joined_names(listed, sure, one_class)
        if listed.strange and listed.strange not in sure:
            doubt = doubt or f"“{shown(listed.strange)}”不像单位的名称"
        if doubt and (not asked or any(word in cell for word in asked)):
            yield _doubt(first[cell], column, cell, doubt)


def _joined_names(listed: Listed, sure: frozenset[str], one_class: frozenset[str]) -> str:
    """Say of a name with 和 (住建和交通局) that it may be two units, where both are named elsewhere."""
    for word in listed.words:
        parts = [part for part in _LOOSELY_BETWEEN.split(word) if part]
        if len(parts) < 2 or plain(word) in one_class:
            continue
        end = _UNIT_ENDS.search(parts[-1])
        if end and all(part in sure or f"{part}{end[0]}" in sure for part in parts):
            return f"“{shown(word)}”是一家还是几家"
    return ""


def _doubt(item: Item, column: str, cell: str, doubt: str) -> Problem:
    label = label_of(column)
    return error(
        "results.several-units",
        item.place(column),
        f"“{label}”写着“{shown(cell)}”，{doubt}，看不出是几个",
        f'写全名称，用顿号分开，协办的写在“协办单位”一列；确是一个的，在“口径”里写明 顺序: {{{label}: ["{shown(cell)}"]}}',
    )


def number_problems(items: Sequence[Item], column: str, order: Order) -> Iterator[Problem]:
    """Give what forbids to say how many units or people some items name: blanks, and words that name no single one."""
    label, one_class = label_of(column), said_as_one(order, column)
    blank = [item for item in items if item.value(column) is None]
    if blank and not may_name_none(column):
        yield error(
            "results.uncounted-names",
            blank[0].place(column),
            f"“{label}”有{len(blank)}件没有填写{_cells(blank, column)}，数不出有几个",
            "补填这些单元格",
        )
    if not is_list(column):
        return
    cells = [item.value(column) for item in items]
    vague = {
        cell for cell in set(cells) if isinstance(cell, str) and listed_in(column, cell, one_class).vague
    }
    for item, cell in zip(items, cells, strict=True) if vague else ():
        if cell in vague:
            message = f"“{label}”写着“{shown(cell)}”，没有逐个写出，数不出有几个"
            hint = f'逐个写出名称；确作一个的，在“口径”里写明 顺序: {{{label}: ["{shown(cell)}"]}}'
            yield error("results.uncounted-names", item.place(column), message, hint)


def _cells(items: Iterable[Item], column: str) -> str:
    names = [str(place.cell) for item in items if (place := item.place(column)) and place.cell]
    return f"（{first_few(names)}）" if names else ""


def said_as_one(order: Order, column: str) -> frozenset[str]:
    """Give what the order of classes says is one unit or class of a column, folded."""
    return frozenset(map(plain, order.get(column, ())))

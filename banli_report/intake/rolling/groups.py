"""Which rows of several ledgers are one item: by the number, else by the title; what is not certain is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.intake.rolling.row import SHORTEST, Key, Row, is_apart
from banli_report.results.values import first_few, shown

_MANY = 50
"""How many items may have one number or title."""

PROBLEMS = (
    Kind(
        "results.same-number",
        ERROR,
        "几个单位的台账里编号相同、标题不同，看不出是不是同一件。",
        "各单位/教育局.xlsx 工作表“台账” 单元格B4：“12号”教育局写着“建学校”，住建局（各单位/住建局.xlsx B3）写着“修路”",
    ),
    Kind(
        "results.which-item",
        ERROR,
        "看不出这一行是别的单位台账里的哪一件。",
        "各单位/教育局.csv 第4行：“修路”没有编号，像是“1号”（各单位/住建局.csv 第2行）、“2号”（各单位/住建局.csv 第3行），看不出是哪一件",
    ),
)


def groups_of(rows: Sequence[Row], problems: list[Problem]) -> list[list[Row]]:
    """Give the rows of each item: those of one number and title, and those without one of the two that go with them."""
    numbered: dict[Key, _OfNumber] = {}
    by_topic: dict[Key, list[list[Row]]] = {}
    clashes: list[tuple[Row, Row]] = []
    untitled, unnumbered = [], []
    for row in rows:
        if not row.number:
            unnumbered.append(row)
        elif not row.topic:
            untitled.append(row)
        elif group := numbered.setdefault((row.series, row.number), _OfNumber()).put(row, clashes):
            by_topic.setdefault((row.series, row.topic), []).append(group)
    alone: dict[Key, list[Row]] = {}
    untitled_alone: dict[Key, list[Row]] = {}
    nameless = []
    for row in untitled:
        key = (row.series, row.number)
        groups = list(islice(numbered.get(key, _OfNumber()).groups.values(), _MANY + 1))
        _put(row, groups, untitled_alone, key, problems)
    for row in unnumbered:
        if len(row.topic) < SHORTEST:
            nameless.append([row])
        else:
            key = (row.series, row.topic)
            _put(row, by_topic.get(key, []), alone, key, problems)
    problems += [_same_number(first, other) for first, other in clashes]
    problems += _of_two_kinds(numbered)
    known = [group for of_number in numbered.values() for group in of_number.groups.values()]
    return [*known, *untitled_alone.values(), *alone.values(), *nameless]


class _OfNumber:
    """The rows of one number, by their title."""

    def __init__(self) -> None:
        self.groups: dict[str, list[Row]] = {}

    def put(self, row: Row, clashes: list[tuple[Row, Row]]) -> list[Row] | None:
        """Put a row to those of its title; give the group where it begins one."""
        if row.topic in self.groups:
            self.groups[row.topic].append(row)
            return None
        # so many titles under one number are no sessions any more, each of which numbers anew
        few = len(self.groups) <= _MANY
        groups = islice(self.groups.values(), _MANY + 1)
        others = (group[0] for group in groups if group[0].unit != row.unit)
        if first := next((other for other in others if not (few and is_apart(other, row))), None):
            clashes.append((first, row))
        self.groups[row.topic] = [row]
        return self.groups[row.topic]


def _put(
    row: Row, groups: Sequence[list[Row]], alone: dict[Key, list[Row]], key: Key, problems: list[Problem]
) -> None:
    """Put a row that lacks its number or its title to the one item that has the other; of several, it is asked which."""
    likely = [group for group in groups[: _MANY + 1] if not is_apart(group[0], row)]
    if len(likely) == 1:
        likely[0].append(row)
    elif likely:
        problems.append(_which(row, likely))
    else:
        alone.setdefault(key, []).append(row)


def _of_two_kinds(numbered: Mapping[Key, _OfNumber]) -> Iterator[Problem]:
    """Ask about one number and title of which one ledger says a kind and another, which says none, stands for another."""
    seen: dict[Key, list[Row]] = {}
    for (_, number), of_number in numbered.items():
        for topic, group in of_number.groups.items():
            row = next((row for row in group if not row.item.kind), group[0])
            of_other_kinds = seen.setdefault((number, topic), [])
            for other in of_other_kinds[:_MANY]:
                if other.unit != row.unit and not (other.item.kind and row.item.kind):
                    yield _unsaid_kind(other, row)
            of_other_kinds.append(row)


def _unsaid_kind(first: Row, other: Row) -> Problem:
    if first.item.kind:
        first, other = other, first
    message = (
        f"{first.name}{first.unit}的台账没有写“种类”，{other.unit}（{other.where}）写着{shown(other.item.kind)}，"
        f"看不出是不是同一件"
    )
    return error("results.which-item", first.item.place("kind"), message, "补上“种类”，是同一种的写成一样")


def _same_number(first: Row, other: Row) -> Problem:
    message = (
        f"{other.name}{other.unit}写着“{shown(other.item.title)}”，"
        f"{first.unit}（{first.cell('title')}）写着“{shown(first.item.title)}”，看不出是不是同一件"
    )
    hint = "是同一件的，标题写成一样；不是的，改正编号；各单位自己编的流水号，表头改作“序号”"
    return error("results.same-number", other.item.place("title"), message, hint)


def _which(row: Row, groups: Sequence[Sequence[Row]]) -> Problem:
    found = first_few([f"{group[0].name}（{group[0].where}）" for group in groups])
    lacking = "编号" if row.topic else "标题"
    message = f"{row.name}没有{lacking}，像是{found}，看不出是哪一件"
    return error("results.which-item", row.item.place(), message, f"补上{lacking}")

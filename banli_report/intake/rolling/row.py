"""A row of a unit's ledger beside those of others: what it says, and whether it can be the same item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from banli_report.errors import Place
from banli_report.figures.scales import Scales
from banli_report.results.identity import number_of, title_of
from banli_report.results.item import Item
from banli_report.results.values import shown
from banli_report.words.terms import REPORT_KEYS
from banli_report.words.vocabulary import plain

SHORTEST = 2
"""Characters of a title that tells an item."""
_SESSIONS = REPORT_KEYS.among(("session", "year"))
_AROUND_TITLE = re.compile("^关于|的?(?:建议|提案|议案|意见)$")
_LEADS = "lead"
Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """A row of a unit's ledger.

    Args:
        unit: whose ledger.
        item: the item as that ledger says it.
        scales: what its words mean, under the unit's own definitions where it has any.
        kind: the kind that the item is of where its row says none.
    """

    unit: str
    item: Item
    scales: Scales
    kind: str

    @property
    def name(self) -> str:
        """Name the item: by its number, else by its title."""
        if self.item.number:
            return f"“{shown(self.item.number)}号”"
        return f"“{shown(self.item.title)}”"

    @property
    def sessions(self) -> Mapping[str, str]:
        """Give the columns of its ledger that say its session or year, each by what it says."""
        return {term.identifier: name for name in self.item.extra if (term := _SESSIONS.find(name))}

    @property
    def where(self) -> str:
        """Name the row: its file and number."""
        origin = self.item.origin
        return f"{Place(file=origin.file, sheet=origin.sheet)} 第{origin.row}行" if origin else self.unit

    def cell(self, column: str) -> str:
        """Name a cell of it, with its file."""
        return str(self.item.place(column) or self.unit)

    def said(self, column: str) -> str:
        """Give what it says in a column as it is compared, or nothing."""
        value = self.item.value(column)
        return "" if value is None else plain(self.scales.code(column, value))

    @cached_property
    def number(self) -> str:
        """Give its number as it is compared."""
        return number_of(self.item.number)

    @cached_property
    def topic(self) -> str:
        """Give its title as it is compared: 关于修路的建议 and 修路 are one."""
        return _AROUND_TITLE.sub("", title_of(self.item.title))

    @cached_property
    def series(self) -> str:
        """Give the kind of item that it is."""
        return self.scales.code("kind", self.item.kind or self.kind)

    @cached_property
    def role(self) -> str:
        """Give how the unit handles it: lead, sole, separate, another way, or nothing where that is not said."""
        term = self.scales.term("role", self.item.role) if self.item.role else None
        if term is None:
            return ""
        return (
            _LEADS
            if term.within == _LEADS and term.identifier not in ("sole", "separate")
            else term.identifier
        )

    @property
    def leads(self) -> bool:
        """Tell whether the unit leads it."""
        return self.role in (_LEADS, "sole", "separate")


def other_sessions(one: Row, other: Row) -> list[str]:
    """Give the columns of the second row that say another session or year than the first."""
    pairs = [(name, other.sessions[at]) for at, name in one.sessions.items() if at in other.sessions]
    return [
        second for first, second in pairs if plain(one.item.extra[first]) != plain(other.item.extra[second])
    ]


def is_apart(one: Row, other: Row) -> bool:
    """Tell rows of two sessions or levels, which number their items anew; with one title that is to be asked."""
    if one.topic == other.topic:
        return False
    levels = {one.said("level"), other.said("level")} - {""}
    return len(levels) > 1 or bool(other_sessions(one, other))

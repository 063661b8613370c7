"""Which classes a column may hold, and which class a typed value means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from banli_report.results.policy import Policy
from banli_report.terms import (
    ITEM_FIELDS,
    KINDS,
    LEVELS,
    OPENNESS,
    PROPOSER_KINDS,
    ROLES,
    Term,
    Vocabulary,
    plain,
)

YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class Scales:
    """The closed vocabularies of columns under a policy; other columns hold any words.

    Args:
        closed: the classes of each closed column.
        order: for a column, the order in which the policy lists its parts.
    """

    closed: Mapping[str, Vocabulary]
    order: Mapping[str, tuple[str, ...]]
    # a ledger says the same few words thousands of times
    _terms: dict[tuple[str, str], Term | None] = field(default_factory=dict, repr=False, compare=False)

    def term(self, column: str, value: str) -> Term | None:
        """Give the class that a value of a closed column means; None where it is outside the scheme."""
        key = (column, value)
        if key not in self._terms:
            self._terms[key] = self._find(self.closed[column], column, value)
        return self._terms[key]

    @staticmethod
    def _find(vocabulary: Vocabulary, column: str, value: str) -> Term | None:
        found = vocabulary.find(value)
        if found is None and column == "result":
            found = next((term for term in vocabulary if _begins_with_class(value, term.identifier)), None)
        return found

    def code(self, column: str, value: object) -> str:
        """Give the code under which a value is counted."""
        text = value if isinstance(value, str) else _text(value)
        term = self.term(column, text) if column in self.closed else None
        return term.identifier if term else text

    def name(self, column: str, code: str) -> str:
        """Give the printed name of a code."""
        term = self.term(column, code) if column in self.closed else None
        return term.label if term else code

    def known(self, column: str) -> tuple[tuple[str, str], ...]:
        """Give the classes of a closed column as (code, name)."""
        return tuple((term.identifier, term.label) for term in self.closed.get(column, ()))

    def sort(self, column: str, codes: list[str]) -> list[str]:
        """Give codes in the order that the policy says, then that of the scheme, then as they came."""
        said = [self.code(column, word) for word in self.order.get(column, ())]
        scheme = [code for code, _ in self.known(column)]
        first = [code for code in dict.fromkeys((*said, *scheme)) if code in codes]
        return first + [code for code in codes if code not in first]


def _text(value: object) -> str:
    """Give a value that is no text as a part is called by it."""
    if isinstance(value, bool):
        return YES if value else NO
    return value.isoformat() if isinstance(value, date) else str(value)


def _begins_with_class(value: str, code: str) -> bool:
    return plain(value).startswith((f"{plain(code)}类", f"{plain(code)}级"))


def scales_of(policy: Policy) -> Scales:
    """Give the scales under a policy."""
    closed = {
        "result": policy.result_scheme(),
        "satisfaction": policy.satisfaction_scale(),
        "satisfaction_work": policy.satisfaction_scale(),
        "satisfaction_result": policy.satisfaction_scale(),
        "role": ROLES,
        "level": LEVELS,
        "openness": OPENNESS,
        "proposer_kind": PROPOSER_KINDS,
        "kind": KINDS,
    }
    order = {column_of(word): codes for word, codes in policy.order.items()}
    return Scales(closed, order)


def column_of(word: str) -> str:
    """Give the identifier of a column named in any of its spellings, or the word itself for an extra column."""
    term = ITEM_FIELDS.find(word)
    return term.identifier if term else word


def label_of(column: str) -> str:
    """Give the printed name of a column."""
    term = ITEM_FIELDS.find(column)
    return term.label if term else column

"""A batch: items that are counted together, or counts where there are no items; and of which kind they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Self

from pydantic import Field, PrivateAttr, model_validator

from banli_report.errors import Problem
from banli_report.results.base import GivenRate, Model, Text
from banli_report.results.counts import Counts
from banli_report.results.item import Item
from banli_report.results.policy import Condition
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import KINDS


class Batch(Model):
    """Items that are counted together: the suggestions of a session, the proposals, a bill.

    Args:
        kind: 议案, 代表建议, 闭会期间建议, 政协提案 and so on, or a kind of the policy's own.
        items: the rows of the ledger; None where only counts are known.
        columns: the columns that the ledger has (identifiers, or own headers); None: those with a value.
        counts: counts given; beside a ledger they are checked against it.
        previous: last year's counts.
        years: the counts of earlier years, by the year.
        given: rates of which the counts are not known, as they are to be printed.
        groups: named parts of the batch of the agency's own, each with its condition.
        deadline_months: months within which a reply is in time, where the batch has its own.
        where: which of the rows are the batch's; None where all are.
    """

    kind: Text = ""
    items: tuple[Item, ...] | None = None
    columns: frozenset[str] | None = None
    counts: Counts | None = None
    previous: Counts | None = None
    years: dict[Annotated[int, Field(ge=1954, le=2100)], Counts] = {}
    given: dict[Text, GivenRate] = {}
    groups: dict[Text, Condition] = {}
    deadline_months: Annotated[int, Field(ge=1, le=24)] | None = None
    where: Condition | None = None

    _notes: tuple[Problem, ...] = PrivateAttr(default=())

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Give what reading its rows had to guess."""
        return self._notes

    def noting(self, notes: Iterable[Problem]) -> Self:
        """Give a copy of the batch that tells what reading its rows had to guess."""
        copy = self.model_copy()
        copy._notes = tuple(notes)
        return copy

    @model_validator(mode="after")
    def _has_results(self) -> Self:
        if self.items is None and self.counts is None:
            raise ValueError("缺少台账或统计，没有可以计算的数据")
        return self

    def given_counts(self) -> Iterator[tuple[tuple[str | int, ...], Counts]]:
        """Give all counts that are given, of this year and earlier ones, each with its path under the batch."""
        if self.counts:
            yield ("counts",), self.counts
        if self.previous:
            yield ("previous",), self.previous
        for year, counts in self.years.items():
            yield ("years", year), counts

    def known_columns(self) -> frozenset[str]:
        """Give the columns for which the ledger can answer."""
        if self.columns is not None:
            return self.columns
        filled: set[str] = set()
        for item in self.items or ():
            filled.update(name for name in item.model_fields_set - {"extra"} if item.value(name) is not None)
            filled.update(item.extra)
        return frozenset(filled)


_SUGGESTIONS = {KINDS.label_of("suggestion"), KINDS.label_of("between_session")}
"""Suggestions of a session, and those handed in after it, which are suggestions too."""


def with_kind(name: str, batch: Batch) -> Batch:
    """Give a batch with its kind: the one said, or the one that its name says, or that of all its rows: those of its filter.

    Raises:
        ValueError: none of them says it.
    """
    if batch.kind:
        return batch
    held = [item.kind for item in batch.items or () if item.kind]
    said = {term.label for word in _kinds_asked(batch.where) or held if (term := KINDS.find(word))}
    if said == _SUGGESTIONS:
        said = {KINDS.label_of("suggestion")}
    named = KINDS.find(name)
    narrower = len(said) == 1 and said < _SUGGESTIONS and named is not None and named.label in _SUGGESTIONS
    if named is not None and not narrower:
        # where the rows say another kind, checking tells which
        said = {named.label}
    if len(said) != 1:
        labels = "、".join(KINDS.labels())
        raise ValueError(f"“{name}”没有写“种类”，看不出是{labels}里的哪一种")
    kind = said.pop()
    return batch.model_copy(update={"kind": kind})


def _kinds_asked(where: Condition | None) -> tuple[str, ...]:
    """Give the kinds that a filter takes, where it takes rows by their kind."""
    columns = where if isinstance(where, dict) else {}
    words = next((words for column, words in columns.items() if COLUMNS.identifier_of(column) == "kind"), ())
    return (words,) if isinstance(words, str) else words

"""Counts that a report file gives, sorted by what they count."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, model_validator

from banli_report.results.amounts import AmountText
from banli_report.results.base import Count, Model, Text
from banli_report.results.values import REPEATED
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import CONDITIONS, COUNT_NAMES, REPORT_KEYS, TIMES
from banli_report.words.vocabulary import Term, Vocabulary


def _by_column(value: object) -> object:
    """Give what stands under names of columns by their identifiers."""
    if not isinstance(value, dict):
        return value
    return {name_of(COLUMNS, str(word)): each for word, each in value.items()}


class Counts(Model):
    """Counts given without a ledger; keys of a report file are sorted into these fields by what they hold.

    A count that is not known yet is None, written X or left empty.

    Args:
        count: number of items.
        partitions: for a column, the count of each of its parts.
        flags: counts of items that meet a condition (已答复, 已面商 …).
        parts: named parts of the batch, with counts of their own.
        times: for a column whose classes may count an item more than once, how many times they do in all (件次).
        distinct: for a column, how many different units or people it holds.
        sums: for a column of numbers, its sum with its unit.
    """

    count: Count
    partitions: dict[str, dict[Text, Count]] = {}
    times: dict[str, Count] = {}
    distinct: Annotated[dict[str, Count], BeforeValidator(_by_column)] = {}
    sums: dict[Text, AmountText] = {}
    flags: dict[str, Count] = {}
    parts: dict[str, Counts] = {}

    @model_validator(mode="before")
    @classmethod
    def _sort_keys(cls, data: object) -> object:
        if not isinstance(data, dict) or set(data) & {"partitions", "flags", "parts"}:
            return data
        sorted_: dict[str, dict[str, object]] = {"partitions": {}, "flags": {}, "parts": {}, "times": {}}
        others: dict[str, object] = {}
        for key, value in data.items():
            word = str(key).strip()
            kind, name = _place_of(word, value)
            owner = sorted_[kind] if kind else others
            if name in owner:
                others[f"{word}{REPEATED}"] = value
            elif kind == "partitions" and isinstance(value, dict) and TIMES in value:
                sorted_["times"][name] = value[TIMES]
                owner[name] = {inner: count for inner, count in value.items() if inner != TIMES}
            else:
                owner[name] = value
        return {**sorted_, **others}


_OF_COLUMNS = ("distinct", "sums")
"""Keys of counts that hold, by the column, what is no count of items."""


def _place_of(word: str, value: object) -> tuple[str, str]:
    """Give the field that a count belongs in, empty for the number of items itself, and its name there."""
    if COUNT_NAMES.find(word):
        return "", "count"
    if isinstance(value, dict) and (key := REPORT_KEYS.identifier_of(word)) in _OF_COLUMNS:
        return "", key
    if not isinstance(value, dict):
        return "flags", name_of(CONDITIONS, word)
    if any(COUNT_NAMES.find(str(inner)) for inner in value):
        return "parts", name_of(CONDITIONS, word)
    return "partitions", name_of(COLUMNS, word)


def name_of(words: Vocabulary[Term], word: str) -> str:
    """Give the identifier that a word means, or the word itself where it is the user's own."""
    return words.identifier_of(word.strip())

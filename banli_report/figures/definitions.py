"""What each rate means unless the report file says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from banli_report.figures.conditions import ALL, Alternatives, BadCondition, Conditions, Flag, Holds
from banli_report.figures.scales import Scales
from banli_report.results.policy import Policy
from banli_report.words.terms import NO_FEEDBACK, RATES, SATISFACTION
from banli_report.words.vocabulary import plain

_SATISFIED = frozenset({"very_satisfied", "satisfied", "fairly_satisfied", "basically_satisfied"})
_NOT = "不"


@dataclass(frozen=True, slots=True)
class Definition:
    """A rate: the items counted, out of which items."""

    numerator: Alternatives
    denominator: Alternatives = ALL


def definitions(policy: Policy, conditions: Conditions) -> Mapping[str, Definition]:
    """Give every rate's definition by identifier, or by its name where the agency made it up.

    A rate over a group that this batch does not have is left out.
    """
    found = _usual(conditions.scales)
    for word, rate in policy.rates.items():
        found.pop(rate_name(word), None)
        with suppress(BadCondition):
            numerator, denominator = conditions.read(rate.numerator), conditions.read(rate.denominator)
            found[rate_name(word)] = Definition(numerator, denominator)
    return found


def rate_name(word: str) -> str:
    """Give the identifier of a rate named in any of its spellings, or the word itself."""
    return RATES.identifier_of(word)


def rate_label(name: str) -> str:
    """Give the printed name of a rate."""
    return RATES.label_of(name)


def unjudged(scales: Scales) -> tuple[str, ...]:
    """Give the words of the satisfaction scale of which it is not known whether they say that someone is satisfied."""
    labels = [term.label for term in scales.closed["satisfaction"]]
    return tuple(label for label in labels if not _is_satisfied(label) and not _is_not_satisfied(label))


def _is_satisfied(word: str) -> bool:
    term = SATISFACTION.find(word)
    return term is not None and term.identifier in _SATISFIED


def _is_not_satisfied(word: str) -> bool:
    return SATISFACTION.find(word) is not None or _NOT in word or plain(word) in NO_FEEDBACK


def _usual(scales: Scales) -> dict[str, Definition]:
    best = next(iter(scales.closed["result"]))
    solved: Alternatives = ((Holds("result", frozenset({best.identifier}), (best.label,)),),)
    satisfied = [term for term in scales.closed["satisfaction"] if _is_satisfied(term.label)]
    codes = frozenset(term.identifier for term in satisfied)
    content: Alternatives = ((Holds("satisfaction", codes, tuple(term.label for term in satisfied)),),)
    flags = {
        "reply_rate": "replied",
        "completion_rate": "completed",
        "contact_rate": "contacted",
        "adoption_rate": "adopted",
        "publication_rate": "published",
        "on_time_rate": "on_time",
    }
    found = {name: Definition(((Flag(flag),),)) for name, flag in flags.items()}
    if satisfied and not unjudged(scales):
        found["satisfaction_rate"] = Definition(content)
    return {**found, "implementation_rate": Definition(solved), "resolution_rate": Definition(solved)}

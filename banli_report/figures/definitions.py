"""What each rate means unless the report file says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from banli_report.figures.conditions import ALL, Alternatives, BadCondition, Conditions, Flag, Holds
from banli_report.figures.scales import Scales
from banli_report.figures.scopes import applying, scope_rules, scope_words
from banli_report.results.policy import Policy
from banli_report.words.terms import NO_FEEDBACK, RATES, SATISFACTION
from banli_report.words.vocabulary import plain

_SATISFIED = frozenset({"very_satisfied", "satisfied", "fairly_satisfied", "basically_satisfied"})
_NOT = "不"


@dataclass(frozen=True, slots=True)
class Definition:
    """A rate.

    Args:
        numerator: the items counted.
        denominator: out of which items.
        scope_words: how a sentence names those, where the rate itself does not say that they are not all.
    """

    numerator: Alternatives
    denominator: Alternatives = ALL
    scope_words: str = ""


def definitions(policy: Policy, conditions: Conditions) -> Mapping[str, Definition]:
    """Give every rate's definition by identifier, or by its name where the agency made it up.

    A rate over a group that this batch does not have is left out. Where no denominator is written, it is the items
    that the policy counts the numerator's column out of, or all.
    """
    found: dict[str, Definition] = {}
    for name, usual in _usual(conditions.scales).items():
        with suppress(BadCondition):
            found[name] = _scoped(usual, policy, conditions)
    for word, rate in policy.rates.items():
        found.pop(rate_name(word), None)
        with suppress(BadCondition):
            own = Definition(conditions.read(rate.numerator), conditions.read(rate.denominator))
            said = "denominator" in rate.model_fields_set
            found[rate_name(word)] = own if said else _scoped(own, policy, conditions)
    return found


def _scoped(rate: Definition, policy: Policy, conditions: Conditions) -> Definition:
    """Take a rate out of the items that the policy counts the column out of which its numerator reads."""
    rule = applying(scope_rules(policy), rate.numerator, conditions)
    if rule is None:
        return rate
    return replace(rate, denominator=conditions.read(rule), scope_words=scope_words(rule))


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

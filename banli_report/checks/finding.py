"""What a rule finds, and findings as problems: the same departure in many paragraphs is told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from banli_report.errors import NOWHERE, Place, Problem, Severity
from banli_report.word.reader.view import Paragraph

Where: TypeAlias = Paragraph | Place | str | None
"""A paragraph of a Word file, a place, the name of a part, or None for the whole file."""
_SNIPPET, _SHOWN, _LOOKED_AT, _MOST = 12, 5, 200, 5_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure.

    Args:
        id: the rule; one without a family is of ``layout``.
        severity: whether an office would send it back.
        message: measured and required value, without full stop.
        hint: what to do.
        where: where it is.
        snippet: what to show of the paragraph; its beginning where this is empty.
        unknown: whether it is about something that a draft need not know yet.
        found: the words themselves that it is about, by which they are looked for where they were typed.
    """

    id: str
    severity: Severity
    message: str
    hint: str = ""
    where: Where = None
    snippet: str = ""
    unknown: bool = False
    found: str = ""

    @property
    def place(self) -> Place:
        """Give where it is, as far as it says so itself."""
        if isinstance(self.where, Paragraph):
            return Place(part=self.where.part, paragraph=self.where.number)
        if isinstance(self.where, Place):
            return self.where
        return Place(part=self.where) if self.where else NOWHERE

    def about(self, found: str) -> Finding:
        """Give the finding with the words that it is about."""
        return replace(self, found=found)

    @property
    def shown(self) -> str:
        """Give what is to be shown of its text, or an empty text where it is about none."""
        if isinstance(self.where, Paragraph):
            return self.snippet or self.where.text
        return self.snippet


def wrong(
    id: str,  # noqa: A002
    where: Where,
    message: str,
    hint: str = "",
    snippet: str = "",
) -> Finding:
    """Make a finding that an office would send back."""
    return Finding(id, Severity.ERROR, message, hint, where, snippet)


def unknown(
    id: str,  # noqa: A002
    where: Where,
    message: str,
    hint: str = "",
    snippet: str = "",
) -> Finding:
    """Make a finding about something not known yet, which an office would send back unless it is a draft."""
    return Finding(id, Severity.ERROR, message, hint, where, snippet, unknown=True)


def doubtful(
    id: str,  # noqa: A002
    where: Where,
    message: str,
    hint: str = "",
    snippet: str = "",
) -> Finding:
    """Make a finding that an office would accept."""
    return Finding(id, Severity.WARNING, message, hint, where, snippet)


def wrong_if(told: object) -> Callable[..., Finding]:
    """Give ``wrong`` where something holds, else ``doubtful``."""
    return wrong if told else doubtful


def in_draft(finding: Finding) -> Finding:
    """Give a finding as it counts in a draft: what is not known yet does not forbid release."""
    return replace(finding, severity=Severity.WARNING) if finding.unknown else finding


def problems_of(findings: Iterable[Finding], file: str | None) -> list[Problem]:
    """Give findings as problems, one for each departure, in the order of the rules.

    Args:
        findings: what the rules found.
        file: the file that those are in which name none themselves.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        place = finding.place
        key = (finding.id, finding.message, place.file, place.sheet, place.part)
        groups.setdefault(key, []).append(finding)
    kinds: dict[str, list[list[Finding]]] = {}
    for group in groups.values():
        kinds.setdefault(group[0].id, []).append(group)
    left_out = {id(group) for of_a_kind in kinds.values() for group in of_a_kind[_MOST:]}
    problems = [_problem(group, file) for group in groups.values() if id(group) not in left_out]
    return problems + [_others(of_a_kind[_MOST:], file) for of_a_kind in kinds.values() if of_a_kind[_MOST:]]


def _problem(group: list[Finding], file: str | None) -> Problem:
    first = group[0]
    place = replace(first.place, file=first.place.file or file)
    message = first.message + _snippet(first.shown) + _same([finding.place for finding in group])
    return Problem(_id(first), first.severity, place, message, first.hint)


def _id(finding: Finding) -> str:
    return finding.id if "." in finding.id else f"layout.{finding.id}"


def _others(groups: Sequence[list[Finding]], file: str | None) -> Problem:
    """Say how many more there are of a kind, of which thousands are told one by one."""
    first = groups[0][0]
    count = sum(map(len, groups))
    severity = Severity.WARNING
    if any(group[0].severity is Severity.ERROR for group in groups):
        severity = Severity.ERROR
    message = f"同类的问题还有{count}处，没有逐一列出"
    return Problem(_id(first), severity, Place(file=file), message, first.hint)


def _snippet(text: str) -> str:
    shown = " ".join(text[:_LOOKED_AT].split())
    if not shown:
        return ""
    if len(shown) > _SNIPPET:
        shown = f"{shown[:_SNIPPET]}……"
    return f"：“{shown}”"


def _same(places: Sequence[Place]) -> str:
    """Say at which other places of a part, a text file or a ledger the same was found."""
    numbers = (place.paragraph or place.line or place.cell for place in places)
    others = list(dict.fromkeys(number for number in numbers if number is not None))[1:]
    if not others:
        return ""
    before, after, counted = _unit(places[0])
    shown = "、".join(map(str, others[:_SHOWN]))
    if len(others) > _SHOWN:
        return f"；{before}{shown}等{len(others)}{counted}同样"
    return f"；{before}{shown}{after}同样"


def _unit(place: Place) -> tuple[str, str, str]:
    """Give the words before and after the numbers of places, and the one that they are counted with."""
    if place.paragraph is not None:
        return "第", "段", "段"
    return ("第", "行", "行") if place.line is not None else ("", "", "处")

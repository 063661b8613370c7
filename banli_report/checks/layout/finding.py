"""What a rule finds, and findings as problems: the same departure in many paragraphs is told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from banli_report.errors import Place, Problem, Severity
from banli_report.word.reader.view import Paragraph

_SNIPPET, _SHOWN, _LOOKED_AT, _MOST = 12, 5, 200, 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure.

    Args:
        id: the rule, without the prefix ``layout.``.
        severity: whether an office would send it back.
        message: measured and required value, without full stop.
        hint: what to do.
        where: the paragraph, the name of a part, or None for the whole file.
        snippet: what to show of the paragraph; its beginning where this is empty.
        unknown: whether it is about something that a draft need not know yet.
    """

    id: str
    severity: Severity
    message: str
    hint: str = ""
    where: Paragraph | str | None = None
    snippet: str = ""
    unknown: bool = False

    @property
    def part(self) -> str:
        """Give the part that it is in, or an empty text."""
        if isinstance(self.where, Paragraph):
            return self.where.part
        return self.where or ""

    @property
    def number(self) -> int | None:
        """Give the number of its paragraph in the part, if it is about one."""
        return self.where.number if isinstance(self.where, Paragraph) else None

    @property
    def shown(self) -> str:
        """Give what is to be shown of its paragraph, or an empty text where it is about none."""
        if isinstance(self.where, Paragraph):
            return self.snippet or self.where.text
        return ""


def wrong(
    id: str,  # noqa: A002
    where: Paragraph | str | None,
    message: str,
    hint: str = "",
    snippet: str = "",
) -> Finding:
    """Make a finding that an office would send back."""
    return Finding(id, Severity.ERROR, message, hint, where, snippet)


def unknown(
    id: str,  # noqa: A002
    where: Paragraph | str | None,
    message: str,
    hint: str = "",
    snippet: str = "",
) -> Finding:
    """Make a finding about something not known yet, which an office would send back unless it is a draft."""
    return Finding(id, Severity.ERROR, message, hint, where, snippet, unknown=True)


def doubtful(
    id: str,  # noqa: A002
    where: Paragraph | str | None,
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
    """Give findings as problems, one for each departure, in the order of the rules."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.id, finding.message, finding.part), []).append(finding)
    kinds: dict[str, list[list[Finding]]] = {}
    for group in groups.values():
        kinds.setdefault(group[0].id, []).append(group)
    left_out = {id(group) for of_a_kind in kinds.values() for group in of_a_kind[_MOST:]}
    problems = [_problem(group, file) for group in groups.values() if id(group) not in left_out]
    return problems + [_others(of_a_kind[_MOST:], file) for of_a_kind in kinds.values() if of_a_kind[_MOST:]]


def _problem(group: list[Finding], file: str | None) -> Problem:
    first = group[0]
    message = first.message + _snippet(first.shown) + _same(group)
    place = Place(file=file, part=first.part or None, paragraph=first.number)
    return Problem(f"layout.{first.id}", first.severity, place, message, first.hint)


def _others(groups: Sequence[list[Finding]], file: str | None) -> Problem:
    """Say how many more there are of a kind of which a hundred are told one by one."""
    first = groups[0][0]
    count = sum(map(len, groups))
    severity = Severity.WARNING
    if any(group[0].severity is Severity.ERROR for group in groups):
        severity = Severity.ERROR
    message = f"同类的问题还有{count}处，没有逐一列出"
    return Problem(f"layout.{first.id}", severity, Place(file=file), message, first.hint)


def _snippet(text: str) -> str:
    shown = " ".join(text[:_LOOKED_AT].split())
    if not shown:
        return ""
    if len(shown) > _SNIPPET:
        shown = f"{shown[:_SNIPPET]}……"
    return f"：“{shown}”"


def _same(group: list[Finding]) -> str:
    numbers = list(dict.fromkeys(finding.number for finding in group if finding.number is not None))[1:]
    if not numbers:
        return ""
    shown = "、".join(map(str, numbers[:_SHOWN]))
    if len(numbers) > _SHOWN:
        return f"；第{shown}等{len(numbers)}段同样"
    return f"；第{shown}段同样"

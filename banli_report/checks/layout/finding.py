"""What a rule finds, and findings as problems: the same departure in many paragraphs is told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from banli_report.errors import Place, Problem, Severity
from banli_report.word.reader.view import Paragraph

_SNIPPET, _SHOWN = 12, 5


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
    """

    id: str
    severity: Severity
    message: str
    hint: str = ""
    where: Paragraph | str | None = None
    snippet: str = ""


def wrong(
    id: str,  # noqa: A002
    where: Paragraph | str | None,
    message: str,
    hint: str = "",
    snippet: str = "",
) -> Finding:
    """Make a finding that an office would send back."""
    return Finding(id, Severity.ERROR, message, hint, where, snippet)


def doubtful(
    id: str,  # noqa: A002
    where: Paragraph | str | None,
    message: str,
    hint: str = "",
    snippet: str = "",
) -> Finding:
    """Make a finding that an office would accept."""
    return Finding(id, Severity.WARNING, message, hint, where, snippet)


def problems_of(findings: Iterable[Finding], file: str | None) -> list[Problem]:
    """Give findings as problems, one for each departure, in the order of the rules."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        part = finding.where.part if isinstance(finding.where, Paragraph) else finding.where or ""
        groups.setdefault((finding.id, finding.message, part), []).append(finding)
    return [_problem(group, file) for group in groups.values()]


def _problem(group: list[Finding], file: str | None) -> Problem:
    first = group[0]
    place, snippet = Place(file=file), ""
    if isinstance(first.where, Paragraph):
        place = Place(file=file, part=first.where.part, paragraph=first.where.number)
        snippet = _snippet(first.snippet or first.where.text)
    elif first.where:
        place = Place(file=file, part=first.where)
    return Problem(
        f"layout.{first.id}", first.severity, place, first.message + snippet + _same(group), first.hint
    )


def _snippet(text: str) -> str:
    shown = " ".join(text.split())
    if not shown:
        return ""
    return f"：“{shown[:_SNIPPET]}{'……' if len(shown) > _SNIPPET else ''}”"


def _same(group: list[Finding]) -> str:
    numbers = list(
        dict.fromkeys(finding.where.number for finding in group if isinstance(finding.where, Paragraph))
    )[1:]
    if not numbers:
        return ""
    more = f"等{len(numbers)}段" if len(numbers) > _SHOWN else "段"
    return f"；第{'、'.join(map(str, numbers[:_SHOWN]))}{more}同样"

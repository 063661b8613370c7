"""Audits of short texts, as one reads them."""

from __future__ import annotations

from banli_report.checks.audit.check import Audit, audit
from banli_report.claims.passage import passages_of_text
from banli_report.errors import Problem, Severity


def audited(text: str) -> Audit:
    return audit(passages_of_text(text, "报告.txt"))


def told(text: str) -> list[str]:
    """Give what an audit tells, each as its id and what was found, without the sentence that it quotes."""
    return [f"{problem.id.removeprefix('audit.')} {_found(problem)}" for problem in audited(text).problems()]


def errors(text: str) -> list[str]:
    return [_found(problem) for problem in audited(text).problems() if problem.severity is Severity.ERROR]


def _found(problem: Problem) -> str:
    return problem.message.rpartition("”：")[2]

"""Problems that an agency lets pass, with its reason: printed as remarks, so that nothing is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from banli_report.errors import WARNING, Kind, Problem, warning
from banli_report.results.model import Report
from banli_report.results.waivers import FAMILIES, Waiver
from banli_report.words.vocabulary import plain

PROBLEMS = (
    Kind(
        "release.waived",
        WARNING,
        "本来的一个问题，报告文件里写明理由放行了。",
        "报告.docx 正文 第14段：已放行（公开招聘的联系人）：写有手机号码138****5678",
    ),
    Kind(
        "release.unused-waiver",
        WARNING,
        "报告文件里放行的一条，没有对上任何问题。",
        "report.yaml 第20行：放行的“汇办”没有对上任何问题",
    ),
)


def waived(problems: Iterable[Problem], report: Report) -> list[Problem]:
    """Give problems, those that the report lets pass as remarks, and what it lets pass in vain.

    Args:
        problems: what was found in the finished text.
        report: the report, with what it lets pass.
    """
    used: set[int] = set()
    found = [_passed(problem, report.waivers, used) for problem in problems]
    for position, waiver in enumerate(report.waivers):
        if position not in used:
            message = f"放行的“{waiver.text or waiver.problem}”没有对上任何问题"
            hint = "对照问题里的话改正；问题已经没有了的，删去这一条"
            found.append(warning("release.unused-waiver", report.place("waivers", position), message, hint))
    return found


def let_pass(problems: Iterable[Problem], report: Report) -> list[Problem]:
    """Give problems, those that the report lets pass as remarks."""
    return [_passed(problem, report.waivers, set()) for problem in problems]


def _passed(problem: Problem, waivers: Sequence[Waiver], used: set[int]) -> Problem:
    matching = [position for position, waiver in enumerate(waivers) if _matches(waiver, problem)]
    if not matching or not problem.id.startswith(FAMILIES):
        return problem
    used.update(matching)
    message = f"已放行（{waivers[matching[0]].reason}）：{problem.message}"
    return warning("release.waived", problem.place, message)


def _matches(waiver: Waiver, problem: Problem) -> bool:
    return waiver.problem in ("", problem.id) and plain(waiver.text) in plain(problem.message)

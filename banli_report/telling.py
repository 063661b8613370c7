"""What the command line prints: problems under the name of their file, figures as a table or for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from prettytable import PrettyTable, TableStyle

from banli_report.errors import Severity
from banli_report.examining import Examined
from banli_report.figures.figure import Figure


def grouped(name: str, found: Examined, *, unreadable: bool, in_full: bool) -> str:
    """Print a file's problems under its name, and a sentence on the whole."""
    file = Path(name).name
    covered = [f"  {line}" for line in (found.lines if in_full else ())]
    if found.covered:
        covered.append(f"  {found.covered}")
    if not found.problems:
        return "\n".join([f"{name}：没有发现问题。", *covered])
    lines = [f"{name}："]
    for problem in found.problems:
        here = replace(problem.place, file=None) if problem.place.file == file else problem.place
        lines += [f"  {line}" for line in str(replace(problem, place=here)).splitlines()]
    errors = sum(problem.severity is Severity.ERROR for problem in found.problems)
    total = f"共{errors}处错误，{len(found.problems) - errors}处提醒。"
    return "\n".join([*lines, *covered, f"  {'文件没有检查。' if unreadable else total}"])


def figure_dict(figure: Figure) -> dict[str, object]:
    """Give a figure as the JSON form has it."""
    exact = str(figure.value) if isinstance(figure.value, Fraction) else figure.value
    return {
        "name": figure.name,
        "text": figure.text,
        "value": exact,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "formula": figure.formula,
        "source": figure.source,
    }


def figure_table(computed: Iterable[Figure]) -> str:
    """Give figures as a table."""
    table = PrettyTable(["名称", "数值", "口径", "出处"], align="l")
    table.max_width.update({"口径": 64, "出处": 48})
    table.set_style(TableStyle.PLAIN_COLUMNS)
    table.align["数值"] = "r"
    table.add_rows([[figure.name, figure.text, figure.formula, figure.source] for figure in computed])
    return "\n".join(line.rstrip() for line in table.get_string().splitlines())

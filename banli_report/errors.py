"""Where a problem is, what it is, and the exception that carries problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Self


class Severity(StrEnum):
    """How much a problem weighs: an error forbids release, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


ERROR, WARNING = (Severity.ERROR,), (Severity.WARNING,)
EITHER = ERROR + WARNING


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem, as the manual tells it; every module states those it raises as ``PROBLEMS``.

    Args:
        id: stable name, such as ``results.partition-sum``.
        severities: the severities that it can have: ERROR, WARNING or EITHER.
        sentence: what it means for a clerk, one Chinese sentence.
        example: a place and a message as they are printed.
        clause: of the standard that asks for it; a bare number is one of GB/T 9704-2012.
    """

    id: str
    severities: tuple[Severity, ...]
    sentence: str
    example: str
    clause: str = ""


_WEIGHTS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the user's files something stands; the parts that do not apply are None.

    Args:
        file: the file's name, as the user would recognise it.
        line: line of a text file, from 1.
        column: column of a text file, from 1.
        sheet: worksheet of a workbook.
        cell: cell of a worksheet or table, such as ``C5``, or a row, such as ``5``.
        part: part of a Word file, such as ``页脚``.
        paragraph: paragraph of that part, from 1.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    part: str | None = None
    paragraph: int | None = None

    def __str__(self) -> str:
        pieces = (
            (self.file, "{}"),
            (self.sheet, "工作表“{}”"),
            (self.cell, "第{}行" if self.cell and self.cell.isdigit() else "单元格{}"),
            (self.part, "{}"),
            (self.paragraph, "第{}段"),
            (self.line, "第{}行"),
            (self.column, "第{}列"),
        )
        return " ".join(form.format(value) for value, form in pieces if value is not None)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, said so that a clerk can act on it.

    Args:
        id: stable name, such as ``results.partition-sum``.
        severity: whether it forbids release.
        place: where it is.
        message: what is wrong, a Chinese sentence.
        hint: what to do about it, a Chinese sentence, or empty.
    """

    id: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        parts = [f"{_WEIGHTS[self.severity]} [{self.id}] "]
        if place := str(self.place):
            parts.append(f"{place}：")
        parts.append(self.message)
        if self.hint:
            parts.append(f"\n    办法：{self.hint}")
        return "".join(parts)

    def as_dict(self) -> dict[str, object]:
        """Give the five keys of the JSON form; places keep only what applies."""
        fields = asdict(self)
        fields["severity"] = str(self.severity)
        fields["place"] = {key: value for key, value in fields["place"].items() if value is not None}
        return fields


def error(id: str, place: Place | None, message: str, hint: str = "") -> Problem:  # noqa: A002
    """Make a problem that forbids release."""
    return Problem(id, Severity.ERROR, place or NOWHERE, message, hint)


def warning(id: str, place: Place | None, message: str, hint: str = "") -> Problem:  # noqa: A002
    """Make a problem that does not forbid release."""
    return Problem(id, Severity.WARNING, place or NOWHERE, message, hint)


def as_warning(problem: Problem) -> Problem:
    """Give a problem as one that does not forbid release."""
    return replace(problem, severity=Severity.WARNING)


def add_each_once(told: list[Problem], problems: Iterable[Problem]) -> None:
    """Add problems to a list, which several may hold, so that each is told once."""
    told[:] = dict.fromkeys([*told, *problems])


def in_file(problem: Problem, name: str) -> Problem:
    """Give a problem of a file under the name by which the user would recognise it among others."""
    return replace(problem, place=replace(problem.place, file=name))


class BanliError(Exception):
    """The document must not leave, or a file cannot be read; ``problems`` says why, all of it.

    Args:
        problems: one or more problems, in the order of their places.
        unreadable: True where an input could not be read or a call was wrong (exit status 2).
    """

    def __init__(self, problems: Iterable[Problem], *, unreadable: bool = False) -> None:
        self.problems = tuple(problems)
        self.unreadable = unreadable
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]], dict[str, bool]]:
        return type(self), (self.problems,), {"unreadable": self.unreadable}


def refuse(id: str, place: Place | None, message: str, hint: str = "") -> BanliError:  # noqa: A002
    """Make the exception for an input that cannot be read at all."""
    return BanliError([error(id, place, message, hint)], unreadable=True)


def stop_on_errors(problems: Iterable[Problem]) -> None:
    """Raise BanliError with all the problems if one of them forbids release."""
    found = tuple(problems)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise BanliError(found)

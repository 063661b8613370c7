"""Questions of one kind about one ledger: many of them are told by the first, with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from banli_report.errors import Problem

_MOST, _MOST_OF = 20, {"results.same-number": 3}
"""How many are told one by one; few of those that have one reason, such as numbers of the unit's own."""


def in_few_words(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Give problems as they are where they are few, otherwise the first of each kind and file."""
    by_file: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in problems:
        by_file.setdefault((problem.id, problem.place.file), []).append(problem)
    for (kind, _), several in by_file.items():
        most = _MOST_OF.get(kind, _MOST)
        more = f"；这个台账共有{len(several)}处是这样" * (len(several) > most)
        yield from (replace(problem, message=f"{problem.message}{more}") for problem in several[:most])

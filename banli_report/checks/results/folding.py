"""Problems of one kind come as one: the same sentence about many cells is said once, with the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from banli_report.errors import Place, Problem
from banli_report.results.model import Item

SHOWN = 5
ALONE = 3
"""How many problems of one kind are told one by one."""


def folded(problems: Sequence[Problem], message: str) -> Iterator[Problem]:
    """Give problems of one kind as they are where they are few, otherwise as one.

    Args:
        problems: the problems, in order.
        message: what is wrong with all of them; their number and cells follow it.
    """
    if len(problems) <= ALONE:
        yield from problems
        return
    many = f"{len(problems)}处{bracketed(problem.place for problem in problems)}"
    yield replace(problems[0], message=f"{message}，共{many}")


def cells(items: Iterable[Item], column: str) -> str:
    """Name the first cells that some items have in a column, in brackets; nothing for items that come from no file."""
    return bracketed(item.place(column) for item in items)


def bracketed(places: Iterable[Place | None]) -> str:
    """Name the first cells of some places, in brackets, each with its sheet or file where they differ."""
    known = [place for place in places if place is not None and place.cell]
    where = {(place.file, place.sheet) for place in known}
    names = [_name(place, where) for place in known[:SHOWN]]
    more = f"等{len(known)}处" if len(known) > SHOWN else ""
    return f"（{'、'.join(names)}{more}）" if names else ""


def _name(place: Place, where: set[tuple[str | None, str | None]]) -> str:
    if len(where) == 1:
        return str(place.cell)
    by_sheet = len({file for file, _ in where}) == 1
    owner = place.sheet if by_sheet else place.file
    return f"{owner} {place.cell}"

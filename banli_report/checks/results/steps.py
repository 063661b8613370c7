"""Checks on the steps of an item: what comes after a reply cannot stand beside the word that there was none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from banli_report.checks.results.folding import cells, folded
from banli_report.errors import WARNING, Kind, Place, Problem, error, warning
from banli_report.figures.scales import Scales
from banli_report.results.model import Item
from banli_report.words.columns import COLUMNS, label_of

_DAY_OF = tuple((column.day_of, column.identifier) for column in COLUMNS if column.day_of)
_RATINGS = tuple(column.identifier for column in COLUMNS if column.scale == "satisfaction")
_NO_REPLY_OF_THEIR_OWN = frozenset({"assist", "co_handle", "for_reference"})
_HINT = "核对这两格，改正其中一格"

PROBLEMS = (
    Kind(
        "results.rated-before-reply",
        WARNING,
        "已经评价或办结的件，没有填答复日期（或是否答复），不算已答复。",
        "ledger.xlsx 工作表“台账” 单元格I2：有3件填了满意度，却没有填答复日期（I2、I3、I4），不算已答复",
    ),
)


def step_problems(
    items: Sequence[Item], columns: frozenset[str], scales: Scales, fallback: Place | None
) -> Iterator[Problem]:
    """Give the rows that say that something was not done, and that it was all the same.

    Args:
        items: the rows.
        columns: the columns that the ledger has.
        scales: which value means which role; who only helps gives no reply, and may note that of the lead.
        fallback: the place of the batch, for rows that come from no file.
    """
    for said, day in _DAY_OF:
        if said in columns and day in columns:
            yield from _undone(said, day, items, fallback)
    leading = [item for item in items if _replies(item, scales)]
    if "replied" in columns:
        yield from _without_reply(leading, "completed", fallback)
        for rating in _RATINGS:
            yield from _without_reply(leading, rating, fallback)
    for column in [column for column in ("replied_on", "replied") if column in columns][:1]:
        yield from _unsaid(leading, column, fallback)


def _replies(item: Item, scales: Scales) -> bool:
    return not item.role or scales.code("role", item.role) not in _NO_REPLY_OF_THEIR_OWN


def _undone(said: str, day: str, items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    """Tell of rows that say no and give the day all the same."""
    # a talk by telephone has a day too, where the column asks whether they met
    tell = warning if said == "contacted" else error
    found = [
        tell(
            "results.contradiction",
            item.place(said) or fallback,
            f"“{label_of(said)}”是“否”，却填有{label_of(day)}{item.value(day)}",
            _HINT,
        )
        for item in items
        if item.value(said) is False and item.value(day) is not None
    ]
    yield from folded(found, f"“{label_of(said)}”是“否”，却填有{label_of(day)}")


def _without_reply(items: Iterable[Item], later: str, fallback: Place | None) -> Iterator[Problem]:
    """Refuse rows that were completed or rated, and say that they were not replied to."""
    found = [
        error(
            "results.contradiction",
            item.place("replied") or fallback,
            f"“{label_of('replied')}”是“否”，“{label_of(later)}”却是“{_word(item.value(later))}”",
            _HINT,
        )
        for item in items
        if item.replied is False and item.replied_on is None and _came(item, later)
    ]
    what = "“是”" if later == "completed" else "有评价"
    yield from folded(found, f"“{label_of('replied')}”是“否”，“{label_of(later)}”却{what}")


def _came(item: Item, later: str) -> bool:
    return bool(item.value(later)) or (later == "completed" and item.completed_on is not None)


def _word(value: str | bool | None) -> str:
    return value if isinstance(value, str) else "是"


def _unsaid(items: Sequence[Item], said: str, fallback: Place | None) -> Iterator[Problem]:
    """Tell of rows that were rated or completed and do not say that they were replied to, where others do."""
    if not any(item.value(said) for item in items):
        return
    open_rows = [item for item in items if item.replied_on is None and item.replied is None]
    for later in (*_RATINGS, "completed"):
        found = [item for item in open_rows if item.value(later)]
        if found:
            label, what = label_of(said), label_of(later)
            message = f"有{len(found)}件填了{what}，却没有填{label}{cells(found, said)}，不算已答复"
            hint = f"补填{label}；还没有答复的，删去“{what}”一格"
            place = found[0].place(said) or fallback
            yield warning("results.rated-before-reply", place, message, hint)
            return

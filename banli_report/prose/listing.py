"""The list of items in templates: each by its columns, and never counted where the list leaves items out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import SupportsIndex

from jinja2.runtime import LoopContext

from banli_report.prose.faults import WordingError
from banli_report.prose.lookup import MISSING, View
from banli_report.prose.marks import Marks
from banli_report.prose.values import Text
from banli_report.results.model import Item
from banli_report.words.columns import COLUMNS, column_of

_COUNTING = ("length", "count")
_OF_ROUNDS = ("length", "revindex", "revindex0")
_CHOOSING = ("list", "map", "reject", "rejectattr", "select", "selectattr", "sort", "unique")


class PartialList(tuple[object, ...]):
    """The public items of a batch that has others, or what a filter made of them; its length is no count."""

    owner: str
    marks: Marks

    def __new__(cls, values: Iterable[object], owner: str, marks: Marks) -> PartialList:
        """Make a list of some items of the batch ``owner``."""
        made = super().__new__(cls, values)
        made.owner, made.marks = owner, marks
        return made

    def of(self, values: Iterable[object]) -> PartialList:
        """Give what was made of the list, which leaves out the same items."""
        return PartialList(values, self.owner, self.marks)

    def __getitem__(self, at: SupportsIndex | slice) -> object:  # type: ignore[override]  # of what it is given, one
        if isinstance(at, slice):
            return self.of(super().__getitem__(at))
        return super().__getitem__(at)

    def __add__(self, other: tuple[object, ...]) -> PartialList:
        return self.of(super().__add__(other))


class ListLength(View):
    """How many public items there are: it compares as a number, one more or less too, and refuses to be printed."""

    def __init__(self, values: PartialList, length: int) -> None:
        super().__init__(f"{values.owner}.清单", values.marks)
        self._values = values
        self._length = length

    def printed(self) -> object:
        """Refuse to print what would be read as the number of all items."""
        owner = self.name.removesuffix(".清单")
        raise WordingError(
            f"“{self.name}”不含不公开的件，它的个数不是件数；用“{owner}.件数”，"
            f"其中一部分用如“{owner}.承办单位['甲局'].件数”，或在“分组”里写明"
        )

    def __str__(self) -> str:
        return str(self.printed())

    def __bool__(self) -> bool:
        return self._length > 0

    def __eq__(self, other: object) -> bool:
        return bool(self._length == other)

    def __lt__(self, other: int) -> bool:
        return self._length < other

    def __le__(self, other: int) -> bool:
        return self._length <= other

    def __gt__(self, other: int) -> bool:
        return self._length > other

    def __ge__(self, other: int) -> bool:
        return self._length >= other

    def __add__(self, other: object) -> object:
        if not isinstance(other, int):
            return self.printed()
        return ListLength(self._values, self._length + other)

    def __sub__(self, other: object) -> object:
        if not isinstance(other, int):
            return self.printed()
        return ListLength(self._values, self._length - other)

    def _computed(self, other: object) -> object:
        return self.printed()

    __radd__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _computed
    __hash__ = None  # type: ignore[assignment]


class ItemView(View):
    """One item of the ledger, by the names of its columns."""

    def __init__(self, item: Item, marks: Marks) -> None:
        super().__init__(f"{item.place() or '记录'}", marks)
        self.item = item
        self.listed_in: PartialList | None = None

    def look_up(self, word: str) -> object:
        """Give a column's value; MISSING where the ledger has nothing there."""
        value = self.item.value(column_of(word))
        if value is None:
            return MISSING
        if isinstance(value, bool):
            return "是" if value else "否"
        return value if isinstance(value, date) else Text(value, self.marks)

    def names(self) -> tuple[str, ...]:
        """Give the columns."""
        return (*COLUMNS.labels(), *self.item.extra)


def of_lists(name: str, function: Callable[..., object]) -> Callable[..., object]:
    """Give one of Jinja's own filters so that what leaves items out is never counted for all.

    Args:
        name: what templates call it.
        function: what it does.
    """
    if name in _COUNTING:
        return _no_count(function)
    if name in _CHOOSING:
        return _still_partial(function)
    return function


def _no_count(count: Callable[..., object]) -> Callable[..., object]:
    @wraps(count)
    def counted(values: object, *args: object, **options: object) -> object:
        if isinstance(values, PartialList):
            return ListLength(values, len(values))
        return count(values, *args, **options)

    return counted


def _still_partial(choose: Callable[..., object]) -> Callable[..., object]:
    """Make what a filter chooses out of a list that leaves items out such a list too."""

    @wraps(choose)
    def chosen(*args: object, **options: object) -> object:
        found = choose(*args, **options)
        source = next((value for value in args if isinstance(value, PartialList)), None)
        if source is None or not isinstance(found, Iterable):
            return found
        return source.of(found)

    return chosen


def in_batches(values: Iterable[object], batches: Iterable[list[object]]) -> Iterable[object]:
    """Give the batches of a list; those of one that leaves items out leave them out too."""
    if not isinstance(values, PartialList):
        return batches
    return values.of(map(values.of, batches))


def said_of_loop(loop: LoopContext, word: str, value: object) -> object:
    """Give what a loop says of itself; how many rounds it makes is no count where its list leaves items out."""
    if word not in _OF_ROUNDS or not isinstance(value, int):
        return value
    current = loop._current  # Jinja gives it to the loop's body alone
    if isinstance(current, ItemView):
        current = current.listed_in
    if isinstance(current, PartialList):
        return ListLength(current, value)
    return value

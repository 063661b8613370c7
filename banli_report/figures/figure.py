"""What a printed number is: its exact value, its text, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

ITEMS = "件"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its definition.

    Args:
        name: its path in templates, such as ``建议.类别.城建交通类.占比``.
        value: the exact value; a share is a fraction of 1; None where it is not known yet.
        text: as it is printed under the policy.
        formula: how it was computed, in words.
        tell: says which rows of which file it comes from, or which given count, when asked.
        numerator: items counted, for a share.
        denominator: items they are counted out of, for a share.
        unit: of what it is a number, where it is no share: 件, 件次, 个, or the unit of a sum.
    """

    name: str
    value: int | Fraction | None
    text: str
    formula: str
    tell: Callable[[], str]
    numerator: int | None = None
    denominator: int | None = None
    unit: str = ITEMS

    @property
    def source(self) -> str:
        """Give in words which rows of which file it comes from, or which given count."""
        return self.tell()

    @property
    def known(self) -> bool:
        """Tell whether the value is known."""
        return self.value is not None

    @property
    def items(self) -> int:
        """Give a count as a number, 0 where it is not known yet."""
        return int(self.value or 0)


def said(source: str) -> Callable[[], str]:
    """Give what tells where a number comes from that is known to come from there."""
    return lambda: source


def of_both(now: Figure, before: Figure) -> Callable[[], str]:
    """Give what tells where a number made of two others comes from."""
    return lambda: f"{now.source}；{before.source}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a partition.

    Args:
        code: its code (A, satisfied, 城建交通类).
        name: its printed name.
        count: how many items it has, those of the parts inside it among them.
        share: their share of the whole; None where the whole is 0.
        inner: classes that are a part of this one, where the results name both (独办 of 主办).
        unit: what is counted: 件, or 件次 where an item may be of several classes.
    """

    code: str
    name: str
    count: Figure
    share: Figure | None
    inner: tuple[Part, ...] = ()
    unit: str = ITEMS

    @property
    def codes(self) -> frozenset[str]:
        """Give its code and those of the parts inside it."""
        return frozenset((self.code, *(part.code for part in self.inner)))

    def answers(self, word: str) -> bool:
        """Tell whether a template may call the part by this word."""
        return word in (self.code, self.name)


@dataclass(frozen=True, slots=True)
class Partition:
    """The parts of a batch by one column, empty parts left out.

    Args:
        column: the column's identifier, or its own header.
        name: the column's label.
        parts: the parts, in the order of their scheme or of the ledger.
        missing: how many items hold nothing in this column.
        blank: those items as a part, called 未填 or 未反馈; None where there are none.
        known: every class that the column may hold, as (code, name), also those of no item.
        excess: how many more times than once the parts count items: cells that list several units, or 件次.
        times: how many times the parts count items in all, where the shares are taken of that; otherwise None.
    """

    column: str
    name: str
    parts: tuple[Part, ...]
    missing: int
    known: tuple[tuple[str, str], ...] = ()
    blank: Part | None = None
    excess: int = 0
    times: Figure | None = None

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)


@dataclass(frozen=True, slots=True)
class Change:
    """A count against last year's.

    Args:
        now: this year's count.
        before: last year's count.
        difference: the distance between the two, not negative.
        share: that distance as a share of last year's count; None where that is 0.
    """

    now: Figure
    before: Figure
    difference: Figure
    share: Figure | None

    @property
    def direction(self) -> int | None:
        """Give 1 for more, -1 for fewer, 0 for the same, None where a count is not known yet."""
        if not (self.now.known and self.before.known):
            return None
        return (self.now.items > self.before.items) - (self.now.items < self.before.items)

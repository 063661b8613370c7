"""The parts of a batch by a column as templates see them: all of them, one of them, or their number alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from banli_report.figures import formulas
from banli_report.figures.batch import BatchFigures
from banli_report.figures.conditions import Holds
from banli_report.figures.figure import Figure, Part, Partition
from banli_report.figures.parts import BLANK, NO_ANSWER
from banli_report.figures.rounding import count_text
from banli_report.prose.faults import WordingError
from banli_report.prose.lookup import MISSING, View
from banli_report.prose.marks import Marks
from banli_report.prose.values import CountValue, Number, Text, number_value, reads_as_whole
from banli_report.results.policy import Percent
from banli_report.words.columns import is_rating, label_of
from banli_report.words.terms import TIMES, ItemKind

FILLED, ANSWERED, ALL_OF_ONE = "已填", "已反馈", "单一"
"""How the items with something in a column are asked for, those that somebody rated, and whether all are of one class."""


class Owner(Protocol):
    """What parts are parts of: a batch's view, which can give that of another batch too."""

    name: str
    marks: Marks
    batch: BatchFigures

    def of(self, batch: BatchFigures) -> View:
        """Give the view of another batch, which answers in the same document."""

    def different(self, columns: Sequence[str]) -> Number:
        """Give how many different units or people some columns name."""


class UnnamedView(View):
    """The words of a column whose listing would name what is not public: only their number may be asked for.

    Args:
        batch: whose they are.
        column: the column.
        refusal: why they may not be listed, a Chinese sentence.
    """

    def __init__(self, batch: Owner, column: str, refusal: str) -> None:
        super().__init__(f"{batch.name}.{label_of(column)}", batch.marks)
        self.refusal = refusal
        self._batch, self._column = batch, column

    @property
    def different(self) -> Number:
        """Give how many there are."""
        return self._batch.different([self._column])

    def look_up(self, word: str) -> object:
        """Refuse to give one of them."""
        raise WordingError(self.refusal)

    printed = __iter__ = __len__ = lambda self: self.look_up("")


class PartitionView(View):
    """The parts by one column of the items that it is counted out of; iterable, and each part by its name or code.

    Args:
        batch: the items that it is counted out of.
        partition: the parts.
        marks: collects what is printed.
        owner: the batch that was asked.
    """

    def __init__(self, batch: BatchFigures, partition: Partition, marks: Marks, owner: Owner) -> None:
        super().__init__(f"{batch.name}.{partition.name}", marks)
        self.counts_all = batch.whole == owner.batch.whole
        self._owner = owner
        self._batch = batch
        self.partition = partition
        self.parts = tuple(PartView(batch, partition.column, part, owner) for part in partition)

    def printed_with(self, percent: Percent) -> PartitionView:
        """Give the same parts with their shares printed in another way."""
        batch = self._batch.printed_with(percent)
        return PartitionView(
            batch, batch.partition(self.partition.column) or self.partition, self.marks, self._owner
        )

    @property
    def missing(self) -> CountValue:
        """Give how many items hold nothing in this column."""
        blank = self.partition.blank
        none = Figure(f"{self.name}.{BLANK}", 0, "0", "没有空着的", self._batch.count.tell)
        return CountValue(blank.count if blank else none, self.marks)

    @property
    def overlaps(self) -> bool:
        """Tell whether parts count an item several times, in each unit that its cell lists."""
        return bool(self.partition.excess) and self.partition.times is None

    @property
    def unit(self) -> str:
        """Give 件次 where the parts say that they count those; else nothing."""
        return TIMES if self.partition.times else ""

    @property
    def different(self) -> Number:
        """Give how many different units or people there are."""
        return self._owner.different([self.partition.column])

    @property
    def scope(self) -> Text:
        """Give of which items the parts are, such as 主办件; empty where of all."""
        return Text(self._batch.scope_words, self.marks, own=True)

    @property
    def kinds(self) -> tuple[ItemKind, ...]:
        """Give of which kinds the items are."""
        return self._batch.kinds

    @property
    def filled(self) -> Number:
        """Give how many items hold something in this column."""
        word = ANSWERED if is_rating(self.partition.column) else FILLED
        whole = self._batch.whole
        value = None if whole is None else whole - self.partition.missing
        formula = formulas.filled_count(self._batch.count.text, self.partition.name, self.partition.missing)
        tell = self._batch.count.tell
        return number_value(
            Figure(f"{self.name}.{word}", value, count_text(value), formula, tell), self.marks
        )

    @property
    def whole(self) -> Number:
        """Give how many items the parts are counted out of."""
        return number_value(self._batch.count, self.marks)

    @property
    def is_all_of_one(self) -> bool:
        """Tell whether every item is known to be of one and the same class."""
        whole = self._batch.whole
        return whole is not None and [part.part.count.value for part in self.parts] == [whole]

    def __iter__(self) -> Iterator[PartView]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def look_up(self, word: str) -> Any:
        """Give a part by its name or code, or 分母 and 未填; a class of the scheme without items has a count of 0."""
        column, scales = self.partition.column, self._batch.conditions.scales
        term = scales.term(column, word) if column in scales.closed else None
        code = term.identifier if term else word
        for part in self._with_inner():
            if part.part.answers(word) or (term and part.part.code == code):
                return part
        if term:
            found = self._batch.class_part(column, code, word)
            return PartView(self._batch, column, found, self._owner) if found else MISSING
        return self._own(word)

    def _own(self, word: str) -> Any:
        """Give what the parts are counted out of, and what is not in them."""
        answers: Mapping[str, Callable[[], Any]] = {
            "分母": lambda: self.whole,
            "范围": lambda: self.scope or MISSING,
            **dict.fromkeys((FILLED, ANSWERED), lambda: self.filled),
            **dict.fromkeys((BLANK, NO_ANSWER), lambda: self.missing),
            ALL_OF_ONE: lambda: self.is_all_of_one,
            TIMES: lambda: (
                number_value(self.partition.times, self.marks) if self.partition.times else MISSING
            ),
        }
        return answers.get(word, lambda: MISSING)()

    def _with_inner(self) -> Iterator[PartView]:
        for part in self.parts:
            yield from (part, *part.inner)

    def names(self) -> tuple[str, ...]:
        """Give the names and codes of the parts."""
        codes = [name for pair in self.partition.known for name in pair]
        own = ("分母", "范围", BLANK, FILLED, ALL_OF_ONE)
        return tuple(dict.fromkeys([*(part.part.name for part in self.parts), *codes, *own]))


class PartView(View):
    """One part: 名称, 代码, 件数, 占比, and everything that a batch answers."""

    def __init__(self, batch: BatchFigures, column: str, part: Part, owner: Owner) -> None:
        super().__init__(f"{batch.name}.{part.name}", owner.marks)
        self._owner = owner
        self.part = part
        self._batch = batch
        self._column = column

    @cached_property
    def inner(self) -> tuple[PartView, ...]:
        """Give the classes that are a part of this one, where the results name both."""
        return tuple(PartView(self._batch, self._column, part, self._owner) for part in self.part.inner)

    @property
    def label(self) -> Text:
        """Give the printed name."""
        return Text(self.part.name, self.marks)

    @property
    def count(self) -> Number:
        """Give the count."""
        return number_value(self.part.count, self.marks)

    @property
    def share_misleads(self) -> bool:
        """Tell whether the share would be printed as all or none of the items without being so."""
        share = self.part.share
        return share is not None and reads_as_whole(share)

    @property
    def share(self) -> Number | None:
        """Give the share, or None where the whole is 0."""
        return number_value(self.part.share, self.marks) if self.part.share else None

    def look_up(self, word: str) -> Any:
        """Give a value of the part, or what it answers as a batch."""
        own = {
            "名称": self.label,
            "代码": Text(self.part.code, self.marks),
            TIMES if self.part.unit == TIMES else "件数": self.count,
            "占比": self.share,
        }
        if word in own:
            return MISSING if own[word] is None else own[word]
        return self._inner.look_up(word) if self._inner else MISSING

    @cached_property
    def _inner(self) -> View | None:
        test = Holds(
            self._column,
            self._batch.conditions.scales.codes_of(self._column, self.part.code),
            (self.part.name,),
        )
        inner = self._batch.narrowed(self.part.name, ((test,),))
        return self._owner.of(inner) if inner else None

    def names(self) -> tuple[str, ...]:
        """Give the names of its own values, and those of a batch."""
        return ("名称", "代码", "件数", "占比", *(self._inner.names() if self._inner else ()))

    def lack(self, word: str) -> str:
        """Say why a name has no value."""
        return self._inner.lack(word) if self._inner else super().lack(word)

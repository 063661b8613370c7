"""What templates may look at: plain, read-only views whose names come out of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from banli_report.figures import formulas
from banli_report.figures.batch import BatchFigures
from banli_report.figures.conditions import Holds
from banli_report.figures.definitions import rate_name, unjudged
from banli_report.figures.figure import Change, Figure, Part, Partition
from banli_report.figures.parts import BLANK, NO_ANSWER
from banli_report.figures.rounding import count_text
from banli_report.figures.scales import codes_of
from banli_report.prose.countable import refuse_naming, refuse_several
from banli_report.prose.listing import ItemView, PartialList
from banli_report.prose.lookup import MISSING, View
from banli_report.prose.marks import Marks
from banli_report.prose.values import CountValue, Number, Text, number_value, reads_as_whole
from banli_report.words.columns import column_of, is_rating, label_of
from banli_report.words.terms import BATCH_NAMES, CONDITIONS, RATES, ROLES

__all__ = ["MISSING", "BatchView", "BatchesView", "PartView", "PartitionView", "View"]

_LABELS = ("name", "kind")
FILLED, ANSWERED, ALL_OF_ONE = "已填", "已反馈", "单一"
"""How the items with something in a column are asked for, those that somebody rated, and whether all are of one class."""


class BatchView(View):
    """A batch: its count, partitions, rates, parts, last year and items."""

    def __init__(self, batch: BatchFigures, marks: Marks) -> None:
        super().__init__(batch.name, marks)
        self.batch = batch

    def look_up(self, word: str) -> Any:
        """Give a count, partition, rate, part or list by its name, or MISSING."""
        term = BATCH_NAMES.find(word)
        if term is None or term.identifier not in _LABELS:
            self.marks.asked.add(self.name)
        if term:
            return self._own(term.identifier)
        for answer in (self._rate, self._part_by_flag, self._partition, self._part):
            value = answer(word)
            if value is not None:
                return value
        return MISSING

    def _own(self, name: str) -> Any:
        answers: Mapping[str, Callable[[], Any]] = {
            "count": lambda: number_value(self.batch.count, self.marks),
            "name": lambda: Text(self.batch.name, self.marks),
            "kind": lambda: Text(self.batch.kind, self.marks) if self.batch.kind else MISSING,
            "previous": lambda: (
                BatchView(self.batch.previous, self.marks) if self.batch.previous else MISSING
            ),
            "change": lambda: (
                ChangeView(self.batch.change, self.name, self.marks) if self.batch.change else MISSING
            ),
            "items": self._items,
        }
        return answers[name]()

    def _items(self) -> Any:
        if not self.batch.has_rows:
            return MISSING
        public = self.batch.public_items
        listed = tuple(ItemView(item, self.marks) for item in public)
        if len(public) == len(self.batch.items):
            return listed
        return PartialList(listed, self.name, self.marks)

    def _rate(self, word: str) -> Number | None:
        rate = self.batch.rate(rate_name(word))
        return number_value(rate, self.marks) if rate else None

    def scope_of(self, rate: str) -> str:
        """Give of which items alone a rate is, such as 主办件, or nothing."""
        return str(Text(self.batch.rate_scope(rate_name(rate)), self.marks, own=True))

    def _part_by_flag(self, word: str) -> BatchView | None:
        return self._part(word) if word in self.batch.conditions.groups or CONDITIONS.find(word) else None

    def _partition(self, word: str) -> PartitionView | None:
        column = column_of(word)
        refuse_naming(self.batch, column)
        refuse_several(self.batch, column)
        scoped = self.batch.scoped(column)
        partition = scoped.partition(column) if scoped else None
        if not scoped or not partition:
            return None
        return PartitionView(scoped, partition, self.marks, counts_all=scoped.whole == self.batch.whole)

    def _part(self, word: str) -> BatchView | None:
        part = self.batch.part(word)
        return BatchView(part, self.marks) if part else None

    def lack(self, word: str) -> str:
        """Say why a name has no value."""
        why = self.why_not(word)
        return f"“{self.name}”的“{word}”算不出：{why}" if why else super().lack(word)

    def why_not(self, word: str) -> str:
        """Give what is in the way of a name that the batch usually answers, or nothing."""
        term = BATCH_NAMES.find(word)
        if term and term.identifier == "items":
            return "只有件数、没有逐件的台账，列不出清单"
        strange = unjudged(self.batch.conditions.scales)
        if strange and rate_name(word) == "satisfaction_rate" and "satisfaction_rate" not in self.batch.rates:
            return f"“{'”“'.join(strange)}”算不算满意没有写明，请在“口径”里列出算满意的，如 指标: {{满意率: {{分子: [满意, 基本满意]}}}}"
        return ""

    def names(self) -> tuple[str, ...]:
        """Give the names that this batch can answer, and those that its ledger has no column for."""
        columns = [label_of(column) for column in self.batch.tally.columns()]
        usual = (*BATCH_NAMES.labels(), *RATES.labels(), *columns, *self.batch.conditions.groups)
        return (*usual, *CONDITIONS.labels(), *ROLES.labels())


class BatchesView(View):
    """All batches of a report, in order, and each by its name."""

    def __init__(self, batches: Mapping[str, BatchView], marks: Marks) -> None:
        super().__init__("批次", marks)
        self._batches = batches

    def __iter__(self) -> Iterator[BatchView]:
        return iter(self._batches.values())

    def __len__(self) -> int:
        return len(self._batches)

    @property
    def told(self) -> tuple[BatchView, ...]:
        """Give the batches that hold something, which are those to speak of; all of them where none does."""
        self.marks.asked.update(self._batches)
        return tuple(batch for batch in self if batch.batch.count.value != 0) or tuple(self)

    def look_up(self, word: str) -> Any:
        """Give a batch by its name, or MISSING."""
        return self._batches.get(word, MISSING)

    def names(self) -> tuple[str, ...]:
        """Give the names of the batches."""
        return tuple(self._batches)


class PartitionView(View):
    """The parts by one column of the items that it is counted out of; iterable, and each part by its name or code.

    Args:
        batch: the items that it is counted out of.
        partition: the parts.
        marks: collects what is printed.
        counts_all: whether those are all the items of the batch that was asked.
    """

    def __init__(
        self, batch: BatchFigures, partition: Partition, marks: Marks, *, counts_all: bool = True
    ) -> None:
        super().__init__(f"{batch.name}.{partition.name}", marks)
        self.counts_all = counts_all
        self._batch = batch
        self.partition = partition
        self.parts = tuple(PartView(batch, partition.column, part, marks) for part in partition)

    @property
    def missing(self) -> CountValue:
        """Give how many items hold nothing in this column."""
        blank = self.partition.blank
        none = Figure(f"{self.name}.{BLANK}", 0, "0", "没有空着的", self._batch.count.source)
        return CountValue(blank.count if blank else none, self.marks)

    @property
    def scope(self) -> Text:
        """Give of which items the parts are, such as 主办件; empty where of all."""
        return Text(self._batch.scope_words, self.marks, own=True)

    @property
    def kinds(self) -> frozenset[str]:
        """Give of which kinds the items are, by identifier."""
        return self._batch.kinds

    @property
    def filled(self) -> Number:
        """Give how many items hold something in this column."""
        word = ANSWERED if is_rating(self.partition.column) else FILLED
        whole = self._batch.whole
        value = None if whole is None else whole - self.partition.missing
        formula = formulas.filled_count(self._batch.count.text, self.partition.name, self.partition.missing)
        source = self._batch.count.source
        return number_value(
            Figure(f"{self.name}.{word}", value, count_text(value), formula, source), self.marks
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
            return PartView(self._batch, column, found, self.marks) if found else MISSING
        return self._own(word)

    def _own(self, word: str) -> Any:
        """Give what the parts are counted out of, and what is not in them."""
        answers: Mapping[str, Callable[[], Any]] = {
            "分母": lambda: self.whole,
            "范围": lambda: self.scope or MISSING,
            **dict.fromkeys((FILLED, ANSWERED), lambda: self.filled),
            **dict.fromkeys((BLANK, NO_ANSWER), lambda: self.missing),
            ALL_OF_ONE: lambda: self.is_all_of_one,
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

    def __init__(self, batch: BatchFigures, column: str, part: Part, marks: Marks) -> None:
        super().__init__(f"{batch.name}.{part.name}", marks)
        self.part = part
        self._batch = batch
        self._column = column

    @cached_property
    def inner(self) -> tuple[PartView, ...]:
        """Give the classes that are a part of this one, where the results name both."""
        return tuple(PartView(self._batch, self._column, part, self.marks) for part in self.part.inner)

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
            "件数": self.count,
            "占比": self.share,
        }
        if word in own:
            return MISSING if own[word] is None else own[word]
        return self._inner.look_up(word) if self._inner else MISSING

    @cached_property
    def _inner(self) -> BatchView | None:
        test = Holds(self._column, codes_of(self._column, self.part.code), (self.part.name,))
        inner = self._batch.narrowed(self.part.name, ((test,),))
        return BatchView(inner, self.marks) if inner else None

    def names(self) -> tuple[str, ...]:
        """Give the names of its own values, and those of a batch."""
        return ("名称", "代码", "件数", "占比", *(self._inner.names() if self._inner else ()))

    def lack(self, word: str) -> str:
        """Say why a name has no value."""
        return self._inner.lack(word) if self._inner else super().lack(word)


class ChangeView(View):
    """A count against last year's: 差额, 幅度, 上年, 方向."""

    def __init__(self, change: Change, name: str, marks: Marks) -> None:
        super().__init__(f"{name}.增减", marks)
        self.change = change

    def look_up(self, word: str) -> Any:
        """Give a value of the comparison, or MISSING."""
        figures = {"差额": self.change.difference, "幅度": self.change.share, "上年": self.change.before}
        if word == "方向":
            return {1: "增加", -1: "减少", 0: "持平", None: "增减"}[self.change.direction]
        figure = figures.get(word)
        return number_value(figure, self.marks) if figure else MISSING

    def names(self) -> tuple[str, ...]:
        """Give the names of its values."""
        return ("差额", "幅度", "上年", "方向")

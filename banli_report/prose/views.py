"""What templates may look at: plain, read-only views whose names come out of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from banli_report.figures.batch import BatchFigures
from banli_report.figures.conditions import Holds
from banli_report.figures.definitions import rate_name
from banli_report.figures.figure import Change, Figure, Part, Partition
from banli_report.prose.marks import Marks
from banli_report.prose.values import CountValue, Number, Text, number_value
from banli_report.results.model import Item
from banli_report.results.paper import Agency, Signature
from banli_report.terms import BATCH_NAMES, CONDITIONS, ITEM_FIELDS, RATES

MISSING: Any = object()


class View:
    """Something that a template can look names up in; never gives methods, only values."""

    def __init__(self, name: str, marks: Marks) -> None:
        self.name = name
        self.marks = marks

    def look_up(self, word: str) -> Any:
        """Give the value of a name, or MISSING."""
        return MISSING

    def names(self) -> tuple[str, ...]:
        """Give the names that can be looked up, for the message about a misspelt one."""
        return ()

    def printed(self) -> Any:
        """Give what the view prints as when it stands alone, or MISSING."""
        return MISSING


class Values(View):
    """A view of a few named values; ``alone`` is what it prints as by itself."""

    def __init__(self, name: str, marks: Marks, values: Mapping[str, Any], alone: Any = MISSING) -> None:
        super().__init__(name, marks)
        self._values = values
        self._alone = alone

    def look_up(self, word: str) -> Any:
        """Give the value of a name, or MISSING."""
        return self._values.get(word, MISSING)

    def names(self) -> tuple[str, ...]:
        """Give the names of the values."""
        return tuple(self._values)

    def printed(self) -> Any:
        """Give the value that stands for the whole."""
        return self._alone


def agency_view(agency: Agency, marks: Marks) -> View:
    """Give the agency: alone its full name; 全称, 简称."""
    full, short = Text(agency.full_name, marks, own=True), Text(agency.short, marks, own=True)
    return Values("单位", marks, {"全称": full, "简称": short, "full_name": full, "short_name": short}, full)


def signature_view(signature: Signature, agency: Agency, marks: Marks) -> View:
    """Give who signs and when: 署名, 日期."""
    name = Text(signature.name or agency.full_name, marks, own=True)
    day: Any = signature.date or MISSING
    return Values("落款", marks, {"署名": name, "日期": day, "name": name, "date": day})


class BatchView(View):
    """A batch: its count, partitions, rates, parts, last year and items."""

    def __init__(self, batch: BatchFigures, marks: Marks) -> None:
        super().__init__(batch.name, marks)
        self.batch = batch

    def look_up(self, word: str) -> Any:
        """Give a count, partition, rate, part or list by its name, or MISSING."""
        if term := BATCH_NAMES.find(word):
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
            "items": lambda: tuple(ItemView(item, self.marks) for item in self.batch.public_items),
        }
        return answers[name]()

    def _rate(self, word: str) -> Number | None:
        rate = self.batch.rate(rate_name(word))
        return number_value(rate, self.marks) if rate else None

    def _part_by_flag(self, word: str) -> BatchView | None:
        return self._part(word) if word in self.batch.conditions.groups or CONDITIONS.find(word) else None

    def _partition(self, word: str) -> PartitionView | None:
        term = ITEM_FIELDS.find(word)
        column = term.identifier if term else word
        scoped = self.batch.scoped(column)
        partition = scoped.partition(column) if scoped else None
        return PartitionView(scoped, partition, self.marks) if scoped and partition else None

    def _part(self, word: str) -> BatchView | None:
        part = self.batch.part(word)
        return BatchView(part, self.marks) if part else None

    def names(self) -> tuple[str, ...]:
        """Give the names that this batch can answer, and those that its ledger has no column for."""
        columns = [self._label(column) for column in self.batch.tally.columns()]
        return (*BATCH_NAMES.labels(), *RATES.labels(), *columns, *self.batch.conditions.groups)

    @staticmethod
    def _label(column: str) -> str:
        term = ITEM_FIELDS.find(column)
        return term.label if term else column


class BatchesView(View):
    """All batches of a report, in order, and each by its name."""

    def __init__(self, batches: Mapping[str, BatchView], marks: Marks) -> None:
        super().__init__("批次", marks)
        self._batches = batches

    def __iter__(self) -> Iterator[BatchView]:
        return iter(self._batches.values())

    def __len__(self) -> int:
        return len(self._batches)

    def look_up(self, word: str) -> Any:
        """Give a batch by its name, or MISSING."""
        return self._batches.get(word, MISSING)

    def names(self) -> tuple[str, ...]:
        """Give the names of the batches."""
        return tuple(self._batches)


class PartitionView(View):
    """The parts by one column of the items that it is counted out of; iterable, and each part by its name or code."""

    def __init__(self, batch: BatchFigures, partition: Partition, marks: Marks) -> None:
        super().__init__(f"{batch.name}.{partition.name}", marks)
        self._batch = batch
        self.partition = partition
        self.parts = tuple(PartView(batch, partition.column, part, marks) for part in partition)

    @property
    def missing(self) -> CountValue:
        """Give how many items hold nothing in this column."""
        count = self._batch.count
        label = self.partition.name
        figure = Figure(
            f"{self.name}.未反馈",
            self.partition.missing,
            str(self.partition.missing),
            f"{self._batch.scope}{count.text}件减去{label}有内容的件数",
            count.source,
        )
        return CountValue(figure, self.marks)

    def __iter__(self) -> Iterator[PartView]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def look_up(self, word: str) -> Any:
        """Give a part by its name or code; a class of the scheme without items has a count of 0."""
        for part in self.parts:
            if part.part.answers(word):
                return part
        known = next((pair for pair in self.partition.known if word in pair), None)
        if known is None:
            return MISSING
        empty = self._batch.empty_part(self.partition.column, known[0])
        return PartView(self._batch, self.partition.column, empty, self.marks)

    def names(self) -> tuple[str, ...]:
        """Give the names and codes of the parts."""
        codes = [name for pair in self.partition.known for name in pair]
        return tuple(dict.fromkeys([*(part.part.name for part in self.parts), *codes]))


class PartView(View):
    """One part: 名称, 代码, 件数, 占比, and everything that a batch answers."""

    def __init__(self, batch: BatchFigures, column: str, part: Part, marks: Marks) -> None:
        super().__init__(f"{batch.name}.{part.name}", marks)
        self.part = part
        self._batch = batch
        self._column = column

    @property
    def label(self) -> Text:
        """Give the printed name."""
        return Text(self.part.name, self.marks)

    @property
    def count(self) -> Number:
        """Give the count."""
        return number_value(self.part.count, self.marks)

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
        test = Holds(self._column, frozenset({self.part.code}), (self.part.name,))
        inner = self._batch.narrowed(self.part.name, ((test,),))
        return BatchView(inner, self.marks).look_up(word) if inner else MISSING

    def names(self) -> tuple[str, ...]:
        """Give the names of its own values."""
        return ("名称", "代码", "件数", "占比")


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


class ItemView(View):
    """One item of the ledger, by the names of its columns."""

    def __init__(self, item: Item, marks: Marks) -> None:
        super().__init__(f"{item.place() or '记录'}", marks)
        self.item = item

    def look_up(self, word: str) -> Any:
        """Give a column's value; MISSING where the ledger has nothing there."""
        term = ITEM_FIELDS.find(word)
        value = self.item.value(term.identifier if term else word)
        if value is None:
            return MISSING
        if isinstance(value, bool):
            return "是" if value else "否"
        return value if isinstance(value, date) else Text(value, self.marks)

    def names(self) -> tuple[str, ...]:
        """Give the columns."""
        return (*ITEM_FIELDS.labels(), *self.item.extra)

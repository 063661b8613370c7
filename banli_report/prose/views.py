"""What templates may look at: plain, read-only views whose names come out of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from banli_report.figures.amounts import distinct_of, sum_of
from banli_report.figures.batch import BatchFigures
from banli_report.figures.definitions import rate_name, unjudged
from banli_report.figures.figure import Change
from banli_report.figures.reporting import REPORTING, reporting
from banli_report.figures.years import cumulative, each_year
from banli_report.prose.calls import told_all
from banli_report.prose.countable import refuse_doubts, refuse_naming, refuse_uncounted, refuse_unsummed
from banli_report.prose.faults import WordingError
from banli_report.prose.listing import ItemView, PartialList
from banli_report.prose.lookup import MISSING, View
from banli_report.prose.marks import Marks
from banli_report.prose.parting import PartitionView, UnnamedView
from banli_report.prose.reporting import UnitsView
from banli_report.prose.values import Number, Text, number_value
from banli_report.results.policy import Percent
from banli_report.words.columns import column_of, label_of
from banli_report.words.template_names import BATCH_NAMES
from banli_report.words.terms import CONDITIONS, RATES, ROLES

__all__ = ["MISSING", "BatchView", "BatchesView", "View"]

_LABELS = ("name", "kind")


_NUMBER_ALONE = "“{}”的“{}”只给出了有几个，没有写是哪些，只能用“个数”"


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
            "years": lambda: YearsView(self) if self.batch.years else MISSING,
            "cumulative": lambda: self.of(found) if (found := cumulative(self.batch)) else MISSING,
            **{name: partial(self._reporting, name) for name in REPORTING},
            "sum": lambda: told_all({"合计": self._sum}, given=0)["合计"],
        }
        return answers[name]()

    def _reporting(self, name: str) -> object:
        found = reporting(self.batch, name)
        return UnitsView(f"{self.name}.{BATCH_NAMES.label_of(name)}", found, self.marks) if found else MISSING

    def _items(self) -> Any:
        if not self.batch.has_rows:
            return MISSING
        public = self.batch.public_items
        listed = tuple(ItemView(item, self.marks) for item in public)
        if len(public) == len(self.batch.items):
            return listed
        partial = PartialList(listed, self.name, self.marks)
        for item in listed:
            item.listed_in = partial
        return partial

    def _rate(self, word: str) -> Number | None:
        rate = self.batch.rate(rate_name(word))
        return number_value(rate, self.marks) if rate else None

    def scope_of(self, rate: str) -> str:
        """Give of which items alone a rate is, such as 主办件, or nothing."""
        return str(Text(self.batch.rate_scope(rate_name(rate)), self.marks, own=True))

    def _part_by_flag(self, word: str) -> BatchView | None:
        return self._part(word) if word in self.batch.conditions.groups or CONDITIONS.find(word) else None

    def printed_with(self, percent: Percent) -> BatchView:
        """Give the same items with their shares printed in another way."""
        return self.of(self.batch.printed_with(percent))

    def _sum(self, 列: str, 单位: bool = True) -> Number:
        """Give the sum of a column of numbers, with its unit unless that is to stand elsewhere."""
        refuse_unsummed(self.batch, str(列))
        found = sum_of(self.batch, str(列), with_unit=单位)
        if found is None:
            raise WordingError(
                f"“{self.name}”的“{列}”加不出：台账里没有这一列数，统计里也没有写 合计: {{{列}: …}}，或各批的单位不同"
            )
        return number_value(found, self.marks)

    def of(self, batch: BatchFigures) -> BatchView:
        """Give the view of another batch, which answers in the same document."""
        return BatchView(batch, self.marks)

    def different(self, columns: Sequence[str]) -> Number:
        """Give how many different units or people some columns name.

        Raises:
            WordingError: the results do not say it.
            BanliError: cells are blank, or do not name each of them.
        """
        names = [column_of(word) for word in columns]
        for column in names:
            refuse_uncounted(self.batch, column)
        found = distinct_of(self.batch, names)
        if found is None:
            raise WordingError(f"“{self.name}”的{'、'.join(columns)}有几个算不出：台账或统计里没有相应的内容")
        return number_value(found, self.marks)

    def _partition(self, word: str) -> PartitionView | UnnamedView | None:
        column = column_of(word)
        try:
            refuse_naming(self.batch, column)
        except WordingError as refused:
            return UnnamedView(self, column, str(refused))
        refuse_doubts(self.batch, column)
        scoped = self.batch.scoped(column)
        partition = scoped.partition(column) if scoped else None
        if not scoped or not partition:
            given = scoped and distinct_of(scoped, [column])
            return UnnamedView(self, column, _NUMBER_ALONE.format(self.name, word)) if given else None
        return PartitionView(scoped, partition, self.marks, self)

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
        if term and term.identifier in REPORTING:
            return "没有写明应报单位，或不是由各单位汇总的一批"
        strange = unjudged(self.batch.conditions.scales)
        if strange and rate_name(word) == "satisfaction_rate" and "satisfaction_rate" not in self.batch.rates:
            return f"“{'”“'.join(strange)}”算不算满意没有写明，请在“口径”里列出算满意的，如 指标: {{满意率: {{分子: [满意, 基本满意]}}}}"
        return ""

    def names(self) -> tuple[str, ...]:
        """Give the names that this batch can answer, and those that its ledger has no column for."""
        columns = [label_of(column) for column in self.batch.tally.columns()]
        usual = (*BATCH_NAMES.labels(), *RATES.labels(), *columns, *self.batch.conditions.groups)
        return (*usual, *CONDITIONS.labels(), *ROLES.labels())


class YearsView(View):
    """The earlier years of a batch, in order, and each by its number."""

    def __init__(self, owner: BatchView) -> None:
        super().__init__(f"{owner.name}.历年", owner.marks)
        self._years = {
            str(year): YearView(str(year), batch, owner.marks) for year, batch in each_year(owner.batch)
        }

    def __iter__(self) -> Iterator[BatchView]:
        return iter(self._years.values())

    def __len__(self) -> int:
        return len(self._years)

    def look_up(self, word: str) -> object:
        """Give a year by its number, or MISSING."""
        return self._years.get(word.removesuffix("年"), MISSING)

    def names(self) -> tuple[str, ...]:
        """Give the years."""
        return tuple(self._years)


class YearView(BatchView):
    """A batch in an earlier year, whose name is the year."""

    def __init__(self, year: str, batch: BatchFigures, marks: Marks) -> None:
        super().__init__(batch, marks)
        self._year = year

    def look_up(self, word: str) -> object:
        """Give the year as the name, and what any batch answers."""
        term = BATCH_NAMES.find(word)
        if term and term.identifier == "name":
            return Text(self._year, self.marks, own=True)
        return super().look_up(word)


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

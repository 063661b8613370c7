"""The data model of a year's results: the report, its batches, their items or counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import Discriminator, Field, PrivateAttr, Tag, field_validator, model_validator

from banli_report.errors import Place, Problem
from banli_report.files.places import Places
from banli_report.results.account import Account
from banli_report.results.base import GivenRate, Model, Text, YesNo
from banli_report.results.counts import Counts, name_of
from banli_report.results.item import Item
from banli_report.results.official import Official
from banli_report.results.paper import Agency, AnnexName, Delivery, Narrative, Section, Signature, Traditional
from banli_report.results.policy import Condition, Percent, Policy
from banli_report.results.schema import file_schema
from banli_report.results.waivers import OwnWords, Waiver
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import KINDS, REPORT_NAMES

__all__ = [
    "Batch",
    "Counts",
    "Item",
    "Percent",
    "Policy",
    "Report",
    "name_of",
]


class Batch(Model):
    """Items that are counted together: the suggestions of a session, the proposals, a bill.

    Args:
        kind: 议案, 代表建议, 闭会期间建议, 政协提案 and so on, or a kind of the policy's own.
        items: the rows of the ledger; None where only counts are known.
        columns: the columns that the ledger has (identifiers, or own headers); None: those with a value.
        counts: counts given; beside a ledger they are checked against it.
        previous: last year's counts.
        years: the counts of earlier years, by the year.
        given: rates of which the counts are not known, as they are to be printed.
        groups: named parts of the batch of the agency's own, each with its condition.
        deadline_months: months within which a reply is in time, where the batch has its own.
        where: which of the rows are the batch's; None where all are.
    """

    kind: Text = ""
    items: tuple[Item, ...] | None = None
    columns: frozenset[str] | None = None
    counts: Counts | None = None
    previous: Counts | None = None
    years: dict[Annotated[int, Field(ge=1954, le=2100)], Counts] = {}
    given: dict[Text, GivenRate] = {}
    groups: dict[Text, Condition] = {}
    deadline_months: Annotated[int, Field(ge=1, le=24)] | None = None
    where: Condition | None = None

    _notes: tuple[Problem, ...] = PrivateAttr(default=())

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Give what reading its rows had to guess."""
        return self._notes

    def noting(self, notes: Iterable[Problem]) -> Self:
        """Give a copy of the batch that tells what reading its rows had to guess."""
        copy = self.model_copy()
        copy._notes = tuple(notes)
        return copy

    @model_validator(mode="after")
    def _has_results(self) -> Self:
        if self.items is None and self.counts is None:
            raise ValueError("缺少台账或统计，没有可以计算的数据")
        return self

    def given_counts(self) -> Iterator[tuple[tuple[str | int, ...], Counts]]:
        """Give all counts that are given, of this year and earlier ones, each with its path under the batch."""
        if self.counts:
            yield ("counts",), self.counts
        if self.previous:
            yield ("previous",), self.previous
        for year, counts in self.years.items():
            yield ("years", year), counts

    def known_columns(self) -> frozenset[str]:
        """Give the columns for which the ledger can answer."""
        if self.columns is not None:
            return self.columns
        filled: set[str] = set()
        for item in self.items or ():
            filled.update(name for name in item.model_fields_set - {"extra"} if item.value(name) is not None)
            filled.update(item.extra)
        return frozenset(filled)


_SUGGESTIONS = {KINDS.label_of("suggestion"), KINDS.label_of("between_session")}
"""Suggestions of a session, and those handed in after it, which are suggestions too."""


def _with_kind(name: str, batch: Batch) -> Batch:
    """Give a batch with its kind: the one said, or the one that its name says, or that of all its rows: those of its filter.

    Raises:
        ValueError: none of them says it.
    """
    if batch.kind:
        return batch
    held = [item.kind for item in batch.items or () if item.kind]
    said = {term.label for word in _kinds_asked(batch.where) or held if (term := KINDS.find(word))}
    if said == _SUGGESTIONS:
        said = {KINDS.label_of("suggestion")}
    named = KINDS.find(name)
    narrower = len(said) == 1 and said < _SUGGESTIONS and named is not None and named.label in _SUGGESTIONS
    if named is not None and not narrower:
        # where the rows say another kind, checking tells which
        said = {named.label}
    if len(said) != 1:
        labels = "、".join(KINDS.labels())
        raise ValueError(f"“{name}”没有写“种类”，看不出是{labels}里的哪一种")
    kind = said.pop()
    return batch.model_copy(update={"kind": kind})


def _kinds_asked(where: Condition | None) -> tuple[str, ...]:
    """Give the kinds that a filter takes, where it takes rows by their kind."""
    columns = where if isinstance(where, dict) else {}
    words = next((words for column, words in columns.items() if COLUMNS.identifier_of(column) == "kind"), ())
    return (words,) if isinstance(words, str) else words


def _branch(value: object) -> str:
    return "<keyed>" if isinstance(value, dict) else "<free>"


class Report(Model):
    """A year's results, with the narrative that goes with them.

    Args:
        template: the pack's folder name.
        year: the year reported on.
        agency: who reports.
        session: the session that the items come from.
        title: the title, where the pack's is not wanted.
        batches: the batches by the names that templates use.
        policy: definitions and rounding.
        narrative: the sections that the pack declares, or free sections.
        signature: who signs, and when.
        delivery: where it is read, for a report to a meeting.
        disclosure: the record of the information-disclosure page, printed as it is given.
        annexes: 统计表 (statistics) and 一览表 (list of public items), in the order wanted.
        contents: whether a page of contents stands before the title.
        official: the elements of an official document, for one that leaves with head and foot.
        traditional: exceptions for traditional characters.
        words: the agency's own wrong words, each with the right one, beside those of its pack.
        waivers: problems of the finished text that are let pass.
        draft: whether what is written is a draft, as if asked for each time.
    """

    template: Annotated[str, Field(pattern=r"^[^\s./\\:][^/\\:]*$", max_length=100)] = "government_report"
    year: Annotated[int, Field(ge=1954, le=2100)]
    agency: Agency
    session: Text = ""
    title: Text = ""
    batches: Annotated[dict[Text, Batch], Field(min_length=1)]
    policy: Policy = Policy()
    narrative: Annotated[
        Annotated[Narrative, Tag("<keyed>")] | Annotated[tuple[Section, ...], Tag("<free>")],
        Discriminator(_branch),
    ] = {}
    signature: Signature = Signature()
    delivery: Delivery | None = None
    disclosure: dict[Text, Text] = {}
    annexes: tuple[AnnexName, ...] = ()
    contents: YesNo = False
    official: Official | None = None
    traditional: Traditional = Traditional()
    words: OwnWords = {}
    waivers: tuple[Waiver, ...] = ()
    draft: YesNo = False

    _places: Places = PrivateAttr(default_factory=Places)
    _folder: Path | None = PrivateAttr(default=None)
    _accounts: Mapping[str, Account] = PrivateAttr(default_factory=dict)
    _sources: tuple[Path, ...] = PrivateAttr(default=())
    _notes: tuple[Problem, ...] = PrivateAttr(default=())

    @field_validator("narrative", "annexes", mode="before")
    @classmethod
    def _one_alone(cls, value: object) -> object:
        if isinstance(value, str):
            return [value]
        return value

    @field_validator("batches")
    @classmethod
    def _names_are_free(cls, batches: dict[str, Batch]) -> dict[str, Batch]:
        for name in batches:
            if not name.isidentifier() or REPORT_NAMES.find(name):
                raise ValueError(
                    f"“{name}”不能作批次的名称：应为不含空格和标点的词，且不与{'、'.join(REPORT_NAMES.labels())}相同"
                )
        return {name: _with_kind(name, batch) for name, batch in batches.items()}

    def place(self, *path: str | int) -> Place | None:
        """Give the place in the report file of the value at a path of keys, or None."""
        return self._places.find(path)

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """Give the JSON schema of report files, by which editors complete, explain and check what is typed."""
        return file_schema(Report)

    @property
    def is_signed(self) -> bool:
        """Tell whether the document ends with a signature: one that is read to a meeting does only where it says so."""
        return self.delivery is None or "signature" in self.model_fields_set

    @property
    def folder(self) -> Path | None:
        """Give the folder of the report file, or None for a report made in Python."""
        return self._folder

    @property
    def accounts(self) -> Mapping[str, Account]:
        """Give how the ledger of each batch was read, by the batch's name."""
        return self._accounts

    @property
    def sources(self) -> tuple[Path, ...]:
        """Give the files that the report was read from: the report file and its ledgers."""
        return self._sources

    def read_from(
        self, sources: tuple[Path, ...], folder: Path, places: Places, accounts: Mapping[str, Account]
    ) -> Self:
        """Give a copy of the report that knows where its values were read from, and how its ledgers were."""
        copy = self.model_copy()
        copy._sources = sources
        copy._folder, copy._places, copy._accounts = folder, places, accounts
        return copy

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Give what reading the files had to guess (hidden rows, encodings)."""
        return (*self._notes, *(note for batch in self.batches.values() for note in batch.notes))

    def noting(self, notes: Iterable[Problem]) -> Self:
        """Give a copy of the report that tells what reading its files had to guess."""
        copy = self.model_copy()
        copy._notes = tuple(notes)
        return copy

    def under(self, policy: Policy, places: Places) -> Self:
        """Give a copy of the report with definitions from elsewhere wherever it does not say its own.

        Args:
            policy: the definitions.
            places: where they were read from.
        """
        copy = self.model_copy(update={"policy": self.policy.over(policy)})
        copy._places = self._places.over(places)
        return copy

    def places(self, *path: str | int) -> Places:
        """Give the places below a path of keys of the report file."""
        return self._places.walk(path)

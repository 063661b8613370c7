"""The data model of a year's results: the report, its batches, their items or counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import Discriminator, Field, PrivateAttr, Tag, field_validator

from banli_report.errors import Place, Problem
from banli_report.files.places import Places
from banli_report.results.account import Account
from banli_report.results.base import Model, Text, YesNo
from banli_report.results.batch import Batch, with_kind
from banli_report.results.counts import Counts, name_of
from banli_report.results.item import Item
from banli_report.results.official import Official
from banli_report.results.paper import Agency, AnnexName, Delivery, Narrative, Section, Signature, Traditional
from banli_report.results.policy import Percent, Policy
from banli_report.results.schema import file_schema
from banli_report.results.waivers import OwnWords, Waiver
from banli_report.words.template_names import REPORT_NAMES

__all__ = [
    "Batch",
    "Counts",
    "Item",
    "Percent",
    "Policy",
    "Report",
    "name_of",
]


@dataclass(frozen=True, slots=True)
class Returned:
    """What a unit handed in.

    Args:
        unit: its name.
        file: its file, as places call it.
        items: how many rows of it are items, those that another unit leads among them.
        account: how its ledger was read; None where it has none because it has no items.
        report: its report file, where it handed in one.
        batch: the name of the batch in that report file.
    """

    unit: str
    file: str
    items: int
    account: Account | None = None
    report: Report | None = None
    batch: str = ""


@dataclass(frozen=True, slots=True)
class RollUp:
    """What a batch was rolled up from.

    Args:
        returned: what was handed in, in the order of the units.
        due: the units that should report; empty where the report file does not say.
        doubts: what the ledgers of several units do not agree on.
    """

    returned: tuple[Returned, ...]
    due: tuple[str, ...] = ()
    doubts: tuple[Problem, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """Give the units that reported, those without any item among them."""
        return tuple(returned.unit for returned in self.returned)

    @property
    def missing(self) -> tuple[str, ...]:
        """Give the units that should report and did not."""
        return tuple(unit for unit in self.due if unit not in self.units)


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
    _roll_ups: Mapping[str, RollUp] = PrivateAttr(default_factory=dict)
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
        return {name: with_kind(name, batch) for name, batch in batches.items()}

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
    def roll_ups(self) -> Mapping[str, RollUp]:
        """Give what the batches that are rolled up were made of, by the batch's name."""
        return self._roll_ups

    def all_accounts(self) -> Iterator[tuple[str, Account]]:
        """Give how every ledger was read, those of the units of a roll-up among them, each with its batch's name."""
        yield from self._accounts.items()
        for name, roll_up in self._roll_ups.items():
            for returned in roll_up.returned:
                if returned.account:
                    yield name, returned.account

    def made_of(self, roll_ups: Mapping[str, RollUp]) -> Self:
        """Give a copy of the report that knows what its batches were rolled up from."""
        copy = self.model_copy()
        copy._roll_ups = roll_ups
        return copy

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

"""What a new folder is to hold, before any of it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from banli_report.errors import Problem
from banli_report.packs.finding import Pack

UNKNOWN_NAME, UNKNOWN_DAY = "XXX", "X月X日"
BATCH_NAMES = {"bill": "议案", "suggestion": "建议", "between_session": "闭会建议", "proposal": "提案"}
"""What a batch is called in templates, by the identifier of its kind."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that a new report file asks its reader to decide.

    Args:
        question: what is not clear.
        remedy: what to do about it, or empty.
    """

    question: str
    remedy: str = ""

    @classmethod
    def of(cls, problem: Problem) -> Ask:
        """Ask what a problem tells, with its place."""
        said = filter(None, (str(problem.place), problem.message))
        return cls("：".join(said), problem.hint)


def guessed_year(year: int) -> Ask:
    """Ask whether the year of the calendar is the one that is reported on."""
    return Ask(f"是不是{year}年？这是按电脑上的日期写的", "报告的是上一年的，改成上一年")


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """A batch of a new report file.

    Args:
        name: what templates call it.
        kind: its kind, or empty where it could not be told.
        file: its ledger.
        sheet: the sheet of the ledger, or None for a text file.
        columns: for fields whose header is unusual, that header or the column's letter.
        where: the kind of the rows that are the batch's, where a sheet holds several.
        told: what was found, one sentence each.
        asks: what is to be decided.
    """

    name: str
    kind: str
    file: str
    sheet: str | None
    columns: Mapping[str, str] = field(default_factory=dict)
    where: str = ""
    told: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new folder is to hold.

    Args:
        pack: the pack that its report uses.
        year: the year that it reports on.
        batches: its batches.
        policy: what was found of definitions, by key, in YAML.
        asks: what is to be decided of the whole.
        policy_asks: what is to be decided of the definitions.
        year_asks: what is to be decided of the year.
    """

    pack: Pack
    year: int
    batches: tuple[BatchPlan, ...]
    policy: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[Ask, ...] = ()
    policy_asks: tuple[Ask, ...] = ()
    year_asks: tuple[Ask, ...] = ()

    def all_asks(self) -> tuple[Ask, ...]:
        """Give all that is to be decided."""
        of_batches = (ask for batch in self.batches for ask in batch.asks)
        return (*self.asks, *self.year_asks, *of_batches, *self.policy_asks)

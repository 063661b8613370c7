"""Writing a new folder: what it holds is made first, and written all at once or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from banli_report.errors import ERROR, Kind, Place, refuse
from banli_report.files.saving import create_all
from banli_report.packs.finding import Pack, find_pack
from banli_report.results.model import Report
from banli_report.sheets.ledger_book import ledger_book
from banli_report.starting.narrative import narrative_of
from banli_report.starting.plan import BATCH_NAMES, BatchPlan, Plan, guessed_year
from banli_report.starting.report_text import SCHEMA_FILE, report_text
from banli_report.words.columns import column_of
from banli_report.words.samples import USUAL_CATEGORIES
from banli_report.words.terms import KINDS

REPORT_FILE, LEDGER_FILE = "report.yaml", "台账.xlsx"
USUAL_PACK = "bureau_summary"
_USUAL_KINDS = ("suggestion", "proposal")

PROBLEMS = (
    Kind(
        "template.new-folder",
        ERROR,
        "新建的文件夹写的是一个文件。",
        "我局2025：这是一个文件，不能作文件夹",
    ),
)


@dataclass(frozen=True, slots=True)
class Started:
    """A new folder.

    Args:
        files: what was written.
        asks: how many questions its report file asks.
    """

    files: tuple[Path, ...]
    asks: int


def new_folder(
    folder: Path,
    *,
    template: str = USUAL_PACK,
    ledger: Path | None = None,
    templates: Sequence[Path] = (),
    today: date | None = None,
) -> Started:
    """Write a folder from which a report can be built at once; nothing that is there is written over.

    Args:
        folder: the folder, which is made where it is missing.
        template: the pack that its report uses.
        ledger: an office's own ledger, which is read and copied; otherwise a new one is made.
        templates: folders with packs, searched before the shipped ones.
        today: the day from which the year is told; otherwise that of the machine.

    Raises:
        BanliError: there is no such pack, the ledger cannot be read, or a file is there already.
    """
    if folder.exists() and not folder.is_dir():
        raise refuse(
            "template.new-folder", Place(file=folder.name), "这是一个文件，不能作文件夹", "换一个名称"
        )
    pack = find_pack(template, [folder / "templates", *templates])
    year = (today or date.today()).year
    if ledger:
        # who begins with a new ledger need not load what reads an old one
        from banli_report.starting.office_ledger import plan_of  # noqa: PLC0415

        plan, books = plan_of(ledger, pack, year), _copied(ledger, folder)
    else:
        plan = new_plan(pack, year)
        books = {LEDGER_FILE: _new_ledger(plan)}
    narrative = narrative_of(pack)
    texts = {REPORT_FILE: report_text(plan, narrative), **narrative.files}
    files = {name: text.encode("utf-8") for name, text in texts.items()} | books | {SCHEMA_FILE: _schema()}
    create_all({folder / name: content for name, content in files.items()})
    return Started(tuple(folder / name for name in files), len(plan.all_asks()))


def _schema() -> bytes:
    """Give what editors complete and check a report file by."""
    return json.dumps(Report.json_schema(), ensure_ascii=False, indent=1).encode("utf-8")


def _copied(ledger: Path, folder: Path) -> dict[str, bytes]:
    """Give the copy of an office's ledger; one that is in the folder already stays where it is."""
    target = folder / ledger.name
    if target.exists() and target.samefile(ledger):
        return {}
    return {ledger.name: ledger.read_bytes()}


def new_plan(pack: Pack, year: int) -> Plan:
    """Give the plan of a folder with a new ledger: the batches that the pack speaks of, or those that are usual."""
    named = {name: KINDS.label_of(kinds[0]) for name, kinds in pack.batches.items()}
    usual = {BATCH_NAMES[kind]: KINDS.label_of(kind) for kind in _USUAL_KINDS}
    batches = [BatchPlan(name, kind, LEDGER_FILE, name) for name, kind in (named or usual).items()]
    return Plan(pack, year, tuple(batches), year_asks=(guessed_year(year),))


def _new_ledger(plan: Plan) -> bytes:
    policy, names = plan.pack.policy, [batch.name for batch in plan.batches]
    categories = next(
        (words for column, words in policy.order.items() if column_of(column) == "category"), ()
    )
    return ledger_book(
        names, policy.result_scheme(), policy.satisfaction, categories or USUAL_CATEGORIES, plan.pack.columns
    )

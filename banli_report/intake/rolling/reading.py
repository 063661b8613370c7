"""Rolling up: the batch of the level above out of what each of its units handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from banli_report.errors import ERROR, BanliError, Kind, Problem, add_each_once, error
from banli_report.figures.basis import basis_of
from banli_report.files.places import Places
from banli_report.intake.ledger import Ledger, ledger_called
from banli_report.intake.rolling.files import UnitFile, UnitFiles, twice_problems, unit_of
from banli_report.intake.rolling.source import Rolled, RollUpSource, UnitRows, column_problems, size_problems
from banli_report.packs.settling import under_its_pack
from banli_report.results.account import Account, Aside, RowPassed
from banli_report.results.item import Item
from banli_report.results.model import Batch, Report, Returned
from banli_report.results.validation import problems_of
from banli_report.results.values import shown
from banli_report.words.columns import label_of
from banli_report.words.terms import REPORT_KEYS
from banli_report.words.vocabulary import plain

_ABOUT_THE_DOCUMENT = (
    "title",
    "session",
    "narrative",
    "signature",
    "delivery",
    "disclosure",
    "annexes",
    "contents",
    "official",
    "traditional",
    "words",
    "waivers",
)
LoadUnit: TypeAlias = Callable[[Path, Path], Report]

PROBLEMS = (
    Kind(
        "results.unit-batch",
        ERROR,
        "单位报来的报告文件里，找不到要汇总的一批，或它没有逐件的台账。",
        "各单位/水利局/report.yaml 第5行 第3列：水利局：报告文件里没有“建议”，也没有同一种类的一批",
    ),
    Kind(
        "results.unit-year",
        ERROR,
        "单位报来的是另一年的报告文件。",
        "各单位/水利局/report.yaml 第1行 第1列：水利局：报告文件是2023年度的，这里汇总的是2024年度",
    ),
    Kind(
        "results.unit-unfilled",
        ERROR,
        "单位报来的台账只有示例行，看不出是一件也没有，还是还没有填。",
        "各单位/水利局.xlsx 工作表“建议” 第1行：水利局：只有示例行，看不出是一件也没有，还是还没有填",
    ),
    Kind(
        "results.other-unit",
        ERROR,
        "单位报来的台账里，有一行写着是另一个单位报送的。",
        "各单位/水利局.xlsx 单元格B3：“报送单位”是“教育局”，这个文件却是水利局报来的",
    ),
)


class RollUps:
    """Reads what the units of a report handed in, collecting what is wrong with it.

    Args:
        folder: the folder of the report file.
        year: the year that the report file says.
        load_unit: reads a unit's report file, named from a folder.
        problems: what is wrong, and what deserves a look, is added here.
    """

    def __init__(self, folder: Path, year: object, load_unit: LoadUnit, problems: list[Problem]) -> None:
        self.folder = folder
        self.year = year
        self.load_unit = load_unit
        self.problems = problems
        self._reports: dict[Path, Report | None] = {}
        self._ledgers: dict[object, Ledger] = {}

    def read(self, batch: str, kind: str, value: object, at: Places) -> Rolled | None:
        """Read a roll-up; None where what the report file says of it is wrong.

        Args:
            batch: the batch's name.
            kind: its kind as the report file says it, or nothing.
            value: what the report file says of the roll-up.
            at: the places of that.
        """
        try:
            source = RollUpSource.model_validate(value if isinstance(value, dict) else {"file": value})
        except ValidationError as failed:
            self.problems.extend(problems_of(failed, at))
            return None
        files = UnitFiles(self.folder, at, source, self.problems).found(source.file)
        read = list(filter(None, (self._file(file, source, batch, kind) for file in files)))
        by_unit: dict[str, list[UnitFile]] = {}
        for file, rows in read:
            by_unit.setdefault(rows.returned.unit, []).append(file)
        self.problems += twice_problems(by_unit)
        order = [*source.units, *sorted(by_unit)]
        every = sorted((rows for _, rows in read), key=lambda rows: order.index(rows.returned.unit))
        rolled = Rolled(source, tuple(every), self._files(files))
        self.problems += size_problems(rolled, at)
        self.problems += column_problems(rolled, at)
        return rolled

    def _files(self, files: Iterable[UnitFile]) -> tuple[Path, ...]:
        inner = [report.sources for file in files if (report := self._reports.get(file.path))]
        return tuple(
            dict.fromkeys([*(file.path for file in files), *(path for paths in inner for path in paths)])
        )

    def _file(
        self, file: UnitFile, source: RollUpSource, batch: str, kind: str
    ) -> tuple[UnitFile, UnitRows] | None:
        try:
            report = self._report(file) if file.is_report else None
            ledger = None if file.is_report else self._ledger(file)
        except BanliError as refused:
            self._tell(refused.problems)
            return None
        unit = unit_of(file, source.units, report.agency.full_name if report else "")
        if isinstance(unit, Problem):
            self._tell([unit])
            return None
        rows = None
        if ledger:
            rows = self._of_ledger(file, unit, ledger)
        elif report:
            rows = self._of_report(file, unit, report, batch, kind)
        return (file, rows) if rows else None

    def _ledger(self, file: UnitFile) -> Ledger:
        """Read a unit's ledger, once for all batches that read it alike."""
        key = (file.path, file.sheet, file.asked.row, tuple(file.asked.columns.items()))
        if key not in self._ledgers:
            self._ledgers[key] = ledger_called(file.name, file.path, file.sheet, file.asked)
        return self._ledgers[key]

    def _report(self, file: UnitFile) -> Report | None:
        """Read a unit's report file, once for all batches; None where it was refused before."""
        if file.path not in self._reports:
            self._reports[file.path] = None
            report = self.load_unit(file.path, self.folder)
            with suppress(BanliError):  # a pack that is not to be had here says nothing of the ledger
                report = under_its_pack(report)
            self._reports[file.path] = report
        return self._reports[file.path]

    def _of_ledger(self, file: UnitFile, unit: str, ledger: Ledger) -> UnitRows:
        if ledger.is_unfilled:
            sample = next(problem for problem in ledger.problems if problem.id == "results.only-sample")
            message = f"{unit}：只有示例行，看不出是一件也没有，还是还没有填"
            hint = "一件也没有的，删去示例行；还没有填的，填好再汇总"
            self._tell([error("results.unit-unfilled", sample.place, message, hint)])
        else:
            self._tell(problem for problem in ledger.problems if problem.id != "results.empty-ledger")
        account = replace(ledger.account, path=str(file.path.resolve())) if ledger.account else None
        returned = Returned(unit, file.name, len(ledger.items), account)
        return UnitRows(returned, self._of_unit(unit, ledger.items), ledger.columns)

    def _of_unit(self, unit: str, items: Iterable[Item]) -> tuple[Item, ...]:
        """Give the rows of a unit, each with the unit's name; a row that says another's is asked about."""
        rows = tuple(items)
        self._tell(_other_units(rows, unit))
        return tuple(item.of_unit(unit) for item in rows)

    def _of_report(self, file: UnitFile, unit: str, report: Report, batch: str, kind: str) -> UnitRows | None:
        self._tell(report.notes)
        found = _batch_of(report, batch, kind, unit)
        if not isinstance(found, str):
            self._tell([found])
            return None
        if self.year is not None and str(self.year).strip() != str(report.year):
            message = f"{unit}：报告文件是{report.year}年度的，这里汇总的是{shown(self.year)}年度"
            self._tell([error("results.unit-year", report.place("year"), message, "换成这一年的报告文件")])
        chosen = next(each for each in basis_of(report).batches if each.name == found)
        taken = chosen.ledger.items if chosen.ledger else ()
        account = _filtered(report.accounts.get(found), report.batches[found].items or (), taken)
        returned = Returned(unit, file.name, len(taken), account, report, found)
        return UnitRows(returned, self._of_unit(unit, taken), report.batches[found].known_columns())

    def _tell(self, problems: Iterable[Problem]) -> None:
        add_each_once(self.problems, problems)


def without_the_document(data: Mapping[str, object]) -> dict[str, object]:
    """Give a unit's report file without what only its own document is made of."""
    document = REPORT_KEYS.among(_ABOUT_THE_DOCUMENT)
    return {key: value for key, value in data.items() if document.find(str(key)) is None}


def _batch_of(report: Report, name: str, kind: str, unit: str) -> str | Problem:
    """Give the batch of a unit's report file that is meant: the one of this name, else the one of this kind."""
    kinds = report.policy.kinds()
    asked = kinds.find(kind or name)
    alike = [each for each, batch in report.batches.items() if asked and kinds.find(batch.kind) == asked]
    named = [name] if name in report.batches and (name in alike or asked is None) else []
    found = named or alike
    place = report.place("batches")
    if len(found) != 1:
        several = f"有{len(found)}批是{asked.label if asked else name}：{'、'.join(found)}"
        message = several if found else f"报告文件里没有“{name}”，也没有同一种类的一批"
        hint = "一件也没有的，写 统计: {件数: 0}；几批的，给要汇总的一批取同样的名称"
        return error("results.unit-batch", place, f"{unit}：{message}", hint)
    batch = report.batches[found[0]]
    if batch.items is None and not _is_none(batch):
        message = f"{unit}：“{found[0]}”没有逐件的台账（只有统计，或还没有填），不能汇总"
        return error("results.unit-batch", report.place("batches", found[0]), message, "请这个单位报台账")
    return found[0]


def _is_none(batch: Batch) -> bool:
    return batch.counts is not None and batch.counts.count == 0


def _filtered(account: Account | None, items: Iterable[Item], taken: Iterable[Item]) -> Account | None:
    """Give the account of a unit's ledger with the rows that its own 筛选 leaves out."""
    kept = set(map(id, taken))
    left = [item for item in items if id(item) not in kept and item.origin]
    if account is None or not left:
        return account
    rows = [
        RowPassed(item.origin.row, Aside.FILTERED, shown(item.title or item.number or ""))
        for item in left
        if item.origin
    ]
    return replace(account, items=account.items - len(rows), passed=(*account.passed, *rows))


def _other_units(items: Iterable[Item], unit: str) -> Iterable[Problem]:
    """Give the rows of a unit's ledger that say another unit handed them in."""
    for item in items:
        said = item.unit or unit
        if plain(said) not in plain(unit) and plain(unit) not in plain(said):
            message = f"“{label_of('unit')}”是“{shown(said)}”，这个文件却是{unit}报来的"
            hint = "核对是谁报来的；单位内部是谁填的，表头改用“填报科室”一类的名称"
            yield error("results.other-unit", item.place("unit"), message, hint)

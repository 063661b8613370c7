"""From a report file, and the ledgers that it names, to a Report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from banli_report.errors import (
    ERROR,
    WARNING,
    BanliError,
    Kind,
    Place,
    Problem,
    add_each_once,
    error,
    in_file,
    warning,
)
from banli_report.files.arguments import PATH, expecting
from banli_report.files.places import Places
from banli_report.files.yaml_file import read_yaml
from banli_report.intake.header import Asked
from banli_report.intake.ledger import Ledger, ledger_called
from banli_report.intake.narrative_files import with_narrative_files
from banli_report.intake.rolling.files import called
from banli_report.intake.rolling.merging import rolled_up
from banli_report.intake.rolling.reading import RollUps, without_the_document
from banli_report.intake.rolling.source import Rolled
from banli_report.intake.sources import LedgerSource, asked_of
from banli_report.results.account import Account
from banli_report.results.item_kinds import unknown_kind
from banli_report.results.model import Report
from banli_report.results.validation import problems_of
from banli_report.words.terms import KINDS, REPORT_KEYS, ItemKind
from banli_report.words.vocabulary import Vocabulary

_FORM = "应由“年度: 2019”这样的行组成，冒号为半角，后加空格"


PROBLEMS = (
    Kind("results.no-report", ERROR, "这个文件不是报告文件。", "report.yaml：不是报告文件"),
    Kind(
        "results.same-ledger",
        WARNING,
        "两批读的是同一个台账，合计时每件会计两次。",
        "report.yaml 第5行 第12列：“提案”和“建议”读的是同一个台账，同一件会在两批里各计一次",
    ),
    Kind(
        "results.counts-without-items",
        ERROR,
        "既写了统计，又写了还没有填的台账，两样无从核对。",
        "report.yaml 第9行 第5列：“建议”写了统计，台账却还没有填，无从核对",
    ),
)


@expecting(path=PATH)
def load(path: str | Path) -> Report:
    """Read a report file (YAML) and the ledgers that it names.

    Args:
        path: the report file; ledgers are looked for beside it.

    Raises:
        BanliError: something cannot be read, or is not what its field holds; all problems of the files.
    """
    return _load(Path(path), Path(path).parent)


def load_unit(path: Path, top: Path) -> Report:
    """Read what a roll-up takes of a unit's report file: its batches, and the definitions that they stand on.

    Args:
        path: the report file.
        top: the folder of the report that rolls up, from which its files are named.

    Raises:
        BanliError: something of it cannot be read; all problems.
    """
    return _load(path, top, of_unit=True)


def _load(file: Path, top: Path, *, of_unit: bool = False) -> Report:
    name = called(file, top)
    data, places = _yaml(file, name)
    if not isinstance(data, dict):
        place = Place(file=name)
        raise BanliError(
            [error("results.no-report", place, "不是报告文件", _FORM)],
            unreadable=True,
        )
    reader = _Reader(file.parent, places, top, of_unit=of_unit)
    if of_unit:
        data = without_the_document(data)
    data = reader.with_ledgers(data)
    data, places = with_narrative_files(data, file.parent, places, reader.problems)
    try:
        report = Report.model_validate(data)
    except ValidationError as failed:
        raise BanliError([*problems_of(failed, places), *reader.errors()], unreadable=True) from None
    if reader.errors():
        raise BanliError(reader.problems, unreadable=True)
    sources = (file, *reader.files())
    read = report.read_from(sources, file.parent, places, reader.accounts).noting(reader.problems)
    return rolled_up(read, reader.roll_ups)


def _yaml(file: Path, name: str) -> tuple[object, Places]:
    try:
        data, places = read_yaml(file)
    except BanliError as refused:
        problems = [in_file(problem, name) for problem in refused.problems]
        raise BanliError(problems, unreadable=True) from None
    return data, places.in_file(name)


class _Reader:
    """Puts the items of the named ledgers in place of their names."""

    def __init__(self, folder: Path, places: Places, top: Path, *, of_unit: bool) -> None:
        self.folder = folder
        self.places = places
        self.top = top
        self.of_unit = of_unit
        self.problems: list[Problem] = []
        self.roll_ups: dict[str, Rolled] = {}
        self.accounts: dict[str, Account] = {}
        self._readers: dict[tuple[Path, str | None], str] = {}
        self._filtered: dict[str, bool] = {}
        self._ledgers: dict[object, Ledger] = {}

    def _tell(self, problems: Iterable[Problem]) -> None:
        """Add problems to the list that roll-ups add to as well."""
        add_each_once(self.problems, problems)

    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    def files(self) -> tuple[Path, ...]:
        rolled = (path for each in self.roll_ups.values() for path in each.files)
        return tuple(dict.fromkeys([*(path for path, _ in self._readers), *rolled]))

    def with_ledgers(self, data: Mapping[str, object]) -> dict[str, object]:
        batches_key = REPORT_KEYS.key_in(data, "batches")
        batches = data.get(batches_key) if batches_key else None
        if batches_key is None or not isinstance(batches, dict):
            return dict(data)
        self._refuse_kinds(data, batches)
        year = data.get(REPORT_KEYS.key_in(data, "year") or "")
        units = RollUps(self.folder, year, load_unit, self.problems)
        read = {name: self._made(name, batch, units) for name, batch in batches.items()}
        return {**data, batches_key: read}

    def _refuse_kinds(self, data: Mapping[str, object], batches: Mapping[str, object]) -> None:
        """Refuse kinds that are neither usual nor of the policy's own, with all else that is wrong with the file."""
        policy = data.get(REPORT_KEYS.key_in(data, "policy") or "")
        own = policy.get(REPORT_KEYS.key_in(policy, "kind") or "") if isinstance(policy, dict) else None
        names = (ItemKind(str(word), str(word)) for word in (own if isinstance(own, dict) else ()))
        known = Vocabulary[ItemKind]((*KINDS, *names))
        for name, batch in batches.items():
            key = REPORT_KEYS.key_in(batch, "kind") if isinstance(batch, dict) else None
            kind = batch[key] if isinstance(batch, dict) and key else None
            if isinstance(kind, str) and kind.strip() and known.find(kind) is None:
                place = self.places.find(("batches", name, "kind"))
                self.problems.append(unknown_kind(kind.strip(), known, place))

    def _made(self, name: str, batch: object, units: RollUps) -> object:
        if not isinstance(batch, dict):
            return batch
        if key := REPORT_KEYS.key_in(batch, "roll_up"):
            return self._rolled(name, batch, key, units)
        if key := REPORT_KEYS.key_in(batch, "ledger"):
            return self._batch(name, batch, key)
        return batch

    def _batch(self, name: str, batch: Mapping[str, object], key: str) -> object:
        rest = {word: value for word, value in batch.items() if word != key}
        self._refuse_columns(name, rest)
        source = self._source(name, batch[key])
        if source is None:
            return {**rest, "items": ()}
        asked = asked_of(source, self.places.walk(("batches", name, "ledger")), self.problems)
        path = (self.folder / source.file).resolve()
        try:
            ledger = self._read(path, source, asked)
        except BanliError as refused:
            self._tell(refused.problems)
            return {**rest, "items": ()}
        self._tell(ledger.problems)
        if ledger.account:
            self.accounts[name] = replace(ledger.account, path=str(path))
        self._filtered[name] = source.where is not None
        self._tell_reused(name, source, ledger)
        if ledger.is_unfilled:
            return self._unfilled(name, rest)
        where = {} if source.where is None else {"where": source.where}
        return {**rest, "items": ledger.items, "columns": ledger.columns, **where}

    def _unfilled(self, name: str, rest: Mapping[str, object]) -> dict[str, object]:
        """Give a batch whose number of items is not known yet, since its new ledger is still to be filled in."""
        key = REPORT_KEYS.key_in(rest, "counts")
        if key:
            place = self.places.find(("batches", name, key))
            message = f"“{name}”写了统计，台账却还没有填，无从核对"
            hint = "填好台账；没有台账的，删去“台账”一项"
            self.problems.append(error("results.counts-without-items", place, message, hint))
        kept = {word: value for word, value in rest.items() if word != key}
        return {**kept, "counts": {"件数": None}}

    def _read(self, path: Path, source: LedgerSource, asked: Asked) -> Ledger:
        """Read a sheet, once for all batches that read it alike."""
        key = (path, source.sheet, asked.row, tuple(asked.columns.items()))
        if key not in self._ledgers:
            where = self.folder / source.file
            name = called(where, self.top) if self.of_unit else where.name
            self._ledgers[key] = self._of_unit(ledger_called(name, where, source.sheet, asked))
        return self._ledgers[key]

    def _of_unit(self, ledger: Ledger) -> Ledger:
        """Give a ledger in which a unit may have no item at all."""
        if not self.of_unit:
            return ledger
        kept = tuple(problem for problem in ledger.problems if problem.id != "results.empty-ledger")
        return replace(ledger, problems=kept)

    def _rolled(self, name: str, batch: Mapping[str, object], key: str, units: RollUps) -> object:
        """Give a batch made of what several units handed in."""
        both = REPORT_KEYS.key_in(batch, "ledger")
        rest = {word: value for word, value in batch.items() if word not in (key, both)}
        at = self.places.walk(("batches", name, key))
        if both:
            hint = "一批或者写一个台账，或者由各单位汇总"
            self.problems.append(error("results.unknown-key", at.here, "“台账”和“汇总”只能写一项", hint))
        if self.of_unit:
            message, hint = "单位报来的报告文件自己也是汇总的，只能汇总一级", "请这个单位把汇总后的台账报来"
            self.problems.append(error("results.roll-up-files", at.here, message, hint))
            return {**rest, "items": ()}
        self._refuse_columns(name, rest)
        kind = rest.get(REPORT_KEYS.key_in(rest, "kind") or "")
        read = units.read(name, kind if isinstance(kind, str) else "", batch[key], at)
        if read is None:
            return {**rest, "items": ()}
        self.roll_ups[name] = read
        self._filtered[name] = read.source.where is not None
        self._tell_read_before(name, read.sheets, at.here)
        where = {} if read.source.where is None else {"where": read.source.where}
        return {**rest, "items": read.items, "columns": read.columns, **where}

    def _tell_reused(self, name: str, source: LedgerSource, ledger: Ledger) -> None:
        sheet = ledger.items[0].origin.sheet if ledger.items and ledger.items[0].origin else source.sheet
        path = (self.folder / source.file).resolve()
        self._tell_read_before(name, [(path, sheet)], self.places.find(("batches", name, "ledger")))

    def _tell_read_before(
        self, name: str, sheets: Iterable[tuple[Path, str | None]], place: Place | None
    ) -> None:
        """Tell of sheets that a batch before has read already: their items count twice in the sum of the batches."""
        owners = [self._readers.setdefault(sheet, name) for sheet in sheets]
        for first in dict.fromkeys(owners):
            if first != name and not (self._filtered[name] and self._filtered[first]):
                message = f"“{name}”和“{first}”读的是同一个台账，同一件会在两批里各计一次"
                hint = "核对文件和工作表；各取其中一部分的，在“台账”里写 筛选: {种类: 政协提案}"
                self.problems.append(warning("results.same-ledger", place, message, hint))

    def _refuse_columns(self, name: str, rest: dict[str, object]) -> None:
        """Refuse what belongs inside 台账 but stands beside it."""
        keys = ("columns", "where", "header_row", "sheet")
        misplaced = ("items", *(REPORT_KEYS.key_in(rest, key) for key in keys))
        for word in [word for word in misplaced if word in rest]:
            del rest[word]
            place = self.places.find(("batches", name, word))
            hint = "写成 台账: {文件: ledger.xlsx, 列: {类别: 建议分类}}"
            self.problems.append(error("results.unknown-key", place, f"“{word}”应写在“台账”里面", hint))

    def _source(self, name: str, value: object) -> LedgerSource | None:
        at = self.places.walk(("batches", name, "ledger"))
        try:
            return LedgerSource.model_validate({"file": value} if not isinstance(value, dict) else value)
        except ValidationError as failed:
            self.problems.extend(problems_of(failed, at))
            return None

"""From a report file, and the ledgers that it names, to a Report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from banli_report.errors import ERROR, WARNING, BanliError, Kind, Place, Problem, error, warning
from banli_report.files.arguments import PATH, expecting
from banli_report.files.places import Places
from banli_report.files.yaml_file import read_yaml
from banli_report.intake.header import fields_asked
from banli_report.intake.ledger import Ledger, read_ledger
from banli_report.intake.narrative_files import with_narrative_files
from banli_report.results.account import Account
from banli_report.results.base import Model, Name, Text
from banli_report.results.item_kinds import unknown_kind
from banli_report.results.model import Report
from banli_report.results.policy import Condition
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


class _LedgerSource(Model):
    """What a report file says of a ledger.

    Args:
        file: its file, beside the report file.
        sheet: its sheet.
        header_row: the row that is its header.
        columns: for fields whose header is unusual, that header, or the column's letter.
        where: which of its rows are the batch's.
    """

    file: Name
    sheet: Name | None = None
    header_row: Annotated[int | None, Field(ge=1, le=1000)] = None
    columns: dict[Text, Text] = {}
    where: Condition | None = None


@expecting(path=PATH)
def load(path: str | Path) -> Report:
    """Read a report file (YAML) and the ledgers that it names.

    Args:
        path: the report file; ledgers are looked for beside it.

    Raises:
        BanliError: something cannot be read, or is not what its field holds; all problems of the files.
    """
    file = Path(path)
    data, places = read_yaml(file)
    if not isinstance(data, dict):
        place = Place(file=file.name)
        raise BanliError(
            [error("results.no-report", place, "不是报告文件", _FORM)],
            unreadable=True,
        )
    reader = _Reader(file.parent, places)
    data, places = with_narrative_files(reader.with_ledgers(data), file.parent, places, reader.problems)
    try:
        sources = (file, *reader.files())
        report = Report.model_validate(data).read_from(sources, file.parent, places, reader.accounts)
    except ValidationError as failed:
        raise BanliError([*problems_of(failed, places), *reader.errors()], unreadable=True) from None
    if reader.errors():
        raise BanliError(reader.problems, unreadable=True)
    return report.noting(reader.problems)


class _Reader:
    """Puts the items of the named ledgers in place of their names."""

    def __init__(self, folder: Path, places: Places) -> None:
        self.folder = folder
        self.places = places
        self.problems: list[Problem] = []
        self.accounts: dict[str, Account] = {}
        self._readers: dict[tuple[Path, str | None], str] = {}
        self._filtered: dict[str, bool] = {}
        self._ledgers: dict[object, Ledger] = {}

    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    def files(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(path for path, _ in self._readers))

    def with_ledgers(self, data: Mapping[str, object]) -> dict[str, object]:
        batches_key = REPORT_KEYS.key_in(data, "batches")
        batches = data.get(batches_key) if batches_key else None
        if batches_key is None or not isinstance(batches, dict):
            return dict(data)
        self._refuse_kinds(data, batches)
        read = {name: self._batch(name, batch) for name, batch in batches.items()}
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

    def _batch(self, name: str, batch: object) -> object:
        if not isinstance(batch, dict):
            return batch
        key = REPORT_KEYS.key_in(batch, "ledger")
        if key is None:
            return batch
        rest = {word: value for word, value in batch.items() if word != key}
        self._refuse_columns(name, rest)
        source = self._source(name, batch[key])
        if source is None:
            return {**rest, "items": ()}
        columns = self._columns(name, source)
        path = (self.folder / source.file).resolve()
        try:
            ledger = self._read(path, source, columns)
        except BanliError as refused:
            self.problems = list(dict.fromkeys([*self.problems, *refused.problems]))
            return {**rest, "items": ()}
        self.problems = list(dict.fromkeys([*self.problems, *ledger.problems]))
        if ledger.account:
            self.accounts[name] = replace(ledger.account, path=str(path))
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

    def _read(self, path: Path, source: _LedgerSource, columns: Mapping[str, str]) -> Ledger:
        """Read a sheet, once for all batches that read it alike."""
        key = (path, source.sheet, source.header_row, tuple(columns.items()))
        if key not in self._ledgers:
            where = self.folder / source.file
            self._ledgers[key] = read_ledger(
                where, sheet=source.sheet, header_row=source.header_row, columns=columns
            )
        return self._ledgers[key]

    def _tell_reused(self, name: str, source: _LedgerSource, ledger: Ledger) -> None:
        """Tell of a sheet that a batch before has read already: its items count twice in the sum of the batches."""
        sheet = ledger.items[0].origin.sheet if ledger.items and ledger.items[0].origin else source.sheet
        self._filtered[name] = source.where is not None
        first = self._readers.setdefault(((self.folder / source.file).resolve(), sheet), name)
        if first != name and not (source.where and self._filtered[first]):
            message = f"“{name}”和“{first}”读的是同一个台账，同一件会在两批里各计一次"
            place = self.places.find(("batches", name, "ledger"))
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

    def _source(self, name: str, value: object) -> _LedgerSource | None:
        at = self.places.walk(("batches", name, "ledger"))
        try:
            return _LedgerSource.model_validate({"file": value} if not isinstance(value, dict) else value)
        except ValidationError as failed:
            self.problems.extend(problems_of(failed, at))
            return None

    def _columns(self, name: str, source: _LedgerSource) -> dict[str, str]:
        where = ("batches", name, "ledger", "columns")
        columns, problems = fields_asked(source.columns, lambda word: self.places.find((*where, word)))
        self.problems += problems
        return columns

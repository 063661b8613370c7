"""An office's own ledger: read as any ledger is, what was found written down, what is not clear asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from banli_report.errors import Place, Problem, refuse
from banli_report.intake.ledger import Ledger, read_ledger, sheet_names
from banli_report.intake.tables import kinds_in
from banli_report.packs.finding import Pack
from banli_report.results.account import Account, Aside
from banli_report.results.item import Item
from banli_report.starting.classes import policy_of, unread_scales
from banli_report.starting.plan import BATCH_NAMES, Ask, BatchPlan, Plan, guessed_year
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import KINDS
from banli_report.words.vocabulary import plain

_UNTOLD_NAME = "本批"
_YEAR = re.compile(r"(?<!\d)(20\d\d|19[5-9]\d)(?=年)")
_DAYS = ("assigned_on", "replied_on", "contacted_on")
_SHOWN_ROWS, _SHOWN_CELLS = 3, 8


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet of the ledger, and what of it can be used."""

    name: str | None
    ledger: Ledger

    @property
    def is_table(self) -> bool:
        """Tell whether its rows were read as items; a table of counts has none."""
        counts = any(problem.id == "results.tally-table" for problem in self.ledger.problems)
        return self.ledger.account is not None and bool(self.ledger.items) and not counts


def plan_of(path: Path, pack: Pack, year: int) -> Plan:
    """Give the plan of a folder that begins with an office's own ledger.

    Args:
        path: the ledger; it is read only.
        pack: the pack that the report uses.
        year: the year of the calendar, where the ledger says none.

    Raises:
        BanliError: the ledger cannot be read at all.
    """
    sheets = [_Sheet(name, read_ledger(path, sheet=name)) for name in sheet_names(path)]
    if not sheets:
        raise refuse(
            "results.empty-workbook", Place(file=path.name), "看得见的工作表里没有内容", "检查是否选对了文件"
        )
    tables = [sheet for sheet in sheets if sheet.is_table] or sheets
    left = [sheet for sheet in sheets if sheet not in tables]
    batches = _named_apart(batch for sheet in tables for batch in _batches(path, sheet))
    items = [item for sheet in tables for item in sheet.ledger.items]
    found, asked = _year(path, tables, items, year)
    policy, policy_asks = policy_of(items)
    asks = [*_unfit_batches(batches, pack), *map(_left_out, left)]
    return Plan(pack, found, tuple(batches), policy, tuple(asks), tuple(policy_asks), tuple(asked))


def _batches(path: Path, sheet: _Sheet) -> Iterator[BatchPlan]:
    """Give the batches of a sheet: one, or one for each kind that a column tells apart."""
    columns: dict[str, str] = {}
    told: tuple[str, ...] = ()
    if account := sheet.ledger.account:
        columns, told = _mapping(account), (account.line(),)
    asks = [*map(Ask.of, sheet.ledger.problems), *_first_rows(sheet.ledger), *_unread(sheet.ledger)]
    kinds = _kinds_of(sheet.ledger.items)
    if len(kinds) < 2:
        kind, said = _kind(path, sheet, kinds)
        name = BATCH_NAMES.get(KINDS.identifier_of(kind), _UNTOLD_NAME)
        if not kind:
            asks.append(_which_kind())
        yield BatchPlan(name, kind, path.name, sheet.name, columns, "", (*told, *said), tuple(asks))
        return
    for kind in kinds:
        name = BATCH_NAMES[KINDS.identifier_of(kind)]
        apart = f"“种类”一列里有{'、'.join(kinds)}，各作一批"
        yield BatchPlan(name, kind, path.name, sheet.name, columns, kind, (*told, apart), tuple(asks))
        asks = []


def _unread(ledger: Ledger) -> Iterator[Ask]:
    """Ask of own columns that look like usual ones, where nothing of the ledger's problems speaks of them."""
    own = ledger.account.unused() if ledger.account else ()
    told = "".join(problem.message for problem in ledger.problems)
    yield from unread_scales(ledger.items, [header for header in own if header not in told], ledger.columns)


def _mapping(account: Account) -> dict[str, str]:
    """Give the columns whose header is not the usual one, as the report file names them."""
    headers = Counter(plain(column.header) for column in account.columns)
    found = {}
    for column in account.columns:
        known = COLUMNS.find(column.column)
        if known is None or plain(column.header) == plain(known.label):
            continue
        found[known.label] = column.header if headers[plain(column.header)] == 1 else f"{column.letter}列"
    return found


def _kinds_of(items: Iterable[Item]) -> tuple[str, ...]:
    """Give the kinds that a column of the ledger says, in the usual order."""
    said = {term.identifier for item in items if item.kind and (term := KINDS.find(item.kind))}
    if {"suggestion", "between_session"} >= said and len(said) == 2:
        said = {"suggestion"}  # those between sessions are suggestions too, and counted apart by their column
    return tuple(KINDS.label_of(kind.identifier) for kind in KINDS if kind.identifier in said)


def _kind(path: Path, sheet: _Sheet, kinds: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Give the kind of a sheet's items and from what it is told, or nothing where that is not sure."""
    if kinds:
        return kinds[0], ("种类由“种类”一列看出",)
    titles: list[str] = []
    headers: list[str] = []
    if account := sheet.ledger.account:
        titles = [row.text for row in account.passed if row.reason is Aside.TITLE]
        headers = [column.header for column in account.columns]
    said = {"工作表的名称": [sheet.name or ""], "表的标题": titles, "表头": headers, "文件名": [path.stem]}
    found = {source: {kind for text in texts for kind in kinds_in(text)} for source, texts in said.items()}
    words = {word for kinds_said in found.values() for word in kinds_said}
    if len(words) != 1:
        return "", ()
    source = next(source for source, kinds_said in found.items() if kinds_said)
    return KINDS.label_of(words.pop()), (f"种类由{source}看出，请核对",)


def _which_kind() -> Ask:
    return Ask(
        f"这一批是{'、'.join(KINDS.labels())}中的哪一种？看不出来",
        f"在下面写上 种类: …，并把“{_UNTOLD_NAME}”改成{'、'.join(BATCH_NAMES.values())}这样的名称",
    )


def _first_rows(ledger: Ledger) -> Iterator[Ask]:
    """Show the first rows of a sheet whose header was not found, for who has to say which it is."""
    if ledger.account is not None or ledger.grid is None:
        return
    for row in ledger.grid.rows[:_SHOWN_ROWS]:
        cells = "、".join(str(value) for _, value in list(row.filled())[:_SHOWN_CELLS])
        yield Ask(f"第{row.number}行是：{cells}；它是不是表头？", "是的，在“台账”里写 表头行 和 列")


def _named_apart(batches: Iterable[BatchPlan]) -> list[BatchPlan]:
    """Give batches of different names; of those that are called alike, the further ones get a number."""
    seen: Counter[str] = Counter()
    named = []
    for batch in batches:
        seen[batch.name] += 1
        number = seen[batch.name]
        further = str(number) * (number > 1)
        named.append(replace(batch, name=f"{batch.name}{further}"))
    return named


def _year(
    path: Path, sheets: Sequence[_Sheet], items: Sequence[Item], calendar: int
) -> tuple[int, list[Ask]]:
    """Give the year that the ledger says, in its titles or its days; where it says none or several, it is asked."""
    accounts = [sheet.ledger.account for sheet in sheets]
    titles = [row.text for account in accounts if account for row in account.passed]
    said = {int(year) for text in (*titles, path.stem) for year in _YEAR.findall(text)}
    days = Counter(day.year for item in items for name in _DAYS if (day := item.value(name)))
    if len(said) == 1 and set(days) <= {*said, max(said) + 1}:
        return said.pop(), []
    if not said and len(days) == 1:
        return next(iter(days)), []
    found = [*dict.fromkeys([*sorted(said), *(year for year, _ in days.most_common())])]
    if not found:
        return calendar, [guessed_year(calendar)]
    years = "、".join(map(str, sorted(set(found))))
    return found[0], [Ask(f"报告的是哪一年？台账里写到的有{years}年", "核对下面写的年度")]


def _unfit_batches(batches: Sequence[BatchPlan], pack: Pack) -> Iterator[Ask]:
    """Ask of batches that the pack's text does not speak of."""
    known = pack.batches
    for batch in batches:
        if known and batch.name not in known:
            yield Ask(
                f"模板{pack.folder_name}写的是{'、'.join(known)}，没有写到“{batch.name}”",
                "改正批次的名称，或换用 bureau_summary 等不限批次的模板",
            )


def _left_out(sheet: _Sheet) -> Ask:
    problem: Problem | None = next(iter(sheet.ledger.errors()), None)
    why = f"：{problem.message}" if problem else ""
    return Ask(f"工作表“{sheet.name}”没有用{why}", "也是台账的，照别的批次加一批；不是的不用管")

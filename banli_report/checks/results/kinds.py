"""Checks on which rows a batch takes: those of its kind, and each row of a sheet by one batch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from banli_report.errors import EITHER, ERROR, WARNING, Kind, Problem, error, warning
from banli_report.figures.basis import Basis, BatchBasis
from banli_report.figures.conditions import Alternatives, BadCondition, Holds
from banli_report.figures.scales import Scales
from banli_report.files.places import Origin
from banli_report.results.item import Item
from banli_report.results.item_kinds import unknown_kind
from banli_report.results.model import Report
from banli_report.results.values import first_few
from banli_report.words.columns import COLUMNS, YES_NO_COLUMNS, label_of
from banli_report.words.terms import KINDS
from banli_report.words.vocabulary import plain

_ALSO = {
    "suggestion": ("between_session",),
    "undivided": ("suggestion", "between_session", "converted", "proposal"),
}
"""A batch of suggestions may hold those handed in between sessions, one that is not divided by kind any of them."""
_BY_ORIGIN = {"人大": "suggestion", "人大代表": "suggestion", "政协": "proposal", "政协委员": "proposal"}
_PROPOSAL = re.compile(r"的提案[)）》”\"\s]*$")
"""The end of a title that calls its item a proposal; proposals in turn are often called 的建议."""
_Sheet: TypeAlias = tuple[str, str | None]
_Row: TypeAlias = tuple[str, str, int]

PROBLEMS = (
    Kind(
        "results.other-kind",
        ERROR,
        "批次写的种类，与台账“种类”一列不一样。",
        "ledger.xlsx 工作表“台账” 单元格C5：“建议”是代表建议，台账却有5件是政协提案（C5、C6、C7、C8、C9）",
    ),
    Kind(
        "results.two-kinds",
        ERROR,
        "两批不是同一种，却都取了同一张表的全部行，每一件都会计两次。",
        "report.yaml 第8行 第12列：“建议”和“提案”不是同一种，取的却是同一张表的同样几行",
    ),
    Kind(
        "results.bad-filter",
        EITHER,
        "“筛选”写的条件读不懂，或台账没有这一列、这个取值。",
        "report.yaml 第8行 第30列：“提案”的筛选里不认识“政协”",
    ),
    Kind(
        "results.untaken-rows",
        EITHER,
        "台账里有的行，哪一批的“筛选”都没有取；没有写明归哪一批的，要先写明。",
        "混合.xlsx 工作表“Sheet1” 第9行：有3行没有归入任何一批（第9行、第12行、第30行）",
    ),
    Kind(
        "results.taken-twice",
        WARNING,
        "台账里有的行，几批的“筛选”都取了，合计时会重复。",
        "混合.xlsx 工作表“Sheet1” 第4行：有1行同时归入了建议、城建（第4行），合计时会计两次",
    ),
)


def kind_problems(report: Report, batch: BatchBasis) -> Iterator[Problem]:
    """Give the rows whose own kind is not that of their batch."""
    vocabulary = batch.conditions.scales.closed["kind"]
    own = vocabulary.find(batch.batch.kind)
    if own is None:
        place = report.place("batches", batch.name, "kind")
        yield unknown_kind(batch.batch.kind, report.policy.kinds(), place)
        return
    if batch.ledger is None or any(_bad_filter(report, batch)):
        return
    allowed = {own.identifier, *_ALSO.get(own.identifier, ()), *_kinds_asked(batch)}
    others: dict[str, list[Item]] = {}
    for item in batch.ledger.items:
        term = vocabulary.find(item.kind or "")
        if term and term.identifier not in allowed:
            others.setdefault(term.label, []).append(item)
    for label, items in others.items():
        cells = [place.cell for item in items if (place := item.place("kind")) and place.cell]
        message = f"“{batch.name}”是{own.label}，台账却有{len(items)}件是{label}{_some(cells)}"
        hint = (
            f"只要其中一种的，写 台账: {{文件: …, 筛选: {{种类: {own.label}}}}}，另一种另列一批；填错的改正"
        )
        yield error(
            "results.other-kind", items[0].place("kind") or report.place("batches", batch.name), message, hint
        )


def _kinds_asked(batch: BatchBasis) -> frozenset[str]:
    """Give the kinds that a batch's filter takes by name."""
    if not isinstance(batch.batch.where, dict):
        return frozenset()
    tests = (test for tests in batch.conditions.read(batch.batch.where) for test in tests)
    asked = [test.codes for test in tests if isinstance(test, Holds) and test.column == "kind"]
    return frozenset().union(*asked)


def own_kind_problems(report: Report, batch: BatchBasis) -> Iterator[Problem]:
    """Ask about a column that is not read as the kind of items, and names other kinds than the batch's."""
    own = batch.conditions.scales.closed["kind"].find(batch.batch.kind)
    if own is None or batch.ledger is None or "kind" in batch.ledger.known:
        return
    allowed = {own.identifier, *_ALSO.get(own.identifier, ())}
    for column in sorted(batch.ledger.known):
        if column != "category" and COLUMNS.find(column):
            continue
        values = [item.value(column) for item in batch.ledger.items]
        said = {value: _kind_said(str(value)) for value in dict.fromkeys(values) if value}
        kinds = set(said.values())
        strange = next((value for value, kind in said.items() if kind not in allowed), None)
        if strange is None or "" in kinds or (len(kinds) == 1 and not _surely(str(strange))):
            continue
        other = batch.ledger.items[values.index(strange)]
        message = f"“{batch.name}”是{own.label}，“{label_of(column)}”一列却写着“{strange}”"
        hint = (
            f"是种类的，写 台账: {{文件: …, 列: {{种类: {label_of(column)}}}, 筛选: {{种类: {own.label}}}}}，"
            f"逐件填{'、'.join(KINDS.labels())}之一；不是的改写这些单元格"
        )
        yield error("results.other-kind", other.place(column), message, hint)


def titled_kind_problems(report: Report, batch: BatchBasis) -> Iterator[Problem]:
    """Ask about items of a batch of suggestions whose titles call them proposals, where no column says the kind."""
    own = batch.conditions.scales.closed["kind"].find(batch.batch.kind)
    if own is None or batch.ledger is None or "kind" in batch.ledger.known:
        return
    titled = [item for item in batch.ledger.items if _PROPOSAL.search(item.title or "")]
    if not titled or own.identifier not in ("suggestion", "between_session"):
        return
    cells = [place.cell for item in titled if (place := item.place("title")) and place.cell]
    message = f"“{batch.name}”是{own.label}，有{len(titled)}件的标题却写着是提案{_some(cells)}"
    hint = "两种写在一张表里的，加一列“种类”，逐件填写，各作一批；都是建议的，改写这些标题"
    place = titled[0].place("title") or report.place("batches", batch.name)
    yield error("results.other-kind", place, message, hint)


def _kind_said(word: str) -> str:
    """Give the kind that a word means, or nothing; 人大 and 政协 say it as well where a column says nothing else."""
    return _BY_ORIGIN.get(plain(word)) or KINDS.identifier_of(
        term.label if (term := KINDS.find(word)) else ""
    )


def _surely(word: str) -> bool:
    """Tell a word that is no mere origin (人大), nor 议案, which an item handled as a suggestion may have been."""
    term = KINDS.find(word)
    return term is not None and term.identifier != "bill"


def filter_problems(basis: Basis) -> Iterator[Problem]:
    """Give filters that cannot be read, rows that no batch takes, and rows that two take."""
    sheets: dict[_Sheet, list[BatchBasis]] = {}
    bad: set[_Sheet] = set()
    for batch in basis.batches:
        if batch.ledger is None:
            continue
        sheet = _sheet(basis.report, batch)
        sheets.setdefault(sheet, []).append(batch)
        problems = list(_bad_filter(basis.report, batch))
        if any(problem.severity == "error" for problem in problems):
            bad.add(sheet)
        yield from problems
    for sheet, batches in sheets.items():
        yield from _two_kinds(basis.report, batches)
        if sheet not in bad and any(batch.batch.where is not None for batch in batches):
            yield from _row_problems(batches)


def _two_kinds(report: Report, batches: Sequence[BatchBasis]) -> Iterator[Problem]:
    """Refuse the same rows taken as two kinds of items; where a column says the kind, it tells which are which."""
    first = batches[0]
    for batch in batches[1:]:
        terms = [one.conditions.scales.closed["kind"].find(one.batch.kind) for one in (first, batch)]
        kinds = {term.identifier for term in terms if term}
        told = any(
            one.batch.where is not None or "kind" in one.batch.known_columns() for one in (first, batch)
        )
        if len(kinds) > 1 and not told and kinds != {"suggestion", "between_session"}:
            message = f"“{first.name}”和“{batch.name}”不是同一种，取的却是同一张表的同样几行"
            hint = "各取其中一部分的，在“台账”里写 筛选；各有一张表的，写明各自的文件或工作表"
            yield error("results.two-kinds", report.place("batches", batch.name, "ledger"), message, hint)


def _sheet(report: Report, batch: BatchBasis) -> _Sheet:
    if roll_up := report.roll_ups.get(batch.name):
        read = (returned.account for returned in roll_up.returned if returned.account)
        return "\n".join(sorted(f"{account.path} {account.sheet}" for account in read)), None
    account = report.accounts.get(batch.name)
    return (account.path or account.file, account.sheet) if account else (batch.name, None)


def _bad_filter(report: Report, batch: BatchBasis) -> Iterator[Problem]:
    if batch.batch.where is None or batch.ledger is None:
        return
    place = report.place("batches", batch.name, "ledger", "where")
    try:
        condition = batch.conditions.read(batch.batch.where)
    except BadCondition as bad:
        yield error("results.bad-filter", place, f"“{batch.name}”的筛选里{bad.message}", bad.hint)
        return
    if not batch.ledger.can_tell(condition) or _asks_for_kind(condition, batch):
        message = f"“{batch.name}”的筛选用到的列，台账里没有"
        yield error("results.bad-filter", place, message, "改正列名，或在“列”一项里写明表头")
    elif not batch.ledger.items:
        message = f"“{batch.name}”的筛选一行也没有取到"
        yield error("results.bad-filter", place, message, "核对取值，须与台账里的写法一样")
    else:
        for name in _found_nowhere(condition, batch):
            message = f"“{batch.name}”的筛选里的“{name}”，台账里一行也没有"
            yield warning("results.bad-filter", place, message, "核对取值，须与台账里的写法一样")


def _asks_for_kind(condition: Alternatives, batch: BatchBasis) -> bool:
    """Tell a filter by kind over a ledger that has no column for it."""
    columns = {test.column for tests in condition for test in tests if isinstance(test, Holds)}
    return "kind" in columns - batch.batch.known_columns()


def _found_nowhere(condition: Alternatives, batch: BatchBasis) -> Iterator[str]:
    """Give the words of open columns that no row of the sheet holds."""
    for test in (test for tests in condition for test in tests if isinstance(test, Holds)):
        if test.column not in batch.conditions.scales.closed and test.column not in YES_NO_COLUMNS:
            scales, values = (
                batch.conditions.scales,
                {item.value(test.column) for item in batch.batch.items or ()},
            )
            held = {code for value in values - {None} for code in scales.codes(test.column, value)}
            yield from (name for name in test.names if name not in held)


def _row_problems(batches: Sequence[BatchBasis]) -> Iterator[Problem]:
    """Give the rows of one sheet that no batch takes, and those that several take."""
    rows: dict[_Row, Item] = {}
    takers: dict[_Row, list[str]] = {}
    for batch in batches:
        rows.update({_row(item.origin): item for item in batch.batch.items or () if item.origin})
        for item in batch.tally.items:
            if item.origin:
                takers.setdefault(_row(item.origin), []).append(batch.name)
    left = [item for row, item in sorted(rows.items()) if row not in takers]
    yield from _untaken(left, batches)
    twice = [rows[row] for row, names in sorted(takers.items()) if len(names) > 1]
    if twice and all(batch.batch.where is not None for batch in batches):
        owners = "、".join(
            dict.fromkeys(name for names in takers.values() if len(names) > 1 for name in names)
        )
        message = f"有{len(twice)}行同时归入了{owners}{_row_numbers(twice)}，合计时会计两次"
        hint = "改写“筛选”，一行只归一批；确实要分开再说一遍的，用“分组”"
        yield warning("results.taken-twice", twice[0].place(), message, hint)


def _untaken(left: Sequence[Item], batches: Sequence[BatchBasis]) -> Iterator[Problem]:
    """Give the rows left out: an error for those that do not say what is asked, which may belong to a batch."""
    unclear: list[Item] = []
    for column in dict.fromkeys(column for batch in batches for column in _classes_asked(batch)):
        scales = batches[0].conditions.scales
        found = [item for item in left if not _says(scales, column, item)]
        unclear += found
        if found:
            message = f"有{len(found)}行的“{label_of(column)}”空着或不在分类之内，不知道归哪一批{_row_numbers(found)}"
            yield error("results.untaken-rows", found[0].place(column), message, "补填或改正这些单元格")
    told = {id(item) for item in unclear}
    rest = [item for item in left if id(item) not in told]
    if rest:
        message = f"有{len(rest)}行没有归入任何一批{_row_numbers(rest)}"
        hint = "核对“筛选”的取值；不属于任何一批的不用管"
        yield warning("results.untaken-rows", rest[0].place(), message, hint)


def _classes_asked(batch: BatchBasis) -> Iterator[str]:
    """Give the columns of a batch's filter in which every row must say its class."""
    if batch.batch.where is None:
        return
    tests = (test for tests in batch.conditions.read(batch.batch.where) for test in tests)
    for test in tests:
        column = COLUMNS.find(test.column) if isinstance(test, Holds) else None
        if column and column.scale and (column.identifier == "kind" or column.blank == "refused"):
            yield column.identifier


def _says(scales: Scales, column: str, item: Item) -> bool:
    value = item.value(column)
    return value is not None and scales.term(column, value) is not None


def _row(origin: Origin) -> _Row:
    return origin.file, origin.sheet or "", origin.row


def _row_numbers(items: Iterable[Item]) -> str:
    origins = [item.origin for item in items if item.origin]
    several = len({origin.file for origin in origins}) > 1
    return _some([f"{f'{origin.file} ' * several}第{origin.row}行" for origin in origins])


def _some(words: list[str]) -> str:
    if not words:
        return ""
    return f"（{first_few(words)}）"

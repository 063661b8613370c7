"""From a grid of cells to items: finding the header, reading each row, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import ValidationError

from banli_report.errors import Place, Problem, error, refuse, warning
from banli_report.results.csv_file import read_csv
from banli_report.results.grid import Grid, Row, column_letter
from banli_report.results.model import Item
from banli_report.results.places import Origin
from banli_report.results.validation import sentence
from banli_report.terms import ITEM_FIELDS, NO_FEEDBACK, plain

_HEADER_SEARCH_ROWS = 30
_TOTAL_WORDS = frozenset({"合计", "总计", "小计", "共计"})
_ROW_NUMBER_HEADERS = frozenset({"序号", "序", "no", "no."})
_NOTE = re.compile(r"^(注|备注|说明|填表|制表|填报|审核)")
_DATES = frozenset(term.identifier for term in ITEM_FIELDS if term.identifier.endswith("_on"))
_MAY_BE_DASHED = _DATES | {"satisfaction", "result"}
_TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was read from a ledger: its items, its columns, and what to tell about it."""

    items: tuple[Item, ...]
    columns: frozenset[str]
    problems: tuple[Problem, ...]


def read_ledger(path: Path, sheet: str | None = None, columns: Mapping[str, str] | None = None) -> Ledger:
    """Read the items of a ledger (xlsx, csv or tab-separated text), one row an item.

    Args:
        path: the file.
        sheet: worksheet of a workbook; needed where several hold something.
        columns: for fields whose header is unusual, the header as it stands in the ledger.

    Raises:
        BanliError: the file cannot be read or has no header; problems of single cells are returned.
    """
    return items_of(_grid(path, sheet), columns or {})


def _grid(path: Path, sheet: str | None) -> Grid:
    suffix = path.suffix.lower()
    if suffix in _TEXT_SUFFIXES:
        return read_csv(path)
    if suffix in _WORKBOOK_SUFFIXES:
        # a report made of counts alone, or of a csv, need not wait for the workbook library
        from banli_report.results.workbook import read_workbook  # noqa: PLC0415

        return read_workbook(path, sheet)
    hint = "用Excel或WPS另存为xlsx" if suffix in (".xls", ".et") else "台账应为xlsx或csv文件"
    raise refuse("results.ledger-type", Place(file=path.name), f"不支持{suffix or '没有后缀'}的文件", hint)


def items_of(grid: Grid, columns: Mapping[str, str]) -> Ledger:
    """Read the items of a grid.

    Raises:
        BanliError: no row looks like a header, or two columns claim the same field.
    """
    header = _find_header(grid, columns)
    names, problems = _name_columns(grid, header, columns)
    letters = {name: column_letter(position) for position, name in names.items()}
    items: list[Item] = []
    for row in grid.rows:
        if row.number <= header.number:
            continue
        cells = {names[i]: value for i, value in row.filled() if i in names}
        if _is_no_item(row, cells):
            continue
        origin = Origin(grid.file, grid.sheet, row.number, letters)
        item, found = _read_item(grid, cells, origin)
        problems.extend(found)
        if item:
            items.append(item)
    if not items and not problems:
        problems.append(
            error(
                "results.empty-ledger",
                grid.place(header.number),
                "表头下面没有一行数据",
                "检查是否选对了工作表",
            )
        )
    return Ledger(tuple(items), frozenset(letters), (*grid.notes, *problems))


def _header_words(value: object) -> tuple[str, str]:
    text = plain(str(value))
    return text, re.sub(r"[((\[].*$", "", text)


def _field(value: object, columns: Mapping[str, str]) -> str | None:
    """Give the field that a header means: the one that the report file says, or the usual one."""
    full, short = _header_words(value)
    for field, header in columns.items():
        if plain(header) == full:
            return field
    term = ITEM_FIELDS.find(full) or ITEM_FIELDS.find(short)
    return term.identifier if term and term.identifier not in columns else None


def _find_header(grid: Grid, columns: Mapping[str, str]) -> Row:
    def recognised(row: Row) -> int:
        return len({field for _, value in row.filled() if (field := _field(value, columns))})

    candidates = grid.rows[:_HEADER_SEARCH_ROWS]
    best = max(candidates, key=recognised, default=None)
    if best is None or recognised(best) == 0 or (recognised(best) == 1 and len(list(best.filled())) > 2):
        raise refuse(
            "results.no-header",
            Place(file=grid.file, sheet=grid.sheet),
            f"前{_HEADER_SEARCH_ROWS}行里找不到表头",
            "表头应有“标题”“类别”“办理结果”“满意度”等列，或在“列”一项里写明",
        )
    return best


def _name_columns(
    grid: Grid, header: Row, columns: Mapping[str, str]
) -> tuple[dict[int, str], list[Problem]]:
    """Give each column's field or own header; where two columns claim a field, the usual label wins."""
    claims: dict[str, list[int]] = {}
    names: dict[int, str] = {}
    problems: list[Problem] = []
    for position, value in header.filled():
        names[position] = " ".join(str(value).split())
        if field := _field(value, columns):
            claims.setdefault(field, []).append(position)
    for field, positions in claims.items():
        term = ITEM_FIELDS.find(field)
        label = term.label if term else field
        exact = [i for i in positions if plain(names[i]) == plain(columns.get(field, label))]
        if len(positions) > 1 and len(exact) != 1:
            where = "、".join(column_letter(i) for i in positions)
            problems.append(
                error(
                    "results.ambiguous-column",
                    grid.place(header.number, positions[1]),
                    f"{where}列都可以是“{label}”",
                    f"在“列”一项里写明，如 列: {{{label}: {names[positions[0]]}}}",
                )
            )
        names[(exact or positions)[0]] = field
    for field, wanted in columns.items():
        if field not in claims:
            message = f"没有名为“{wanted}”的列"
            problems.append(
                error("results.missing-column", grid.place(header.number), message, "按表头改写“列”一项")
            )
    return names, problems


def _is_no_item(row: Row, cells: Mapping[str, object]) -> bool:
    """Tell a total row, a note under the table, or a row that holds nothing but its number."""
    texts = [str(value).strip() for _, value in row.filled()]
    if any(plain(text) in _TOTAL_WORDS for text in texts[:3]):
        return True
    if len(texts) == 1 and _NOTE.match(texts[0]):
        return True
    return all(plain(name) in _ROW_NUMBER_HEADERS for name in cells)


def _read_item(grid: Grid, cells: Mapping[str, object], origin: Origin) -> tuple[Item | None, list[Problem]]:
    known: dict[str, object] = {}
    extra: dict[str, str] = {}
    for name, value in cells.items():
        if name not in Item.model_fields:
            extra[name] = _as_text(value)
        elif not (name in _MAY_BE_DASHED and plain(_as_text(value)) in NO_FEEDBACK):
            known[name] = _convert(grid, name, value)
    if not known:
        row = Place(file=grid.file, sheet=grid.sheet, cell=str(origin.row))
        return None, [
            warning("results.unread-row", row, "这一行没有可识别的列有内容，没有计入", "核对这一行")
        ]
    try:
        return Item.model_validate({**known, "extra": extra}).at(origin), []
    except ValidationError as failed:
        return None, list(_cell_problems(failed, origin))


def _cell_problems(failed: ValidationError, origin: Origin) -> Iterator[Problem]:
    for detail in failed.errors():
        path = [str(key) for key in detail["loc"]]
        column = path[1] if path[0] == "extra" and len(path) > 1 else path[0]
        message, hint = sentence(detail)
        yield error("results.cell-value", origin.place(column), message, hint or "改正这个单元格")


def _convert(grid: Grid, name: str, value: object) -> object:
    if (
        name in _DATES
        and isinstance(value, int | float)
        and not isinstance(value, bool)
        and 1 < value < 100_000
    ):
        return grid.day(value)
    return (
        value
        if isinstance(value, bool | date) and name in Item.model_fields and name in _TYPED
        else _as_text(value)
    )


_TYPED = _DATES | frozenset(
    name for name, field in Item.model_fields.items() if "bool" in str(field.annotation)
)


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ", "minutes")
        )
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)

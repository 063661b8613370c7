"""From a grid of cells to items: reading each row, all problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import ValidationError

from banli_report.errors import ERROR, WARNING, Kind, Place, Problem, error, refuse, warning
from banli_report.files.places import Origin
from banli_report.intake.asides import is_note, is_own_total, is_total
from banli_report.intake.csv_file import read_csv
from banli_report.intake.grid import Grid, Row
from banli_report.intake.header import Header, read_header
from banli_report.intake.openness import is_closed, openness_problems, says_closed
from banli_report.results.model import Item
from banli_report.results.validation import sentence
from banli_report.results.values import shown
from banli_report.words.characters import UNFIT
from banli_report.words.columns import COLUMNS, DATE_COLUMNS, YES_NO_COLUMNS
from banli_report.words.terms import NO_FEEDBACK
from banli_report.words.vocabulary import plain

_ROW_NUMBER_HEADERS = frozenset({"序号", "序", "no", "no."})
_DASHES = frozenset({"/", "\\", "-", "--", "—", "——", "―"})
_MAY_SAY_NONE = frozenset(
    column.identifier for column in COLUMNS if column.may_say_none or column.holds == "date"
)
_ONE_EACH = frozenset(column.identifier for column in COLUMNS if column.names_items)
"""Every item has one of its own, as it is typed."""
_FIRST_SERIAL, _LAST_SERIAL = date(1954, 1, 1), date(2100, 12, 31)
_TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})

PROBLEMS = (
    Kind("results.ledger-type", ERROR, "台账不是xlsx或csv文件。", "ledger.pdf：台账不支持.pdf的文件"),
    Kind(
        "results.empty-ledger",
        ERROR,
        "台账只有表头，没有一件。",
        "ledger.xlsx 工作表“台账” 单元格1：表头下面没有一行数据",
    ),
    Kind(
        "results.shared-row",
        ERROR,
        "单元格上下合并了，看不出是一件还是两件。",
        "ledger.xlsx 工作表“台账” 单元格B3：“修路”是从上面合并下来的，这一行却另有内容，看不出是一件还是两件",
    ),
    Kind(
        "results.skipped-row",
        WARNING,
        "这一行不像一件，没有计入；请核对。",
        "ledger.xlsx 工作表“台账” 单元格A2：这一行只有“一、城建类”一格，没有计入",
    ),
    Kind(
        "results.item-or-total",
        ERROR,
        "这一行看不出是一件还是小计，不敢计也不敢不计。",
        "ledger.xlsx 工作表“台账” 单元格A3：“医保费用累计”看不出是一件的标题还是小计",
    ),
    Kind(
        "results.nameless-column",
        ERROR,
        "有内容的一列，表头空着。",
        "ledger.csv 单元格C2：这一格有内容，但第1行的表头里这一列没有名称",
    ),
    Kind(
        "results.struck-rows",
        WARNING,
        "有的件加了删除线，还是计入了；也许本该删去。",
        "ledger.xlsx 工作表“台账” 单元格3：有1件的标题或编号加了删除线，仍计入统计",
    ),
    Kind(
        "results.cell-value",
        ERROR,
        "单元格的内容不是这一列该填的，如日期列里不是日期。",
        "ledger.xlsx 工作表“台账” 单元格B2：“待定”不是日期，应写成2019-12-12或2019年12月12日",
    ),
)


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
        from banli_report.intake.workbook import read_workbook  # noqa: PLC0415

        return read_workbook(path, sheet)
    hint = "用Excel或WPS另存为xlsx" if suffix in (".xls", ".et") else "台账应为xlsx或csv文件"
    raise refuse(
        "results.ledger-type", Place(file=path.name), f"台账不支持{suffix or '没有后缀'}的文件", hint
    )


def items_of(grid: Grid, columns: Mapping[str, str]) -> Ledger:
    """Read the items of a grid.

    Args:
        grid: the rows.
        columns: for fields whose header is unusual, the header as it stands in the ledger.

    Raises:
        BanliError: no row looks like a header, or the header takes two rows.
    """
    header = read_header(grid, columns)
    reader = _Rows(grid, header)
    for row in grid.rows:
        if row.number > header.row:
            reader.read(row)
    unread = openness_problems(grid, header, reader.closing)
    problems = [*grid.notes, *header.problems, *unread, *reader.problems, *reader.struck_note()]
    if not reader.items and not any(problem.severity == "error" for problem in problems):
        place = grid.place(header.row)
        problems.append(error("results.empty-ledger", place, "表头下面没有一行数据", "检查是否选对了工作表"))
    return Ledger(tuple(reader.items), frozenset(header.names.values()), tuple(problems))


class _Rows:
    """Reads the rows under a header, collecting items and problems."""

    def __init__(self, grid: Grid, header: Header) -> None:
        self.grid = grid
        self.header = header
        self.letters = header.letters()
        self.items: list[Item] = []
        self.problems: list[Problem] = []
        self.closing: dict[str, str] = {}
        self._struck: list[int] = []
        self._nameless: set[int] = set()
        names = header.names.items()
        self._titles = {position for position, name in names if name in _ONE_EACH}

    def read(self, row: Row) -> None:
        """Read one row: an item, a total, a note, the header again, or a problem."""
        filled = dict(row.filled())
        if is_total(filled) or is_note(filled) or self.header.is_repeated(filled):
            return
        own = {at: value for at, value in filled.items() if at not in row.spread} if row.spread else filled
        if not own or (row.spread and self._shares_item(row, own)):
            return
        if self._is_lone(row, own) or is_own_total(own):
            self._skip(row, own)
            return
        self._find_nameless(row, own)
        names = self.header.names
        if any(plain(names[at]) not in _ROW_NUMBER_HEADERS for at in own if at in names):
            cells = {names[at]: value for at, value in filled.items() if at in names}
            self._read_cells(row, cells, {names[at] for at in own if at in names})

    def _shares_item(self, row: Row, own: Mapping[int, object]) -> bool:
        """Refuse a row that goes on with the item above: whether it is one item or two, nobody can tell."""
        shared = sorted(self._titles & row.spread)
        if not shared or not any(at in self.header.names for at in own):
            return False
        place = self.grid.place(row.number, shared[0])
        title = shown(row.values[shared[0]])
        message = f"“{title}”是从上面合并下来的，这一行却另有内容，看不出是一件还是两件"
        hint = "一件只占一行：取消合并，是一件的把内容并入上一行（如“甲局、乙局”），是两件的逐行写全"
        self.problems.append(error("results.shared-row", place, message, hint))
        return True

    def _is_lone(self, row: Row, filled: Mapping[int, object]) -> bool:
        """Tell a row with a single cell that is no title of an item."""
        names = self.header.names
        if len(filled) > 1 or len(names) < 3:
            return False
        position = min(filled)
        is_named = position in names or position < min(names)
        return row.merged or (is_named and names.get(position) != "title")

    def _skip(self, row: Row, filled: Mapping[int, object]) -> None:
        """Tell of a row that is no item: a number prepared for later, the title of rows below, a part's total."""
        position, value = next(iter(filled.items()))
        name = self.header.names.get(position, "")
        if plain(name) in _ROW_NUMBER_HEADERS or (name == "number" and str(value).strip().isdigit()):
            return
        if len(filled) == 1:
            self._note(row, position, "results.skipped-row", f"这一行只有“{shown(value)}”一格，没有计入")
        elif name != "title":
            self._note(row, position, "results.skipped-row", f"“{shown(value)}”这一行像是小计，没有计入")
        else:
            message = f"“{shown(value)}”看不出是一件的标题还是小计"
            hint = "是小计的只写“小计”或删去；是一件的把这一行填全"
            place = self.grid.place(row.number, position)
            self.problems.append(error("results.item-or-total", place, message, hint))

    def _find_nameless(self, row: Row, filled: Mapping[int, object]) -> None:
        first = min(self.header.names)
        for position in filled:
            if position > first and position not in self.header.names and position not in self._nameless:
                self._nameless.add(position)
                place = self.grid.place(row.number, position)
                message = f"这一格有内容，但第{self.header.row}行的表头里这一列没有名称"
                hint = "给这一列写上名称，或删去它的内容"
                self.problems.append(error("results.nameless-column", place, message, hint))

    def _read_cells(self, row: Row, cells: Mapping[str, object], own: Set[str]) -> None:
        known: dict[str, object] = {}
        extra: dict[str, str] = {}
        for name, value in cells.items():
            text = plain(_as_text(value))
            if text in _DASHES or (name in _MAY_SAY_NONE and text in NO_FEEDBACK):
                continue
            if name in self.header.fields:
                known[name] = self._convert(name, value)
            else:
                extra[name] = _as_text(value)
                if says_closed(text) and not is_closed(cells.get("openness")):
                    self.closing.setdefault(name, f"{self.letters[name]}{row.number}")
        if not known.keys() & own:
            self._note(row, None, "results.skipped-row", "这一行没有可识别的列有内容，没有计入")
            return
        origin = Origin(self.grid.file, self.grid.sheet, row.number, self.letters)
        try:
            self.items.append(Item.model_validate({**known, "extra": extra}, context=origin))
            if self._titles & row.struck:
                self._struck.append(row.number)
        except ValidationError as failed:
            self.problems.extend(_cell_problems(failed, origin))

    def _convert(self, name: str, value: object) -> object:
        """Give a cell's value as its field takes it: dates and yes or no as they are, the rest as text."""
        if name in DATE_COLUMNS:
            return self._day(value)
        if name in YES_NO_COLUMNS and isinstance(value, bool):
            return value
        text = _as_text(value)
        if name in _ONE_EACH or UNFIT.search(text):
            return text
        return " ".join(text.split())

    def _day(self, value: object) -> object:
        if isinstance(value, int | float) and not isinstance(value, bool):
            first, last = self.grid.serial(_FIRST_SERIAL), self.grid.serial(_LAST_SERIAL)
            return self.grid.day(value) if first <= value <= last else _as_text(value)
        return value

    def _note(self, row: Row, position: int | None, id: str, message: str) -> None:  # noqa: A002
        place = self.grid.place(row.number, position)
        self.problems.append(warning(id, place, message, "核对这一行是不是一件；不是的删去"))

    def struck_note(self) -> Iterator[Problem]:
        """Tell of items whose title or number is struck through: most likely they were meant to go."""
        if self._struck:
            message = f"有{len(self._struck)}件的标题或编号加了删除线，仍计入统计"
            place = self.grid.place(self._struck[0])
            yield warning("results.struck-rows", place, message, "核对这些行；不该计入的请删除")


def _cell_problems(failed: ValidationError, origin: Origin) -> Iterator[Problem]:
    for detail in failed.errors():
        path = [str(key) for key in detail["loc"]]
        column = path[1] if path[0] == "extra" and len(path) > 1 else path[0]
        message, hint = sentence(detail)
        yield error("results.cell-value", origin.place(column), message, hint or "改正这个单元格")


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        has_time = value.hour or value.minute
        return value.isoformat(" ", "minutes") if has_time else value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)

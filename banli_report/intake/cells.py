"""From the cells of a row to an item: each value as its column takes it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from pydantic import ValidationError

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.files.places import Origin
from banli_report.intake.grid import Grid
from banli_report.results.item import Item
from banli_report.results.validation import sentence
from banli_report.results.values import read_text
from banli_report.words.characters import UNFIT, visible
from banli_report.words.columns import COLUMNS, DATE_COLUMNS, YES_NO_COLUMNS, label_of
from banli_report.words.terms import NO_FEEDBACK
from banli_report.words.vocabulary import plain

_DASHES = frozenset({"/", "\\", "-", "--", "—", "——", "―"})
_MAY_SAY_NONE = frozenset(
    column.identifier for column in COLUMNS if column.may_say_none or column.holds == "date"
)
_AS_TYPED = frozenset(column.identifier for column in COLUMNS if column.names_items)
_NO_DAYS = frozenset(column.identifier for column in COLUMNS if column.holds in ("text", "class"))
_SPELT_OUT = frozenset(column.identifier for column in COLUMNS if column.names_items or column.is_open_class)
_DITTO = frozenset(
    map(plain, ("同上", "同前", "同上件", "同上条", "〃", "″", '"', "＂", "”", "''", "…", "......"))
)
_NOTHING_IS_SHORT = 9
_DIGITS = 15
_KEPT_WHOLE, _SHOWN_WHOLE = 1e15, 1e21
_FIRST_SERIAL, _LAST_SERIAL = date(1954, 1, 1), date(2100, 12, 31)

PROBLEMS = (
    Kind(
        "results.cell-value",
        ERROR,
        "单元格的内容不是这一列该填的，如日期列里不是日期。",
        "ledger.xlsx 工作表“台账” 单元格B2：“待定”不是日期，应写成2019-12-12或2019年12月12日",
    ),
    Kind(
        "results.number-as-date",
        ERROR,
        "编号一类的格被Excel改成了日期。",
        "ledger.xlsx 工作表“台账” 单元格A2：“编号”是日期2024-05-01，可能是Excel把5-1改成了日期",
    ),
)


def says_nothing(name: str, value: object) -> bool:
    """Tell a cell that holds a dash or nothing to be seen, or 未反馈 and the like where a column may say so."""
    return isinstance(value, str) and len(value) <= _NOTHING_IS_SHORT and _is_nothing(name, value)


@lru_cache(maxsize=4_096)
def _is_nothing(name: str, value: str) -> bool:
    text = plain(value)
    return not text or text in _DASHES or (name in _MAY_SAY_NONE and text in NO_FEEDBACK)


class ItemReader:
    """Reads items out of the cells of rows; a column's values are few and come often, so each is read once."""

    def __init__(self, grid: Grid, fields: Container[str]) -> None:
        """Read the rows of a sheet.

        Args:
            grid: the sheet.
            fields: which of its columns are fields of an item.
        """
        self._grid = grid
        self._fields = fields
        self._read: dict[tuple[str, type, object], object] = {}
        self._blank = Item()

    def read(self, cells: Mapping[str, object], origin: Origin) -> tuple[Item | None, list[Problem]]:
        """Read one item.

        Args:
            cells: the values of a row by column; those that say nothing are left out.
            origin: the row.

        Returns:
            The item, or None and what is wrong with its cells.
        """
        known: dict[str, object] = {}
        extra: dict[str, object] = {}
        for name, value in cells.items():
            key = (name, type(value), value)
            held = self._read.get(key)
            if held is None:
                if not self._is_sound(key, origin):
                    return self._judged(cells, origin)
                held = self._read[key]
            (known if name in self._fields else extra)[name] = held
        item = self._blank.model_copy(update={**known, "extra": extra})
        item._origin = origin
        return item, []

    def _is_sound(self, key: tuple[str, type, object], origin: Origin) -> bool:
        """Tell whether a cell is in order, and keep what an item holds of it."""
        name, _, value = key
        if any(_no_number(name, value, origin)) or any(_not_its_own(name, value, origin)):
            return False
        with suppress(ValueError):
            self._read[key] = self._held(name, value)
        return key in self._read

    def _held(self, name: str, value: object) -> object:
        """Give what an item holds of a cell; only texts are read without the whole model.

        Raises:
            ValueError: it cannot hold it.
        """
        if name not in self._fields:
            return Item.model_validate({"extra": {name: own_text(value)}}).extra[name]
        converted = _converted(self._grid, name, value)
        if name in DATE_COLUMNS or name in YES_NO_COLUMNS:
            return Item.model_validate({name: converted}).value(name)
        return read_text(converted)

    def _judged(self, cells: Mapping[str, object], origin: Origin) -> tuple[Item | None, list[Problem]]:
        extra = {name: own_text(value) for name, value in cells.items() if name not in self._fields}
        known = {name: value for name, value in cells.items() if name in self._fields}
        problems = [problem for name, value in cells.items() for problem in _no_number(name, value, origin)]
        problems += [
            problem for name, value in known.items() for problem in _not_its_own(name, value, origin)
        ]
        if problems:
            return None, problems
        values = {name: _converted(self._grid, name, value) for name, value in known.items()}
        try:
            return Item.model_validate({**values, "extra": extra}, context=origin), []
        except ValidationError as failed:
            return None, list(_cell_problems(failed, origin))


def _no_number(name: str, value: object, origin: Origin) -> Iterator[Problem]:
    if isinstance(value, float) and not isfinite(value):
        yield error(
            "results.cell-value", origin.place(name), "这一格的数过大，不是能用的数", "改正这个单元格"
        )


def _not_its_own(name: str, value: object, origin: Origin) -> Iterator[Problem]:
    """Give what a cell holds that nobody typed as its value: a day for a number, or a sign for the cell above."""
    yield from _made_a_date(name, value, origin)
    if name == "number" and isinstance(value, float) and abs(value) >= _KEPT_WHOLE:
        message = "“编号”存成了超过15位的数，末尾几位Excel没有记住"
        hint = "把这一列的单元格格式改为“文本”，重新填写"
        yield error("results.number-as-date", origin.place(name), message, hint)
    if name in _SPELT_OUT and isinstance(value, str) and plain(value) in _DITTO:
        message = f"“{label_of(name)}”写着“{value.strip()}”，没有写出内容"
        hint = "照上面一格写全；是上一件的续行的，并入上一行"
        yield error("results.cell-value", origin.place(name), message, hint)


def _made_a_date(name: str, value: object, origin: Origin) -> Iterator[Problem]:
    if name in _NO_DAYS and isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        message = f"“{label_of(name)}”是日期{day}，可能是Excel把{day.month}-{day.day}改成了日期"
        hint = "把这一列的单元格格式改为“文本”，重新填写"
        yield error("results.number-as-date", origin.place(name), message, hint)


def _converted(grid: Grid, name: str, value: object) -> object:
    """Give a cell's value as its field takes it: dates and yes or no as they are, the rest as text."""
    if name in DATE_COLUMNS:
        return _day(grid, visible(value) if isinstance(value, str) else value)
    if name in YES_NO_COLUMNS and isinstance(value, bool):
        return value
    text = as_text(value)
    if name in _AS_TYPED or UNFIT.search(text):
        return text
    return " ".join(visible(text).split())


def _day(grid: Grid, value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        first, last = grid.serial(_FIRST_SERIAL), grid.serial(_LAST_SERIAL)
        return grid.day(value) if first <= value <= last else as_text(value)
    return value


def _cell_problems(failed: ValidationError, origin: Origin) -> Iterator[Problem]:
    for detail in failed.errors():
        path = [str(key) for key in detail["loc"]]
        column = path[1] if path[0] == "extra" and len(path) > 1 else path[0]
        message, hint = sentence(detail)
        yield error("results.cell-value", origin.place(column), message, hint or "改正这个单元格")


def own_text(value: object) -> str:
    """Give the text of a cell of an own column, which may be a class."""
    return visible(as_text(value))


def as_text(value: object) -> str:
    """Give a cell's value as it would be typed."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        has_time = value.hour or value.minute
        return value.isoformat(" ", "minutes") if has_time else value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < _SHOWN_WHOLE:
        # as many digits as the workbook holds, and noughts
        return format(Decimal(repr(value)).to_integral_value(), "f")
    if isinstance(value, float):
        return _shortest(value)
    return str(value)


def _shortest(value: float) -> str:
    """Give a number as Excel shows it: to 15 digits, without what adding in binary leaves (0.30000000000000004)."""
    text = str(value)
    if len(text) <= _DIGITS:
        return text
    return format(value, f".{_DIGITS}g")

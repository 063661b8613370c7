"""What a program holds for a cell, of whatever library, as a cell would hold it."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from math import isfinite

from banli_report.errors import BanliError, Place, refuse
from banli_report.results.values import shown
from banli_report.words.vocabulary import plain

_BEIJING = timezone(timedelta(hours=8))
_BLANKS = frozenset({"NAType", "NaTType"})
_NO_CELLS = (Mapping, bytes, bytearray, memoryview, timedelta)
_SPANS = frozenset({"MonthDayNano", "timedelta64"})
_NARROW = {"float16": "e", "float32": "f"}
"""Numbers of fewer than 64 bits, as numpy calls them and as struct does."""
_MOST_DIGITS = 9
"""How many digits such a number needs in decimal, at most."""
_WHOLE = 1e21


def value_of(value: object, number: int, name: str) -> object:
    """Give a value as a cell would hold it: blanks of every library are None, lists are joined.

    Args:
        value: what the program holds.
        number: the position of its row.
        name: its column.

    Raises:
        BanliError: no cell can hold it, or the day depends on the time zone.
    """
    if value is None or type(value).__name__ in _BLANKS or _is_nan(value):
        return None
    if isinstance(value, datetime) and value.tzinfo is not None:
        return _day_here(value, number, name)
    if isinstance(value, str | bool | int | float | date):
        return value
    if isinstance(value, _NO_CELLS) or type(value).__name__ in _SPANS:
        message = f"“{name}”的内容“{shown(value)}”不能放在一格里"
        raise _refused(number, message, "写成文字、数、日期或列表")
    if type(value).__module__ == "numpy":
        return value_of(_of_numpy(value), number, name)
    return _as_cell(value)


def _as_cell(value: object) -> object:
    if isinstance(value, Decimal):
        return _of_decimal(value)
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(str(each) for each in value if each is not None) or None
    return str(value)


def _refused(number: int, message: str, hint: str) -> BanliError:
    return refuse("results.cell-value", Place(part=f"第{number}条"), message, hint)


def _day_here(value: datetime, number: int, name: str) -> datetime:
    """Give a time of another zone, unless its day is another one in Beijing."""
    with suppress(OverflowError):
        if value.date() == value.astimezone(_BEIJING).date():
            return value.replace(tzinfo=None)
    message = f"“{name}”的时间{value.isoformat(' ', 'minutes')}带时区，在北京时间是另一天"
    raise _refused(number, message, "先换成北京时间，去掉时区，或只留日期")


def _of_decimal(value: Decimal) -> object:
    """Give a decimal as a spreadsheet shows it: without the noughts that only its type adds (12.00)."""
    if not value.is_finite():
        return float(value)
    if abs(value) < _WHOLE and value == value.to_integral_value():
        return int(value)
    return format(value.normalize(), "f") if abs(value) < _WHOLE else str(value)


def _of_numpy(value: object) -> object:
    if type(value).__name__ == "datetime64":
        text = str(value)
        return None if plain(text) == "nat" else text.replace("T", " ")[:19]
    convert = getattr(value, "tolist", None)
    given = convert() if callable(convert) else str(value)
    if (form := _NARROW.get(type(value).__name__)) and isinstance(given, float):
        return narrow(given, form)
    return str(given) if type(given).__module__ == "numpy" else given


def narrow(value: float, form: str) -> float:
    """Give a number of few bits as it is written: 0.1, and not what 64 bits make of it (0.10000000149011612).

    Args:
        value: the number, in 64 bits.
        form: how many it had, as struct calls it: "f" or "e".
    """
    if not isfinite(value) or value.is_integer():
        return value
    written = (float(format(value, f".{digits}g")) for digits in range(1, _MOST_DIGITS + 1))
    return next((each for each in written if struct.unpack(form, struct.pack(form, each))[0] == value), value)


def _is_nan(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_nan()
    return bool(isinstance(value, float | int) or hasattr(value, "is_nan")) and value != value  # noqa: PLR0124 (NaN alone differs from itself)

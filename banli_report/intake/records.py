"""Rows in memory: mappings, objects and data frames with any header that a ledger may have, read as a ledger is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Self

from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, error, refuse
from banli_report.files.arguments import NOTHING, TEXTS, expecting
from banli_report.files.arguments import kind as _of_type
from banli_report.files.places import Origin
from banli_report.intake.cells import as_text
from banli_report.intake.frames import read_frame, refuse_alike, refuse_labels
from banli_report.intake.grid import MAX_COLUMNS, MAX_ROWS, Grid, Row
from banli_report.intake.header import Asked, HeaderRow, field_of, fields_asked
from banli_report.intake.ledger import Ledger, items_under
from banli_report.intake.program_values import value_of
from banli_report.results.account import Aside
from banli_report.results.item import Item
from banli_report.results.model import Batch as _Batch
from banli_report.results.values import shown

if TYPE_CHECKING:
    from banli_report.intake.frames import AnyFrame

_TEXT = _of_type("文字（str）", str)
_HEADER, _NAMES = 1, "各条的列名"
_HOW = "每条写成字典，如 {'编号': '12', '案由': '…', '满意度': '满意'}，或有这些属性的对象"

PROBLEMS = (
    Kind(
        "results.records",
        ERROR,
        "程序给出的各条记录不是字典或对象，或者没有一列认得。",
        "第3条：不是一条记录，看不出各列",
    ),
    Kind(
        "results.record-passed",
        ERROR,
        "程序给出的一条不像一件（合计、小标题、说明），不敢计也不敢不计。",
        "第4条（编号12）：这一条像是合计，不是一件",
    ),
)


class Batch(_Batch):
    """Items that are counted together: the suggestions of a session, the proposals, a bill; also made of rows in memory."""

    @classmethod
    @expecting(kind=_TEXT, columns=TEXTS | NOTHING)
    def from_rows(
        cls,
        rows: Iterable[object],
        *,
        kind: str = "",
        columns: Mapping[str, str] | None = None,
        **facts: object,
    ) -> Self:
        """Make a batch of rows in memory, read as those of a ledger are.

        Args:
            rows: mappings or objects, one an item; a data frame of pandas or polars is taken by its rows. Their keys
                are headers in any spelling that a ledger may have; those that are not known are kept as columns of
                their own. None, NaN and NaT are blanks, a list of texts is what a cell would list.
            kind: the kind of the items; otherwise the name of the batch or a column says it.
            columns: for fields whose header is unusual, that header.
            facts: what else a batch may say, such as ``previous`` or ``groups``.

        Raises:
            BanliError: a row is no item or a value is not what its column holds; all problems, each with its row.
        """
        return cls._made(read_records(rows, columns or {}), kind, facts)

    @classmethod
    @expecting(kind=_TEXT, columns=TEXTS | NOTHING)
    def from_frame(
        cls,
        frame: AnyFrame,
        *,
        kind: str = "",
        columns: Mapping[str, str] | None = None,
        **facts: object,
    ) -> Self:
        """Make a batch of a data frame, one row an item, read as a ledger is; its engine measures it first.

        Args:
            frame: a frame of pandas, polars, pyarrow, DuckDB, Dask, PySpark or another library that narwhals knows,
                also one that is still to be computed. Its columns are headers in any spelling that a ledger may have.
            kind: the kind of the items; otherwise the name of the batch or a column says it.
            columns: for fields whose header is unusual, that header.
            facts: what else a batch may say, such as ``previous`` or ``groups``.

        Raises:
            TypeError: it is no data frame.
            BanliError: the frame is larger than a ledger may be or cannot be read, a row is no item or a value is not
                what its column holds; all problems, each with its row.
        """
        held = read_frame(frame)
        return cls._made(_read(held.names, held.rows, columns or {}, ""), kind, facts)

    @classmethod
    def _made(cls, ledger: Ledger, kind: str, facts: Mapping[str, object]) -> Self:
        if ledger.errors():
            raise BanliError(ledger.problems, unreadable=True)
        made = cls(kind=kind, items=ledger.items, columns=ledger.columns, **facts)  # type: ignore[arg-type]
        return made.noting(ledger.problems)


@dataclass(frozen=True, slots=True)
class _RecordOrigin(Origin):
    """The row in memory that an item was read from."""

    called: str = ""

    def place(self, column: str | None = None) -> Place:
        """Give the place of the row, by its position and number."""
        return Place(part=self.called)


@dataclass(frozen=True, slots=True)
class _Records(Grid):
    """Rows in memory under a header of their keys.

    Args:
        numbers: for each row the number of its item, where it has one.
    """

    numbers: Mapping[int, str] = field(default_factory=dict)

    def place(self, row: int, column: int | None = None) -> Place:
        """Give the place of a row, by its position and number."""
        return Place(part=self._called(row))

    def origin(self, row: int, letters: Mapping[str, str]) -> Origin:
        """Give where the item of a row comes from."""
        return _RecordOrigin(self.file, None, row - _HEADER, letters, self._called(row))

    def _called(self, row: int) -> str:
        if row <= _HEADER:
            return _NAMES
        number = self.numbers.get(row, "")
        return f"第{row - _HEADER}条（编号{number}）" if number else f"第{row - _HEADER}条"


def read_records(rows: Iterable[object], columns: Mapping[str, str]) -> Ledger:
    """Read rows in memory as a ledger.

    Args:
        rows: mappings or objects.
        columns: for fields whose header is unusual, that header, by any name of the field.

    Raises:
        BanliError: they are no rows at all, or no column is known.
    """
    records = [_fields(record, number) for number, record in enumerate(_listed(rows), 1)]
    names = list(dict.fromkeys(name for record in records for name in record))
    if len(names) > MAX_COLUMNS:
        raise refuse("results.too-large", Place(part=_NAMES), f"超过{MAX_COLUMNS}列", "删去无关的列")
    return _read(names, ([record.get(name) for name in names] for record in records), columns, _HOW)


def _read(
    names: Sequence[str], rows: Iterable[Iterable[object]], columns: Mapping[str, str], how: str
) -> Ledger:
    """Read rows of values under their names."""
    wanted, problems = fields_asked(columns, lambda _: Place(part="columns"))
    if problems:
        raise BanliError(problems, unreadable=True)
    fields = [field_of(name, at, wanted) for at, name in enumerate(names)]
    if not any(fields):
        message = f"没有一列认得（{'、'.join(map(shown, names[:5]))}）" if names else "一条也没有"
        unusual = "列名不常见的，写 columns={'类别': '…'}"
        raise refuse("results.records", Place(part=_NAMES), message, "；".join(filter(None, (how, unusual))))
    number = fields.index("number") if "number" in fields else None
    grid = _grid(names, rows, number)
    head = HeaderRow((_HEADER,), {at: name for at, name in enumerate(names) if name})
    ledger = items_under(grid, head, Asked(wanted, _HEADER))
    return dataclasses.replace(ledger, problems=(*ledger.problems, *_passed(ledger, grid)))


def _grid(names: Sequence[str], rows: Iterable[Iterable[object]], number: int | None) -> _Records:
    """Give rows as a grid; those that hold nothing have a position and no row.

    Args:
        names: the header.
        rows: the values of each.
        number: the position of the column of 编号, or None.
    """
    found = [Row(_HEADER, tuple(names))]
    for at, values in enumerate(rows, 1):
        cells = tuple(value_of(value, at, name) for name, value in zip(names, values, strict=True))
        row = Row(at + _HEADER, cells)
        if any(True for _ in row.filled()):
            found.append(row)
    numbered = found[1:] if number is not None else ()
    numbers = {
        row.number: shown(as_text(cell)) for row in numbered if (cell := row.values[number or 0]) is not None
    }
    return _Records("", None, tuple(found), numbers=numbers)


def _passed(ledger: Ledger, grid: _Records) -> Iterator[Problem]:
    """Refuse the rows that are no items: a program that gives rows means each of them."""
    for passed in ledger.account.passed if ledger.account else ():
        if passed.row > _HEADER and passed.reason is not Aside.NUMBER:
            message = f"这一条不像一件（{passed.reason}）"
            hint = "是一件的把标题、编号填全；不是的不要放在里面"
            yield error("results.record-passed", grid.place(passed.row), message, hint)


def _listed(rows: object) -> list[object]:
    """Give rows as a list; a data frame by its rows."""
    for name, options in (("to_dicts", {}), ("to_dict", {"orient": "records"})):
        convert = getattr(rows, name, None)
        if callable(convert) and hasattr(rows, "columns"):
            refuse_alike(rows.columns)
            if options:
                refuse_labels(rows)
            rows = convert(**options)
            break
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        raise refuse("results.records", None, f"“{shown(rows)}”不是一组记录", f"{_HOW}；数据框用 from_frame")
    found = list(islice(rows, MAX_ROWS + 1))
    if len(found) > MAX_ROWS:
        raise refuse("results.too-large", None, f"超过{MAX_ROWS}条", "分成几批")
    return found


def _fields(record: object, number: int) -> Mapping[str, object]:
    """Give what a record holds by its keys."""
    if isinstance(record, Mapping):
        found: Mapping[object, object] = record
    elif isinstance(record, Item):
        said = ((name, record.value(name)) for name in record.model_fields_set - {"extra"})
        pairs: list[tuple[object, object]] = [*said, *record.extra.items()]
        found = dict(pairs)
    elif dataclasses.is_dataclass(record) and not isinstance(record, type):
        found = {each.name: getattr(record, each.name) for each in dataclasses.fields(record)}
    elif isinstance(names := getattr(record, "_fields", None), tuple):
        found = {name: getattr(record, name) for name in names}
    elif hasattr(record, "__dict__") and not isinstance(record, type):
        found = {name: value for name, value in vars(record).items() if not name.startswith("_")}
    else:
        raise refuse(
            "results.records",
            Place(part=f"第{number}条"),
            f"“{shown(record)}”不是一条记录，看不出各列",
            _HOW,
        )
    named = {str(name).strip(): value for name, value in found.items()}
    if len(named) < len(found):
        message = "有两列同名（只差空格），分不清是哪一列"
        raise refuse("results.records", Place(part=f"第{number}条"), message, "各列起不同的名称")
    return named

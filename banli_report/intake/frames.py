"""Data frames of any library that narwhals knows: measured in their own engine, then taken column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from banli_report.errors import ERROR, NOWHERE, BanliError, Kind, Place, refuse
from banli_report.intake.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_large
from banli_report.intake.program_values import narrow
from banli_report.results.values import first_few, shown

if TYPE_CHECKING:
    from narwhals.stable.v2 import DataFrame, LazyFrame, Series
    from narwhals.stable.v2.typing import IntoDataFrame, IntoFrame, IntoLazyFrame, IntoSeries

    AnyFrame: TypeAlias = IntoFrame
    _Lazy: TypeAlias = LazyFrame[IntoLazyFrame]
    _Column: TypeAlias = Series[IntoSeries]
    _Either: TypeAlias = DataFrame[IntoDataFrame] | _Lazy

_FRAME = Place(part="数据框")
_KNOWN = "pandas、polars、pyarrow、DuckDB、Dask、PySpark等narwhals认得的数据框"

PROBLEMS = (
    Kind(
        "results.frame",
        ERROR,
        "数据框的列名或行索引有疑问，或者取不出数据。",
        "数据框：有几列同名（满意度），分不清是哪一列",
    ),
    Kind("results.no-narwhals", ERROR, "要读数据框，但没有安装narwhals。", "读数据框需要narwhals，没有安装"),
)


class NoFrameError(TypeError):
    """The argument is no data frame that narwhals knows."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a data frame holds.

    Args:
        names: its columns, in order.
        rows: the values of its rows, in the order of the columns.
    """

    names: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]


def read_frame(given: AnyFrame) -> Frame:
    """Read a data frame; what is too large for a ledger is refused by its size, before any of its rows is fetched.

    Args:
        given: a frame of pandas, polars, pyarrow, DuckDB, Dask, PySpark or another library that narwhals knows.

    Raises:
        TypeError: it is no data frame.
        BanliError: narwhals is not installed; the frame is too large, its columns cannot be told apart, its rows have
            labels that are no column, or its engine cannot give its rows.
    """
    try:
        return _taken(_opened(given))
    except (BanliError, NoFrameError):
        raise
    except Exception as failed:
        said = f"{type(failed).__name__}：{shown(' '.join(str(failed).split()))}"
        hint = "先用它自己的库取出来看看；说缺少别的库的（如DuckDB、PySpark要用pyarrow），装上它"
        raise refuse("results.frame", _FRAME, f"取不出数据（{said}）", hint) from failed


def _opened(given: AnyFrame) -> _Either:
    try:
        import narwhals.stable.v2 as narwhals  # noqa: PLC0415 (an extra)
        from narwhals.exceptions import DuplicateError  # noqa: PLC0415
    except ImportError:
        hint = 'python -m pip install "banli-report[frames]"'
        raise refuse("results.no-narwhals", NOWHERE, "读数据框需要narwhals，没有安装", hint) from None
    try:
        frame: _Either = narwhals.from_native(given)
    except DuplicateError:
        refuse_alike(getattr(given, "column_names", None) or given.columns)
        raise
    except TypeError as unknown:
        kind = type(given).__qualname__
        raise NoFrameError(f"from_frame的参数frame应为{_KNOWN}，给的是{kind}") from unknown
    return frame


def _taken(frame: _Either) -> Frame:
    columns = list(frame.columns)
    refuse_alike(columns)
    names = tuple(map(_name, columns))
    engine = frame.implementation
    if engine.is_pandas_like() or engine.is_dask():
        refuse_labels(frame.to_native())
    _refuse_large(frame.lazy(), columns)
    whole = frame.lazy().collect()
    _refuse_large(whole.lazy(), columns)  # a query may give more when it is asked again
    taken = [_values(whole.get_column(name)) for name in columns]
    return Frame(names, list(zip(*taken, strict=True)))


def _values(column: _Column) -> list[object]:
    values: list[object] = column.to_list()
    if str(column.dtype) != "Float32":
        return values
    return [narrow(value, "f") if isinstance(value, float) else value for value in values]


def refuse_alike(columns: Iterable[object]) -> None:
    """Refuse columns of one name, of which libraries would keep one and lose the others.

    Raises:
        BanliError: some have the same name.
    """
    seen = [str(name) for name in columns]
    if alike := list(dict.fromkeys(name for name in seen if seen.count(name) > 1)):
        message = f"有几列同名（{first_few(list(map(shown, alike)))}），分不清是哪一列"
        raise refuse("results.frame", _FRAME, message, "各列起不同的名称，不要的先去掉")


def refuse_labels(native: object) -> None:
    """Refuse rows labelled by what is in no column, such as 编号 that has been made the index of a pandas frame.

    Raises:
        BanliError: the index has a name, or holds something else than running numbers.
    """
    index = getattr(native, "index", None)
    names = getattr(index, "names", None) or [getattr(index, "name", None)]
    named = [shown(str(name)) for name in names if name is not None]
    kind = getattr(getattr(index, "dtype", None), "kind", "i")
    if named or kind not in "iu":
        what = f"“{first_few(named)}”" if named else "里有内容，却没有列名，"
        message = f"行索引{what}不是一列，不会读到"
        hint = "先写 frame.reset_index() 变成列，再给它列名；不要的写 frame.reset_index(drop=True)"
        raise refuse("results.frame", _FRAME, message, hint)


def _name(column: object) -> str:
    if isinstance(column, str | int) and not isinstance(column, bool):
        return str(column).strip()
    what = "、".join(map(str, column)) if isinstance(column, tuple) else str(column)
    message = f"列名“{shown(what)}”不是文字，是{type(column).__name__}"
    hint = "每列给一个文字的列名；表头有两层的，先并成一层"
    raise refuse("results.frame", _FRAME, message, hint)


def _refuse_large(frame: _Lazy, columns: Sequence[str]) -> None:
    """Count rows and filled cells where the frame is; only the counts come over."""
    import narwhals.stable.v2 as narwhals  # noqa: PLC0415 (an extra)

    if len(columns) > MAX_COLUMNS:
        raise too_large(_FRAME, f"有{len(columns)}列")
    filled = [narwhals.col(name).count().alias(f"filled{at}") for at, name in enumerate(columns)]
    ((rows, *counts),) = frame.select(narwhals.len().alias("rows"), *filled).collect().rows()
    if rows > MAX_ROWS or sum(counts) > MAX_CELLS:
        raise too_large(_FRAME, f"有{rows}行，有内容的有{sum(counts)}格")

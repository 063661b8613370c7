"""One ledger as a data frame of each library, in the types that people of that library have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Columns = Mapping[str, Sequence[Any]]
LEDGER: Columns = {
    "编号": [1, 2, 3, None, 12, 13],
    "案由": ["加宽人民路", "增设停车位", "整治背街小巷", "扶持小微企业", "建设社区书屋", "  加宽 人民路"],
    "建议分类": ["城建交通类", "城建交通类", "城建交通类", "财政经济类", "教科文卫类", "城建交通类"],
    "承办部门": ["住建局、交通局", "住建局", "城管局", "财政局", "文旅局", "—"],
    "办理结果": ["A", "A类", "b", "A", "C", None],
    "满意程度": ["满意", " 满意", "基本满意", "未反馈", None, "满意"],
    "是否重点": [True, False, None, True, False, False],
    "答复时间": [date(2019, 6, 1), date(2019, 6, 2), None, date(2019, 6, 4), date(2019, 6, 5), None],
    "面商时间": [datetime(2019, 5, 1, 9, 30), None, None, datetime(2019, 5, 4), None, None],
    "落实资金（万元）": [Decimal("12.00"), Decimal("0.10"), None, Decimal("1000.50"), None, Decimal("3.00")],
    "街道": ["城东", "城西", None, "城东", "", "城西"],
}
"""A blank number, spellings, blanks of all sorts, a title that stands twice, whole numbers among others."""


def _pandas(columns: Columns) -> Any:
    import pandas  # noqa: PLC0415 (an extra, as all below)

    frame = pandas.DataFrame(columns)
    for name in frame.columns:
        if "时间" in name:
            frame[name] = pandas.to_datetime(frame[name])
    return frame


def _nullable(columns: Columns) -> Any:
    frame = _pandas(columns).convert_dtypes()
    return frame.astype({name: "category" for name in frame.columns if name.endswith(("分类", "程度"))})


def _arrow_pandas(columns: Columns) -> Any:
    return _pandas(columns).convert_dtypes(dtype_backend="pyarrow")


def _polars(columns: Columns) -> Any:
    import polars  # noqa: PLC0415

    frame = polars.DataFrame(columns)
    sorted_ones = [name for name in frame.columns if name.endswith(("分类", "程度"))]
    return frame.with_columns(polars.col(sorted_ones).cast(polars.Categorical)) if sorted_ones else frame


def _lazy(columns: Columns) -> Any:
    return _polars(columns).lazy()


def _arrow(columns: Columns) -> Any:
    import pyarrow  # noqa: PLC0415

    table = pyarrow.table({name: list(values) for name, values in columns.items()})
    for at, name in enumerate(table.column_names):
        if name.endswith(("分类", "程度")):
            table = table.set_column(at, name, table[name].dictionary_encode())
    return table


def _duckdb(columns: Columns) -> Any:
    import duckdb  # noqa: PLC0415

    return duckdb.from_arrow(_arrow(columns))


def _dask(columns: Columns) -> Any:
    import dask.dataframe  # noqa: PLC0415

    with dask.config.set({"dataframe.convert-string": False}):  # or it makes texts of decimals and lists
        return dask.dataframe.from_pandas(_pandas(columns), npartitions=2, sort=False)


MAKERS: Mapping[str, tuple[Callable[[Columns], Any], tuple[str, ...]]] = {
    "pandas": (_pandas, ("pandas",)),
    "nullable pandas": (_nullable, ("pandas",)),
    "pandas of arrow": (_arrow_pandas, ("pandas", "pyarrow")),
    "polars": (_polars, ("polars",)),
    "lazy polars": (_lazy, ("polars",)),
    "pyarrow": (_arrow, ("pyarrow",)),
    "duckdb": (_duckdb, ("duckdb", "pyarrow")),
    "dask": (_dask, ("dask", "pandas")),
}
"""For each library what makes a frame of columns, and which packages that takes."""


def rows_of(columns: Columns) -> list[dict[str, Any]]:
    """Give the same as rows in memory."""
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def csv_of(columns: Columns) -> str:
    """Give the same as a clerk's csv."""
    rows = [[_typed(value) for value in values] for values in zip(*columns.values(), strict=True)]
    return "".join(",".join(row) + "\n" for row in [list(columns), *rows])


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return str(value).removesuffix("0").removesuffix(".0")
    return "" if value is None else str(value)

"""Data frames: every library's frame of a ledger gives what the ledger gives; what is lost or doubtful is refused."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import banli_report as br
from banli_report.document.outline import outline
from banli_report.intake import frames
from tests.intake.frame_makers import LEDGER, MAKERS, Columns, csv_of, rows_of
from tests.rendering import require
from tests.support import refused

pytestmark = pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")

Make = Callable[[Columns], Any]
SMALL: Columns = {"编号": [11, 12], "案由": ["修路", "建校"], "类别": ["城建", "教育"]}


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Make:
    maker, packages = MAKERS[request.param]
    require.frames(*packages)
    return maker


@pytest.fixture
def pandas() -> Any:
    require.frames("pandas")
    return pytest.importorskip("pandas")


@pytest.fixture
def polars() -> Any:
    require.frames("polars")
    return pytest.importorskip("polars")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Give a session of Spark on this machine."""
    require.spark()
    from pyspark.sql import SparkSession  # noqa: PLC0415 (an extra)

    usual = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1", "spark.log.level": "OFF"}
    builder = SparkSession.builder.master("local[1]").config(map=usual)
    session = builder.config("spark.sql.session.timeZone", "Asia/Shanghai").getOrCreate()
    yield session
    session.stop()


def report(batch: br.Batch, text: str = "共{{ 建议.件数 }}件，满意率{{ 建议.满意率 }}。") -> br.Report:
    signature = {"日期": "2019-12-01"}
    return br.Report(
        year=2019,
        agency="甲局",
        template="bureau_summary",
        batches={"建议": batch},
        narrative=[text],
        signature=signature,
    )


def told(batch: br.Batch) -> tuple[object, ...]:
    """Give all that a batch says: items, columns, figures and problems, without the places."""
    made = report(batch)
    figures = [(figure.name, figure.text) for figure in br.figures(made)]
    problems = [(problem.id, problem.message) for problem in br.check(made)]
    return [item.model_dump() for item in batch.items or ()], batch.columns, figures, problems


def as_csv(folder: Path, columns: Columns) -> br.Batch:
    (folder / "ledger.csv").write_text(csv_of(columns), "utf-8")
    ledger = br.read_ledger(folder / "ledger.csv")
    assert ledger.errors() == ()
    return br.Batch(kind="代表建议", items=ledger.items, columns=ledger.columns)


def test_every_library_gives_what_the_ledger_gives(make: Make, tmp_path: Path) -> None:
    batch = br.Batch.from_frame(make(LEDGER), kind="代表建议")
    items, _, figures, problems = told(batch)
    assert (items, batch.columns, figures) == told(as_csv(tmp_path, LEDGER))[:3]
    assert told(batch) == told(br.Batch.from_rows(rows_of(LEDGER), kind="代表建议"))
    assert [item.number for item in batch.items or ()] == ["1", "2", "3", None, "12", "13"]
    assert dict(figures)["建议.件数"] == "6"  # type: ignore[call-overload]
    assert problems


def test_a_sum_of_decimals_is_exact(make: Make) -> None:
    columns = {name: [*values[:2], values[5]] for name, values in LEDGER.items()}
    batch = br.Batch.from_frame(make(columns), kind="代表建议")
    tree = br.compose(report(batch, "落实{{ 建议.合计('落实资金') }}。"))
    assert "15.1万元" in outline(tree)


def test_problems_say_the_row_and_its_number(make: Make) -> None:
    columns = {**SMALL, "答复日期": ["待定", "2023-13-45"]}
    problems = refused(lambda: br.Batch.from_frame(make(columns), kind="代表建议"))
    assert [str(each.place) for each in problems] == ["第1条（编号11）", "第2条（编号12）"]


def test_numbers_that_became_floats_are_told_as_typed(pandas: Any) -> None:
    frame = pandas.DataFrame(
        {"编号": [None, 12.0], "案由": ["修路", "建校"], "答复日期": [None, "待定"], "类别": ["城建", "教育"]}
    )
    (problem,) = refused(lambda: br.Batch.from_frame(frame, kind="代表建议"))
    assert str(problem.place) == "第2条（编号12）"


def test_columns_may_be_named(make: Make) -> None:
    columns = {"号": [11], "事项": ["修路"], "甲": ["城建"], "密级": ["待定"]}
    named = {"编号": "号", "标题": "事项", "类别": "甲"}
    (item,) = br.Batch.from_frame(make(columns), kind="代表建议", columns=named).items or ()
    assert (item.number, item.title, item.category) == ("11", "修路", "城建")
    assert item.extra == {"密级": "待定"} or item.openness


@pytest.mark.parametrize("row", [("合计", None, "3"), (None, "小计", None)])
def test_a_row_that_is_no_item_is_refused(make: Make, row: tuple[str | None, ...]) -> None:
    columns = {"编号": ["1", row[0]], "案由": ["修路", row[1]], "类别": ["城建", row[2]]}
    problems = refused(lambda: br.Batch.from_frame(make(columns), kind="代表建议"))
    assert "第2条" in str(problems[0].place)


def test_a_blank_row_has_its_position(make: Make) -> None:
    columns = {"编号": ["1", None, "3"], "案由": ["修路", "", "建校"], "满意度": ["满意", " ", "戊"]}
    batch = br.Batch.from_frame(make(columns), kind="代表建议")
    assert len(batch.items or ()) == 2
    (problem,) = [each for each in br.check(report(batch)) if each.id == "results.outside-scheme"]
    assert str(problem.place) == "第3条（编号3）"


def test_what_is_too_large_is_refused_by_its_size_before_it_is_fetched(make: Make, monkeypatch) -> None:
    monkeypatch.setattr(frames, "MAX_ROWS", 1)
    fetched = _fetched(monkeypatch)
    (problem,) = refused(lambda: br.Batch.from_frame(make(SMALL), kind="代表建议"))
    assert (problem.id, str(problem.place)) == ("results.too-large", "数据框")
    assert "有2行，有内容的有6格" in problem.message
    assert fetched == []
    monkeypatch.setattr(frames, "MAX_ROWS", 2)
    monkeypatch.setattr(frames, "MAX_CELLS", 5)
    (problem,) = refused(lambda: br.Batch.from_frame(make(SMALL), kind="代表建议"))
    assert "有内容的有6格" in problem.message
    assert fetched == []
    monkeypatch.setattr(frames, "MAX_CELLS", 6)
    assert len(br.Batch.from_frame(make(SMALL), kind="代表建议").items or ()) == 2
    assert fetched == ["编号", "案由", "类别"]


def test_a_query_that_gives_more_when_asked_again_is_refused_too(polars: Any, monkeypatch) -> None:
    monkeypatch.setattr(frames, "MAX_ROWS", 1)
    asked: list[int] = []

    def answer(frame: Any) -> Any:
        asked.append(frame.height)
        return frame.head(len(asked))

    fetched = _fetched(monkeypatch)
    rows = polars.LazyFrame(SMALL).map_batches(answer)
    (problem,) = refused(lambda: br.Batch.from_frame(rows, kind="代表建议"))
    assert "有2行" in problem.message
    assert fetched == []


def _fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of columns whose values are taken, from now on."""
    import narwhals.stable.v2 as narwhals  # noqa: PLC0415 (an extra)

    names: list[str] = []
    take = narwhals.Series.to_list

    def counted(series: Any) -> list[Any]:
        names.append(series.name)
        return list(take(series))

    monkeypatch.setattr(narwhals.Series, "to_list", counted)
    return names


def test_too_many_columns(polars: Any) -> None:
    frame = polars.DataFrame({f"列{at}": [1] for at in range(401)})
    (problem,) = refused(lambda: br.Batch.from_frame(frame))
    assert problem.id == "results.too-large"
    assert "401列" in problem.message


class TestColumnNames:
    def test_of_pandas(self, pandas: Any) -> None:
        for names in (["案由", "满意度", "满意度"], ["案由", 1, 1]):
            frame = pandas.DataFrame([["修路", "满意", "不满意"]], columns=names)
            for make in (br.Batch.from_frame, br.Batch.from_rows):
                (problem,) = refused(lambda make=make, frame=frame: make(frame, kind="代表建议"))
                assert problem.id == "results.frame"
                assert f"同名（{names[1]}）" in problem.message

    @pytest.mark.parametrize("package", ["pyarrow", "duckdb", "dask"])
    def test_of_others(self, package: str) -> None:
        require.frames(package, "pandas", "pyarrow")
        (problem,) = refused(lambda: br.Batch.from_frame(_alike(package), kind="代表建议"))
        assert problem.id == "results.frame"
        assert "同名（满意度）" in problem.message

    def test_numbers_are_names_as_typed(self, pandas: Any) -> None:
        frame = pandas.DataFrame([["修路", "5"]], columns=["案由", 2023])
        (item,) = br.Batch.from_frame(frame, kind="代表建议").items or ()
        assert item.extra == {"2023": "5"}

    @pytest.mark.parametrize("name", [("基本", "案由"), None, 1.5, True, date(2023, 1, 1)])
    def test_what_is_no_text_is_asked(self, pandas: Any, name: object) -> None:
        frame = pandas.DataFrame({"案由": ["修路"], "甲": ["城建"]})
        frame.columns = pandas.Index(["案由", name], dtype=object, tupleize_cols=False)
        (problem,) = refused(lambda: br.Batch.from_frame(frame, kind="代表建议"))
        assert problem.id == "results.frame"
        assert "不是文字" in problem.message

    def test_names_that_differ_in_spaces_are_one(self) -> None:
        rows = [{"案由": "修路", "满意度": "满意", "满意度 ": "不满意"}]
        (problem,) = refused(lambda: br.Batch.from_rows(rows, kind="代表建议"))
        assert problem.id == "results.records"

    def test_a_column_without_a_name_is_not_lost(self, polars: Any) -> None:
        frame = polars.DataFrame({"案由": ["修路"], "": ["城建"]})
        (problem,) = refused(lambda: br.Batch.from_frame(frame, kind="代表建议"))
        assert problem.id == "results.nameless-column"

    def test_none_is_known(self, polars: Any) -> None:
        (problem,) = refused(lambda: br.Batch.from_frame(polars.DataFrame({"甲": [1]})))
        assert problem.id == "results.records"
        assert "没有一列认得（甲）" in problem.message

    def test_an_unknown_field_is_asked(self) -> None:
        (problem,) = refused(lambda: br.Batch.from_rows([{"案由": "修路"}], columns={"类型别": "甲"}))
        assert (problem.id, str(problem.place)) == ("results.unknown-column", "columns")


def _alike(package: str) -> Any:
    """Give a frame with two columns 满意度."""
    import pandas  # noqa: PLC0415 (an extra)
    import pyarrow  # noqa: PLC0415

    if package == "pyarrow":
        return pyarrow.table([["修路"], ["满意"], ["不满意"]], names=["案由", "满意度", "满意度"])
    if package == "duckdb":
        import duckdb  # noqa: PLC0415

        return duckdb.sql("select '修路' as 案由, '满意' as 满意度, '不满意' as 满意度")
    import dask.dataframe  # noqa: PLC0415

    frame = pandas.DataFrame([["修路", "满意", "不满意"]], columns=["案由", "满意度", "满意度"])
    return dask.dataframe.from_pandas(frame, npartitions=1)


class TestIndex:
    def frame(self, pandas: Any) -> Any:
        return pandas.DataFrame({"编号": ["12", "13"], "案由": ["修路", "建校"]})

    @pytest.mark.parametrize("name", ["编号", None])
    def test_labels_that_are_no_column_are_asked(self, pandas: Any, name: str | None) -> None:
        frame = self.frame(pandas).set_index("编号").rename_axis(name)
        for make in (br.Batch.from_frame, br.Batch.from_rows):
            (problem,) = refused(lambda make=make: make(frame, kind="代表建议"))
            assert problem.id == "results.frame"
            assert "行索引" in problem.message

    def test_of_dask(self, pandas: Any) -> None:
        require.frames("dask")
        import dask.dataframe  # noqa: PLC0415 (an extra)

        frame = dask.dataframe.from_pandas(self.frame(pandas).set_index("编号"), npartitions=1)
        (problem,) = refused(lambda: br.Batch.from_frame(frame, kind="代表建议"))
        assert "行索引“编号”" in problem.message

    def test_running_numbers_are_no_matter(self, pandas: Any) -> None:
        frame = self.frame(pandas).iloc[[1, 0]]
        batch = br.Batch.from_frame(frame, kind="代表建议")
        assert [item.number for item in batch.items or ()] == ["13", "12"]
        assert br.Batch.from_rows(frame, kind="代表建议").items == batch.items


class TestValues:
    def value(self, frame: Any, **columns: str) -> str | None:
        (item,) = br.Batch.from_frame(frame, kind="代表建议", columns=columns).items or ()
        return item.extra.get("甲")

    @example(number=109.73466491699219)  # takes nine digits
    @given(
        number=st.floats(
            width=32, allow_nan=False, allow_infinity=False, min_value=-(2.0**46), max_value=2.0**46
        )
    )
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
    def test_numbers_of_32_bits_have_their_own_digits(self, polars: Any, number: float) -> None:
        numpy = pytest.importorskip("numpy")
        frame = polars.DataFrame({"案由": ["修路"], "甲": [number]}, schema_overrides={"甲": polars.Float32})
        usual = Decimal(number) if number.is_integer() else Decimal(str(numpy.float32(number)))
        assert Decimal(self.value(frame) or "") == usual
        rows = [{"案由": "修路", "甲": numpy.float32(number)}]
        (item,) = br.Batch.from_rows(rows, kind="代表建议").items or ()
        assert Decimal(item.extra["甲"]) == usual

    def test_a_tenth_of_32_bits(self, polars: Any) -> None:
        frame = polars.DataFrame({"案由": ["修路"], "甲": [0.1]}, schema_overrides={"甲": polars.Float32})
        assert self.value(frame) == "0.1"

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (Decimal("12.00"), "12"),
            (Decimal("12.50"), "12.5"),
            (Decimal("1E+3"), "1000"),
            (Decimal("0.0000001"), "0.0000001"),
            (Decimal("NaN"), None),
            (Decimal("sNaN"), None),
            (12.0, "12"),
            (0.1 + 0.2, "0.3"),
            (2**63 - 1, str(2**63 - 1)),
            (True, "是"),
            ([["住建局", None, "交通局"]][0], "住建局、交通局"),
            (set(), None),
        ],
    )
    def test_values_are_as_a_workbook_shows_them(self, value: object, text: str | None) -> None:
        (item,) = br.Batch.from_rows([{"案由": "修路", "甲": value}], kind="代表建议").items or ()
        assert item.extra.get("甲") == text

    @pytest.mark.parametrize("value", [Decimal("Infinity"), float("inf"), b"a", {"a": 1}, timedelta(days=3)])
    def test_what_no_cell_can_hold_is_refused(self, value: object) -> None:
        (problem,) = refused(
            lambda: br.Batch.from_rows([{"编号": "1", "案由": "修路", "甲": value}], kind="代表建议")
        )
        assert problem.id == "results.cell-value"
        assert "第1条" in str(problem.place)

    def test_a_span_of_duckdb_is_no_list(self) -> None:
        require.frames("duckdb", "pyarrow")
        import duckdb  # noqa: PLC0415 (an extra)

        frame = duckdb.sql("select '修路' as 案由, interval 3 day as 甲")
        (problem,) = refused(lambda: br.Batch.from_frame(frame, kind="代表建议"))
        assert problem.id == "results.cell-value"

    def test_lists_of_every_make(self, make: Make) -> None:
        batch = br.Batch.from_frame(
            make({"案由": ["修路", "建校"], "承办单位": [["住建局", "交通局"], ["教育局"]]}), kind="代表建议"
        )
        assert [item.handler for item in batch.items or ()] == ["住建局、交通局", "教育局"]

    @pytest.mark.parametrize(("hour", "is_clear"), [(0, True), (15, True), (16, False), (23, False)])
    def test_a_time_of_another_zone_is_asked_where_its_day_is_another(
        self, polars: Any, hour: int, is_clear: bool
    ) -> None:
        value = datetime(2023, 5, 5, hour, tzinfo=UTC)
        frame = polars.DataFrame({"案由": ["修路"], "答复日期": [value]})
        if not is_clear:
            (problem,) = refused(lambda: br.Batch.from_frame(frame, kind="代表建议"))
            assert problem.id == "results.cell-value"
            assert "北京时间" in problem.message
            return
        (item,) = br.Batch.from_frame(frame, kind="代表建议").items or ()
        assert item.replied_on == date(2023, 5, 5)


class TestCalls:
    def test_none_at_all(self, make: Make) -> None:
        (problem,) = refused(lambda: br.Batch.from_frame(make({"案由": [], "类别": []}), kind="代表建议"))
        assert problem.id == "results.empty-ledger"

    def test_rows_of_a_frame_that_has_none_yet(self, polars: Any) -> None:
        (problem,) = refused(lambda: br.Batch.from_rows(polars.LazyFrame(SMALL)))
        assert (problem.id, "from_frame" in problem.hint) == ("results.records", True)

    @pytest.mark.parametrize("given", [[{"案由": "修路"}], {"案由": ["修路"]}, None, "ledger.csv", 3])
    def test_what_is_no_frame(self, given: object) -> None:
        require.frames()
        with pytest.raises(TypeError, match="from_frame的参数frame应为pandas、polars"):
            br.Batch.from_frame(given, kind="代表建议")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("name", "value"), [("kind", None), ("columns", ["类别"]), ("columns", {"类别": 3})]
    )
    def test_other_arguments(self, name: str, value: object) -> None:
        for make in (br.Batch.from_frame, br.Batch.from_rows):
            with pytest.raises(TypeError, match=f"{make.__name__}的参数{name}应为"):
                make([], **{name: value})

    def test_without_narwhals(self, monkeypatch) -> None:
        monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
        (problem,) = refused(lambda: br.Batch.from_frame([], kind="代表建议"))  # type: ignore[arg-type]
        assert problem.id == "results.no-narwhals"
        assert "banli-report[frames]" in problem.hint

    def test_an_engine_that_fails_is_told(self, polars: Any) -> None:
        frame = polars.LazyFrame({"案由": ["修"]}).with_columns(甲=polars.col("案由").cast(polars.Int64))
        (problem,) = refused(lambda: br.Batch.from_frame(frame, kind="代表建议"))
        assert problem.id == "results.frame"
        assert "取不出数据（InvalidOperationError" in problem.message

    def test_facts(self, polars: Any) -> None:
        batch = br.Batch.from_frame(polars.DataFrame(SMALL), kind="代表建议", previous={"件数": 5})
        assert batch.previous is not None
        (problem,) = refused(lambda: br.Batch.from_frame(polars.DataFrame(SMALL), 没有的=1))
        assert problem.id == "results.unknown-key"


@pytest.mark.filterwarnings("ignore::FutureWarning:pyspark", "ignore::ResourceWarning")
class TestSpark:
    def test_a_frame_of_spark_gives_what_the_ledger_gives(self, spark: Any, tmp_path: Path) -> None:
        others = {
            "编号": "int",
            "是否重点": "boolean",
            "答复时间": "date",
            "面商时间": "timestamp",
            "落实资金（万元）": "decimal(10,2)",
        }
        kinds = ", ".join(f"`{name}` {others.get(name, 'string')}" for name in LEDGER)
        rows = [tuple(values) for values in zip(*LEDGER.values(), strict=True)]
        batch = br.Batch.from_frame(spark.createDataFrame(rows, kinds), kind="代表建议")
        assert told(batch) == told(br.Batch.from_rows(rows_of(LEDGER), kind="代表建议"))
        assert told(batch)[:3] == told(as_csv(tmp_path, LEDGER))[:3]

    def test_columns_of_one_name(self, spark: Any) -> None:
        frame = spark.sql("select '修路' as `案由`, '满意' as `满意度`, '不满意' as `满意度`")
        (problem,) = refused(lambda: br.Batch.from_frame(frame, kind="代表建议"))
        assert "同名（满意度）" in problem.message


def test_the_manual_does_what_it_says(polars: Any) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "scripting.md").read_text("utf-8")
    (block,) = [code for code in re.findall(r"```python\n(.*?)```", manual, re.S) if "from_frame" in code]
    names: dict[str, Any] = {}
    exec(block, names)
    items = names["batch"].items
    assert [(item.number, item.satisfaction) for item in items] == [("12", "满意"), ("13", None)]
    assert [(item.handler, item.extra) for item in items] == [
        ("住建局、交通局", {"金额": "0.5"}),
        ("教育局", {"金额": "12"}),
    ]

"""Batches of rows in memory: any header, any library's blanks, every problem with its row, every error one of ours."""

from __future__ import annotations

import io
import re
from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

import banli_report as br
from tests.ledgers import write_ledger
from tests.support import refused

ROWS = [
    {
        "提案编号": "12",
        "案由": "修路",
        "承办部门": ["住建局", "交通局"],
        "满意程度": "满意",
        "办复时间": date(2023, 5, 6),
        "街道": "城东",
    },
    {
        "提案编号": "13",
        "案由": "建校",
        "承办部门": "教育局",
        "满意程度": float("nan"),
        "办复时间": None,
        "街道": "城西",
    },
]


NaTType = type("NaTType", (), {})
NAType = type("NAType", (), {})


@dataclass
class Row:
    title: str
    category: str


def report(batch: br.Batch, text: str = "共{{ 建议.件数 }}件。") -> br.Report:
    signature = {"日期": "2023-12-01"}
    return br.Report(
        year=2023,
        agency="甲局",
        template="bureau_summary",
        batches={"建议": batch},
        narrative=[text],
        signature=signature,
    )


def test_headers_are_those_of_a_ledger() -> None:
    batch = br.Batch.from_rows(ROWS, kind="代表建议")
    assert batch.items is not None
    first, second = batch.items
    assert (first.number, first.title, first.handler, first.satisfaction) == (
        "12",
        "修路",
        "住建局、交通局",
        "满意",
    )
    assert (first.replied_on, first.extra) == (date(2023, 5, 6), {"街道": "城东"})
    assert (second.satisfaction, second.replied_on) == (None, None)


def test_they_count_as_the_same_rows_of_a_workbook_do(tmp_path) -> None:
    head = ["编号", "案由", "类别", "办理结果", "满意度", "答复日期"]
    rows = [
        ["1", "修路", "城建", "A", "满意", date(2023, 5, 6)],
        ["2", "建校", "教育", "B类", "基本满意", None],
    ]
    write_ledger(tmp_path, [head, *rows])
    (tmp_path / "report.yaml").write_text(
        "年度: 2023\n单位: 甲局\n批次:\n  建议: {台账: ledger.xlsx}\n正文: [一]\n", "utf-8"
    )
    read = br.load(tmp_path / "report.yaml").batches["建议"]
    made = br.Batch.from_rows([dict(zip(head, row, strict=True)) for row in rows], kind="代表建议")
    assert [item.model_dump() for item in made.items or ()] == [
        item.model_dump() for item in read.items or ()
    ]
    assert made.columns == read.columns


@pytest.mark.parametrize(
    "rows",
    [
        [Row("修路", "城建"), Row("建校", "教育")],
        [SimpleNamespace(案由="修路", 类别="城建"), SimpleNamespace(案由="建校", 类别="教育")],
        [
            namedtuple("R", "title category")("修路", "城建"),
            namedtuple("R", "title category")("建校", "教育"),
        ],
        [br.Item(案由="修路", 类别="城建"), br.Item(案由="建校", 类别="教育")],
        ({"案由": title, "类别": category} for title, category in (("修路", "城建"), ("建校", "教育"))),
    ],
)
def test_mappings_and_objects_of_every_make(rows: object) -> None:
    batch = br.Batch.from_rows(rows, kind="代表建议")  # type: ignore[arg-type]
    assert [(item.title, item.category) for item in batch.items or ()] == [("修路", "城建"), ("建校", "教育")]


@pytest.mark.parametrize("blank", [None, float("nan"), NaTType(), NAType(), "", "  ", "—"])
def test_blanks_of_every_library(blank: object) -> None:
    (item,) = (
        br.Batch.from_rows([{"案由": "修路", "满意度": blank, "类别": "城建"}], kind="代表建议").items or ()
    )
    assert item.satisfaction is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (datetime(2023, 5, 6), date(2023, 5, 6)),
        ("2023年5月6日", date(2023, 5, 6)),
        ("2023.5.6", date(2023, 5, 6)),
    ],
)
def test_days(value: object, day: date) -> None:
    (item,) = br.Batch.from_rows([{"案由": "修路", "答复日期": value}], kind="代表建议").items or ()
    assert item.replied_on == day


def test_columns_may_be_named() -> None:
    batch = br.Batch.from_rows(
        [{"事项": "修路", "甲": "城建"}], kind="代表建议", columns={"标题": "事项", "类别": "甲"}
    )
    assert [(item.title, item.category) for item in batch.items or ()] == [("修路", "城建")]


def test_a_data_frame_is_taken_by_its_rows() -> None:
    class Frame:
        columns = ("案由",)

        def to_dict(self, orient: str) -> list[dict[str, str]]:
            assert orient == "records"
            return [{"案由": "修路"}, {"案由": "建校"}]

    assert len(br.Batch.from_rows(Frame(), kind="代表建议").items or ()) == 2  # type: ignore[arg-type]


def test_problems_say_the_row_and_its_number() -> None:
    rows = [
        {"编号": "11", "案由": "修路", "答复日期": "待定"},
        {"编号": "12", "案由": "建校", "答复日期": "2023-13-45"},
    ]
    problems = refused(lambda: br.Batch.from_rows(rows, kind="代表建议"))
    assert [str(each.place) for each in problems] == ["第1条（编号11）", "第2条（编号12）"]
    batch = br.Batch.from_rows([{"编号": "12", "案由": "修路", "办理结果": "戊"}], kind="代表建议")
    (problem,) = [each for each in br.check(report(batch)) if each.id == "results.outside-scheme"]
    assert str(problem.place) == "第1条（编号12）"


@pytest.mark.parametrize(
    "row", [{"编号": "合计", "案由": None, "类别": "3"}, {"编号": None, "案由": "小计", "类别": None}]
)
def test_a_row_that_is_no_item_is_refused(row: dict[str, object]) -> None:
    rows = [{"编号": "1", "案由": "修路", "类别": "城建"}, row]
    problems = refused(lambda: br.Batch.from_rows(rows, kind="代表建议"))
    assert "第2条" in str(problems[0].place)


def test_sources_are_rows_of_the_program() -> None:
    figure = br.figures(report(br.Batch.from_rows(ROWS, kind="代表建议")))["建议.件数"]
    assert figure.source == "程序给出的第1—2条"


@pytest.mark.parametrize(
    "make",
    [
        lambda: br.Batch.from_rows("abc"),  # type: ignore[arg-type]
        lambda: br.Batch.from_rows([1, 2]),
        lambda: br.Batch.from_rows([]),
        lambda: br.Batch.from_rows(None),  # type: ignore[arg-type]
        lambda: br.Batch.from_rows([{"甲": 1, "乙": 2}]),
        lambda: br.Batch.from_rows([{"案由": {"甲": 1}}]),
        lambda: br.Batch.from_rows([{"案由": "修路"}], 没有的=1),
        lambda: br.Item(答服日期="2022.1.4"),
        lambda: br.Item(答复日期="2022.13.45"),
        lambda: br.Report(year="abc"),
        br.Batch,
        lambda: br.Batch(items=[{"编号": "12", "案由": "修路", "答复日期": "待定"}]),
        lambda: br.Policy(percent={"小数位": 9}),
        lambda: br.figures(report(br.Batch.from_rows(ROWS, kind="代表建议")))["建议.满义率"],
    ],
)
def test_every_error_is_one_of_ours_and_speaks_chinese(make: Callable[[], object]) -> None:
    for problem in refused(make):
        said = f"{problem.message}{problem.hint}"
        assert any("\u4e00" <= character <= "\u9fff" for character in said)
        assert not any(word in said for word in ("Input", "should", "validation", "type="))


def test_what_is_constructed_says_where() -> None:
    (problem,) = refused(
        lambda: br.Batch(items=[{"案由": "甲"}, {"编号": "12", "案由": "修路", "答复日期": "待定"}])
    )
    assert "第2条（编号12）" in str(problem.place)
    (problem,) = refused(
        lambda: br.Report(
            year=2023, agency="甲局", batches={"建议": {"种类": "代表建议", "统计": {"件数": "三"}}}
        )
    )
    assert str(problem.place) == "批次.建议.统计"


class TestFigures:
    def test_by_name(self) -> None:
        found = br.figures(report(br.Batch.from_rows(ROWS, kind="代表建议")))
        assert found["建议.件数"].value == 2
        assert (found["建议.满意率"].text, found["建议.满意率"].denominator) == ("50%", 2)
        assert found["建议.答复率"].name == "建议.办复率"

    def test_a_misspelt_name_is_told_with_the_nearest(self) -> None:
        (problem,) = refused(
            lambda: br.figures(report(br.Batch.from_rows(ROWS, kind="代表建议")))["建议.件术"]
        )
        assert (problem.id, problem.hint) == ("figures.unknown-name", "是不是“建议.件数”？")


class TestStreams:
    def test_a_document_goes_into_memory(self, tmp_path) -> None:
        made = report(br.Batch.from_rows(ROWS[:1], kind="代表建议"))
        stream, built = io.BytesIO(), io.BytesIO()
        br.write(br.compose(made), stream)
        assert br.build(made, built) == []
        br.build(made, tmp_path / "out.docx")
        assert stream.getvalue() == built.getvalue() == (tmp_path / "out.docx").read_bytes()

    def test_nothing_is_written_where_it_must_not_leave(self) -> None:
        stream = io.BytesIO()
        bad = br.Batch.from_rows([{"案由": "修路", "办理结果": "戊"}], kind="代表建议")
        refused(lambda: br.build(report(bad), stream))
        assert stream.getvalue() == b""

    @pytest.mark.parametrize("review", [False, True])
    def test_what_takes_no_bytes_is_refused(self, review: bool) -> None:
        made = report(br.Batch.from_rows(ROWS[:1], kind="代表建议"))
        stream = io.BytesIO() if review else io.StringIO()
        (problem,) = refused(lambda: br.build(made, stream, review=review))  # type: ignore[arg-type]
        assert problem.id in ("word.output-failed", "word.review-stream")


def test_the_manual_does_what_it_says() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "scripting.md").read_text("utf-8")
    (block,) = [code for code in re.findall(r"```python\n(.*?)```", manual, re.S) if "from_rows" in code]
    names: dict[str, object] = {}
    exec(block, names)
    batch = names["batch"]
    assert isinstance(batch, br.Batch)
    assert [item.number for item in batch.items or ()] == ["12", "13"]

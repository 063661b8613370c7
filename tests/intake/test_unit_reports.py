"""Units that hand in a report file with their ledger: its own words hold, and its own figures are checked against it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import banli_report as br
from tests.intake.test_roll_up import HEADER, UNITS, asked, counts_of, partition, roll_up
from tests.support import refused

OWN = (
    "号,事由,类,怎么办,结果,满意度,种类\n4,修渠,水利,主办,A,满意,代表建议\n5,修库,水利,主办,A,满意,政协提案\n"
)
COLUMNS = {"编号": "号", "标题": "事由", "类别": "类", "办理方式": "怎么办", "办理结果": "结果"}
EVERYBODY = ["各单位/*.csv", "各单位/*/report.yaml"]


def with_report(
    folder: Path, batch: dict[str, Any], ledger: str = OWN, name: str = "建议", **facts: Any
) -> Path:
    """Write a roll-up of two ledgers and the report file of 水利局."""
    unit = folder / "各单位" / "水利局"
    unit.mkdir(parents=True, exist_ok=True)
    (unit / "台账.csv").write_text(ledger, "utf-8")
    data = {
        "年度": 2024,
        "单位": {"全称": "临溪县水利局", "简称": "我局"},
        "批次": {name: {"种类": "代表建议", **batch}},
        "正文": [{"标题": "主要做法", "内容": {"没有": "这样的正文"}}],
        **facts,
    }
    (unit / "report.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    units = {unit: text for unit, text in UNITS.items() if unit != "水利局"}
    return roll_up(folder, units, {"文件": EVERYBODY, "应报单位": [*UNITS]})


FILTERED = {"台账": {"文件": "台账.csv", "列": COLUMNS, "筛选": {"种类": "代表建议"}}}
PLAIN = {"台账": "台账.csv"}
ONE = HEADER + "4,修渠,主办,A,满意\n"


def test_its_columns_and_its_filter_hold(tmp_path: Path) -> None:
    report = with_report(tmp_path, {**FILTERED, "统计": {"件数": 1, "办理结果": {"A": 1}}})
    assert partition(report, "unit") == {"住建局": 2, "教育局": 1, "水利局": 1}
    assert "各单位/水利局/台账.csv 第2行" in br.figures(br.load(report))["建议.件数"].source
    lines = [account.line() for _, account in br.load(report).all_accounts()]
    assert lines[-1] == "各单位/水利局/台账.csv：1行记为1件；跳过筛选之外1行"
    read = {path.resolve().relative_to(tmp_path.resolve()).as_posix() for path in br.load(report).sources}
    assert read == {
        "report.yaml",
        "各单位/住建局.csv",
        "各单位/教育局.csv",
        "各单位/水利局/report.yaml",
        "各单位/水利局/台账.csv",
    }


def test_without_a_list_of_units_its_agency_is_the_unit(tmp_path: Path) -> None:
    with_report(tmp_path, PLAIN, ONE)
    report = roll_up(tmp_path, {}, {"文件": EVERYBODY})
    assert partition(report, "unit") == {"住建局": 2, "教育局": 1, "临溪县水利局": 1}
    assert br.build(report, tmp_path / "out.docx") == []


def test_a_batch_of_another_name_is_found_by_its_kind(tmp_path: Path) -> None:
    report = with_report(tmp_path, PLAIN, ONE, name="人大件")
    assert counts_of(report)["建议.件数"] == "4"


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ({"件数": 2}, "水利局：统计写明件数2件，台账数出1件，相差1件"),
        ({"件数": 1, "办理结果": {"B": 1}}, "水利局：统计写明办理结果“B”1件，台账数出0件，相差1件"),
        ({"件数": 1, "满意度": {"满意": 2}}, "水利局：“满意度”各项（2）相加为2件，比件数1件多1件"),
    ],
)
def test_its_own_counts_are_checked_against_its_ledger(
    tmp_path: Path, counts: dict[str, Any], message: str
) -> None:
    report = with_report(tmp_path, {**PLAIN, "统计": counts}, ONE)
    found = refused(lambda: br.figures(br.load(report)))
    assert message in [problem.message for problem in found]
    assert {problem.place.file for problem in found} == {"各单位/水利局/report.yaml"}


def test_its_own_rates_are_checked_against_its_ledger(tmp_path: Path) -> None:
    report = with_report(tmp_path, {**PLAIN, "给定": {"满意率": "90%"}}, ONE)
    problem = asked(report)
    assert problem.message.startswith("水利局：")
    assert problem.place.file == "各单位/水利局/report.yaml"


def test_none_at_all_is_said_by_a_count_of_0_or_an_empty_ledger(tmp_path: Path) -> None:
    for batch, ledger in (({"统计": {"件数": 0}}, ONE), (PLAIN, HEADER)):
        report = with_report(tmp_path, batch, ledger)
        assert counts_of(report)["建议.件数"] == "3"
        assert counts_of(report)["建议.已报单位.个数"] == "3"


@pytest.mark.parametrize(
    ("batch", "facts", "message"),
    [
        ({"统计": {"件数": 3}}, {}, "水利局：“建议”没有逐件的台账（只有统计，或还没有填），不能汇总"),
        ({**PLAIN, "种类": "政协提案"}, {}, "水利局：报告文件里没有“建议”，也没有同一种类的一批"),
        (PLAIN, {"年度": 2023}, "水利局：报告文件是2023年度的，这里汇总的是2024年度"),
        ({"汇总": "台账.csv"}, {}, "单位报来的报告文件自己也是汇总的，只能汇总一级"),
        (
            PLAIN,
            {"口径": {"办理结果": "ABCD"}, "批次": {"建议": {"种类": "代表建议", **PLAIN}}},
            "水利局：“办理结果”的“B”是“部分解决或列入计划逐步解决”，本报告的是“正在解决或列入计划解决”",
        ),
    ],
)
def test_what_cannot_be_taken_together_is_asked(
    tmp_path: Path, batch: dict[str, Any], facts: dict[str, Any], message: str
) -> None:
    report = with_report(tmp_path, batch, ONE.replace(",A,", ",B,"), **facts)
    problem = asked(report)
    assert problem.message == message
    assert str(problem.place).startswith("各单位/水利局/")


def test_two_batches_of_the_kind_are_asked_about(tmp_path: Path) -> None:
    both = {name: {"种类": "代表建议", **PLAIN} for name in ("甲", "乙")}
    problem = asked(with_report(tmp_path, PLAIN, ONE, 批次=both))
    assert problem.message == "水利局：有2批是代表建议：甲、乙"


def test_the_report_that_rolls_up_is_not_its_own_unit(tmp_path: Path) -> None:
    report = roll_up(tmp_path, UNITS, {"文件": ["各单位/*.csv", "*.yaml"], "应报单位": [*UNITS, "县政府"]})
    assert "只能汇总一级" in asked(report).message


def test_mistakes_in_its_file_are_told_at_their_place(tmp_path: Path) -> None:
    report = with_report(tmp_path, {**PLAIN, "台帐2": "x"}, ONE, 口经={})
    found = refused(lambda: br.load(report))
    assert [problem.id for problem in found] == ["results.unknown-key"] * 2
    assert {problem.place.file for problem in found} == {"各单位/水利局/report.yaml"}


def test_a_draft_is_told(tmp_path: Path) -> None:
    report = with_report(tmp_path, PLAIN, ONE, 草稿=True)
    (told,) = br.build(report, tmp_path / "out.docx")
    assert (told.id, told.severity) == ("results.unit-draft", "warning")


def test_own_ways_of_handling_of_a_unit_tell_who_leads(tmp_path: Path) -> None:
    ledger = HEADER + "1,修路,配合,,\n4,修渠,主办,A,满意\n"
    report = with_report(tmp_path, PLAIN, ledger, 口径={"办理方式": {"配合": "会办"}})
    assert br.build(report, tmp_path / "out.docx") == []
    assert counts_of(report)["建议.件数"] == "4"


def test_the_pack_of_the_report_tells_who_leads(tmp_path: Path) -> None:
    pack = tmp_path / "templates" / "本县"
    pack.mkdir(parents=True)
    (pack / "template.yaml").write_text(
        "名称: 本县\n继承: base\n口径:\n  办理方式: {承办: 主办, 配合: 会办}\n", "utf-8"
    )
    units = {"住建局": HEADER + "1,修路,承办,A,满意\n", "教育局": HEADER + "1,修路,配合,,\n"}
    report = roll_up(tmp_path, units, 模板="本县")
    assert br.build(report, tmp_path / "out.docx") == []
    assert counts_of(report)["建议.件数"] == "1"

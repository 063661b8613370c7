"""How items are made up, in sentences and tables; changes between two typed numbers; a report read to a meeting."""

from pathlib import Path

import pytest

import banli_report as br
from banli_report.document.outline import outline

SUGGESTIONS = "编号,层级,办理方式\n1,市级,主办\n2,市级,协办\n3,省级,主办\n4,市级,主办\n"
PROPOSALS = "编号,层级,办理方式\n1,市级,协办\n2,省级,协办\n"


def tree(folder: Path, text: str, extra: str = "") -> str:
    (folder / "a.csv").write_text(SUGGESTIONS, "utf-8")
    (folder / "b.csv").write_text(PROPOSALS, "utf-8")
    (folder / "text.md").write_text(text, "utf-8")
    (folder / "report.yaml").write_text(
        "模板: base\n年度: 2024\n单位: 某局\n正文: {文件: text.md}\n批次:\n"
        "  建议: {台账: a.csv}\n  提案: {种类: 政协提案, 台账: b.csv}\n" + extra,
        "utf-8",
    )
    return outline(br.compose(br.load(folder / "report.yaml")))


def test_batches_with_their_parts(tmp_path: Path) -> None:
    found = tree(tmp_path, '{{ 批次 | 构成("主办") }}，共{{ 合计.件数 }}件。')
    assert "正文 代表建议‹4›件（主办‹3›件）、政协提案‹2›件，共‹6›件。\n" in found


def test_columns_crossed_in_a_sentence(tmp_path: Path) -> None:
    found = tree(tmp_path, '{{ 合计.层级 | 构成("各种类", "办理方式") }}。')
    assert "省级‹2›件（代表建议‹1›件、政协提案‹1›件、主办‹1›件、协办‹1›件）" in found


def test_columns_crossed_in_a_table(tmp_path: Path) -> None:
    found = tree(
        tmp_path, '表：层级、种类和办理方式\n{{ 合计 | 交叉表("层级", "各种类", "办理方式", 占比=true) }}'
    )
    assert found.split("表题 ")[1].startswith(
        "层级、种类和办理方式\n"
        "  | 层级 | 各种类 | 主办 | 协办 | 合计 | 占比 |\n"
        "  | 省级 | 代表建议 | ‹1› | ‹0› | ‹1› | ‹16.7%› |\n"
        "  | 省级 | 政协提案 | ‹0› | ‹1› | ‹1› | ‹16.7%› |\n"
        "  | 市级 | 代表建议 | ‹2› | ‹1› | ‹3› | ‹50%› |\n"
        "  | 市级 | 政协提案 | ‹0› | ‹1› | ‹1› | ‹16.7%› |\n"
        "  | 合计 |  | ‹3› | ‹3› | ‹6› | ‹100%› |\n"
    )


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ('批次 | 构成("主班")', "是不是“主办”"),
        ('批次 | 构成("主办", "满意度")', "“满意度”"),
        ('批次 | 构成("件数")', "“件数”"),
        ('合计.层级 | 构成("各种内")', "是不是“种类”"),
    ],
)
def test_a_part_that_no_group_can_answer_is_refused(written: str, part: str, tmp_path: Path) -> None:
    with pytest.raises(br.BanliError) as stopped:
        tree(tmp_path, f"{{{{ {written} }}}}")
    (problem,) = stopped.value.problems
    assert (problem.id, problem.place.file, problem.place.line) == ("template.value", "text.md", 1)
    assert part in problem.message


def test_a_part_that_one_group_can_answer_is_named_there(tmp_path: Path) -> None:
    found = tree(tmp_path, '{{ 批次 | 构成("主办") }}', "  议案: {种类: 议案, 统计: {件数: 1}}\n")
    assert "代表建议‹4›件（主办‹3›件）、政协提案‹2›件、议案‹1›件" in found


def test_a_table_of_the_items_that_shares_are_taken_of(tmp_path: Path) -> None:
    found = tree(
        tmp_path, '{{ 建议 | 交叉表("层级", "办理方式", 占比=true) }}', "口径: {占比分母: {层级: 主办}}\n"
    )
    assert "  | 市级 | ‹2› | ‹2› | ‹66.7%› |\n" in found
    assert "  | 主办件合计 | ‹3› | ‹3› | ‹100%› |\n" in found


def test_a_table_that_does_not_add_up_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(br.BanliError) as stopped:
        tree(tmp_path, '第一行。\n{{ 合计 | 交叉表("层级", "办理结果") }}')
    (problem,) = stopped.value.problems
    assert (problem.id, problem.place.file, problem.place.line) == ("template.value", "text.md", 2)


def test_kinds_in_a_title(tmp_path: Path) -> None:
    found = tree(tmp_path, "{{ 批次 | 种类 }}")
    assert "正文 代表建议和政协提案\n" in found


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("减幅(19, 2, 小数位=0)", "‹89%›"),
        ("减幅(19, 2)", "‹89.5%›"),
        ("增幅(4, 5)", "‹25%›"),
        ("减幅(5, 5)", "‹0%›"),
    ],
)
def test_changes_between_two_typed_numbers(written: str, printed: str, tmp_path: Path) -> None:
    assert f"正文 {printed}\n" in tree(tmp_path, f"{{{{ {written} }}}}")


@pytest.mark.parametrize(
    "written",
    [
        "减幅(2, 19)",
        "减幅(0, 0)",
        "增幅(1.5, 2)",
        '减幅("a", 2)',
        "减幅(true, false)",
        "增幅(3, 4, 小数位=-1)",
        "增幅(3, 4, 小数位=5)",
        "增幅(3, 4, 小数位=1.5)",
        "增幅(3, 4, 小数位=true)",
    ],
)
def test_a_change_that_is_none_is_refused_with_its_place(written: str, tmp_path: Path) -> None:
    with pytest.raises(br.BanliError) as stopped:
        tree(tmp_path, f"第一行。\n{{{{ {written} }}}}")
    (problem,) = stopped.value.problems
    assert (problem.id, problem.place.file, problem.place.line) == ("template.value", "text.md", 2)


@pytest.mark.parametrize(
    "written", ["建议 | 构成", '建议 | 交叉表("层级")', '建议 | 交叉表("层级", "颜色")', "建议 | 种类"]
)
def test_wrong_use_is_refused_with_its_place(written: str, tmp_path: Path) -> None:
    with pytest.raises(br.BanliError) as stopped:
        tree(tmp_path, f"{{{{ {written} }}}}")
    assert [problem.place.file for problem in stopped.value.problems] == ["text.md"]


def test_a_report_read_to_a_meeting(tmp_path: Path) -> None:
    found = tree(
        tmp_path,
        "请予审议。",
        "宣读: {会议: 某县人民代表大会第一次会议, 日期: 2024-12-14, 报告人: 甲乙, 职务: 县长, 称谓: 各位代表}\n",
    )
    assert found.split("\n")[1:5] == [
        "会议 ——2024年12月14日在某县人民代表大会第一次会议上",
        "报告人 县长　甲乙",
        "称谓 各位代表：",
        "正文 请予审议。",
    ]


def test_a_narrative_file_outside_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "secret.md").write_text("不该读到", "utf-8")
    (folder / "report.yaml").write_text(
        "年度: 2024\n单位: 某局\n正文: {文件: ../secret.md}\n批次: {建议: {统计: {件数: 1}}}\n", "utf-8"
    )
    with pytest.raises(br.BanliError) as stopped:
        br.load(folder / "report.yaml")
    assert [(p.id, p.place.line) for p in stopped.value.problems] == [("results.outside-folder", 3)]

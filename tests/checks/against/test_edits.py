"""What people do to a finished file, and what they are told: numbers removed, moved, added, claims, words, tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import banli_report as br
from banli_report.claims.passage import CellPosition, Passage
from tests.checks.against.support import Made, audited, errors, made, rebuilt, shown
from tests.support import LEDGER, refused, write_report

EXAMPLES = Path(__file__).parents[3] / "examples"
JIANXI = made(EXAMPLES / "jianxi_2019" / "report.yaml")
LINXI = made(EXAMPLES / "linxi_water_2024" / "report.yaml")
SATISFIED = "建议.满意度.满意.件数：满意度为“满意”的件数；ledger.xlsx"


def one(problems: Sequence[br.Problem]) -> tuple[str, str, str]:
    """Give id, severity and message of the only problem."""
    (problem,) = problems
    return problem.id.removeprefix("audit."), str(problem.severity), problem.message


# ---- numbers that are gone


def test_a_figure_gone_from_a_sentence_that_stayed_is_an_error() -> None:
    told, severity, message = one(JIANXI.retyped("共82件", "共件"))
    assert (told, severity) == ("figure-removed", "error")
    assert message.startswith("“共件”里没有了82（建议.办理结果.A.件数：")
    assert message.endswith("，按报告是“共82件”")
    assert one(JIANXI.retyped("重点建议12件", "重点建议十多件"))[:2] == ("figure-removed", "error")


def test_a_count_gone_from_a_list_is_an_error_for_its_parts_no_longer_add_up() -> None:
    told, severity, message = one(JIANXI.retyped("；社区工作类10件，占7.5%", ""))
    assert (told, severity) == ("figure-removed", "error")
    assert message.startswith("少了“社区工作类10件，占7.5%。”，其中的10（建议.类别.社区工作类.件数：")


def test_a_share_alone_may_be_left_out_with_a_reminder() -> None:
    told, severity, message = one(JIANXI.retyped("，占34.6%", ""))
    assert (told, severity) == ("figure-removed", "warning")
    assert message.startswith("少了“占34.6%”，其中的34.6%（建议.类别.城建交通类.占比：")


def test_a_whole_sentence_or_paragraph_may_be_left_out_with_a_reminder() -> None:
    told, severity, message = one(JIANXI.retyped("重点建议12件，代表均表示满意。", ""))
    assert (told, severity) == ("figure-removed", "warning")
    assert message == (
        "这里或后面少了报告里的整句（整段、整表）：“重点建议12件，代表均表示满意。”，其中的数字有12"
    )
    position = next(i for i, passage in enumerate(JIANXI.file) if "共82件" in passage.text)
    problems = JIANXI.told([*JIANXI.file[:position], *JIANXI.file[position + 1 :]])
    assert one(problems)[:2] == ("figure-removed", "warning")
    assert "其中的数字有82、61.7%" in one(problems)[2]


def test_prose_without_figures_may_be_left_out_with_a_reminder() -> None:
    sentence = "涉及几个部门的建议，由主办单位牵头会商，统一答复口径。"
    told, severity, message = one(JIANXI.retyped(sentence, ""))
    assert (told, severity) == ("text-removed", "warning")
    assert message == f"这里或后面少了报告里的文字：“{sentence}”"


# ---- numbers that moved or are new


def test_a_figure_that_moved_to_another_sentence_is_told_as_moved() -> None:
    texts = [passage.text for passage in JIANXI.file]
    one_there = next(i for i, text in enumerate(texts) if "133件建议已全部" in text)
    other = next(i for i, text in enumerate(texts) if text.startswith("办好代表建议，"))
    edits = {
        one_there: texts[one_there].replace("133件建议已全部", "建议已全部"),
        other: texts[other].replace("办好代表建议，", "办好133件建议，"),
    }
    (problem,) = JIANXI.told(JIANXI.with_texts(edits))
    assert (problem.id, str(problem.severity)) == ("audit.figure-moved", "warning")
    assert problem.place == JIANXI.file[other].place
    assert "从“133件建议已全部办理答复完毕”移到了“办好133件建议”" in problem.message


def test_two_figures_that_changed_places_are_both_wrong() -> None:
    problems = JIANXI.retyped("满意129件，基本满意4件", "满意4件，基本满意129件")
    assert [message.partition("（")[0] for _, message in shown(problems)] == [
        "“满意4件”里印的是4，按报告应为129",
        "“基本满意129件”里印的是129，按报告应为4",
    ]
    assert JIANXI.retyped("满意129件，基本满意4件", "基本满意4件，满意129件") == []
    swapped = LINXI.retyped(
        "农村供水3件，占25%；水利工程4件，占33.3%", "水利工程4件，占33.3%；农村供水3件，占25%"
    )
    assert swapped == []


def test_a_count_typed_into_a_computed_sentence_is_an_error() -> None:
    told, severity, message = one(JIANXI.retyped("代表建议133件。", "代表建议133件，其中联名15件。"))
    assert (told, severity, message) == ("figure-added", "error", "“其中联名15件”里的15，报告里没有")
    told, severity, _ = one(JIANXI.retyped("组织企业赴广交会", "组织企业15次赴广交会"))
    assert (told, severity) == ("figure-added", "warning")


# ---- claims


@pytest.mark.parametrize(
    ("old", "new", "due"),
    [
        ("满意129件，基本满意4件", "全部满意", "满意129件，基本满意4件"),
        ("代表均表示满意", "代表均为基本满意", "代表均表示满意"),
        ("代表全部满意", "代表基本满意", "代表全部满意"),
        ("代表均表示满意", "代表对其中11件表示满意、1件不满意", "代表均表示满意"),
    ],
)
def test_a_rating_that_the_report_does_not_give_is_an_error(old: str, new: str, due: str) -> None:
    problems = errors(JIANXI.retyped(old, new))
    assert "claim-changed" in {told for told, _ in shown(problems)}
    assert any(f"，按报告现在应写“{due}”" in message for _, message in shown(problems))


def test_a_claim_tells_where_the_figures_come_from() -> None:
    assert f"（{SATISFIED} 工作表“台账”" in one(JIANXI.retyped("满意129件，基本满意4件", "全部满意"))[2]


@pytest.mark.parametrize("new", ["比上年减少3件", "与上年持平", "比上年下降3件"])
def test_a_change_the_other_way_is_an_error(new: str) -> None:
    told, severity, message = one(LINXI.retyped("比上年增加3件", new))
    assert (told, severity) == ("claim-changed", "error")
    assert message.startswith(f"“{new}”，按报告现在应写“比上年增加3件”")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("比上年增加3件", "同比增长3件"),
        ("办复率、面商率均为100%", "办复率、面商率都达到100%"),
        ("满意16件", "表示满意的16件"),
        ("代表建议12件（主办10件）", "代表建议12个（主办10个）"),
        ("2024年，县人大", "2024年度，县人大"),
        ("协调难度大、见效不够快", "协调难度较大、见效较慢，群众还不满意"),
        ("县人大、县政协交我局办理", "县人大、县政协先后交由我局承办"),
        ("重点件由局领导领衔办理", "重点件均由局领导领衔办理、全部公开"),
    ],
)
def test_other_words_for_the_same_are_no_errors(old: str, new: str) -> None:
    problems = LINXI.retyped(old, new)
    assert {(problem.id, str(problem.severity)) for problem in problems} == {
        ("audit.text-changed", "warning")
    }


def free(folder: Path, text: str, **facts: object) -> Made:
    """Give the document of a report whose whole text this is."""
    return made(write_report(folder, text, **facts))


ALIKE = {"批次": {"建议": {"统计": {"件数": 5, "满意度": {"基本满意": 5}}}}}


def test_prose_beside_a_rating_is_prose(tmp_path: Path) -> None:
    document = free(tmp_path, "代表{{ 建议.满意度 | 评价 }}。各股室均为第一责任人。", **ALIKE)
    told = document.retyped("代表均为基本满意。", "代表均为基本满意，群众满意度和满意率有待提高。")
    assert one(told)[:2] == ("text-changed", "warning")
    assert one(document.retyped("均为第一责任人", "均为直接责任人"))[:2] == ("text-changed", "warning")
    assert one(document.retyped("代表均为基本满意。", "代表全部满意。"))[:2] == ("claim-changed", "error")


def test_a_rating_is_found_among_sentences_that_were_all_written_anew() -> None:
    problems = JIANXI.retyped(
        "办复率、面商率均为100%。从代表反馈的意见看，满意129件，基本满意4件。重点建议12件，代表均表示满意。",
        "面商率、办复率达到100%。代表一致表示满意。重点建议12件已办好，代表均感到满意。",
    )
    assert [told for told, _ in shown(errors(problems))] == ["claim-changed"]


def test_a_sentence_in_place_of_another_is_one_gone_and_one_new() -> None:
    problems = JIANXI.retyped("重点建议12件，代表均表示满意。", "各承办单位逐级压实责任。")
    assert [(told, message[:10]) for told, message in shown(problems)] == [
        ("figure-removed", "这里或后面少了报告里"),
        ("text-added", "报告里没有这些文字："),
    ]
    assert errors(problems) == []


def test_words_may_be_turned_around_within_a_clause(tmp_path: Path) -> None:
    document = free(tmp_path, "今年共办理{{ 建议.件数 }}件建议和{{ 建议.重点.件数 }}件重点建议。")
    told = document.retyped("5件建议和2件重点建议", "2件重点建议和5件建议")
    assert one(told)[:2] == ("text-changed", "warning")
    assert len(errors(document.retyped("5件建议和2件重点建议", "2件建议和5件重点建议"))) == 2


def test_a_number_without_a_unit_is_not_what_the_report_counts(tmp_path: Path) -> None:
    document = free(tmp_path, "今年件数{{ 建议.件数 }}，全部办结。")
    assert one(document.retyped("全部办结", "全部办结，开会12"))[:2] == ("figure-added", "warning")


# ---- words


def test_words_that_differ_are_told_once_a_paragraph_with_both_texts() -> None:
    text = "是政府接受监督、听取民意的重要渠道，也是应尽的法定职责"
    told, severity, message = one(JIANXI.retyped(text, "是政府依法接受监督、听取民意的渠道，也是法定职责"))
    assert (told, severity) == ("text-changed", "warning")
    assert "报告是“是政府接受监督”，文件是“是政府依法接受监督”" in message


def test_a_typed_number_that_differs_is_named() -> None:
    told, severity, message = one(JIANXI.retyped("辖区6家企业", "辖区8家企业"))
    assert (told, severity) == ("text-changed", "warning")
    assert message == "文字不同：报告是“先后帮助辖区6家企业申报省级国”，文件是“先后帮助辖区8家企业申报省级国”"
    assert one(JIANXI.retyped("2019年12月12日", "2019年12月13日"))[:2] == ("text-changed", "warning")


def test_headings_may_be_numbered_anew() -> None:
    file = [
        replace(passage, text=passage.text.replace("三、存在", "四、存在").replace("二、所做", "三、所做"))
        for passage in JIANXI.file
    ]
    assert JIANXI.told(file) == []
    new = replace(file[5], text="二、组织领导")
    assert one(JIANXI.told([*file[:8], new, *file[8:]]))[0] == "text-added"


def test_new_paragraphs_in_a_row_are_told_together() -> None:
    new = [replace(JIANXI.file[3], text=f"第{number}个专班到现场查看{number}次。") for number in (1, 2, 3)]
    told, severity, message = one(JIANXI.told([*JIANXI.file[:6], *new, *JIANXI.file[6:]]))
    assert (told, severity) == ("text-added", "warning")
    assert message.startswith(
        "报告里没有这些文字：“第1个专班到现场查看1次。”等3段，其中的数字有1、1、2、2、3、3"
    )


def test_new_sentences_in_two_paragraphs_are_told_where_they_stand() -> None:
    texts = {i: f"{JIANXI.file[i].text}另到现场查看两遍。" for i in (4, 5)}
    places = [problem.place for problem in JIANXI.told(JIANXI.with_texts(texts))]
    assert places == [JIANXI.file[4].place, JIANXI.file[5].place]


def test_a_short_file_written_anew_is_no_other_file(tmp_path: Path) -> None:
    document = free(tmp_path, "共{{ 建议.件数 }}件。", 标题="办理情况", 落款={"署名": "某局"})
    assert "other-document" not in dict(shown(document.retyped("共5件。", "没有收到来函。")))


def test_another_file_is_told_in_one_sentence() -> None:
    told, severity, message = one(LINXI.told(JIANXI.file))
    assert (told, severity) == ("other-document", "error")
    assert message.startswith("报告的")
    assert message.endswith("，多半不是同一份")
    assert one(LINXI.told(()))[0] == "other-document"


# ---- tables


def cells(
    made: Made, change: Callable[[CellPosition, str], tuple[CellPosition, str] | None]
) -> list[br.Problem]:
    """Give what is told where cells are moved, typed over or (None) taken out."""
    file: list[Passage] = []
    for passage in made.file:
        new = (passage.cell, passage.text) if passage.cell is None else change(passage.cell, passage.text)
        if new and new[1]:
            file.append(replace(passage, cell=new[0], text=new[1]))
    return made.told(file)


def cell_typed(position: tuple[int, int, int], text: str) -> list[br.Problem]:
    return cells(LINXI, lambda cell, old: (cell, text if cell == position else old))


COUNTS, ITEMS = 1, 2
"""The tables of the example, after the one that sets its head."""


def without_row(table: int, row: int) -> Callable[[CellPosition, str], tuple[CellPosition, str] | None]:
    def change(cell: CellPosition, text: str) -> tuple[CellPosition, str] | None:
        if cell.table != table or cell.row < row:
            return cell, text
        return None if cell.row == row else (cell._replace(row=cell.row - 1), text)

    return change


def test_a_cell_is_told_by_its_row_and_column() -> None:
    told, severity, message = one(cell_typed((COUNTS, 4, 2), "5"))
    assert (told, severity) == ("figure-changed", "error")
    assert message.startswith("“水利工程”一行“建议件数”一栏印的是5，按报告应为4（建议.类别.水利工程.件数：")
    assert one(cell_typed((COUNTS, 4, 2), ""))[:2] == ("figure-removed", "error")
    assert one(cell_typed((COUNTS, 4, 2), "—"))[:2] == ("figure-removed", "error")
    told, severity, message = one(cell_typed((COUNTS, 9, 5), "5%"))
    assert (told, severity) == ("figure-added", "error")
    assert message == "“因条件限制暂时不能解决或留作参考”一行“提案占比”一栏的5%，报告里没有"
    assert one(cell_typed((COUNTS, 9, 4), "1"))[2].startswith(
        "“因条件限制暂时不能解决或留作参考”一行“提案件数”"
    )


def test_counts_that_happen_to_be_one_two_three_number_no_rows(tmp_path: Path) -> None:
    rows = "".join(f"| {name} | {{{{ 建议.类别.{name}.件数 }}}} |\n" for name in ("城建", "财经", "教育"))
    counts = {"件数": 6, "类别": {"城建": 1, "财经": 2, "教育": 3}}
    document = free(
        tmp_path, f"如下表。\n\n| 类别 | 件数 |\n|---|---|\n{rows}", 批次={"建议": {"统计": counts}}
    )
    problems = cells(document, lambda cell, text: (cell, "3" if cell[1:] == (2, 1) else text))
    assert one(problems)[2].startswith("“财经”一行“件数”一栏印的是3，按报告应为2")


def test_rows_may_change_places_and_tables_may_come_before() -> None:
    def swapped(cell: CellPosition, text: str) -> tuple[CellPosition, str]:
        return (cell._replace(row=7 - cell.row) if cell.row in (3, 4) else cell), text

    assert cells(LINXI, swapped) == []
    assert cells(LINXI, lambda cell, text: (cell._replace(table=cell.table + 1), text)) == []


def test_a_row_of_counts_that_is_gone_is_an_error_and_one_of_items_a_reminder() -> None:
    told, severity, message = one(cells(LINXI, without_row(COUNTS, 6)))
    assert (told, severity) == ("figure-removed", "error")
    assert message.startswith("少了“其他　1　8.3%　2　28.6%　3　15.8%”，其中的1（建议.类别.其他.件数：")
    told, severity, message = one(cells(LINXI, without_row(ITEMS, 6)))
    assert (told, severity) == ("text-removed", "warning")
    assert "“6　代表建议　31　关于维修白沙湾电灌站的建议" in message


def test_rows_of_items_may_be_numbered_anew_where_one_is_gone() -> None:
    def change(cell: CellPosition, text: str) -> tuple[CellPosition, str] | None:
        kept = without_row(ITEMS, 6)(cell, text)
        if kept and cell.table == ITEMS and cell.row > 6 and cell.column == 0:
            return kept[0], str(cell.row - 1)
        return kept

    assert one(cells(LINXI, change))[:2] == ("text-removed", "warning")


def test_an_item_that_the_report_does_not_list_is_an_error() -> None:
    like = next(passage for passage in LINXI.file if passage.cell and passage.cell.table == ITEMS)
    texts = ("19", "71", "关于某项目移民安置遗留问题的建议")
    row = [replace(like, text=text, cell=CellPosition(ITEMS, 40, i)) for i, text in enumerate(texts)]
    told, severity, message = one(LINXI.told([*LINXI.file, *row]))
    assert (told, severity) == ("row-added", "error")
    assert message == "表格里多了报告没有的行：“19　71　关于某项目移民安置遗留问题的建议”"


def test_columns_that_are_gone_are_told_once() -> None:
    def change(cell: CellPosition, text: str) -> tuple[CellPosition, str] | None:
        if cell.table != COUNTS or cell.column < 5:
            return cell, text
        return None if cell.column == 5 else (cell._replace(column=cell.column - 1), text)

    told, severity, message = one(cells(LINXI, change))
    assert (told, severity) == ("figure-removed", "warning")
    assert "“提案占比一栏”，其中的数字有85.7%、14.3%" in message


def test_a_list_says_what_the_ledger_says() -> None:
    for column, text, label, due in (
        (7, "满意", "满意度", "基本满意"),
        (6, "A", "办理结果", "C"),
        (2, "39", "编号", "38"),
    ):
        told, severity, message = one(cell_typed((ITEMS, 7, column), text))
        assert (told, severity) == ("value-changed", "error")
        assert message.endswith(f"防洪堤的建议”一行“{label}”一栏印的是“{text}”，台账是“{due}”")
    assert one(cell_typed((ITEMS, 7, 3), "关于新建临溪河城区防洪堤坝的建议"))[:2] == (
        "text-changed",
        "warning",
    )


def test_a_class_that_has_another_name_in_every_row_is_told_once_as_words() -> None:
    def change(cell: CellPosition, text: str) -> tuple[CellPosition, str]:
        return cell, "人大建议" if text == "代表建议" and cell.table == ITEMS else text

    assert one(cells(LINXI, change)) == (
        "text-changed",
        "warning",
        "文字不同：报告是“代表建议”，文件是“人大建议”",
    )
    rated = errors(cells(LINXI, lambda cell, text: (cell, "满意" if text == "基本满意" else text)))
    assert [told for told, _ in shown(rated)].count("value-changed") == 2


def test_a_table_that_is_gone_whole_is_a_reminder() -> None:
    told, severity, message = one(
        cells(LINXI, lambda cell, text: None if cell.table == ITEMS else (cell, text))
    )
    assert (told, severity) == ("text-removed", "warning")
    assert message.endswith("等19行”")


# ---- the ledger corrected after the file was made


def copied(example: str, folder: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / example, folder / example))


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return change


def test_a_corrected_rating_is_told_wherever_the_file_says_the_old_one(tmp_path: Path) -> None:
    change = replaced("建议.csv", "2024-05-22,B,满意", "2024-05-22,B,基本满意")
    problems = audited(rebuilt(copied("linxi_water_2024", tmp_path), change))
    assert {str(problem.severity) for problem in problems} == {"error"}
    starts = [message.partition("（")[0] for _, message in shown(problems)]
    assert "“满意16件”里印的是16，按报告应为15" in starts
    assert "“委员全部满意”，按报告现在应写“委员满意2件，基本满意1件”" in starts
    assert "“基本满意”一行“合计件数”一栏印的是3，按报告应为4" in starts
    assert "“代表建议，关于加固龙潭水库大坝的建议”一行“满意度”一栏印的是“满意”，台账是“基本满意”" in starts
    assert len(problems) == 12


def test_a_class_that_is_back_or_gone_is_told(tmp_path: Path) -> None:
    body = "共{{ 建议.件数 }}件，其中：{{ 建议.类别 | 分项 }}。"
    folder = write_report(tmp_path, body).parent

    def fewer(folder: Path) -> None:
        lines = (folder / "ledger.csv").read_text("utf-8").splitlines()
        (folder / "ledger.csv").write_text("\n".join(lines[:-1]) + "\n", "utf-8")

    gone = shown(errors(audited(rebuilt(folder, fewer))))
    assert ("figure-added", "“教科文卫类1件，占20%。”里的1、20%，报告里没有") in gone
    back = shown(
        errors(audited(rebuilt(folder, lambda folder: (folder / "ledger.csv").write_text(LEDGER, "utf-8"))))
    )
    assert any(message.startswith("少了“教科文卫类1件，占20%。”，其中的1（") for _, message in back)


def test_what_was_unknown_in_a_draft_is_told_when_it_is_known(tmp_path: Path) -> None:
    folder = copied("county_draft_2020", tmp_path)
    br.build(folder / "report.yaml", folder / "final.docx", draft=True)
    assert audited(br.check(folder / "final.docx", against=folder / "report.yaml", draft=True)) == []
    problems = shown(errors(audited(br.check(folder / "final.docx", against=folder / "filled.yaml"))))
    assert len(problems) == 16
    assert any(message.startswith("“合计X件”里印的是X，按报告应为49（合计.件数：") for _, message in problems)


def test_a_number_typed_over_an_unknown_one_is_told() -> None:
    draft = made(EXAMPLES / "county_draft_2020" / "report.yaml")
    told, severity, message = one(draft.retyped("合计X件", "合计50件"))
    assert (told, severity) == ("figure-changed", "error")
    assert message.startswith("“合计50件”里印的是50，报告里这个数还没有填（合计.件数：")


def test_a_report_with_faults_is_told_instead(tmp_path: Path) -> None:
    change = replaced("建议.csv", "2024-05-22,B,满意", "2024-05-22,B,满义")
    problems = rebuilt(copied("linxi_water_2024", tmp_path), change)
    assert [problem.id for problem in problems] == ["results.outside-scheme"]


def test_only_word_files_are_compared(tmp_path: Path) -> None:
    report = write_report(tmp_path, "共{{ 建议.件数 }}件。")
    for thing in (report, br.load(report)):
        (problem,) = refused(lambda thing=thing: br.check(thing, against=report))
        assert problem.id == "audit.no-word-file"
    br.build(report, tmp_path / "final.docx")
    (problem,) = refused(lambda: br.check(tmp_path / "final.docx", against=tmp_path / "none.yaml"))
    assert problem.id == "results.missing-file"


# ---- anything at all


@settings(max_examples=60)
@given(st.data())
def test_whatever_people_do_to_a_file_something_can_be_said(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from((JIANXI, LINXI)))
    file = list(whole.file)
    pieces = st.sampled_from(
        (
            "12件",
            "，",
            "。",
            "占5%",
            "X",
            "全部满意",
            "；",
            "（",
            "\n",
            "一、",
            "千百件",
            "1,234",
            "９",
            "\ud7ff",
        )
    )
    for _ in range(data.draw(st.integers(1, 8))):
        position = data.draw(st.integers(0, len(file) - 1))
        text = file[position].text
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        new = data.draw(st.one_of(st.text(max_size=12), pieces))
        cell = data.draw(st.none() | st.builds(CellPosition, *[st.integers(0, 3)] * 3))
        file[position] = replace(file[position], text=f"{text[:start]}{new}{text[end:]}", cell=cell)
        if data.draw(st.booleans()) and len(file) > 1:
            file.insert(data.draw(st.integers(0, len(file) - 1)), file.pop(position))
    for problem in whole.told(file):
        assert str(problem)
        assert problem.message

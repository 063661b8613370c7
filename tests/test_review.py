"""The copy for checking: comments on figures, typed numbers lit, all figures at the end, and the release untouched."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

import banli_report as br
from banli_report.composing import Script
from banli_report.word.writer.frame import shipped_frame
from tests.rendering import office, validator
from tests.rendering.variants import copied_variants
from tests.support import only_problem, write_pack, write_report

EXAMPLES = Path(__file__).parents[1] / "examples"
TYPED = "手工输入的数字，没有出处，请核对"
BANNER = "核对稿　不得外发"


def copy_of(report: Path, **how: Any) -> Any:
    """Build a report with its copy for checking, and open the copy."""
    output = report.with_name("out.docx")
    br.build(report, output, review=True, **how)
    return docx.Document(str(br.review_path(output)))


def comments(opened: Any) -> list[tuple[str, str]]:
    """Give what is commented and the comment, in the order of the text."""
    said = {str(comment.comment_id): comment.text for comment in opened.comments}
    found: dict[str, str] = {}
    inside: list[str] = []
    for node in opened.element.body.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:t")):
        if node.tag == qn("w:t"):
            for number in inside:
                found[number] += node.text
        elif node.tag == qn("w:commentRangeStart"):
            inside.append(node.get(qn("w:id")))
            found[inside[-1]] = ""
        else:
            inside.remove(node.get(qn("w:id")))
    assert inside == []
    references = [node.get(qn("w:id")) for node in opened.element.body.iter(qn("w:commentReference"))]
    assert references == list(found) == list(said)
    return [(text, said[number]) for number, text in found.items()]


def lit(opened: Any) -> list[str]:
    runs = [run for paragraph in opened.paragraphs for run in paragraph.runs]
    return [run.text for run in runs if run.font.highlight_color is WD_COLOR_INDEX.TURQUOISE]


def texts(path: Path) -> list[str]:
    body = docx.Document(str(path)).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


def test_each_printed_figure_has_its_definition_and_its_rows(tmp_path: Path) -> None:
    body = "共{{ 建议.件数 }}件，A类占{{ 建议.办理结果.A.占比 }}，仍是{{ 建议.件数 }}件。"
    opened = copy_of(write_report(tmp_path, 正文=body, 落款={"日期": "2019-12-12"}))
    whole = "建议.件数＝5\n口径：全部件数\n出处：ledger.csv 第2—6行"
    share = (
        "建议.办理结果.A.占比＝60%\n口径：办理结果为“已经解决或基本解决”的3件 ÷ 全部5件\n"
        "出处：ledger.csv 第2—3、5行"
    )
    assert comments(opened) == [("5", whole), ("60%", share), ("5", whole)]
    made = list(opened.comments)
    assert {(comment.author, comment.initials) for comment in made} == {("核对", "核")}
    assert {f"{comment.timestamp:%Y-%m-%d}" for comment in made} == {"2019-12-12"}


def test_a_comment_without_a_date_has_none(tmp_path: Path) -> None:
    opened = copy_of(write_report(tmp_path, 落款={"日期": "X"}), draft=True)
    assert [comment.timestamp for comment in opened.comments] == [None]


def test_numbers_typed_by_hand_are_lit_and_told(tmp_path: Path) -> None:
    body = "\n".join(
        (
            "2019年3月，第2号建议，十五届人大四次会议，“1+6”。",
            "投入1.2万元，满意率100%，共{{ 建议.件数 }}件，十二件。",
            "{{ 年度 }}年办理1**23**件；{{ 建议.件数 }}0件。",
        )
    )
    opened = copy_of(write_report(tmp_path, 正文=body))
    told = [(text, said) for text, said in comments(opened) if "手工" in said]
    parts = "“{}”里有手工输入的部分，没有出处，请核对"
    assert told == [
        *((text, TYPED) for text in ("1.2", "100%", "十二")),
        ("1", parts.format("123")),
        ("0", parts.format("50")),
    ]
    assert lit(opened) == ["1.2", "100%", "十二", "1", "23", "0"]
    assert opened.paragraphs[-1].text == "注：文中有手工输入的数字5处，标了底色，没有出处，请逐一核对。"


def test_numbers_in_headings_and_tables_are_told_too(tmp_path: Path) -> None:
    body = "# 做好3件实事\n\n表：全年11件\n\n| 类别 | 件数 |\n|---|---|\n| 甲 | 12 |\n"
    opened = copy_of(write_report(tmp_path, 正文=body))
    assert comments(opened) == [("3", TYPED), ("11", TYPED), ("12", TYPED)]


def test_values_of_the_ledger_are_nobody_s_typing(tmp_path: Path) -> None:
    opened = copy_of(
        write_report(
            tmp_path,
            正文="{% for 件 in 建议.清单 %}\n{{ 件.标题 }}\n{% endfor %}",
            ledger="编号,案由,类别\n1,新增车位300个,城建\n",
            附件=["一览表"],
        )
    )
    assert comments(opened) == []
    assert opened.paragraphs[-1].text == "注：文中没有手工输入的数字。"


def test_a_number_in_the_title_is_told_at_the_end(tmp_path: Path) -> None:
    opened = copy_of(write_report(tmp_path, 标题="关于5件建议的报告"))
    assert opened.paragraphs[-1].text == "注：文中没有手工输入的数字。标题里有手工输入的数字，没有标出。"


def test_all_figures_stand_at_the_end_once_in_their_order(tmp_path: Path) -> None:
    body = "重点{{ 建议.重点.件数 }}件，共{{ 建议.件数 }}件，重点{{ 建议.重点.件数 }}件。"
    opened = copy_of(write_report(tmp_path, 正文=body, 附件=["统计表"], 公开={"索引号": "1"}))
    table = opened.tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[:3] == [
        ["名称", "数值", "口径", "出处"],
        ["建议.重点.件数", "2", "重点的件数", "ledger.csv 第2、5行"],
        ["建议.件数", "5", "全部件数", "ledger.csv 第2—6行"],
    ]
    names = [row[0] for row in rows]
    assert len(names) == len(set(names))
    assert {"建议.类别.城建交通类.件数", "建议.类别.城建交通类.占比"} <= set(names)
    assert texts(tmp_path / "out（核对稿）.docx").index("数字一览") > 0
    assert opened.sections[-1].page_width > opened.sections[-1].page_height


def test_long_lists_of_rows_are_cut(tmp_path: Path) -> None:
    rows = "".join(f"{number},甲,{'AB'[number % 2]}\n" for number in range(1, 101))
    report = write_report(
        tmp_path,
        ledger=f"编号,案由,办理结果\n{rows}",
        正文="{{ 建议.件数 }}件，A类{{ 建议.办理结果.A.件数 }}件。",
    )
    opened = copy_of(report)
    sources = [said.split("\n")[2] for _, said in comments(opened)]
    assert sources == ["出处：ledger.csv 第2—101行", "出处：ledger.csv 第3、5、7、9、11、13行等50行"]
    assert opened.tables[-1].rows[2].cells[3].text == "ledger.csv 第3、5、7、9、11、13行等50行"


def test_a_long_table_of_figures_has_one_comment(tmp_path: Path) -> None:
    rows = "".join(f"{number},甲,类{number % 60},部门{number % 5}\n" for number in range(300))
    report = write_report(
        tmp_path,
        ledger=f"编号,案由,类别,部门\n{rows}",
        正文='另有6次会议。\n\n{{ 建议 | 交叉表("类别", "部门") }}\n\n共{{ 建议.件数 }}件。',
    )
    opened = copy_of(report)
    (_, meetings), (first, table), (_, whole) = comments(opened)
    assert (meetings, whole.split("\n")[0]) == (TYPED, "建议.件数＝300")
    assert (first, table) == (
        "5",
        "本表有366个数，不逐个批注：算出的见文末的“数字一览”，手工输入的标了底色",
    )
    assert len(opened.tables[-1].rows) > 300


def test_shares_rounded_to_all_are_told(tmp_path: Path) -> None:
    counts = {"统计": {"件数": 2001, "已答复": 2000}}
    facts = {"批次": {"建议": counts}, "口径": {"百分比": {"近百近零": "四舍五入"}}}
    opened = copy_of(write_report(tmp_path, 正文="办复率{{ 建议.办复率 }}。", **facts))
    ((text, said),) = comments(opened)
    assert (text, said.split("\n")[-1]) == ("100%", "四舍五入才成这个数，其实不是全部，也不是没有")


def test_a_draft_has_its_copy_too(tmp_path: Path) -> None:
    counts = {"统计": {"件数": "X", "办理结果": {"A": 3, "B": "X"}}}
    report = write_report(tmp_path, 批次={"建议": counts}, 正文="共{{ 建议.件数 }}件，X月开会，走访20次。")
    opened = copy_of(report, draft=True)
    assert [(text, said.split("\n")[0]) for text, said in comments(opened)] == [
        ("X", "建议.件数＝X"),
        ("20", TYPED),
    ]
    assert lit(opened) == ["20"]


def test_the_banner_stands_on_every_page_and_the_check_knows_it(tmp_path: Path) -> None:
    report = write_report(tmp_path, 附件=["统计表"], 落款={"日期": "2019-12-12"})
    opened = copy_of(report)
    for section in opened.sections:
        for header in (section.header, section.even_page_header, section.first_page_header):
            assert header.paragraphs[0].text == BANNER
    problems = br.check(tmp_path / "out（核对稿）.docx", only="layout")
    assert {(problem.id, problem.severity) for problem in problems} == {
        ("layout.review-copy", "error"),
        ("layout.comments", "error"),
    }
    assert br.check(tmp_path / "out.docx", only="layout") == []


def test_without_its_comments_it_is_still_known(tmp_path: Path) -> None:
    opened = copy_of(write_report(tmp_path, 落款={"日期": "2019-12-12"}))
    for comment in list(opened.comments):
        comment._comment_elm.getparent().remove(comment._comment_elm)
    for node in list(opened.element.body.iter(qn("w:commentReference"))):
        node.getparent().remove(node)
    opened.save(str(tmp_path / "own.docx"))
    assert [problem.id for problem in br.check(tmp_path / "own.docx")] == ["layout.review-copy"]


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_the_release_is_what_it_is_without_a_copy(script: Script, tmp_path: Path) -> None:
    for name, report in copied_variants(tmp_path).items():
        release, alone = tmp_path / f"{name}.docx", tmp_path / f"{name}-alone.docx"
        br.build(report, alone, script=script)
        assert not br.review_path(alone).exists()
        br.build(report, release, script=script, review=True)
        assert release.read_bytes() == alone.read_bytes(), name
        said, checked = texts(release), texts(br.review_path(release))
        assert checked[: len(said)] == said, name
        assert len(checked) > len(said)
        assert "word/comments.xml" not in zipfile.ZipFile(release).namelist()


@pytest.mark.usefixtures("validation")
def test_microsoft_s_rules_find_nothing_and_the_check_only_what_makes_it_a_copy(tmp_path: Path) -> None:
    every_other = list(copied_variants(tmp_path).items())[
        ::2
    ]  # all examples, and all kinds, though not each in each
    assert {name.rpartition("-")[2] for name, _ in every_other} == {"plain", "document", "letter"}
    for name, report in every_other:
        release = tmp_path / f"{name}.docx"
        br.build(report, release, script="hant" if name == "jianxi_2019-letter" else "hans", review=True)
        copy = br.review_path(release)
        assert validator.errors(copy) == [], copy.name
        found = {problem.id for problem in br.check(copy, only="layout")} - {
            "layout.highlight",
            "layout.face-lacks",
            "layout.heading-form",
        }
        assert found == {"layout.review-copy", "layout.comments"}, copy.name


def test_it_is_put_in_the_frame_of_the_pack(tmp_path: Path) -> None:
    report = write_report(tmp_path, 模板="own")
    frame = docx.Document(io.BytesIO(shipped_frame("plain")))
    frame.paragraphs[0].insert_paragraph_before("本局抬头")
    frame.save(str(write_pack(tmp_path / "templates", "own") / "frame.docx"))
    assert copy_of(report).paragraphs[0].text == "本局抬头"


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    report = write_report(tmp_path)
    copy_of(report)
    copy = tmp_path / "out（核对稿）.docx"
    before = copy.read_bytes()
    copy_of(report)
    assert copy.read_bytes() == before


def test_comments_are_in_the_characters_of_the_document(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLES / "jianxi_2019", tmp_path / "copy"))
    opened = copy_of(folder / "report.yaml", script="hant")
    said = dict(comments(opened))
    assert said["34.6%"].split("\n")[:2] == [
        "建議.類別.城建交通類.占比＝34.6%",
        "口徑：類別為“城建交通類”的46件 ÷ 全部133件",
    ]
    assert said["34.6%"].split("\n")[2].startswith("出處：")
    assert said["168"] == "手工輸入的數字，沒有出處，請核對"
    assert {comment.author for comment in opened.comments} == {"核對"}
    assert opened.sections[0].header.paragraphs[0].text == "核對稿　不得外發"
    assert [cell.text for cell in opened.tables[-1].rows[0].cells] == ["名稱", "數值", "口徑", "出處"]
    assert "數字一覽" in [paragraph.text for paragraph in opened.paragraphs]


def test_hostile_values_stand_in_comments_verbatim(tmp_path: Path) -> None:
    ledger = '编号,案由,类别\n1,甲,"{{ 7*7 }}&<b>]]>"\n2,乙,"乙""}""\t-"\n'
    body = "{% for 类 in 建议.类别 %}\n{{ 类.件数 }}件\n{% endfor %}"
    said = [said for _, said in comments(copy_of(write_report(tmp_path, ledger=ledger, 正文=body)))]
    assert said[0].startswith("建议.类别.{{ 7*7 }}&<b>]]>.件数＝1\n口径：类别为“{{ 7*7 }}&<b>]]>”的件数\n")
    assert said[1].startswith('建议.类别.乙"}" -.件数＝1\n')


def test_what_was_read_is_not_written_over(tmp_path: Path) -> None:
    report = write_report(tmp_path)
    before = report.read_bytes()
    os.link(report, tmp_path / "out（核对稿）.docx")
    problem = only_problem(lambda: br.build(report, tmp_path / "out.docx", review=True))
    assert (problem.id, problem.place.file) == ("word.output-is-input", "out（核对稿）.docx")
    assert report.read_bytes() == before
    assert not (tmp_path / "out.docx").exists()
    br.build(report, tmp_path / "out.docx")


def test_a_copy_does_not_take_the_place_of_the_release(tmp_path: Path) -> None:
    report = write_report(tmp_path)
    br.build(report, tmp_path / "out.docx")
    (tmp_path / "out（核对稿）.docx").symlink_to(tmp_path / "out.docx")
    before = (tmp_path / "out.docx").read_bytes()
    problem = only_problem(lambda: br.build(report, tmp_path / "out.docx", review=True))
    assert problem.id == "word.output-is-input"
    assert (tmp_path / "out.docx").read_bytes() == before


def test_where_the_copy_cannot_be_written_nothing_is(tmp_path: Path) -> None:
    report = write_report(tmp_path)
    (tmp_path / "out（核对稿）.docx").mkdir()
    problem = only_problem(lambda: br.build(report, tmp_path / "out.docx", review=True))
    assert problem.id == "word.output-folder"
    assert not (tmp_path / "out.docx").exists()
    assert only_problem(lambda: br.build(report, tmp_path / "a.doc", review=True)).id == "word.output-type"
    assert not (tmp_path / "a（核对稿）.docx").exists()


@pytest.mark.usefixtures("libreoffice")
def test_beside_a_pdf_the_copy_is_a_word_file(tmp_path: Path) -> None:
    report = write_report(tmp_path)
    br.build(report, tmp_path / "out.pdf", review=True)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert len(comments(docx.Document(str(tmp_path / "out（核对稿）.docx")))) == 1


@pytest.mark.usefixtures("libreoffice")
def test_libreoffice_keeps_the_comments_and_the_banner(tmp_path: Path) -> None:
    before = comments(copy_of(write_report(tmp_path, 正文="{{ 建议.类别 | 分项 }}，投入3万元。")))
    (tmp_path / "again").mkdir()
    saved = office.resave(tmp_path / "out（核对稿）.docx", tmp_path / "again")
    assert [said for _, said in comments(docx.Document(str(saved)))] == [said for _, said in before]
    assert {"layout.review-copy", "layout.comments"} <= {problem.id for problem in br.check(saved)}


def test_the_command_says_where_the_copy_is(tmp_path: Path) -> None:
    report = write_report(tmp_path, 落款={"日期": "2019-12-12"})
    command = [sys.executable, "-m", "banli_report", "build", str(report), "--review"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2:] == [
        f"已写出{tmp_path / 'report.docx'}",
        f"核对稿写在{tmp_path / 'report（核对稿）.docx'}（只供核对，不得外发）",
    ]
    assert (tmp_path / "report（核对稿）.docx").is_file()

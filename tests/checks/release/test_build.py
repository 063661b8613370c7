"""A build is refused where check would refuse the file, at the place where it can be mended; what is let pass is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import banli_report as br
from banli_report.checks.waivers import waived
from banli_report.errors import error
from banli_report.word.writer.frame import shipped_frame
from tests.checks.release.support import MAIN, OUTSIDE, RELS, SETTINGS, changed, relation
from tests.checks.release.test_personal import ID, MOBILE
from tests.support import LEDGER, only_problem, refused, write_pack, write_report

Change = Callable[[Any], object]
NOW = {"落款": {"日期": "2019-12-12"}}


def with_frame(folder: Path, change: Change | None = None, **facts: Any) -> Path:
    """Write a report whose pack has a frame of its own, changed by a function."""
    report = write_report(folder, "{{ 建议.件数 }}件。\n", **{**NOW, **facts})
    frame = folder / "templates" / "mine" / "frame.docx"
    frame.write_bytes(shipped_frame("plain"))
    if change:
        opened = docx.Document(str(frame))
        change(opened)
        opened.save(str(frame))
    return report


def edited(folder: Path, **edits: Any) -> Path:
    """Write a report whose pack has a frame of its own, edited in its parts."""
    report = with_frame(folder)
    frame = folder / "templates" / "mine" / "frame.docx"
    changed(frame, folder, **edits).replace(frame)
    return report


def added(xml: str) -> Change:
    return lambda document: document.element.body.insert(0, parse_xml(xml))


def build(report: Path) -> Callable[[], list[br.Problem]]:
    return lambda: br.build(report, report.with_name("out.docx"))


W = nsdecls("w")
REVISED = f"<w:p {W}><w:ins w:id='1' w:author='某人'><w:r><w:t>改</w:t></w:r></w:ins></w:p>"
RAW = f"<w:p {W}><w:r><w:t>{{% raw %}}{{{{ 年度 }}}}{{% endraw %}}</w:t></w:r></w:p>"
ROWLESS = f"<w:tbl {W}><w:tblPr/><w:tblGrid/></w:tbl>"
HIDDEN = f"<w:p {W}><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部掌握</w:t></w:r></w:p>"
NUMBER = f"<w:p {W}><w:r><w:t>身份证号{ID}</w:t></w:r></w:p>"
FIELD = f"<w:p {W}><w:fldSimple w:instr='INCLUDETEXT \"C:\\\\a.docx\"'><w:r><w:t>文</w:t></w:r></w:fldSimple></w:p>"

IN_FRAMES = [
    ("layout.revisions", REVISED),
    ("layout.template-tag", RAW),
    ("layout.unreadable-table", ROWLESS),
    ("layout.hidden-text", HIDDEN),
    ("layout.placeholder", f"<w:p {W}><w:r><w:t>XXX县</w:t></w:r></w:p>"),
    ("release.identity-number", NUMBER),
    ("layout.external-link", FIELD),
]


@pytest.mark.parametrize(("name", "xml"), IN_FRAMES)
def test_a_frame_is_refused_at_its_paragraph(name: str, xml: str, tmp_path: Path) -> None:
    problem = only_problem(build(with_frame(tmp_path, added(xml))))
    assert (problem.id, problem.severity) == (name, "error")
    assert (problem.place.file, problem.place.part, problem.place.paragraph) == ("mine/frame.docx", "正文", 1)
    assert not (tmp_path / "out.docx").exists()


def test_a_row_that_is_left_out_may_leave_a_table_without_rows(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        for text in ("{%tr if 会议 %}", "{{ 会议 }}", "{%tr endif %}")
    )
    table = f"<w:tbl {W}><w:tblPr/><w:tblGrid><w:gridCol w:w='100'/></w:tblGrid>{rows}</w:tbl>"
    problem = only_problem(build(with_frame(tmp_path, added(table))))
    assert (problem.id, problem.place.file, problem.place.part) == (
        "layout.unreadable-table",
        "mine/frame.docx",
        "正文",
    )
    report = with_frame(tmp_path / "two", added(table), 会议="区十五届人大四次会议")
    assert br.build(report, tmp_path / "out.docx") == []


def test_comments_in_a_frame_are_refused(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.add_comment(document.paragraphs[0].runs, "内部意见", author="某人")

    problems = {problem.id: problem for problem in refused(build(with_frame(tmp_path, change)))}
    comments = problems["layout.comments"]
    assert (comments.place.file, comments.place.paragraph) == ("mine/frame.docx", 1)
    assert "内部意见" in comments.message


def test_what_was_put_into_a_frame_whole_is_refused(tmp_path: Path) -> None:
    used = '<w:object xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId99"/></w:r>'
    report = edited(
        tmp_path,
        relations={RELS: relation("oleObject", "embeddings/a.bin")},
        parts={"word/embeddings/a.bin": "x"},
        texts={MAIN: ("</w:r>", used)},
    )
    problem = only_problem(build(report))
    assert (problem.id, problem.place.file, problem.place.part) == (
        "release.embedded-file",
        "mine/frame.docx",
        "正文",
    )


def test_a_link_and_a_variable_in_a_frame_are_told(tmp_path: Path) -> None:
    report = edited(
        tmp_path,
        relations={RELS: relation("hyperlink", "https://example.invalid/", OUTSIDE)},
        texts={
            SETTINGS: (
                "</w:settings>",
                '<w:docVars><w:docVar w:name="联系人" w:val="王某"/></w:docVars></w:settings>',
            )
        },
    )
    problems = br.build(report, tmp_path / "out.docx")
    assert [(problem.id, problem.place.file) for problem in problems] == [
        ("layout.external-link", "mine/frame.docx"),
        ("release.hidden-data", "mine/frame.docx"),
    ]


def test_what_is_typed_is_refused_where_it_is_typed(tmp_path: Path) -> None:
    text = f"共{{{{ 建议.件数 }}}}件。\n代表身份证号{ID}。\n满意度率为100%。"
    report = write_report(tmp_path, 正文=text, **NOW)
    places = {problem.id: problem.place for problem in refused(build(report))}
    first = report.read_text("utf-8").split("正文:")[0].count("\n") + 1
    assert {place.file for place in places.values()} == {"report.yaml"}
    number, word = places["release.identity-number"].line, places["release.misused-word"].line
    assert number
    assert word
    assert first <= number < word


@pytest.mark.parametrize("second", ["一是丁；三是戊己庚辛。", "一是丁；三是办结{{ 建议.件数 }}件。"])
def test_words_that_occur_twice_are_told_where_they_are_wrong(second: str, tmp_path: Path) -> None:
    text = f"共{{{{ 建议.件数 }}}}件。\n一是甲；二是乙；三是丙。\n{second}"
    (tmp_path / "正文.md").write_text(text, "utf-8")
    report = write_report(tmp_path, 正文={"文件": "正文.md"}, **NOW)
    (problem,) = br.build(report, tmp_path / "out.docx")
    assert (problem.id, problem.place.line) == ("release.ordinal", 3)


def test_what_is_typed_is_found_though_the_document_is_in_traditional_characters(tmp_path: Path) -> None:
    report = write_report(tmp_path, 正文="共{{ 建议.件数 }}件，汇办1件。", **NOW)
    (problem,) = br.build(report, tmp_path / "out.docx", script="hant")
    assert problem.message.startswith("“匯辦”应为“会办”")
    assert problem.place.file == "report.yaml"


def test_what_a_pack_says_is_told_at_its_line(tmp_path: Path) -> None:
    report = write_report(tmp_path, "{{ 建议.件数 }}件。\n\n一是领导；三是督办。\n", **NOW)
    (problem,) = br.build(report, tmp_path / "out.docx")
    assert (problem.id, problem.place) == ("release.ordinal", br.Place(file="mine/report.md.j2", line=3))


def test_what_a_ledger_says_is_refused_at_its_cell(tmp_path: Path) -> None:
    report = write_report(
        tmp_path, ledger=LEDGER.replace("增设停车位", f"增设停车位（{ID}）"), 附件=["一览表"], **NOW
    )
    problem = only_problem(build(report))
    assert (problem.id, problem.place.file, problem.place.cell) == (
        "release.identity-number",
        "ledger.csv",
        "B3",
    )
    report = write_report(tmp_path / "two", ledger=LEDGER.replace("增设停车位", f"增设停车位（{ID}）"), **NOW)
    assert br.build(report, tmp_path / "out.docx") == []  # what is not printed does not leave


def test_a_frame_that_check_could_not_read_builds_nothing(tmp_path: Path) -> None:
    report = with_frame(tmp_path, added(REVISED))
    frame = tmp_path / "templates" / "mine" / "frame.docx"
    changed(frame, tmp_path, parts={"word/A.bin": "a", "word/a.bin": "a"}).replace(frame)
    problem = only_problem(build(report))
    assert (problem.id, problem.place.file) == ("frame.damaged", "mine/frame.docx")
    assert "同名" in problem.message


def test_an_old_file_stays_where_a_build_is_refused(tmp_path: Path) -> None:
    report = with_frame(tmp_path, added(REVISED))
    target = tmp_path / "out.docx"
    target.write_bytes(b"old")
    refused(build(report))
    assert target.read_bytes() == b"old"


def test_a_pdf_is_refused_before_anything_is_made_of_it(tmp_path: Path) -> None:
    report = with_frame(tmp_path, added(REVISED))
    assert only_problem(lambda: br.build(report, tmp_path / "out.pdf")).id == "layout.revisions"


def test_a_draft_tells_what_is_not_known_once_and_refuses_the_rest(tmp_path: Path) -> None:
    report = write_report(tmp_path, 正文="共{{ 建议.件数 }}件，XX县。", **NOW)
    problems = br.build(report, tmp_path / "out.docx", draft=True)
    assert [problem.id for problem in problems] == ["draft.unknown-text"]
    report = with_frame(tmp_path / "two", added(f"<w:p {W}><w:r><w:t>XXX县</w:t></w:r></w:p>"))
    (problem,) = br.build(report, tmp_path / "out.docx", draft=True)
    assert (problem.id, problem.place.file, problem.severity) == (
        "layout.placeholder",
        "mine/frame.docx",
        "warning",
    )
    report = with_frame(tmp_path / "three", added(REVISED))
    assert only_problem(lambda: br.build(report, tmp_path / "out.docx", draft=True)).id == "layout.revisions"


def test_nothing_is_written_that_check_would_refuse(tmp_path: Path) -> None:
    report = with_frame(
        tmp_path, lambda d: d.part.relate_to("https://a.invalid", RELATIONSHIP_TYPE.HYPERLINK, True)
    )
    told = br.build(report, tmp_path / "out.docx")
    found = [
        problem
        for problem in br.check(tmp_path / "out.docx")
        if not problem.id.startswith("layout.signature")
    ]
    assert {problem.id for problem in told} <= {problem.id for problem in found}
    assert not [problem for problem in found if problem.severity is br.Severity.ERROR]


# ---- an agency's own words


def test_words_of_the_report_and_of_its_packs_are_followed(tmp_path: Path) -> None:
    text = "共{{ 建议.件数 }}件，汇办1件，住建委牵头，台帐齐全。"
    settings = "名称: 试\n继承: base\n用词: {住建委: 住建局, 台帐: 台帐}\n"
    report = write_report(tmp_path, 正文=text, 模板="own", 用词={"汇办": "汇办"}, **NOW)
    write_pack(tmp_path / "templates", "own", settings=settings)
    (problem,) = br.build(report, tmp_path / "out.docx")
    assert problem.message.startswith("“住建委”应为“住建局”")
    report = write_report(tmp_path, 正文=text, 模板="own", 用词={"汇办": "汇办", "住建委": "住建委"}, **NOW)
    assert br.build(report, tmp_path / "out.docx") == []


@pytest.mark.parametrize(("words", "said"), [({"办": "办理"}, "太短"), ({"汇办": ""}, "两边写成一样")])
def test_words_that_would_do_harm_are_refused(words: dict[str, str], said: str, tmp_path: Path) -> None:
    assert said in only_problem(lambda: br.load(write_report(tmp_path, 用词=words))).message


# ---- what is let pass


def test_what_is_let_pass_is_printed_with_its_reason(tmp_path: Path) -> None:
    text = f"共{{{{ 建议.件数 }}}}件。招聘联系人电话{MOBILE}，证号{ID}。"
    waivers = [
        {"编号": "release.mobile-number", "理由": "公开招聘电话"},
        {"内容": "写有身份证号", "理由": "公告依法公开"},
    ]
    report = write_report(tmp_path, 正文=text, 放行=waivers, **NOW)
    problems = br.build(report, tmp_path / "out.docx")
    assert [(problem.id, problem.severity) for problem in problems] == [("release.waived", "warning")] * 2
    assert problems[0].message.startswith("已放行（公告依法公开）：写有身份证号")
    assert problems[1].message.startswith("已放行（公开招聘电话）：写有手机号码138****5678")


def test_what_is_let_pass_in_vain_is_told(tmp_path: Path) -> None:
    waivers = [{"内容": "满意度率", "理由": "引用原文"}]
    report = write_report(tmp_path, 正文="共{{ 建议.件数 }}件。", 放行=waivers, **NOW)
    (problem,) = br.build(report, tmp_path / "out.docx")
    assert (problem.id, problem.message) == ("release.unused-waiver", "放行的“满意度率”没有对上任何问题")
    assert problem.place.file == "report.yaml"
    assert problem.place.line


def test_both_id_and_text_must_hold_where_both_are_said(tmp_path: Path) -> None:
    waivers = [{"编号": "release.identity-number", "内容": "手机号码", "理由": "无"}]
    report = write_report(tmp_path, 正文=f"共{{{{ 建议.件数 }}}}件，电话{MOBILE}。", 放行=waivers, **NOW)
    found = [problem.id for problem in br.build(report, tmp_path / "out.docx")]
    assert found == ["release.mobile-number", "release.unused-waiver"]


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        ({"内容": "写有手机号码"}, "缺少“理由”"),
        ({"内容": "写有手机号码", "理由": ""}, "没有填写"),
        ({"理由": "可以"}, "要写“内容”"),
        ({"内容": "。", "理由": "可以"}, "太短"),
        ({"编号": "results.partition-sum", "理由": "可以"}, "不能放行"),
    ],
)
def test_a_waiver_says_what_and_why(waiver: dict[str, str], said: str, tmp_path: Path) -> None:
    problem = only_problem(lambda: br.load(write_report(tmp_path, 放行=[waiver])))
    assert said in problem.message
    assert problem.place.line


def test_nothing_that_is_wrong_with_the_numbers_is_let_pass(tmp_path: Path) -> None:
    report = br.load(write_report(tmp_path, 放行=[{"内容": "相加为5件", "理由": "可以"}]))
    sums = error("results.partition-sum", None, "各项相加为5件，比件数4件多1件")
    assert [problem.id for problem in waived([sums], report)] == [
        "results.partition-sum",
        "release.unused-waiver",
    ]


def test_check_of_a_file_alone_lets_nothing_pass(tmp_path: Path) -> None:
    waivers = [{"编号": "release.mobile-number", "理由": "公开"}]
    report = write_report(tmp_path, 正文=f"共{{{{ 建议.件数 }}}}件，电话{MOBILE}。", 放行=waivers, **NOW)
    br.build(report, tmp_path / "out.docx")
    assert "release.mobile-number" in {problem.id for problem in br.check(tmp_path / "out.docx")}

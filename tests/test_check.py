"""check on anybody's text or Word file, and what a build finds in numbers that were typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import docx
import pytest

import banli_report as br
from tests.support import only_problem, write_report

WRONG = "全年共承办建议27件。其中主办20件，协办8件。"
FOUND = "“其中主办20件，协办8件。”：各项相加为28件（20＋8），比总数27件多1件"


def run(*arguments: object, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "banli_report.cli", "check", *map(str, arguments)]
    return subprocess.run(command, input=typed, capture_output=True, check=False)


def word_file(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(folder / "别人的.docx"))
    return folder / "别人的.docx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_of_any_encoding_is_audited(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes(f"标题\r\n\r\n{WRONG}\r\n".encode(encoding))
    (problem,) = br.check(path)
    assert (problem.id, problem.place.file, problem.place.line) == ("audit.parts-sum", "通知.txt", 3)
    assert problem.message == FOUND


def test_standard_input_is_audited() -> None:
    done = run("-", typed=WRONG.encode())
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (1, b"")
    assert lines[0] == "标准输入："
    assert FOUND in lines[1]
    assert lines[-2:] == ["  读到数字3个，核对3个，1处不符。", "  共1处错误，0处提醒。"]
    assert run("-", typed="没有数字。".encode()).returncode == 0
    assert run("-", typed=b"\0\1").returncode == 2


def test_a_word_file_is_audited_and_its_layout_checked(tmp_path: Path) -> None:
    path = word_file(tmp_path, "关于建议办理情况的报告", WRONG)
    both, numbers, layout = (br.check(path, only=only) for only in (None, "audit", "layout"))
    assert [(problem.id, problem.place.paragraph) for problem in numbers] == [("audit.parts-sum", 2)]
    assert layout
    assert {problem.id.partition(".")[0] for problem in layout} == {"layout"}
    assert set(both) == {*numbers, *layout}


def test_problems_stand_in_the_order_of_the_text(tmp_path: Path) -> None:
    path = word_file(tmp_path, "关于建议办理情况的报告", WRONG, "办理工作,继续做好。", WRONG)
    paragraphs = [problem.place.paragraph or 0 for problem in br.check(path)]
    assert paragraphs == sorted(paragraphs)
    assert {2, 4} < set(paragraphs)


def test_tables_of_a_word_file_are_audited(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("关于建议办理情况的报告")
    table = document.add_table(4, 2)
    for row, cells in enumerate((("类别", "件数"), ("城建类", "46"), ("财经类", "15"), ("合计", "62"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.save(str(tmp_path / "表.docx"))
    (problem,) = br.check(tmp_path / "表.docx", only="audit")
    assert problem.message == "“62”：“件数”各行相加为61，合计写的是62，差1"


def test_all_lists_each_claim_and_what_nobody_can_check(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("共交办3件，其中主办2件，协办1件。比去年下降32%。", "utf-8")
    lines = run(path, "--all").stdout.decode().splitlines()
    assert lines == [
        f"{path}：没有发现问题。",
        "  第1行 “共交办3件，其中主办2件，协办1件。”：相符：2＋1＝3件，与3件相符",
        "  第1行 “比去年下降32%。”：无从核对：增减32%，文中没有上年的数",
        "  第1行 “比去年下降32%。”：无从核对：32%",
        "  读到数字4个，核对3个，全部相符；1个无从核对。",
    ]


def test_typed_numbers_that_do_not_add_up_stop_a_release(tmp_path: Path) -> None:
    report = write_report(tmp_path, 正文=f"第一段。\n共办理热线工单{WRONG[7:]}")
    with pytest.raises(br.BanliError) as stopped:
        br.build(report, tmp_path / "out.docx")
    (problem,) = (one for one in stopped.value.problems if one.severity is br.Severity.ERROR)
    assert (problem.id, problem.place.file) == ("audit.parts-sum", "report.yaml")
    assert problem.place.line
    assert not (tmp_path / "out.docx").exists()
    told = br.build(report, tmp_path / "out.docx", draft=True)
    assert [(one.id, str(one.severity)) for one in told if one.id.startswith("audit.")] == [
        ("audit.parts-sum", "warning")
    ]


def test_typed_numbers_beside_computed_ones_are_claims_too(tmp_path: Path) -> None:
    report = write_report(tmp_path, 正文="共{{ 建议.件数 }}件，其中省级交办1件，市级交办90件。")
    with pytest.raises(br.BanliError, match="比总数"):
        br.build(report, tmp_path / "out.docx")


def test_typed_numbers_that_nobody_can_check_are_listed(tmp_path: Path) -> None:
    report = write_report(tmp_path, 正文="开展走访15次。")
    done = run(report, "--all")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "“开展走访15次。”：手工输入的15次，无从核对" in done.stdout.decode()


def test_what_has_no_pages_has_no_layout(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG, "utf-8")
    report = write_report(tmp_path, "共{{ 建议.件数 }}件。")
    for thing in (tmp_path / "a.txt", report, br.load(report)):
        problem = only_problem(lambda thing=thing: br.check(thing, only="layout"))
        assert problem.id == "layout.no-word-file"
    assert [problem.id for problem in br.check(tmp_path / "a.txt", only="audit")] == ["audit.parts-sum"]
    for options in (("--only", "layout"), ("--against", str(report))):
        done = run("-", *options, typed=WRONG.encode())
        assert done.returncode == 2
        assert "只有Word文件" in done.stdout.decode()

"""Opening files for the layout check, and the command line over it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

import banli_report as br
from banli_report.word.ooxml.parts import parsed
from tests.checks.layout.support import FIRST, LAST, retyped, rewritten, run_properties, spoiled
from tests.support import only_problem

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXAMPLE = Path(__file__).parents[3] / "examples" / "jianxi_2019" / "report.yaml"

CONTENTS = [
    ("报告.doc", OLE + "WordDocument".encode("utf-16-le"), "old-format", "旧版Word文件"),
    ("改名.docx", OLE + "WordDocument".encode("utf-16-le"), "old-format", "旧版Word文件"),
    ("报告.wps", OLE, "old-format", "WPS文字的旧格式"),
    ("密.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "打开密码"),
    ("表.xls", OLE, "not-word", "旧版Office文件"),
    ("空.docx", b"", "empty-file", "空的"),
    ("报告.rtf", rb"{\rtf1 text}", "old-format", "RTF"),
    ("报告.pdf", b"%PDF-1.7", "not-word", "PDF"),
    ("页.docx", b"<html><body>a</body></html>", "old-format", "网页"),
    ("五.docx", b"<!DOCTYPE html><html></html>", "old-format", "网页"),
    ("平.docx", b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "old-format", "XML文件"),
    ("字.docx", "只是文字".encode(), "damaged", "不是有效的docx"),
    ("断.docx", b"PK\x03\x04broken", "damaged", "不是有效的docx"),
]


@pytest.mark.parametrize(("name", "content", "kind", "words"), CONTENTS)
def test_what_is_no_word_file(name: str, content: bytes, kind: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    problem = only_problem(lambda: br.check(path))
    assert (problem.id, problem.place.file) == (f"layout.{kind}", name)
    assert words in problem.message
    assert problem.hint


TYPES = [
    ("template.main+xml", "template-file", "模板（dotx）"),
    ("application/vnd.ms-word.document.macroEnabled.main+xml", "macro-file", "带宏的文件（docm）"),
    ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "template-file", "模板（dotm）"),
    (f"{MAIN.partition('word')[0]}presentationml.presentation.main+xml", "not-word", "演示文稿"),
    ("application/x-other", "not-word", "没有Word文件的正文"),
]


@pytest.mark.parametrize(("declared", "kind", "words"), TYPES)
def test_other_kinds_of_word_files(declared: str, kind: str, words: str, right: Path, tmp_path: Path) -> None:
    whole = declared if "/" in declared else MAIN.replace("document.main+xml", declared)
    path = rewritten(right, tmp_path, **{"[Content_Types]": (MAIN, whole)})
    problem = only_problem(lambda: br.check(path))
    assert problem.id == f"layout.{kind}"
    assert words in problem.message


def test_the_strict_form_of_the_format(right: Path, tmp_path: Path) -> None:
    usual, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/w/main",
    )
    problem = only_problem(lambda: br.check(rewritten(right, tmp_path, document=(usual, strict))))
    assert problem.id == "layout.old-format"
    assert "Strict" in problem.message


def test_other_office_files_and_archives(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "book.docx")
    assert "工作簿" in only_problem(lambda: br.check(tmp_path / "book.docx")).message
    with zipfile.ZipFile(tmp_path / "zip.docx", "w") as archive:
        archive.writestr("readme.txt", "text")
    assert "没有Word文件的正文" in only_problem(lambda: br.check(tmp_path / "zip.docx")).message


def test_missing_and_folder(tmp_path: Path) -> None:
    assert only_problem(lambda: br.check(tmp_path / "none.docx")).id == "layout.missing-file"
    assert only_problem(lambda: br.check(tmp_path)).id == "layout.not-a-file"


def test_a_cut_off_file(right: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.docx"
    path.write_bytes(right.read_bytes()[:-200])
    assert only_problem(lambda: br.check(path)).id == "layout.damaged"


def test_a_damaged_part(right: Path, tmp_path: Path) -> None:
    path = rewritten(right, tmp_path, document=("</w:document>", ""))
    assert only_problem(lambda: br.check(path)).id == "layout.damaged"


@pytest.mark.parametrize("name", ["word/document.xml", "word/Styles.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name(name: str, right: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(right, tmp_path / "twice.docx"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "<a/>")
    problem = only_problem(lambda: br.check(path))
    assert (problem.id, "同名" in problem.message) == ("layout.damaged", True)


def test_bombs(right: Path, tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    shutil.copy(right, path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", b"\0" * (161 * 1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    assert only_problem(lambda: br.check(path)).id == "layout.too-large"
    entity = '<!DOCTYPE a [<!ENTITY b "cccccccccc">]><w:settings '
    assert only_problem(
        lambda: br.check(rewritten(right, tmp_path, settings=("<w:settings ", entity)))
    ).id == ("layout.unsafe")


def test_no_entity_is_resolved() -> None:
    package = parsed({"a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    assert "".join(package.roots["a.xml"].itertext("a")) == ""


# ---- the command line


def run(*arguments: str | Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "banli_report.cli", "check", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding=encoding, check=False, env=environment
    )


def test_nothing_found_is_said(right: Path) -> None:
    done = run(right, EXAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    covered = "  读到数字30个，核对17个，全部相符；13个无从核对。"
    assert done.stdout == f"{right}：没有发现问题。\n{covered}\n{EXAMPLE}：没有发现问题。\n"


def test_problems_are_printed_under_their_file(right: Path, tmp_path: Path) -> None:
    spoiled(right, tmp_path, run_properties(FIRST, "sz", val=30), run_properties(LAST, "jc", val="left"))
    done = run(right, tmp_path / "spoiled.docx")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert [lines[0], lines[2]] == [f"{right}：没有发现问题。", f"{tmp_path / 'spoiled.docx'}："]
    assert lines[3].startswith("  错误 [layout.size] 正文 第4段：一级标题的字号是15磅")
    assert lines[-1] == "  共1处错误，0处提醒。"


def test_warnings_alone_pass(right: Path, tmp_path: Path) -> None:
    spoiled(right, tmp_path, retyped("二、下步", "打算", "打算。"))
    done = run(tmp_path / "spoiled.docx")
    assert done.returncode == 0
    assert done.stdout.endswith("  共0处错误，1处提醒。\n")


def test_what_cannot_be_read_has_status_2_and_the_others_are_checked(right: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "none.docx", right)
    assert done.returncode == 2
    assert "错误 [layout.missing-file]" in done.stdout
    assert f"{right}：没有发现问题。" in done.stdout
    assert run().returncode == 2


def test_json(right: Path, tmp_path: Path) -> None:
    spoiled(right, tmp_path, run_properties(FIRST, "sz", val=30))
    done = run("--json", right, tmp_path / "spoiled.docx")
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)
    assert list(problem) == ["id", "severity", "place", "message", "hint"]
    assert problem["place"] == {"file": "spoiled.docx", "part": "正文", "paragraph": 4}
    assert json.loads(run("--json", right).stdout) == []


def test_everything_prints_on_a_gbk_console(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("标题✓😀", 0)
    document.add_paragraph("正文✓,正文")
    document.save(str(tmp_path / "plain.docx"))
    done = run(tmp_path / "plain.docx", encoding="cp936")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr

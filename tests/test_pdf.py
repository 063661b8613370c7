"""PDF by an installed LibreOffice: one file, many in one start, and a clear message where it is missing or fails."""

import os
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from click.testing import CliRunner
from pdfminer.pdftypes import resolve1

import banli_report as br
from banli_report.cli import main
from banli_report.word.writer import libreoffice
from tests.support import only_problem

EXAMPLE = Path(__file__).parents[1] / "examples" / "jianxi_2019" / "report.yaml"


@pytest.mark.usefixtures("libreoffice")
def test_the_output_may_be_a_pdf(tmp_path: Path) -> None:
    br.build(EXAMPLE, tmp_path / "报告.pdf")
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["报告.pdf"]


@pytest.mark.usefixtures("libreoffice")
def test_a_pdf_has_tags_title_and_language(tmp_path: Path) -> None:
    br.build(EXAMPLE, tmp_path / "out.pdf")
    catalog = _catalog(tmp_path / "out.pdf")
    assert catalog["MarkInfo"] == {"Marked": True}
    assert catalog["Lang"] == b"zh-CN"
    assert "StructTreeRoot" in catalog


def _catalog(path: Path) -> Any:
    with pdfplumber.open(path) as document:
        return document.doc.catalog


def _metadata(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return str(resolve1(document.doc.catalog["Metadata"]).get_data(), "utf-8")


@pytest.mark.usefixtures("libreoffice")
def test_a_pdf_for_keeping_is_pdf_a_and_has_tags_and_language_too(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["build", str(EXAMPLE), "--pdfa", "-o", str(tmp_path / "out.pdf")])
    assert result.exit_code == 0, result.output
    catalog = _catalog(tmp_path / "out.pdf")
    assert (catalog["MarkInfo"], catalog["Lang"]) == ({"Marked": True}, b"zh-CN")
    assert "OutputIntents" in catalog
    said = _metadata(tmp_path / "out.pdf")
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in said
    with pdfplumber.open(tmp_path / "out.pdf") as document:
        fonts = [
            font for page in document.pages for font in resolve1(page.page_obj.resources["Font"]).values()
        ]
        assert fonts
        assert all(_has_file(resolve1(font)) for font in fonts)


def _has_file(font: Any) -> bool:
    described = [resolve1(inner) for inner in resolve1(font.get("DescendantFonts", []))] or [font]
    return all("FontFile" in " ".join(resolve1(inner["FontDescriptor"])) for inner in described)


@pytest.mark.usefixtures("libreoffice")
def test_word_files_become_pdfs_for_keeping(tmp_path: Path) -> None:
    br.build(EXAMPLE, tmp_path / "a.docx")
    (kept,) = br.to_pdf([tmp_path / "a.docx"], tmp_path / "kept", pdfa=True)
    (plain,) = br.to_pdf([tmp_path / "a.docx"], tmp_path / "plain")
    assert "pdfaid:part" in _metadata(kept)
    assert "OutputIntents" not in _catalog(plain)
    assert [_catalog(path)["Lang"] for path in (kept, plain)] == [b"zh-CN", b"zh-CN"]


def test_a_word_file_is_no_pdf_for_keeping(tmp_path: Path) -> None:
    problem = only_problem(lambda: br.build(EXAMPLE, tmp_path / "报告.docx", pdfa=True))
    assert (problem.id, problem.place.file) == ("word.pdfa-output", "报告.docx")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("libreoffice")
def test_many_files_in_one_start(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.docx" for name in ("甲", "乙")]
    for file in files:
        br.build(EXAMPLE, file)
    made = br.to_pdf(files, tmp_path / "out")
    assert [path.name for path in made] == ["甲.pdf", "乙.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)


@pytest.mark.usefixtures("libreoffice")
def test_a_file_that_is_no_word_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(br.BanliError) as stopped:
        br.to_pdf([tmp_path / "坏.docx"], tmp_path / "out")
    assert [(problem.id, problem.place.file) for problem in stopped.value.problems] == [
        ("pdf.failed", "坏.docx")
    ]


def test_without_libreoffice_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    output = tmp_path / "报告.pdf"
    output.write_bytes(b"last year's")
    with pytest.raises(br.BanliError, match="LibreOffice") as stopped:
        br.build(EXAMPLE, output)
    assert [problem.id for problem in stopped.value.problems] == ["pdf.no-libreoffice"]
    assert output.read_bytes() == b"last year's"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(br.BanliError, match="同名"):
        br.to_pdf([tmp_path / "a" / "x.docx", tmp_path / "b" / "x.docx"], tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for LibreOffice")
@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("javaldx: Could not find a Java Runtime Environment!", "没有说明原因"),
        (
            "Warning: failed to read path from javaldx\nError: source file could not be loaded",
            "读不了这个文件",
        ),
    ],
)
def test_what_libreoffice_says_is_told_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: str, said: str
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\ncat <<END\n{printed}\nEND\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "soffice", lambda: str(program))
    problem = only_problem(lambda: br.to_pdf([tmp_path / "a.docx"], tmp_path / "out"))
    assert (problem.id, problem.message) == ("pdf.failed", f"LibreOffice没有写出PDF：{said}")


def test_a_program_that_does_not_start_is_told_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "soffice", lambda: str(tmp_path / "none"))
    problem = only_problem(lambda: br.to_pdf([tmp_path / "a.docx"], tmp_path / "out"))
    assert problem.message == "LibreOffice启动不了：没有这个文件或文件夹"
    (tmp_path / "file").write_bytes(b"")
    problem = only_problem(lambda: br.to_pdf([tmp_path / "a.docx"], tmp_path / "file"))
    assert problem.id == "pdf.failed"
    assert "Errno" not in problem.message

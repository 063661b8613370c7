"""PDF by an installed LibreOffice: one file, many in one start, and a clear message where it is missing or fails."""

from pathlib import Path

import pytest

import banli_report as br
from banli_report.word.writer import pdf

EXAMPLE = Path(__file__).parents[1] / "examples" / "jianxi_2019" / "report.yaml"


@pytest.mark.usefixtures("libreoffice")
def test_the_output_may_be_a_pdf(tmp_path: Path) -> None:
    br.build(EXAMPLE, tmp_path / "报告.pdf")
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["报告.pdf"]


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
    monkeypatch.setattr(pdf, "_USUAL_PLACES", ())
    output = tmp_path / "报告.pdf"
    output.write_bytes(b"last year's")
    with pytest.raises(br.BanliError, match="LibreOffice") as stopped:
        br.build(EXAMPLE, output)
    assert [problem.id for problem in stopped.value.problems] == ["pdf.no-libreoffice"]
    assert output.read_bytes() == b"last year's"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(br.BanliError, match="同名"):
        br.to_pdf([tmp_path / "a" / "x.docx", tmp_path / "b" / "x.docx"], tmp_path)

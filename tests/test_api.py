"""The public functions: which frame a document goes into, what is written by which suffix, what may be checked."""

import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

import banli_report as br
from banli_report.word.writer.frame import shipped_frame
from tests.support import only_problem, refused, write_pack, write_report
from tests.word.writer.making import document

EXAMPLE = Path(__file__).parents[1] / "examples" / "jianxi_2019"


def frame_that_says(words: str, path: Path) -> Path:
    """Write the shipped frame with some words at its end."""
    made: Any = docx.Document(io.BytesIO(shipped_frame("plain")))
    made.add_paragraph(words)
    made.save(str(path))
    return path


def last_words(path: Path) -> str:
    return docx.Document(str(path)).paragraphs[-1].text


@pytest.fixture
def composed(tmp_path: Path) -> br.Document:
    """Give a document that is composed with a pack that has a frame of its own."""
    report = write_report(tmp_path, "正文一段。")
    frame_that_says("本局", write_pack(tmp_path / "templates", "mine") / "frame.docx")
    return br.compose(br.load(report))


def test_a_document_goes_into_the_frame_of_its_pack(composed: br.Document, tmp_path: Path) -> None:
    for number, made in enumerate((composed, replace(composed, day="2024-01-01"))):
        output = tmp_path / f"{number}.docx"
        br.write(made, output)
        assert last_words(output) == "本局"


def test_a_named_frame_goes_before_that_of_the_pack(composed: br.Document, tmp_path: Path) -> None:
    frame = frame_that_says("他局", tmp_path / "other.docx")
    for given in (frame, str(frame)):
        br.write(composed, tmp_path / "out.docx", frame=given)
        assert last_words(tmp_path / "out.docx") == "他局"


def test_a_document_built_by_hand_goes_into_the_shipped_frame(tmp_path: Path) -> None:
    br.write(document(), tmp_path / "out.docx")
    assert last_words(tmp_path / "out.docx") != "本局"


def test_a_document_is_checked_in_the_frame_of_its_pack(composed: br.Document, tmp_path: Path) -> None:
    opened: Any = docx.Document(str(tmp_path / "templates" / "mine" / "frame.docx"))
    opened.sections[0].top_margin = docx.shared.Mm(10)
    opened.save(str(tmp_path / "templates" / "mine" / "frame.docx"))
    assert "layout.margins" in {problem.id for problem in br.check(composed)}
    assert "layout.margins" not in {problem.id for problem in br.check(document())}


def test_the_tree_does_not_know_the_frame(composed: br.Document, tmp_path: Path) -> None:
    again = br.compose(br.load(tmp_path / "report.yaml"))
    assert again == composed
    assert not hasattr(document(), "frame")


@pytest.mark.parametrize("name", ["out.doc", "out", "out.docx.txt"])
def test_a_suffix_that_no_writer_serves_is_refused(name: str, tmp_path: Path) -> None:
    problem = only_problem(lambda: br.write(document(), tmp_path / name))
    assert (problem.id, problem.place.file) == ("word.output-type", name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".YAML"])
def test_a_report_file_is_checked_as_its_report(suffix: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "copy"))
    report = folder / f"other{suffix}"
    text = (folder / "report.yaml").read_text("utf-8")
    counts = "统计: {件数: 10, 类别: {甲: 4, 乙: 5}}"
    report.write_text(text.replace("台账: ledger.xlsx", counts), "utf-8")
    found = br.check(report)
    assert [problem.id for problem in found] == ["results.partition-sum"]
    assert br.check(str(report)) == found == br.check(br.load(report))


def test_a_draft_s_report_file_is_checked_as_a_draft() -> None:
    report = EXAMPLE.parent / "county_draft_2020" / "report.yaml"
    assert br.Severity.ERROR in {problem.severity for problem in br.check(report)}
    assert {problem.severity for problem in br.check(report, draft=True)} == {br.Severity.WARNING}


def test_a_report_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("年度: [", "utf-8")
    for name in ("bad.yaml", "missing.yaml"):
        assert all(
            problem.place.file == name for problem in refused(lambda name=name: br.check(tmp_path / name))
        )


@pytest.mark.parametrize("given", [None, b"report.yaml", 3, ["report.yaml"], object()])
def test_a_call_with_something_else_names_the_argument(given: Any, tmp_path: Path) -> None:
    report, document_ = br.load(EXAMPLE / "report.yaml"), document()
    for call, argument in (
        (lambda: br.load(given), "load的参数path"),
        (lambda: br.read_ledger(given), "read_ledger的参数path"),
        (lambda: br.figures(given), "figures的参数report"),
        (lambda: br.compose(given), "compose的参数report"),
        (lambda: br.compose(report, draft=given), "compose的参数draft"),
        (lambda: br.compose(report, script=given), "compose的参数script"),
        (
            lambda: br.compose(report, templates=given if given != ["report.yaml"] else [3]),
            "compose的参数templates",
        ),
        (lambda: br.write(given, tmp_path / "a.docx"), "write的参数document"),
        (lambda: br.write(document_, given), "write的参数path"),
        (lambda: br.build(given, tmp_path / "a.docx"), "build的参数report"),
        (lambda: br.build(report, given), "build的参数path"),
        (lambda: br.build(report, tmp_path / "a.docx", review=given), "build的参数review"),
        (lambda: br.write_figures(report, given), "write_figures的参数path"),
        (lambda: br.review_path(given), "review_path的参数path"),
        (lambda: br.check(given), "check的参数thing"),
        (lambda: br.check(document_, only=given or 3), "check的参数only"),
        (lambda: br.check(document_, against=given or 3), "check的参数against"),
    ):
        with pytest.raises(TypeError, match=argument):
            call()
    assert not (tmp_path / "a.docx").exists()


def test_every_public_name_is_behind_its_door() -> None:
    from banli_report.figures import rounding  # noqa: PLC0415 (a room of the same name as a public function)

    assert all(getattr(br, name) for name in br.__all__)
    assert callable(br.figures)
    assert rounding.__name__ == "banli_report.figures.rounding"
    assert set(br.__all__) <= set(dir(br))
    with pytest.raises(AttributeError, match="nothing"):
        br.nothing  # noqa: B018

"""What is kept for the next document is what the file would give: a second one takes less, a changed file counts at once."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from jinja2 import Environment

import banli_report as br
from banli_report.document.outline import outline
from banli_report.figures.parts import Parts
from banli_report.word.ooxml import opening
from banli_report.word.writer.frame import shipped_frame
from tests.support import only_problem, write_pack, write_report

SHARES = "{% for 部分 in 建议.类别 %}{{ 部分.名称 }}{{ 部分.件数 }}件。{% endfor %}"


def counted(patch: pytest.MonkeyPatch, owner: Any, name: str) -> list[tuple[object, ...]]:
    """Count the calls of a method or function."""
    calls: list[tuple[object, ...]] = []
    plain = getattr(owner, name)

    def counting(*args: Any, **options: Any) -> Any:
        calls.append(args[1:])
        return plain(*args, **options)

    patch.setattr(owner, name, counting)
    return calls


def rewritten_unseen(path: Path, change: Callable[[str], str]) -> None:
    """Change a file so that neither its size nor its time tells."""
    before = path.stat()
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def test_a_second_document_compiles_nothing_and_reads_no_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = write_report(tmp_path, SHARES)
    br.build(report, tmp_path / "first.docx")
    compiled, opened = (
        counted(monkeypatch, Environment, "_compile"),
        counted(monkeypatch, opening, "measure_parts"),
    )
    br.build(report, tmp_path / "second.docx")
    assert (compiled, opened) == ([], [])
    assert (tmp_path / "second.docx").read_bytes() == (tmp_path / "first.docx").read_bytes()


def test_the_parts_by_a_column_are_counted_once_a_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = br.load(write_report(tmp_path, SHARES * 3, 附件=["统计表"]))
    computed = br.figures(report)
    made = counted(monkeypatch, Parts, "partition")
    for _ in range(3):
        assert [part.name for part in computed.batches["建议"].partition("category") or ()]
    assert made == [("category",)]


def test_a_changed_text_counts_though_neither_size_nor_time_tells(tmp_path: Path) -> None:
    report = write_report(tmp_path, "共甲件。")
    assert "共甲件" in outline(br.compose(br.load(report)))
    rewritten_unseen(tmp_path / "templates/mine/report.md.j2", lambda text: text.replace("甲", "乙"))
    assert "共乙件" in outline(br.compose(br.load(report)))


def test_so_do_changed_settings(tmp_path: Path) -> None:
    write_pack(tmp_path / "templates", "mine", settings="名称: 试\n继承: base\n标题: 甲的报告\n")
    report = write_report(tmp_path, 模板="mine", 标题="")
    assert outline(br.compose(br.load(report))).startswith("标题 甲的报告")
    rewritten_unseen(tmp_path / "templates/mine/template.yaml", lambda text: text.replace("甲", "乙"))
    assert outline(br.compose(br.load(report))).startswith("标题 乙的报告")


def test_so_does_a_changed_frame(tmp_path: Path) -> None:
    report = write_report(tmp_path, "共一件。")
    frame = tmp_path / "templates/mine/frame.docx"
    frame.write_bytes(shipped_frame("plain"))
    br.build(report, tmp_path / "out.docx")
    changed = docx.Document(str(frame))
    changed.paragraphs[1].add_run("本单位")
    changed.save(str(frame))
    br.build(report, tmp_path / "out.docx")
    assert "本单位" in [paragraph.text for paragraph in docx.Document(str(tmp_path / "out.docx")).paragraphs]


def test_a_fault_is_told_each_time_with_its_place(tmp_path: Path) -> None:
    report = write_report(tmp_path, "一行。\n{% if 建议 %}二行。\n")
    first, second = (only_problem(lambda: br.compose(br.load(report))) for _ in range(2))
    assert first == second
    assert (first.id, first.place.file) == ("template.syntax", "mine/report.md.j2")


def test_two_packs_of_one_text_are_told_apart(tmp_path: Path) -> None:
    for name in ("first", "second"):
        report = write_report(tmp_path / name, "{{ 建议.件娄 }}")
        (tmp_path / name / "templates/mine").rename(tmp_path / name / f"templates/{name}")
        report.write_text(report.read_text("utf-8").replace("mine", name), "utf-8")
        assert only_problem(lambda r=report: br.compose(br.load(r))).place.file == f"{name}/report.md.j2"


def test_the_work_of_one_document_is_not_counted_for_the_next(tmp_path: Path) -> None:
    report = br.load(write_report(tmp_path, "{% for 数 in range(40000) %}{% endfor %}{{ '甲' ~ '乙' }}"))
    texts = {outline(br.compose(report)) for _ in range(12)}
    assert len(texts) == 1


@pytest.mark.parametrize("name", ["report.md.j2", "template.yaml"])
def test_what_is_very_long_is_read_all_the_same(name: str, tmp_path: Path) -> None:
    report = write_report(tmp_path, "共{{ 建议.件数 }}件。")
    path = tmp_path / "templates/mine" / name
    comment = "{#" + "甲" * 600_000 + "#}" if name.endswith("j2") else "# " + "甲" * 600_000 + "\n"
    path.write_text(comment + path.read_text("utf-8"), "utf-8")
    assert "共‹5›件" in outline(br.compose(br.load(report)))

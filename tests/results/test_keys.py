"""Keys of a report file and of a pack's settings: Chinese or English, in any case of letters."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from banli_report.document.outline import outline
from banli_report.packs.finding import find_pack
from tests.support import only_problem, refused, write_pack, write_report


@pytest.mark.parametrize("key", ["日期", "date", "Date", "DATE"])
@pytest.mark.parametrize("day", ["X", "2020年X月X日", "待定"])
def test_an_unknown_date_is_printed_as_it_is_written(tmp_path: Path, key: str, day: str) -> None:
    report = br.load(write_report(tmp_path, "文。", 落款={key: day}))
    assert (report.signature.date, report.signature.unknown_date) == (None, day)
    assert outline(br.compose(report, draft=True)).splitlines()[-1] == f"日期 {day}"
    told = {(problem.id, problem.place.line) for problem in refused(lambda: br.compose(report))}
    written = (tmp_path / "report.yaml").read_text("utf-8").splitlines()
    assert told == {("draft.unknown-text", written.index(f"  {key}: {day}") + 1)}


@pytest.mark.parametrize("key", ["日期", "date", "Date", "DATE"])
def test_a_known_date_is_printed_in_full(tmp_path: Path, key: str) -> None:
    report = br.load(write_report(tmp_path, "文。", 落款={key: "2019-12-2"}))
    assert outline(br.compose(report)).splitlines()[-1] == "日期 2019年12月2日"


@pytest.mark.parametrize("key", ["章节", "sections", "Sections", "SECTIONS"])
def test_a_pack_declares_its_sections(tmp_path: Path, key: str) -> None:
    settings = (
        f"Name: 试\nExtends: base\n{key}:\n  开头: 一句话\n  结尾: {{Description: 另一句, Required: 是}}\n"
    )
    write_report(tmp_path, "{{ 正文.开头 }}")
    write_pack(tmp_path / "templates", "mine", settings=settings)
    sections = find_pack("mine", [tmp_path / "templates"]).sections
    assert (sections["开头"].description, sections["开头"].required) == ("一句话", False)
    assert (sections["结尾"].description, sections["结尾"].required) == ("另一句", True)
    problem = only_problem(lambda: br.compose(br.load(tmp_path / "report.yaml"), draft=True))
    assert "结尾" in problem.message

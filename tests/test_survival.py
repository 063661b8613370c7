"""Any text goes through to the Word file and is read back equal, or is refused with its place."""

import csv
import re
import tempfile
import unicodedata
from pathlib import Path

import yaml
from docx import Document
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import banli_report as br
from banli_report.words.characters import visible
from banli_report.words.placeholders import PLACEHOLDER
from banli_report.words.vocabulary import plain

PACK = """\
{% extends "base/report.md.j2" %}
{% block 主体 %}
{% for 件 in 建议.清单 %}
件：{{ 件.标题 }}

{% endfor %}
{% for 部分 in 建议.类别 %}
类：{{ 部分.名称 }}

{% endfor %}
机关：{{ 单位.全称 }}
{% endblock %}
"""
AWKWARD = list("&<>{}%*_#|\\`~[]()!\"'“”《》\r\n\t \u3000\ufeff\u200b0年")
WHOLE = ["{{", "}}", "{%", "%}", "{#", "{_{", "**甲**", "# 甲", "]]>", "&amp;"]
TAG_SIGNS = re.compile(r"[{｛][{｛%#]|[}｝%#][}｝]|[{｛][^{}]*[}｝]")
RARE = ["\ud800", "\x00", "\x0c", "\ufffe", "\ufdd0"]
CLEAN = st.one_of(
    st.sampled_from([*AWKWARD, *WHOLE, "😀", "𠮷"]), st.characters(exclude_categories=["Cc", "Cs", "Cn"])
)
TEXT = st.lists(CLEAN, max_size=20).map("".join)
ANY = st.one_of(TEXT, TEXT, TEXT, st.builds("{}{}{}".format, TEXT, st.sampled_from(RARE), TEXT))


def refused(text: str) -> bool:
    """Tell whether a text holds what no document may hold."""
    return any(
        (unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t\r")
        or 0xFDD0 <= ord(c) <= 0xFDEF
        or ord(c) & 0xFFFE == 0xFFFE
        for c in text
    )


def expected(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@settings(max_examples=60)
@given(agency=ANY, title=ANY, category=ANY)
def test_text_survives_from_python_objects(agency: str, title: str, category: str) -> None:
    # what stands for a name not known yet, or for a template's, is refused as such
    assume(not PLACEHOLDER.search(agency) and not TAG_SIGNS.search(agency))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mine").mkdir()
        (folder / "mine" / "template.yaml").write_text("名称: 试\n继承: base\n", "utf-8")
        (folder / "mine" / "report.md.j2").write_text(PACK, "utf-8")
        try:
            report = br.Report(
                template="mine",
                year=2024,
                title="标题",
                agency=br.Agency(full_name=agency),
                batches={"建议": br.Batch(items=(br.Item(title=title or "空", category=category or "空"),))},
            )
        except br.BanliError:
            assert any(map(refused, (agency, title, category)))
            return
        assert not any(map(refused, (agency, title, category)))
        br.write(br.compose(report, templates=[folder]), folder / "out.docx")
        check_document(folder / "out.docx", agency, title, category)


def check_document(path: Path, agency: str, title: str, category: str) -> None:
    paragraphs = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert f"件：{expected(title or '空')}" in paragraphs
    assert f"类：{expected(category or '空')}" in paragraphs
    assert f"机关：{expected(agency)}" in paragraphs
    assert Document(str(path)).core_properties.author == expected(agency)


@settings(max_examples=40)
@given(title=ANY, category=ANY)
@example(title="—", category="城建")
@example(title="\\", category="&")
@example(title="加宽人民路", category="\\")
def test_text_survives_from_files_or_names_its_cell(title: str, category: str) -> None:
    if "\ud800" in title + category or any(unicodedata.category(c) == "Cs" for c in title + category):
        return  # no file can hold half of a character
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "templates" / "mine").mkdir(parents=True)
        (folder / "templates" / "mine" / "template.yaml").write_text("名称: 试\n继承: base\n", "utf-8")
        (folder / "templates" / "mine" / "report.md.j2").write_text(PACK, "utf-8")
        with (folder / "ledger.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([["编号", "案由", "类别"], ["1", title, category]])
        facts = {
            "模板": "mine",
            "年度": 2024,
            "标题": "题",
            "单位": "某局",
            "批次": {"建议": {"台账": "ledger.csv"}},
        }
        (folder / "report.yaml").write_text(yaml.safe_dump(facts, allow_unicode=True), "utf-8")
        try:
            br.write(br.compose(br.load(folder / "report.yaml")), folder / "out.docx")
        except br.BanliError as stopped:
            # marks alone may be a dash, which says nothing, or may say that it is as above
            words = [plain(title), plain(category)]
            assert refused(title) or refused(category) or not all(re.search(r"\w", word) for word in words)
            for problem in stopped.problems:
                assert problem.place.cell or problem.place.file
            return
        paragraphs = [paragraph.text for paragraph in Document(str(folder / "out.docx")).paragraphs]
        assert f"件：{expected(title)}" in paragraphs
        # a class is the same class however its cell is wrapped
        assert f"类：{' '.join(visible(category).split())}" in [" ".join(text.split()) for text in paragraphs]

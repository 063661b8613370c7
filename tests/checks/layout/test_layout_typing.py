"""How a text was typed: each thing that does not belong there is told once; what is ordinary is not."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

import banli_report as br
from tests.checks.layout.support import (
    LAST,
    LEAD,
    TEXT,
    TITLE,
    Change,
    build,
    inserted,
    paragraph,
    properties,
    retyped,
    run_properties,
    spoiled,
)
from tests.rendering import office

FULL = {
    "份号": 3,
    "密级": "秘密",
    "保密期限": "1年",
    "紧急程度": "特急",
    "发文机关标志": "某某区人民政府",
    "发文字号": "某政〔2024〕5号",
    "签发人": ["张某某", "李某某", "王某"],
    "主送机关": "区人大常委会",
    "抄送": ["区委办公室", "区政协办公室"],
    "印发机关": "某某区人民政府办公室",
    "印发日期": "2024-12-02",
    "版记另页": True,
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("full"), 公文=FULL)


def png() -> BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


def pictured(text: str) -> Change:
    return lambda document: paragraph(document, text).add_run().add_picture(png(), width=Mm(50))


def blank_lines(count: int) -> Change:
    def change(document: Any) -> None:
        for _ in range(count):
            inserted(LAST, "", "公文正文")(document)

    return change


def in_cells(text: str, old: str, new: str) -> Change:
    """Replace a text anywhere, in the tables of the head too."""

    def change(document: Any) -> None:
        for node in document.element.body.iter(qn("w:t")):
            if node.text and text in node.text:
                node.text = node.text.replace(old, new)

    return change


def signer_in_text_face(document: Any) -> None:
    for node in document.element.body.iter(qn("w:r")):
        if "王某" in "".join(child.text or "" for child in node):
            for child in list(node.iter(qn("w:rStyle"))):
                child.getparent().remove(child)


def black_rule(document: Any) -> None:
    for node in document.element.body.iter(qn("w:bottom")):
        if node.get(qn("w:color")) == "FF0000":
            node.set(qn("w:color"), "auto")


DEPARTURES = [
    ("spaces", "warning", retyped(LEAD, "建议", "建 议")),
    ("spaces", "warning", retyped(LEAD, "建议", "建  议")),
    ("spaces", "warning", retyped(LEAD, "建议", "建　　议")),
    ("blank-lines", "warning", blank_lines(2)),
    ("emphasis", "warning", run_properties(LAST, "u", val="single")),
    ("emphasis", "warning", run_properties(LAST, "i")),
    ("emphasis", "warning", run_properties(LAST, "strike")),
    ("picture-clipped", "error", pictured(LAST)),
    ("straight-quotes", "error", retyped(TEXT, "“重点建议”", '"重点建议"')),
    ("straight-quotes", "error", retyped(TEXT, "“重点建议”", "'重点建议'")),
    ("face-lacks", "warning", retyped(LEAD, "报告如下", "報告如下")),
    ("secrecy-star", "error", in_cells("秘密", "★", "")),
    ("secrecy-star", "error", in_cells("秘密", "★", "*")),
    ("signer-face", "error", signer_in_text_face),
    ("rule-colour", "error", black_rule),
    ("foot-issued", "error", in_cells("印发", "印发", "")),
    ("recipients-end", "error", retyped("区人大常委会", "：", "；")),
    ("recipients-end", "error", retyped("区人大常委会", "：", "，")),
    ("annex-mark-form", "error", retyped("附件1", "附件1", "附件1：")),
]


def test_a_whole_document_has_no_problem(full: Path, tmp_path: Path) -> None:
    assert spoiled(full, tmp_path) == []


@pytest.mark.parametrize("departure", DEPARTURES, ids=lambda departure: departure[0])
def test_a_departure_is_told_once(departure: tuple[str, str, Change], full: Path, tmp_path: Path) -> None:
    rule, severity, change = departure
    found = [(problem.id, str(problem.severity)) for problem in spoiled(full, tmp_path, change)]
    assert found == [(f"layout.{rule}", severity)]


ORDINARY = [
    retyped(LEAD, "报告如下", "报告如下（ISO 9001、12 件）"),
    retyped(LEAD, "报告如下", "报告如下：Office 365 已经"),
    retyped(LEAD, "建议办理", "建议，办理"),
    blank_lines(1),
    retyped(TEXT, "“重点建议”", "‘重点建议’"),
    retyped(LEAD, "报告如下", "报告如下5'30\""),
    in_cells("秘密", "秘密★1年", "机密"),
    in_cells("秘密", "秘密★1年", "绝密★长期"),
    run_properties(LAST, "u", val="none"),
    run_properties(LAST, "i", val="0"),
]


@pytest.mark.parametrize("change", ORDINARY)
def test_what_is_ordinary_is_told_nothing_of(change: Change, full: Path, tmp_path: Path) -> None:
    assert spoiled(full, tmp_path, change) == []


def test_a_picture_in_a_paragraph_of_single_spacing_is_right(full: Path, tmp_path: Path) -> None:
    single = properties(LAST, "spacing", line=240, lineRule="auto")
    found = {problem.id for problem in spoiled(full, tmp_path, pictured(LAST), single)}
    assert "layout.picture-clipped" not in found


def test_an_annex_mark_with_a_colon_alone_is_one(tmp_path: Path) -> None:
    right = build(tmp_path, 附件=["统计表"])
    (problem,) = spoiled(right, tmp_path, retyped("附件", "附件：", "附件："), mark_with_colon)
    assert problem.id == "layout.annex-mark-form"
    assert "“附件：”" in problem.message


def mark_with_colon(document: Any) -> None:
    next(found for found in document.paragraphs if found.text == "附件").runs[0].text = "附件："


def test_a_document_saved_again_by_libreoffice_has_no_new_problem(
    libreoffice: None, full: Path, tmp_path: Path
) -> None:
    again = office.resave(full, tmp_path)
    told = (
        "spaces",
        "blank-lines",
        "emphasis",
        "picture",
        "quotes",
        "lacks",
        "star",
        "signer",
        "rule",
        "foot",
    )
    found = [problem.id for problem in br.check(again)]
    assert [name for name in found if any(word in name for word in told)] == []


# ---- automatic numbers


def numbered(folder: Path, *, start: int, signs: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give what is told of headings, those without a typed sign numbered 一、 by Word from a start on."""
    document = docx.Document()
    root = document.part.numbering_part.element
    definition = element("abstractNum", abstractNumId=77)
    level = element("lvl", ilvl=0)
    level.extend(element(tag, val=value) for tag, value in LEVEL)
    level[0].set(qn("w:val"), str(start))
    definition.append(level)
    root.insert(0, definition)
    num = element("num", numId=77)
    num.append(element("abstractNumId", val=77))
    root.append(num)
    document.add_paragraph(TITLE)
    for sign in signs:
        made = document.add_paragraph(f"{sign}基本情况")
        if not sign:
            list_place = element("numPr")
            list_place.extend((element("ilvl", val=0), element("numId", val=77)))
            made._p.get_or_add_pPr().append(list_place)
    document.save(str(folder / "numbered.docx"))
    found = br.check(folder / "numbered.docx")
    return [(p.id, p.message.partition("：")[0]) for p in found if p.id == "layout.heading-number"]


LEVEL = (("start", 1), ("numFmt", "chineseCounting"), ("lvlText", "%1、"))


def element(tag: str, **attributes: object) -> Any:
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


@pytest.mark.parametrize("signs", [("", ""), ("一、", "二、"), ("", "二、")])
def test_automatic_numbers_that_go_on_are_right(signs: tuple[str, ...], tmp_path: Path) -> None:
    assert numbered(tmp_path, start=1, signs=signs) == []


@pytest.mark.parametrize(
    ("start", "signs", "said"),
    [
        (2, ("",), "小标题的序号是“二、”，应为“一、”"),
        (1, ("一、", ""), "小标题的序号是“一、”，应为“二、”"),
        (1, ("", "一、"), "小标题的序号是“一、”，应为“二、”"),
        (1, ("", "四、"), "小标题的序号是“四、”，应为“二、”"),
    ],
)
def test_automatic_numbers_that_jump_or_repeat_are_told(
    start: int, signs: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    assert ("layout.heading-number", said) in numbered(tmp_path, start=start, signs=signs)


@settings(max_examples=40)
@given(st.text(st.sampled_from("甲乙 \u3000\u00a0\"'，。a1"), max_size=60))
def test_no_typed_text_breaks_the_check(text: str) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    from banli_report.checks.layout.check import layout_problems  # noqa: PLC0415
    from banli_report.word.reader.reading import word_file  # noqa: PLC0415

    assert isinstance(layout_problems(word_file(stream.getvalue())), list)

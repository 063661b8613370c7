"""A pack that is broken in many ways: each is told before any data is touched, with its place and what to do."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import banli_report as br
from banli_report.checks.packs.check import check_packs
from tests.ledgers import change_part as rewrite_part

PACK = Path(__file__).parents[3] / "examples" / "custom_agency" / "templates" / "青岚林园"
TEXT, SETTINGS, FRAME = "report.md.j2", "template.yaml", "frame-document.docx"
Change = Callable[[Path], None]
PICTURE = (
    '<w:body xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<w:p><w:r><w:object r:id="rId99"/></w:r></w:p>'
)
NOTES = (
    '<w:endnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:endnote w:id="1"><w:p><w:r><w:t>{{ 年度 }}</w:t></w:r></w:p></w:endnote></w:endnotes>'
)


def replaced(file: str, old: str, new: str) -> Change:
    def change(pack: Path) -> None:
        text = (pack / file).read_text("utf-8")
        assert text.count(old) == 1, old
        (pack / file).write_text(text.replace(old, new), "utf-8")

    return change


def framed(old: str, new: str, part: str = "word/document.xml") -> Change:
    def change(pack: Path) -> None:
        def rewritten(xml: str) -> str:
            assert old in xml, old
            return xml.replace(old, new, 1)

        rewrite_part(pack / FRAME, part, rewritten)

    return change


def written(file: str, content: bytes) -> Change:
    return lambda pack: (pack / file).write_bytes(content) and None


def after_title(text: str) -> Change:
    """Put a paragraph of this text after the title of the frame."""
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return framed("{{ 正文 }}", f"{{{{ 正文 }}}}</w:t></w:r></w:p>{paragraph}<w:p><w:r><w:t>")


BROKEN: dict[str, tuple[Change, str, str, str]] = {
    "a misspelt name of a sentence": (
        replaced(TEXT, "{{ 年度 }}", "{{ 年渡 }}"),
        "template.unknown-name",
        TEXT,
        "是不是“年度”",
    ),
    "a batch that is none": (
        replaced(TEXT, "{{ 建议 | 办理进度 }}", "{{ 建义 | 办理进度 }}"),
        "template.unknown-name",
        TEXT,
        "建义",
    ),
    "a misspelt rate": (
        replaced(TEXT, "为{{ 建议.满意率 }}", "为{{ 建议.满意綠 }}"),
        "template.unusual-name",
        TEXT,
        "是不是“满意率”",
    ),
    "a misspelt name that is asked for": (
        replaced(TEXT, "建议.满意率 is defined", "建议.满意綠 is defined"),
        "template.unusual-name",
        TEXT,
        "是不是“满意率”",
    ),
    "a misspelt own column": (
        replaced(TEXT, "建议.来源 |", "建议.来原 |"),
        "template.unusual-name",
        TEXT,
        "来原",
    ),
    "a section that is not declared": (
        replaced(TEXT, "正文.主要做法", "正文.主要作法"),
        "template.unknown-name",
        TEXT,
        "主要作法",
    ),
    "a misspelt detail of the document": (
        replaced(TEXT, "公文.主送机关", "公文.主送单位"),
        "template.unknown-name",
        TEXT,
        "主送机关",
    ),
    "a filter that is none": (replaced(TEXT, "| 反馈", "| 反溃"), "template.syntax", TEXT, "是不是“反馈”"),
    "an option that is none": (
        replaced(TEXT, "建议.类别 | 分项", "建议.类别 | 分项(占笔=false)"),
        "template.value",
        TEXT,
        "是不是“占比”",
    ),
    "full-width brackets in a tag": (
        replaced(TEXT, '构成("主办")', "构成（主办）"),
        "template.syntax",
        TEXT,
        "半角",
    ),
    "full-width braces": (replaced(TEXT, "{{ 会议 }}", "｛｛ 会议 ｝｝"), "template.braces", TEXT, "花括号"),
    "single braces": (replaced(TEXT, "{{ 会议 }}", "{会议}"), "template.braces", TEXT, "花括号"),
    "a brace left out": (replaced(TEXT, "{{ 会议 }}", "{{ 会议 }"), "template.syntax", TEXT, "标签没有成对"),
    "a block that is none": (
        replaced(TEXT, "{% block 开头 %}", "{% block 开投 %}"),
        "template.unknown-block",
        TEXT,
        "是不是“开头”",
    ),
    "a block without end": (
        replaced(TEXT, "为{{ 建议.满意率 }}", "为{% if 建议.满意率 is defined %}{{ 建议.满意率 }}"),
        "template.syntax",
        TEXT,
        "缺少 endif",
    ),
    "an end without beginning": (
        replaced(TEXT, "专此报告", "{% endfor %}专此报告"),
        "template.syntax",
        TEXT,
        "endfor",
    ),
    "a tag that is none": (
        replaced(TEXT, "专此报告", "{% 如果 1 %}专此报告"),
        "template.syntax",
        TEXT,
        "没有“如果”这种标签",
    ),
    "a test that is none": (
        replaced(TEXT, "为{{ 建议.满意率 }}", "{% if 建议.满意率 is defind %}甲{% endif %}"),
        "template.syntax",
        TEXT,
        "是不是“defined”",
    ),
    "text that no block holds": (
        replaced(TEXT, "{% block 结尾 %}", "特此报告。\n{% block 结尾 %}"),
        "template.outside-block",
        TEXT,
        "不会印出",
    ),
    "a text that is nowhere": (
        replaced(TEXT, '"bureau_summary/', '"bureau_sumary/'),
        "template.missing-file",
        TEXT,
        "是不是“bureau_summary/report.md.j2”",
    ),
    "Markdown that is none of ours": (
        replaced(TEXT, "专此报告", "- 专此报告"),
        "template.markdown",
        TEXT,
        "列表",
    ),
    "HTML": (replaced(TEXT, "请审阅。", "请审阅。<br>"), "template.html", TEXT, "<br>"),
    "a misspelt setting": (replaced(SETTINGS, "章节:", "张节:"), "results.unknown-key", SETTINGS, "张节"),
    "a pack above that is none": (
        replaced(SETTINGS, "继承: bureau_summary", "继承: bureau_sumary"),
        "template.unknown",
        "",
        "bureau_sumary",
    ),
    "a numbering that is none": (
        replaced(SETTINGS, "[第一、]", "[第甲、]"),
        "results.value",
        SETTINGS,
        "第甲、",
    ),
    "rounding that is none": (
        replaced(SETTINGS, "小数位: 2", "小数位: 二"),
        "results.value",
        SETTINGS,
        "整数",
    ),
    "a misspelt class of a rate": (
        replaced(SETTINGS, "分子: 满意,", "分子: 满易,"),
        "template.unusual-name",
        SETTINGS,
        "是不是“满意”",
    ),
    "a misspelt column of a share": (
        replaced(SETTINGS, "占比分母: {满意度: 主办}", "占比分母: {满意渡: 主办}"),
        "template.unusual-name",
        SETTINGS,
        "是不是“满意度”",
    ),
    "a misspelt column in order": (
        replaced(SETTINGS, "来源: [大会提出", "来原: [大会提出"),
        "template.unusual-name",
        SETTINGS,
        "来原",
    ),
    "a kind of item that is none": (
        replaced(SETTINGS, "[代表建议]", "[代表见议]"),
        "results.value",
        SETTINGS,
        "应为议案、代表建议",
    ),
    "YAML that is none": (
        replaced(SETTINGS, "说明: 本局", "说明：本局"),
        "results.yaml-syntax",
        SETTINGS,
        "全角冒号",
    ),
    "a misspelt name of the title": (
        replaced(SETTINGS, "{{ 单位.全称 }}", "{{ 单位.权称 }}"),
        "template.unknown-name",
        SETTINGS,
        "全称",
    ),
    "a misspelt name of the head": (
        framed("{{ 发文字号 }}", "{{ 发文字好 }}"),
        "frame.unknown-name",
        FRAME,
        "发文字号",
    ),
    "a frame's tag that is open": (
        framed("{{ 签发人 }}", "{{ 签发人 }"),
        "frame.open-tag",
        FRAME,
        "没有成对",
    ),
    "a frame's full-width sign": (framed("{{ 签发人 }}", "{{ 签发人（ }}"), "frame.syntax", FRAME, "半角"),
    "a tag that would swallow text": (
        after_title("前言{%p if 会议 %}"),
        "frame.crowded-tag",
        FRAME,
        "会丢失",
    ),
    "a frame without a body": (framed("{{ 正文 }}", ""), "frame.no-marker", FRAME, "现有0段"),
    "a frame with two bodies": (framed("{{ 标题 }}", "{{ 正文 }}"), "frame.no-marker", FRAME, "现有2段"),
    "a picture that is nowhere": (framed("<w:body>", PICTURE), "frame.missing-part", FRAME, "rId99"),
    "a style that is nowhere": (
        framed('w:val="GongwenMasthead"', 'w:val="MyHead"'),
        "frame.missing-style",
        FRAME,
        "MyHead",
    ),
    "a frame that is none": (
        written(FRAME, b"\xd0\xcf\x11\xe0 old doc"),
        "frame.no-word-file",
        FRAME,
        "旧版",
    ),
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACK, tmp_path / "青岚林园"))


def problems(pack: Path) -> tuple[br.Problem, ...]:
    (found,) = check_packs(pack)
    return found.problems


def test_the_pack_as_it_is_has_no_fault(pack: Path) -> None:
    assert problems(pack) == ()


@pytest.mark.parametrize("way", BROKEN)
def test_what_is_broken_is_told_with_place_and_remedy(way: str, pack: Path) -> None:
    change, kind, file, said = BROKEN[way]
    change(pack)
    found = problems(pack)
    told = [problem for problem in found if problem.id == kind]
    assert told, [str(problem) for problem in found]
    assert all(problem.hint for problem in told)
    assert any(said in f"{problem.message}{problem.hint}" for problem in told), [str(p) for p in told]
    if file:
        assert {problem.place.file for problem in told} == {f"青岚林园/{file}"}
    if file in (TEXT, SETTINGS):
        assert all(problem.place.line for problem in told)


def test_there_are_twenty_five_ways_and_more() -> None:
    assert len(BROKEN) >= 25
    assert len({kind for _, kind, _, _ in BROKEN.values()}) >= 18


def test_all_faults_of_a_pack_are_told_at_once(pack: Path) -> None:
    ways = [
        "a misspelt name of a sentence",
        "a misspelt rate",
        "a filter that is none",
        "full-width brackets in a tag",
        "a brace left out",
        "a block that is none",
        "HTML",
        "a misspelt name of the title",
        "a misspelt name of the head",
        "a frame's tag that is open",
    ]
    for way in ways:
        BROKEN[way][0](pack)
    found = [(problem.id, problem.place.file) for problem in problems(pack)]
    assert {(BROKEN[way][1], f"青岚林园/{BROKEN[way][2]}") for way in ways} <= set(found)
    assert found.count(("template.syntax", f"青岚林园/{TEXT}")) == 3


def test_a_broken_pack_never_builds_in_silence(pack: Path, tmp_path: Path) -> None:
    example = Path(shutil.copytree(PACK.parents[1], tmp_path / "report"))
    for way, (change, _, _, _) in BROKEN.items():
        shutil.rmtree(example / "templates" / "青岚林园")
        own = Path(shutil.copytree(PACK, example / "templates" / "青岚林园"))
        change(own)
        try:
            told = br.build(example / "report.yaml", tmp_path / "out.docx")
        except br.BanliError:
            continue
        # a style is put right by the standard; what is asked for before it is used is as if it were not there
        silent = ("a style that is nowhere", "a misspelt name that is asked for")
        assert told or way in silent, (way, told)


def test_tags_split_into_runs_are_read(pack: Path) -> None:
    split = "{{ 发文</w:t></w:r><w:r><w:t>字号 }}"
    framed("{{ 发文字号 }}", split)(pack)
    assert problems(pack) == ()


def test_tags_in_parts_that_are_not_filled_are_told(pack: Path) -> None:
    with zipfile.ZipFile(pack / FRAME) as package:
        names = package.namelist()
    assert not [name for name in names if re.search("comments|endnotes", name)]
    types, relation = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
        "endnotes",
    )
    rewrite_part(
        pack / FRAME,
        "[Content_Types].xml",
        lambda xml: xml.replace(
            "</Types>", f'<Override PartName="/word/endnotes.xml" ContentType="{types}"/></Types>'
        ),
    )
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation}"
    rewrite_part(
        pack / FRAME,
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace(
            "</Relationships>",
            f'<Relationship Id="rId77" Type="{kind}" Target="endnotes.xml"/></Relationships>',
        ),
    )
    with zipfile.ZipFile(pack / FRAME, "a") as package:
        package.writestr("word/endnotes.xml", NOTES)
    assert [(p.id, p.place.part) for p in problems(pack)] == [("frame.left-over-tag", "尾注")]

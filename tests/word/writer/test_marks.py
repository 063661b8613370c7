"""Characters that Word sets in the Latin face are told to be Chinese; what is not known is lit wherever it stands."""

from pathlib import Path

import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

import banli_report as br
from banli_report.document.tree import Document, Paragraph, Run, Signature
from banli_report.word.writer.write import word_bytes
from tests.support import write_report
from tests.word.writer.making import opened


def hinted(text: str) -> bool:
    made = opened(word_bytes(Document((Run("题"),), (Paragraph((Run(text),)),))))
    (run,) = (run for paragraph in made.paragraphs for run in paragraph.runs if run.text == text)
    fonts = run._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return fonts is not None and fonts.get(qn("w:hint")) == "eastAsia"


@pytest.mark.parametrize("text", ["秘密★1年", "①做好", "25℃", "№1", "±5", "“一”", "Ⅲ类", "→下步"])
def test_signs_that_chinese_faces_hold_are_set_in_them(text: str) -> None:
    assert hinted(text)


@pytest.mark.parametrize("text", ["共12件", "GDP增长5%", "12m²", "普通"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert not hinted(text)


def lit(path: Path) -> list[str]:
    made = opened(path.read_bytes())
    cells = [cell for table in made.tables for row in table.rows for cell in row.cells]
    paragraphs = [*made.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    return [run.text for run in runs if run.font.highlight_color is WD_COLOR_INDEX.YELLOW]


def test_what_a_draft_does_not_know_is_lit_in_title_signature_and_record(tmp_path: Path) -> None:
    facts = {
        "标题": "XX局关于办理情况的总结",
        "落款": {"署名": "XX局", "日期": "2024-12-01"},
        "公开": {"索引号": "XXX"},
    }
    report = write_report(tmp_path, "{{ 建议.件数 }}件。", **facts)
    br.build(report, tmp_path / "out.docx", draft=True)
    assert lit(tmp_path / "out.docx") == ["XX", "XX", "XXX"]
    assert opened((tmp_path / "out.docx").read_bytes()).paragraphs[0].text == "XX局关于办理情况的总结"


def test_a_title_over_several_lines_is_lit_where_it_is_not_known(tmp_path: Path) -> None:
    report = write_report(
        tmp_path, "{{ 建议.件数 }}件。", 标题="XX局\n关于办理情况的总结", 落款={"日期": "2024-12-01"}
    )
    br.build(report, tmp_path / "out.docx", draft=True)
    assert lit(tmp_path / "out.docx") == ["XX"]
    assert opened((tmp_path / "out.docx").read_bytes()).paragraphs[0].text == "XX局\n关于办理情况的总结"


def test_nothing_is_lit_in_a_release(tmp_path: Path) -> None:
    br.build(
        write_report(tmp_path, "{{ 建议.件数 }}件。", 落款={"日期": "2024-12-01"}), tmp_path / "out.docx"
    )
    assert lit(tmp_path / "out.docx") == []


@given(st.text(st.sampled_from("某X×_局 {}\t\n件"), min_size=1, max_size=30).filter(str.strip))
def test_a_title_comes_out_as_it_is_typed(title: str) -> None:
    made = word_bytes(Document((Run(title, unknown=True),), (), Signature(title, "")))
    assert "".join(p.text for p in opened(made).paragraphs if p.style.name == "署名") == title.replace(
        "\n", ""
    )


@pytest.mark.parametrize("text", ["各位代表：", "尊敬的主任、各位副主任、各位委员："])
def test_a_salutation_typed_as_a_paragraph_stands_flush_left(text: str, tmp_path: Path) -> None:
    br.build(write_report(tmp_path, f"{text}\n\n{{{{ 建议.件数 }}}}件。"), tmp_path / "out.docx")
    found = opened((tmp_path / "out.docx").read_bytes()).paragraphs
    assert [p.style.name for p in found if p.text == text] == ["称谓"]


def test_a_sentence_that_ends_in_a_colon_is_text(tmp_path: Path) -> None:
    text = "各位代表提出的意见，主要有以下几个方面，其中：道路。"
    br.build(write_report(tmp_path, f"{text}\n\n{{{{ 建议.件数 }}}}件。"), tmp_path / "out.docx")
    found = opened((tmp_path / "out.docx").read_bytes()).paragraphs
    assert [p.style.name for p in found if p.text == text] == ["公文正文"]


def test_a_long_name_takes_two_lines_instead_of_small_characters(tmp_path: Path) -> None:
    name = "某某壮族苗族自治县人民代表大会常务委员会办公室"
    report = write_report(
        tmp_path, "{{ 建议.件数 }}件。", 公文={"发文机关标志": name, "发文字号": "某〔2024〕1号"}
    )
    br.build(report, tmp_path / "out.docx")
    found = [
        p for p in opened((tmp_path / "out.docx").read_bytes()).paragraphs if p.style.name == "发文机关标志"
    ]
    assert "".join(p.text for p in found) == f"{name}文件"
    assert len(found) == 2
    assert all(run.font.size.pt >= 22 for p in found for run in p.runs)

"""The plain document on paper: the page of GB/T 9704-2012, measured on what LibreOffice prints."""

from functools import cache
from pathlib import Path

import pdfplumber
import pytest

import banli_report as br
from tests.rendering import office, page, require
from tests.support import write_report

MM_PER_CHARACTER = 16 / 72 * 25.4
TOP, LEFT, RIGHT, BOTTOM = 37.0, 28.0, 184.0, 262.0
NEAR = 0.6  # mm; 22 lines and 28 characters leave that much of the text area over
SENTENCE = "区政府高度重视建议办理工作认真研究逐件答复及时反馈不断提高质量"
DASH_TOP = BOTTOM + 7


def report(folder: Path, text: str, **facts: object) -> Path:
    return write_report(folder, **{"正文": [{"内容": text}], "标题": "关于办理情况的报告", **facts})


LONG = "\n".join(SENTENCE * 9 + "。" for _ in range(8))
HEADINGS = "# 一级标题\n\n## 二级标题\n\n### 三级标题\n\n#### 四级标题\n\n## 接排标题\n后面的文字。\n\n正文**加重**文字。"
TABLE = (
    "上文。\n\n表：办理结果\n\n| 序号 | 案由 | 承办单位 | 结果 | 满意度 |\n|--|:--|:--|--|--|\n"
    + "".join(
        f"| {n} | 关于{SENTENCE}的建议 | 区住房和城乡建设局 | 已经解决 | 满意 |\n" for n in range(1, 41)
    )
    + "\n下文。"
)
LONG_NAME = "某某市某某区人民政府办公室"
DOCUMENTS: dict[str, tuple[str, dict[str, object]]] = {
    "long": (LONG, {"落款": {"日期": "2019-12-12"}}),
    "headings": (HEADINGS, {}),
    "table": (TABLE, {}),
    "long-name": ("文。", {"单位": LONG_NAME, "落款": {"日期": "2019-12-12"}}),
    "short-name": ("文。", {"单位": "某局", "落款": {"日期": "2019-12-12"}}),
}


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    require.rendering()
    folder = tmp_path_factory.mktemp("pages")
    files = []
    for name, (text, facts) in DOCUMENTS.items():
        files.append(folder / f"{name}.docx")
        br.build(report(folder / name, text, **facts), files[-1])
    return dict(zip(DOCUMENTS, office.to_pdf(files, folder / "pdf"), strict=True))


@cache
def read(pdf: Path) -> tuple[page.Page, ...]:
    return page.pages(pdf)


def body(pdf: Path) -> list[page.Line]:
    return [line for sheet in read(pdf) for line in page.body(sheet)]


def test_the_paper_is_a4(pdfs: dict[str, Path]) -> None:
    for pdf in pdfs.values():
        assert {(round(sheet.width), round(sheet.height)) for sheet in read(pdf)} == {(210, 297)}


def test_a_full_page_has_22_lines_of_28_characters(pdfs: dict[str, Path]) -> None:
    full = read(pdfs["long"])[1]
    lines = page.body(full)
    assert len(lines) == 22
    assert max(len(line.visible) for line in lines) == 28
    assert sum(len(line.visible) == 28 for line in lines) > 10


def test_the_text_fills_the_text_area_and_nothing_else(pdfs: dict[str, Path]) -> None:
    for sheet in read(pdfs["long"])[1:3]:
        lines = page.body(sheet)
        pitch = lines[1].baseline - lines[0].baseline
        assert pitch == pytest.approx(225 / 22, abs=0.05)
        assert TOP <= lines[0].top <= TOP + pitch
        assert BOTTOM - pitch < lines[-1].bottom <= BOTTOM
        assert min(line.left for line in lines) == pytest.approx(LEFT, abs=NEAR)
        widest = [line.right for line in lines if len(line.visible) == 28]
        assert all(right == pytest.approx(RIGHT, abs=NEAR) for right in widest)


def test_paragraphs_are_indented_by_two_characters(pdfs: dict[str, Path]) -> None:
    lefts = {round((line.left - LEFT) / MM_PER_CHARACTER, 1) for line in page.body(read(pdfs["long"])[1])}
    assert lefts == {0.0, 2.0}


def test_the_text_is_fang_song_of_size_3_and_black(pdfs: dict[str, Path]) -> None:
    for line in page.body(read(pdfs["long"])[1]):
        assert (line.font, line.size) == ("FandolFang-Regular", 16.0)
        assert {char.colour for char in line.visible} == {"#000000"}


def test_page_numbers_stand_at_the_outer_edge(pdfs: dict[str, Path]) -> None:
    sheets = read(pdfs["long"])
    assert len(sheets) >= 4
    for number, sheet in enumerate(sheets, 1):
        line = page.page_number(sheet)
        assert line is not None
        assert line.text.strip() == f"— {number} —"
        assert line.size == 14.0
        one_character = 14 / 72 * 25.4
        if number % 2:
            assert line.right == pytest.approx(RIGHT - one_character, abs=NEAR)
        else:
            assert line.left == pytest.approx(LEFT + one_character, abs=NEAR)


def dash_top(pdf: Path, sheet: int) -> float:
    """Measure the top of the ink of a page number's first dash, in mm."""
    with pdfplumber.open(pdf) as document:
        picture = document.pages[sheet].to_image(resolution=300).original.convert("L")
    width, height = picture.size
    start = round((BOTTOM + 1) / 297 * height)
    foot = picture.crop((0, start, width, height)).point(lambda value: 255 if value < 128 else 0)
    left = foot.getbbox()[0]
    return float((start + foot.crop((left, 0, left + 20, foot.size[1])).getbbox()[1]) / height * 297)


@pytest.mark.parametrize("sheet", [0, 1])
def test_page_numbers_stand_7_mm_below_the_text_area(pdfs: dict[str, Path], sheet: int) -> None:
    assert dash_top(pdfs["long"], sheet) == pytest.approx(DASH_TOP, abs=1)


def test_the_title_is_centred_and_of_size_2(pdfs: dict[str, Path]) -> None:
    title = body(pdfs["long"])[0]
    assert title.text == "关于办理情况的报告"
    assert title.size == 22.0
    assert title.font.startswith("NotoSerifCJK")
    assert "Bold" in title.font
    assert (title.left + title.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=NEAR)
    following = body(pdfs["long"])[1]
    assert following.baseline - title.baseline == pytest.approx(2 * 225 / 22, abs=NEAR)


def test_headings_have_the_faces_of_their_levels(pdfs: dict[str, Path]) -> None:
    lines = {line.text.strip(): line for line in body(pdfs["headings"])}
    assert lines["一、一级标题"].font.startswith("NotoSansCJK")
    assert lines["（一）二级标题"].font == "FandolKai-Regular"
    assert lines["1.三级标题"].font == lines["（1）四级标题"].font == "FandolFang-Regular"
    assert {lines[text].size for text in ("一、一级标题", "（一）二级标题", "1.三级标题")} == {16.0}
    for line in lines.values():
        if line.size == 16.0 and "区人民政府" not in line.text:
            assert line.left == pytest.approx(LEFT + 2 * MM_PER_CHARACTER, abs=NEAR)


def test_a_run_in_heading_keeps_its_face_before_the_text(pdfs: dict[str, Path]) -> None:
    (line,) = [line for line in body(pdfs["headings"]) if "接排标题" in line.text]
    fonts = [char.font for char in line.visible]
    heading = len("（二）接排标题。")
    assert set(fonts[:heading]) == {"FandolKai-Regular"}
    assert set(fonts[heading:]) == {"FandolFang-Regular"}


def signature(pdf: Path) -> tuple[page.Line, page.Line]:
    name, day = body(pdf)[-2:]
    return name, day


def test_a_name_longer_than_the_date_ends_two_characters_from_the_edge(pdfs: dict[str, Path]) -> None:
    name, day = signature(pdfs["long-name"])
    assert (name.text.strip(), day.text.strip()) == (LONG_NAME, "2019年12月12日")
    assert name.right == pytest.approx(RIGHT - 2 * MM_PER_CHARACTER, abs=NEAR)
    assert day.left - name.left == pytest.approx(2 * MM_PER_CHARACTER, abs=0.1)


@pytest.mark.parametrize("document", ["short-name", "long"])
def test_a_longer_date_stands_two_characters_from_the_edge(pdfs: dict[str, Path], document: str) -> None:
    name, day = signature(pdfs[document])
    assert day.left - name.left == pytest.approx(2 * MM_PER_CHARACTER, abs=0.1)
    # LibreOffice spaces digits among Chinese characters even where the style forbids it, so the date's seven
    # characters say where it ends, not where its last one stands on this paper.
    end = day.left + 7 * MM_PER_CHARACTER
    assert end == pytest.approx(RIGHT - 2 * MM_PER_CHARACTER, abs=2)
    assert day.right <= RIGHT


def test_one_blank_line_stands_above_the_signature(pdfs: dict[str, Path]) -> None:
    text, name, day = body(pdfs["long-name"])[-3:]
    pitch = day.baseline - name.baseline
    assert pitch == pytest.approx(225 / 22, abs=0.1)
    assert name.baseline - text.baseline == pytest.approx(2 * pitch, abs=0.1)


def test_tables_stay_inside_the_text_area_and_repeat_their_head(pdfs: dict[str, Path]) -> None:
    sheets = read(pdfs["table"])
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets):
        assert sheet.rules or number == len(sheets) - 1
        assert all(rule.left >= LEFT - NEAR and rule.right <= RIGHT + NEAR for rule in sheet.rules)
        assert all(TOP - NEAR <= rule.y <= BOTTOM + NEAR for rule in sheet.rules)
        for line in page.body(sheet):
            assert line.left >= LEFT - NEAR
            assert line.right <= RIGHT + NEAR
    heads = [
        [line.text for line in page.body(sheet) if line.text.strip().startswith("序号")] for sheet in sheets
    ]
    assert [len(head) for head in heads if head] == [1] * len(
        [sheet for sheet in sheets if len(sheet.rules) > 2]
    )


def test_a_table_s_caption_stands_above_it_on_the_same_page(pdfs: dict[str, Path]) -> None:
    (sheet,) = [
        sheet for sheet in read(pdfs["table"]) if any("办理结果" in line.text for line in sheet.lines)
    ]
    caption = next(line for line in sheet.lines if "办理结果" in line.text)
    assert caption.text.startswith("表1")
    assert caption.font.startswith(("NotoSansCJK", "Liberation"))
    assert caption.baseline < min(rule.y for rule in sheet.rules)

"""Text markup: what an author types, and the numbered headings, paragraphs and tables that come of it."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import banli_report as br
from banli_report.document.markup import MarkupError, parse
from banli_report.document.outline import outline
from banli_report.document.tree import Document, Heading, Paragraph, Run, Table, text_of
from banli_report.prose.marks import Marks
from tests.support import composed_free, only_problem, write_report


def read(text: str) -> str:
    """Give the blocks of a text as readable lines."""
    lines = outline(Document((), parse(text, ()))).splitlines()[1:]
    return "\n".join(line.removeprefix("正文 ") for line in lines)


def test_levels_are_numbered_as_the_standard_says() -> None:
    text = "# 甲\n\n## 乙\n\n### 丙\n\n#### 丁\n\n#### 戊\n\n### 己\n\n## 庚\n\n# 辛\n\n## 壬\n\n### 癸"
    assert read(text).split("\n") == [
        "1级 一、甲",
        "2级 （一）乙",
        "3级 1.丙",
        "4级 （1）丁",
        "4级 （2）戊",
        "3级 2.己",
        "2级 （二）庚",
        "1级 二、辛",
        "2级 （一）壬",
        "3级 1.癸",
    ]


def test_a_deeper_level_may_come_first_and_starts_anew_below_a_higher_one() -> None:
    assert read("## 甲\n\n# 乙\n\n## 丙").split("\n") == ["2级 （一）甲", "1级 一、乙", "2级 （一）丙"]


def test_a_heading_with_text_on_the_next_line_is_run_in() -> None:
    assert read("## 加强领导\n区长负责。\n分管配合。\n\n另起一段。") == (
        "[2级 （一）加强领导。]区长负责。\n分管配合。\n另起一段。"
    )


def test_a_heading_before_a_blank_line_stands_alone() -> None:
    assert read("## 加强领导\n\n区长负责。") == "2级 （一）加强领导\n区长负责。"


def test_a_heading_before_a_table_or_another_heading_stands_alone() -> None:
    assert read("# 甲\n## 乙\n| 丙 |\n|---|\n| 丁 |") == "1级 一、甲\n2级 （一）乙\n表题 \n  | 丙 |\n  | 丁 |"


def test_a_heading_before_the_caption_of_a_table_stands_alone() -> None:
    assert read("# 甲\n表：题\n| 丙 |\n|---|\n| 丁 |") == "1级 一、甲\n表题 题\n  | 丙 |\n  | 丁 |"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("抓落实", "抓落实。"),
        ("抓落实。", "抓落实。"),
        ("抓落实！", "抓落实！"),
        ("怎么抓？", "怎么抓？"),
        ("抓落实：", "抓落实："),
        ("开展“回头看”", "开展“回头看”。"),
        ("落实“事事有回音。”", "落实“事事有回音。”"),
        ("**抓落实**", "**抓落实。**"),
    ],
)
def test_a_run_in_heading_gets_the_full_stop_that_it_lacks(typed: str, shown: str) -> None:
    assert read(f"## {typed}\n文。") == f"[2级 （一）{shown}]文。"


def test_a_standing_heading_keeps_its_own_punctuation() -> None:
    assert read("# 抓落实。\n\n# 抓落实") == "1级 一、抓落实。\n1级 二、抓落实"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**一是**抓；**二是**督。", "**一是**抓；**二是**督。"),
        ("“**甲**”，**乙。**丙", "“**甲**”，**乙。**丙"),
        ("（**甲**）**（乙）**", "（**甲**）**（乙）**"),
        ("**《甲》**、**乙，**", "**《甲》**、**乙，**"),
        ("**甲乙**", "**甲乙**"),
        (r"\*\*甲\*\*", "**甲**"),
        (r"\*甲*", "*甲*"),
        ("3*4", "3*4"),
    ],
)
def test_strong_text_beside_chinese_punctuation(typed: str, shown: str) -> None:
    assert read(typed) == shown


def test_escaped_stars_are_not_strong() -> None:
    (paragraph,) = parse(r"\*\*甲\*\*", ())
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == (Run("**甲**"),)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"\# 甲", "# 甲"),
        (r"甲\|乙", "甲|乙"),
        (r"甲\乙", r"甲\乙"),
        (r"甲\\乙", r"甲\乙"),
        ("#甲", "#甲"),
        ("####### 甲", "####### 甲"),
        ("- 甲", "- 甲"),
        ("1. 甲", "1. 甲"),
        ("> 甲", "> 甲"),
        ("甲\n---", "甲\n---"),
        ("甲\n===", "甲\n==="),
        ("```\n甲\n```", "```\n甲\n```"),
        ("`甲` [乙][丙] _己_ ~~庚~~ <b>辛</b> &amp;", "`甲` [乙][丙] _己_ ~~庚~~ <b>辛</b> &amp;"),
        ("http://a.cn", "http://a.cn"),
        ("表：没有表格跟着", "表：没有表格跟着"),
    ],
)  # fmt: skip
def test_nothing_else_is_markup(typed: str, shown: str) -> None:
    assert read(typed) == shown


@pytest.mark.parametrize("indent", ["", "  ", "    ", "\t", "　　", "\xa0\xa0", "　 \t"])
def test_indents_that_people_type_are_dropped(indent: str) -> None:
    assert read(f"{indent}甲。\n{indent}# 乙\n\n{indent}丙。　") == "甲。\n1级 一、乙\n丙。"


def test_every_line_is_a_paragraph_and_blank_lines_leave_none() -> None:
    assert read("甲。\n乙。\n\n\n　\n丙。\n") == "甲。\n乙。\n丙。"
    assert read("") == read("\n \n　\n") == ""


TABLE = """\
表：办理结果

| 类别 | 件数 | 占比 |
|:-----|-----:|:---:|
| 甲类 | 3 | **30%** |
| 乙类 |  | 70% |
"""


def test_a_table_has_caption_head_rows_and_alignment() -> None:
    (table,) = parse(TABLE, ())
    assert isinstance(table, Table)
    assert text_of(table.caption) == "办理结果"
    assert table.aligns == ("left", "right", "center")
    assert (
        read(TABLE)
        == "表题 办理结果\n  | 类别 | 件数 | 占比 |\n  | 甲类 | 3 | **30%** |\n  | 乙类 |  | 70% |"
    )


@pytest.mark.parametrize("mark", ["表：", "表:", "　　表：", "表： "])
def test_a_caption_may_touch_its_table(mark: str) -> None:
    assert read(f"上文。\n{mark}题\n| 甲 |\n|---|\n| 乙 |") == "上文。\n表题 题\n  | 甲 |\n  | 乙 |"


def test_the_text_below_a_table_is_no_row_of_it() -> None:
    assert read("| 甲 |\n|---|\n| 乙 |\n丙。") == "表题 \n  | 甲 |\n  | 乙 |\n丙。"


def test_a_short_row_is_filled_up_and_a_bar_in_a_cell_is_escaped() -> None:
    assert read("| 甲 | 乙 |\n|---|---|\n| 丙 |\n| 丁\\|戊 | 己 |") == (
        "表题 \n  | 甲 | 乙 |\n  | 丙 |  |\n  | 丁|戊 | 己 |"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲\n\n##### 乙丙丁", "标题层次5超出1至4级"),
        ("###### 乙", "标题层次6"),
        ("# \n\n甲", "没有文字"),
        ("**甲乙", "没有成对"),
        ("甲**", "没有成对"),
        ("**甲**乙**", "没有成对"),
        ("****", "没有成对"),
        ("**甲\n\n乙**", "没有成对"),
        ("**甲\n乙**丙", "没有成对"),
        ("**一是抓。\n**二是督。", "没有成对"),
        ("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 | 戊 |", "有3格，表头只有2格"),
        ("| 甲 | 乙 |\n|---|\n| 丙 | 丁 |", "表格写得不完整"),
        ("| 甲 | 乙 |\n| 丙 | 丁 |", "表格写得不完整"),
    ],
)
def test_what_would_be_lost_or_printed_as_signs_is_refused(text: str, said: str) -> None:
    with pytest.raises(MarkupError, match=said) as stopped:
        parse(text, ())
    assert stopped.value.hint


def test_ninety_nine_headings_can_be_numbered_and_no_more() -> None:
    many = "\n\n".join(f"## 第{n}" for n in range(1, 101))
    assert read(many[: many.rindex("##")]).endswith("2级 （九十九）第99")
    with pytest.raises(MarkupError, match="100"):
        parse(many, ())


def test_a_fault_of_markup_is_told_with_the_words_where_it_stands(tmp_path: Path) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, "##### 共{{ 建议.件数 }}件建议"))
    assert problem.id == "template.markup"
    assert "共5件建议" in problem.message
    assert problem.hint
    written = (tmp_path / problem.place.file).read_text("utf-8").splitlines()
    assert "件建议" in written[problem.place.line - 1]


def test_headings_of_a_section_go_below_the_section_s_own(tmp_path: Path) -> None:
    report = write_report(
        tmp_path,
        正文=[
            {"标题": "做法", "内容": "# 抓领导\n文。\n\n　　# 抓制度\n\n## 建台账\n文。"},
            {"标题": "打算", "内容": "快。"},
        ],
    )
    assert outline(br.compose(br.load(report))).splitlines()[1:-2] == [
        "1级 一、做法",
        "正文 [2级 （一）抓领导。]文。",
        "2级 （二）抓制度",
        "正文 [3级 1.建台账。]文。",
        "1级 二、打算",
        "正文 快。",
    ]


LEVELS = st.lists(st.integers(1, 4), min_size=1, max_size=60)
DIGITS = {word: number for number, word in enumerate("一二三四五六七八九", 1)}


def ordinal(number: str) -> int:
    """Read a heading's number back, by another way than it was made."""
    core = number.strip("（）、.")
    if core.isdigit():
        return int(core)
    tens, ten, ones = core.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


@given(LEVELS)
def test_numbers_go_up_by_one_until_a_higher_heading_comes(levels: list[int]) -> None:
    blocks = parse("\n\n".join(f"{'#' * level} 题" for level in levels), ())
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert [heading.level for heading in headings] == levels
    for position, heading in enumerate(headings):
        since = headings[: position + 1]
        above = [i for i, other in enumerate(since) if other.level < heading.level]
        peers = [other for other in since[above[-1] + 1 if above else 0 :] if other.level == heading.level]
        assert ordinal(heading.number) == len(peers)
        assert heading.number[0] == "（" if heading.level in (2, 4) else heading.number[-1] in "、."
    for one, next_ in pairwise(headings):
        assert one.number != next_.number or one.level != next_.level or ordinal(next_.number) == 1


def test_tables_with_a_caption_are_numbered_in_order() -> None:
    table = "| 甲 |\n|---|\n| 乙 |\n\n"
    blocks = parse(f"表：一\n{table}{table}表：二\n{table}", ())
    assert [block.label for block in blocks if isinstance(block, Table)] == ["表1", "", "表2"]


ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufdd0\ufdd1"), min_size=1
)


@given(
    st.lists(ANY_TEXT, min_size=1, max_size=4),
    st.sampled_from(["{}", "甲{}乙", "**{}**", "# {}", "表：{}", "| {} |"]),
)
def test_values_come_out_as_they_went_in_whatever_they_hold(values: list[str], around: str) -> None:
    marks = Marks()
    typed = around.format("，".join(marks.add(value) for value in values))
    if around.startswith("|"):
        typed += "\n|---|\n| 丙 |"
    if around.startswith("表"):
        typed += "\n\n| 丙 |\n|---|\n| 丙 |"
    document = Document((), parse(typed, marks.all()))
    shown = [run.text for run in document.runs() if not run.typed]
    assert "".join(shown) == "".join(values)

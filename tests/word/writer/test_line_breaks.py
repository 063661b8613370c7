"""Titles are broken by sense, in even lines; a text that is no title is left to Word, however long it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli_report.word.writer.line_breaks import broken
from banli_report.words.characters import ems

WIDTH = 20.1


OF_BUREAUS = """\
某某市交通运输局2023年度/建议提案办理工作总结
某某市市场监督管理局2022年/建议提案办理工作情况汇报
某某市退役军人事务局2024年度/建议提案办理工作自查报告
某某区水务局2024年/区人大代表建议、政协提案办理情况公开
某某市公安局2024年度/全国和省市人大代表建议、/政协提案办理工作总结
某某市生态环境局2021—2023年/建议提案办理工作总结
某某市文化广电和旅游局/2024年1—10月建议提案办理情况报告
某某市人力资源和社会保障局/2024年上半年建议提案办理情况通报
某某市科学技术局关于办理/市政协十三届二次会议提案情况的总结
某某省发展和改革委员会/关于省十四届人大二次会议/代表建议办理情况的报告
某某市人民政府关于办理/市十七届人大一次会议第1号议案情况的报告
某某市商务局2024年度/人大政协建议提案办理工作报告
某某市统计局关于2024年/人大建议政协提案办理工作的情况报告
某某市司法局2024年度/重点建议和重点提案办理情况专题报告
某某自治区交通运输厅关于2023年度/自治区人大代表建议和政协提案/办理情况的报告
某某市乡村振兴局2023年度/承办的12件建议提案办理情况报告
某某县人民政府二〇二三年度/人大代表建议办理情况总结""".splitlines()


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("代表建议办理情况统计表", ["代表建议办理情况统计表"]),
        (
            "关于区十五届人大四次会议代表建议、批评和意见办理情况的报告",
            ["关于区十五届人大四次会议", "代表建议、批评和意见办理情况的报告"],
        ),
        (
            "关于武昌区第十五届人民代表大会第六次会议以来议案建议办理情况的报告",
            ["关于武昌区第十五届人民代表大会", "第六次会议以来议案建议办理情况的报告"],
        ),
        ("某局\n2024年总结", ["某局", "2024年总结"]),
        *((joined.replace("/", ""), joined.split("/")) for joined in OF_BUREAUS),
    ],
)
def test_titles(title: str, lines: list[str]) -> None:
    assert broken(title, WIDTH) == lines


@pytest.mark.parametrize(
    "whole", ["2023年度", "2021—2023年", "2024年1—10月", "第126号", "12件", "98.5%", "2024年上半年"]
)
@pytest.mark.parametrize("before", ["某某市交通运输局", "某某市国有资产监督管理委员会", "关于", "某局"])
@pytest.mark.parametrize("given", ["", "某某市人民政府办公室\n"])
def test_a_number_keeps_its_unit_in_lines_given_by_hand_too(whole: str, before: str, given: str) -> None:
    title = f"{given}{before}{whole}人大代表建议和政协委员提案办理情况的工作总结报告"
    lines = broken(title, WIDTH)
    assert len(lines) > len(given.splitlines()) + 1
    assert any(whole in line for line in lines), lines
    assert lines[: len(given.splitlines())] == given.splitlines()


def test_the_agency_s_name_is_kept_whole() -> None:
    name = "某某市住房保障和房地产管理局"
    assert broken(f"{name}2022年人大建议办理工作总结", WIDTH, [name]) == [name, "2022年人大建议办理工作总结"]


@given(
    st.lists(
        st.sampled_from(["关于", "办理情况", "的", "甲", "代表建议", "和", "、", "2024年"]), max_size=80
    ).map("".join)
)
def test_no_text_is_lost_and_none_takes_forever(text: str) -> None:
    lines = broken(text, WIDTH)
    assert "".join(lines) == text
    assert len(lines) == 1 or all(ems(line) <= WIDTH for line in lines)


def test_digits_among_chinese_need_room() -> None:
    title = "某某县水利局关于人大代表建议2024年办理情况的报告"
    assert ems(title) == 24
    for room in (24, 24.4):
        assert len(broken(title, room)) == 2
    assert broken(title, 24.5) == [title]


@pytest.mark.parametrize(
    "title",
    [
        "關於辦理市第十五屆人民代表大會第四次會議代表建議和政協某某市第十四屆委員會第四次會議提案情況的報告",
        "某某市自然資源和規劃局關於2022年度市人大代表建議和市政協提案辦理情況的報告",
    ],
)
def test_a_traditional_title_is_broken_where_the_simplified_one_is(title: str) -> None:
    lines = broken(title, WIDTH)
    assert "".join(lines) == title
    assert all(ems(line) <= WIDTH for line in lines)
    assert any("第四次會議" in line for line in lines) or "第四次會議" not in title
    assert [len(line) for line in lines] == [len(line) for line in broken(_simplified(title), WIDTH)]


def _simplified(title: str) -> str:
    pairs = "關关於于辦办屆届會会議议協协員员況况報报資资規规劃划"
    return title.translate(str.maketrans(pairs[::2], pairs[1::2]))


def test_every_character_is_as_wide_as_unicode_says() -> None:
    for character in map(chr, range(0x80, 0x30000)):
        wide = unicodedata.east_asian_width(character) in "WFA"
        assert ems(f"{character}甲") == (2 if wide else 1.5)

"""Titles are broken by sense, in even lines; a text that is no title is left to Word, however long it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli_report.word.writer.line_breaks import broken
from banli_report.words.characters import ems

WIDTH = 20.1


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
    ],
)
def test_titles(title: str, lines: list[str]) -> None:
    assert broken(title, WIDTH) == lines


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

"""Long and hostile texts take work in proportion to their length, and bad ones never end in a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.release.support import read

TITLES = ("关于2022年建议办理情况的报告", "关于区十五届人大四次会议建议办理情况的报告")
PIECES = [
    *("一是", "三是", "一是甲，三是乙。", "第一，", "首先，", "一、", "（三）", "其次"),
    *("1", "1 ", "-1", "110101199003077774 ", "13812345678，", "6222 ", "+86 ", "９"),
    *("截至2022年12月31日", "2022年", "9月31日", "承办1件", "2021年承办12345", "十五届四次会议", "第", "届"),
    *("汇办", "《汇办", "《》汇办", "率100%以上", "百分之1%", "政协", "代表批评、", "闭幕期间", "满意律"),
    *("C:\\a ", "\\\\a\\", "file:///", "a@", "待", "（待核", "单击此处", "[键入", "}}", "％", "X", "__", " "),
]


def calls(work: Callable[[], Any]) -> int:
    """Count the calls that some work takes, of Python's functions and of the interpreter's own."""
    count = 0

    def counting(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_ten_times_the_text_takes_ten_times_the_work(piece: str) -> None:
    in_one = [calls(lambda n=n: read(*TITLES, piece * n)) for n in (100, 1000)]
    in_many = [calls(lambda n=n: read(*TITLES, *[piece] * n)) for n in (100, 1000)]
    assert in_one[1] < 12 * in_one[0]
    assert in_many[1] < 12 * in_many[0]
    read(piece * 50_000)  # what the patterns themselves do is not counted: this would not end


@given(
    st.lists(
        st.lists(st.sampled_from([*PIECES, "\n", "\t", "\ufeff", "文"]), max_size=8).map("".join), max_size=6
    )
)
def test_no_text_ends_in_a_traceback(lines: list[str]) -> None:
    for problem in read(*lines):
        assert problem.place.line
        assert problem.message

"""Sentences made of true figures never raise an error; with one number changed they always do."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from opencc import OpenCC

from banli_report.figures.rounding import half_up, percent_text
from tests.checks.audit.auditing import audited, errors

TRADITIONAL = OpenCC("s2t").convert
FULL = str.maketrans("0123456789%,", "０１２３４５６７８９％，")

CLASSES = (
    ("主办", "协办"),
    ("主办", "会办", "参阅"),
    ("人大代表建议", "政协委员提案"),
    ("议案", "代表建议", "提案"),
    ("满意", "基本满意", "不满意"),
    ("已经解决或基本解决的（A类）", "正在解决或列入计划的（B类）", "留作参考的（C类）"),
    ("“A”类", "“B”类", "“C”类", "“D”类"),
    ("会议期间建议", "闭会期间建议"),
    ("委员个人及联名提案", "民主党派提案", "专门委员会提案"),
    ("城建交通类", "财政经济类", "教科文卫类", "其他类"),
    ("经济建设方面", "政治建设方面", "文化建设方面", "社会建设方面", "生态文明建设方面"),
    ("省级", "市级", "县级"),
)
OPENINGS = (
    "2024年，我局共承办建议提案{}件。其中：",
    "一年来，共收到{}件，其中，",
    "会议期间共收到建议、提案{}件，其中",
    "区政府承办的{}件建议中，",
    "全年共交办{}件，立案情况如下。其中，",
)
JOINTS = ("，", "、", "；")


@dataclass(frozen=True)
class Said:
    """A sentence as pieces, and which of them are numbers that its truth hangs on."""

    pieces: tuple[str, ...]
    numbers: tuple[int, ...]

    def text(self, at: int | None = None, number: str = "") -> str:
        pieces = list(self.pieces)
        if at is not None:
            pieces[at] = number
        return "".join(pieces)


@st.composite
def partitions(draw: st.DrawFn) -> Said:
    """A whole and all of its parts, with shares or without."""
    names = draw(st.sampled_from(CLASSES))
    counts = draw(st.lists(st.integers(1, 900), min_size=len(names), max_size=len(names)))
    before, after = draw(st.sampled_from(OPENINGS)).split("{}")
    shares = draw(st.booleans())
    decimals = draw(st.integers(0, 2))
    strip = draw(st.booleans())
    joint = "；" if shares else draw(st.sampled_from(JOINTS))
    pieces, numbers = [before, str(sum(counts)), after], [1]
    for position, (name, count) in enumerate(zip(names, counts, strict=True)):
        numbers.append(len(pieces) + 1)
        pieces += [f"{joint if position else ''}{name}", str(count), "件"]
        if shares:
            share = percent_text(half_up(Fraction(100 * count, sum(counts)), decimals), strip)
            pieces += ["，占", share, ""]
    return Said((*pieces, "。"), tuple(numbers))


@given(partitions())
def test_true_partitions_raise_no_error(said: Said) -> None:
    assert errors(said.text()) == []
    assert "无从核对" not in audited(said.text()).coverage()


@given(partitions())
def test_true_partitions_raise_no_error_in_other_characters(said: Said) -> None:
    assert errors(TRADITIONAL(said.text())) == []
    assert errors(said.text().translate(FULL)) == []


@given(partitions(), st.data())
def test_a_changed_number_is_always_found(said: Said, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(said.numbers))
    other = data.draw(st.integers(1, 5000))
    assume(str(other) != said.pieces[at])
    assert errors(said.text(at, str(other)))


@given(st.integers(1, 500), st.integers(1, 500), st.integers(0, 3), st.integers(2, 60))
def test_a_changed_share_is_found_where_it_is_off_by_more_than_one_place(
    part: int, rest: int, decimals: int, steps: int
) -> None:
    right = half_up(Fraction(100 * part, part + rest), decimals)
    wrong = right + steps * (right - right + 1).scaleb(-decimals)
    assume(wrong <= 100)
    text = "共承办{}件。其中已办结{}件，占{}。"
    assert errors(text.format(part + rest, part, percent_text(right, strip_zeros=True))) == []
    assert errors(text.format(part + rest, part, percent_text(wrong, strip_zeros=True)))


@given(st.integers(2, 3000), st.integers(-900, 900), st.integers(0, 2))
def test_changes_are_recomputed(past: int, change: int, decimals: int) -> None:
    now = past + change
    assume(change and now > 0)
    word = "增加" if change > 0 else "减少"
    share = half_up(Fraction(100 * abs(change), past), decimals)
    text = f"今年共承办建议{now}件，比上年的{past}件{word}{{}}件，{word}{{}}。"
    right = percent_text(share, strip_zeros=True)
    assert errors(text.format(abs(change), right)) == []
    assert errors(text.format(abs(change) + 1, right))
    wrong = percent_text(share + 3, strip_zeros=True)
    assert errors(text.format(abs(change), wrong))


@given(st.lists(st.integers(1, 80), min_size=2, max_size=6), st.booleans())
def test_each_multiplies(counts: list[int], wrong: bool) -> None:
    names = ("水务", "交通", "农牧", "林业", "教育", "卫生")[: len(counts)]
    singles = "，".join(f"{name}方面的有{count}件" for name, count in zip(names, counts, strict=True))
    total = sum(counts) + 3 * 2 + 2
    text = f"共收到{total + wrong}件建议。{singles}，发改、财政、旅游方面的各有2件，公安、民政方面的各有1件。"
    assert bool(errors(text)) is wrong


@given(
    st.text(
        alphabet="共其中占比上年增加减少件条%％各有余其他，、；。：（）()12345 6.7主办协办建议提案满意率",
        max_size=120,
    )
)
def test_hostile_text_raises_nothing(text: str) -> None:
    audit = audited(text)
    assert audit.numbers >= len(audit.left)
    assert audit.lines() is not None

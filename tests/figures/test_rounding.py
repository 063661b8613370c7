"""How shares are rounded, and made to add to 100 where that is asked for."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from banli_report import BanliError, Policy
from banli_report.figures.rounding import closed_text, closed_to_100, half_up, share_text, share_texts

Percent = type(Policy().percent)
DECIMALS = st.integers(0, 2)
COUNTS = st.lists(st.integers(0, 5_000), min_size=1, max_size=12).filter(any)

# counts of real reports, as their authors printed them
HONEST = [
    ([160, 6], 2, ["96.39", "3.61"]),
    ([149, 17], 2, ["89.76", "10.24"]),
    ([43, 13, 1], 1, ["75.4", "22.8", "1.8"]),
    ([402, 362, 83], 0, ["47", "43", "10"]),
    ([363, 403, 268], 1, ["35.1", "39", "25.9"]),
    ([690, 65], 1, ["91.4", "8.6"]),
    ([33, 42, 17], 0, ["36", "46", "18"]),
    ([1640, 753, 251, 42], 1, ["61.1", "28", "9.3", "1.6"]),
    ([2345, 313, 28], 1, ["87.3", "11.7", "1"]),
    ([229, 16], 0, ["93", "7"]),
    ([190, 55], 0, ["78", "22"]),
    ([10, 5, 8], 0, ["43", "22", "35"]),
    ([7, 61, 50], 0, ["6", "52", "42"]),
    ([64, 16, 21, 17], 0, ["54", "14", "18", "14"]),
    ([48, 29, 21, 38, 15, 12, 5], 1, ["28.6", "17.3", "12.5", "22.6", "8.9", "7.1", "3"]),
    ([46, 15, 16, 29, 17, 10], 1, ["34.6", "11.3", "12", "21.8", "12.8", "7.5"]),
]
NOT_QUITE_100 = [
    ([22, 68, 2], 2, ["23.91", "73.91", "2.17"]),
    ([82, 30, 21], 1, ["61.7", "22.6", "15.8"]),
]
FORCED = [
    ([69, 45, 19, 15, 15, 2, 1], 2, ["41.57", "27.11", "11.44", "9.04", "9.04", "1.2", "0.6"]),
    ([114, 43, 9, 0], 2, ["68.68", "25.9", "5.42", "0"]),
    ([328, 315, 45], 2, ["47.67", "45.79", "6.54"]),
]


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction("98.5"), 0, "99"), (Fraction("97.5"), 0, "98"), (Fraction("0.5"), 0, "1"), (Fraction("2.675"), 2, "2.68"),
        (Fraction("1.005"), 2, "1.01"), (Fraction("0.125"), 2, "0.13"), (Fraction(200, 3), 1, "66.7"), (Fraction(100, 3), 2, "33.33"),
        (Fraction("-98.5"), 0, "-99"), (Fraction("-0.04"), 1, "0.0"), (Fraction(0), 2, "0.00"), (Fraction(100), 1, "100.0"),
    ],
)  # fmt: skip
def test_halves_go_up(value: Fraction, decimals: int, text: str) -> None:
    assert str(half_up(value, decimals)) == text


@pytest.mark.parametrize(
    ("share", "decimals", "strip", "text"),
    [
        (Fraction(985, 1000), 0, True, "99%"), (Fraction(16, 133), 1, True, "12%"), (Fraction(16, 133), 1, False, "12.0%"),
        (Fraction(1), 2, True, "100%"), (Fraction(1), 2, False, "100.00%"), (Fraction(0), 1, True, "0%"),
        (Fraction(1, 10), 0, True, "10%"), (Fraction(100), 0, True, "10000%"), (Fraction(46, 133), 1, True, "34.6%"),
    ],
)  # fmt: skip
def test_shares_are_printed_under_the_policy(share: Fraction, decimals: int, strip: bool, text: str) -> None:
    assert share_text(share, Percent(decimals=decimals, strip_zeros=strip)) == text


@pytest.mark.parametrize(("counts", "decimals", "printed"), HONEST + NOT_QUITE_100)
def test_lists_printed_honestly_come_out_as_printed(
    counts: list[int], decimals: int, printed: list[str]
) -> None:
    assert share_texts(counts, sum(counts), Percent(decimals=decimals)) == [f"{text}%" for text in printed]


@pytest.mark.parametrize(("counts", "decimals", "printed"), FORCED + HONEST)
def test_lists_closed_to_100_come_out_as_printed(
    counts: list[int], decimals: int, printed: list[str]
) -> None:
    policy = Percent(decimals=decimals, close_to_100=True)
    assert share_texts(counts, sum(counts), policy) == [f"{text}%" for text in printed]
    assert sum(map(Decimal, printed)) == 100


def test_exact_ties_go_to_the_larger_count() -> None:
    assert list(map(str, closed_to_100([1, 3, 1, 3], 0))) == ["12", "38", "12", "38"]
    assert list(map(str, closed_to_100([3, 5], 0))) == ["37", "63"]


def test_shares_of_a_part_of_the_whole_are_never_closed() -> None:
    policy = Percent(decimals=0, close_to_100=True)
    assert share_texts([1, 1, 1], 6, policy) == ["17%", "17%", "17%"]
    assert share_texts([1, 1, 1], 3, policy) == ["34%", "33%", "33%"]


@given(counts=COUNTS, decimals=DECIMALS)
def test_closed_lists_add_to_exactly_100(counts: list[int], decimals: int) -> None:
    assert sum(closed_to_100(counts, decimals)) == 100


@given(counts=COUNTS, decimals=DECIMALS)
def test_closing_moves_no_share_by_a_whole_unit(counts: list[int], decimals: int) -> None:
    unit, total = Fraction(1, 10**decimals), sum(counts)
    for count, closed in zip(counts, closed_to_100(counts, decimals), strict=True):
        assert abs(Fraction(closed) - Fraction(100 * count, total)) < unit
        assert count or not closed


@given(counts=COUNTS, decimals=DECIMALS)
def test_a_larger_count_never_gets_the_smaller_share(counts: list[int], decimals: int) -> None:
    pairs = sorted(zip(counts, closed_to_100(counts, decimals), strict=True))
    for (smaller, its), (larger, other) in pairwise(pairs):
        assert its <= other or smaller == larger


@given(numerator=st.integers(-(10**9), 10**9), denominator=st.integers(1, 10**6), decimals=st.integers(0, 4))
def test_half_up_is_what_decimal_calls_half_up(numerator: int, denominator: int, decimals: int) -> None:
    # a power of two and five, so that Decimal can hold the quotient exactly
    exact = Fraction(numerator, 2 ** (denominator % 12) * 5 ** (denominator % 7))
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        expected = quotient.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert half_up(exact, decimals) == expected


@given(value=st.fractions(max_denominator=10**6), decimals=st.integers(0, 4))
def test_half_up_is_the_nearest_number_of_its_decimals(value: Fraction, decimals: int) -> None:
    assume(value >= 0)
    distance = Fraction(half_up(value, decimals)) - value
    unit = Fraction(1, 10**decimals)
    assert -unit / 2 < distance <= unit / 2


@given(counts=COUNTS, decimals=DECIMALS)
def test_a_list_that_adds_to_100_by_itself_is_left_alone(counts: list[int], decimals: int) -> None:
    rounded = [half_up(Fraction(100 * count, sum(counts)), decimals) for count in counts]
    assume(sum(rounded) == 100)
    assert closed_to_100(counts, decimals) == rounded


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "texts"),
    [
        (2499, 2500, 1, ("99.96%", "99.9%以上", "100%")),
        (1, 2500, 1, ("0.04%", "不足0.1%", "0%")),
        (2499, 2500, 0, ("99.96%", "99%以上", "100%")),
        (1, 2500, 2, ("0.04%", "0.04%", "0.04%")),
        (19_999_999, 20_000_000, 1, ("99.9999%以上", "99.9%以上", "100%")),
        (1, 20_000_000, 1, ("不足0.0001%", "不足0.1%", "0%")),
        (2500, 2500, 1, ("100%", "100%", "100%")),
        (0, 2500, 1, ("0%", "0%", "0%")),
        (2501, 2500, 1, ("100%", "100%", "100%")),
        (1, 8, 0, ("13%", "13%", "13%")),
    ],
)
def test_what_is_neither_all_nor_none_does_not_read_so(
    part: int, whole: int, decimals: int, texts: tuple[str, str, str]
) -> None:
    ways = ("加小数位", "以上不足", "四舍五入")
    printed = [share_text(Fraction(part, whole), Percent(decimals=decimals, near_whole=way)) for way in ways]
    assert tuple(printed) == texts


@given(counts=COUNTS, decimals=DECIMALS, close=st.booleans())
def test_no_part_but_none_reads_0_and_none_but_the_whole_reads_100(
    counts: list[int], decimals: int, close: bool
) -> None:
    texts = share_texts(counts, sum(counts), Percent(decimals=decimals, close_to_100=close))
    assert [text == "0%" for text in texts] == [count == 0 for count in counts]
    assert [text == "100%" for text in texts] == [count == sum(counts) for count in counts]


def test_closed_shares_get_more_decimals_together() -> None:
    percent = Percent(close_to_100=True)
    assert share_texts([2499, 1], 2500, percent) == ["99.96%", "0.04%"]
    assert closed_text([1, 1, 1], [0], percent) == "33.4%"
    assert closed_text([1, 1, 1], [0, 1], percent) == "66.7%"


def test_another_way_of_printing_them_is_not_known() -> None:
    with pytest.raises(BanliError, match="加小数位、以上不足、四舍五入"):
        Percent(near_whole="随便")

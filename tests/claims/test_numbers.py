"""Numbers in prose: what is read, with which unit, and what is never a count."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from banli_report.claims import frames, grammar
from banli_report.claims.clean import clean
from banli_report.claims.numbers import numbers_in


def read(text: str) -> list[str]:
    return [f"{number.about}{number.shown}" for number in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("承办建议１３３件，占３４．６％。", ["１３３件", "３４．６％"]),
        ("建议 62 件，提案17 件", ["62件", "17件"]),
        ("收到1,234件，办结1，234件", ["1,234件", "1", "234件"]),
        ("重点建议十二件，一百二十件，二十一条", ["十二件", "一百二十件", "二十一条"]),
        ("共௦件、١٢件、1௨件", ["௦件", "١٢件", "1௨件"]),
        ("两三件、十几件、几十件、一件、三件事、两件实事、四项工作", []),
        ("投入1100万元，发放1.2万余份，近2100项，700多亩", ["1100万元", "余1.2万份", "近2100项", "多700亩"]),
        ("满意率达百分之九十八点五", ["百分之九十八点五"]),
        ("满意率提高3.5个百分点", ["3.5个百分点"]),
        ("20至30件、95%以上", ["至20", "至30件", "以上95%"]),
        ("會議收到提案685件,佔總數", ["685件"]),
        ("办复率达100%.2004年，征集到68件", ["100%", "68件"]),
    ],
)
def test_numbers_are_read_with_unit_and_exactness(text: str, numbers: list[str]) -> None:
    assert read(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "2019年12月12日，2018—2020年，3月7日下午5时，8:30，20231124日，201x年，五年来",
        "区十五届人大四次会议、市政协第12届、第3次、第60号、第十一条",
        "国办发〔2014〕46号、23号建议、索引号123456/2019-00448、X039公路、A3纸",
        "拨打12345热线、0371-67170000，手机13800000000",
        "附件1、表2、图3，《2035年远景目标》、“141”平台、“五一”“三个100%”",
        "一是强化，二是落实；（三）加强；1. 办理；（2）督办",
        "7个工作日内、30天、年满18周岁、3年、2小时、3个月",
        "比例为3:2，占1/3，身份证号410305199001011234567",
    ],
)
def test_dates_sessions_codes_and_ordinals_are_no_counts(text: str) -> None:
    assert read(text) == []


def test_a_trailing_zero_and_the_place_are_kept() -> None:
    first, second = numbers_in("共　１２ 件，占30.30%。")
    assert (first.text, first.start, first.end, first.value) == ("１２", 2, 4, 12)
    assert (second.text, second.step, second.decimals) == ("30.30%", Fraction(1, 100), 2)


def test_every_character_of_the_grammar_is_known_in_its_traditional_form() -> None:
    words = "".join(
        [str(value) for module in (frames, grammar) for name, value in vars(module).items() if name.isupper()]
    )
    plain = {character for character in words if "\u4e00" <= character <= "\u9fff"}
    convert = OpenCC("s2t").convert
    lost = {character for character in plain if clean(convert(character)).text != character}
    assert lost == set()


@given(
    st.text(
        alphabet="0123456789,.，．件%％万年月日第（）()“”《》〔〕号一二十百个多余约至—- \n甲", max_size=200
    )
)
def test_hostile_text_is_read_without_a_stumble(text: str) -> None:
    for number in numbers_in(text):
        assert text[number.start : number.end] == number.text

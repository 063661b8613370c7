"""Identity numbers, bank cards and mobile telephones in a text, and the many numbers that are none."""

from __future__ import annotations

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import banli_report as br
from tests.checks.layout.support import LAST, number, paragraph, spoiled
from tests.checks.release.support import ids, read, told

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(first: str = "11010119900307777") -> str:
    """Give an identity number out of its first seventeen digits."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first, strict=True))
    return first + "10X98765432"[total % 11]


def card(first: str = "622202100111624570") -> str:
    """Give a card number out of all its digits but the last."""
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(reversed(first)))
    return f"{first}{-total % 10}"


ID, CARD, MOBILE = identity(), card(), "13812345678"


def kinds(*lines: str) -> list[str]:
    return [name.removeprefix("release.") for name, _ in told(*lines)]


@pytest.mark.parametrize(
    "text",
    [
        f"代表王某（身份证号：{ID}）提出",
        f"{ID}",
        f"身份证{ID[:6]} {ID[6:14]} {ID[14:]}。",
        "编号" + "".join(chr(ord(c) + 0xFEE0) for c in identity("41030219851123001")),
        f"身份证编号：{identity('41030219851123456')}",
        "身份证号码110101900307777（旧）",
        identity("11010119900307002").lower(),
    ],
)
def test_identity_numbers_are_found(text: str) -> None:
    assert kinds(text) == ["identity-number"]


@pytest.mark.parametrize(
    "text",
    [
        f"开户行某某银行，账号{CARD}",
        " ".join((CARD[:4], CARD[4:8], CARD[8:12], CARD[12:16], CARD[16:])),
        CARD,
        f"卡号{card('400000123456789')}",
    ],
)
def test_bank_cards_are_found(text: str) -> None:
    assert kinds(text) == ["bank-card"]


@pytest.mark.parametrize(
    "text",
    [
        f"联系人：王某，电话{MOBILE}",
        "手机138-1234-5678",
        "138 1234 5678",
        f"+86{MOBILE}",
        f"（{MOBILE}）",
        f"代表电话：{MOBILE}。",
    ],
)
def test_mobile_numbers_are_found(text: str) -> None:
    assert kinds(text) == ["mobile-number"]


ORDINARY = [
    f"{MOBILE}-2022，{MOBILE}/1，{MOBILE}.5",
    identity("90010119900307777"),
    "账号0000000000000000",
    card("62220210011162457"),
    f"案件编号{identity('41010220220830001')}",
    "索引号：005252645/2022-00107",
    "011337231/2022-39555",
    "（联系人：王某，联系电话：0371-67170000）",
    "电话：027-88936100转8012，邮编：430060",
    "通过12345热线受理群众诉求138123件",
    "统一社会信用代码：91410100MA4567890X",
    f"统一社会信用代码{identity()}",
    "某政办〔2022〕13812345号",
    "完成投资13812345678元",
    "财政支出15000000000元、投入18900000000万元",
    f"合同编号{MOBILE}",
    f"项目代码：2019-410100-62-03-{MOBILE}",
    "身份证号110101********777X",
    "电话138****5678",
    ID[:-1] + ("1" if ID[-1] != "1" else "2"),
    "110101199013077774",
    "900101199003077774",
    "20220830123456789012",
    "1234567890123456789012345678901234567890",
    "建筑面积1138.13812345678万平方米",
    "坐标113.13812345678，34.13912345678",
    "工单号13812345678，流水号6222021001116245702",
    "6222021001116245701",
    "圆周率3.14159265358979323846",
    "2022年12月31日13时30分",
    "110101900307777",
    "0000000000000000，8888888888888888",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_other_numbers_are_not_told(text: str) -> None:
    assert kinds(text) == []


@given(
    st.text(alphabet="0123456789 -/.年月日件号XＸ１２３", max_size=60), st.sampled_from([ID, CARD, MOBILE])
)
def test_a_number_within_a_longer_one_is_not_told(around: str, number: str) -> None:
    said = [problem.message for problem in read(f"1{number}1", f"8{around}")]
    assert not any(number[-4:] in message and number[:3] in message for message in said)


def test_a_number_is_told_once_though_it_may_be_of_two_kinds() -> None:
    numbers = (identity(f"1101011990030{n}") for n in range(1000, 9999))
    both = next(number for number in numbers if number.isdigit() and card(number[:-1]) == number)
    assert kinds(f"开户行某某银行，身份证号{both}") == ["identity-number"]


def test_messages_show_only_the_ends_of_a_number() -> None:
    said = "\n".join(map(str, read(f"身份证号：{ID}，卡号{CARD}，电话{MOBILE}")))
    assert all(number not in said for number in (ID, CARD, MOBILE))
    assert f"{ID[:6]}********{ID[-4:]}" in said
    assert "138****5678" in said


def test_a_word_file_with_an_identity_number_must_not_leave(right, tmp_path) -> None:
    def change(document) -> None:
        paragraph(document, LAST).add_run(f"代表身份证号{ID}，电话{MOBILE}。")

    where = number(docx.Document(str(right)), LAST)
    assert ids(spoiled(right, tmp_path, change)) == [
        ("release.identity-number", "error", "正文", where),
        ("release.mobile-number", "warning", "正文", where),
    ]


def test_a_text_file_is_only_told_of() -> None:
    assert {problem.severity for problem in read(f"{ID}，银行卡{CARD}", "{{ 年度 }}", "共XX件")} == {
        br.Severity.WARNING
    }

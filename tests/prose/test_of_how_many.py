"""Sentences say of which items they speak, and leave none out without saying so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import composed_free

LED = "编号,办理方式,类别,满意度\n1,主办,城建,满意\n2,独办,教育,满意\n3,协办,城建,不满意\n4,协办,教育,基本满意\n"
MIXED = LED.replace("2,独办,教育,满意", "2,独办,教育,不满意")
SCOPE = {"占比分母": {"满意度": "主办"}}


@pytest.mark.parametrize(
    ("ledger", "text", "printed"),
    [
        (LED, "{{ 建议.满意度 | 评价 }}", "主办件全部满意"),
        (LED, "{{ 建议.满意度 | 评价(范围=false) }}", "全部满意"),
        (LED, "{{ 建议.主办.满意度 | 评价 }}", "全部满意"),
        (LED, "{{ 建议.满意度.范围 }}{{ 建议.满意度.分母 }}件", "主办件‹2›件"),
        (LED, "{{ '全' if 建议.类别.范围 is not defined }}", "全"),
        (LED, "{{ 建议.满意.件数 }}＝{{ 建议.满意度.满意.件数 }}", "‹2›＝‹2›"),
        (LED, '{{ 建议 | 指标("满意率") }}', "主办件满意率‹100%›"),
        (LED, '{{ 建议.主办 | 指标("满意率") }}', "满意率‹100%›"),
        (MIXED, "{{ 建议.满意度 | 评价 }}", "主办件中满意‹1›件，不满意‹1›件"),
        (MIXED, "{{ 建议.满意度 | 分项 }}", "主办件中满意‹1›件，占‹50%›；不满意‹1›件，占‹50%›"),
        (MIXED, "{{ 建议.满意度 | 分项(范围=false, 占比=false) }}", "满意‹1›件、不满意‹1›件"),
        (
            MIXED,
            '{{ 建议.类别 | 构成("满意度") }}',
            "城建‹2›件（主办件中满意‹1›件）、教育‹2›件（主办件中不满意‹1›件）",
        ),
        (
            MIXED,
            '{{ 建议.满意度 | 构成("类别") }}',
            "主办件中满意‹1›件（城建‹1›件）、不满意‹1›件（教育‹1›件）",
        ),
    ],
)
def test_of_some_items_alone(tmp_path: Path, ledger: str, text: str, printed: str) -> None:
    assert composed_free(tmp_path, text, ledger=ledger, 口径=SCOPE) == printed


def test_where_the_scope_is_all_nothing_is_said(tmp_path: Path) -> None:
    ledger = "编号,办理方式,满意度\n1,主办,满意\n2,独办,满意\n"
    assert composed_free(tmp_path, "{{ 建议.满意度 | 评价 }}", ledger=ledger, 口径=SCOPE) == "全部满意"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ 建议.办理方式 | 分项 }}", "主办‹2›件（其中独办‹1›件），占‹50%›；协办‹2›件，占‹50%›"),
        ("{{ 建议.主办.件数 }}＝{{ 建议.办理方式.主办.件数 }}", "‹2›＝‹2›"),
        ("{{ 建议.独办.件数 }}＝{{ 建议.办理方式.独办.件数 }}", "‹1›＝‹1›"),
        ("{{ 建议.主办.满意率 }}＝{{ 建议.办理方式.主办.满意率 }}", "‹100%›＝‹100%›"),
        ('{{ 批次 | 构成("办理方式") }}', "代表建议‹4›件（主办‹2›件（其中独办‹1›件）、协办‹2›件）"),
    ],
)
def test_a_class_with_another_inside(tmp_path: Path, text: str, printed: str) -> None:
    assert composed_free(tmp_path, text, ledger=LED) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            '{{ 建议.类别 | 构成("办理结果") }}',
            "城建‹2›件（已经解决或基本解决‹1›件、尚无办理结果‹1›件）、教育‹1›件（尚无办理结果‹1›件）",
        ),
        ('{{ 建议.承办单位 | 构成("类别") }}', "甲局‹1›件（城建‹1›件）、未填‹2›件"),
        ('{{ 建议.类别 | 构成("类别") }}', "城建‹2›件（城建‹2›件）、教育‹1›件（教育‹1›件）"),
    ],
)
def test_what_is_blank_is_said_where_items_are_made_up(tmp_path: Path, text: str, printed: str) -> None:
    ledger = "编号,类别,办理结果,承办单位\n1,城建,A,甲局\n2,城建,,\n3,教育,,\n"
    assert composed_free(tmp_path, text, ledger=ledger) == printed

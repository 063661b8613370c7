"""A list that leaves items out is walked through and compared, and never printed as a count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import composed_free, only_problem

LEDGER = "编号,标题,公开,承办单位\n1,修路,公开,甲局\n2,建校,不公开,甲局\n3,办园,公开,乙局\n"


@pytest.mark.parametrize(
    "text",
    [
        "{{ 建议.清单 | length }}",
        "{{ 建议.清单 | count }}",
        "{{ 建议.清单 | list | length }}件",
        '{{ 建议.清单 | selectattr("承办单位", "equalto", "甲局") | list | count }}',
        '{{ 建议.清单 | map(attribute="承办单位") | unique | list | length }}家',
        '{{ 建议.清单 | sort(attribute="标题") | list | length }}',
        "{{ (建议.清单 | length) ~ '件' }}",
        "{{ (建议.清单 | length) + 1 }}",
        "{{ 建议.清单 | length | 汉字 }}",
        "{{ 建议.清单 | length | 量数 }}",
        "{{ 建议.清单[:5] | length }}件",
        "{{ (建议.清单 + 建议.清单) | length }}件",
        "{{ 建议.清单 | batch(1) | list | length }}件",
        "{{ 建议.清单 | batch(5) | first | length }}件",
        "{% for 组 in 建议.清单 | batch(5) %}{{ 组 | length }}件{% endfor %}",
        "{% for 件 in 建议.清单 %}{{ loop.length }}件{% endfor %}",
        "{% for 件 in 建议.清单 if 件.承办单位 == '甲局' %}{{ loop.length }}件{% endfor %}",
        "{% for 件 in 建议.清单 %}还有{{ loop.revindex0 }}件{% endfor %}",
        "{% for 组 in 建议.清单 | batch(1) %}{{ loop.length - 1 }}件{% endfor %}",
    ],
)
def test_it_is_no_count(tmp_path: Path, text: str) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, text, ledger=LEDGER))
    assert problem.id == "template.value"


def test_the_message_says_what_to_write(tmp_path: Path) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, "{{ 建议.清单 | length }}", ledger=LEDGER))
    assert "不含不公开的件" in problem.message
    assert "建议.件数" in problem.message


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{% for 件 in 建议.清单 %}{{ 件.标题 }}{{ '、' if not loop.last }}{% endfor %}", "修路、办园"),
        ("{% if 建议.清单 | length < 建议.件数 %}其中公开的{% else %}即{% endif %}", "其中公开的"),
        ("{% if 建议.清单 | length == 建议.件数 %}全部{% else %}部分{% endif %}", "部分"),
        ("{% if 建议.清单 and 建议.清单 | length > 1 and 建议.清单 | length >= 2 %}有{% endif %}", "有"),
        ("{% if 建议.清单 | length <= 2 and 建议.清单 | length %}有{% endif %}", "有"),
        ('{{ 建议.清单 | map(attribute="标题") | 顿号 }}', "修路、办园"),
        ("{{ (建议.清单 | first).标题 }}", "修路"),
        ("{{ 建议.清单[1].标题 }}{% for 件 in 建议.清单[:1] %}{{ 件.标题 }}{% endfor %}", "办园修路"),
        ("{% for 组 in 建议.清单 | batch(1) %}{{ loop.index }}.{{ 组[0].标题 }}{% endfor %}", "1.修路2.办园"),
        (
            "{% for 件 in 建议.清单 %}{{ 件.标题 }}{{ '和' if loop.index == loop.length - 1 }}{% endfor %}",
            "修路和办园",
        ),
        ("{% for 件 in 建议.清单 %}{{ '和' if loop.revindex == 2 }}{{ loop.index + 1 }}{% endfor %}", "和23"),
        ("{% for 数 in [4, 5] %}{{ loop.length }}{{ loop.revindex }}{% endfor %}", "2221"),
    ],
)
def test_all_else_is_as_of_any_list(tmp_path: Path, text: str, printed: str) -> None:
    assert composed_free(tmp_path, text, ledger=LEDGER) == printed


def test_where_nothing_is_left_out_it_is_a_number(tmp_path: Path) -> None:
    ledger = LEDGER.replace("不公开", "公开")
    text = '{{ 建议.清单 | length }}，{{ 建议.清单 | map(attribute="承办单位") | unique | list | length }}'
    assert composed_free(tmp_path, text, ledger=ledger) == "3，2"

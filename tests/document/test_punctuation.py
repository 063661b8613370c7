"""Punctuation of typed Chinese text is made full-width; numbers, addresses, Latin text and values are left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import banli_report as br
from banli_report.document.outline import outline
from banli_report.document.punctuation import full_width


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("办理建议,提高质量;注重实效:好!对吗?", "办理建议，提高质量；注重实效：好！对吗？"),
        ("共25件,占32%,其中重点1件", "共25件，占32%，其中重点1件"),
        ("(以下简称建议)", "（以下简称建议）"),
        ("建议(A类)办理", "建议（A类）办理"),
        ("进展顺利...下一步", "进展顺利……下一步"),
        ("关注民生--办好实事", "关注民生——办好实事"),
        ("工作完成.下一步", "工作完成。下一步"),
        ("1,234.5万元,增长", "1,234.5万元，增长"),
        ("10:30开会", "10:30开会"),
        ("网址http://www.example.cn/a?b=1;c,d", "网址http://www.example.cn/a?b=1;c,d"),
        ("文件report(1).docx", "文件report(1).docx"),
        ("f(x), g(y); h", "f(x), g(y); h"),
        ("第3.2节", "第3.2节"),
        ("| 类别 | 件数 |\n|:-:|---|", "| 类别 | 件数 |\n|:-:|---|"),
    ],
)
def test_typed_text(typed: str, printed: str) -> None:
    assert full_width(typed) == printed


@given(st.text(alphabet="建议，。,;:?!()0.5%a -\n|“”", max_size=30))
def test_widening_twice_is_widening_once(text: str) -> None:
    once = full_width(text)
    assert full_width(once) == once
    assert once.count("\n") == text.count("\n")


def test_values_keep_their_punctuation(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text('案由\n"关于道路,桥梁(二期)的建议"\n', "utf-8")
    (tmp_path / "report.yaml").write_text(
        "模板: base\n年度: 2024\n单位: 某局(本级)\n批次: {建议: {台账: ledger.csv}}\n"
        "正文: '{{ 单位.全称 }}办理《{{ 建议.清单[0].标题 }}》,效果好.'\n",
        "utf-8",
    )
    tree = outline(br.compose(br.load(tmp_path / "report.yaml")))
    assert "正文 某局(本级)办理《关于道路,桥梁(二期)的建议》，效果好。\n" in tree

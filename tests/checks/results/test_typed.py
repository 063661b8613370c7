"""Numbers typed in the narrative: what contradicts the figures is refused, what may be something else is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from tests.ledgers import load_batch, load_text

COUNTS = "统计: {件数: 133, 主办: 100, 已答复: 133, 满意度: {满意: 129, 基本满意: 2, 不满意: 2}}\n上年: {件数: 120}"


def typed(folder: Path, text: str, counts: str = COUNTS, *, draft: bool = False) -> list[br.Problem]:
    rest = f"会议: 区十五届人大四次会议\n标题: 报告\n正文:\n  - 内容: |\n      第一段。\n      {text}\n"
    return br.check(load_batch(folder, counts, rest), draft=draft)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("共9件，满意率98.5%。", "这里写9件，“建议”算出的是133件"),
        (
            "全年共办理建议200件，比上年增长3.5倍，投资12,000元，2019.5.1。",
            "这里写建议200件，“建议”算出的是133件",
        ),
        ("2019年，区政府共承办代表建议131件。", "这里写建议131件，“建议”算出的是133件"),
        ("2019年，全区共收到人大代表建议134件（主办100件）。", "这里写建议134件，“建议”算出的是133件"),
        ("共承办134件代表建议，均已答复。", "这里写建议134件，“建议”算出的是133件"),
        ("{{ 年度 }}年，{{ 单位.简称 }}承办建议、批评和意见134件。", "这里写建议134件，“建议”算出的是133件"),
        ("共承办区十五届人大四次会议代表建议134件。", "这里写建议134件，“建议”算出的是133件"),
        ("134件建议全部办结。", "这里写建议134件，“建议”算出的是133件"),
        ("在区委的坚强领导下，我区共办理建议134件。", "这里写建议134件，“建议”算出的是133件"),
        ("共{{ 建议.件数 }}件，办复率95%。", "这里写办复率95%，“建议.办复率”算出的是100%"),
        ("办复率95%。", "这里写办复率95%，“建议.办复率”算出的是100%"),
        ("承办的建议总数为5件。", "这里写建议5件，“建议”算出的是133件"),
        ("共承办建议一百三十四件。", "这里写建议134件，“建议”算出的是133件"),
        ("办复率、满意率均为100%。", "这里写满意率100%，“建议.满意率”算出的是98.5%"),
        ("其中满意128件，基本满意2件，不满意2件。", "这里写满意128件，“建议.满意度.满意”算出的是129件"),
        ("共办理建议133件，满意率达100%。", "这里写满意率100%，“建议.满意率”算出的是98.5%"),
    ],
)
def test_what_the_figures_know_better_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (problem,) = typed(tmp_path, text)
    assert (problem.id, str(problem.severity), problem.message) == ("results.typed-number", "error", message)
    assert (problem.place.file, problem.place.line) == ("report.yaml", 12)
    assert str(typed(tmp_path, text, draft=True)[0].severity) == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "共133件，满意率98.5%，办复率100%。",
        "全年共办理建议133件，满意率达98%，满意率达99%。",
        "主办100件，全年办理建议100件，上年共办理建议120件。",
        "共{{ 建议.件数 }}件，共梳理问题12件，督办信访件66件。",
        "2018年，全区共承办建议90件；2017年办理建议80件，满意率90%。",
        "全市共办理建议1200件，区住建局承办建议19件。",
        "发放问卷500份，满意率92.1%；群众满意率96%。",
        "{{ 建议.类别 }}共承办建议12件。",
        "承办重点建议5件，办理市级建议7件，城建类共12件。",
        "比上年增长3.5倍，投资12,000元，8:30开会，A.B类1.5万，20%-30%，2019.5.1，年均80岁。",
        "其中满意129件，基本满意2件，不满意2件。",
        "群众满意12件；问卷满意20件。上年满意100件。重点建议满意3件。",
        "两件建议、三件实事，一件件抓落实。",
        "开展回头看。共15次，走访12件次。",
        "共9件次。共3件套。",
        "力争满意率达到100%。",
        "满意率比上年提高5%。",
        "在城建方面，共办理建议12件，办复率95%；其中，19件建议全部办结。",
        "城建类建议12件。办复率95%。",
        "2017—2019年，共办理建议300件。",
        "本届以来，共办理建议900件。近年来，办理建议900件。",
        "区十五届人大三次会议期间，承办建议12件，办复率95%。",
    ],
)
def test_what_may_be_something_else_is_not(tmp_path: Path, text: str) -> None:
    assert typed(tmp_path, text) == []


def test_what_is_not_known_contradicts_nothing(tmp_path: Path) -> None:
    problems = typed(tmp_path, "共9件，满意率50%。", "统计: {件数: X}")
    assert {problem.id for problem in problems} == {"draft.unknown-count"}


def test_several_batches(tmp_path: Path) -> None:
    def check(text: str) -> list[str]:
        batches = "批次:\n  建议: {统计: {件数: 30}}\n  闭会: {种类: 闭会期间建议, 统计: {件数: 2}}\n"
        batches += "  提案: {种类: 提案, 统计: {件数: 8}}\n"
        head = "年度: 2019\n单位: 甲局\n标题: 报告\n落款: {日期: 2019-12-12}\n"
        return [
            problem.message for problem in br.check(load_text(tmp_path, f"{head}{batches}正文: ['{text}']\n"))
        ]

    for right in (
        "共40件。",
        "共承办建议32件，承办提案8件。",
        "承办建议30件、提案8件。",
        "共办理建议提案40件。",
        "承办议案1件。",
    ):
        assert [message for message in check(right) if "算出" in message] == []
    assert check("承办政协提案9件。") == ["这里写提案9件，“提案”算出的是8件"]
    assert check("办理建议31件。") == ["这里写建议31件，“建议”、“闭会”算出的是32件"]
    assert check("共办理建议提案41件。") == ["这里写41件，“建议”、“闭会”、“提案”算出的是40件"]

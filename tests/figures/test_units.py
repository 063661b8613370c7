"""Cells that name several units are told where they are counted by, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from banli_report.figures.units import holds_units, units_in
from tests.support import composed_free, only_problem, write_report

LEDGER = "编号,标题,承办单位,重点,类别\n1,修路,住建局、交通局,否,教育、卫生\n2,建校,住建局,是,城建\n3,办园,交通局（牵头）,是,城建\n"


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("住建局", ("住建局",)),
        ("住建局、交通局", ("住建局", "交通局")),
        ("住建局/交通局；城管局", ("住建局", "交通局", "城管局")),
        ("区政府办（研究室、督查室）", ("区政府办",)),
        ("发展和改革局", ("发展和改革局",)),
        ("住房和城乡建设局", ("住房和城乡建设局",)),
        ("住建局 交通局", ("住建局", "交通局")),
        ("教育局和体育局", ("教育局", "体育局")),
    ],
)
def test_units_in_a_cell(cell: str, units: tuple[str, ...]) -> None:
    assert units_in(cell) == units


def test_columns_that_name_units() -> None:
    found = [
        column for column in ("handler", "assistants", "主管部门", "category", "街道") if holds_units(column)
    ]
    assert found == ["handler", "assistants", "主管部门"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ 建议.承办单位 | length }}家",
        "{{ 建议.承办单位 | 分项 }}",
        "{{ 建议.承办单位['住建局'].件数 }}件",
        '{{ 建议 | 交叉表("承办单位", "重点") }}',
        '{{ 批次 | 构成("承办单位") }}',
    ],
)
def test_counting_by_them_asks(tmp_path: Path, text: str) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, text, ledger=LEDGER))
    assert (problem.id, str(problem.severity)) == ("results.several-units", "error")
    assert (problem.place.file, problem.place.cell) == ("ledger.csv", "C2")
    assert "顺序" in problem.hint


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [({"批次": {"建议": {"台账": "ledger.csv", "分组": {"甲": {"承办单位": "住建局"}}}}}, True),
     ({"口径": {"指标": {"甲率": {"分子": {"承办单位": "交通局"}}}}}, True),
     ({"口径": {"指标": {"甲率": {"分子": {"承办单位": "交通局（牵头）"}}}}}, False)],
)  # fmt: skip
def test_conditions_on_one_of_them_ask(tmp_path: Path, facts: dict[str, object], wanted: bool) -> None:
    problems = br.check(br.load(write_report(tmp_path, "一段。", ledger=LEDGER, **facts)))
    assert ("results.several-units" in {problem.id for problem in problems}) == wanted


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ 建议.件数 }}件，{{ 建议.类别 | 分项(占比=false) }}", "‹3›件，教育、卫生‹1›件、城建‹2›件"),
        ("{{ 建议.重点.承办单位 | 分项(占比=false) }}", "住建局‹1›件、交通局（牵头）‹1›件"),
        (
            "{% for 件 in 建议.清单 %}{{ 件.承办单位 }}。{% endfor %}",
            "住建局、交通局。住建局。交通局（牵头）。",
        ),
    ],
)
def test_elsewhere_they_are_as_good_as_any(tmp_path: Path, text: str, printed: str) -> None:
    assert composed_free(tmp_path, text, ledger=LEDGER) == printed


def test_the_report_file_may_say_that_they_are_one_class(tmp_path: Path) -> None:
    policy = {"顺序": {"承办单位": ["住建局、交通局"]}}
    text = composed_free(tmp_path, "{{ 建议.承办单位 | length }}", ledger=LEDGER, 口径=policy)
    assert text == "3"

"""Some 300 random ledgers, counted by the library and once more plainly here: equal, or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

import banli_report as br
from tests.random_ledgers import ONLY_IN_WORKBOOKS, SPOILERS, Made, make, spoil, write

HEAD = "年度: 2019\n单位: 某某区人民政府\n模板: base\n落款: {日期: 2019-12-12}\n"
NAMES = {
    "category": "类别",
    "role": "办理方式",
    "handler": "承办单位",
    "result": "办理结果",
    "satisfaction": "满意度",
}
LETTERS = dict(zip("ABC", "甲乙丙", strict=True))
CODES = {
    "主办": "lead",
    "独办": "sole",
    "会办": "co_handle",
    "满意": "satisfied",
    "基本满意": "basically_satisfied",
    "不满意": "dissatisfied",
}
ORDINARY_LEDGERS, BAD_LEDGERS_EACH = 220, 6
TOLD_AT_MOST = {"results.hidden-rows", "results.hidden-column", "results.skipped-row", "results.csv-detected"}


def report_of(folder: Path, made: Made, suffix: str, *, mixed: bool, letters: bool) -> br.Report:
    write(made, folder / f"ledger{suffix}")
    batches = f"批次:\n  建议: {{台账: ledger{suffix}}}\n"
    if mixed:
        one = "  {0}: {{台账: {{文件: ledger{1}, 筛选: {{种类: {0}}}}}}}\n"
        batches = "批次:\n" + one.format("建议", suffix) + one.format("提案", suffix)
    policy = "口径: {办理结果: 甲乙丙}\n" if letters else ""
    (folder / "report.yaml").write_text(HEAD + policy + batches, "utf-8")
    return br.load(folder / "report.yaml")


def counted(items: Iterable[Mapping[str, str]], column: str, *, letters: bool) -> Counter[str]:
    """Count the classes of a column plainly, under the names that the library has for them."""
    values = [item[column] for item in items]
    if letters and column == "result":
        values = [LETTERS[value] for value in values]
    if column == "role" and "主办" in values:
        values = ["主办" if value == "独办" else value for value in values]  # 主办 holds 独办 inside it
    return Counter(CODES.get(value, value) for value in values)


def assert_equal(report: br.Report, name: str, items: list[dict[str, str]], *, letters: bool) -> None:
    figures = br.figures(report)
    batch = figures.batches[name]
    assert batch.count.value == len(items)
    for column in NAMES:
        partition = batch.partition(column)
        assert partition is not None
        found = {part.code: part.count.value for part in partition}
        assert found == counted(items, column, letters=letters), column
    values = {figure.name: figure.value for figure in figures}
    replied = sum(bool(item["replied"]) for item in items)
    satisfied = sum(item["satisfaction"] in ("满意", "基本满意") for item in items)
    assert values[f"{name}.办复率"] == Fraction(replied, len(items))
    assert values[f"{name}.满意率"] == Fraction(satisfied, len(items))
    led = [item for item in items if item["role"] in ("主办", "独办")]
    assert values.get(f"{name}.主办.件数", len(led)) == len(led)
    if 0 < len(led) < len(items):
        assert f"{name}.主办.件数" in values


def random_case(seed: int) -> tuple[Random, Made, bool, bool]:
    chance = Random(seed)
    mixed, letters = chance.random() < 0.3, chance.random() < 0.3
    return chance, make(chance, mixed=mixed, letters=letters), mixed, letters


@pytest.mark.parametrize("first", range(0, ORDINARY_LEDGERS, 20))
def test_ordinary_ledgers_are_read_at_once_and_counted_right(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + 20):
        folder = tmp_path / str(seed)
        folder.mkdir()
        chance, made, mixed, letters = random_case(seed)
        suffix = chance.choice((".xlsx", ".xlsx", ".csv"))
        report = report_of(folder, made, suffix, mixed=mixed, letters=letters)
        kinds = {"建议": "代表建议", "提案": "政协提案"} if mixed else {"建议": None}
        for name, kind in kinds.items():
            items = [item for item in made.items if kind in (None, item["kind"])]
            assert_equal(report, name, items, letters=letters)
        assert {note.id for note in report.notes} <= TOLD_AT_MOST, (
            seed,
            [str(note) for note in report.notes],
        )
        account = report.accounts["建议"]
        filled = sum(any(value not in (None, "") for value in line) for line in made.lines)
        assert account.items == len(made.items)
        assert len(account.header) + account.items + len(account.passed) == filled


@pytest.mark.parametrize("how", SPOILERS)
def test_ledgers_with_two_readings_are_refused(tmp_path: Path, how: str) -> None:
    for seed in range(1_000, 1_000 + BAD_LEDGERS_EACH):
        folder = tmp_path / str(seed)
        folder.mkdir()
        chance, made, mixed, letters = random_case(seed)
        spoil(made, how, chance)
        suffix = ".xlsx" if how in ONLY_IN_WORKBOOKS else chance.choice((".xlsx", ".csv"))
        with pytest.raises(br.BanliError) as refused:
            br.figures(report_of(folder, made, suffix, mixed=mixed, letters=letters))
        assert any(problem.place.cell for problem in refused.value.problems if problem.severity == "error")

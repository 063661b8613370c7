"""The table of columns: its facts agree with each other, and an entry is all that a new column takes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from banli_report.figures.scales import scales_of
from banli_report.words.columns import COLUMNS, IN_THE_LIST, Column
from banli_report.words.terms import CONDITIONS
from banli_report.words.vocabulary import plain
from tests.support import write_report

ROOT = Path(__file__).parents[2]
TABLE, FIRST = "words/columns.py", "COLUMNS = Vocabulary(\n    (\n"
WORDS, FIRST_WORD = "words/terms.py", "CONDITIONS = vocabulary(\n"

URGENCY = (
    'Column("pressing", "紧迫程度", ("缓急", "轻重缓急"), holds="class", blank="refused", listed=True),\n'
)
VISIT = (
    'Column("visited", "回访", ("是否回访",), holds="yes_no", done=("回访", "家访")),\n'
    'Column("visited_on", "回访日期", ("回访时间",), holds="date", day_of="visited"),\n'
)
VISITED = '("visited", "已回访"),\n'

SIGNED = {"日期": "2019-12-12"}
RUN = """
import json, sys
sys.path.insert(0, sys.argv[1])
import banli_report as br
from banli_report.document.outline import outline
assert br.__file__.startswith(sys.argv[1]), br.__file__
report = br.load(sys.argv[2])
problems = [[problem.id, problem.place.cell, problem.message] for problem in br.check(report)]
told = {"problems": problems}
if not any(problem.severity == "error" for problem in br.check(report)):
    br.build(report, sys.argv[3])
    told["figures"] = {figure.name: figure.text for figure in br.figures(report)}
    told["document"] = outline(br.compose(report)).splitlines()
print(json.dumps(told))
"""


def library(folder: Path, *entries: tuple[str, str, str]) -> Path:
    """Copy the library and put each entry (module, what it stands after, its text) into the copy."""
    shutil.copytree(
        ROOT / "banli_report", folder / "banli_report", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "templates", folder / "templates")
    for module, before, entry in entries:
        path = folder / "banli_report" / module
        text = path.read_text("utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, before + entry), "utf-8")
    return folder


def run(library: Path, report: Path) -> dict[str, Any]:
    """Check a report with a copy of the library and, unless it is refused, build it."""
    command = [sys.executable, "-c", RUN, str(library), str(report), str(report.with_suffix(".docx"))]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def with_urgency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library(tmp_path_factory.mktemp("urgency"), (TABLE, FIRST, URGENCY))


@pytest.fixture(scope="module")
def with_visits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library(tmp_path_factory.mktemp("visits"), (TABLE, FIRST, VISIT), (WORDS, FIRST_WORD, VISITED))


@pytest.mark.parametrize("header", ["紧迫程度", "缓急", "轻重缓急（必填）", "Pressing"])
def test_a_new_class_column_is_one_entry(tmp_path: Path, with_urgency: Path, header: str) -> None:
    ledger = f"编号,案由,{header}\n1,修路,急\n2,修桥,一般\n3,种树,急\n"
    body = "{{ 建议.紧迫程度 | 分项 }}；{{ 建议.轻重缓急.急.件数 }}件"
    told = run(with_urgency, write_report(tmp_path, body, ledger=ledger, 落款=SIGNED, 附件=["统计表"]))
    assert told["problems"] == []
    assert told["figures"]["建议.紧迫程度.急.件数"] == "2"
    assert told["figures"]["建议.紧迫程度.一般.占比"] == "33.3%"
    assert "正文 急‹2›件，占‹66.7%›；一般‹1›件，占‹33.3%›；‹2›件" in told["document"]
    assert [line.strip() for line in told["document"][-3:]] == [
        "| 紧迫程度 | 急 | ‹2› | ‹66.7%› |",
        "|  | 一般 | ‹1› | ‹33.3%› |",
        "| 合计 |  | ‹3› | ‹100%› |",
    ]
    assert tmp_path.joinpath("report.docx").read_bytes()[:2] == b"PK"


def test_its_blanks_are_refused_in_their_cells(tmp_path: Path, with_urgency: Path) -> None:
    ledger = "编号,案由,缓急\n1,修路,急\n2,修桥,\n3,种树,急\n"
    told = run(with_urgency, write_report(tmp_path, ledger=ledger, 落款=SIGNED))
    assert told["problems"] == [["results.blank", "C3", "“紧迫程度”没有填写，各项相加将少于总件数"]]


def test_without_the_entry_a_column_is_one_of_the_users_own(tmp_path: Path) -> None:
    report = br.load(write_report(tmp_path, ledger="编号,案由,缓急\n1,修路,急\n2,修桥,\n"))
    assert "缓急" in (report.batches["建议"].columns or ())
    assert not [problem for problem in br.check(report) if problem.id == "results.blank"]


def test_a_new_column_of_yes_and_no_is_an_entry_one_for_its_day_and_a_word(
    tmp_path: Path, with_visits: Path
) -> None:
    ledger = "编号,案由,是否回访,回访时间\n1,修路,已家访,2019-06-01\n2,修桥,未回访,\n3,种树,,2019-06-03\n"
    body = "已回访{{ 建议.已回访.件数 }}件，回访率{{ 建议.回访率 }}"
    rates = {"指标": {"回访率": {"分子": "已回访"}}}
    told = run(with_visits, write_report(tmp_path, body, ledger=ledger, 落款=SIGNED, 口径=rates))
    assert [problem[:2] for problem in told["problems"]] == [["results.open", "C4"]]
    assert "正文 已回访‹2›件，回访率‹66.7%›" in told["document"]


def test_a_day_alone_says_that_it_was_done(tmp_path: Path, with_visits: Path) -> None:
    ledger = "编号,案由,回访日期\n1,修路,2019-06-01\n2,修桥,\n"
    body = "{{ 建议.已回访.件数 }}件"
    told = run(with_visits, write_report(tmp_path, body, ledger=ledger, 落款=SIGNED))
    assert "正文 ‹1›件" in told["document"]


def test_no_with_a_day_is_refused_in_its_cell(tmp_path: Path, with_visits: Path) -> None:
    ledger = "编号,案由,是否回访,回访时间\n1,修路,否,2019-06-01\n"
    told = run(with_visits, write_report(tmp_path, ledger=ledger, 落款=SIGNED))
    assert [problem[:2] for problem in told["problems"]] == [["results.contradiction", "C2"]]


def test_every_spelling_means_one_column() -> None:
    words = Counter(plain(word) for column in COLUMNS for word in {*map(plain, column.words())})
    assert [word for word, columns in words.items() if columns > 1] == []
    for column in COLUMNS:
        assert len(set(map(plain, column.words()))) == len(column.words()), column.identifier
        assert column.identifier.isidentifier()
        assert column.identifier.isascii()


def test_every_scale_is_there() -> None:
    closed = scales_of(br.Policy()).closed
    assert set(closed) == {column.identifier for column in COLUMNS if column.scale}


def test_every_yes_or_no_column_has_its_condition() -> None:
    named = {term.identifier for term in CONDITIONS}
    assert {column.identifier for column in COLUMNS if column.holds == "yes_no"} <= named


def test_days_are_of_columns_of_yes_and_no() -> None:
    days = [column for column in COLUMNS if column.day_of]
    assert days
    for day in days:
        of = COLUMNS.find(day.day_of)
        assert of is not None
        assert (day.holds, of.holds, of.identifier) == ("date", "yes_no", day.day_of)
    assert len({day.day_of for day in days}) == len(days)


@pytest.mark.parametrize("column", tuple(COLUMNS), ids=lambda column: column.identifier)
def test_what_follows_from_a_column_fits_what_it_holds(column: Column) -> None:
    is_class = column.holds == "class"
    for said in (column.scale, column.blank, column.may_say_none, column.listed, column.by_ledger_word):
        assert is_class or not said
    assert column.holds == "yes_no" or not column.done
    assert column.holds == "text" or not column.names_items
    assert column.scale or not column.by_ledger_word


def test_the_list_of_items_prints_columns() -> None:
    identifiers = {column.identifier for column in COLUMNS}
    assert set(IN_THE_LIST) <= identifiers
    assert len(set(IN_THE_LIST)) == len(IN_THE_LIST)

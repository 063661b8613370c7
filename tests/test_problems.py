"""The register of problems: complete, stated once, true to the sources, and the manual made of it."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import banli_report as br
from banli_report.errors import EITHER, ERROR, WARNING, Severity
from docs.make_problems import FAMILIES, PAGE, kinds, page
from tests.raised import Raised, sources
from tests.support import LEDGER, counts, refused, write_report

KINDS = {kind.id: kind for kind in kinds()}
SOURCES = sources(FAMILIES)
RAISED = [raised for source in SOURCES for raised in source.raised]
ONLY_REMIND_ELSEWHERE = {
    "draft.unknown-count",
    "draft.unknown-text",
    "layout.placeholder",
    "layout.review-copy",
    "layout.date-missing",
    "layout.template-tag",
    "release.bank-card",
    "release.identity-number",
}
"""What is an error in the sources, and only told of drafts or of text files."""


def where(ids: set[str]) -> str:
    return "\n".join(f"{raised.id} at {raised.place}" for raised in RAISED if raised.id in ids)


def test_the_sources_were_read() -> None:
    assert len(SOURCES) > 100
    assert len(RAISED) > 250
    assert len({raised.id for raised in RAISED}) > 200
    assert sum(bool(raised.severities) for raised in RAISED) > 220


def test_every_id_is_a_literal() -> None:
    assert [place for source in SOURCES for place in source.unread] == [], (
        "write the whole id where it is raised"
    )


def test_every_problem_that_is_raised_is_registered() -> None:
    lacking = {raised.id for raised in RAISED} - KINDS.keys()
    assert not lacking, f"add a Kind to PROBLEMS of the module that raises it:\n{where(lacking)}"


def test_every_registered_problem_is_raised() -> None:
    idle = KINDS.keys() - {raised.id for raised in RAISED}
    assert not idle, f"nothing raises these; take their Kind out of PROBLEMS, or see tests/raised.py: {idle}"


def test_ids_are_registered_once() -> None:
    stated = Counter(kind.id for kind in kinds())
    assert stated.total() > 200
    assert [name for name, times in stated.items() if times > 1] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_a_kind_is_told_in_full(kind: br.errors.Kind) -> None:
    assert kind.id.partition(".")[0] in FAMILIES, "give the family a heading in docs/make_problems.py"
    assert kind.severities in (ERROR, WARNING, EITHER)
    assert kind.sentence.endswith("。")
    assert kind.sentence.count("。") == 1
    assert kind.example
    assert not kind.example.endswith("。")


def severities_read(raised: list[Raised]) -> set[Severity]:
    return {severity for each in raised for severity in each.severities}


def test_severities_are_those_of_the_sources() -> None:
    compared = 0
    for kind in KINDS.values():
        raised = [each for each in RAISED if each.id == kind.id]
        read = severities_read(raised)
        if kind.id in ONLY_REMIND_ELSEWHERE:
            read.add(Severity.WARNING)
        if all(each.severities for each in raised):
            compared += 1
            assert read == set(kind.severities), f"{kind.id}: {where({kind.id})}"
        assert read <= set(kind.severities), f"{kind.id}: {where({kind.id})}"
    assert compared > 180


def test_the_manual_is_fresh() -> None:
    text = PAGE.read_text("utf-8")
    assert all(f"| `{name}` |" in text for name in KINDS)
    assert text == page(), "run python docs/make_problems.py"


def build(folder: Path, body: str | None = None, **facts: object) -> Callable[[], object]:
    report = write_report(folder, body, **facts)
    return lambda: br.build(report, folder / "out.docx")


BAD: dict[str, dict[str, object]] = {
    "results.partition-sum": {"批次": {"建议": {"统计": counts(4, 类别={"城建": 3})}}},
    "results.part-exceeds-whole": {"批次": {"建议": {"统计": {"件数": 4, "重点": 5}}}},
    "results.outside-scheme": {"ledger": LEDGER.replace("基本满意", "满义")},
    "results.blank": {"ledger": LEDGER.replace("教科文卫类", "")},
    "results.unknown-key": {"口经": {}},
    "results.missing-file": {"批次": {"建议": {"台账": "none.csv"}}},
    "template.syntax": {"body": "{% if %}"},
    "template.unknown-name": {"body": "{{ 年渡 }}"},
    "template.unknown": {"模板": "none"},
    "draft.unknown-text": {"标题": "XX县办理情况"},
}


@pytest.mark.parametrize("name", BAD)
def test_problems_of_bad_reports_are_registered(tmp_path: Path, name: str) -> None:
    problems = refused(build(tmp_path, **BAD[name]))
    assert name in {problem.id for problem in problems}
    for problem in problems:
        assert problem.severity in KINDS[problem.id].severities


def test_problems_of_a_bad_word_file_are_registered(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"%PDF-1.7")
    for problem in (*refused(lambda: br.check(file)), *refused(lambda: br.check(tmp_path / "none.docx"))):
        assert problem.severity in KINDS[problem.id].severities

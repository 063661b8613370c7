"""Every key of a report file is explained once, with an example that is read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

import banli_report as br
from banli_report.intake.rolling.source import RollUpSource
from banli_report.intake.sources import LedgerSource
from banli_report.results.official import Official
from banli_report.results.paper import Agency, Delivery, Section, Signature, Traditional
from banli_report.results.policy import Class, OwnKind, Percent, Policy, Rate
from banli_report.results.waivers import Waiver
from banli_report.starting.folder import new_folder
from banli_report.words.report_keys import EXPLAINED, REPORT
from banli_report.words.terms import REPORT_KEYS
from docs.make_keys import pages
from tests.support import write_report

MODELS: dict[str, type[BaseModel]] = {
    "Report": br.Report,
    "Agency": Agency,
    "Policy": Policy,
    "Percent": Percent,
    "Class": Class,
    "Rate": Rate,
    "OwnKind": OwnKind,
    "Signature": Signature,
    "Delivery": Delivery,
    "Official": Official,
    "Traditional": Traditional,
    "Waiver": Waiver,
}
READ_ELSEWHERE = {"unknown_date", "items", "columns", "where"}
"""Fields that no key of a report file has."""


@pytest.mark.parametrize("name", MODELS)
def test_every_key_of_a_model_is_explained_and_no_other(name: str) -> None:
    assert set(EXPLAINED[name]) == set(MODELS[name].model_fields) - READ_ELSEWHERE


def test_batches_ledgers_and_sections_have_keys_that_are_read() -> None:
    assert set(EXPLAINED["Batch"]) - {"ledger", "roll_up"} == set(br.Batch.model_fields) - READ_ELSEWHERE
    assert set(EXPLAINED["Section"]) - {"file"} == set(Section.model_fields)
    assert set(EXPLAINED["Ledger"]) == set(LedgerSource.model_fields)
    assert set(EXPLAINED["RollUp"]) == set(RollUpSource.model_fields)


@pytest.mark.parametrize("key", [key for key in REPORT if key != "template"])
def test_every_example_of_a_report_is_read(key: str, tmp_path: Path) -> None:
    label = REPORT_KEYS.among(br.Report.model_fields).label_of(key)
    report = write_report(tmp_path, **{label: yaml.load(REPORT[key].example, yaml.BaseLoader)})
    assert br.load(report)


def test_each_key_that_a_new_report_file_has_as_a_comment_is_read_without_its_mark(tmp_path: Path) -> None:
    report = new_folder(tmp_path, template="government_report").files[0]
    lines = report.read_text("utf-8").splitlines()
    labels = {f"# {label}:" for label in REPORT_KEYS.among(br.Report.model_fields).labels()}
    tried = 0
    for first, line in enumerate(lines):
        if line.startswith(tuple(labels)):
            last = next(n for n, other in enumerate([*lines, ""][first + 1 :], first + 1) if not other)
            block = [inner.removeprefix("# ") for inner in lines[first:last]]
            text = "\n".join([*lines[:first], *block, *lines[last:]]) + "\n"
            report.write_text(text, "utf-8")
            assert br.load(report), line
            tried += 1
    assert tried == 10


def test_the_pages_of_the_manual_are_fresh() -> None:
    for path, text in pages().items():
        assert path.read_text("utf-8") == text, "run python docs/make_keys.py"

"""Counts of earlier years: of years before the report's, without a gap, and last year's said once."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.errors import EITHER, Kind, Problem, error, warning
from banli_report.figures.basis import BatchBasis
from banli_report.results.model import Report

PROBLEMS = (
    Kind(
        "results.years",
        EITHER,
        "“历年”里的年份不对、与“上年”不一致，或中间缺了一年（只提醒）。",
        "report.yaml 第12行 第7列：“建议”的历年里有2024年，不早于报告的年度2024年",
    ),
)


def year_problems(report: Report, batch: BatchBasis) -> Iterator[Problem]:
    """Give what is wrong with the counts of earlier years of a batch."""
    years = sorted(batch.batch.years)
    for year in years:
        if year >= report.year:
            message = f"“{batch.name}”的历年里有{year}年，不早于报告的年度{report.year}年"
            hint = "历年写以前各年；本年写在“台账”或“统计”里"
            yield error("results.years", report.place("batches", batch.name, "years", year), message, hint)
    last, previous = batch.batch.years.get(report.year - 1), batch.batch.previous
    if last and previous and last != previous:
        place = report.place("batches", batch.name, "previous")
        message = f"“{batch.name}”的上年和历年里的{report.year - 1}年写得不一样"
        yield error("results.years", place, message, "只写一处，或改成一样")
    missing = [year for year in range(min(years, default=report.year), report.year) if year not in years]
    if missing and years:
        place = report.place("batches", batch.name, "years")
        listed = "、".join(f"{year}年" for year in missing)
        yield warning(
            "results.years",
            place,
            f"“{batch.name}”的历年里缺{listed}，累计不含这一年",
            "补上；或在句子里说明",
        )

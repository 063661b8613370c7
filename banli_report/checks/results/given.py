"""Rates given without counts: of a rate's name, one each, and never beside another that the counts tell."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.figures.basis import Basis
from banli_report.figures.compute import figures_on
from banli_report.figures.definitions import rate_name
from banli_report.figures.rounding import share_text
from banli_report.results.model import Report
from banli_report.words.terms import RATES

_RATE = "率"

PROBLEMS = (
    Kind(
        "results.given-rate",
        ERROR,
        "“给定”的率与台账或统计算出的不一样，或者写的不是率。",
        "report.yaml 第9行 第18列：“建议”给定的满意率是99%，算出来是98.3%（59 ÷ 60）",
    ),
)


def given_problems(basis: Basis) -> Iterator[Problem]:
    """Give what is wrong with the rates that a report file gives."""
    if not any(batch.batch.given for batch in basis.batches):
        return
    figures = figures_on(basis).batches
    for batch in basis.batches:
        seen: dict[str, str] = {}
        for word, text in batch.batch.given.items():
            place = basis.report.place("batches", batch.name, "given", word)
            first = seen.setdefault(rate_name(word), word)
            if first != word:
                message = f"“{word}”与“{first}”是同一项的两种叫法，只能写一处"
                yield error("results.given-rate", place, message, "删去一处")
            elif not _is_rate(word, basis.report):
                message = f"“给定”里只能写率，“{word}”不是率"
                hint = "写成如 满意率: 99%；件数写在“统计”里"
                yield error("results.given-rate", place, message, hint)
            counted = figures[batch.name].computed_rate(rate_name(word))
            if counted is None or text is None or counted.value is None:
                continue
            decimals = len(text.removesuffix("%").partition(".")[2])
            policy = basis.report.policy.percent.model_copy(
                update={"decimals": decimals, "strip_zeros": False}
            )
            if text not in (share_text(Fraction(counted.value), policy), counted.text):
                message = f"“{batch.name}”给定的{word}是{text}，算出来是{counted.text}（{counted.numerator} ÷ {counted.denominator}）"
                hint = "核对件数和给定的率；算得出的不用给定，删去这一项"
                yield error("results.given-rate", place, message, hint)


def _is_rate(word: str, report: Report) -> bool:
    return RATES.find(word) is not None or word in report.policy.rates or word.endswith(_RATE)

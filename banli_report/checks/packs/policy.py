"""Definitions of a pack that mean nothing, or nothing usual, seen before there is any data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banli_report.checks.packs.names import guess_of
from banli_report.errors import Place, Problem, warning
from banli_report.figures.conditions import BadCondition, Conditions
from banli_report.figures.scales import scales_of
from banli_report.packs.finding import Pack
from banli_report.packs.settings import SETTINGS
from banli_report.results.policy import Condition
from banli_report.words.columns import COLUMNS

_OWN = "写错的改正；是本单位自己的列、分组的，不用管"


def policy_problems(pack: Pack) -> Iterator[Problem]:
    """Give the columns and conditions of a pack's own definitions that are no usual ones."""
    own = pack.settings[0].policy
    columns = (*COLUMNS.labels(), *pack.columns)
    for key, words in (("order", own.order), ("share_of", own.share_of)):
        for word in words:
            if COLUMNS.find(word) is None and word not in pack.columns:
                yield _unusual(pack, (key, word), f"口径里的“{word}”不是常用的列", guess_of(word, columns))
    for name, rate in own.rates.items():
        for condition in (rate.numerator, rate.denominator):
            yield from _condition(pack, ("rates", name), condition, f"指标“{name}”")
    for word, rule in own.share_of.items():
        yield from _condition(pack, ("share_of", word), rule, f"占比分母“{word}”")


def _condition(pack: Pack, path: Sequence[str], condition: Condition, owner: str) -> Iterator[Problem]:
    try:
        Conditions(scales_of(pack.policy), {}).read(condition)
    except BadCondition as bad:
        yield _unusual(pack, path, f"{owner}里{bad.message}", f"；{bad.hint}")


def _unusual(pack: Pack, path: Sequence[str], message: str, guess: str) -> Problem:
    place = pack.settings[0].policy_places.find(("policy", *path))
    file = f"{pack.folders[0].name}/{SETTINGS}"
    return warning("template.unusual-name", place or Place(file=file), f"{message}{guess}", _OWN)

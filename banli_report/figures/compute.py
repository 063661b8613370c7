"""From a report to its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from banli_report.errors import ERROR, Kind, refuse
from banli_report.figures.basis import Basis, BatchBasis, basis_of
from banli_report.figures.batch import BatchFigures
from banli_report.figures.conditions import Conditions
from banli_report.figures.definitions import definitions, rate_name
from banli_report.figures.figure import Figure
from banli_report.figures.given_rates import given_rates
from banli_report.figures.listing import listed
from banli_report.figures.tally import JoinedTally
from banli_report.results.model import Report
from banli_report.results.policy import Condition
from banli_report.words.vocabulary import did_you_mean

PROBLEMS = (
    Kind(
        "figures.unknown-name",
        ERROR,
        "程序里取的数没有，或名称写错了。",
        "没有“建议.满义率”这个数",
    ),
)


@dataclass(frozen=True)
class Figures:
    """All figures of a report: each batch by its name, and the batches together."""

    batches: Mapping[str, BatchFigures]
    total: BatchFigures

    def __getitem__(self, name: str) -> Figure:
        """Give a figure by its name, such as ``建议.满意率`` or ``建议.类别.城建交通类.件数``.

        Raises:
            BanliError: there is no such figure; the hint names the nearest one.
        """
        batch, _, rest = name.partition(".")
        owner = {**self.batches, self.total.name: self.total}.get(batch)
        if owner and (rate := owner.rate(rate_name(rest))):
            return rate
        known: dict[str, Figure] = {figure.name: figure for figure in (*self, *listed(self.total))}
        if name not in known:
            near = next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), None)
            hint = did_you_mean(near, f"可用的如{'、'.join(list(known)[:5])}")
            raise refuse("figures.unknown-name", None, f"没有“{name}”这个数", hint)
        return known[name]

    def __iter__(self) -> Iterator[Figure]:
        for batch in self.batches.values():
            yield from listed(batch)
        if len(self.batches) > 1:
            yield from listed(self.total)


def compute(report: Report) -> Figures:
    """Give the figures of a report under its policy."""
    return figures_on(basis_of(report))


def figures_on(basis: Basis) -> Figures:
    """Give the figures of what the counting of a report stands on."""
    batches = {batch.name: _batch(basis.report, batch) for batch in basis.batches}
    return Figures(batches, _total(basis, tuple(batches.values())))


def _batch(report: Report, basis: BatchBasis) -> BatchFigures:
    policy = report.policy
    conditions = basis.conditions
    rates = definitions(policy, conditions)
    made = BatchFigures(basis.name, basis.batch.kind, basis.tally, policy, conditions, rates, basis.previous)
    return replace(made, given=given_rates(basis), years=basis.years, roll_up=report.roll_ups.get(basis.name))


def _total(basis: Basis, batches: tuple[BatchFigures, ...]) -> BatchFigures:
    policy = basis.report.policy
    filled = tuple(batch for batch in batches if batch.count.value != 0) or batches
    conditions = Conditions(basis.scales, _common(filled), _shared_names(filled))
    tally = JoinedTally(tuple(batch.tally for batch in filled))
    rates = definitions(policy, conditions)
    made = BatchFigures("合计", _one_kind(batches), tally, policy, conditions, rates, _past(batches))
    return replace(made, years=_years(filled))


def _years(batches: tuple[BatchFigures, ...]) -> dict[int, JoinedTally]:
    """Give the earlier years of all batches together, none where they do not know the same ones."""
    known = {tuple(batch.years) for batch in batches}
    if len(known) > 1:
        return {}
    return {year: JoinedTally(tuple(batch.years[year] for batch in batches)) for year in known.pop()}


def _one_kind(batches: tuple[BatchFigures, ...]) -> str:
    """Give the kind that all batches are of, or empty."""
    kinds = {batch.kind for batch in batches}
    if len(kinds) > 1:
        return ""
    return kinds.pop()


def _past(batches: tuple[BatchFigures, ...]) -> JoinedTally | None:
    """Give last year's counts of all batches together, None where one has none."""
    pasts = tuple(batch.past for batch in batches if batch.past)
    if len(pasts) < len(batches):
        return None
    return JoinedTally(pasts)


def _common(batches: tuple[BatchFigures, ...]) -> dict[str, Condition]:
    """Give the groups that every batch has and defines alike."""
    first, *others = (batch.conditions.groups for batch in batches)
    return {word: rule for word, rule in first.items() if all(groups.get(word) == rule for groups in others)}


def _shared_names(batches: tuple[BatchFigures, ...]) -> frozenset[str]:
    return frozenset.intersection(*(batch.conditions.named for batch in batches))

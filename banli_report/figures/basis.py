"""What counting stands on: scales, conditions and tallies of a report, built once for checks and figures alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from banli_report.figures.conditions import BadCondition, Conditions
from banli_report.figures.given import CountsTally, names_of
from banli_report.figures.rows import Rules
from banli_report.figures.scales import Scales, scales_of
from banli_report.figures.table import Table
from banli_report.figures.tally import LedgerTally, Tally
from banli_report.files.places import Places
from banli_report.results.item import Item
from banli_report.results.model import Batch, Counts, Report


@dataclass(frozen=True, slots=True)
class BatchBasis:
    """What the counting of one batch stands on.

    Args:
        name: the batch's name.
        batch: the batch.
        conditions: what the words of its conditions mean.
        tally: what counts: the rows where there are any, or the given counts.
        ledger: what counts its rows, or None where it has none.
        counts: what answers out of its given counts, or None.
        previous: what answers out of last year's counts, or None.
        years: what answers out of the counts of earlier years, by the year, in order.
        untaken: the rows of its sheet that its 筛选 leaves out.
        given_places: where its given rates stand.
    """

    name: str
    batch: Batch
    conditions: Conditions
    tally: Tally
    ledger: LedgerTally | None
    counts: CountsTally | None
    previous: CountsTally | None
    years: Mapping[int, CountsTally] = field(default_factory=dict)
    untaken: tuple[Item, ...] = ()
    given_places: Places = field(default_factory=Places)


@dataclass(frozen=True, slots=True)
class Basis:
    """What the counting of a report stands on.

    Args:
        report: the report.
        scales: which value means which class.
        batches: its batches, in order.
    """

    report: Report
    scales: Scales
    batches: tuple[BatchBasis, ...]


def basis_of(report: Report) -> Basis:
    """Give what the counting of a report stands on."""
    scales = _with_units(scales_of(report.policy), report)
    scales = scales.called({column: words_in(report.batches.values(), column) for column in scales.closed})
    return Basis(report, scales, tuple(_batch(report, name, scales) for name in report.batches))


def _with_units(scales: Scales, report: Report) -> Scales:
    """Give scales in which the units of a roll-up, each one whatever its name is, come as they are due."""
    known = [unit for roll_up in report.roll_ups.values() for unit in (*roll_up.due, *roll_up.units)]
    if not known:
        return scales
    return replace(scales, order={"unit": tuple(dict.fromkeys(known)), **scales.order})


def words_in(batches: Iterable[Batch], column: str) -> Mapping[str, None]:
    """Give all words that stand in a column: in the ledgers and in the counts of this year and last year."""
    found: dict[str, None] = {}
    for batch in batches:
        if column in batch.known_columns():
            found.update(dict.fromkeys(word for item in batch.items or () if (word := item.value(column))))
        for _, counts in batch.given_counts():
            found.update(dict.fromkeys(_counted_words(counts, column)))
    return found


def _counted_words(counts: Counts, column: str) -> Iterator[str]:
    yield from counts.partitions.get(column, ())
    for part in counts.parts.values():
        yield from _counted_words(part, column)


def _batch(report: Report, name: str, scales: Scales) -> BatchBasis:
    batch = report.batches[name]
    conditions = _conditions(batch, scales)

    given = {
        path: CountsTally(counts, conditions, batch.kind, report.places("batches", name, *path))
        for path, counts in batch.given_counts()
    }

    whole = _rows(report, batch, scales)
    rows = _taken(whole, batch, conditions)
    ledger = rows if batch.items is not None else None
    untaken = () if rows is whole else _left_out(whole.items, rows.items)
    counts, years = given.get(("counts",)), {year: given["years", year] for year in sorted(batch.years)}
    previous = given.get(("previous",)) or years.get(report.year - 1)
    tally, places = ledger or counts or rows, report.places("batches", name, "given")
    return BatchBasis(name, batch, conditions, tally, ledger, counts, previous, years, untaken, places)


def _taken(rows: LedgerTally, batch: Batch, conditions: Conditions) -> LedgerTally:
    """Give the rows that the batch's 筛选 takes; all where it has none, or one that cannot be read, which is told."""
    if batch.where is None:
        return rows
    with suppress(BadCondition):
        condition = conditions.read(batch.where)
        if rows.can_tell(condition):
            rules = rows.table.rules
            # a row that names no kind is of none before a batch takes it
            kindless = Table(rows.items, replace(rules, kind=""))
            taken = [rows.items[row] for row in kindless.meeting(condition, rows.rows)]
            return _tally(tuple(taken), rows.known, rules)
    return rows


def _tally(items: tuple[Item, ...], known: frozenset[str], rules: Rules) -> LedgerTally:
    return LedgerTally(Table(items, rules), known, range(len(items)))


def _left_out(whole: Iterable[Item], taken: Iterable[Item]) -> tuple[Item, ...]:
    """Give the very rows that are not among others, whatever they hold."""
    known = set(map(id, taken))
    return tuple(item for item in whole if id(item) not in known)


def _conditions(batch: Batch, scales: Scales) -> Conditions:
    """Give what the words of a batch's conditions mean: its own groups, and parts that have given counts."""
    conditions = Conditions(scales, batch.groups)
    given = [counts for _, counts in batch.given_counts()]
    names = dict.fromkeys(name for counts in given for name in names_of(counts))
    return replace(conditions, named=frozenset(name for name in names if not conditions.understands(name)))


def _rows(report: Report, batch: Batch, scales: Scales) -> LedgerTally:
    months = batch.deadline_months or report.policy.deadline_months
    return _tally(batch.items or (), batch.known_columns(), Rules(scales, months, batch.kind))

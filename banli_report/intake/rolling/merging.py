"""From the rows of all units to the items of a batch, each once, with an account of the rows that are not counted."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from banli_report.errors import BanliError, Place
from banli_report.figures.scales import Scales, scales_of
from banli_report.intake.rolling.leads import Counted, Merged, merged
from banli_report.intake.rolling.row import Row
from banli_report.intake.rolling.source import Rolled
from banli_report.packs.settling import under_its_pack
from banli_report.results.account import Account, Aside, RowPassed
from banli_report.results.item import Item
from banli_report.results.model import Batch, Report, Returned, RollUp


def rolled_up(report: Report, rolled: Mapping[str, Rolled]) -> Report:
    """Give a report whose batches are made of what the units handed in, every item counted once.

    Args:
        report: the report, with the rows of all units in its batches.
        rolled: what was read of each roll-up, by the batch.
    """
    if not rolled:
        return report
    policy = report.policy
    with suppress(BanliError):  # a pack that is not to be had is told of where it is used
        policy = under_its_pack(report).policy
    scales = scales_of(policy)
    made = {name: _batch(report, name, each, scales) for name, each in rolled.items()}
    batches = {name: made[name][0] if name in made else batch for name, batch in report.batches.items()}
    roll_ups = {name: roll_up for name, (_, roll_up) in made.items()}
    return report.model_copy(update={"batches": batches}).made_of(roll_ups)


def _batch(report: Report, name: str, rolled: Rolled, scales: Scales) -> tuple[Batch, RollUp]:
    batch = report.batches[name]
    rows = [
        Row(each.returned.unit, item, _scales_of(each.returned, scales), batch.kind)
        for each in rolled.rows
        for item in each.items
    ]

    def answers_at(word: str) -> Place | None:
        return report.place("batches", name, "roll_up", "counted_under", word)

    found = merged(rows, rolled.roll_up.units, rolled.source.counted_under, answers_at)
    others = {id(other.item): counted for counted in found.counted.values() for other in counted.others}
    items = tuple(_item(row.item, found) for row in rows if id(row.item) not in others)
    returned = tuple(
        replace(each.returned, account=_account(each.returned.account, each.items, others))
        for each in rolled.rows
    )
    roll_up = RollUp(returned, rolled.source.units, tuple(dict.fromkeys(found.problems)))
    return batch.model_copy(update={"items": items}), roll_up


def _scales_of(returned: Returned, usual: Scales) -> Scales:
    return scales_of(returned.report.policy) if returned.report else usual


def _item(item: Item, found: Merged) -> Item:
    """Give an item under all units that lead a part of it (分办)."""
    counted = found.counted.get(id(item))
    if counted is None or len(counted.units) < 2:
        return item
    return item.of_unit("、".join(counted.units))


def _account(
    account: Account | None, items: tuple[Item, ...], others: Mapping[int, Counted]
) -> Account | None:
    """Give the account of a ledger with the rows that count in another one among those that are no items."""
    if account is None:
        return None
    passed = [
        RowPassed(item.origin.row, Aside.SHARED, _why(item, others[id(item)]))
        for item in items
        if item.origin and id(item) in others
    ]
    if not passed:
        return account
    return replace(account, items=account.items - len(passed), passed=(*account.passed, *passed))


def _why(item: Item, counted: Counted) -> str:
    return f"{item.number or item.title}，计入{counted.row.unit}（{counted.row.where}）"

"""The pack of a report, and what it settles: definitions that the report file does not say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from banli_report.packs.finding import Pack, find_pack
from banli_report.results.model import Report


def pack_of(report: Report, templates: Sequence[str | Path]) -> Pack:
    """Give the pack of a report."""
    own = [report.folder / "templates"] if report.folder else []
    return find_pack(report.template, [*own, *map(Path, templates)])


def under_its_pack(report: Report, templates: Sequence[str | Path] = ()) -> Report:
    """Give a report with the definitions of its pack wherever it does not say its own.

    Raises:
        BanliError: its pack is not to be had, or its settings are wrong.
    """
    return under_pack(report, pack_of(report, templates))


def under_pack(report: Report, pack: Pack) -> Report:
    """Give a report with the definitions of a pack wherever it does not say its own."""
    return report.under(pack.policy, pack.policy_places)

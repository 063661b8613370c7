"""Rates that are known without their counts: printed as they are given, never computed with."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from banli_report.figures.basis import BatchBasis
from banli_report.figures.definitions import rate_label, rate_name
from banli_report.figures.figure import Figure, said
from banli_report.words.placeholders import UNKNOWN

GIVEN = "报告文件给定的率，没有件数，未经核算"


def given_rates(basis: BatchBasis) -> Mapping[str, Figure]:
    """Give the given rates of a batch by identifier, or by their own name."""
    found: dict[str, Figure] = {}
    for word, text in basis.batch.given.items():
        name = rate_name(word)
        place = basis.given_places.find((word,))
        source = f"{place}（给定）" if place else "给定"
        path = f"{basis.name}.{rate_label(name)}"
        if text is None:
            found[name] = Figure(path, None, f"{UNKNOWN}%", GIVEN, said(source))
        else:
            found[name] = Figure(path, Fraction(text.removesuffix("%")) / 100, text, GIVEN, said(source))
    return found

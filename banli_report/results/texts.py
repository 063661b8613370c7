"""Every text that a report file holds, line by line, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from banli_report.errors import NOWHERE, Place
from banli_report.results.model import Report

Path = tuple[str | int, ...]


def lines_of(report: Report) -> Iterator[tuple[str, Place]]:
    """Give each line of the report's names, title, signature and narrative, and where it stands."""
    for path, text in _texts(report):
        found = report.places(*path)
        for number, line in enumerate(text.split("\n")):
            yield line, _place(found.here, found.first_line, number)


def _place(place: Place | None, first_line: int | None, number: int) -> Place:
    if place is None:
        return NOWHERE
    return Place(file=place.file, line=(first_line or place.line or 1) + number)


def _texts(report: Report) -> Iterator[tuple[Path, str]]:
    yield ("agency", "full_name"), report.agency.full_name
    yield ("agency", "short_name"), report.agency.short_name
    yield ("session",), report.session
    yield ("title",), report.title
    yield ("signature", "name"), report.signature.name
    yield ("signature", "date"), report.signature.unknown_date
    if report.delivery:
        for key in ("venue", "speaker", "post", "salutation"):
            yield ("delivery", key), getattr(report.delivery, key)
    yield from _narrative(("narrative",), report.narrative)


def _narrative(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _narrative((*path, key), inner)
    else:
        for position, section in enumerate(value):
            yield (*path, position, "heading"), section.heading
            yield (*path, position, "text"), section.text

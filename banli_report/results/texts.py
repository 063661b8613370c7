"""Every text that a report file holds, line by line, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from banli_report.errors import NOWHERE, Place
from banli_report.results.model import Report
from banli_report.results.official import Official
from banli_report.results.paper import Section
from banli_report.words.placeholders import TAG

Path = tuple[str | int, ...]
_NO_NEWLINE = re.compile(r"[^\n]")
_TEMPLATES = frozenset({"title", "narrative"})
_OFFICIAL = (
    *("secrecy", "secrecy_term", "urgency", "masthead", "number"),
    *("signers", "recipients", "note", "copies", "issuer"),
)


def lines_of(report: Report, *keys: str) -> Iterator[tuple[str, Place]]:
    """Give each line of all that is typed in the report file and printed, and where it stands.

    Args:
        report: the report.
        keys: the parts of the report file that are meant (title, narrative); without them all.
    """
    for path, text in _texts(report):
        if not keys or path[0] in keys:
            yield from _lines(report, path, text)


def plain_lines_of(report: Report) -> Iterator[tuple[str, Place]]:
    """Give the same lines, blanks in the place of template tags, whose words are not printed."""
    for path, text in _texts(report):
        yield from _lines(report, path, _printed(path, text))


def _printed(path: Path, text: str) -> str:
    if path[0] not in _TEMPLATES:
        return text
    return TAG.sub(lambda tag: _NO_NEWLINE.sub(" ", tag[0]), text)


def _lines(report: Report, path: Path, text: str) -> Iterator[tuple[str, Place]]:
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
        yield ("delivery", "date"), report.delivery.unknown_date
    yield from _narrative(("narrative",), report.narrative)
    if report.official:
        yield from _official(report.official)
    for name, text in report.disclosure.items():
        yield ("disclosure", name), text


def _official(official: Official) -> Iterator[tuple[Path, str]]:
    for key in _OFFICIAL:
        value = getattr(official, key)
        if isinstance(value, str):
            yield ("official", key), value
        else:
            for position, name in enumerate(value):
                yield ("official", key, position), name


def _narrative(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _narrative((*path, key), inner)
    elif isinstance(value, tuple):
        for position, section in enumerate(value):
            yield from _narrative((*path, position), section)
    elif isinstance(value, Section):
        yield (*path, "heading"), value.heading
        yield (*path, "text"), value.text

"""Where what was found in a document was typed: in the frame, the report file, a ledger or the pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from banli_report.checks.finding import Finding
from banli_report.checks.release.texts import folded
from banli_report.errors import Place
from banli_report.packs.finding import Pack
from banli_report.results.model import Report
from banli_report.results.texts import lines_of

_FOLLOWING = 10
"""How many characters after the words of a finding are looked for with them at most: figures are not typed."""


def typed_lines(report: Report, pack: Pack) -> Iterator[tuple[str, Place]]:
    """Give all that was typed for a document, line by line and cell by cell, with its place."""
    yield from lines_of(report)
    for batch in report.batches.values():
        for item in batch.items or ():
            for column in batch.known_columns():
                value, place = item.value(column), item.place(column)
                if isinstance(value, str) and place:
                    yield value, place
    yield from pack.lines()


class Origins:
    """Where the words of a document come from; nothing is read before something is asked."""

    def __init__(self, typed: Iterable[tuple[str, Place]], frame_name: str, frame: Iterable[Finding]) -> None:
        self._typed = typed
        self._frame_name = frame_name
        self._frame = frame

    @cached_property
    def _lines(self) -> tuple[tuple[str, Place], ...]:
        return tuple((folded(line), place) for line, place in self._typed)

    @cached_property
    def _in_frame(self) -> Mapping[tuple[str, str], Finding]:
        found: dict[tuple[str, str], Finding] = {}
        for finding in self._frame:
            found.setdefault(_key(finding), finding)
        return found

    def is_of_frame(self, finding: Finding) -> bool:
        """Tell whether a finding stands in the frame already."""
        return _key(finding) in self._in_frame

    def located(self, finding: Finding) -> Finding:
        """Give a finding with the place where somebody can mend it."""
        place = self._place_of(finding)
        return replace(finding, where=place, snippet=finding.shown) if place else finding

    def _place_of(self, finding: Finding) -> Place | None:
        if self.is_of_frame(finding):
            return replace(self._in_frame[_key(finding)].place, file=self._frame_name)
        if finding.found:
            return self._typed_at(finding)
        return Place(
            file=self._frame_name, part=finding.place.part
        )  # what no text is about, the frame brought

    def _typed_at(self, finding: Finding) -> Place | None:
        words, shown = folded(finding.found), folded(finding.shown)
        after = shown.partition(words)[2]
        for length in range(_FOLLOWING, -1, -1):
            sought = words + after[:length]
            if place := next((place for line, place in self._lines if sought in line), None):
                return place
        return None


def _key(finding: Finding) -> tuple[str, str]:
    return finding.id, finding.found or finding.message

"""Everything that must not leave with a file, as problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from banli_report.checks.finding import Finding, in_draft, problems_of
from banli_report.checks.release.contradictions import contradiction_findings
from banli_report.checks.release.dates import date_findings
from banli_report.checks.release.leftovers import (
    look_findings,
    placeholder_findings,
    review_findings,
    tag_findings,
)
from banli_report.checks.release.ordinals import heading_findings, ordinal_findings
from banli_report.checks.release.origins import Origins, typed_lines
from banli_report.checks.release.outside import outside_findings
from banli_report.checks.release.parts import Parts
from banli_report.checks.release.personal import personal_findings
from banli_report.checks.release.properties import property_findings
from banli_report.checks.release.texts import Texts
from banli_report.checks.release.traces import trace_findings
from banli_report.checks.release.unreadable import unreadable_findings
from banli_report.checks.release.usage import usage_findings
from banli_report.claims.passage import Passage
from banli_report.errors import BanliError, Problem, as_warning
from banli_report.packs.finding import Pack
from banli_report.results.model import Report
from banli_report.word.reader.passages import texts_of
from banli_report.word.reader.reading import WordFile, word_file
from banli_report.word.writer.frame_file import frame_name, read_frame

_OF_DRAFTS = ("layout.placeholder", "layout.highlight")
"""What tells again of a draft what is told of its report file."""
_NONE: Mapping[str, str] = MappingProxyType({})


def release_problems(
    word: WordFile, *, draft: bool = False, words: Mapping[str, str] = _NONE
) -> list[Problem]:
    """Give what must not leave with a Word file.

    Args:
        word: the file.
        draft: whether a placeholder is only a warning.
        words: an agency's own wrong words, each with the right one.
    """
    findings = release_findings(word, words)
    return problems_of(map(in_draft, findings) if draft else findings, word.name)


def release_findings(word: WordFile, words: Mapping[str, str] = _NONE) -> Iterator[Finding]:
    """Give what must not leave with a Word file, each with the words that it is about.

    Args:
        word: the file.
        words: an agency's own wrong words, each with the right one.
    """
    yield from unreadable_findings(word.package, word.main)
    parts, texts = Parts(word), Texts(texts_of(word))
    yield from _text_findings(texts, words)
    yield from look_findings(parts)
    yield from trace_findings(parts)
    yield from outside_findings(parts)
    yield from property_findings(parts, texts)


def built_problems(word: WordFile, report: Report, pack: Pack, frame: Path, *, draft: bool) -> list[Problem]:
    """Give what must not leave with a file that is about to be written, each problem where it can be mended.

    Args:
        word: the file.
        report: what it was made of.
        pack: the pack that gave its text.
        frame: the frame that it was put in.
        draft: whether it is a draft, in which what is not known yet is told elsewhere.
    """
    words = {**pack.words, **report.words}
    origins = Origins(typed_lines(report, pack), frame_name(frame), _frame_findings(frame, words))
    found = list(release_findings(word, words))
    if draft:
        found = [each for each in found if each.id not in _OF_DRAFTS or origins.is_of_frame(each)]
        found = list(map(in_draft, found))
    return problems_of(map(origins.located, found), word.name)


def _frame_findings(frame: Path, words: Mapping[str, str]) -> Iterator[Finding]:
    """Give what is found in a frame itself; one that cannot be read as a document is passed over."""
    with suppress(BanliError):
        yield from release_findings(word_file(read_frame(frame), frame_name(frame)), words)


def passage_problems(passages: Sequence[Passage], words: Mapping[str, str] = _NONE) -> list[Problem]:
    """Give what must not leave with a text that is no Word file; nobody releases such a file, so it is only told.

    Args:
        passages: the text.
        words: an agency's own wrong words, each with the right one.
    """
    texts = Texts(passages)
    return list(map(as_warning, problems_of((*_text_findings(texts, words), *heading_findings(texts)), None)))


def _text_findings(texts: Texts, words: Mapping[str, str]) -> Iterator[Finding]:
    yield from review_findings(texts)
    yield from tag_findings(texts)
    yield from placeholder_findings(texts)
    yield from personal_findings(texts)
    yield from usage_findings(texts, words)
    yield from ordinal_findings(texts)
    yield from date_findings(texts)
    yield from contradiction_findings(texts)

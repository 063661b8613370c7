"""From a report and its pack to its document: rendered, read as a tree, and knowing what it is written in."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, TypeAlias

from banli_report.checks.audit.typed import TypedAudit
from banli_report.checks.results.unknowns import left_over_problems
from banli_report.document.compose import document_of
from banli_report.document.traditional import to_traditional
from banli_report.document.tree import Document
from banli_report.document.whole import whole_document
from banli_report.errors import Problem, as_warning, stop_on_errors
from banli_report.figures.compute import Figures
from banli_report.packs.finding import Pack
from banli_report.prose.render import render
from banli_report.results.model import Report
from banli_report.results.texts import lines_of
from banli_report.word.writer.whole import Filled, whole_of

Script: TypeAlias = Literal["hans", "hant"]


@dataclass(frozen=True, slots=True)
class PackDocument(Document):
    """A document with the Word frame that its pack brings."""

    frame: Path = field(compare=False, kw_only=True)
    filled: Filled | None = field(compare=False, default=None, kw_only=True)

    @property
    def holder(self) -> Path | Filled:
        """Give what it is written in: the Word file that it was read from, or the frame."""
        return self.filled or self.frame


def frame_of(document: Document) -> Path | Filled | None:
    """Give the Word frame that a document's pack brings, or its Word file that says all of it, or None."""
    return document.holder if isinstance(document, PackDocument) else None


@dataclass(frozen=True, slots=True)
class Composed:
    """A document, what its making has to tell that does not forbid release, and what its typed numbers do."""

    document: PackDocument
    told: tuple[Problem, ...]
    typed: TypedAudit


def composed_of(report: Report, computed: Figures, pack: Pack, *, draft: bool, script: Script) -> Composed:
    """Compose a report with its pack.

    Args:
        report: the report, under its pack.
        computed: its figures.
        pack: the pack.
        draft: whether what is not known yet is printed as X.
        script: the characters.

    Raises:
        BanliError: a template or a narrative has faults, or something is not known yet; all problems.
    """
    whole = whole_of(pack.whole) if pack.whole else None
    prose = render(report, computed, pack, draft=draft, whole=whole.readable() if whole else None)
    filled, lines = None, [*lines_of(report, "narrative")]
    if whole:
        filled, blocks = whole.filled(prose)
        plain = whole_document(prose, report, blocks, whole.elsewhere)
        lines += whole.text.lines
    else:
        plain = document_of(prose, report, computed)
    if not draft:
        stop_on_errors(left_over_problems(plain))
    document = plain
    if script == "hant":
        document = to_traditional(plain, report.traditional.exceptions, report.traditional.region)
    nodes = {node.name: getattr(document, node.name) for node in fields(document)}
    frame = whole.path if whole else pack.frame(document.kind)
    framed = PackDocument(**nodes, frame=frame, filled=filled)
    return Composed(framed, prose.told, TypedAudit(plain, lines))


def typed_problems(composed: Composed, *, draft: bool) -> list[Problem]:
    """Give what is wrong with typed numbers in a document; in a draft it is only told."""
    found = composed.typed.problems()
    return list(map(as_warning, found)) if draft else found

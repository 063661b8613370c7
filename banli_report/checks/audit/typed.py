"""Audits a document before it is written: what is claimed with numbers that somebody typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from banli_report.checks.audit.check import Audit, audit, problem_of, shown
from banli_report.checks.audit.judgement import Verdict
from banli_report.claims.mentions import Sentence
from banli_report.claims.numbers import Number
from banli_report.claims.passage import Passage
from banli_report.document.spoken import spoken
from banli_report.document.tree import Document, Runs, text_of
from banli_report.errors import NOWHERE, Place, Problem

_AROUND = 6
"""How many characters around a number are looked for in the text that it was typed in."""


class TypedAudit:
    """The audit of a document's text, which knows which numbers were typed.

    Args:
        document: the document.
        lines: the lines that people wrote, each with its place.
    """

    def __init__(self, document: Document, lines: Sequence[tuple[str, Place]] = ()) -> None:
        rows = list(spoken(document))
        passages = [Passage(text_of(row), NOWHERE) for row in rows]
        self._lines = lines
        self._rows: dict[int, Runs] = {id(one): row for one, row in zip(passages, rows, strict=True)}
        self.audit: Audit = audit(passages)
        self._sentences = {id(number): sentence for sentence, number in self.audit.read}

    def problems(self) -> list[Problem]:
        """Give what is wrong and has a typed number in it, at the place where it was typed."""
        wrong = [one for one in self.audit.judgements if one.verdict is Verdict.WRONG]
        typed = [(one, next(self._typed(one.numbers), None)) for one in wrong]
        return [replace(problem_of(one), place=self._place(number)) for one, number in typed if number]

    def unchecked(self) -> list[str]:
        """Give the typed numbers that nobody can check, one a line, each with the sentence that it stands in."""
        left = [number for _, number in self.audit.left]
        return [
            f"{self._place(number)} “{shown(self._sentence(number), (number,))}”：手工输入的{number.shown}，无从核对"
            for number in self._typed(left)
        ]

    def _typed(self, numbers: Sequence[Number]) -> Iterator[Number]:
        return (number for number in numbers if self._is_typed(number))

    def _is_typed(self, number: Number) -> bool:
        start = 0
        for run in self._rows[id(self._sentence(number).passage)]:
            end = start + len(run.text)
            if start < number.end and number.start < end and (run.note is not None or not run.typed):
                return False
            start = end
        return True

    def _sentence(self, number: Number) -> Sentence:
        return self._sentences[id(number)]

    def _place(self, number: Number) -> Place:
        """Give where a number was typed: the line that says the same around it."""
        text = self._sentence(number).passage.text
        for width in range(_AROUND, 0, -1):
            piece = text[max(0, number.start - width) : number.end + 1]
            found = [place for line, place in self._lines if piece in line]
            if found:
                return found[0]
        return NOWHERE

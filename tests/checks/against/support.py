"""Every example as its report gives it, what people do to the finished file, and what is told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import docx
from docx.oxml.ns import qn

import banli_report as br
from banli_report.checks.against.check import source_problems
from banli_report.checks.against.expected import expected_sources
from banli_report.checks.against.pieces import Source, sources_of
from banli_report.claims.passage import Passage
from banli_report.document.tree import Document, Note
from banli_report.errors import Place, Problem, Severity
from banli_report.word.reader.passages import passages_of
from banli_report.word.reader.reading import word_file
from banli_report.word.writer.write import word_bytes

SENTENCE = re.compile(r"[^。]+。?")


@dataclass(frozen=True)
class Made:
    """A report's document, the passages that it is compared by, and those of a finished file that nobody touched."""

    document: Document
    expected: tuple[Source, ...]
    file: tuple[Passage, ...]

    def told(self, file: Sequence[Passage]) -> list[Problem]:
        """Give what is told of a finished file."""
        return source_problems(self.expected, sources_of(file), Place(file="final.docx"))

    def figures(self) -> Iterator[tuple[int, int, int, Note]]:
        """Give every printed figure: the position of its passage, where it begins and ends, and its note."""
        for position, source in enumerate(self.expected):
            for start, end, note in source.noted:
                yield position, start, end, note

    def with_texts(self, texts: dict[int, str]) -> list[Passage]:
        """Give the file with other texts at some positions."""
        return [replace(p, text=texts[i]) if i in texts else p for i, p in enumerate(self.file)]

    def parted(self, position: int, first: str) -> list[Passage]:
        """Give the file with a passage parted in two."""
        passage = self.file[position]
        parts = [replace(passage, text=text) for text in (first, passage.text[len(first) :])]
        return [*self.file[:position], *parts, *self.file[position + 1 :]]

    def retyped(self, old: str, new: str) -> list[Problem]:
        """Give what is told where one text is typed over, which stands in the file once at least."""
        found = [i for i, passage in enumerate(self.file) if old in passage.text]
        assert found, old
        return self.told(self.with_texts({found[0]: self.file[found[0]].text.replace(old, new, 1)}))


def made(report: br.Report | Path, script: str = "hans") -> Made:
    """Give what a report makes."""
    loaded = report if isinstance(report, br.Report) else br.load(report)
    document = br.compose(loaded, draft=True, script=script)
    file = passages_of(word_file(word_bytes(document, document.frame)))
    return Made(document, tuple(expected_sources(document, file)), file)


def shown(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Give ids without their family, and messages."""
    return [(problem.id.removeprefix("audit."), problem.message) for problem in problems]


COMPARED = re.compile(r"audit\.(?:claim|figure|other|row|text|value)-")


def audited(problems: Sequence[Problem]) -> list[Problem]:
    """Give what the comparison tells of figures and texts, not what else is wrong with the file."""
    return [problem for problem in problems if COMPARED.match(problem.id)]


def errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def one_more(text: str) -> str:
    """Give a printed figure one unit of its last place higher."""
    number = text.rstrip("%条次项万元")
    sign = text.removeprefix(number)
    whole, _, decimals = number.partition(".")
    digits = str(int(whole + decimals) + 1).rjust(len(decimals) + 1, "0")
    cut = len(digits) - len(decimals)
    return digits[:cut] + ("." if decimals else "") + digits[cut:] + sign


def edited(file: Path, target: Path, *changes: tuple[int, str, str]) -> Path:
    """Copy a Word file with texts typed over: the number of a paragraph, what stood there, what stands there now."""
    opened = docx.Document(str(file))
    paragraphs = list(opened.element.body.iter(qn("w:p")))
    for number, old, new in changes:
        nodes = list(paragraphs[number - 1].iter(qn("w:t")))
        whole = "".join(node.text or "" for node in nodes)
        assert old in whole, (old, whole)
        nodes[0].text = whole.replace(old, new, 1)
        for node in nodes[1:]:
            node.text = ""
    opened.save(str(target))
    return target


def rebuilt(folder: Path, change: Callable[[Path], None], report: str = "report.yaml") -> list[Problem]:
    """Build a report, change something in its folder, and give what is told of the file built before."""
    br.build(folder / report, folder / "final.docx")
    change(folder)
    return br.check(folder / "final.docx", against=folder / report)

"""Turning a finished document into traditional characters, by OpenCC, with the user's own exceptions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from banli_report.document.tree import (
    Annex,
    Block,
    BlockVisitor,
    Cell,
    Contents,
    Document,
    Foot,
    Head,
    Heading,
    Line,
    Note,
    Paragraph,
    Runs,
    Signature,
    Table,
)
from banli_report.errors import ERROR, NOWHERE, BanliError, Kind, refuse

_Convert = Callable[[str], str]
_FORMS = {"台湾": ("s2tw", "zh-TW"), "香港": ("s2hk", "zh-HK")}
"""The forms of characters, as OpenCC calls them, and the language, by where they are read."""

PROBLEMS = (
    Kind("script.missing", ERROR, "要写繁体，但没有安装转换用的OpenCC。", "转换繁体需要OpenCC，没有安装"),
)


def to_traditional(document: Document, exceptions: Mapping[str, str], region: str = "台湾") -> Document:
    """Give a document in traditional characters: text, names and the notes of figures alike.

    Args:
        document: the finished document in simplified characters.
        exceptions: words with a form of their own; they go before OpenCC's.
        region: where they are read.

    Raises:
        BanliError: OpenCC is not installed.
    """
    return replace(_Script(converter(exceptions, region)).document(document), language=_FORMS[region][1])


def converter(exceptions: Mapping[str, str], region: str = "台湾") -> Callable[[str], str]:
    """Give what turns a text into traditional characters.

    Args:
        exceptions: words with a form of their own; they go before OpenCC's.
        region: where they are read.

    Raises:
        BanliError: OpenCC is not installed.
    """
    try:
        from opencc import OpenCC  # noqa: PLC0415 (an extra, and needed here alone)
    except ImportError:
        raise _missing() from None
    convert: _Convert = OpenCC(_FORMS[region][0]).convert
    if not exceptions:
        return convert
    words = re.compile("|".join(map(re.escape, sorted(exceptions, key=len, reverse=True))))

    def with_exceptions(text: str) -> str:
        pieces = []
        start = 0
        for found in words.finditer(text):
            pieces += [convert(text[start : found.start()]), exceptions[found.group()]]
            start = found.end()
        return "".join([*pieces, convert(text[start:])])

    return with_exceptions


def _missing() -> BanliError:
    hint = 'python -m pip install "banli-report[hant]"'
    return refuse("script.missing", NOWHERE, "转换繁体需要OpenCC，没有安装", hint)


class _Script(BlockVisitor[Block]):
    """Gives the nodes of a document in traditional characters."""

    def __init__(self, convert: _Convert) -> None:
        self.convert = convert

    def document(self, document: Document) -> Document:
        return replace(
            document,
            title=self.runs(document.title),
            blocks=tuple(map(self.visit, document.blocks)),
            signature=self.signature(document.signature) if document.signature else None,
            contents=self.contents(document.contents) if document.contents else None,
            head=self.head(document.head) if document.head else None,
            foot=self.foot(document.foot) if document.foot else None,
            record_words=self.texts(document.record_words),
            annexes=tuple(map(self.annex, document.annexes)),
            annexes_label=self.convert(document.annexes_label),
            record=tuple((self.convert(name), self.convert(value)) for name, value in document.record),
            fields=tuple((name, self.convert(value)) for name, value in document.fields),
        )

    def texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.convert, texts))

    def signature(self, signature: Signature) -> Signature:
        name, date, note = self.texts((signature.name, signature.date, signature.note))
        return replace(signature, name=name, date=date, note=note)

    def contents(self, contents: Contents) -> Contents:
        return replace(contents, title=self.convert(contents.title))

    def head(self, head: Head) -> Head:
        suffix, number, label = self.texts((head.suffix, head.number, head.signers_label))
        marks, agencies, signers = map(self.texts, (head.marks, head.agencies, head.signers))
        return Head(head.letter, marks, agencies, suffix, number, signers, label)

    def foot(self, foot: Foot) -> Foot:
        copies, issuer, issued = self.texts((foot.copies, foot.issuer, foot.issued))
        return replace(foot, copies=copies, issuer=issuer, issued=issued)

    def annex(self, annex: Annex) -> Annex:
        title, mark, number = self.texts((annex.title, annex.mark, annex.number))
        blocks = tuple(map(self.visit, annex.blocks))
        return replace(annex, title=title, blocks=blocks, mark=mark, number=number)

    def heading(self, block: Heading) -> Heading:
        return replace(block, number=self.convert(block.number), runs=self.runs(block.runs))

    def paragraph(self, block: Paragraph) -> Paragraph:
        lead = self.heading(block.lead) if block.lead else None
        return Paragraph(self.runs(block.runs), lead)

    def table(self, block: Table) -> Table:
        head, *rows = (tuple(map(self.cell, row)) for row in (block.head, *block.rows))
        caption, (label, empty) = self.runs(block.caption), self.texts((block.label, block.empty))
        return replace(block, head=head, rows=tuple(rows), caption=caption, label=label, empty=empty)

    def line(self, block: Line) -> Line:
        return replace(block, text=self.convert(block.text))

    def cell(self, cell: Cell) -> Cell:
        return replace(cell, runs=self.runs(cell.runs))

    def runs(self, runs: Runs) -> Runs:
        """Convert runs as one text, so that a word parted by a figure or by strong text is still seen whole."""
        texts = [run.text for run in runs]
        whole = self.convert("".join(texts))
        if len(whole) == sum(map(len, texts)):
            starts = [sum(map(len, texts[:i])) for i in range(len(texts) + 1)]
            converted = [whole[starts[i] : starts[i + 1]] for i in range(len(texts))]
        else:
            converted = [self.convert(text) for text in texts]
        return tuple(
            replace(run, text=text, note=self.note(run.note) if run.note else None)
            for run, text in zip(runs, converted, strict=True)
        )

    def note(self, note: Note) -> Note:
        name, text, formula, source = self.texts((note.name, note.text, note.formula, note.source))
        return replace(note, name=name, text=text, formula=formula, source=source)

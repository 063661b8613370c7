"""Rows of long tables: one of a stretch is made as elements, the others are written like it once the part is text.

An element for each cell of a long list takes most of the time and the memory of writing it. Rows of one look differ
in their texts alone, so what is true of the one row that went through the frame is true of them all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from html import escape
from itertools import groupby

from lxml import etree

from banli_report.document.tree import Cell, Run, Runs
from banli_report.word.ooxml.xml import Node, W, element, fit, q
from banli_report.word.writer.runs import is_plain, run_element

_Row = tuple[Cell, ...]


class EachRow:
    """Makes elements of every row, for who reads them back before the part is text."""

    def elements(self, blank: Node, rows: Iterable[_Row]) -> Iterator[Node]:
        """Give the elements of rows.

        Args:
            blank: a row of cells of one plain run each, as they all look.
            rows: the rows.
        """
        return (filled(blank, row) for row in rows)


class LongRows(EachRow):
    """The rows of one document that are still to be written, by the marks of those that stand for them."""

    def __init__(self) -> None:
        self._mark = os.urandom(16).hex()  # no frame can hold it by chance or by will
        self._kept: list[Sequence[_Row]] = []

    def elements(self, blank: Node, rows: Iterable[_Row]) -> Iterator[Node]:
        """Give the elements of rows: one for each stretch of rows that differ in their texts alone."""
        for alike, stretch in groupby(rows, _is_alike):
            if alike:
                yield self._keep(blank, list(stretch))
            else:
                yield from (filled(blank, row) for row in stretch)

    def _keep(self, blank: Node, rows: Sequence[_Row]) -> Node:
        """Give the row that stands for others."""
        made = deepcopy(blank)
        for text in made.iter(q("t")):
            text.text = f"{self._mark}-{len(self._kept)}-"
        self._kept.append(rows)
        return made

    def written(self, part: bytes) -> bytes:
        """Give a part with the rows in place of those that stand for them; one that has none as it is."""
        found = re.search(rf"<([^<>/ ]*)t>{self._mark}-".encode(), part)
        if found is None:
            return part
        prefix, done, pieces = found[1].decode(), 0, list[bytes]()
        opening, closing = f"<{prefix}tr>".encode(), f"</{prefix}tr>".encode()
        for number, rows in enumerate(self._kept):
            run = _plain(f"{self._mark}-{number}-", prefix)
            at = part.index(run, done)
            start, end = part.rindex(opening, done, at), part.index(closing, at) + len(closing)
            pieces += [part[done:start], *_texts(part[start:end].split(run), rows, prefix)]
            done = end
        return b"".join([*pieces, part[done:]])


def filled(blank: Node, cells: Sequence[Cell]) -> Node:
    """Give a copy of a row of plain runs with cells in it."""
    made = deepcopy(blank)
    for cell, (properties, content) in zip(cells, made.iterchildren(q("tc")), strict=True):
        if cell.rows != 1:
            properties.insert(1, element("vMerge", val="restart" if cell.rows else None))
        (run,) = content.iterchildren(q("r"))
        if len(cell.runs) == 1 and is_plain(cell.runs[0]):
            run[0].text = fit(cell.runs[0].text)
            continue
        content.remove(run)
        content.extend(run_element(run) for run in cell.runs)
    return made


def _is_alike(row: _Row) -> bool:
    """Tell whether a row differs from a blank one in its texts alone: styles and comments are the frame's business."""
    for cell in row:
        if cell.rows != 1:
            return False
        for run in cell.runs:
            if run.strong or run.remark:
                return False
    return True


def _texts(between: Sequence[bytes], rows: Sequence[_Row], prefix: str) -> Iterable[bytes]:
    """Give rows as XML, one by one, by what stands between the runs of one of them."""
    runs = _RunsText(prefix)
    columns = [runs.of_each(cell.runs for cell in column) for column in zip(*rows, strict=True)]
    row = b"%b".join(piece.replace(b"%", b"%%") for piece in between)
    return (row % cells for cells in zip(*columns, strict=True))


class _RunsText:
    """Gives runs as XML, each distinct text once."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._namespaces = {prefix.removesuffix(":"): W} if prefix else {None: W, "w": W}
        self._known: dict[str, bytes] = {}

    def of_each(self, cells: Iterable[Runs]) -> list[bytes]:
        """Give the runs of cells as ``run_element`` makes them."""
        known, made = self._known, list[bytes]()
        for runs in cells:
            if len(runs) != 1 or runs[0].unknown or runs[0].lit:
                made.append(self._made(runs))
                continue
            found = known.get(runs[0].text)
            if found is None:
                found = known[runs[0].text] = self._of(runs[0])
            made.append(found)
        return made

    def _of(self, run: Run) -> bytes:
        return _plain(fit(run.text), self._prefix) if is_plain(run) else self._made((run,))

    def _made(self, runs: Runs) -> bytes:
        holder = etree.Element(q("p"), nsmap=self._namespaces)
        holder.extend(map(run_element, runs))
        made = etree.tostring(holder, encoding="UTF-8")
        return made[made.index(b">") + 1 : made.rindex(b"<")] if runs else b""


def _plain(text: str, prefix: str) -> bytes:
    return f"<{prefix}r><{prefix}t>{escape(text, quote=False)}</{prefix}t></{prefix}r>".encode()

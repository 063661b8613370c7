"""Ledgers and report files out of rows and text that a test shows in full."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import banli_report as br
from banli_report.intake import books
from banli_report.intake.plain_workbook import PlainSheet, plain_sheets
from banli_report.intake.workbook import careful_sheets

HEAD = "年度: 2019\n单位: {全称: 某某区人民政府, 简称: 区政府}\n"


def write_ledger(
    folder: Path,
    rows: Iterable[Sequence[object]],
    *,
    name: str = "ledger.xlsx",
    change: Callable[[Any], None] | None = None,
) -> Path:
    """Write rows into the first sheet (台账) of a workbook; `change` may touch the sheet before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    book.save(folder / name)
    return folder / name


def change_part(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Rewrite one part of a workbook's package."""
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    parts[part] = change(parts[part].decode("utf-8")).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for filename, content in parts.items():
            package.writestr(filename, content)
    return path


@contextmanager
def both_readers() -> Iterator[list[str]]:
    """Read every plain workbook with care as well, and demand the same; gives which were plain, as they are read."""
    plain: list[str] = []

    def read(content: bytes) -> tuple[PlainSheet, ...] | None:
        sheets = plain_sheets(content)
        if sheets is not None:
            careful = careful_sheets(content, "ledger.xlsx")
            assert [*map(_seen, sheets)] == [*map(_seen, careful)]
            plain.extend(sheet.title for sheet in sheets)
        return sheets

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(books, "plain_sheets", read)
        yield plain


def _seen(sheet: books.Sheet) -> tuple[object, ...]:
    grid = sheet.grid("ledger.xlsx")
    rows = [(row, [*map(type, row.values)]) for row in grid.rows]
    return sheet.title, sheet.is_visible, sheet.filled_rows(), sheet.head(), rows, grid


def load_text(folder: Path, text: str) -> br.Report:
    """Load a report file with this text."""
    path = folder / "report.yaml"
    path.write_text(text, "utf-8")
    return br.load(path)


def load_batch(folder: Path, batch: str = "台账: ledger.xlsx", rest: str = "") -> br.Report:
    """Load a report of one batch, 建议, with these keys (one line each)."""
    lines = "".join(f"    {line}\n" for line in batch.strip("\n").splitlines())
    signed = "" if "落款" in rest else "落款: {日期: 2019-12-12}\n"
    return load_text(folder, f"{HEAD}批次:\n  建议:\n{lines}{rest.rstrip()}\n{signed}")


def load_rows(
    folder: Path, rows: Iterable[Sequence[object]], batch: str = "台账: ledger.xlsx", rest: str = ""
) -> br.Report:
    """Load a report of one batch whose ledger holds these rows."""
    write_ledger(folder, rows)
    return load_batch(folder, batch, rest)


def items(report: br.Report) -> tuple[br.Item, ...]:
    """Give the items of the batch 建议."""
    found = report.batches["建议"].items
    assert found is not None
    return found


def column(report: br.Report, name: str) -> list[Any]:
    """Give a column of the batch 建议, by identifier or own header."""
    return [item.value(name) for item in items(report)]


def parts(report: br.Report, name: str, batch: str = "建议") -> Mapping[str, int]:
    """Give the counts of a partition, by code."""
    partition = br.figures(report).batches[batch].partition(name)
    assert partition is not None
    return {part.code: part.count.value for part in partition}


def places(problems: Iterable[br.Problem]) -> list[tuple[str, str]]:
    """Give the id and the cell, or line and column, of problems."""
    return [
        (problem.id, problem.place.cell or f"{problem.place.line}:{problem.place.column}")
        for problem in problems
    ]

"""Packs whose report is written whole in Word, made where a test wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import docx

from tests.support import LEDGER, write_report

SIGNED = "{{ 落款.日期 }}"


def whole_file(path: Path, texts: Iterable[str], change: Callable[[Any], object] = lambda _: None) -> Path:
    """Write a Word file with a paragraph for each text, changed by a function."""
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    change(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(path))
    return path


def whole_report(
    folder: Path,
    *texts: str,
    change: Callable[[Any], object] = lambda _: None,
    settings: str = "名称: 试\n",
    ledger: str = LEDGER,
    **facts: Any,
) -> Path:
    """Write a report over five suggestions whose pack is a Word file: its title, and a paragraph for each text."""
    given = {"模板": "mine", "正文": {}, **facts}
    report = write_report(folder, ledger=ledger, **given)
    pack = folder / "templates" / "mine"
    whole_file(pack / "report.docx", ("{{ 标题 }}", *texts), change)
    (pack / "template.yaml").write_text(settings, "utf-8")
    return report


def table_of(rows: Iterable[Iterable[str]]) -> Callable[[Any], object]:
    """Give a change that adds a table."""

    def change(made: Any) -> None:
        cells = [list(row) for row in rows]
        table = made.add_table(len(cells), len(cells[0]))
        for row, texts in zip(table.rows, cells, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return change

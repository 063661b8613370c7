"""Follows docs/first_hour.md step by step, as its reader does: types, edits, runs, and keeps what was written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import docx
import openpyxl
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from tests import pages
from tests.pages import Block, blocks

NAME = "docs/first_hour.md"
PAGE = pages.PAGES[NAME]
WRITTEN = Path("我局2025", "report.docx")
LEDGER = Path("我局2025", "台账.xlsx")
FRAME = Path("我局2025", "templates", "我局", "frame.docx")
HEADER, TITLE, FONT = "{{ 单位 }}{{ 年度 }}年度总结", "公文标题", "黑体"
"""What the page says to change in the frame."""
_PICTURE = re.compile(r"^!\[.*?\]\(first_hour/(\w+)-(\d+)\.png\)$", re.MULTILINE)
_TABLE = re.compile(r"^\| 工作表 .*\n(?:\|.*\n)+", re.MULTILINE)
_FACE = re.compile(r"^<!-- 版式文件到这里改好了 -->$", re.MULTILINE)


def pictures() -> list[tuple[str, int]]:
    """Give the pictures of the page: of which document, and of which of its pages."""
    return [(name, int(number)) for name, number in _PICTURE.findall(PAGE.read_text("utf-8"))]


def follow(folder: Path, run: Callable[[Block, str, Path], None]) -> list[Path]:
    """Do all that the page says in a folder; give the documents of its pictures, in order.

    Args:
        folder: where the reader works; made here.
        run: what to do with a command and what it prints.
    """
    folder.mkdir()
    kept: list[Path] = []
    for step in _steps():
        if isinstance(step, Block):
            _do(step, folder, run)
            continue
        document = folder / f"{step}.docx"
        if step == "":
            change_face(folder / FRAME)
        elif step.startswith("|"):
            fill(folder / LEDGER, step)
        elif document not in kept:
            kept.append(shutil.copyfile(folder / WRITTEN, document))
    return kept


def _steps() -> Iterator[Block | str]:
    """Give the blocks, the rows to type, the names of pictures and the change of the frame, in the page's order."""
    text = PAGE.read_text("utf-8")
    places: list[tuple[int, Block | str]] = [(block.line, block) for block in blocks(PAGE)]
    for pattern, group in ((_PICTURE, 1), (_TABLE, 0), (_FACE, 0)):
        for found in pattern.finditer(text):
            step = "" if pattern is _FACE else found[group]
            places.append((text.count("\n", 0, found.start()) + 1, step))
    yield from (step for _, step in sorted(places, key=lambda place: place[0]))


def _do(block: Block, folder: Path, run: Callable[[Block, str, Path], None]) -> None:
    path = folder / block.title
    if block.language == "console":
        run(block, NAME, folder)
    elif block.language == "sh":
        for command in pages.commands(block.content, folder):
            done = pages.run(command, folder)
            assert done.returncode == 0, done.stdout
    elif path.name == "report.yaml":
        path.write_text(edited(path.read_text("utf-8"), block.content), "utf-8")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.content, "utf-8")


def edited(report: str, changes: str) -> str:
    """Give a report file in which some keys are written anew, each with all that stands under it."""
    for change in re.findall(r"^\S.*\n(?:[ ].*\n)*", changes, re.MULTILINE):
        key = change.partition(":")[0]
        report, times = re.subn(
            rf"^{key}:.*\n(?:[ ].*\n)*", lambda _, new=change: new, report, flags=re.MULTILINE
        )
        assert times == 1, f"report.yaml has no {key}"
    return report


def fill(path: Path, table: str) -> None:
    """Type the rows of the page's table into the sheets of a new ledger, under their headers."""
    headers, _, *rows = [
        [cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()
    ]
    book = openpyxl.load_workbook(path)
    next_row: dict[str, int] = {}
    for sheet_name, *cells in rows:
        sheet = book[sheet_name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        row = next_row[sheet_name] = next_row.get(sheet_name, 2) + 1
        for header, cell in zip(headers[1:], cells, strict=True):
            value = date.fromisoformat(cell) if header.endswith("日期") else cell
            sheet.cell(row, columns[header]).value = value
    book.save(path)


def change_face(path: Path) -> None:
    """Change the frame as the page says that a reader does in Word: a running head, another face of the title."""
    assert f"`{HEADER}`" in PAGE.read_text("utf-8")
    document = docx.Document(str(path))
    head = document.sections[0].header.paragraphs[0]
    head.style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)  # this library's own would be undefined
    head.text, head.alignment = HEADER, WD_ALIGN_PARAGRAPH.RIGHT
    fonts = document.styles[TITLE].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), FONT)
    document.save(str(path))

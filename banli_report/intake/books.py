"""From a workbook's file to the grid of one sheet: which sheet is meant, and with how much care it must be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from banli_report.errors import ERROR, Kind, Place, refuse
from banli_report.intake.grid import Grid
from banli_report.intake.plain_workbook import plain_sheets
from banli_report.intake.workbook_file import read_workbook_file
from banli_report.words.samples import BESIDE_LEDGERS
from banli_report.words.vocabulary import plain

_STRICT = b"purl.oclc.org/ooxml"

PROBLEMS = (
    Kind(
        "results.empty-workbook",
        ERROR,
        "工作簿里看得见的工作表都是空的。",
        "ledger.xlsx：看得见的工作表里没有内容",
    ),
    Kind(
        "results.which-sheet",
        ERROR,
        "有几个工作表都有内容，要写明用哪一个。",
        "ledger.xlsx：有2个工作表都有内容：2018、2019",
    ),
    Kind(
        "results.missing-sheet",
        ERROR,
        "写明的工作表，工作簿里没有。",
        "ledger.xlsx：没有工作表“2020”，现有说明、2018、2019",
    ),
    Kind(
        "results.strict-workbook",
        ERROR,
        "工作簿存成了严格格式，读不出内容。",
        "ledger.xlsx：这是“Strict Open XML”（严格）格式的工作簿，读不出内容",
    ),
)


class Sheet(Protocol):
    """One worksheet of a workbook, whoever reads it."""

    @property
    def title(self) -> str:
        """Give its name."""

    @property
    def is_visible(self) -> bool:
        """Tell whether it is shown."""

    def filled_rows(self) -> int:
        """Give how many of its rows hold something."""

    def head(self) -> tuple[object, ...]:
        """Give what its first row holds."""

    def grid(self, file: str) -> Grid:
        """Give its rows."""


def read_workbook(path: Path, sheet: str | None = None) -> Grid:
    """Read one worksheet: the named one, or the only visible one that holds something.

    Raises:
        BanliError: it is no readable xlsx workbook, too large, or which sheet is meant is not clear.
    """
    return _choose(path, _sheets(path), sheet).grid(path.name)


def sheets_of(path: Path) -> tuple[str, ...]:
    """Give the names of the visible worksheets that hold something.

    Raises:
        BanliError: it is no readable xlsx workbook, or too large.
    """
    return tuple(sheet.title for sheet in _that_may_be_meant(_sheets(path)))


def _sheets(path: Path) -> Sequence[Sheet]:
    content = read_workbook_file(path)
    _refuse_strict(path, content)
    found = plain_sheets(content)
    if found is not None:
        return found
    # most ledgers are plain, and need not wait for the library that reads the others
    from banli_report.intake.workbook import careful_sheets  # noqa: PLC0415

    return careful_sheets(content, path.name)


def _refuse_strict(path: Path, content: bytes) -> None:
    """Refuse the strict form of the format, of which the workbook library sees nothing."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        name = next((name for name in package.namelist() if name.endswith("xl/workbook.xml")), None)
        strict = name is not None and _STRICT in package.read(name)
    if strict:
        message = "这是“Strict Open XML”（严格）格式的工作簿，读不出内容"
        hint = "用Excel打开，另存为普通的“Excel工作簿（.xlsx）”"
        raise refuse("results.strict-workbook", Place(file=path.name), message, hint)


def _choose(path: Path, sheets: Sequence[Sheet], name: str | None) -> Sheet:
    place = Place(file=path.name)
    if name is not None:
        return _named(place, sheets, name)
    meant = _that_may_be_meant(sheets)
    if not meant:
        hidden = next((sheet.title for sheet in sheets if sheet.filled_rows()), None)
        hint = f"隐藏的工作表要用时写明，如 工作表: {hidden}" if hidden else "检查是否选对了文件"
        raise refuse("results.empty-workbook", place, "看得见的工作表里没有内容", hint)
    if len(meant) > 1:
        sizes = "、".join(f"{sheet.title}（{sheet.filled_rows()}行）" for sheet in meant)
        message = f"有{len(meant)}个工作表都有内容：{sizes}"
        hint = f"写明用哪一个，如 台账: {{文件: {path.name}, 工作表: {meant[0].title}}}"
        raise refuse("results.which-sheet", place, message, hint)
    return meant[0]


def _that_may_be_meant(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Give the sheets that may hold items: the visible ones, without those of ours that only explain the others."""
    visible = [sheet for sheet in sheets if sheet.is_visible and sheet.filled_rows()]
    return [sheet for sheet in visible if BESIDE_LEDGERS.get(sheet.title) != sheet.head()] or visible


def _named(place: Place, sheets: Sequence[Sheet], name: str) -> Sheet:
    exact = [sheet for sheet in sheets if sheet.title == name]
    alike = [sheet for sheet in sheets if plain(sheet.title) == plain(name)]
    if not exact and len(alike) != 1:
        titles = "、".join(sheet.title for sheet in sheets)
        raise refuse("results.missing-sheet", place, f"没有工作表“{name}”，现有{titles}", "改写“工作表”一项")
    return (exact or alike)[0]

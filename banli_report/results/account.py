"""How a sheet was read: which column was taken for what, which rows are no items and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from banli_report.results.amounts import without_unit


class Aside(StrEnum):
    """Why a row is no item."""

    TITLE = "标题"
    HEADER = "表头"
    TOTAL = "合计"
    NOTE = "说明"
    NUMBER = "空序号"
    MERGED = "合并"
    REMARK = "无关内容"
    SAMPLE = "示例"
    SHARED = "同一件"
    FILTERED = "筛选之外"


_ITEMS = (Aside.SHARED, Aside.FILTERED)
"""Rows that are items, and are counted under another unit or in another batch."""


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column of a sheet.

    Args:
        letter: its letter in the sheet.
        header: what stands in the header.
        column: the identifier of what it was taken for, or empty for a column of the office's own.
        hidden: whether it is hidden.
    """

    letter: str
    header: str
    column: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RowPassed:
    """A row that is no item, or one that is not counted here: its number, why, and its first words."""

    row: int
    reason: Aside
    text: str

    @property
    def said(self) -> str:
        """Say why it is passed over."""
        return f"{'没有计入' if self.reason in _ITEMS else '不是一件'}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Account:
    """How a sheet was read.

    Args:
        file: the file's name.
        sheet: worksheet, or None for a text file.
        header: the rows that the header takes.
        items: how many rows count as items.
        columns: its columns, from the left.
        passed: the rows that are no items.
        hidden_rows: the rows that are hidden or filtered out, and count all the same.
        path: where the file is, for a sheet that a report file names; two folders may hold files of one name.
    """

    file: str
    sheet: str | None
    header: tuple[int, ...]
    items: int
    columns: tuple[ColumnRead, ...]
    passed: tuple[RowPassed, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    path: str = ""

    def unused(self, spoken: Collection[str] = ()) -> tuple[str, ...]:
        """Give the headers of the office's own columns that nobody speaks of.

        Args:
            spoken: texts in which a column's header may stand.
        """
        own = [column.header for column in self.columns if not column.column]
        return tuple(header for header in own if not _is_spoken_of(header, spoken))

    def line(self, spoken: Collection[str] = ()) -> str:
        """Say it in one line: 133行记为133件；跳过标题、合计2行；没有用到的列：备注.

        Args:
            spoken: texts in which a column's header may stand, which makes it one that is used.
        """
        reasons = Counter(passed.reason for passed in self.passed)
        shared = reasons.pop(Aside.SHARED, 0)
        passed = f"跳过{'、'.join(reasons)}{reasons.total()}行" if reasons else "没有跳过的行"
        unused = self.unused(spoken)
        said = [f"{self.items}行记为{self.items}件", passed]
        if shared:
            said.append(f"{shared}行是别的单位计入的同一件")
        if unused:
            said.append(f"没有用到的列：{'、'.join(unused)}")
        owner = self.file if self.sheet is None else f"{self.file} 工作表“{self.sheet}”"
        return f"{owner}：{'；'.join(said)}"


def _is_spoken_of(header: str, texts: Collection[str]) -> bool:
    """Tell whether a column is named, with the unit in brackets that a column of numbers may have or without it."""
    names = {header, without_unit(header)}
    return any(name in text for text in texts for name in names)

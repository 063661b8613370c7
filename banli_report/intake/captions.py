"""Captions between the rows of a ledger: what they say of the rows below them that no column says."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.intake.grid import Grid, Row
from banli_report.intake.tables import is_title_of_a_kind, kind_in, second_table
from banli_report.results.values import shown
from banli_report.words.terms import ROLES
from banli_report.words.vocabulary import plain

_BEFORE = re.compile(
    r"^(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．])?(?:(?:以[下上]|下列|其中|其余|另有)(?:均?[为是系])?:?)?"
)
_AFTER = re.compile(r"(?:\(?共?\d{1,5}件\)?)?[:。]?$")
_ITEMS = "(?:的|件|建议|提案|议案|部分|事项|类|情况|台账|清单|处理|办理){0,4}"
_ROLE = re.compile(rf"([\u4e00-\u9fff]{{2,4}}?){_ITEMS}")
_LEAVES = re.compile(
    "(?:不予?立案|未予?立案|撤案|撤回|撤销|退回|退办|并案|(?:转作?|作为?|转为)社情民意(?:信息)?"
    rf"|(?:上年度?|去年|往年|以前年度|\d{{4}}年度?)?(?:结转|转结|遗留|跨年度?|续办|未办结|延续)){_ITEMS}"
)
_HELPING = frozenset({"assist", "co_handle", "for_reference"})

PROBLEMS = (
    Kind(
        "results.caption-says",
        ERROR,
        "小标题说下面几件是协办的、不立案的、上年结转的，台账却没有一列说到，算法因此不同。",
        "ledger.xlsx 工作表“台账” 单元格A8：小标题“二、会办件”说的是办理方式，台账却没有“办理方式”一列",
    ),
)


class Captions:
    """Reads the captions between rows.

    Args:
        grid: the sheet.
        fields: the identifiers of the columns that it has.
        above: what stands above its header, folded.
    """

    def __init__(self, grid: Grid, fields: Container[str], above: Iterable[str]) -> None:
        self._grid = grid
        self._fields = fields
        self._kind = next(filter(None, map(kind_in, sorted(above))), None)

    def problems(self, row: Row, text: str, *, has_items: bool) -> Iterator[Problem]:
        """Give what a caption says and no column does: another kind, another role, that its rows may not count.

        Args:
            row: its row.
            text: what it says.
            has_items: whether there are items above it.
        """
        yield from self._of_kind(row, text, has_items=has_items)
        said = _AFTER.sub("", _BEFORE.sub("", plain(text), count=1))
        role = _ROLE.fullmatch(said)
        term = ROLES.find(role[1]) if role else None
        if term and term.identifier in _HELPING and "role" not in self._fields:
            message = f"小标题“{shown(text)}”说的是办理方式，台账却没有“办理方式”一列"
            hint = "加一列“办理方式”，逐件填写；不分主办、协办的，删去这个小标题"
            yield error("results.caption-says", self._grid.place(row.number, _first(row)), message, hint)
        elif _LEAVES.fullmatch(said):
            message = f"小标题“{shown(text)}”下面的几件算不算在内，看不出"
            hint = "算的，删去这个小标题，可加一列写明；不算的，移到另一个工作表"
            yield error("results.caption-says", self._grid.place(row.number, _first(row)), message, hint)

    def _of_kind(self, row: Row, title: str, *, has_items: bool) -> Iterator[Problem]:
        """Refuse a title of rows of another kind than those above, where no column says the kind."""
        kind = kind_in(title)
        if kind is None or "kind" in self._fields:
            return
        is_new = self._kind is None and is_title_of_a_kind(title)
        if self._kind is None:
            self._kind = kind
        if (kind != self._kind or is_new) and has_items:
            yield second_table(self._grid, row, f"第{row.number}行“{shown(title)}”")


def _first(row: Row) -> int:
    return next(position for position, _ in row.filled())

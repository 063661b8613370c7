"""Items that say of themselves that they were withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from banli_report.errors import EITHER, Kind, Problem, error, warning
from banli_report.intake.grid import Grid, Row
from banli_report.results.values import shown

_WHO = "(?:(?:领衔)?代表(?:本人)?|委员(?:本人)?|提案人|提案者|建议人|提出人|本人|原件|此件|该件|本件|经)"
_WORD = rf"{_WHO}*(?:已|被|予以|申请|同意|要求|主动|自愿|自行)*(?:撤回|撤销|撤案|作废|撤件|撤消)(?:处理|办理|建议|提案|本件|该件|此件)?了?"
_WITHDRAWN = re.compile(rf"[(（【\[]?{_WORD}[)）】\]]?[。.]?")
_MAY_SAY = re.compile("[撤废]")
_AT_THE_END = re.compile(rf"[(（【\[]{_WORD}[)）】\]]$")

PROBLEMS = (
    Kind(
        "results.withdrawn-row",
        EITHER,
        "有一件写着已撤回、作废，还算不算要先定；这一行隐藏了的，不定就不写出。",
        "ledger.xlsx 工作表“台账” 单元格F3：“备注”写着“已撤回”，这一件仍计入统计",
    ),
)


def withdrawn_problems(
    grid: Grid, row: Row, cells: Mapping[str, object], own: Mapping[str, int]
) -> Iterator[Problem]:
    """Ask whether an item still counts that says it was withdrawn; hidden as well, it surely was meant to go.

    Args:
        grid: the sheet.
        row: the item's row.
        cells: its values by column.
        own: the positions of the columns that may say it: the agency's own, in a word, and titles, at their end.
    """
    for name, position in own.items():
        value = cells.get(name)
        if not isinstance(value, str) or not _MAY_SAY.search(value):
            continue
        text = value.strip()
        pattern = _AT_THE_END.search if name == "title" else _WITHDRAWN.fullmatch
        if pattern(text):
            label = "标题" if name == "title" else name
            message = f"“{label}”写着“{shown(text)}”，这一件仍计入统计"
            hint = "不该计入的，删去这一行；仍计入的，改写这一格"
            tell = error if row.hidden else warning
            yield tell("results.withdrawn-row", grid.place(row.number, position), message, hint)

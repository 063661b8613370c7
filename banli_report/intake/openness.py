"""Columns that look as if they said which items may be published, and are not read so.

One of them overlooked would let the title of a closed item out, so each is refused until someone has said
what it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.intake.cells import own_text
from banli_report.intake.columns import Header
from banli_report.intake.grid import Grid, column_letter
from banli_report.intake.header import bare
from banli_report.results.closing import asks, is_for_remarks
from banli_report.words.terms import CLOSED, OPENNESS
from banli_report.words.vocabulary import plain

_ELSE = re.compile(r".*(?:日期|时间|网址|地址|网站|链接|渠道|平台|栏目|载体|文号|编号)\d*")
_WHY = re.compile(r".*(?:理由|原因|依据|说明|备注)")
_NEGATIVE = re.compile(r"(?:(?!公开).)*(?:[不非未]|免[于予]|依申请)[^公]{0,3}公开(?![/或、及和])")
_CLOSED = re.compile(r"(?:非|暂?不(?:予|宜|便|能|可以?|同意)?|免[于予]|依申请)公开(?![\u4e00-\u9fff])")
_LISTED = "填公开、摘要公开或不公开"

PROBLEMS = (
    Kind(
        "results.openness-column",
        ERROR,
        "有一列像是公开情况，却没有按公开情况读，可能误公开；或表头说的是不公开，会读反。",
        "ledger.xlsx 工作表“台账” 单元格C1：“公开意愿”一列像是各件的公开情况，却没有按公开情况读",
    ),
)


def closing_columns(cells: Mapping[str, object], fields: Container[str]) -> Iterator[str]:
    """Give the own columns that say of an item that it must not be published, where its openness does not.

    Args:
        cells: the item's values by column.
        fields: which of the columns are fields of an item.
    """
    if not _is_closed(cells.get("openness")):
        for name, value in cells.items():
            if name not in fields and _says_closed(plain(own_text(value))):
                yield name


def _says_closed(text: str) -> bool:
    return "公开" in text and _CLOSED.match(text) is not None


def _is_closed(value: object) -> bool:
    term = OPENNESS.find(str(value)) if value is not None else None
    return term is not None and term.identifier in CLOSED


def openness_problems(grid: Grid, header: Header, closing: Mapping[str, str]) -> Iterator[Problem]:
    """Give the columns that must not be passed over.

    Args:
        grid: the sheet.
        header: its header.
        closing: for own columns that say of an item that it is closed, the first cell that does.
    """
    chosen = next((position for position, name in header.names.items() if name == "openness"), None)
    for position, name in header.names.items():
        place = grid.place(header.row, position)
        text = bare(header.texts[position])
        if _is_read_inverted(text, position == chosen, chosen is not None):
            yield error("results.openness-column", place, *_negative(_shown(name, text)))
        elif position == chosen or name in header.fields:
            continue
        elif _is_claim(text, chosen is not None):
            message = f"“{name}”一列像是各件的公开情况，却没有按公开情况读"
            yield error("results.openness-column", place, message, _hint(grid, header, chosen, name))
        elif name in closing and not _closes_by_itself(name, chosen is not None):
            message = f"“{name}”一列填有不公开的件（{closing[name]}），却没有按公开情况读"
            yield error("results.openness-column", place, message, _hint(grid, header, chosen, name))


def _is_read_inverted(text: str, is_chosen: bool, has_column: bool) -> bool:
    """Tell a column whose 是 means not public: 不公开, or 是否涉密 where it is named as the column of openness."""
    if is_chosen and asks(text) == "secrecy":
        return True
    return (is_chosen or _is_claim(text, has_column)) and _NEGATIVE.match(text) is not None


def _closes_by_itself(name: str, has_column: bool) -> bool:
    """Tell a column whose words close items as they stand, so that nobody need say what it is."""
    return asks(name) != "" or (not has_column and is_for_remarks(name))


def _is_claim(text: str, has_column: bool) -> bool:
    return "公开" in text and not _ELSE.fullmatch(text) and not (has_column and _WHY.fullmatch(text))


def _shown(name: str, text: str) -> str:
    return text if name == "openness" else name


def _negative(name: str) -> tuple[str, str]:
    message = f"“{name}”一列说的是不公开，填“是”或“√”会读反"
    return message, f"改成“公开”一列，逐件{_LISTED}"


def _hint(grid: Grid, header: Header, chosen: int | None, name: str) -> str:
    otherwise = "与公开无关的，改用不含“公开”的表头和取值，或删去这一列"
    if chosen is not None:
        return f"已按{column_letter(chosen)}列读公开情况，两列并成一列，逐件{_LISTED}；{otherwise}"
    return f"在报告文件里写 台账: {{文件: {grid.file}, 列: {{公开: {name}}}}}，逐件{_LISTED}；{otherwise}"

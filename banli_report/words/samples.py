"""The sample row of a new ledger: what stands in it, and how it is known again, so that it is never counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

from banli_report.words.vocabulary import plain

Likeness = Literal["sample", "doubtful"]

EXPLANATION, OPTIONS = "填表说明", "选项"
BESIDE_LEDGERS = {
    EXPLANATION: ("项目", "怎样填"),
    OPTIONS: ("类别", "办理方式", "重点", "办理结果", "满意度", "公开"),
}
"""The sheets that a new ledger has besides those of items, each with its whole header; such a sheet holds no items."""
MARK = "示例"
"""Stands in the column of running numbers of the sample row."""
TITLE_MARK = "（示例行，不计入）"
SAMPLE: Mapping[str, str | date] = {
    "number": "例：12",
    "title": f"{TITLE_MARK}关于改造老旧小区供水管网的建议",
    "proposer": "例：王某某",
    "kind": "例：代表建议",
    "level": "例：区级",
    "role": "例：主办",
    "category": "例：城乡建设",
    "proposer_kind": "例：个人",
    "handler": "例：住建局",
    "result": "例：A",
    "satisfaction": "例：满意",
    "openness": "例：公开",
    "key": "例：否",
    "assigned_on": date(2000, 1, 5),
    "contacted_on": date(2000, 2, 16),
    "replied_on": date(2000, 3, 8),
}
"""By the columns of ledgers. No office would type one of these, so that what is left of them in a row is seen."""
OWN_SAMPLE = "例：某某"
"""What stands in a column that is no usual one."""
_AS_READ: Mapping[str, tuple[object, ...]] = {
    column: (cell, datetime(cell.year, cell.month, cell.day)) if isinstance(cell, date) else (cell,)
    for column, cell in SAMPLE.items()
}
"""A day comes out of a workbook with its midnight."""
_ALL = frozenset((OWN_SAMPLE, *(cell for cells in _AS_READ.values() for cell in cells)))
_MARKED, _TITLED = plain(MARK), plain(TITLE_MARK)


def likeness(cells: Mapping[str, object], running: Iterable[object]) -> Likeness | None:
    """Tell the sample row, and a row that has something of it.

    Args:
        cells: what the row holds, by column.
        running: its running number.

    Returns:
        ``sample`` where both number and title are the sample's, ``doubtful`` where anything else of it is left.
    """
    numbers = [*running, cells.get("number")]
    marked = any(isinstance(value, str) and plain(value) == _MARKED for value in numbers)
    title = cells.get("title")
    titled = isinstance(title, str) and plain(title).startswith(_TITLED)
    if marked and titled:
        return "sample"
    return "doubtful" if marked or titled or _is_left(cells) else None


def _is_left(cells: Mapping[str, object]) -> bool:
    """Tell a row in which a cell of the sample stands where it stood."""
    if _ALL.isdisjoint(cells.values()):
        return False
    return any(value in _AS_READ.get(name, (OWN_SAMPLE,)) for name, value in cells.items())


USUAL_CATEGORIES = (
    "城乡建设",
    "交通运输",
    "农业农村",
    "工业商贸",
    "财政金融",
    "教育科技",
    "文化旅游",
    "医疗卫生",
    "劳动社保",
    "生态环境",
    "政法综治",
    "其他",
)
"""What a new ledger proposes for 类别, where any word is a class."""

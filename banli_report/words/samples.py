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
    left = any(_is_left(name, value) for name, value in cells.items())
    return "doubtful" if marked or titled or left else None


def _is_left(name: str, value: object) -> bool:
    if isinstance(value, datetime):
        value = value.date()
    return value == SAMPLE.get(name, OWN_SAMPLE)


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

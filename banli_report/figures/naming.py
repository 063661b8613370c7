"""Which columns would give away, by their parts, what belongs to items that are not public alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banli_report.figures.rows import is_public
from banli_report.results.model import Item
from banli_report.words.columns import COLUMNS

_LONG = 12
_CLASSES = re.compile(
    "(?:团|街道|乡镇|片区|辖区|类别?|类型|分类|级别?|层级|单位|部门|科室|年度|届次|会议|方式|性质|领域|行业|界别|党派)$"
)
_FREE = re.compile(
    "备注|说明|附注|其[他它]|内容|摘要|提要|主题|诉求|事由|原因|理由|依据|简介|措施|进展|意见|批示|情况|要求|关键词"
    "|姓名|名单|电话|手机|联系|地址|地点|附件|答复|文号|编号"
)


def tells_closed(items: Sequence[Item], column: str) -> bool:
    """Tell whether a column of free text holds words of items that are not public, and of no other.

    Args:
        items: the rows that would be taken apart.
        column: identifier, or own header.
    """
    known = COLUMNS.find(column)
    if known and (known.holds != "text" or known.identifier == "assistants"):
        return False
    closed = [value for item in items if not is_public(item) and (value := item.value(column)) is not None]
    if not closed:
        return False
    shown = [value for item in items if is_public(item) and (value := item.value(column)) is not None]
    own = set(closed) - set(shown)
    return bool(own) and (any(len(value) > _LONG for value in own) or _is_free(column, [*closed, *shown]))


def _is_free(column: str, values: Sequence[str]) -> bool:
    """Tell a column of free text by its header, or by values most of which differ."""
    if _CLASSES.search(column):
        return False
    has_text = COLUMNS.find(column) is not None or _FREE.search(column)
    return bool(has_text) or 2 * len(set(values)) > len(values)

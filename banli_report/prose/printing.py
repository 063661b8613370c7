"""What may stand in a document, and as what: figures, texts, dates and whole numbers; nothing empty, no bare fraction."""

from __future__ import annotations

from datetime import date

from jinja2 import Undefined

from banli_report.prose.values import Number, Rendered, Text
from banli_report.prose.views import MISSING, View
from banli_report.results.values import chinese_date


class PrintError(TypeError):
    """A value may not stand in a document; the message is a Chinese sentence."""


def printed(value: object) -> str:
    """Turn a value into text on its way into the document; refuse what has no agreed form there."""
    if type(value) is str:
        return value
    if isinstance(value, View):
        alone = value.printed()
        if alone is MISSING:
            raise PrintError(
                f"“{value.name}”是一组内容，不能直接写进正文，请写明其中一项，或用“分项”“评价”等写法"
            )
        return printed(alone)
    if isinstance(value, Rendered | Text | Number | Undefined):
        return str(value)  # only “… if …” without “else” is undefined and empty; a missing name raises here
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value
    raise PrintError(f"{_kind(value)}不能写进正文：数字应来自统计，不能在模板里另算或留空")


def _kind(value: object) -> str:
    kinds = {
        "NoneType": "空值",
        "float": "小数",
        "bool": "真假值",
        "Fraction": "未定口径的比值",
        "tuple": "一列内容",
        "list": "一列内容",
        "dict": "一组内容",
    }
    return kinds.get(type(value).__name__, "这种内容")

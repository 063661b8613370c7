"""Numbers of items: those that a spreadsheet changed before they were saved as text, and several in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.results.item import Item
from banli_report.results.values import read_date, shown
from banli_report.words.vocabulary import plain

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_CHANGED = re.compile(
    rf"(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?|{_MONTH}-\d{{2}}|\d(?:\.\d+)?e\+\d+"
)
_LIKE_A_DAY = re.compile(r"\d{4}/\d{1,2}/\d{1,2}|\d{4}-\d{2}-\d{2}")
_IN_THREE = re.compile(r"\d{4}[-/]\d+[-/]\d+")
_SEVERAL = re.compile(
    r"\d[号件]?(?:\([^()]{0,20}\))?(?:[、,;~〜至]|[和及与到])(?:第|[a-z\u4e00-\u9fff〔〕\[\]-]{0,12})?\d"
)
_LINES = re.compile(r"(?<=[\d号件])(?:\s*\n\s*|(?<=[号件])\s+(?=[第\d]))")
_BY_THOUSANDS = re.compile(r"\d,\d{3}")
"""1,024 is one number as a spreadsheet shows it; 101,102 are two."""

PROBLEMS = (
    Kind(
        "results.several-numbers",
        ERROR,
        "一行的编号写了几个，是几件还是合并办理的一件，看不出。",
        "ledger.xlsx 工作表“台账” 单元格A3：编号“12、15”是几件的，这一行却只记为1件",
    ),
)


def changed_numbers(items: Iterable[Item]) -> Iterator[Problem]:
    """Give the numbers that are days by their form; where others of that form are none, the form is the office's own."""
    numbered = [(item, plain(item.number)) for item in items if item.number]
    in_three = any(_IN_THREE.fullmatch(text) and not _is_day(text) for _, text in numbered)
    for item, text in numbered:
        if _CHANGED.fullmatch(text) or (not in_three and _LIKE_A_DAY.fullmatch(text) and _is_day(text)):
            message = f"“编号”是“{shown(item.number)}”，可能是Excel把编号改成了日期或科学记数"
            hint = "把这一列的单元格格式改为“文本”，重新填写"
            yield error("results.number-as-date", item.place("number"), message, hint)


def several_numbers(items: Iterable[Item]) -> Iterator[Problem]:
    """Ask about the rows that have several numbers: whether they are several items, or one that stands for them."""
    for item in items:
        text = plain(_LINES.sub("、", (item.number or "").strip()))
        if _SEVERAL.search(text) and not _BY_THOUSANDS.fullmatch(text):
            message = f"编号“{shown(item.number)}”是几件的，这一行却只记为1件"
            hint = "是几件的，一件一行；合起来只算一件的，这一格只写一个编号，别的写在备注里"
            yield error("results.several-numbers", item.place("number"), message, hint)


def _is_day(text: str) -> bool:
    try:
        read_date(text)
    except ValueError:
        return False
    return True

"""Numbers of items that a spreadsheet changed into days, or shortened, before they were saved as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from banli_report.errors import Problem, error
from banli_report.results.item import Item
from banli_report.results.values import read_date, shown
from banli_report.words.vocabulary import plain

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_CHANGED = re.compile(
    rf"(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?|{_MONTH}-\d{{2}}|\d(?:\.\d+)?e\+\d+"
)
_LIKE_A_DAY = re.compile(r"\d{4}/\d{1,2}/\d{1,2}|\d{4}-\d{2}-\d{2}")
_IN_THREE = re.compile(r"\d{4}[-/]\d+[-/]\d+")


def changed_numbers(items: Iterable[Item]) -> Iterator[Problem]:
    """Give the numbers that are days by their form; where others of that form are none, the form is the office's own."""
    numbered = [(item, plain(item.number)) for item in items if item.number]
    in_three = any(_IN_THREE.fullmatch(text) and not _is_day(text) for _, text in numbered)
    for item, text in numbered:
        if _CHANGED.fullmatch(text) or (not in_three and _LIKE_A_DAY.fullmatch(text) and _is_day(text)):
            message = f"“编号”是“{shown(item.number)}”，可能是Excel把编号改成了日期或科学记数"
            hint = "把这一列的单元格格式改为“文本”，重新填写"
            yield error("results.number-as-date", item.place("number"), message, hint)


def _is_day(text: str) -> bool:
    try:
        read_date(text)
    except ValueError:
        return False
    return True

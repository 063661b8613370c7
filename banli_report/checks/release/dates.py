"""Days that cannot be: of no calendar, or data of days after the document's own."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from banli_report.checks.finding import Finding
from banli_report.checks.release.texts import Texts
from banli_report.errors import WARNING, Kind

_DAY = re.compile(r"(?<![\d.])(?P<month>\d{1,2})月 ?(?P<day>\d{1,2})日")
_YEAR_BEFORE = re.compile(r"(?<!\d)(\d{4})年 ?$")
_MONTH = re.compile(r"(?<!\d)\d{4}年 ?(?P<month>0|00|1[3-9]|[2-9]\d)月(?!龄| ?\d{1,2}日)")
_SIGNED = re.compile(r" *(?P<year>\d{4})年 ?(?P<month>\d{1,2})月 ?(?P<day>\d{1,2})日 *")
_UNTIL = re.compile(
    r"截[至止]到?[ ]?(?P<year>\d{4})年 ?(?P<month>\d{1,2})月(?: ?(?P<day>\d{1,2})日|(?P<end>[底末]))?"
)
_PLANNED = re.compile("将|拟|计划|预计|力争|争取|目标|确保|要求|之前|日前|底前|末前|规划|期限|须|应")
_MONTHS, _LEAP_YEAR, _YEAR_LENGTH = 12, 2000, 7

PROBLEMS = (
    Kind(
        "release.impossible-date",
        WARNING,
        "没有这一天，如6月31日、13月。",
        "报告.docx 正文 第14段：没有“6月31日”这一天：“截至6月31日……”",
    ),
    Kind(
        "release.date-order",
        WARNING,
        "成文日期早于正文里统计数字截止的日期。",
        "报告.docx 正文 第14段：数字截至2022年12月31日，成文日期却是2022年11月3日：“截至2022年12月……”",
    ),
)


def date_findings(texts: Texts) -> Iterator[Finding]:
    """Give days that are in no calendar, and data of days later than the signature."""
    for found in _DAY.finditer(texts.whole):
        year = _YEAR_BEFORE.search(texts.before(found.start(), _YEAR_LENGTH))
        if not _is_possible(int(year[1]) if year else 0, int(found["month"]), int(found["day"])):
            yield _impossible(texts, found)
    for found in _MONTH.finditer(texts.whole):
        yield _impossible(texts, found)
    yield from _order(texts)


def _impossible(texts: Texts, found: re.Match[str]) -> Finding:
    message = f"没有“{texts.as_written(found)}”这一天"
    return texts.doubtful("release.impossible-date", found, message, "核对日期")


def _is_possible(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day, in some year where none is said."""
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]


def signed_day(texts: Texts) -> tuple[date, re.Match[str]] | None:
    """Give the day in the last paragraph that holds nothing else, the signature's, and where it stands, or None."""
    for position in range(len(texts.passages) - 1, -1, -1):
        begin = texts.start(position)
        found = _SIGNED.fullmatch(texts.whole, begin, begin + len(texts.lines[position]))
        if found and texts.passages[position].cell is None:
            with suppress(ValueError):
                return date(*map(int, found.groups())), found
            return None
    return None


def _order(texts: Texts) -> Iterator[Finding]:
    signed = signed_day(texts)
    if signed is None:
        return
    day, _ = signed
    for begin, sentence in texts.sentences():
        found = _UNTIL.search(texts.whole, begin, begin + len(sentence)) if "截" in sentence else None
        if found and not _PLANNED.search(sentence):
            until = _last_day(found)
            if until and until > day:
                message = f"数字截至{_said(until)}，成文日期却是{_said(day)}"
                yield texts.doubtful("release.date-order", found, message, "核对两个日期")


def _last_day(found: re.Match[str]) -> date | None:
    """Give the day until which data reach, or None where there is no such day."""
    year, month = int(found["year"]), int(found["month"])
    with suppress(ValueError):
        first = date(year, month, int(found["day"] or 1))
        return first.replace(day=monthrange(year, month)[1]) if found["end"] else first
    return None


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

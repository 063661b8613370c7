"""Where counts come from, in words: the rows of ledgers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from banli_report.errors import Place
from banli_report.results.model import Item

_MOST_RANGES, _SHOWN_RANGES = 12, 6
_ROWS = re.compile(r"第(\d{1,9}(?:—\d{1,9})?(?:、\d{1,9}(?:—\d{1,9})?)+)([行条])")


def rows_text(items: Iterable[Item]) -> str:
    """Say which rows of which ledgers items are, as ranges (ledger.xlsx 工作表“台账” 第4—9、12行)."""
    by_sheet: dict[tuple[str, str | None], list[int]] = {}
    loose = 0
    for item in items:
        origin = item.origin
        if origin is None:
            loose += 1
        else:
            by_sheet.setdefault((origin.file, origin.sheet), []).append(origin.row)
    texts = [
        f"{Place(file=file, sheet=sheet)} 第{_ranges(rows)}行" if file else f"程序给出的第{_ranges(rows)}条"
        for (file, sheet), rows in by_sheet.items()
    ]
    if loose:
        texts.append(f"程序给出的{loose}条记录")
    return "；".join(texts)


def few_rows(source: str) -> str:
    """Give where a count comes from with long lists of rows cut to the first of them and their number."""
    return _ROWS.sub(_first_rows, source)


def _first_rows(found: re.Match[str]) -> str:
    ranges = found[1].split("、")
    if len(ranges) <= _MOST_RANGES:
        return found[0]
    ends = [(int(first), int(last or first)) for first, _, last in (each.partition("—") for each in ranges)]
    return f"第{'、'.join(ranges[:_SHOWN_RANGES])}{found[2]}等{sum(last - first + 1 for first, last in ends)}{found[2]}"


def _ranges(rows: Iterable[int]) -> str:
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1][1:] = [row]
        else:
            runs.append([row])
    return "、".join("—".join(map(str, run)) for run in runs)

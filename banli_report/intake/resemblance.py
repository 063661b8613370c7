"""Headers that look like one of the usual ones and are none: misspelt, or with a word before or after."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from banli_report.words.columns import COLUMNS, Column
from banli_report.words.vocabulary import plain

_BEFORE = re.compile("^(?:代表|委员|建议|提案|议案|本次|最终|最后|实际|正式|该件|是否)+")
_AFTER = re.compile(
    "(?<!情况|评价|结果|意见|内容|名称|等次)(?<!栏|列)(?:情况|评价|结果|意见|内容|名称|等次|栏|列)+$"
)
_BRACKETS = re.compile(r"[(\[].*$")
_LONG_ENOUGH, _SHORT = 4, 3
_MOST_COUNTED = ("result", "satisfaction")
_AS_TAIL, _SUBJECT = 3, 2
_OTHER_THINGS = frozenset(
    map(plain, ("办理时间", "办理进度", "办理意见", "办理过程", "办理情况", "办理日期"))
)
"""One character away from a usual header, and something else."""
_ROUND = re.compile(
    "(第?[一二两三123][次轮]|首[次轮]|初[次评]|再[次度]?|复|最终|最后|调整后|重新|跟踪|回访|整改后)(?:办理后?的?|反馈后?的?|的)?"
)
_OF_ROUNDS = ("result", "satisfaction", "satisfaction_work", "satisfaction_result")


def round_of(header: str) -> str:
    """Give the identifier of the column of which a folded header names one round (二次满意度), or nothing."""
    found = _ROUND.match(header)
    if found is None:
        return ""
    columns = (COLUMNS.find(header[end:]) for end in (found.end(1), found.end()))
    return next((column.identifier for column in columns if column and column.identifier in _OF_ROUNDS), "")


def resembled(header: str, present: Container[str]) -> Column | None:
    """Give the usual column that a header looks like, unless the sheet has that column.

    Args:
        header: the header as it is typed.
        present: the identifiers of the columns that the sheet has.
    """
    text = _BRACKETS.sub("", plain(header))
    if not text or text in _OTHER_THINGS:
        return None
    found = _without_additions(text) or _by_its_tail(text) or _one_character_off(text)
    return found if found and found.identifier not in present else None


def _without_additions(text: str) -> Column | None:
    stems = (_BEFORE.sub("", text), _AFTER.sub("", text), _AFTER.sub("", _BEFORE.sub("", text)))
    return next((column for stem in stems if len(stem) > 1 and (column := COLUMNS.find(stem))), None)


@cache
def _spellings() -> tuple[tuple[str, Column], ...]:
    return tuple((plain(word), column) for column in COLUMNS for word in (column.label, *column.spellings))


def _by_its_tail(text: str) -> Column | None:
    fits = (column for word, column in _spellings() if len(word) >= _AS_TAIL and text.endswith(word))
    return next(fits, None)


def _one_character_off(text: str) -> Column | None:
    return next((column for word, column in _spellings() if _is_misspelt(text, word, column)), None)


def _is_misspelt(text: str, word: str, column: Column) -> bool:
    """Tell two words that differ in one character; the first two of a header say what it is about (承办, 协办)."""
    subject = 1 if column.identifier in _MOST_COUNTED else _SUBJECT
    long_enough = len(text) >= (_SHORT if column.identifier in _MOST_COUNTED else _LONG_ENOUGH)
    if not long_enough or len(text) != len(word) or text[:subject] != word[:subject]:
        return False
    return sum(a != b for a, b in zip(text, word, strict=True)) == 1

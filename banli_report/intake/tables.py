"""Where another table begins in the same sheet, below the first."""

from __future__ import annotations

import re
from collections.abc import Mapping

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.intake.grid import Grid, Row
from banli_report.intake.header import ROW_NUMBER_HEADERS, is_value
from banli_report.results.account import Aside, RowPassed
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import COUNT_NAMES
from banli_report.words.vocabulary import plain

_OTHER_HEADERS = frozenset(
    {"单位", "部门", "科室", "备注", "占比", "比例", "百分比", "项目", "指标", "姓名", "电话", "数量"}
)
"""What columns of other tables are called, besides those of ledgers."""
_NAMED = {plain(word): column.identifier for column in COLUMNS for word in column.words()}
_ORDINAL = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．]")
_OF_A_TABLE = re.compile(r"\d{4}|表|台账|清单|建议|提案|议案")
_OF_A_KIND = re.compile(
    r"(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．])?(?:人大|政协|代表|委员|[省市县区])*(?:建议|提案|议案)(?:部分|类|办理情况|\(\d+件\))?[::]?"
)
_ENOUGH, _LONGEST = 3, 24

PROBLEMS = (
    Kind(
        "results.second-table",
        ERROR,
        "同一张工作表里，下面还有另一张表。",
        "ledger.xlsx 工作表“台账” 单元格A12：从第11行“2023年政协提案台账”起像是另一张表",
    ),
)


def is_other_header(filled: Mapping[int, object]) -> bool:
    """Tell a row that names columns, and not as the header of its sheet does."""
    if not all(isinstance(value, str) for value in filled.values()):
        return False
    texts = [plain(str(value)) for value in filled.values() if len(str(value)) <= _LONGEST]
    if 2 * len(texts) < len(filled):
        return False
    known = {_NAMED[text] for text in texts if len(text) > 1 and text in _NAMED}
    if len(known) >= _ENOUGH and 2 * len(known) >= len(filled):
        return True
    return len(texts) == len(filled) > 1 and all(map(_is_header, texts)) and any(map(_is_no_value, texts))


def _is_header(text: str) -> bool:
    return text in _OTHER_HEADERS or text in _NAMED or _is_no_value(text)


def _is_no_value(text: str) -> bool:
    """Tell a header that is never a value of a ledger."""
    if text in ROW_NUMBER_HEADERS or COUNT_NAMES.find(text):
        return True
    return len(text) > 1 and text in _NAMED and not is_value(text)


def titled_table(row: Row, last: RowPassed | None, titles: frozenset[str]) -> str | None:
    """Give where a table begins whose header comes again under a title of its own, which no printed page has.

    Args:
        row: the header that comes again.
        last: the row passed over before it.
        titles: what stands above the header of the sheet, folded.
    """
    if last is None or last.reason is not Aside.TITLE or last.row < row.number - 2:
        return None
    is_part = _ORDINAL.match(last.text) is not None and not _OF_A_TABLE.search(last.text)
    return None if is_part or plain(last.text) in titles else f"第{last.row}行“{last.text}”"


def kind_in(title: str) -> str | None:
    """Give the kind of item that a title between the rows speaks of, where it speaks of one alone."""
    found = kinds_in(title)
    return found[0] if len(found) == 1 else None


def kinds_in(text: str) -> list[str]:
    """Give the kinds of items that a text speaks of."""
    return [word for word in ("提案", "议案", "建议") if word in text]


def speaks_of_another(filled: Mapping[int, object], header: Mapping[int, str]) -> bool:
    """Tell a header that comes again for items of another kind (提案标题 below 标题, or below 建议标题)."""
    said = {kind for value in filled.values() if (kind := kind_in(str(value)))}
    return bool(said - {kind for text in header.values() if (kind := kind_in(text))})


def is_title_of_a_kind(text: str) -> bool:
    """Tell a title of rows that names their kind and little else (二、政协提案)."""
    return _OF_A_KIND.fullmatch(plain(text)) is not None


def second_table(grid: Grid, row: Row, begin: str) -> Problem:
    """Give the problem that another table begins."""
    hint = "每张表各放一个工作表，或删去下面的表；是同一批的，去掉中间的标题和表头"
    return error("results.second-table", grid.place(row.number), f"从{begin}起像是另一张表", hint)

"""The header of a ledger: which row it is, and what each of its cells says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from banli_report.errors import ERROR, Kind, Place, Problem, error, refuse
from banli_report.intake.grid import Grid, Row, column_letter, position_of
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import KINDS, LEVELS, OPENNESS, RESULT_SCHEMES, ROLES, SATISFACTION, YES_NO
from banli_report.words.vocabulary import did_you_mean, plain

ROW_NUMBER_HEADERS = frozenset({"序号", "序", "no", "no."})
"""What a column of running numbers is called, folded; it tells rows apart where nothing else does."""
_SEARCH_ROWS = 30
_MARKS = "*※★☆●▲:、。."
_ALSO_VALUES = frozenset(
    {
        *("重点建议", "重点提案", "重点督办", "闭会期间", "二次办理", "重新办理", "面商", "同意公开"),
        *("代表", "委员", "主办单位", "承办单位", "协办单位", "会办单位"),
    }
)
_CLASSES = (*RESULT_SCHEMES.values(), SATISFACTION, ROLES, LEVELS, OPENNESS, YES_NO, KINDS)

PROBLEMS = (
    Kind(
        "results.two-row-header",
        ERROR,
        "表头有两行，看不出每一列叫什么。",
        "ledger.xlsx 工作表“台账” 单元格D2：表头占了第1、2两行，看不出每一列的名称",
    ),
    Kind(
        "results.no-header",
        ERROR,
        "找不到表头，或表头的名称认不出。",
        "ledger.xlsx 工作表“说明”：前30行里找不到表头",
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the report file says of a sheet's header.

    Args:
        columns: for fields whose header is unusual, the header as it stands in the ledger, or a column's letter.
        row: the row that is the header, where it cannot be told.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    row: int | None = None


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """What the cells of the header say, wherever in one or two rows they stand.

    Args:
        rows: the numbers of its rows; the ledger's rows begin below the last.
        cells: the header of each position that has one, as it is typed.
    """

    rows: tuple[int, ...]
    cells: Mapping[int, str]

    @property
    def last(self) -> int:
        """Give the number of its last row."""
        return self.rows[-1]


def fields_asked(
    columns: Mapping[str, str], place: Callable[[str], Place | None]
) -> tuple[dict[str, str], list[Problem]]:
    """Give the headers that are asked for by the identifiers of their fields, and what is wrong with those words.

    Args:
        columns: headers by any name of a field.
        place: gives the place of a word.
    """
    found: dict[str, str] = {}
    problems = []
    for word, header in columns.items():
        term = COLUMNS.find(word)
        if term is not None and term.identifier in found:
            message = f"“{word}”写了两次（同一项的另一种写法）"
            problems.append(error("results.unknown-key", place(word), message, "只保留一处"))
        elif term is None:
            hint = did_you_mean(COLUMNS.nearest(word), f"可用的有{'、'.join(COLUMNS.labels())}")
            problems.append(error("results.unknown-column", place(word), f"台账没有“{word}”这一项", hint))
        else:
            found[term.identifier] = header
    return found, problems


def bare(text: str) -> str:
    """Give a folded header without what it adds in brackets, and without the mark of what must be filled in."""
    return re.sub(r"[(\[].*$", "", text.strip(_MARKS)).strip(_MARKS)


def field_of(header: str, position: int, columns: Mapping[str, str]) -> str | None:
    """Give the field that a header means: the one that the report file says, or the usual one."""
    full = plain(header)
    for name, said in columns.items():
        if plain(said) == full or position_of(said) == position:
            return name
    column = COLUMNS.find(full) or COLUMNS.find(bare(full))
    return column.identifier if column and column.identifier not in columns else None


def is_value(text: str) -> bool:
    """Tell whether a header's word is also a usual value: 公开 under 公开, 重点 under 督办."""
    return text in _ALSO_VALUES or bool(OPENNESS.find(text) or YES_NO.find(text))


def find_header(grid: Grid, asked: Asked) -> HeaderRow:
    """Find the header of a grid, in one row or in two.

    Raises:
        BanliError: no row looks like a header, or it takes two rows that cannot be read as one.
    """
    row = _asked_row(grid, asked.row) if asked.row else _find(grid, asked.columns)
    cells = {position: str(value) for position, value in row.filled()}
    below = next(grid.below(row.number), None)
    if below and (second := _second_row(row, below)) is not None:
        joined = _joined(row, below)
        if joined is None:
            raise refuse(
                "results.two-row-header",
                grid.place(below.number, second),
                f"表头占了第{row.number}、{below.number}两行，看不出每一列的名称",
                "把表头并成一行，每列一个名称，如“满意度”一列，逐件填写满意或基本满意",
            )
        return joined
    return _with_names_above(grid, HeaderRow((row.number,), cells))


def _asked_row(grid: Grid, number: int) -> Row:
    for row in grid.rows:
        if row.number == number:
            return row
    place = Place(file=grid.file, sheet=grid.sheet, cell=str(number))
    raise refuse("results.no-header", place, f"第{number}行是空的，不能作表头", "改写“表头行”一项")


def _find(grid: Grid, columns: Mapping[str, str]) -> Row:
    best, sure, recognised = None, 0, 0
    for row in grid.rows[:_SEARCH_ROWS]:
        named = list(_named(row, columns))
        certain = len({name for text, name in named if name in columns or not is_value(plain(text))})
        if certain > sure:
            best, sure, recognised = row, certain, len({name for _, name in named})
    if best is None:
        best, recognised = _of_values(grid, columns)
    if best is None or (recognised == 1 and len(list(best.filled())) > 2):
        nearest = f"，第{best.number}行只认得一列" if best else ""
        raise refuse(
            "results.no-header",
            Place(file=grid.file, sheet=grid.sheet),
            f"前{_SEARCH_ROWS}行里找不到表头{nearest}",
            "表头应有“标题”“类别”“办理结果”“满意度”等列，或在“列”一项里写明",
        )
    return best


def _named(row: Row, columns: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the cells of a row that name a field, each with it; a letter alone names none."""
    told = {name: said for name, said in columns.items() if position_of(said) is None}
    for position, value in row.filled():
        if name := field_of(str(value), position, told):
            yield str(value), name


def _of_values(grid: Grid, columns: Mapping[str, str]) -> tuple[Row | None, int]:
    """Give the first row of words that can be headers and values, unless a row as wide stands above it."""
    widest = 0
    for row in grid.rows[:_SEARCH_ROWS]:
        filled = list(row.filled())
        found = len({name for _, name in _named(row, columns)})
        if found and len(filled) > widest:
            return row, found
        widest = max(widest, len(filled))
    return None, 0


def _second_row(header: Row, below: Row) -> int | None:
    """Give where the row under the header goes on with it.

    It repeats a name, or names columns left blank, or parts two columns of one name.
    """
    named = {position: plain(str(value)) for position, value in header.filled()}
    cells = {position: plain(str(value)) for position, value in below.filled()}
    repeats = any(named.get(position) == text and not is_value(text) for position, text in cells.items())
    new = [position for position, text in cells.items() if named.get(position) != text]
    if repeats and new:
        return new[0]
    parted = all(_stands_twice(named, position) for position in cells)
    if parted and len(set(cells.values())) == len(cells) > 1:
        return min(cells)
    continues = [position for position in cells if position not in named and position > min(named)]
    starts_late = min(cells) > min(named)
    return continues[0] if continues and starts_late else None


def _stands_twice(named: Mapping[int, str], position: int) -> bool:
    """Tell whether a column is called like the one beside it; two tables side by side have theirs further off."""
    name = named.get(position)
    return name is not None and name in (named.get(position - 1), named.get(position + 1))


def _joined(header: Row, below: Row) -> HeaderRow | None:
    """Give two rows as one header, the lower one's names before those of groups above; None where it is not sure."""
    upper = {position: str(value) for position, value in header.filled()}
    lower = {position: str(value) for position, value in below.filled()}
    own = {
        position: text for position, text in lower.items() if plain(text) != plain(upper.get(position, ""))
    }
    if any(scale.find(text) for text in own.values() for scale in _CLASSES):
        return None
    cells = dict(sorted({**upper, **lower}.items()))
    texts = [plain(text) for text in cells.values()]
    known = sum(COLUMNS.find(bare(plain(text))) is not None for text in own.values())
    if len(set(texts)) < len(texts) or 2 * known < len(own):
        return None
    return HeaderRow((header.number, below.number), cells)


def _with_names_above(grid: Grid, header: HeaderRow) -> HeaderRow:
    """Give a header whose blank cells take the name above them, where a line of groups stands there."""
    above = next((row for row in grid.rows if row.number == header.last - 1), None)
    filled = {position: str(value) for position, value in above.filled()} if above else {}
    lacking = {
        position: text
        for position, text in filled.items()
        if position not in header.cells and COLUMNS.find(bare(plain(text)))
    }
    shared = [at for at, text in filled.items() if plain(text) == plain(header.cells.get(at, ""))]
    if len(filled) < 2 or not (lacking or shared):
        return header
    rows = (header.last - 1, header.last)
    return replace(header, rows=rows, cells=dict(sorted({**header.cells, **lacking}.items())))


def letters_of(positions: Mapping[int, str]) -> dict[str, str]:
    """Give the letter of each named column."""
    return {name: column_letter(position) for position, name in positions.items()}

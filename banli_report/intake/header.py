"""The header of a ledger: which row it is, which field each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from banli_report.errors import ERROR, Kind, Place, Problem, error, refuse
from banli_report.intake.grid import Grid, Row, column_letter
from banli_report.words.columns import COLUMNS, label_of
from banli_report.words.terms import OPENNESS, YES_NO
from banli_report.words.vocabulary import plain

_SEARCH_ROWS = 30
_ALSO_VALUES = frozenset(
    {
        *("重点建议", "重点提案", "重点督办", "闭会期间", "二次办理", "重新办理", "面商", "同意公开"),
        *("代表", "委员", "主办单位", "承办单位", "协办单位", "会办单位"),
    }
)

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
    Kind(
        "results.missing-column",
        ERROR,
        "“列”里写明的表头，台账里没有。",
        "ledger.xlsx 工作表“台账” 单元格1：没有名为“案名”的列",
    ),
    Kind(
        "results.ambiguous-column",
        ERROR,
        "有几列都像同一项，不知道该用哪一列。",
        "ledger.xlsx 工作表“台账” 单元格C1：B、C列都可以是“承办单位”",
    ),
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a ledger.

    Args:
        row: its row number.
        names: for each position that it names, the field's identifier or the column's own header.
        fields: the identifiers among the names.
        texts: for each position, the header's own text, folded for comparison.
        problems: columns that claim one field, mapped columns that are not there.
    """

    row: int
    names: Mapping[int, str]
    fields: frozenset[str]
    texts: Mapping[int, str]
    problems: tuple[Problem, ...] = ()

    def letters(self) -> dict[str, str]:
        """Give the letter of each named column."""
        return {name: column_letter(position) for position, name in self.names.items()}

    def is_repeated(self, filled: Mapping[int, object]) -> bool:
        """Tell a row that says the header again, as at the top of every printed page."""
        if not all(self._names_again(position, plain(str(value))) for position, value in filled.items()):
            return False
        return not all(_is_value(plain(str(value))) for value in filled.values())

    def _names_again(self, position: int, text: str) -> bool:
        if text == self.texts.get(position):
            return True
        term = COLUMNS.find(text)
        return term is not None and term.identifier == self.names.get(position)


def read_header(grid: Grid, columns: Mapping[str, str]) -> Header:
    """Find the header of a grid and name its columns.

    Args:
        grid: the rows.
        columns: for fields whose header is unusual, the header as it stands in the ledger.

    Raises:
        BanliError: no row looks like a header, or it takes two rows.
    """
    row = _find(grid, columns)
    below = next((other for other in grid.rows if other.number > row.number), None)
    if below and (second := _second_row(row, below)) is not None:
        raise refuse(
            "results.two-row-header",
            grid.place(below.number, second),
            f"表头占了第{row.number}、{below.number}两行，看不出每一列的名称",
            "把表头并成一行，每列一个名称，如“满意度”一列，逐件填写满意或基本满意",
        )
    return _Naming(grid, row, columns).header()


def bare(text: str) -> str:
    """Give a folded header without what it adds in brackets."""
    return re.sub(r"[(\[].*$", "", text)


def _field(value: object, columns: Mapping[str, str]) -> str | None:
    """Give the field that a header means: the one that the report file says, or the usual one."""
    full = plain(str(value))
    for field, header in columns.items():
        if plain(header) == full:
            return field
    term = COLUMNS.find(full) or COLUMNS.find(bare(full))
    return term.identifier if term and term.identifier not in columns else None


def _find(grid: Grid, columns: Mapping[str, str]) -> Row:
    best, sure, recognised = None, 0, 0
    for row in grid.rows[:_SEARCH_ROWS]:
        named = [(str(value), field) for _, value in row.filled() if (field := _field(value, columns))]
        certain = len({field for text, field in named if field in columns or not _is_value(plain(text))})
        if certain > sure:
            best, sure, recognised = row, certain, len({field for _, field in named})
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


def _of_values(grid: Grid, columns: Mapping[str, str]) -> tuple[Row | None, int]:
    """Give the first row of words that can be headers and values, unless a row as wide stands above it."""
    widest = 0
    for row in grid.rows[:_SEARCH_ROWS]:
        filled = list(row.filled())
        found = len({field for _, value in filled if (field := _field(value, columns))})
        if found and len(filled) > widest:
            return row, found
        widest = max(widest, len(filled))
    return None, 0


def _second_row(header: Row, below: Row) -> int | None:
    """Give where the row under the header goes on with it: it repeats a name, or names columns left blank."""
    named = {position: plain(str(value)) for position, value in header.filled()}
    cells = {position: plain(str(value)) for position, value in below.filled()}
    repeats = any(named.get(position) == text and not _is_value(text) for position, text in cells.items())
    new = [position for position, text in cells.items() if named.get(position) != text]
    if repeats and new:
        return new[0]
    continues = [position for position in cells if position not in named and position > min(named)]
    starts_late = min(cells) > min(named)
    return continues[0] if continues and starts_late else None


def _is_value(text: str) -> bool:
    """Tell whether a header's word is also a usual value: 公开 under 公开, 重点 under 督办."""
    return text in _ALSO_VALUES or bool(OPENNESS.find(text) or YES_NO.find(text))


class _Naming:
    """Names the columns of a header row."""

    def __init__(self, grid: Grid, row: Row, columns: Mapping[str, str]) -> None:
        self.grid = grid
        self.row = row
        self.columns = columns
        self.names = dict(self._own_names())

    def header(self) -> Header:
        claims: dict[str, list[int]] = {}
        for position, value in self.row.filled():
            if field := _field(value, self.columns):
                claims.setdefault(field, []).append(position)
        problems = [problem for field, at in claims.items() for problem in self._settle(field, at)]
        problems += [
            error(
                "results.missing-column",
                self.grid.place(self.row.number),
                f"没有名为“{wanted}”的列",
                "按表头改写“列”一项",
            )
            for field, wanted in self.columns.items()
            if field not in claims
        ]
        texts = {position: plain(str(value)) for position, value in self.row.filled()}
        return Header(self.row.number, self.names, frozenset(claims), texts, tuple(problems))

    def _own_names(self) -> Iterator[tuple[int, str]]:
        """Give each column's own header; a header used again gets its column's letter."""
        seen = {column.identifier for column in COLUMNS}
        for position, value in self.row.filled():
            name = " ".join(str(value).split())
            yield position, f"{name}（{column_letter(position)}列）" if name in seen else name
            seen.add(name)

    def _settle(self, field: str, positions: list[int]) -> Iterator[Problem]:
        """Give a field its column; where two columns claim it, the one that bears the usual label."""
        label = label_of(field)
        exact = [i for i in positions if plain(self.names[i]) == plain(self.columns.get(field, label))]
        # the rest of several columns of openness are told of with the columns that look like one
        if len(positions) > 1 and len(exact) != 1 and field != "openness":
            where = "、".join(column_letter(i) for i in positions)
            yield error(
                "results.ambiguous-column",
                self.grid.place(self.row.number, positions[1]),
                f"{where}列都可以是“{label}”",
                f"在“列”一项里写明，如 列: {{{label}: {self.names[positions[0]]}}}",
            )
        self.names[(exact or positions)[0]] = field

"""Which column of a sheet holds which field: claims are settled, and where two could be meant it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from banli_report.errors import ERROR, WARNING, Kind, Problem, error, warning
from banli_report.intake.asides import is_total
from banli_report.intake.grid import Grid, Row, column_letter, position_of
from banli_report.intake.header import (
    ROW_NUMBER_HEADERS,
    Asked,
    HeaderRow,
    bare,
    field_of,
    is_value,
    letters_of,
)
from banli_report.intake.resemblance import resembled, round_of
from banli_report.results.account import ColumnRead
from banli_report.results.values import read_date, read_text
from banli_report.words.characters import UNFIT
from banli_report.words.columns import COLUMNS, DATE_COLUMNS, label_of
from banli_report.words.terms import NO_FEEDBACK
from banli_report.words.vocabulary import plain

PROBLEMS = (
    Kind(
        "results.missing-column",
        ERROR,
        "“列”里写明的表头，台账里没有。",
        "ledger.xlsx 工作表“台账” 第1行：没有名为“案名”的列",
    ),
    Kind(
        "results.ambiguous-column",
        ERROR,
        "有几列都像同一项，内容又不一样，不知道该用哪一列。",
        "ledger.xlsx 工作表“台账” 单元格C1：B、C列都可以是“承办单位”，内容不一样",
    ),
    Kind(
        "results.side-by-side",
        ERROR,
        "一张工作表里左右并排了两张表，只能读一张。",
        "ledger.xlsx 工作表“台账” 单元格E1：“编号”“标题”等列出现了两次，像是左右并排的两张表",
    ),
    Kind(
        "results.resembling-column",
        WARNING,
        "有一列的表头像是某一常用列，却没有按它读；写错的字改正，另有所指的不用管。",
        "ledger.xlsx 工作表“台账” 单元格J1：“办理结裹”没有按常用的列读，像是“办理结果”",
    ),
    Kind(
        "results.hidden-column",
        WARNING,
        "隐藏的列也读了，看看是不是过时的。",
        "ledger.xlsx 工作表“台账” 单元格C1：“满意度”一列是隐藏的，仍按它读",
    ),
    Kind(
        "results.tally-table",
        ERROR,
        "表里有“件数”一列，一行不止一件：这是汇总表，不是逐件的台账。",
        "ledger.xlsx 工作表“台账” 单元格B2：“件数”是46，这一行不止一件",
    ),
)


_OF_ITEMS = re.compile("(?:建议|提案|议案|建议提案|合计|总|小计)?(?:件数|总数)|总件数|(?:建议|提案|议案)数")
"""What a column is called that counts the items of a row."""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a ledger.

    Args:
        row: the number of the header's last row.
        rows: the numbers of its rows.
        names: for each position that it names, the field's identifier or the column's own header.
        fields: the identifiers among the names.
        texts: for each position, the header's own text, folded for comparison.
        read: the columns for the account of the sheet.
        problems: columns that claim one field, mapped columns that are not there, what looks misspelt.
    """

    row: int
    rows: tuple[int, ...]
    names: Mapping[int, str]
    fields: frozenset[str]
    texts: Mapping[int, str]
    read: tuple[ColumnRead, ...]
    problems: tuple[Problem, ...] = ()

    def letters(self) -> dict[str, str]:
        """Give the letter of each named column."""
        return letters_of(self.names)

    def is_repeated(self, filled: Mapping[int, object]) -> bool:
        """Tell a row that says the header again, as at the top of every printed page."""
        if not all(self._names_again(position, plain(str(value))) for position, value in filled.items()):
            return False
        return not all(is_value(plain(str(value))) for value in filled.values())

    def _names_again(self, position: int, text: str) -> bool:
        if text == self.texts.get(position):
            return True
        column = COLUMNS.find(text)
        return column is not None and column.identifier == self.names.get(position)


def columns_of(grid: Grid, row: HeaderRow, asked: Asked) -> Header:
    """Name the columns of a grid under its header."""
    return _Naming(grid, row, asked.columns).header()


class _Naming:
    """Names the columns of a header."""

    def __init__(self, grid: Grid, row: HeaderRow, columns: Mapping[str, str]) -> None:
        self.grid = grid
        self.row = row
        self.asked = columns
        self.names = dict(self._own_names())
        self.title: int | None = None

    def header(self) -> Header:
        claims = self._claims()
        self.title = next(iter(claims.get("title", ())), None)
        self._add_rounds(claims)
        unsettled = [problem for name, at in claims.items() for problem in self._settle(name, at)]
        problems = list(self._side_by_side(claims)) or unsettled
        problems += [*self._lacking(claims), *self._unfit()]
        fields = frozenset(claims)
        problems += [*self._resembling(fields), *self._hidden(fields), *self._tally()]
        texts = {position: plain(text) for position, text in self.row.cells.items()}
        read = tuple(self._read(position, fields) for position in self.names)
        return Header(self.row.last, self.row.rows, self.names, fields, texts, read, tuple(problems))

    def _claims(self) -> dict[str, list[int]]:
        """Give for each field the positions whose header means it; weak ones only where there are no others."""
        claims: dict[str, list[int]] = {}
        for position, text in self.row.cells.items():
            if name := field_of(text, position, self.asked):
                claims.setdefault(name, []).append(position)
        for column in COLUMNS:
            if column.identifier not in claims and column.identifier not in self.asked:
                weak = [self._weak(word) for word in column.weak]
                found = next((position for position in weak if position is not None), None)
                if found is not None:
                    claims[column.identifier] = [found]
        return claims

    def _add_rounds(self, claims: dict[str, list[int]]) -> None:
        """Let a later round (二次满意度) claim its field too, where it says anything else and nobody was asked."""
        for position, text in self.row.cells.items():
            name = round_of(bare(plain(text)))
            first = claims.get(name, [])
            if not first or position in first or name in self.asked:
                continue
            pairs = zip(
                self._values(first[0], is_date=False), self._values(position, is_date=False), strict=True
            )
            if any(later and later not in NO_FEEDBACK and later != said for said, later in pairs):
                first.append(position)

    def _weak(self, word: str) -> int | None:
        return next((at for at, text in self.row.cells.items() if bare(plain(text)) == plain(word)), None)

    def _own_names(self) -> Iterator[tuple[int, str]]:
        """Give each column's own header; a header used again gets its column's letter."""
        seen = {column.identifier for column in COLUMNS}
        for position, text in self.row.cells.items():
            name = " ".join(UNFIT.sub("", text).split()) or f"{column_letter(position)}列"
            yield position, f"{name}（{column_letter(position)}列）" if name in seen else name
            seen.add(name)

    def _unfit(self) -> Iterator[Problem]:
        """Refuse headers with characters that no text may hold."""
        for position, text in self.row.cells.items():
            try:
                read_text(text)
            except ValueError as wrong:
                place = self.grid.place(self.row.last, position)
                yield error("results.cell-value", place, f"表头{wrong}", "改写这个表头")

    def _values(self, position: int, *, is_date: bool) -> list[str]:
        """Give what a column says of the items, leaving out totals and the header that comes again."""
        folded = _day_or_text if is_date else plain
        rows = (
            row
            for row in self.grid.below(self.row.last)
            if not self._is_total(row) and not self._is_header(row)
        )
        values = (row.values[position] if position < len(row.values) else None for row in rows)
        return [folded(str(value)) if value is not None else "" for value in values]

    def _is_header(self, row: Row) -> bool:
        """Tell the header that comes again; words that are values as well make none."""
        texts = [(at, plain(str(value))) for at, value in row.filled()]
        again = all(text == plain(self.row.cells.get(at, "")) for at, text in texts)
        return again and not all(is_value(text) for _, text in texts)

    def _is_total(self, row: Row) -> bool:
        return is_total(dict(row.filled()), self.title, ())

    def _settle(self, name: str, positions: Sequence[int]) -> Iterator[Problem]:
        """Give a field its column; where two claim it and do not say the same, it is asked."""
        if len(positions) == 1:
            self.names[positions[0]] = name
            return
        exact = [at for at in positions if plain(self.row.cells[at]) == plain(label_of(name))]
        first = [*exact, *positions][0]
        said = {at: self._values(at, is_date=name in DATE_COLUMNS) for at in positions}
        filled = [at for at in positions if any(said[at])]
        seen = [at for at in filled if at not in self.grid.hidden_columns] or filled
        chosen = first if first in seen or not seen else seen[0]
        others = [at for at in filled if at != chosen and said[at] != said[chosen]]
        # the rest of several columns of openness are told of with the columns that look like one
        if others and name != "openness" and not _is_aside(name):
            where = "、".join(column_letter(at) for at in sorted({chosen, *others}))
            at = max(chosen, *others)
            yield error(
                "results.ambiguous-column",
                self.grid.place(self.row.last, at),
                f"{where}列都可以是“{label_of(name)}”，内容不一样",
                f"在“列”一项里写明用哪一列，如 列: {{{label_of(name)}: {self._as_asked(chosen)}}}",
            )
        self.names[chosen] = name

    def _as_asked(self, position: int) -> str:
        """Give how the report file names a column: by its header, or by its letter where another is called alike."""
        text = " ".join(self.row.cells[position].split())
        alike = [at for at, other in self.row.cells.items() if plain(other) == plain(text)]
        return f"{column_letter(position)}列" if len(alike) > 1 else text

    def _side_by_side(self, claims: Mapping[str, Sequence[int]]) -> Iterator[Problem]:
        """Tell of two tables beside each other: several headers stand twice, word for word."""
        twice = [name for name, at in claims.items() if len({plain(self.row.cells[i]) for i in at}) < len(at)]
        if len(twice) < 2:
            return
        named = "".join(f"“{label_of(name)}”" for name in twice[:2])
        place = self.grid.place(self.row.last, claims[twice[0]][1])
        message = f"{named}等列出现了两次，像是左右并排的两张表"
        yield error("results.side-by-side", place, message, "把右边的表接到左边的表下面，或各放一个工作表")

    def _lacking(self, claims: Mapping[str, Sequence[int]]) -> Iterator[Problem]:
        for name, wanted in self.asked.items():
            if name not in claims:
                place = self.grid.place(self.row.last)
                yield error("results.missing-column", place, self._why_lacking(wanted), "按表头改写“列”一项")

    def _why_lacking(self, wanted: str) -> str:
        for name, said in self.asked.items():
            positions = (at for at, text in self.row.cells.items() if plain(text) == plain(wanted))
            at = position_of(wanted) if position_of(wanted) in self.row.cells else next(positions, None)
            if at is not None and self.names.get(at) == name:
                return f"“{wanted}”已经写作“{label_of(name)}”（{said}），一列只能是一项"
        return f"没有名为“{wanted}”的列"

    def _resembling(self, fields: frozenset[str]) -> Iterator[Problem]:
        # what looks like openness is refused, not told
        present = {*fields, *self.asked, "openness"}
        for position, name in self.names.items():
            like = None if name in fields else resembled(self.row.cells[position], present)
            if like is not None:
                place = self.grid.place(self.row.last, position)
                message = f"“{name}”没有按常用的列读，像是“{like.label}”"
                hint = f"是的，改正表头，或在“列”一项里写 {{{like.label}: {self._as_asked(position)}}}；不是的不用管"
                yield warning("results.resembling-column", place, message, hint)

    def _hidden(self, fields: frozenset[str]) -> Iterator[Problem]:
        for position, name in self.names.items():
            if name in fields and position in self.grid.hidden_columns:
                place = self.grid.place(self.row.last, position)
                message = f"“{label_of(name)}”一列是隐藏的，仍按它读"
                yield warning("results.hidden-column", place, message, "取消隐藏核对；过时的列请删除")

    def _tally(self) -> Iterator[Problem]:
        """Refuse a table whose rows stand for several items each."""
        position = next((at for at, text in self.row.cells.items() if self._counts(text)), None)
        if position is None:
            return
        for row in self.grid.below(self.row.last):
            value = str(row.values[position]) if position < len(row.values) else ""
            if _more_than_one(value) and not self._is_total(row):
                message = f"“{self.names[position]}”是{value}，这一行不止一件"
                hint = "汇总表用“统计”写明件数；逐件的台账一行一件，不写件数"
                yield error("results.tally-table", self.grid.place(row.number, position), message, hint)
                return

    def _counts(self, header: str) -> bool:
        """Tell a column that counts items; where nothing tells single items apart, any number of them does."""
        text = bare(plain(header))
        named = {"title", "number"} & set(self.names.values())
        return _OF_ITEMS.fullmatch(text) is not None or (not named and text.endswith(("件数", "数量")))

    def _read(self, position: int, fields: frozenset[str]) -> ColumnRead:
        name = self.names[position]
        header = " ".join(self.row.cells[position].split())
        column = name if name in fields or plain(header) in ROW_NUMBER_HEADERS else ""
        return ColumnRead(column_letter(position), header, column, position in self.grid.hidden_columns)


def _day_or_text(text: str) -> str:
    """Fold what a column of dates says: one day typed in two ways is one."""
    try:
        return read_date(text).isoformat()
    except ValueError:
        return plain(text)


def _more_than_one(value: str) -> bool:
    found = re.fullmatch(r"(\d{1,9})(?:\.0+)?[件条]?", plain(value))
    return found is not None and int(found[1]) > 1


def _is_aside(name: str) -> bool:
    """Tell a field that nothing is counted by, nor items told apart: of two such columns the first may serve."""
    column = COLUMNS.find(name)
    return column is not None and column.holds == "text" and not column.names_items

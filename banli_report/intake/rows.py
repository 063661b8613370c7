"""The rows under a header: each is one item, or is passed over with its reason, or is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from banli_report.errors import ERROR, WARNING, Kind, Place, Problem, error, warning
from banli_report.intake.asides import is_class_with_number, is_note, is_own_total, is_total
from banli_report.intake.captions import Captions
from banli_report.intake.cells import ItemReader, as_text, says_nothing
from banli_report.intake.columns import Header
from banli_report.intake.grid import Grid, Row, column_letter
from banli_report.intake.header import ROW_NUMBER_HEADERS, bare
from banli_report.intake.openness import closing_columns
from banli_report.intake.sample_row import likeness_of, sample_left
from banli_report.intake.struck import Struck
from banli_report.intake.tables import (
    is_other_header,
    second_table,
    speaks_of_another,
    titled_table,
)
from banli_report.intake.totals import Totals
from banli_report.results.account import Aside, RowPassed
from banli_report.results.item import Item
from banli_report.results.values import first_few, shown
from banli_report.words.characters import visible
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import COUNT_NAMES
from banli_report.words.vocabulary import plain

_ONE_EACH = frozenset(column.identifier for column in COLUMNS if column.names_items)
"""Every item has one of its own, as it is typed."""
_ORDINAL = re.compile(r"[\d.、一二三四五六七八九十]{1,6}")

PROBLEMS = (
    Kind(
        "results.shared-row",
        ERROR,
        "单元格上下合并了，看不出是一件还是两件。",
        "ledger.xlsx 工作表“台账” 单元格B3：“修路”是从上面合并下来的，这一行却另有内容，看不出是一件还是两件",
    ),
    Kind(
        "results.no-identity",
        ERROR,
        "有的行没有标题（或编号、序号），看不出是另一件，还是上一件的续行。",
        "ledger.xlsx 工作表“台账” 第3行：有1行没有标题，却填有内容（第3行），看不出是不是一件",
    ),
    Kind(
        "results.skipped-row",
        WARNING,
        "这一行不像一件，没有计入；请核对。",
        "ledger.xlsx 工作表“台账” 单元格A2：有2行只有一格（A2“一、城建类”、A9“二、教育类”），没有计入",
    ),
    Kind(
        "results.item-or-total",
        ERROR,
        "这一行看不出是一件，还是小计、小标题，不敢计也不敢不计。",
        "ledger.xlsx 工作表“台账” 单元格A3：“医保费用累计”看不出是一件的标题还是小计",
    ),
    Kind(
        "results.nameless-column",
        ERROR,
        "有内容的一列，表头空着。",
        "ledger.csv 单元格C2：这一格有内容，但第1行的表头里这一列没有名称",
    ),
)


class Rows:
    """Reads the rows under a header, collecting items, what was passed over, and problems."""

    def __init__(self, grid: Grid, header: Header) -> None:
        self.grid = grid
        self.header = header
        self.letters = header.letters()
        self._items = ItemReader(grid, header.fields)
        self.items: list[Item] = []
        self.passed: list[RowPassed] = []
        self.problems: list[Problem] = []
        self.closing: dict[str, str] = {}
        self._nameless: set[int] = set()
        self._unnamed: list[int] = []
        self._names = header.names
        self._title = next((at for at, name in self._names.items() if name == "title"), None)
        self._titles = {at for at, name in self._names.items() if name in _ONE_EACH}
        fields = {at: name for at, name in self._names.items() if name in header.fields}
        self._struck = Struck(self._titles, fields)
        self._numbers = {at for at, name in self._names.items() if plain(name) in ROW_NUMBER_HEADERS}
        self._above = frozenset(
            plain(as_text(value))
            for row in grid.rows
            if row.number < header.rows[0]
            for _, value in row.filled()
        )
        numbering = {*self._titles, *self._numbers} - {self._title}
        self._numbering = frozenset(self._names[at] for at in numbering)
        self._totals = Totals(self._counted())
        self._titles_alone: list[tuple[int, str]] = []
        self._lone: list[tuple[str, str]] = []
        self._numbered = False
        self._captions = Captions(grid, header.fields, self._above)

    def _counted(self) -> frozenset[int]:
        """Give the columns in which a number in a total is one of items."""
        of_items = (at for at, name in self._names.items() if COUNT_NAMES.find(bare(plain(name))))
        known = (at for at, name in self._names.items() if name in self.header.fields)
        return frozenset((*of_items, *known, *self._numbers))

    def read(self, row: Row) -> None:
        """Read one row: an item, a total, a note, the header again, or a problem."""
        filled = dict(row.filled())
        if reason := self._aside(row, filled):
            self._pass(row, reason, filled)
            return
        own = {at: value for at, value in filled.items() if at not in row.spread} if row.spread else filled
        if not own:
            self._pass(row, Aside.MERGED, filled)
        elif not (row.spread and self._shares_item(row, own)):
            self._read_own(row, filled, own)

    def _read_own(self, row: Row, filled: Mapping[int, object], own: Mapping[int, object]) -> None:
        if self._is_lone(row, own) or is_own_total(own):
            self._skip(row, own)
            return
        if self._title in own and is_class_with_number(own, self._title, self._names):
            self._ask_title(
                row, self._title, "看不出是一件还是小计", "是小计的，改写为“小计”；是一件的把标题填全"
            )
            return
        self._find_nameless(row, own)
        names = self._names
        if any(at in names and at not in self._numbers for at in own):
            cells = {names[at]: value for at, value in filled.items() if at in names}
            self._read_cells(row, cells, {names[at] for at in own if at in names})

    def _aside(self, row: Row, filled: Mapping[int, object]) -> Aside | None:
        """Give why a row is no item, or None."""
        if self.header.is_repeated(filled):
            last = self.passed[-1] if self.passed else None
            begin = titled_table(row, last, self._above)
            if begin is None and speaks_of_another(filled, self.header.texts):
                begin = f"第{row.number}行"
            if begin:
                self.problems.append(second_table(self.grid, row, begin))
            return Aside.HEADER
        naming = self._titles | self._numbers
        if is_total(filled, self._title, naming):
            self._totals.note(row.number, filled, len(self.items))
            return Aside.TOTAL
        if is_note(filled):
            return Aside.NOTE
        if is_other_header(filled):
            self.problems.append(second_table(self.grid, row, f"第{row.number}行"))
            return Aside.HEADER
        found = likeness_of(filled, self._names, self._numbers)
        self.problems += [sample_left(self.grid, row.number)] * (found == "doubtful")
        return Aside.SAMPLE if found else None

    def _pass(self, row: Row, reason: Aside, filled: Mapping[int, object]) -> None:
        self.passed.append(RowPassed(row.number, reason, shown(as_text(next(iter(filled.values()), "")))))

    def _shares_item(self, row: Row, own: Mapping[int, object]) -> bool:
        """Refuse a row that goes on with the item above: whether it is one item or two, nobody can tell."""
        shared = sorted(self._titles & row.spread)
        if not shared or not any(at in self._names for at in own):
            return False
        place = self.grid.place(row.number, shared[0])
        title = shown(row.values[shared[0]])
        message = f"“{title}”是从上面合并下来的，这一行却另有内容，看不出是一件还是两件"
        hint = "一件只占一行：取消合并，是一件的把内容并入上一行（如“甲局、乙局”），是两件的逐行写全"
        self.problems.append(error("results.shared-row", place, message, hint))
        return True

    def _is_lone(self, row: Row, filled: Mapping[int, object]) -> bool:
        """Tell a row with a single cell that is no title of an item."""
        names = self._names
        if len(filled) > 1 or len(names) < 3:
            return False
        position = min(filled)
        is_named = position in names or position < min(names)
        return row.merged or (is_named and names.get(position) != "title")

    def _skip(self, row: Row, filled: Mapping[int, object]) -> None:
        """Tell of a row that is no item: a number prepared for later, the title of rows below, a part's total."""
        position, value = next(iter(filled.items()))
        name = self._names.get(position, "")
        prepared = position in self._numbers or name == "number"
        if prepared and _ORDINAL.fullmatch(plain(as_text(value))):
            self._pass(row, Aside.NUMBER, filled)
        elif len(filled) == 1 and self._goes_on(row, position):
            self._unnamed.append(row.number)
        elif len(filled) == 1:
            self.problems += self._captions.problems(row, as_text(value), has_items=bool(self.items))
            if plain(as_text(value)) not in self._above:
                self._lone.append((f"{column_letter(position)}{row.number}", shown(value)))
            self._pass(row, Aside.TITLE, filled)
        elif name != "title":
            self._totals.note(row.number, filled, len(self.items))
            self._note(row, position, f"“{shown(value)}”这一行像是小计，没有计入")
            self._pass(row, Aside.TOTAL, filled)
        else:
            self._ask_title(
                row, position, "看不出是一件的标题还是小计", "是小计的只写“小计”或删去；是一件的把这一行填全"
            )

    def _goes_on(self, row: Row, position: int) -> bool:
        """Tell a single cell that may belong to the item above: a second agency, a class filled in beforehand."""
        name = self._names.get(position)
        can_name = bool(self._titles or self._numbers)
        return can_name and name in self.header.fields and position > min(self._names) and not row.merged

    def _ask_title(self, row: Row, position: int | None, question: str, hint: str) -> None:
        place = self.grid.place(row.number, position)
        value = row.values[position] if position is not None else ""
        self.problems.append(error("results.item-or-total", place, f"“{shown(value)}”{question}", hint))

    def _find_nameless(self, row: Row, filled: Mapping[int, object]) -> None:
        first = min(self._names)
        for position in filled:
            if position > first and position not in self._names and position not in self._nameless:
                self._nameless.add(position)
                place = self.grid.place(row.number, position)
                message = f"这一格有内容，但第{self.header.row}行的表头里这一列没有名称"
                hint = "给这一列写上名称，或删去它的内容"
                self.problems.append(error("results.nameless-column", place, message, hint))

    def _read_cells(self, row: Row, cells: Mapping[str, object], own: Set[str]) -> None:
        said = {name: value for name, value in cells.items() if not says_nothing(name, value)}
        if self._is_named_by_a_dash(row, cells, said):
            said["title"] = cells["title"]
        if not any(name in self.header.fields and name in own for name in said):
            self._note(row, None, "这一行没有可识别的列有内容，没有计入")
            self.passed.append(RowPassed(row.number, Aside.REMARK, ""))
            return
        if self._lacks_identity(row, said):
            self._unnamed.append(row.number)
            return
        self._find_title_alone(row, said, own)
        for name in closing_columns(said, self.header.fields):
            self.closing.setdefault(name, f"{self.letters[name]}{row.number}")
        origin = self.grid.origin(row.number, self.letters)
        item, problems = self._items.read(said, origin)
        self.problems.extend(problems)
        if item is not None:
            self.items.append(item)
            self._struck.note(row, said)

    def _is_named_by_a_dash(self, row: Row, cells: Mapping[str, object], said: Mapping[str, object]) -> bool:
        """Tell an item whose title is a dash: by its own number, and by what else is known of it."""
        if "title" in said or not visible(as_text(cells.get("title", ""))).strip():
            return False
        own = {self._names.get(at) for at, _ in row.filled() if at not in row.spread}
        return bool(self._numbering & own & said.keys() and said.keys() - self._numbering)

    def _lacks_identity(self, row: Row, said: Mapping[str, object]) -> bool:
        """Tell a row without what every item of this ledger has: a title, else a number, else a running number."""
        if self._title is not None:
            return "title" not in said
        if self._titles:
            return not any(name in _ONE_EACH for name in said)
        own = {at for at, _ in row.filled()} - row.spread
        return bool(self._numbers) and bool(self.items) and not self._numbers & own

    def _find_title_alone(self, row: Row, said: Mapping[str, object], own: Set[str]) -> None:
        """Keep the rows that hold a title and nothing else, not even a number, where others have one."""
        has_number = not self._numbering.isdisjoint(said)
        self._numbered = self._numbered or has_number
        if own == {"title"} and not has_number:
            self._titles_alone.append((row.number, shown(as_text(said["title"]))))

    def _note(self, row: Row, position: int | None, message: str) -> None:
        place = self.grid.place(row.number, position)
        self.problems.append(
            warning("results.skipped-row", place, message, "核对这一行是不是一件；不是的删去")
        )

    def closing_problems(self) -> Iterator[Problem]:
        """Give what can be told when all rows are read."""
        for row, title in self._titles_alone if self._numbered else ():
            message = f"“{title}”看不出是一件，还是下面几件的小标题"
            hint = "是一件的补上编号（或序号）；是小标题的删去，或合并整行"
            yield error("results.item-or-total", self.grid.place(row, self._title), message, hint)
        if self._unnamed:
            lacking = self._identity()
            some = first_few([f"第{row}行" for row in self._unnamed])
            message = f"有{len(self._unnamed)}行没有{lacking}，却填有内容（{some}），看不出是不是一件"
            hint = f"是一件的补上{lacking}；是上一件的续行，并入上一行；预先填好的空行，清除内容"
            yield error("results.no-identity", self.grid.place(self._unnamed[0]), message, hint)
        if not self._unnamed and not any(problem.severity == "error" for problem in self.problems):
            yield from self._totals.problems(self.grid, len(self.items), self.header.rows[0])
        yield from self._lone_problems()
        yield from self._struck.problems(self.grid)

    def _lone_problems(self) -> Iterator[Problem]:
        if not self._lone:
            return
        where = first_few([f"{cell}“{text}”" for cell, text in self._lone])
        message = f"有{len(self._lone)}行只有一格（{where}），没有计入"
        place = Place(file=self.grid.file, sheet=self.grid.sheet, cell=self._lone[0][0])
        yield warning("results.skipped-row", place, message, "核对这些行是不是件；不是的不用管")

    def _identity(self) -> str:
        if self._title is not None:
            return "标题"
        return "编号" if self._titles else "序号"

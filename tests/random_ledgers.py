"""Random ledgers as bureaus have them, good and bad, and the items that they were made of."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

Line = list[object]

SPELLINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "result": {"A": ("A", "A类", "Ａ", "a", "A级"), "B": ("B", "B类", "Ｂ类"), "C": ("C", "C类", "c类")},
    "letters": {"甲": ("甲", "甲类"), "乙": ("乙", "乙类"), "丙": ("丙", "丙类")},
    "satisfaction": {
        "满意": ("满意", " 满意", "满\u200b意"),
        "基本满意": ("基本满意", "基本满意\u00ad"),
        "不满意": ("不满意", "不满意\n"),
    },
    "role": {
        "主办": ("主办", "牵头", "主 办"),
        "独办": ("独办", "单独办理"),
        "会办": ("会办", "会同办理", "会办件"),
    },
    "kind": {"代表建议": ("代表建议", "人大建议", "建议"), "政协提案": ("政协提案", "提案", "﻿提案")},
}
"""By column, each class and how a ledger may write it."""
HEADERS = {
    "serial": ("序号", "序 号"),
    "number": ("编号", "建议号", "编\n号", "*编号"),
    "title": ("标题", "案由", "建议标题", "标题（全称）"),
    "kind": ("种类",),
    "category": ("类别", "分类", "建议类别"),
    "role": ("办理方式", "主协办", "承办方式"),
    "handler": ("承办单位", "责任单位", "承办\u200b单位"),
    "result": ("办理结果", "办理结果分类", "结果分类"),
    "satisfaction": ("满意度", "代表满意度", "满意情况", "满意\n度"),
    "replied": ("答复日期", "办复时间", "回复日期"),
    "remark": ("备注", "联系电话", "承办科室", "分管领导"),
}
CATEGORIES, HANDLERS = ("城建交通", "教科文卫", "农林水利"), ("住建局", "教育局", "农业农村局", "水务局")
REPLIED = 8, 10


@dataclass
class Made:
    """A ledger on paper: its truth, and the rows that are written.

    Args:
        items: what was meant, one mapping an item.
        columns: the columns in the order of the sheet.
        lines: the rows, headers and all.
        header: how many rows stand above the first item.
        merged, hidden_rows, hidden_columns: how the sheet looks.
    """

    items: list[dict[str, str]]
    columns: list[str]
    lines: list[Line] = field(default_factory=list)
    header: int = 0
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)

    def at(self, column: str) -> int:
        """Give the position of a column."""
        return self.columns.index(column)

    def blank(self) -> Line:
        """Give a row with nothing in it."""
        return [None] * len(self.columns)

    def with_cells(self, **cells: object) -> Line:
        """Give a row that has some cells alone."""
        line = self.blank()
        for column, value in cells.items():
            line[self.at(column)] = value
        return line


def make(chance: Random, *, mixed: bool, letters: bool) -> Made:
    """Make an ordinary ledger: one that must be read at once, and right."""
    columns = [name for name in HEADERS if name not in ("kind", "serial", "remark")]
    columns.insert(0, "serial") if chance.random() < 0.6 else None
    columns += ["kind"] if mixed else []
    columns += ["remark"] if chance.random() < 0.6 else []
    if chance.random() < 0.4:
        middle = columns[3:]
        chance.shuffle(middle)
        columns[3:] = middle
    items = [_item(chance, number, mixed) for number in range(1, chance.randint(4, 14))]
    made = Made(items, columns)
    _write_header(chance, made)
    _write_items(chance, made, letters=letters)
    _write_foot(chance, made)
    if chance.random() < 0.3:
        _repeat_a_column(chance, made)
    return made


def _item(chance: Random, number: int, mixed: bool) -> dict[str, str]:
    return {
        "number": str(number),
        "title": f"关于{chance.choice(['修路', '建校', '种树', '审计监督', '小计量具', '合计收费'])}的建议之{number}",
        "kind": chance.choice(("代表建议", "政协提案")) if mixed and number > 2 else _first_kinds(number),
        "category": chance.choice(CATEGORIES),
        "role": chance.choice(("主办", "独办", "会办")),
        "handler": chance.choice(HANDLERS),
        "result": chance.choice("ABC"),
        "satisfaction": chance.choice(("满意", "基本满意", "不满意")),
        "replied": "是" if chance.randint(1, REPLIED[1]) <= REPLIED[0] else "",
    }


def _first_kinds(number: int) -> str:
    return "政协提案" if number == 2 else "代表建议"


def _write_header(chance: Random, made: Made) -> None:
    if chance.random() < 0.6:
        made.lines.append([f"{chance.randint(2015, 2024)}年度办理情况台账"])
        made.merged.append(f"A1:{chr(64 + len(made.columns))}1")
    if chance.random() < 0.3:
        made.lines.append(["填报单位：某某局", None, None, "2019年12月"])
    names: Line = [chance.choice(HEADERS[column]) for column in made.columns]
    own = [at for at, column in enumerate(made.columns) if column in ("result", "satisfaction", "replied")]
    if chance.random() < 0.3 and own == list(range(own[0], own[0] + 3)):
        groups, below = list(names), made.blank()
        for at in own:
            groups[at], below[at] = None, names[at]
        groups[own[0]] = "办理情况"
        made.lines += [groups, below]
    else:
        made.lines.append(names)
    made.header = len(made.lines)


def _write_items(chance: Random, made: Made, *, letters: bool) -> None:
    style = chance.choice((_as_date, _dashes, _slashes, _chinese, _digits, _wide))
    header = made.lines[-1]
    plain_header = None not in header
    subtotals, blanks = chance.random() < 0.3, chance.random() < 0.3
    sections = chance.random() < 0.2
    since = 0
    for serial in range(1, len(made.items) + 1):
        if sections and chance.random() < 0.3:
            made.lines.append([f"{chance.choice('一二三')}、{chance.choice(CATEGORIES)}"])
        made.lines.append(_line(chance, made, serial, style=style, letters=letters))
        since += 1
        if chance.random() < 0.1:
            made.hidden_rows.append(len(made.lines))
        if blanks and chance.random() < 0.3:
            made.lines.append(made.blank())
        if plain_header and chance.random() < 0.06:
            made.lines.append(list(header))
        if subtotals and chance.random() < 0.3:
            made.lines.append([chance.choice(("小计", "小  计", "本页小计")), None, f"{since}件"])
            since = 0


def _line(
    chance: Random,
    made: Made,
    serial: int,
    *,
    style: Callable[[date], object],
    letters: bool,
) -> Line:
    item = made.items[serial - 1]
    cells: dict[str, object] = {
        **item,
        "serial": serial,
        "remark": chance.choice((None, "无", "共2件，已并案")),
    }
    for column in ("satisfaction", "role", "kind"):
        cells[column] = chance.choice(SPELLINGS[column][item[column]])
    scale = "letters" if letters else "result"
    code = dict(zip("ABC", "甲乙丙", strict=True))[item["result"]] if letters else item["result"]
    cells["result"] = chance.choice(SPELLINGS[scale][code])
    cells["handler"] = chance.choice((item["handler"], f" {item['handler']}", f"{item['handler']}\u200b"))
    day = date(2019, 3, 1) + timedelta(days=chance.randrange(200))
    cells["replied"] = style(day) if item["replied"] else chance.choice((None, "", "/", "—"))
    return [cells[column] for column in made.columns]


def _as_date(day: date) -> object:
    return datetime(day.year, day.month, day.day)


def _dashes(day: date) -> object:
    return f"{day.year}-{day.month}-{day.day}"


def _slashes(day: date) -> object:
    return f"{day.year}/{day.month:02}/{day.day:02}"


def _chinese(day: date) -> object:
    return f"{day.year}年{day.month}月{day.day}日"


def _digits(day: date) -> object:
    return int(f"{day:%Y%m%d}")


def _wide(day: date) -> object:
    return _dashes(day).translate({ord(d): chr(ord(d) + 0xFEE0) for d in "0123456789"})  # type: ignore[attr-defined]


def _write_foot(chance: Random, made: Made) -> None:
    if "serial" in made.columns and chance.random() < 0.3:
        made.lines += [made.with_cells(serial=len(made.items) + more) for more in (1, 2)]
    if chance.random() < 0.5:
        total = chance.choice(("合计", "合  计", "总计", "共计"))
        made.lines.append([total, None, None, f"{len(made.items)}件"])
    if chance.random() < 0.4:
        made.lines.append([chance.choice(("注：重点件另表。", "备注：含并案"))])
    if chance.random() < 0.4:
        made.lines.append(["填表人：张三", None, "审核人：李四"])


def _repeat_a_column(chance: Random, made: Made) -> None:
    """Write a column a second time at the end, with the same contents, under another usual header."""
    column, header = chance.choice(
        (("handler", "主办单位"), ("satisfaction", "满意程度"), ("replied", "答复时间"))
    )
    position, width = made.at(column), len(made.columns)
    first = list(made.lines[made.header - 1])
    for number, line in enumerate(made.lines, 1):
        if number >= made.header and len(line) == width:
            line.append(header if line == first else line[position])
    made.columns.append("again")
    if chance.random() < 0.5:
        made.hidden_columns.append(width)


def write(made: Made, path: Path) -> None:
    """Write a ledger as a workbook, or as comma-separated text."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([[_as_text(value) for value in line] for line in made.lines])
        return
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for line in made.lines:
        sheet.append(line)
    for area in made.merged:
        sheet.merge_cells(area)
    for row in made.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in made.hidden_columns:
        sheet.column_dimensions[chr(65 + column)].hidden = True
    book.save(path)


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def spoil(made: Made, how: str, chance: Random) -> None:
    """Make a ledger one that has two readings, or none."""
    SPOILERS[how](made, chance)


def _pre_filled(made: Made, chance: Random) -> None:
    made.lines += [made.with_cells(satisfaction="满意", role="主办") for _ in range(3)]


def _pre_filled_alone(made: Made, chance: Random) -> None:
    made.lines += [made.with_cells(satisfaction="满意") for _ in range(3)]


def _goes_on(made: Made, chance: Random) -> None:
    made.lines.insert(made.header + 1, made.with_cells(handler="水务局"))
    made.hidden_rows.clear()


def _merged_item(made: Made, chance: Random) -> None:
    _goes_on(made, chance)
    for column in ("number", "title"):
        letter = chr(65 + made.at(column))
        made.merged.append(f"{letter}{made.header + 1}:{letter}{made.header + 2}")


def _two_columns(made: Made, chance: Random) -> None:
    for number, line in enumerate(made.lines, 1):
        if number >= made.header:
            line.extend([None] * (len(made.columns) - len(line)))
    made.lines[made.header - 1].append("满意程度")
    made.lines[made.header].append("不满意")
    made.lines[made.header + 1].append("满意")


def _second_table(made: Made, chance: Random) -> None:
    made.lines += [[], ["序号", "单位", "件数"], [1, "住建局", 3], [2, "水务局", 1]]


def _other_table(made: Made, chance: Random) -> None:
    made.lines += [[], ["另表"], ["提案号", "提案题目", "委员", "满意度"], ["9", "修桥", "王五", "满意"]]


def _no_class(made: Made, chance: Random) -> None:
    made.lines[made.header][made.at("satisfaction")] = "满义"


def _no_category(made: Made, chance: Random) -> None:
    made.lines[made.header][made.at("category")] = None


def _number_as_date(made: Made, chance: Random) -> None:
    made.lines[made.header][made.at("category")] = datetime(2024, 5, 1)


def _nameless(made: Made, chance: Random) -> None:
    for line in made.lines[made.header - 1 : made.header + 2]:
        line.extend([None] * (len(made.columns) - len(line)))
    made.lines[made.header].extend([None, "催办"])


def _no_day(made: Made, chance: Random) -> None:
    made.lines[made.header][made.at("replied")] = "待定"


def _tally(made: Made, chance: Random) -> None:
    made.lines[made.header - 1].append("件数")
    made.lines[made.header].append(4)


def _part(made: Made, chance: Random) -> None:
    made.lines += [["城建交通", 12], ["教科文卫", 8]]


def _title_alone(made: Made, chance: Random) -> None:
    made.lines.insert(made.header, made.with_cells(title="一、城建交通类"))
    made.hidden_rows.clear()


SPOILERS: dict[str, Callable[[Made, Random], None]] = {
    "pre-filled": _pre_filled,
    "pre-filled alone": _pre_filled_alone,
    "goes on": _goes_on,
    "merged item": _merged_item,
    "two columns": _two_columns,
    "second table": _second_table,
    "other table": _other_table,
    "no class": _no_class,
    "no category": _no_category,
    "number as date": _number_as_date,
    "nameless": _nameless,
    "no day": _no_day,
    "tally": _tally,
    "part": _part,
    "title alone": _title_alone,
}
ONLY_IN_WORKBOOKS: Sequence[str] = ("merged item", "number as date")

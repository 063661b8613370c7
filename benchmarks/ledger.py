"""Loading a ledger of 10,000 rows and computing its figures, beside openpyxl with collections.Counter.

All times are of one run on one machine; what travels is their ratio.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import openpyxl
from prettytable import PrettyTable

import banli_report as br
from banli_report.figures.compute import compute

ROWS = 10_000
HEADER = (
    "编号",
    "标题",
    "类别",
    "办理方式",
    "办理结果",
    "满意度",
    "重点",
    "公开",
    "承办单位",
    "交办日期",
    "答复日期",
    "街道",
)
COUNTED = (2, 3, 4, 5, 7)
REPORT = "年度: 2019\n单位: 某区人民政府\n批次: {建议: {台账: ledger.xlsx}}\n"


def write_ledger(path: Path) -> None:
    chance = random.Random(2019)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(HEADER)
    assigned = date(2019, 3, 27)
    for number in range(1, ROWS + 1):
        sheet.append(
            (
                number,
                f"关于加强第{number}号社区公共服务设施建设的建议",
                chance.choice(("城建交通类", "财政经济类", "教科文卫类", "群众生活类", "城市管理类")),
                chance.choice(("主办", "独办", "协办")),
                chance.choice("ABC"),
                chance.choice(("满意", "基本满意", "不满意")),
                chance.choice("是否"),
                chance.choice(("公开", "不公开")),
                f"第{chance.randrange(40)}局",
                assigned,
                assigned + timedelta(days=chance.randrange(120)),
                f"第{chance.randrange(15)}街道",
            )
        )
    book.save(path)


def count_plainly(path: Path) -> list[Counter[object]]:
    """Count the same columns with openpyxl alone: no checks, no places, no definitions."""
    rows = list(openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True))
    return [Counter(row[column] for row in rows) for column in COUNTED]


def timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_ledger(folder / "ledger.xlsx")
        (folder / "report.yaml").write_text(REPORT, "utf-8")
        report = br.load(folder / "report.yaml")
        steps = {
            "openpyxl + Counter": lambda: count_plainly(folder / "ledger.xlsx"),
            "load": lambda: br.load(folder / "report.yaml"),
            "check": lambda: br.check(report),
            "figures": lambda: list(compute(report)),
        }
        times = {step: timed(call) for step, call in steps.items()}
    plain = times["openpyxl + Counter"]
    table = PrettyTable(["step", "seconds", "ratio"], align="r")
    table.align["step"] = "l"
    for step, seconds in {**times, "load + check + figures": sum(times.values()) - plain}.items():
        table.add_row([step, f"{seconds:.2f}", f"{seconds / plain:.2f}"])
    print(f"{ROWS} rows of {len(HEADER)} columns")
    print(table)


if __name__ == "__main__":
    main()

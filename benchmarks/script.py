"""What a user would write instead: openpyxl counts, docxtpl fills in. python benchmarks/script.py LEDGER TEMPLATE OUT"""

import sys
from collections import Counter

import openpyxl
from docxtpl import DocxTemplate

CLASSES = {
    2: ("城建交通类", "财政经济类", "教科文卫类", "群众生活类", "城市管理类"),
    4: ("A", "B", "C"),
    5: ("满意", "基本满意", "不满意"),
}


def share(count, whole):
    return f"{100 * count / whole:.1f}".removesuffix(".0") + "%"


def context_of(ledger):
    rows = list(openpyxl.load_workbook(ledger).active.iter_rows(min_row=2, values_only=True))
    counted = {column: Counter(row[column] for row in rows) for column in CLASSES}
    counts = [counted[column][name] for column, names in CLASSES.items() for name in names]
    return {"whole": len(rows), "counts": counts, "shares": [share(count, len(rows)) for count in counts]}


def fill(template, context, out):
    made = DocxTemplate(template)
    made.render(context)
    made.save(out)


if __name__ == "__main__":
    fill(sys.argv[2], context_of(sys.argv[1]), sys.argv[3])

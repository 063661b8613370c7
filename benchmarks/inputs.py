"""What the workloads are done on: a ledger, a report on it, the same report as a template for docxtpl, a long list."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import docx
import openpyxl

from banli_report.document.tree import Annex, Cell, Document, Run, Table

CLASSES = {
    "类别": ("城建交通类", "财政经济类", "教科文卫类", "群众生活类", "城市管理类"),
    "办理结果": ("A", "B", "C"),
    "满意度": ("满意", "基本满意", "不满意"),
}
"""The columns that both sides count, with their classes."""
HEADER = (
    *("编号", "标题", "类别", "办理方式", "办理结果", "满意度", "重点", "公开"),
    *("领衔代表", "承办单位", "协办单位", "交办日期", "面商日期", "答复日期", "街道"),
)
LIST_HEADER = ("序号", "编号", "标题", "类别", "承办单位", "办理结果")
TYPED = "承办单位把办理工作同年度重点任务一并安排、一并检查，办前登门听取意见，办中通报进展，办后跟踪落实，做到件件有着落。"
TYPED_LINES = 24


def write_ledger(path: Path, rows: int) -> None:
    """Write a ledger of so many rows and fifteen columns."""
    chance = random.Random(2019)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(HEADER)
    assigned = date(2019, 3, 27)
    for number in range(1, rows + 1):
        met = assigned + timedelta(days=chance.randrange(60))
        sheet.append(
            (
                number,
                f"关于加强第{number}号社区公共服务设施建设的建议",
                chance.choice(CLASSES["类别"]),
                chance.choice(("主办", "独办", "协办")),
                chance.choice(CLASSES["办理结果"]),
                chance.choice(CLASSES["满意度"]),
                chance.choice("是否"),
                chance.choice(("公开", "不公开")),
                f"代表{chance.randrange(200)}",
                f"第{chance.randrange(40)}局",
                f"第{chance.randrange(40)}局",
                assigned,
                met,
                met + timedelta(days=chance.randrange(60)),
                f"第{chance.randrange(15)}街道",
            )
        )
    book.save(path)


def _lines(tags: Mapping[str, str]) -> list[str]:
    """Give the text of the report with the tags of one side."""
    counted = [
        f"按{column}分，"
        + "，".join(f"{name}{tags[f'{name}件']}件、占{tags[f'{name}占比']}" for name in names)
        + "。"
        for column, names in CLASSES.items()
    ]
    return [f"全年共承办建议{tags['共']}件，全部按期答复。", *counted, *[TYPED] * TYPED_LINES]


def write_report(folder: Path) -> Path:
    """Write the report file over the folder's ledger."""
    tags = {"共": "{{ 建议.件数 }}"}
    for column, names in CLASSES.items():
        for name in names:
            tags[f"{name}件"] = f"{{{{ 建议.{column}.{name}.件数 }}}}"
            tags[f"{name}占比"] = f"{{{{ 建议.{column}.{name}.占比 }}}}"
    lines = "".join(f"  {line}\n" for line in _lines(tags))
    path = folder / "report.yaml"
    path.write_text(
        "模板: base\n年度: 2019\n标题: 关于建议办理情况的报告\n单位: 某区人民政府\n落款: {日期: 2019-12-12}\n"
        f"批次: {{建议: {{台账: ledger.xlsx}}}}\n正文: |\n{lines}",
        "utf-8",
    )
    return path


def write_template(
    made: Path, path: Path, of_count: str = "counts[{}]", of_share: str = "shares[{}]"
) -> None:
    """Write the template that a user would have: the same file with tags where the numbers stand.

    Args:
        made: a report of ours.
        path: where it goes.
        of_count: what a tag calls the number of a class.
        of_share: what a tag calls its share.
    """
    names = [name for names in CLASSES.values() for name in names]
    tags = {"共": "{{ whole }}"}
    for at, name in enumerate(names):
        tags[f"{name}件"] = f"{{{{ {of_count.format(at)} }}}}"
        tags[f"{name}占比"] = f"{{{{ {of_share.format(at)} }}}}"
    template = docx.Document(str(made))
    texts = [each for each in template.paragraphs if each.text.startswith(("全年", "按", TYPED[:4]))]
    for paragraph, line in zip(texts, _lines(tags), strict=True):
        for run in paragraph.runs[1:]:
            run._element.getparent().remove(run._element)
        paragraph.runs[0].text = line
    template.save(str(path))


def write_list_template(path: Path) -> None:
    """Write docxtpl's template of the list."""
    tags = [f"{{{{ row[{at}] }}}}" for at in range(len(LIST_HEADER))]
    _write_table(path, ["{%tr for row in rows %}"], tags, ["{%tr endfor %}"])


def write_node_list_template(path: Path) -> None:
    """Write docxtemplater's template of the list."""
    first, *middle, last = (f"{{{{c{at}}}}}" for at in range(len(LIST_HEADER)))
    _write_table(path, [f"{{{{#rows}}}}{first}", *middle, f"{last}{{{{/rows}}}}"])


def _write_table(path: Path, *rows: Sequence[str]) -> None:
    template = docx.Document()
    table = template.add_table(0, len(LIST_HEADER))
    for row in (LIST_HEADER, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    template.save(str(path))


def list_texts(rows: int) -> list[tuple[str, ...]]:
    """Give the texts of a list of so many rows and six columns."""
    chance = random.Random(2019)
    return [
        (
            str(number),
            str(2019000 + number),
            f"关于加强第{number}号社区公共服务设施建设的建议",
            chance.choice(CLASSES["类别"]),
            f"第{chance.randrange(40)}局",
            chance.choice(CLASSES["办理结果"]),
        )
        for number in range(1, rows + 1)
    ]


def list_document(rows: int) -> Document:
    """Give a document with that list as its annex."""
    head, *body = (
        tuple(Cell((Run(text, typed=False),)) for text in row) for row in (LIST_HEADER, *list_texts(rows))
    )
    aligns = ("center", "center", "left", "center", "left", "center")
    return Document((Run("报告"),), (), annexes=(Annex("一览表", (Table(head, tuple(body), aligns),)),))

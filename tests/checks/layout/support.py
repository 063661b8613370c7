"""A document of ours that is right, and ways to spoil it with python-docx."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

import banli_report as br
from tests.support import write_report

BODY = """\
现将建议办理的有关情况报告如下：

# 基本情况

全年承办建议{{ 建议.件数 }}件，其中“重点建议”{{ 建议.重点.件数 }}件。

## 分类情况

### 城建交通
这一类建议分为以下两种。

#### 道路
已经全部办结。

#### 停车
已经全部办结。

### 财政经济
已经全部办结。

## 办理结果

各类建议均已答复代表。

# 下步打算

继续做好办理工作。
"""
TITLE, LEAD, FIRST = "关于建议办理情况的报告", "现将建议办理", "一、基本情况"
TEXT, LAST = "全年承办", "继续做好办理"
NAME, DATE, LIST, MARK = "某某区人民政府", "2024年12月1日", "附件：1.", "附件1"

Document = Any
Change = Callable[[Document], object]


def build(folder: Path, **facts: Any) -> Path:
    """Build the right document and give its path."""
    facts = {"标题": TITLE, "落款": {"日期": "2024-12-01"}, "附件": ["统计表", "一览表"], **facts}
    report = write_report(folder, BODY, **facts)
    br.build(report, folder / "right.docx")
    return folder / "right.docx"


def spoiled(right: Path, folder: Path, *changes: Change) -> list[br.Problem]:
    """Give what the check finds in the right document after some changes."""
    document = docx.Document(str(right))
    for change in changes:
        change(document)
    path = folder / "spoiled.docx"
    document.save(str(path))
    return br.check(path, only="layout")


def rewritten(right: Path, folder: Path, **texts: tuple[str, str]) -> Path:
    """Give a copy of a file in whose parts (document, styles, ...) a text is replaced by another."""
    path = folder / "rewritten.docx"
    with zipfile.ZipFile(right) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if Path(name).stem in texts:
                before, after = texts[Path(name).stem]
                assert before.encode() in content, f"{before} is not in {name}"
                content = content.replace(before.encode(), after.encode())
            new.writestr(name, content)
    return path


def paragraph(document: Document, text: str) -> Paragraph:
    """Give the first paragraph outside of tables that begins with a text."""
    return next(found for found in document.paragraphs if found.text.lstrip("\t").startswith(text))


def number(document: Document, text: str) -> int:
    """Give the number of a paragraph among all of the text."""
    nodes = list(document.element.body.iter(qn("w:p")))
    return nodes.index(paragraph(document, text)._p) + 1


def retyped(text: str, old: str, new: str) -> Change:
    """Replace a piece of a paragraph's text, in one of its runs or across all of them."""

    def change(document: Document) -> None:
        found = paragraph(document, text)
        runs = [run for run in found.runs if old in run.text]
        if not runs:
            runs = found.runs[:1]
            runs[0].text = found.text
            for run in found.runs[1:]:
                run._r.getparent().remove(run._r)
        assert old in runs[0].text
        runs[0].text = runs[0].text.replace(old, new)

    return change


def properties(text: str, tag: str, **attributes: object) -> Change:
    """Set a property of a paragraph, such as w:ind."""

    def change(document: Document) -> None:
        set_property(paragraph(document, text)._p.get_or_add_pPr(), tag, **attributes)

    return change


def run_properties(text: str, tag: str, **attributes: object) -> Change:
    """Set a property of every run of a paragraph, such as w:rFonts."""

    def change(document: Document) -> None:
        for run in paragraph(document, text).runs:
            set_property(run._r.get_or_add_rPr(), tag, **attributes)

    return change


def set_property(parent: Any, tag: str, **attributes: object) -> None:
    """Set an element with attributes under a properties element; what is there keeps its other attributes."""
    node = parent.find(qn(f"w:{tag}"))
    if node is None:
        node = OxmlElement(f"w:{tag}")
        parent.append(node)
    for key, value in attributes.items():
        node.set(qn(f"w:{key}"), str(value))


def inserted(before: str, text: str, style: str) -> Change:
    """Put a paragraph before another."""
    return lambda document: paragraph(document, before).insert_paragraph_before(text, style)


def removed(text: str) -> Change:
    """Remove a paragraph."""

    def change(document: Document) -> None:
        found = paragraph(document, text)._p
        found.getparent().remove(found)

    return change

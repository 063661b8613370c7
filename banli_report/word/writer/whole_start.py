"""The Word file that a report written whole in Word begins with: a page of the standard, tags for an office to go on from."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from banli_report.document.tree import Cell, Run, Table
from banli_report.standard.gbt9704 import DATE, HEADINGS, PAGE, SIGNATURE, TEXT, Style
from banli_report.word.ooxml.package import rewritten
from banli_report.word.ooxml.xml import Node, child, own_text, parent, q
from banli_report.word.writer.frame import shipped_frame
from banli_report.word.writer.markers import BODY_MARKER
from banli_report.word.writer.rows import EachRow
from banli_report.word.writer.runs import EM, line
from banli_report.word.writer.tables import table_elements

_MAIN = "word/document.xml"
_HEADING = HEADINGS[0]
_OPENING = (
    (
        TEXT,
        "{{ 年度 }}年，{{ 单位.简称 }}共承办{{ 批次 | 构成 }}"
        "{% if 批次 | length > 1 %}，合计{{ 合计.件数 }}件{% endif %}"
        "{% if 合计.增减 is defined %}，{{ 合计.增减 | 增减 }}{% endif %}。现将办理情况报告如下：",
    ),
    (_HEADING, "一、办理情况"),
    (TEXT, "{%p if 合计.已答复 is defined %}"),
    (TEXT, "已答复{{ 合计.已答复.件数 }}件，办复率{{ 合计.办复率 }}。"),
    (TEXT, "{%p endif %}"),
    (TEXT, "{%p for 批 in 批次 %}"),
    (TEXT, "{%p if 批.满意度 is defined and 批.满意度 %}"),
    (TEXT, "{{ 批.种类 }}{{ 批.件数 }}件，从反馈的意见看，{{ 批.满意度 | 评价 }}。"),
    (TEXT, "{%p endif %}"),
    (TEXT, "{%p endfor %}"),
)
_ROWS = (
    ("种类", "件数", "占比"),
    ("{%tr for 类 in 合计.各种类 %}", "", ""),
    ("{{ 类.名称 }}", "{{ 类.件数 }}", "{{ 类.占比 }}"),
    ("{%tr endfor %}", "", ""),
    ("合计", "{{ 合计.件数 }}", ""),
)
_ENDING = (
    (TEXT, "{%p set 序 = namespace(数=1) %}"),
    (TEXT, "{%p for 节 in 正文 %}"),
    (TEXT, "{%p if 节.标题 %}"),
    (TEXT, "{%p set 序.数 = 序.数 + 1 %}"),
    (_HEADING, "{{ 序.数 | 汉字 }}、{{ 节.标题 }}"),
    (TEXT, "{%p endif %}"),
    (TEXT, "{{ 节.内容 }}"),
    (TEXT, "{%p endfor %}"),
    (SIGNATURE, ""),
)
_SIGNED = (
    (SIGNATURE, "{{ 落款.署名 }}"),
    (DATE, "{%p if 落款.日期 is defined %}"),
    (DATE, "{{ 落款.日期 }}"),
)


def starting_file() -> bytes:
    """Give a Word file that builds with any report whose narrative has free sections."""
    frame = shipped_frame("plain")
    with zipfile.ZipFile(io.BytesIO(frame)) as package:
        root = etree.fromstring(package.read(_MAIN))
    body = child(root, "body")
    marker = next(node for node in body.iter(q("p")) if own_text(node) == BODY_MARKER)
    for node in _elements():
        marker.addprevious(node)
    parent(marker).remove(marker)
    return rewritten(frame, {_MAIN: etree.tostring(root, encoding="UTF-8", standalone=True)})


def _elements() -> list[Node]:
    head, *rows = (tuple(Cell((Run(said),) if said else ()) for said in row) for row in _ROWS)
    table = Table(head, tuple(rows), ("left", "center", "center"))
    signed = [line(style, said, right=2 * EM) for style, said in (*_SIGNED, (DATE, "{%p endif %}"))]
    return [*_lines(_OPENING), *table_elements(table, PAGE.text_width, EachRow()), *_lines(_ENDING), *signed]


def _lines(lines: tuple[tuple[Style, str], ...]) -> list[Node]:
    return [line(style, said) for style, said in lines]

"""Files that Microsoft's own rules find valid, and the rules that those do not know."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

import banli_report as br
from tests.rendering import require, validator
from tests.support import write_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/report.yaml"))
BODY = """\
# {{ (建议.清单 | first).标题 }}

{% for 件 in 建议.清单 %}
## {{ 件.标题 }}
**一是**{{ 件.标题 }}{{ 建议.件数 }}件“引号”——破折号……。

{% endfor %}
表：{{ (建议.清单 | first).标题 }}

| 案由 | 类别 |
|:-----|-----:|
{% for 件 in 建议.清单 %}
| {{ 件.标题 }} | **{{ 件.类别 }}** |
{% endfor %}

| 没有行的表 | 乙 |
|---|---|

### 三级

#### 四级
文。
"""
LEDGER = """\
编号,案由,类别
1,甲&乙<丙>]]>{{ 7*7 }},a|b
2,"两
行	制表",# x **b**
3,😀𠮷&amp;\\,'"“”
"""


DOCUMENT = {
    "份号": 9,
    "密级": "绝密★&<b>",
    "发文机关标志": ["甲&乙<局>{ 年度 }", *(f"{'丙' * i}局" for i in range(1, 6))],
    "发文字号": "甲&<〔2024〕1号",
    "签发人": [f"<{i}&>" for i in range(12)],
    "主送机关": ["{# if #}", "&lt;"],
    "附注": "]]>",
    "抄送": ["甲&乙<局>" * 9] * 5,
    "印发机关": "}} 年度 }}<b>" * 9,
    "印发日期": "2019-12-12",
    "版记另页": True,
}
LETTER = {
    "版式": "信函",
    "发文机关标志": "甲&乙<局>" * 9,
    "密级": "秘密★{",
    "紧急程度": "特急",
    "抄送": ["<"] * 99,
}


def hostile(folder: Path, official: dict[str, Any] | None = None) -> Path:
    """Write a document of hostile values, annexes and a head and foot."""
    facts = {"公文": official} if official else {}
    report = write_report(
        folder,
        BODY,
        ledger=LEDGER,
        标题="甲&乙<丙>\n{{ 年度 }}",
        单位="某&某<局>",
        附件=["统计表", "一览表"],
        公开={"索引号": "a&b<c>"},
        落款={"日期": "2019-12-12"},
        **facts,
    )
    # build would refuse to release what looks like tags left over
    br.write(br.compose(br.load(report)), folder / "hostile.docx")
    return folder / "hostile.docx"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    made = [
        hostile(folder / "plain"),
        hostile(folder / "document", DOCUMENT),
        hostile(folder / "letter", LETTER),
    ]
    for example in EXAMPLES:
        made.append(folder / f"{example.parent.name}.docx")
        document = br.compose(br.load(example), draft=True)
        br.write(document, made[-1])
    return made


def test_microsoft_s_rules_find_nothing(files: list[Path]) -> None:
    require.validation()
    assert len(files) > 1
    assert {str(file): validator.errors(file) for file in files} == {str(file): [] for file in files}


def roots(file: Path) -> list[tuple[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as package:
        names = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        return [(name, etree.fromstring(package.read(name))) for name in names]


def test_what_word_rejects_beyond_those_rules_is_not_there(files: list[Path]) -> None:
    for file in files:
        for name, root in roots(file):
            where = f"{file.name} {name}"
            assert all(list(cell)[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc")), where
            assert all(row.find(f"{W}tc") is not None for row in root.iter(f"{W}tr")), where
            assert all(table.find(f"{W}tr") is not None for table in root.iter(f"{W}tbl")), where
            loose = [node for node in root.iter() if (node.text or "").strip() and node.tag not in TEXT_TAGS]
            assert not loose, where
            kinds = [node.get(f"{W}fldCharType") for node in root.iter(f"{W}fldChar")]
            assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3), where


PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}posOffset"
TEXT_TAGS = {f"{W}t", f"{W}instrText", PLACE}


def test_every_style_that_is_used_is_there(files: list[Path]) -> None:
    for file in files:
        by_name = dict(roots(file))
        known = {style.get(f"{W}styleId") for style in by_name["word/styles.xml"].iter(f"{W}style")}
        for name, root in by_name.items():
            used = {
                node.get(f"{W}val")
                for tag in ("pStyle", "rStyle", "tblStyle")
                for node in root.iter(f"{W}{tag}")
            }
            assert used <= known, f"{file.name} {name}"


def test_hostile_values_come_back_equal(tmp_path: Path) -> None:
    made = docx.Document(str(hostile(tmp_path)))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "一、甲&乙<丙>]]>{{ 7*7 }}" in text
    assert "（二）两\n行\t制表。一是两\n行\t制表3件" in text
    assert "（三）😀𠮷&amp;\\。" in text
    cells = [cell.text for row in made.tables[0].rows for cell in row.cells]
    assert cells[2:] == ["甲&乙<丙>]]>{{ 7*7 }}", "a|b", "两\n行\t制表", "# x **b**", "😀𠮷&amp;\\", "'\"“”"]

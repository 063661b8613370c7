"""Writes docs/report.md: every key of a report file and every usual column of a ledger, as the package explains them.

Run it from the project's folder: ``python docs/make_keys.py``.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "report.md"
sys.path.insert(0, str(ROOT))

from banli_report.words.columns import COLUMNS, Column  # noqa: E402
from banli_report.words.report_keys import EXPLAINED, Explained  # noqa: E402
from banli_report.words.terms import REPORT_KEYS  # noqa: E402

HEAD = """# 报告文件和台账

由 `docs/make_keys.py` 写出；`banli-report new` 写的报告文件里，每一项的说明同这里的一样。

报告文件 `report.yaml` 由“名称: 内容”一行一行组成：冒号用半角，后加空格；下一级缩进两格；`#` 后面是说明。

名称也可以写英文的一种。例子里的单位、人名和数字都是虚构的。

"""
TITLES = {
    "Report": ("报告文件", ""),
    "Agency": ("单位", "只写一个名称的，是全称。"),
    "Batch": ("批次", "`批次` 下面是各批的名称，名称下面可以写："),
    "Ledger": (
        "台账",
        "只写文件名的，写 `台账: 台账.xlsx`；还要说明的，写成 `台账: {文件: 台账.xlsx, 工作表: 建议}`：",
    ),
    "Policy": ("口径", "模板里也可以写；报告文件里写了的，以报告文件为准，逐项合在一起。"),
    "Percent": ("口径 / 百分比", ""),
    "Section": ("正文", "模板列明各节的，写 `正文: {主要工作: …}`；各节自定的，写成一列，每节可以写："),
    "Signature": ("落款", ""),
    "Delivery": ("宣读", ""),
    "Official": ("公文", ""),
}
HOLDS = {"text": "文字", "date": "日期", "yes_no": "是或否", "class": "分类"}


def page() -> str:
    """Give the whole page."""
    sections = (section(name, EXPLAINED[name]) for name in TITLES)
    return HEAD + "\n".join([*sections, columns()])


def section(name: str, keys: Mapping[str, Explained]) -> str:
    title, about = TITLES[name]
    words = REPORT_KEYS.among(keys)
    rows = [row("项", "英文", "说明", "例")]
    rows += [row("---", "---", "---", "---")]
    for key, explained in keys.items():
        example = f"`{explained.example}`".replace("|", "\\|")
        rows.append(row(words.label_of(key), f"`{key}`", explained.sentence.replace("|", "\\|"), example))
    return "\n".join([f"## {title}", "", *([about, ""] if about else []), *rows, ""])


def columns() -> str:
    rows = [row("列", "装什么", "也认得的表头"), row("---", "---", "---")]
    rows += [row(column.label, HOLDS[column.holds], "、".join(spellings(column))) for column in COLUMNS]
    about = "一件一行；表头照下面任何一种叫法都认得，多出来的列照样保留，也可以按它分类。"
    return "\n".join(["## 台账的列", "", about, "", *rows, ""])


def spellings(column: Column) -> Iterator[str]:
    yield from column.spellings
    yield from column.weak


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    PAGE.write_text(page(), "utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()

"""Writes docs/report.md and docs/columns.md: the keys of a report file and the usual columns of a ledger.

Run it from the project's folder: ``python docs/make_keys.py``.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from banli_report.figures.scales import scales_of  # noqa: E402
from banli_report.results.policy import Policy  # noqa: E402
from banli_report.words.columns import COLUMNS, Column  # noqa: E402
from banli_report.words.report_keys import EXPLAINED, Explained  # noqa: E402
from banli_report.words.terms import COUNT_NAMES, REPORT_KEYS  # noqa: E402
from banli_report.words.vocabulary import Term  # noqa: E402

HEAD = """# 报告文件逐项

由 `docs/make_keys.py` 写出；`banli-report new` 写的报告文件里，每一项的说明同这里的一样。

报告文件 `report.yaml` 由“名称: 内容”一行一行组成：冒号用半角，后加空格；下一级缩进两格；`#` 后面是说明。

名称也可以写英文的一种。例子里的单位、人名和数字都是虚构的。

"""
COLUMNS_HEAD = """# 台账的列

由 `docs/make_keys.py` 写出。

一件一行；表头照下面任何一种叫法都认得，多出来的列照样保留，也可以按它分类。认不准的怎样问、怎样答，见[台账是怎样读的](ledger.md)。
“分类”的一列，列出了各类的，只能填这些（或它们的别的叫法）；办理结果、满意度、种类、办理方式、提出方式可以在[口径](figures.md#口径)里另定；没有列出的，填什么就按什么分。
"""
TITLES = {
    "Report": ("报告文件", ""),
    "Agency": ("单位", "只写一个名称的，是全称。"),
    "Batch": ("批次", "`批次` 下面是各批的名称，名称下面可以写："),
    "Ledger": (
        "台账",
        "只写文件名的，写 `台账: 台账.xlsx`；还要说明的，写成 `台账: {文件: 台账.xlsx, 工作表: 建议}`：",
    ),
    "RollUp": (
        "汇总",
        "由各单位报来的汇总成一批，只写文件的，写 `汇总: 各单位/*.xlsx`；怎样汇总，见[各单位汇总](rollup.md)：",
    ),
    "Counts": (
        "批次 / 统计",
        "此外写各列的分项（`办理结果: {A: 20, B: 10}`）、`已答复` 等一栏的件数、各部分的统计。",
    ),
    "Policy": ("口径", "模板里也可以写；报告文件里写了的，以报告文件为准，逐项合在一起。"),
    "Percent": ("口径 / 百分比", ""),
    "Class": ("口径 / 办理结果", "逐类列出的，每类只写名称，或写："),
    "Rate": ("口径 / 指标", "各率的名称下面写："),
    "OwnKind": ("口径 / 种类", "各种类的名称下面写；只写一个词的，是怎样称："),
    "Section": ("正文", "模板列明各节的，写 `正文: {主要工作: …}`；各节自定的，写成一列，每节可以写："),
    "Signature": ("落款", ""),
    "Delivery": ("宣读", ""),
    "Official": ("公文", ""),
    "Traditional": ("繁体", ""),
    "Waiver": ("放行", "放行一处的，抄问题里的一段话；放行一种的，写编号；都写理由："),
}
CLASSES = scales_of(Policy()).closed
HOLDS = {"text": "文字", "date": "日期", "yes_no": "是或否", "class": "分类"}


def page() -> str:
    """Give the page of the report file."""
    return HEAD + "\n".join(section(name, EXPLAINED[name]) for name in TITLES)


def pages() -> dict[Path, str]:
    """Give the pages by their files."""
    return {ROOT / "docs" / "report.md": page(), ROOT / "docs" / "columns.md": columns()}


def section(name: str, keys: Mapping[str, Explained]) -> str:
    title, about = TITLES[name]
    words = REPORT_KEYS.among(keys) + COUNT_NAMES.among(keys)
    rows = [row("项", "英文", "说明", "例")]
    rows += [row("---", "---", "---", "---")]
    for key, explained in keys.items():
        example = f"`{explained.example}`".replace("|", "\\|")
        rows.append(row(words.label_of(key), f"`{key}`", explained.sentence.replace("|", "\\|"), example))
    return "\n".join([f"## {title}", "", *([about, ""] if about else []), *rows, ""])


def columns() -> str:
    """Give the page of the ledger."""
    rows = [row("列", "装什么", "也认得的表头", "只在没有别的列时认得"), row(*["---"] * 4)]
    rows += [
        row(column.label, held(column), "、".join(column.spellings), "、".join(column.weak))
        for column in COLUMNS
    ]
    return "\n".join([COLUMNS_HEAD, *rows, ""])


def held(column: Column) -> str:
    """Say what the cells of a column hold, with its classes where a scale names them."""
    classes = CLASSES.get(column.identifier)
    if classes is None:
        return HOLDS[column.holds]
    return f"{HOLDS[column.holds]}：{'、'.join(map(class_name, classes))}"


def class_name(term: Term) -> str:
    """Give a class as a ledger writes it, with what its letter means."""
    return f"{term.identifier}（{term.label}）" if term.identifier.isupper() else term.label


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    for path, text in pages().items():
        path.write_text(text, "utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()

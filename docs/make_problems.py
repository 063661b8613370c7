"""Writes docs/problems.md: every kind of problem that the package can tell of, as its modules state them.

Run it from the project's folder: ``python docs/make_problems.py``.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "problems.md"
sys.path.insert(0, str(ROOT))

import banli_report  # noqa: E402
from banli_report.errors import EITHER, ERROR, WARNING, Kind  # noqa: E402

HEAD = """# 问题一览

由 `docs/make_problems.py` 写出。报告写不出来，或写出后有要核对的地方，程序逐条说明，例如：

```text
错误 [results.partition-sum] report.yaml 第6行 第36列：“办理结果”各项（1+2+2）相加为5件，比件数4件多1件
    办法：核对各项和件数；互相包含的（如主办与独办）不能并列
```

- **轻重**：有**错误**的文件出不了门，改好再来；**提醒**不妨碍写出，请看一眼，没有错就不用管。
- **编号**：方括号里的一串字母，一种问题一个，不会改。在本页查它，或者问别人时说它。
- **位置**：哪个文件的第几行、哪个单元格、第几段，照着去找。没有位置的，是整个文件的事。
- **办法**：怎么改，多半照做就行。
- **条款**：未写标准号的，指GB/T 9704-2012。

"""
FAMILIES = {
    "results": ("台账和报告文件", "文件读不出，格填得不对，数对不上；读模板里的文件也用这些编号。"),
    "draft": ("待填的内容", "还有X、XX没有填上。"),
    "template": ("模板和正文", "模板和正文里的标签、标题、章节。"),
    "annexes": ("附件", "由程序列出的附件。"),
    "figures": ("数字", "把数字写成工作簿。"),
    "document": ("文件的构成", "各要素之间不能并存的要求。"),
    "script": ("繁体", "写成繁体时。"),
    "frame": ("版式文件", "单位自己的红头、页脚等版式（`frame.docx`）。"),
    "word": ("写出文件", "写Word文件时。"),
    "whole": ("整篇写在Word里的模板", "报告的模板是一个Word文件（report.docx），写出文件或检查模板时。"),
    "many": ("一次写几个报告", "一次写几个报告时；每个报告自己的问题照常说明。"),
    "pdf": ("转换PDF", "用LibreOffice转换时。"),
    "audit": ("数字核对", "核对文中的数字，或与报告文件对照时。"),
    "release": ("能否发出", "写出文件、检查任何一个文件时：不该随文件发出去的内容，前后矛盾的话。"),
    "layout": ("检查版面", "检查任何一个Word文件时。"),
}
SEVERITIES = {ERROR: "错误", WARNING: "提醒", EITHER: "错误或提醒"}


def kinds() -> Iterator[Kind]:
    """Give what all modules of the package state as ``PROBLEMS``."""
    for found in pkgutil.walk_packages(banli_report.__path__, "banli_report."):
        yield from getattr(importlib.import_module(found.name), "PROBLEMS", ())


def page() -> str:
    families: dict[str, list[Kind]] = {family: [] for family in FAMILIES}
    for kind in sorted(kinds(), key=lambda kind: kind.id):
        families[kind.id.partition(".")[0]].append(kind)
    return HEAD + "\n".join(section(family, found) for family, found in families.items())


def section(family: str, found: Sequence[Kind]) -> str:
    title, about = FAMILIES[family]
    with_clauses = any(kind.clause for kind in found)
    columns = ["编号", "轻重", *(["条款"] if with_clauses else []), "意思", "例"]
    lines = [f"## {title}", "", about, "", row(columns), row(["---"] * len(columns))]
    for kind in found:
        clause = [kind.clause] if with_clauses else []
        lines.append(
            row(
                [
                    f"`{kind.id}`",
                    SEVERITIES[kind.severities],
                    *clause,
                    plain(kind.sentence),
                    plain(kind.example),
                ]
            )
        )
    return "\n".join([*lines, ""])


def row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def plain(text: str) -> str:
    """Give a text so that Markdown shows it as it is."""
    escaped = "".join(f"\\{character}" if character in "\\`*_|[" else character for character in text)
    return escaped.replace("<", "&lt;")


def main() -> None:
    PAGE.write_text(page(), "utf-8")
    print(f"{len(list(kinds()))}种问题")


if __name__ == "__main__":
    main()

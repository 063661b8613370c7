"""The code blocks of the manual's pages, and what it takes to run them where their page stands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import openpyxl
import yaml

from banli_report.word.writer import libreoffice

ROOT = Path(__file__).parents[1]
PAGES = {
    path.relative_to(ROOT).as_posix(): path
    for path in (*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md"), ROOT / "examples" / "README.md")
}
_FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_INSTALLING = re.compile(r"^(?:\S*python -m (?:pip|venv|mkdocs)|\S*mkdocs) ")
"""What .ci/run and tests of their own run: README's two commands, the offline installation, the site."""
_EDITED = "改过的.docx"
PLAIN: Mapping[str, Any] = {
    "模板": "base",
    "年度": 2019,
    "标题": "办理情况",
    "单位": {"全称": "某某区人民政府", "简称": "区政府"},
    "批次": {"建议": {"种类": "代表建议", "台账": "ledger.xlsx"}},
    "正文": "# 主要做法\n\n共{{ 合计.件数 }}件。",
    "落款": {"日期": "2019-12-12"},
}
"""The report that fragments are a part of where a page has none of its own."""
_HEADERS = "编号 案由 类别 代表团 承办单位 办理方式 重点 交办日期 面商日期 答复日期 办结日期 办理结果 满意度 采纳条数"
_ROWS = (
    "1 修路 城建交通类 一组 住建局 主办 是 2019-03-01 2019-04-01 2019-05-01 2019-05-01 A 满意 3",
    "2 停车 城建交通类 二组 住建局 主办 否 2019-03-01 2019-04-02 2019-05-02 2019-05-03 A 满意 1",
    "3 就业 财政经济类 三组 人社局 主办 否 2019-03-01 2019-04-03 2019-05-03 2019-05-05 B 基本满意 0",
    "4 建校 教科文卫类 一组 教育局 协办 否 2019-03-01 2019-04-04 2019-05-04 2019-05-04 C 满意 2",
)
_OTHER_HEADERS = "编号 种类 案由 建议分类 承办单位 满意度 满意度 办理结果"
_OTHER_ROWS = (
    "1 代表建议 修路 城建交通类 住建局 一般 满意 A",
    "2 政协提案 建校 教科文卫类 教育局 好 满意 A",
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the file that it is said to be, what it holds and the line where it begins."""

    language: str
    title: str
    content: str
    line: int


def blocks(path: Path) -> list[Block]:
    """Give the fenced blocks of a page, in order."""
    text = path.read_text("utf-8")
    return [
        Block(*found.groups(""), text.count("\n", 0, found.start()) + 1) for found in _FENCE.finditer(text)
    ]


def prepare(folder: Path) -> None:
    """Put into a folder what the pages take for granted: a report, its ledger, a text, the examples."""
    _write_ledger(folder / "ledger.xlsx", "台账", 1, _HEADERS, _ROWS)
    _write_ledger(folder / "办理台账.xlsx", "2019", 3, _OTHER_HEADERS, _OTHER_ROWS)
    (folder / "正文.md").write_text("# 主要做法\n\n共{{ 合计.件数 }}件。\n", "utf-8")
    write_report(folder / "report.yaml", {})
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("*.docx"))


def _write_ledger(path: Path, sheet: str, first: int, headers: str, rows: Sequence[str]) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for number, line in enumerate((headers, *rows), first):
        for column, cell in enumerate(line.split(), 1):
            page.cell(number, column, float(cell) if cell.isdigit() and column > 1 else cell)
    book.save(path)


def write_report(path: Path, facts: Mapping[str, Any], whole: Mapping[str, Any] = PLAIN) -> None:
    """Write a report into which a page's fragment goes; its batches stand beside those that are there."""
    batches = {"批次": {**whole["批次"], **facts.get("批次", {})}}
    text = yaml.safe_dump({**whole, **facts, **batches}, allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")


def fragment(content: str) -> dict[str, Any]:
    """Read a part of a report file; what is indented is one of its batches."""
    if content.startswith(" "):
        content = f"批次:\n{indent(dedent(content), '  ')}"
    found: dict[str, Any] = yaml.safe_load(content)
    return found


def commands(content: str, folder: Path) -> Iterator[str]:
    """Give the commands of a block that a page's folder can run, without those that install something."""
    for line in content.splitlines():
        command = line.partition(" #")[0].strip()
        if not command or command.startswith("#") or _INSTALLING.match(command):
            continue
        if ".pdf" in command and libreoffice.soffice() is None:
            continue
        if _EDITED in command:
            shutil.copyfile(folder / "report.docx", folder / _EDITED)
        yield command


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of a page in its folder, as a shell does that has the package installed; both streams in one."""
    tools = folder.parent / f"{folder.name}-bin"
    if not tools.exists():
        tools.mkdir()
        for name, call in {"banli-report": "-m banli_report.cli", "python": ""}.items():
            tool = tools / name
            tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" {call} "$@"\n')
            tool.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def printed_as(shown: str, printed: str) -> bool:
    """Tell whether a command printed what a page shows, where a line …… stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^……\n", shown, flags=re.MULTILINE)]
    return re.fullmatch(r"(?:.*\n)*?".join(parts), printed) is not None

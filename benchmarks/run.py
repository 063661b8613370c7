"""The table of docs/benchmarks.md: python benchmarks/run.py [--rows N] [--reports N] [--repeat N] [--output FILE]

CPU time of both sides in turn, several times, and the clock's for processes side by side; what travels to another
machine is the ratio.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from math import log10
from os import cpu_count, getloadavg
from pathlib import Path
from typing import Any, TypeAlias

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import docx
import openpyxl
from python_calamine import CalamineWorkbook

import banli_report as br
from banli_report.word.writer.write import word_bytes
from benchmarks import node
from benchmarks.inputs import (
    list_document,
    list_texts,
    write_ledger,
    write_list_template,
    write_node_list_template,
    write_report,
    write_template,
)
from benchmarks.measuring import ROOT, Result, Side, as_process, by_the_clock, compared, imported, in_process
from benchmarks.script import context_of, fill

ROWS, REPORTS, REPEAT, FEW = 10_000, 40, 5, 133
PACKAGES = (
    "banli-report",
    "docxtpl",
    "python-docx",
    "jinja2",
    "lxml",
    "openpyxl",
    "pydantic",
    "python-calamine",
)
_ONLY_FILLS = "只填入（不读、不算、不查）"
Row: TypeAlias = tuple[str, str, str, str, str, str]
HEAD = """# 速度

由 `python benchmarks/run.py` 写出。量的是 CPU 时间：两边轮流各做一遍，先热身一遍，再做{repeat}遍，取中位数；
“倍数”是各遍之比的中位数，越小越好，换一台机器大致不变，秒数会变。“目标”是想做到的倍数，没有做到的也照印。
“指数”是行数成十倍时增长的幂次，1 就是按比例。对照的脚本和模板在 `benchmarks/`，写出的文字与我们的相同，但不检查任何数字。
几个进程一起做，CPU 时间说不出快多少，那几行写明量的是钟表时间：机器闲着才准，开始量时平均有{load:.1f}个程序在跑，
多于{spare}个的，那几行只作参考。docxtemplater 在 Node.js 里量，只热身一遍。{unmeasured}

机器：{machine}；Python {python}；{versions}。
"""


def reports(folder: Path, repeat: int) -> Iterator[Result]:
    """Measure one report, alone and among many, beside docxtpl filling in the same text."""
    write_ledger(folder / "ledger.xlsx", FEW)
    report, template = write_report(folder), folder / "template.docx"
    mine, other, ledger = folder / "mine.docx", folder / "other.docx", folder / "ledger.xlsx"
    br.build(report, mine)
    write_template(mine, template)
    fill(template, context_of(ledger), other)
    _refuse_other_text(mine, other)
    yield from compared(
        "导入",
        imported("banli_report"),
        [Side("import docxtpl", imported("docxtpl"))],
        repeat,
        ["0.3"],
    )
    yield from compared(
        f"一个报告（台账{FEW}行），整个进程",
        as_process("-m", "banli_report", "build", str(report), "-o", str(mine)),
        [
            Side(
                "openpyxl + docxtpl脚本",
                as_process("benchmarks/script.py", *map(str, (ledger, template, other))),
            )
        ],
        repeat,
        ["1.6"],
    )
    context = context_of(ledger)
    with _node_filling(mine, context) as node:
        yield from compared(
            "同一进程里再写一个报告",
            in_process(lambda: br.build(report, mine)),
            [
                Side("openpyxl + docxtpl脚本", in_process(lambda: fill(template, context_of(ledger), other))),
                Side(f"docxtpl{_ONLY_FILLS}", in_process(lambda: fill(template, context, other))),
                *node,
            ],
            repeat,
            ["", "0.6", "1.0"],
        )


@contextmanager
def _node_filling(made: Path, context: Mapping[str, Any]) -> Iterator[list[Side]]:
    """Give docxtemplater's side of one report, where it is there."""
    template = made.with_name("node.docx")
    write_template(made, template, "c{}", "s{}")
    counts = {f"c{at}": count for at, count in enumerate(context["counts"])}
    shares = {f"s{at}": share for at, share in enumerate(context["shares"])}
    with _node(template, {"whole": context["whole"], **counts, **shares}, _ONLY_FILLS) as sides:
        for side in sides:
            side.cost()
            _refuse_other_text(made, node.filled(template))
        yield sides


@contextmanager
def _node(template: Path, context: Mapping[str, object], what: str) -> Iterator[list[Side]]:
    if node.version() is None:
        yield []
        return
    with node.filling(template, context) as cost:
        yield [Side(f"{node.NAME}{what}", cost)]


def together(folder: Path, number: int, repeat: int) -> Iterator[Result]:
    """Measure many reports in two processes beside one: the whole command, and processes that are there already."""
    jobs = _jobs(folder / "many", number)
    command = [sys.executable, "-m", "banli_report", "build", *(str(job.report) for job in jobs), "--jobs"]

    def run(workers: int) -> None:
        subprocess.run([*command, str(workers)], check=True, cwd=ROOT, capture_output=True)

    yield from compared(
        f"{number}个报告（台账{FEW}行），两个进程，整个命令，钟表时间",
        by_the_clock(lambda: run(2)),
        [Side("一个进程（--jobs 1）", by_the_clock(lambda: run(1)))],
        repeat,
        ["0.56"],
    )
    with _pool(2) as two, _pool(1) as one:
        yield from compared(
            f"{number}个报告（台账{FEW}行），两个开着的进程，钟表时间",
            by_the_clock(lambda: _build_all(jobs, two)),
            [Side("一个开着的进程", by_the_clock(lambda: _build_all(jobs, one)))],
            repeat,
            ["0.56"],
        )


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _jobs(folder: Path, number: int) -> list[br.Job]:
    first = folder / "0"
    first.mkdir(parents=True)
    write_ledger(first / "ledger.xlsx", FEW)
    write_report(first)
    others = [Path(shutil.copytree(first, folder / str(at))) for at in range(1, number)]
    return [br.Job(each / "report.yaml") for each in (first, *others)]


def _build_all(jobs: Sequence[br.Job], executor: Executor) -> None:
    if any(built.path is None for built in br.build_many(list(jobs), executor)):
        raise SystemExit("a report was not built")


def _refuse_other_text(one: Path, other: Path) -> None:
    if _text(one) != _text(other):
        raise SystemExit("the two sides do not write the same text")


def _text(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def lists(folder: Path, rows: int, repeat: int) -> Iterator[Result]:
    """Measure the writing of a long list."""
    document, template = list_document(rows), folder / "list.docx"
    write_list_template(template)
    with zipfile.ZipFile(io.BytesIO(word_bytes(document))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    texts = {"rows": list_texts(rows)}
    node_template = folder / "node-list.docx"
    write_node_list_template(node_template)
    node_texts = {"rows": [{f"c{at}": text for at, text in enumerate(row)} for row in texts["rows"]]}
    with _node(node_template, node_texts, "只填入") as others:
        yield from compared(
            f"一览表{rows}行6列，写成Word",
            in_process(lambda: word_bytes(document)),
            [
                Side("只压缩写好的各部分（zip）", in_process(lambda: _zipped(parts))),
                Side("docxtpl只填入", in_process(lambda: fill(template, texts, folder / "filled.docx"))),
                *others,
            ],
            repeat,
            ["3", "0.3", "0.3"],
        )


def _zipped(parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def ledgers(folder: Path, rows: int, repeat: int) -> Iterator[Result]:
    """Measure the reading, checking and counting of a large ledger."""
    path = folder / "large" / "ledger.xlsx"
    path.parent.mkdir()
    write_ledger(path, rows)
    report = write_report(path.parent)
    rivals = [
        Side("openpyxl只读一遍", in_process(lambda: _read_only(path))),
        Side("openpyxl + Counter", in_process(lambda: context_of(path))),
        Side("calamine只读一遍", in_process(lambda: _bare(path))),
    ]
    yield from compared(
        f"台账{rows}行15列，读、查、数",
        in_process(lambda: list(br.figures(br.load(report)))),
        rivals,
        repeat,
        ["0.25", "", "3"],
    )


def _read_only(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True)
    for _ in book.active.iter_rows(values_only=True):
        pass
    book.close()


def _bare(path: Path) -> None:
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def growth(rows: int, repeat: int) -> Iterator[Row]:
    """Measure how CPU time and memory grow with ten times the rows: 1 is in proportion."""
    costs = {size: [_long_list(size) for _ in range(repeat)] for size in (rows, 10 * rows)}
    few, many = ([min(each) for each in zip(*costs[size], strict=True)] for size in costs)
    for kind, unit, little, much in zip(("CPU时间", "内存"), ("秒", "MiB"), few, many, strict=True):
        exponent = f"指数{log10(much / little):.2f}" if little and much else "—"
        own, other = f"{much:.2f}{unit}", f"{little:.2f}{unit}"
        yield f"一览表{10 * rows}行6列，写成Word，{kind}", own, f"{rows}行", other, exponent, "≤ 指数1.05"


def _long_list(rows: int) -> tuple[float, ...]:
    command = [sys.executable, "benchmarks/long_list.py", str(rows)]
    said = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout
    return tuple(map(float, said.split()))


def _row(result: Result) -> Row:
    aim = f"≤ {result.aim}" if result.aim else ""
    own, others = f"{result.own:.3f}秒", f"{result.others:.3f}秒"
    return result.workload, own, result.rival, others, f"{result.ratio:.2f}", aim


def page(rows: int, reports_together: int, repeat: int) -> str:
    """Measure everything, and give the page."""
    load, spare = getloadavg()[0], (cpu_count() or 1) / 4
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = [
            *reports(folder, repeat),
            *together(folder, reports_together, repeat),
            *lists(folder, rows, repeat),
            *ledgers(folder, rows, repeat),
        ]
    cells = [*map(_row, results), *growth(rows, repeat)]
    lines = ["| 做什么 | 我们 | 比什么 | 它 | 倍数 | 目标 |", "| --- | ---: | --- | ---: | ---: | --- |"]
    lines += [f"| {' | '.join(row)} |" for row in cells]
    machine = f"{platform.system()} {platform.machine()}，{_processor()}，{cpu_count()}核"
    head = HEAD.format(
        repeat=repeat,
        machine=machine,
        load=load,
        spare=f"{spare:g}",
        python=platform.python_version(),
        versions="，".join(_versions()),
        unmeasured="" if node.version() else "这里没有装它，没有量。",
    )
    return "\n".join([head, *lines, ""])


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    said = known.read_text("utf-8").splitlines() if known.exists() else []
    names = (line.partition(":")[2].strip() for line in said if line.startswith("model name"))
    return next(names, platform.processor() or "处理器不明")


def _versions() -> Iterator[str]:
    for name in PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} 没有安装"
    if known := node.version():
        yield f"{node.NAME} {known}"


def main() -> None:
    """Print the page and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the long list and the large ledger")
    parser.add_argument("--reports", type=int, default=REPORTS, help="reports that are built together")
    parser.add_argument("--repeat", type=int, default=REPEAT, help="turns")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    made = page(options.rows, options.reports, options.repeat)
    options.output.write_text(made, "utf-8")
    print(made)


if __name__ == "__main__":
    main()

"""The commands that tell of results and documents: figures, ledger, check."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

import click

import banli_report as br
from banli_report.cli.shared import (
    FORBIDDEN,
    UNREADABLE,
    Command,
    print_problems,
    reporting,
    templates_option,
)
from banli_report.examining import Examined, Only, examine, examine_text
from banli_report.files.text_file import decode
from banli_report.intake.ledger import Ledger
from banli_report.intake.telling import ledger_dict, ledger_text
from banli_report.telling import figure_dict, figure_table, grouped

_STANDARD_INPUT, _INPUT_NAME = "-", "标准输入"
as_json_option = click.option("--json", "as_json", is_flag=True, help="以JSON格式输出。")


@click.command(cls=Command)
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--draft", is_flag=True, help="还不知道的数列为X。")
@as_json_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写成xlsx工作簿，并附上每个台账是怎样读的。",
)
@templates_option("另找模板的文件夹，可写多个；模板里可写口径。")
@reporting("没有列出数字")
def figures(
    report: Path, draft: bool, as_json: bool, output: Path | None, templates: tuple[Path, ...]
) -> None:
    """列出报告文件REPORT的全部数字及其口径、出处。"""
    loaded = br.load(report)
    if output:
        br.write_figures(loaded, output, draft=draft, templates=templates)
        click.echo(f"已写出{output}")
        return
    computed = list(br.figures(loaded, draft=draft, templates=templates))
    if as_json:
        click.echo(json.dumps([figure_dict(figure) for figure in computed], ensure_ascii=False, indent=2))
        return
    print_problems(br.check(loaded, draft=draft, templates=templates))
    click.echo(figure_table(computed))


@click.command(cls=Command)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE...")
@click.option("--sheet", metavar="工作表", help="读哪一个工作表；有几个工作表都有内容时要写明。")
@click.option(
    "--header-row", type=click.IntRange(1, 1000), metavar="行号", help="表头是第几行；自己找不到时才写。"
)
@as_json_option
def ledger(files: tuple[Path, ...], sheet: str | None, header_row: int | None, as_json: bool) -> None:
    """说明台账FILE（xlsx、csv）的每一列、每一行是怎样读的。"""
    read = [_ledger(file, sheet, header_row) for file in files]
    if as_json:
        found = [ledger_dict(file.name, ledger) for file, ledger in zip(files, read, strict=True)]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for file, ledger in zip(files, read, strict=True):
            click.echo(ledger_text(file.name, ledger))
    if any(ledger.errors() for ledger in read):
        sys.exit(FORBIDDEN)


def _ledger(file: Path, sheet: str | None, header_row: int | None) -> Ledger:
    """Read a ledger; one that cannot be read at all ends the command."""
    try:
        return br.read_ledger(file, sheet=sheet, header_row=header_row)
    except br.BanliError as stopped:
        print_problems(stopped.problems)
        click.echo("文件读不出，没有说明。", err=True)
        sys.exit(UNREADABLE)


@click.command(cls=Command)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--only", type=click.Choice(["audit", "layout"]), help="audit：只核对数字；layout：只检查版面。"
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="报告文件",
    help="把写出后改过的Word文件同报告文件现在的数字、文字核对。",
)
@templates_option("核对时另找模板的文件夹，可写多个。")
@click.option("--all", "in_full", is_flag=True, help="列出每一处核对的算式，和无从核对的数字。")
@as_json_option
def check(  # noqa: PLR0913, PLR0917 (click gives one for each option)
    files: tuple[Path, ...],
    only: Only | None,
    against: Path | None,
    templates: tuple[Path, ...],
    in_full: bool,
    as_json: bool,
) -> None:
    """检查FILE：Word文件（docx）核对数字、检查版面，文本（txt）核对数字，报告文件（YAML）检查数字；-是标准输入。"""
    examine = partial(_examined, only=only, against=against, templates=templates)
    checked = [(file, *examine(file)) for file in files]
    problems = [problem for _, found, _ in checked for problem in found.problems]
    if as_json:
        click.echo(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=2))
    else:
        for file, found, unreadable in checked:
            click.echo(grouped(_name_of(file), found, unreadable=unreadable, in_full=in_full))
    if any(unreadable for _, _, unreadable in checked):
        sys.exit(UNREADABLE)
    if any(problem.severity is br.Severity.ERROR for problem in problems):
        sys.exit(FORBIDDEN)


def _name_of(file: Path) -> str:
    return _INPUT_NAME if str(file) == _STANDARD_INPUT else str(file)


def _examined(
    file: Path, only: Only | None, against: Path | None, templates: tuple[Path, ...]
) -> tuple[Examined, bool]:
    """Give what was found in a file, and whether it could not be read."""
    try:
        if str(file) == _STANDARD_INPUT:
            text = decode(sys.stdin.buffer.read(), Path(_INPUT_NAME))
            return examine_text(text, _INPUT_NAME, only=only, against=against), False
        return examine(file, only=only, against=against, templates=templates), False
    except br.BanliError as stopped:
        return Examined(stopped.problems), stopped.unreadable

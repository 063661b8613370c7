"""The command line, over the public functions."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from typing import IO, ParamSpec

import click

import banli_report as br
from banli_report.api import Script, reading_lines
from banli_report.examining import Examined, Only, examine, examine_text
from banli_report.files.text_file import decode
from banli_report.intake.ledger import Ledger
from banli_report.intake.telling import ledger_dict, ledger_text
from banli_report.telling import figure_dict, figure_table, grouped
from banli_report.terminal import guarded, never_fail
from banli_report.words.usage import in_help, wrong_call

_Parameters = ParamSpec("_Parameters")
_FORBIDDEN, _UNREADABLE = 1, 2
_STANDARD_INPUT, _INPUT_NAME = "-", "标准输入"


class _Help(click.HelpFormatter):
    """Help whose headings and standing sentences are Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, in_help(args), prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{in_help(heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, in_help(text)) for name, text in rows], col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Help


class _Command(click.Command):
    context_class = _Context


class _WrongCall(click.UsageError):
    """A wrong call, told in Chinese; the exit status stays 2."""

    def show(self, file: IO[str] | None = None) -> None:
        if self.ctx:
            click.echo(self.ctx.get_usage(), file=file, err=True)
            click.echo(f"说明见 {self.ctx.command_path} --help\n", file=file, err=True)
        click.echo(f"错误：{wrong_call(self.message)}", file=file, err=True)


@contextmanager
def _told_in_chinese(ctx: click.Context) -> Iterator[None]:
    never_fail()
    try:
        with guarded():
            yield
    except click.UsageError as wrong:
        raise _shown_in_chinese(wrong, wrong.ctx or ctx) from None


def _shown_in_chinese(wrong: click.UsageError, ctx: click.Context) -> click.UsageError:
    message = wrong.format_message()
    if message == ctx.get_help():  # a group that was called alone shows its help
        return wrong
    return _WrongCall(message, ctx)


class _Group(click.Group):
    context_class = _Context
    command_class = _Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _told_in_chinese(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        with _told_in_chinese(ctx):
            return super().invoke(ctx)


_as_json = click.option("--json", "as_json", is_flag=True, help="以JSON格式输出。")


def _templates(said: str) -> Callable[[Callable[_Parameters, None]], Callable[_Parameters, None]]:
    """Give the option that names folders with packs."""
    folder = click.Path(path_type=Path)
    return click.option("--templates", type=folder, multiple=True, metavar="文件夹", help=said)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(br.__version__, message="%(version)s")
def main() -> None:
    """建议提案办理情况报告：读入报告文件和台账，算出数字，写成公文格式的Word文件。"""


def _reporting(
    undone: str,
) -> Callable[[Callable[_Parameters, None]], Callable[_Parameters, None]]:
    """Turn a BanliError into printed problems, a sentence on what was not done, and its exit status."""

    def decorator(command: Callable[_Parameters, None]) -> Callable[_Parameters, None]:
        @wraps(command)
        def wrapped(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> None:
            try:
                command(*args, **kwargs)
            except br.BanliError as stopped:
                _print_problems(stopped.problems)
                errors = sum(problem.severity is br.Severity.ERROR for problem in stopped.problems)
                click.echo(f"共{errors}处错误，{undone}。", err=True)
                sys.exit(_UNREADABLE if stopped.unreadable else _FORBIDDEN)

        return wrapped

    return decorator


def _print_problems(problems: Iterable[br.Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


@main.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写到哪里，docx或pdf；默认在报告文件旁，同名.docx（写PDF/A的，同名.pdf）。",
)
@click.option(
    "--script",
    type=click.Choice(["hans", "hant"]),
    default="hans",
    help="hant：转换为繁体字（需安装banli-report[hant]）。",
)
@click.option("--draft", is_flag=True, help="写成草稿：还不知道的数印成突出显示的X，并列出待填之处。")
@click.option(
    "--review",
    is_flag=True,
    help="另写一份核对稿（文件名加“（核对稿）”）：每个数用批注注明口径和出处，手工输入的数字标出底色。",
)
@click.option("--pdfa", is_flag=True, help="写成归档用的PDF/A（要装LibreOffice）。")
@_templates("另找模板的文件夹，可写多个。")
@_reporting("没有写出文件")
def build(  # noqa: PLR0913, PLR0917 (click gives one for each option)
    report: Path,
    output: Path | None,
    draft: bool,
    review: bool,
    pdfa: bool,
    script: Script,
    templates: tuple[Path, ...],
) -> None:
    """读入报告文件REPORT（YAML），写出Word文件。"""
    loaded = br.load(report)
    target = output or report.with_suffix(".pdf" if pdfa else ".docx")
    for line in reading_lines(loaded, templates):
        click.echo(line)
    problems = br.build(
        loaded, target, draft=draft, script=script, templates=templates, review=review, pdfa=pdfa
    )
    _print_problems(problems)
    unknown = sum(problem.id.startswith("draft.") for problem in problems)
    click.echo(f"已写出{target}" + (f"（草稿，还有{unknown}处待填）" if unknown else ""))
    if review:
        click.echo(f"核对稿写在{br.review_path(target)}（只供核对，不得外发）")


@main.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--draft", is_flag=True, help="还不知道的数列为X。")
@_as_json
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写成xlsx工作簿，并附上每个台账是怎样读的。",
)
@_reporting("没有列出数字")
def figures(report: Path, draft: bool, as_json: bool, output: Path | None) -> None:
    """列出报告文件REPORT的全部数字及其口径、出处。"""
    loaded = br.load(report)
    if output:
        br.write_figures(loaded, output, draft=draft)
        click.echo(f"已写出{output}")
        return
    computed = list(br.figures(loaded, draft=draft))
    if as_json:
        click.echo(json.dumps([figure_dict(figure) for figure in computed], ensure_ascii=False, indent=2))
        return
    _print_problems(br.check(loaded, draft=draft))
    click.echo(figure_table(computed))


@main.command()
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE...")
@click.option("--sheet", metavar="工作表", help="读哪一个工作表；有几个工作表都有内容时要写明。")
@click.option(
    "--header-row", type=click.IntRange(1, 1000), metavar="行号", help="表头是第几行；自己找不到时才写。"
)
@_as_json
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
        sys.exit(_FORBIDDEN)


def _ledger(file: Path, sheet: str | None, header_row: int | None) -> Ledger:
    """Read a ledger; one that cannot be read at all ends the command."""
    try:
        return br.read_ledger(file, sheet=sheet, header_row=header_row)
    except br.BanliError as stopped:
        _print_problems(stopped.problems)
        click.echo("文件读不出，没有说明。", err=True)
        sys.exit(_UNREADABLE)


@main.command()
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
@_templates("核对时另找模板的文件夹，可写多个。")
@click.option("--all", "in_full", is_flag=True, help="列出每一处核对的算式，和无从核对的数字。")
@_as_json
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
        sys.exit(_UNREADABLE)
    if any(problem.severity is br.Severity.ERROR for problem in problems):
        sys.exit(_FORBIDDEN)


def _name_of(file: Path) -> str:
    return _INPUT_NAME if str(file) == _STANDARD_INPUT else str(file)


def _examined(
    file: Path, only: Only | None, against: Path | None, templates: tuple[Path, ...]
) -> tuple[Examined, bool]:
    """Give what was found in a file, and whether it could not be read."""
    try:
        if str(file) == _STANDARD_INPUT:
            return examine_text(decode(sys.stdin.buffer.read(), Path(_INPUT_NAME)), _INPUT_NAME), False
        return examine(file, only=only, against=against, templates=templates), False
    except br.BanliError as stopped:
        return Examined(stopped.problems), stopped.unreadable


if __name__ == "__main__":
    main()

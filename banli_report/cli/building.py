"""The command that builds, one report file or many."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import click

from banli_report.cli.shared import FORBIDDEN, UNREADABLE, Command, reporting, templates_option
from banli_report.errors import Severity
from banli_report.files.targets import review_path
from banli_report.many.building import build_many
from banli_report.many.jobs import Built, Job

if TYPE_CHECKING:
    from banli_report.composing import Script

_UNDONE = "没有写出文件"


@click.command(cls=Command)
@click.argument("reports", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="REPORT...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写到哪里，docx或pdf，只用于一个报告；默认在报告文件旁，同名.docx（写PDF/A的，同名.pdf）。",
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
@click.option("--missing", is_flag=True, help="只写还没有的：已有的文件不重写，也不看是不是旧的。")
@click.option(
    "--jobs",
    "workers",
    type=click.IntRange(1, 1000),
    metavar="个数",
    help="几个报告时，同时用几个进程写；默认有几个处理器就用几个，1是不另开进程、逐个写。",
)
@templates_option("另找模板的文件夹，可写多个。")
@reporting(_UNDONE)
def build(  # noqa: PLR0913, PLR0917 (click gives one for each option)
    reports: tuple[Path, ...],
    output: Path | None,
    draft: bool,
    review: bool,
    pdfa: bool,
    missing: bool,
    workers: int | None,
    script: Script,
    templates: tuple[Path, ...],
) -> None:
    """读入报告文件REPORT（YAML），写出Word文件；可以一次写几个，一个写不成不妨碍别的。"""
    jobs = [
        Job(report, output, draft=draft, script=script, templates=templates, review=review, pdfa=pdfa)
        for report in reports
    ]
    with _telling(jobs) as tell:
        built = build_many(jobs, workers=workers, missing=missing, on_built=tell)
    _end(built)


@contextmanager
def _telling(jobs: Sequence[Job]) -> Iterator[Callable[[Built], None]]:
    """Tell of each report in the order given: as soon as all before it are done, or after a bar on a terminal."""
    done: dict[Job, Built] = {}
    waiting = deque(jobs)
    hidden = len(jobs) == 1 or not sys.stderr.isatty()

    def tell() -> None:
        while waiting and waiting[0] in done:
            _tell(done[waiting.popleft()], among_many=len(jobs) > 1)

    def note(built: Built) -> None:
        done[built.job] = built
        bar.update(1)
        if hidden:
            tell()

    try:
        with click.progressbar(length=len(jobs), label="写报告", file=sys.stderr, hidden=hidden) as bar:
            yield note
    finally:  # after an interruption, too, it is told what was written
        waiting = deque(job for job in waiting if job in done)
        tell()


def _tell(built: Built, *, among_many: bool) -> None:
    problems = [str(problem) for problem in built.problems]
    if built.path is None:
        problems.append(f"共{_errors(built)}处错误，{_UNDONE}。")
    if among_many:
        _print_under(built.job, [*built.ledgers, *_written(built)], err=False)
        _print_under(built.job, problems, err=True)
        return
    for line in built.ledgers:
        click.echo(line)
    for line in problems:
        click.echo(line, err=True)
    for line in _written(built):
        click.echo(line)


def _print_under(job: Job, lines: Iterable[str], *, err: bool) -> None:
    text = "\n".join(lines)
    if text:
        click.echo(f"{job.report}：\n{indent(text, '  ')}", err=err)


def _written(built: Built) -> Iterator[str]:
    if built.path is None:
        return
    if built.kept:
        lacks = built.job.review and not review_path(built.path).exists()
        yield f"已有，没有重写：{built.path}" + ("（核对稿也没有写）" if lacks else "")
        return
    unknown = sum(problem.id in ("draft.unknown-count", "draft.unknown-text") for problem in built.problems)
    yield f"已写出{built.path}" + (f"（草稿，还有{unknown}处待填）" if unknown else "")
    if built.job.review:
        yield f"核对稿写在{review_path(built.path)}（只供核对，不得外发）"


def _errors(built: Built) -> int:
    return sum(problem.severity is Severity.ERROR for problem in built.problems)


def _end(built: Sequence[Built]) -> None:
    """Say of many how many there are now, and end with the worst status of all."""
    undone = [each for each in built if each.path is None]
    if len(built) > 1:
        kept = sum(each.kept for each in built)
        said = [f"写出{len(built) - kept - len(undone)}个"]
        said += [f"已有、没有重写{kept}个"] if kept else []
        said += (
            [f"没有写出{len(undone)}个（{'、'.join(str(each.job.report) for each in undone)}）"]
            if undone
            else []
        )
        click.echo(f"共{len(built)}个报告：{'，'.join(said)}。", err=True)
    if undone:
        sys.exit(UNREADABLE if any(each.unreadable for each in undone) else FORBIDDEN)

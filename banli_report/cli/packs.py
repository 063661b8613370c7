"""The commands about template packs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import banli_report as br
from banli_report.checks.packs.check import check_packs
from banli_report.cli.shared import FORBIDDEN, Group, reporting, templates_option
from banli_report.examining import Examined
from banli_report.packs.finding import find_pack
from banli_report.starting.packs import copy_pack, new_whole_pack, pack_lines, pack_text
from banli_report.telling import grouped

_NEXT = "报告文件里写 模板: {name}；改完后检查：banli-report templates check {folder}"
_folder = click.Path(path_type=Path)
_more = templates_option("另找模板的文件夹，可写多个。")


@click.group(cls=Group)
def templates() -> None:
    """列出、说明、复制、新建、检查模板。"""


def _roots(more: tuple[Path, ...]) -> list[Path]:
    """Give where packs are looked for: beside the clerk first, as beside a report file."""
    return [Path("templates"), *more]


@templates.command("list")
@_more
@reporting("没有列出模板")
def list_packs(templates: tuple[Path, ...]) -> None:
    """列出现有的模板：这个文件夹的templates/里的，和随软件带的。"""
    for line in pack_lines(_roots(templates)):
        click.echo(line)


@templates.command()
@click.argument("name", metavar="NAME")
@_more
@reporting("没有说明")
def show(name: str, templates: tuple[Path, ...]) -> None:
    """说明模板NAME：各层、文件出自哪一层、要写什么、可改写的块、用到的名称。"""
    click.echo(pack_text(find_pack(name, _roots(templates))))


@templates.command()
@click.argument("name", metavar="NAME")
@click.argument("folder", metavar="DIR", type=_folder)
@_more
@reporting("没有复制")
def copy(name: str, folder: Path, templates: tuple[Path, ...]) -> None:
    """把模板NAME复制到新的文件夹DIR（连同它用的版式文件），在那里改。已有的文件不会改动。"""
    files = copy_pack(name, folder, _roots(templates))
    click.echo(f"已复制到{folder}：{'、'.join(path.name for path in files)}")
    click.echo(_NEXT.format(name=folder.resolve().name, folder=folder))


@templates.command()
@click.option(
    "--word", "folder", metavar="DIR", type=_folder, required=True, help="整篇写在Word里的模板，建在DIR。"
)
@reporting("没有新建")
def new(folder: Path) -> None:
    """新建一个模板：整篇报告写在一个Word文件里，马上能用，在Word或WPS里改。已有的文件不会改动。"""
    files = new_whole_pack(folder)
    click.echo(f"已新建{folder}：{'、'.join(path.name for path in files)}")
    click.echo(_NEXT.format(name=folder.resolve().name, folder=folder))


@templates.command()
@click.argument("folder", metavar="DIR", type=_folder)
@_more
@reporting("没有检查")
def check(folder: Path, templates: tuple[Path, ...]) -> None:
    """检查模板文件夹DIR（或放着几个模板的文件夹、一个Word模板），一次列出全部毛病。"""
    checked = check_packs(folder, _roots(templates))
    for found in checked:
        click.echo(grouped(found.name, Examined(found.problems), unreadable=False, in_full=False))
    if any(problem.severity is br.Severity.ERROR for found in checked for problem in found.problems):
        sys.exit(FORBIDDEN)

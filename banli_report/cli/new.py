"""The command that begins a new folder."""

from __future__ import annotations

from pathlib import Path

import click

from banli_report.cli.shared import Command, reporting, templates_option
from banli_report.errors import BanliError
from banli_report.intake.reading import load
from banli_report.starting.folder import USUAL_PACK, new_folder


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--template",
    default=USUAL_PACK,
    metavar="模板名",
    help=f"用哪个模板，默认{USUAL_PACK}；banli-report templates list 列出现有的。",
)
@click.option(
    "--from",
    "ledger",
    type=click.Path(path_type=Path),
    metavar="台账",
    help="从本单位现有的台账（xlsx、csv）开始：读得出的写进报告文件，拿不准的在里面问。",
)
@templates_option("另找模板的文件夹，可写多个。")
@reporting("没有新建文件")
def new(folder: Path, template: str, ledger: Path | None, templates: tuple[Path, ...]) -> None:
    """新建文件夹FOLDER：报告文件、台账、各节文字，马上就能写出一份草稿。已有的文件不会改动。"""
    started = new_folder(folder, template=template, ledger=ledger, templates=templates)
    click.echo(f"在{folder}新建了：{'、'.join(path.name for path in started.files)}")
    report = started.files[0]
    if started.asks:
        click.echo(f"有{started.asks}处要核对，写在{report.name}里，在“# 问：”后面。")
    more = "".join(f" --templates {folder}" for folder in templates)
    told = "现在就能写出草稿，填好以后也这样写" if _can_be_read(report) else "答了问、改好台账以后写出"
    click.echo(f"{told}：banli-report build {report}{more}")


def _can_be_read(report: Path) -> bool:
    """Tell whether a new report file can be read as it is, and its ledger needs no answer first."""
    try:
        load(report)
    except BanliError:
        return False
    return True

"""The command line: all commands under one name."""

from __future__ import annotations

import click

import banli_report as br
from banli_report.cli.commands import build, check, figures, ledger
from banli_report.cli.new import new
from banli_report.cli.packs import templates
from banli_report.cli.shared import Group


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(br.__version__, message="%(version)s")
def main() -> None:
    """建议提案办理情况报告：读入报告文件和台账，算出数字，写成公文格式的Word文件。"""


for command in (new, build, figures, ledger, check, templates):
    main.add_command(command)

"""The commands about template packs."""

from __future__ import annotations

import click

from banli_report.cli.shared import Group


@click.group(cls=Group)
def templates() -> None:
    """列出、说明、复制、检查模板。"""

"""The command line: all commands under one name, each loaded when it is called."""

from __future__ import annotations

from importlib import import_module

import click

import banli_report as br
from banli_report.cli.shared import Group

_ROOMS = {
    "new": "new",
    "build": "building",
    "figures": "commands",
    "ledger": "commands",
    "check": "commands",
    "templates": "packs",
}
"""Where each command stands."""


class _Commands(Group):
    """The commands, opened when they are asked for: who builds many reports loads in each process what it does."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of the commands."""
        return sorted(_ROOMS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Open a command; where there is none of the name, all of them, of which one may be meant."""
        for name in [cmd_name] if cmd_name in _ROOMS else _ROOMS:
            self.add_command(getattr(import_module(f"banli_report.cli.{_ROOMS[name]}"), name), name)
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(br.__version__, message="%(version)s")
def main() -> None:
    """建议提案办理情况报告：读入报告文件和台账，算出数字，写成公文格式的Word文件。"""

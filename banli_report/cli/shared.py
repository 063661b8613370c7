"""What every command of the command line shares: its Chinese, its errors, its exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import IO, ParamSpec

import click

import banli_report as br
from banli_report.terminal import guarded, never_fail
from banli_report.words.usage import in_help, wrong_call

_Parameters = ParamSpec("_Parameters")
FORBIDDEN, UNREADABLE = 1, 2
"""The exit statuses where something must not leave, and where it cannot be read."""


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


class Command(click.Command):
    """A command, told in Chinese."""

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


class Group(click.Group):
    """A group of commands, told in Chinese."""

    context_class = _Context
    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments of a call."""
        with _told_in_chinese(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was called."""
        with _told_in_chinese(ctx):
            return super().invoke(ctx)


def reporting(
    undone: str,
) -> Callable[[Callable[_Parameters, None]], Callable[_Parameters, None]]:
    """Turn a BanliError into printed problems, a sentence on what was not done, and its exit status."""

    def decorator(command: Callable[_Parameters, None]) -> Callable[_Parameters, None]:
        @wraps(command)
        def wrapped(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> None:
            try:
                command(*args, **kwargs)
            except br.BanliError as stopped:
                print_problems(stopped.problems)
                errors = sum(problem.severity is br.Severity.ERROR for problem in stopped.problems)
                click.echo(f"共{errors}处错误，{undone}。", err=True)
                sys.exit(UNREADABLE if stopped.unreadable else FORBIDDEN)

        return wrapped

    return decorator


def print_problems(problems: Iterable[br.Problem]) -> None:
    """Print problems to the error stream."""
    for problem in problems:
        click.echo(str(problem), err=True)


def templates_option(said: str) -> Callable[[Callable[_Parameters, None]], Callable[_Parameters, None]]:
    """Give the option that names folders with packs."""
    folder = click.Path(path_type=Path)
    return click.option("--templates", type=folder, multiple=True, metavar="文件夹", help=said)

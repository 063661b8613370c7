"""The command line, over the public functions."""

from banli_report.cli.main import main

__all__ = ["main"]

"""The terminal that the command line speaks to: what it cannot show or take, and an interruption."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from banli_report.files.system import reason

_FAILED, _INTERRUPTED = 2, 130


def never_fail() -> None:
    """Let a GBK console print what it can and escape the rest, as Python does by itself for messages of errors."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")


@contextmanager
def guarded() -> Iterator[None]:
    """Say in Chinese that the command was interrupted, or that its words cannot be written, and end with a status."""
    try:
        yield
    except KeyboardInterrupt:
        _say("已中断，没有做完。")
        sys.exit(_INTERRUPTED)
    except OSError as problem:
        if problem.errno == errno.EPIPE:
            raise  # whoever read the output has read enough
        _discard(sys.stdout)
        _say(f"错误：结果写不出：{reason(problem)}")
        sys.exit(_FAILED)


def _say(sentence: str) -> None:
    with suppress(OSError, ValueError):
        print(sentence, file=sys.stderr, flush=True)


def _discard(stream: TextIO) -> None:
    """Let nothing be left to write when the interpreter ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

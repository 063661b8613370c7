"""Begins to save a file, and dies in the middle."""

import os
import signal
from pathlib import Path

from banli_report.files.saving import save


def begin(path: str) -> None:
    os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
    save(b"half", Path(path))

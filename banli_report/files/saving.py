"""Saving a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from banli_report.errors import ERROR, Kind, Place, refuse

PROBLEMS = (
    Kind(
        "word.output-folder",
        ERROR,
        "要写到的文件夹没有，或写的名称本身是文件夹。",
        "报告.docx：没有文件夹/home/wang/out",
    ),
    Kind(
        "word.output-locked",
        ERROR,
        "要写的文件正开着，写不进去。",
        "报告.docx：文件写不进，可能正被Word或WPS打开",
    ),
    Kind(
        "word.output-failed",
        ERROR,
        "磁盘满了或没有权限，文件写不进去。",
        "报告.docx：文件写不进：No space left on device",
    ),
)


def save(content: bytes, path: Path) -> None:
    """Write a file whole or not at all: an existing file stays as it is until the new one is complete.

    Raises:
        BanliError: the folder is missing, or the file is held open or cannot be written.
    """
    place = Place(file=path.name)
    path = path.resolve()  # a link stays a link, what it leads to is replaced
    if path.is_dir():
        raise refuse("word.output-folder", place, "输出的名称是一个文件夹", "写明文件名，如 报告.docx")
    if not path.parent.is_dir():
        raise refuse("word.output-folder", place, f"没有文件夹{path.parent}", "先建好文件夹，或改写输出位置")
    try:
        _replace(content, path)
    except PermissionError:
        raise refuse(
            "word.output-locked",
            place,
            "文件写不进，可能正被Word或WPS打开",
            "关闭打开它的程序后再试；原文件未改动",
        ) from None
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise refuse(
            "word.output-failed", place, f"文件写不进：{reason}", "检查磁盘空间和权限；原文件未改动"
        ) from None


def _replace(content: bytes, path: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".banli-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise

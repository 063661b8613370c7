"""Saving a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, error, refuse
from banli_report.files.system import is_being_written, is_held, mark_as_written, reason

_PREFIX, _SUFFIX = ".banli-", ".tmp"
_STALE_SECONDS = 3600
_LOOK = "检查磁盘空间、文件名和输出位置"

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
        "要写的文件正被别的程序打开，写不进去。",
        "报告.docx：文件写不进，正被Word或WPS打开",
    ),
    Kind(
        "word.output-forbidden",
        ERROR,
        "没有权限写要写的文件，或写进要写到的文件夹。",
        "报告.docx：没有写进文件夹/home/wang/out的权限",
    ),
    Kind(
        "word.output-is-input",
        ERROR,
        "要写的文件正是读入的文件，写了会把它盖掉。",
        "台账.xlsx：要写的文件就是读入的台账.xlsx，写了会把它盖掉",
    ),
    Kind(
        "word.already-there",
        ERROR,
        "要新建的文件已经有了，没有改动它。",
        "report.yaml：已经有/home/wang/我局2025/report.yaml，没有改动它",
    ),
    Kind(
        "word.output-failed",
        ERROR,
        "磁盘满了、只读或出错，文件写不进去。",
        "报告.docx：文件写不进：磁盘满了",
    ),
)


def save(content: bytes, path: Path) -> None:
    """Write a file whole or not at all: an existing file stays as it is until the new one is complete.

    Raises:
        BanliError: the folder is missing, the rights are lacking, or the file is held open or cannot be written.
    """
    place = Place(file=path.name)
    try:
        path = path.resolve()  # a link stays a link, what it leads to is replaced
        _look(path, place)
        remove_left_behind(path)
        _replace(content, path)
    except PermissionError as problem:
        raise _denied(problem, path, place) from None
    except (OSError, ValueError, RuntimeError) as problem:
        message = f"文件写不进：{_reason(problem)}"
        raise refuse("word.output-failed", place, message, f"{_LOOK}；原文件未改动") from None


def create_all(files: Mapping[Path, bytes]) -> None:
    """Write new files, all of them or none; what is there already is never written over.

    Args:
        files: the content of each; folders that are missing are made.

    Raises:
        BanliError: some of them are there already, or one cannot be written.
    """
    there = [path for path in files if os.path.lexists(path)]
    if there:
        raise BanliError([_is_there(path) for path in there], unreadable=True)
    made: list[Path] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                made.append(path)
                stream.write(content)
    except BaseException as problem:
        for path in made:
            with contextlib.suppress(OSError):
                path.unlink()
        if isinstance(problem, FileExistsError) and problem.filename and Path(problem.filename) in files:
            raise BanliError([_is_there(Path(problem.filename))], unreadable=True) from None
        if isinstance(problem, OSError | ValueError):
            message = f"文件写不进：{reason(problem)}"
            raise refuse("word.output-failed", Place(file=path.name), message, _LOOK) from None
        raise


def _is_there(path: Path) -> Problem:
    return error(
        "word.already-there", Place(file=path.name), f"已经有{path}，没有改动它", "换一个文件夹，或先把它移走"
    )


def pour(content: bytes, stream: BinaryIO) -> None:
    """Write a file into a stream that a program has open.

    Raises:
        BanliError: the stream takes no bytes, is closed, or cannot be written.
    """
    try:
        stream.write(content)
    except (OSError, ValueError, TypeError) as problem:
        message = f"文件写不进：{_reason(problem) if isinstance(problem, OSError) else '已经关闭，或不是按字节写的'}"
        hint = "给一个按字节写的，如 io.BytesIO() 或 open(…, 'wb')"
        raise refuse("word.output-failed", None, message, hint) from None


def refuse_input(path: Path, inputs: Iterable[Path]) -> None:
    """Refuse to write over a file that was read.

    Args:
        path: where to write.
        inputs: what was read.

    Raises:
        BanliError: the two are one file, be it by a link.
    """
    for read in inputs:
        if _same(path, read):
            message = f"要写的文件就是读入的{read.name}，写了会把它盖掉"
            raise refuse("word.output-is-input", Place(file=path.name), message, "用-o写明另一个文件名")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _look(path: Path, place: Place) -> None:
    if path.is_dir():
        raise refuse("word.output-folder", place, "输出的名称是一个文件夹", "写明文件名，如 报告.docx")
    if path.exists() and not path.is_file():
        message = "输出的名称不是普通文件"  # a pipe or a device, which would be gone
        raise refuse("word.output-failed", place, message, "写明另一个文件名")
    if not path.parent.is_dir():
        raise refuse("word.output-folder", place, f"没有文件夹{path.parent}", "先建好文件夹，或改写输出位置")


def _reason(problem: OSError | ValueError | RuntimeError) -> str:
    if isinstance(problem, RuntimeError):  # what Python 3.11 and 3.12 say of links in a circle
        return reason(OSError(errno.ELOOP, ""))
    return reason(problem)


def _denied(problem: PermissionError, path: Path, place: Place) -> BanliError:
    """Say whose fault it is: a folder that no file can be made in is no file that is held open."""
    again = "关闭打开它的程序后再试；原文件未改动"
    if is_held(problem):
        return refuse("word.output-locked", place, "文件写不进，正被Word或WPS打开", again)
    if isinstance(problem, _FolderError):
        message = f"没有写进文件夹{path.parent}的权限"
        return refuse(
            "word.output-forbidden", place, message, "换一个文件夹，或请管理员给写入的权限；原文件未改动"
        )
    message = "文件写不进：没有权限，或正被Word或WPS打开"
    return refuse("word.output-forbidden", place, message, f"检查文件和文件夹的权限；{again}")


class _FolderError(PermissionError):
    """No file can be made in a folder."""


def remove_left_behind(target: Path) -> None:
    """Remove what builds that were ended midway left behind: those of the same file now, others after an hour."""
    own, found = _prefix(target), []
    with contextlib.suppress(OSError):
        found = list(target.parent.glob(f"{_PREFIX}*{_SUFFIX}"))
    for path in found:
        with contextlib.suppress(OSError):
            old = time.time() - path.lstat().st_mtime > _STALE_SECONDS
            if old or (path.name.startswith(own) and not is_being_written(path)):
                path.unlink()


def _prefix(target: Path) -> str:
    return f"{_PREFIX}{zlib.crc32(os.fsencode(target.name)):08x}-"


def _temporary(target: Path) -> tuple[int, str]:
    try:
        return tempfile.mkstemp(prefix=_prefix(target), suffix=_SUFFIX, dir=target.parent)
    except PermissionError as problem:
        raise _FolderError(*problem.args) from None


def _replace(content: bytes, path: Path) -> None:
    handle, name = _temporary(path)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            mark_as_written(stream)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise

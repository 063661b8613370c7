"""What the operating system says of a file that it refuses, as a clerk can act on it."""

from __future__ import annotations

import contextlib
import errno
import sys
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

_HELD = (32, 33)
"""Windows' numbers for a file that another program holds open, or has locked in part."""
_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.EFBIG: "文件太大，磁盘放不下",
    errno.EMFILE: "打开的文件太多",
    errno.EBUSY: "正被别的程序占用",
    errno.EINVAL: "文件名里有不能用的字符",
    errno.ETIMEDOUT: "网络磁盘没有应答",
    errno.ENODEV: "磁盘不在",
    errno.ENXIO: "磁盘不在",
    getattr(errno, "EDQUOT", 0): "磁盘的配额用完了",
    getattr(errno, "ESTALE", 0): "网络磁盘断开了",
}


def mark_as_written(stream: IO[bytes]) -> None:
    """Let other processes see that a file is being written, until this one closes it or ends."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # some network disks know no locks
            fcntl.flock(stream, fcntl.LOCK_EX)


def is_being_written(path: Path) -> bool:
    """Tell whether a process is writing a file; Windows refuses to remove such a file, and need not be asked."""
    if sys.platform == "win32":
        return False
    try:
        with path.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    return False


def is_held(problem: OSError) -> bool:
    """Tell whether another program holds the file open, as far as the system says so."""
    return getattr(problem, "winerror", None) in _HELD


def may_be_held(problem: OSError) -> bool:
    """Tell whether the refusal leaves open if the rights are lacking or another program holds the file: on Windows."""
    return getattr(problem, "winerror", None) is not None


def reason(problem: OSError | ValueError) -> str:
    """Give why the system refused a file, as a Chinese clause; a ValueError is about the file's name."""
    if not isinstance(problem, OSError):
        return "文件名里有不能用的字符"
    if is_held(problem):
        return "正被别的程序占用"
    return _REASONS.get(problem.errno or -1, f"系统没有说明原因（错误号{problem.errno}）")

"""Reading text files: size, encoding, and one clear message for each way in which it fails."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from banli_report.errors import ERROR, BanliError, Kind, Place, refuse
from banli_report.files.system import is_held, may_be_held, reason

MAX_TEXT_BYTES = 4 * 1024 * 1024
_ENCODINGS = ("utf-8", "gb18030")

PROBLEMS = (
    Kind("results.missing-file", ERROR, "找不到这个文件。", "ledger.xlsx：找不到文件/home/wang/ledger.xlsx"),
    Kind(
        "results.locked-file",
        ERROR,
        "文件正被别的程序打开，读不出。",
        "ledger.xlsx：文件打不开，正被Word、WPS、Excel等程序占用",
    ),
    Kind(
        "results.no-permission",
        ERROR,
        "没有读取这个文件的权限。",
        "ledger.xlsx：没有读取这个文件或它所在文件夹的权限",
    ),
    Kind(
        "results.unreadable-file",
        ERROR,
        "文件名不对或磁盘有问题，读不出。",
        "ledger.xlsx：文件读不出：磁盘读写出错",
    ),
    Kind("results.empty-file", ERROR, "文件里什么也没有。", "report.yaml：文件是空的"),
    Kind("results.not-a-file", ERROR, "写的是文件夹，不是文件。", "folder：这是一个文件夹，不是文件"),
    Kind(
        "results.too-large",
        ERROR,
        "文件太大，多半有无关的图片、空白格式或远处的零散单元格。",
        "report.yaml：文件有6000114字节，超过上限4194304字节",
    ),
    Kind(
        "results.not-text",
        ERROR,
        "应是文字的文件，里面却不是文字。",
        "ledger.csv：这不是文本文件，可能是工作簿、Word文件或图片",
    ),
    Kind("results.encoding", ERROR, "文件的文字编码认不出，读出来会是乱码。", "report.yaml：文字编码认不出"),
)


def read_file(path: Path, limit: int = MAX_TEXT_BYTES) -> bytes:
    """Read a whole file of at most ``limit`` bytes.

    Raises:
        BanliError: it is missing, no regular file, locked, forbidden, empty or too large.
    """
    place = Place(file=path.name)
    try:
        found = path.stat()
        _refuse_kind(found, place, limit)
        content = path.read_bytes()
    except FileNotFoundError:
        raise refuse("results.missing-file", place, f"找不到文件{path}", "检查文件名和所在文件夹") from None
    except PermissionError as problem:
        raise _denied(problem, place) from None
    except (OSError, ValueError) as problem:
        message = f"文件读不出：{reason(problem)}"
        raise refuse("results.unreadable-file", place, message, "检查文件名和磁盘") from None
    if not content.strip():
        raise refuse("results.empty-file", place, "文件是空的", "检查是否保存成功")
    return content


def _denied(problem: PermissionError, place: Place) -> BanliError:
    if is_held(problem):
        message = "文件打不开，正被Word、WPS、Excel等程序占用"
        return refuse("results.locked-file", place, message, "关闭打开它的程序后再试")
    if may_be_held(problem):
        message = "文件打不开：没有读取的权限，或正被Word、WPS、Excel等程序占用"
        return refuse(
            "results.no-permission", place, message, "关闭打开它的程序后再试；仍不行的，检查文件的权限"
        )
    message = "没有读取这个文件或它所在文件夹的权限"
    return refuse(
        "results.no-permission", place, message, "在文件的属性里给自己读取的权限，或请文件的主人另存一份"
    )


def _refuse_kind(found: os.stat_result, place: Place, limit: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise refuse("results.not-a-file", place, "这是一个文件夹，不是文件", "写明文件夹里的文件名")
    if not stat.S_ISREG(found.st_mode):
        raise refuse("results.not-a-file", place, "这不是普通文件", "写明磁盘上的文件")
    if found.st_size > limit:
        raise refuse(
            "results.too-large", place, f"文件有{found.st_size}字节，超过上限{limit}字节", "删去无关的内容"
        )


def decode(content: bytes, path: Path) -> str:
    """Decode utf-8 with or without a mark, utf-16 with a mark, or gb18030.

    Raises:
        BanliError: none of them fits, or it is no text at all.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        raise refuse(
            "results.not-text",
            Place(file=path.name),
            "这不是文本文件，可能是工作簿、Word文件或图片",
            "检查文件名和后缀",
        )
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise refuse(
        "results.encoding", Place(file=path.name), "文字编码认不出", "另存为UTF-8或GB18030编码的文本文件"
    )


def read_text_file(path: Path) -> str:
    """Read and decode a text file.

    Raises:
        BanliError: it cannot be read or decoded.
    """
    return decode(read_file(path), path)

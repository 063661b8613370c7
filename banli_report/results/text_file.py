"""Reading text files: size, encoding, and one clear message for each way in which it fails."""

from __future__ import annotations

from pathlib import Path

from banli_report.errors import Place, refuse

MAX_TEXT_BYTES = 4 * 1024 * 1024
_ENCODINGS = ("utf-8", "gb18030")


def read_file(path: Path, limit: int = MAX_TEXT_BYTES) -> bytes:
    """Read a whole file of at most ``limit`` bytes.

    Raises:
        BanliError: it is missing, a folder, locked, empty or too large.
    """
    place = Place(file=path.name)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise refuse("results.not-a-file", place, "这是一个文件夹，不是文件", "写明文件夹里的文件名")
        if size > limit:
            raise refuse(
                "results.too-large", place, f"文件有{size}字节，超过上限{limit}字节", "删去无关的内容"
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise refuse("results.missing-file", place, f"找不到文件{path}", "检查文件名和所在文件夹") from None
    except PermissionError:
        raise refuse(
            "results.locked-file", place, "文件打不开，可能正被Word、WPS或Excel占用", "关闭打开它的程序后再试"
        ) from None
    except (OSError, ValueError) as problem:
        raise refuse("results.unreadable-file", place, f"文件读不出：{problem}", "检查文件名和磁盘") from None
    if not content.strip():
        raise refuse("results.empty-file", place, "文件是空的", "检查是否保存成功")
    return content


def decode(content: bytes, path: Path) -> str:
    """Decode utf-8 with or without a mark, utf-16 with a mark, or gb18030.

    Raises:
        BanliError: none of them fits.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
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

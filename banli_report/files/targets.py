"""Where what is made goes: a file, with its copy for checking beside it, or a stream that a program has open."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from banli_report.errors import ERROR, Kind, refuse
from banli_report.files.arguments import PATH, expecting
from banli_report.files.saving import pour, refuse_input, save

PROBLEMS = (
    Kind(
        "word.review-stream",
        ERROR,
        "写进内存的文件没有地方放核对稿。",
        "写进内存的没有核对稿",
    ),
)
_UNNAMED = "报告.docx"
"""What messages call a file that is written into memory."""


@expecting(path=PATH)
def review_path(path: str | Path) -> Path:
    """Give where the copy for checking of a document goes: beside it, and called 核对稿."""
    target = Path(path)
    return target.parent / f"{target.stem}（核对稿）.docx"


def target_of(
    path: str | Path | BinaryIO, inputs: Sequence[Path], *, review: bool
) -> tuple[Path, BinaryIO | None]:
    """Give the file that is written, or the name of what goes into a stream, with the stream.

    Args:
        path: what a program says.
        inputs: the files that were read, which are not written over.
        review: whether a copy for checking is written beside it.

    Raises:
        BanliError: the file was read, or a copy for checking is asked for beside a stream.
    """
    if isinstance(path, str | os.PathLike):
        target = Path(path)
        refuse_input(target, inputs)
        refuse_input(review_path(target), [*inputs, target] if review else [])
        return target, None
    if review:
        hint = "给一个文件名，核对稿写在它旁边"
        raise refuse("word.review-stream", None, "写进内存的没有核对稿", hint)
    return Path(_UNNAMED), path


def put(content: bytes, target: Path, stream: BinaryIO | None) -> None:
    """Write a file whole, or into a stream.

    Raises:
        BanliError: it cannot be written.
    """
    if stream is None:
        save(content, target)
    else:
        pour(content, stream)

"""What of a document depends on its pages, and is settled where LibreOffice can be asked: the foot's place, contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from banli_report.document.tree import Contents, Document, Foot
from banli_report.errors import NOWHERE, WARNING, BanliError, Kind, Problem, warning
from banli_report.word.writer.contents import mark_of
from banli_report.word.writer.foot import FOOT_MARK
from banli_report.word.writer.whole import Filled
from banli_report.word.writer.write import word_bytes

_LOOK = "各人电脑上的软件和字体不全一样，定稿前在Word、WPS里看一眼"

PROBLEMS = (
    Kind(
        "word.foot-placed",
        WARNING,
        "版记另页写的是auto：按LibreOffice排出的页数，选定了版记排在哪里。",
        "LibreOffice排得末页是第3面，是单页，版记移到下一个双页",
        "7.4",
    ),
    Kind(
        "word.foot-not-placed",
        WARNING,
        "版记另页写的是auto，但问不到页数，版记排在末页。",
        "版记应在双页，末页是第几面没有问到（没有找到LibreOffice），版记排在末页",
        "7.4",
    ),
    Kind(
        "word.contents-numbered",
        WARNING,
        "目录的页码是按LibreOffice排出的页数填的，别的软件里可能不同。",
        "目录的页码是按LibreOffice排出的页数填的",
    ),
    Kind(
        "word.contents-not-numbered",
        WARNING,
        "目录里还没有页码，要在Word里更新。",
        "目录的页码没有填上（没有找到LibreOffice）",
    ),
)


_Document = TypeVar("_Document", bound=Document)


def settled(document: _Document, frame: Path | Filled | None) -> tuple[_Document, list[Problem]]:
    """Give a document of which nothing waits for its pages, and what was chosen or could not be asked.

    Args:
        document: the tree; one that asks for nothing is given back as it is.
        frame: the Word frame that it is put in, or None for the shipped one of its kind.

    Raises:
        BanliError: the frame has faults.
    """
    told: list[Problem] = []
    if document.foot and document.foot.new_page is None:
        document, said = _with_foot_placed(document, document.foot, frame)
        told.append(said)
    if document.contents and not document.contents.pages:
        document, said = _with_contents_numbered(document, document.contents, frame)
        told.append(said)
    return document, told


def _pages(content: bytes, marks: Sequence[str]) -> list[int]:
    from banli_report.word.writer.asking import pages_of  # noqa: PLC0415 (who does not ask need not load it)

    return pages_of(content, marks)


def _with_foot_placed(
    document: _Document, foot: Foot, frame: Path | Filled | None
) -> tuple[_Document, Problem]:
    """Choose whether the foot stands on the last page or on the next even one (GB/T 9704-2012, 7.4)."""
    try:
        (page,) = _pages(word_bytes(document, frame), [FOOT_MARK])
    except BanliError as failed:
        reason = failed.problems[0].message
        message = f"版记应在双页，末页是第几面没有问到（{reason}），版记排在末页"
        hint = "看末页的页码：是单页的，在“公文”里写版记另页: true；是双页的写版记另页: false"
        told, odd = warning("word.foot-not-placed", NOWHERE, message, hint), False
    else:
        odd = page % 2 == 1
        kind, where = ("单页", "版记移到下一个双页") if odd else ("双页", "版记就排在这一面")
        message = f"LibreOffice排得末页是第{page}面，是{kind}，{where}"
        told = warning("word.foot-placed", NOWHERE, message, f"{_LOOK}末页的页码")
    return replace(document, foot=replace(foot, new_page=odd)), told


def _with_contents_numbered(
    document: _Document, contents: Contents, frame: Path | Filled | None
) -> tuple[_Document, Problem]:
    """Put the pages of the headings into the contents."""
    marks = [mark_of(number) for number in range(len(document.listed))]
    try:
        pages = _pages(word_bytes(document, frame), marks)
    except BanliError as failed:
        reason = failed.problems[0].message
        message = f"目录的页码没有填上（{reason}）"
        hint = "在Word、WPS里打开，右键单击目录，选“更新域”，更新页码"
        return document, warning("word.contents-not-numbered", NOWHERE, message, hint)
    numbered = replace(document, contents=replace(contents, pages=tuple(map(str, pages))))
    message = "目录的页码是按LibreOffice排出的页数填的"
    hint = f"{_LOOK}；改动以后，右键单击目录，选“更新域”"
    return numbered, warning("word.contents-numbered", NOWHERE, message, hint)

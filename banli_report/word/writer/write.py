"""From the tree to the bytes of a Word file, or of a PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from banli_report.document.tree import Document, text_of
from banli_report.errors import ERROR, Kind, Place, refuse
from banli_report.word.ooxml.package import CORE, core_properties, rewritten
from banli_report.word.writer.body import WordSection, word_sections
from banli_report.word.writer.contents import contents_elements
from banli_report.word.writer.filling import Content, fill
from banli_report.word.writer.first_page import room_for_head, title_lines
from banli_report.word.writer.frame import shipped_frame
from banli_report.word.writer.frame_file import frame_name, read_frame
from banli_report.word.writer.head import head_elements
from banli_report.word.writer.rows import LongRows
from banli_report.word.writer.unknowns import marked
from banli_report.word.writer.whole import Filled, closed, frame_and_text

PROBLEMS = (
    Kind("word.output-type", ERROR, "只能写成docx或pdf文件。", "out.doc：只能写成docx或pdf文件"),
    Kind(
        "word.pdfa-output",
        ERROR,
        "PDF/A是一种PDF，要写的却不是PDF文件。",
        "报告.docx：要求写成PDF/A，输出文件却不是PDF",
    ),
)


def word_bytes(document: Document, frame: Path | Filled | None = None) -> bytes:
    """Give a document as the bytes of a Word file; the same document and frame always give the same bytes.

    Args:
        document: the tree.
        frame: the Word frame that it is put in, or the Word file that it was written whole in, or None for the shipped
            one of its kind.

    Raises:
        BanliError: the frame has faults.
    """
    long_rows = LongRows()
    if isinstance(frame, Filled):
        frame_bytes, text = frame_and_text(frame, document)
        frame_called, content = frame_name(frame.path), _content(document, long_rows, text)
    else:
        frame_bytes, frame_called = _frame(document, frame)
        content = _content(document, long_rows)
    title = "\n".join(title_lines(document))
    if any(run.unknown for run in document.title):
        title = marked(title)
    fields = {**dict(document.fields), "标题": title}
    filled = fill(frame_bytes, frame_called, fields, content)
    author = document.signature.name if document.signature else fields.get("单位", "")
    name = (text_of(document.title) or fields["标题"]).replace("\n", "")
    properties = core_properties(name, author, document.day, document.language)
    return rewritten(filled, {CORE: properties}, long_rows.written)


def _content(document: Document, long_rows: LongRows, text: WordSection | None = None) -> Content:
    """Give what is put into the frame; ``text`` is what stands there in place of the blocks of the tree."""
    head = tuple(head_elements(document.head, room_for_head(document))) if document.head else ()
    contents = tuple(contents_elements(document))
    sections = word_sections(replace(document, blocks=()) if text else document, long_rows)
    if text:
        sections = (closed(text) if sections[1:] else text, *sections[1:])
    if document.review is None:
        return Content(head, sections, contents, language=document.language)
    review = document.review
    return Content(head, sections, contents, review.banner, review.author, document.day, document.language)


def _frame(document: Document, frame: Path | None) -> tuple[bytes, str]:
    """Give the frame's bytes and its name for messages."""
    if frame is None:
        return shipped_frame(document.kind), "frame.docx"
    return read_frame(frame), frame_name(frame)


def form_of(target: Path, *, pdfa: bool) -> Callable[[bytes], bytes]:
    """Give what makes of the bytes of a Word file those of a file of the kind that is to be written.

    Args:
        target: the file to be written.
        pdfa: whether a PDF is PDF/A, for keeping.

    Raises:
        BanliError: it is of no kind that can be written, or PDF/A is asked for what is no PDF.
    """
    suffix = target.suffix.lower()
    if suffix not in (".docx", ".pdf"):
        hint = "把输出文件名改为以.docx或.pdf结尾"
        raise refuse("word.output-type", Place(file=target.name), "只能写成docx或pdf文件", hint)
    if suffix == ".pdf":
        return partial(_pdf_of, pdfa=pdfa)
    if pdfa:
        message, hint = "要求写成PDF/A，输出文件却不是PDF", "把输出文件名改为以.pdf结尾，或不要求PDF/A"
        raise refuse("word.pdfa-output", Place(file=target.name), message, hint)
    return bytes


def _pdf_of(content: bytes, *, pdfa: bool) -> bytes:
    from banli_report.word.writer.pdf import to_pdf  # noqa: PLC0415 (who writes Word files need not load it)

    with tempfile.TemporaryDirectory(prefix="banli-", ignore_cleanup_errors=True) as scratch:
        word_file = Path(scratch, "report.docx")
        word_file.write_bytes(content)
        return to_pdf([word_file], Path(scratch), pdfa=pdfa)[0].read_bytes()

"""From prose to the document tree."""

from __future__ import annotations

from banli_report.document.markup import parse, parse_line
from banli_report.document.tree import Document, Signature, text_of
from banli_report.errors import NOWHERE, BanliError, error
from banli_report.prose.render import Prose
from banli_report.prose.values import date_text
from banli_report.results.model import Report


def document_of(prose: Prose, report: Report, frame: str) -> Document:
    """Give the document of a report's prose.

    Args:
        prose: title and body as marked text.
        report: whose agency, session and signature the document carries.
        frame: path of the pack's Word frame.

    Raises:
        BanliError: the headings cannot be numbered.
    """
    title = parse_line(prose.title, prose.marks)
    try:
        blocks = parse(prose.body, prose.marks)
    except ValueError as problem:
        raise BanliError(
            [error("template.headings", NOWHERE, str(problem), "减少标题的数量或层次")]
        ) from None
    day = report.signature.date
    signature = Signature(report.signature.name or report.agency.full_name, date_text(day) if day else "")
    fields = (
        ("标题", text_of(title)),
        ("年度", str(report.year)),
        ("单位", report.agency.full_name),
        ("简称", report.agency.short),
        ("会议", report.session),
        ("署名", signature.name),
        ("日期", signature.date),
    )
    return Document(title, blocks, signature, fields, day.isoformat() if day else "", frame)

"""From the official elements of a report file to the nodes of the tree."""

from __future__ import annotations

from banli_report.document.tree import Foot, Head, Line
from banli_report.results.official import Official
from banli_report.results.values import chinese_date


def head_of(official: Official) -> Head | None:
    """Give the head of a document, or None where nothing of it is said."""
    head = Head(
        letter=official.is_letter,
        marks=tuple(filter(None, (official.copy_number, official.head_texts["密级"], official.urgency))),
        agencies=official.agencies,
        suffix=official.printed_suffix,
        number=official.number,
        signers=official.signers,
    )
    said = head.marks or head.agencies or head.number or head.signers
    return head if said else None


def recipient_lines(official: Official) -> tuple[Line, ...]:
    """Give the line of recipients, or none."""
    if not official.recipients:
        return ()
    return (Line("recipients", f"{'，'.join(official.recipients)}："),)


def foot_of(official: Official) -> Foot | None:
    """Give the foot of a document, or None."""
    if not (official.issued_on or official.copies):
        return None
    copies = f"抄送：{'，'.join(official.copies)}。" if official.copies else ""
    issued = f"{chinese_date(official.issued_on)}印发" if official.issued_on else ""
    chosen = official.foot_on_new_page
    # a foot without 印发机关, that of a letter, always stands on the last page
    waits = chosen == "auto" and bool(official.issuer)
    return Foot(copies, official.issuer, issued, None if waits else chosen is True)

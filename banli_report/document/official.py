"""From the official elements of a report file to the nodes of the tree."""

from __future__ import annotations

from banli_report.document.tree import Foot, Head, Line
from banli_report.results.official import Official
from banli_report.results.values import chinese_date

_SUFFIX = "文件"


def head_of(official: Official | None) -> Head | None:
    """Give the head of a document, or None where nothing of it is said."""
    if official is None:
        return None
    suffix = _SUFFIX if official.suffix and not official.is_letter else ""
    head = Head(
        letter=official.is_letter,
        marks=tuple(filter(None, (official.copy_number, _secrecy(official), official.urgency))),
        agencies=tuple(name.removesuffix(suffix) for name in official.masthead),
        suffix=suffix,
        number=official.number,
        signers=official.signers,
    )
    said = head.marks or head.agencies or head.number or head.signers
    return head if said else None


def head_fields(official: Official | None) -> tuple[tuple[str, str], ...]:
    """Give the texts of the head for the tags of a frame in which an office draws its own; empty where not said."""
    said = official or Official()
    return (
        ("份号", said.copy_number),
        ("密级", _secrecy(said)),
        ("紧急程度", said.urgency),
        ("发文机关标志", "\n".join(said.masthead)),
        ("发文字号", said.number),
        ("签发人", "　".join(said.signers)),
    )


def _secrecy(official: Official) -> str:
    return "★".join(filter(None, (official.secrecy, official.secrecy_term)))


def recipient_lines(official: Official | None) -> tuple[Line, ...]:
    """Give the line of recipients, or none."""
    if official is None or not official.recipients:
        return ()
    return (Line("recipients", f"{'，'.join(official.recipients)}："),)


def foot_of(official: Official | None) -> Foot | None:
    """Give the foot of a document, or None."""
    if official is None or not (official.issued_on or official.copies):
        return None
    copies = f"抄送：{'，'.join(official.copies)}。" if official.copies else ""
    issued = f"{chinese_date(official.issued_on)}印发" if official.issued_on else ""
    return Foot(copies, official.issuer, issued, bool(official.foot_on_new_page))

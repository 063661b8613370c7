"""Fields in a paragraph: making one, and whether one shows the page number."""

from __future__ import annotations

import re

from banli_report.word.ooxml.xml import Node, attribute, element, own, q, text

_CODES = (q("instrText"), q("fldSimple"))
_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)


def field_runs(code: str, result: str = "", *, dirty: bool = False) -> list[Node]:
    """Make the runs of a field: begin, code, separate, what it shows, end.

    Args:
        code: its code.
        result: what it shows until it is updated, or empty.
        dirty: whether Word is to update it when it opens the file.
    """
    instruction = element("instrText")
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    instruction.text = code
    begin = element("fldChar", fldCharType="begin", dirty=1 if dirty else None)
    inner = [element("r", *text(result))] if result else []
    return [
        element("r", begin),
        element("r", instruction),
        element("r", element("fldChar", fldCharType="separate")),
        *inner,
        element("r", element("fldChar", fldCharType="end")),
    ]


def has_page_field(paragraph: Node) -> bool:
    """Tell whether a paragraph shows the page number, itself rather than in a text box in it."""
    if next(paragraph.iter(*_CODES), None) is None:
        return False
    codes = "".join(code.text or "" for code in own(paragraph, "instrText"))
    simple = [attribute(field, "instr") for field in own(paragraph, "fldSimple")]
    return any(_PAGE.match(code) for code in (codes, *simple))

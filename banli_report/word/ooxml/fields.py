"""Fields in a paragraph: whether it shows the page number."""

from __future__ import annotations

import re

from banli_report.word.ooxml.xml import Node, attribute, own, q

_CODES = (q("instrText"), q("fldSimple"))
_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)


def has_page_field(paragraph: Node) -> bool:
    """Tell whether a paragraph shows the page number, itself rather than in a text box in it."""
    if next(paragraph.iter(*_CODES), None) is None:
        return False
    codes = "".join(code.text or "" for code in own(paragraph, "instrText"))
    simple = [attribute(field, "instr") for field in own(paragraph, "fldSimple")]
    return any(_PAGE.match(code) for code in (codes, *simple))

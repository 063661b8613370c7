"""Fields in a paragraph: whether it shows the page number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from banli_report.word.ooxml.xml import q

_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)


def has_page_field(paragraph: Any) -> bool:
    """Tell whether a paragraph shows the page number, itself rather than in a text box in it."""
    codes = "".join(code.text or "" for code in _own(paragraph, "instrText"))
    simple = [field.get(q("instr"), "") for field in _own(paragraph, "fldSimple")]
    return any(_PAGE.match(code) for code in (codes, *simple))


def _own(paragraph: Any, tag: str) -> Iterator[Any]:
    return (node for node in paragraph.iter(q(tag)) if next(node.iterancestors(q("p"))) is paragraph)

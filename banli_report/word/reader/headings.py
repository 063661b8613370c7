"""Headings and their numbers: 一、（一）1.（1） (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from banli_report.standard.numerals import ORDINALS
from banli_report.word.reader.view import Paragraph

_CHINESE = r"[一二三四五六七八九十]{1,3}"
_FORMS = (
    (1, re.compile(rf"({_CHINESE})[、.．，,](?!\d)")),
    (2, re.compile(rf"[（(]\s*({_CHINESE})\s*[）)][、.．，,]?")),
    (3, re.compile(r"(\d{1,2})[.．、](?![\d])")),
    (4, re.compile(r"[（(]\s*(\d{1,2})\s*[）)][、.．，,]?")),
)
_RIGHT = {
    1: re.compile(r".+、"),
    2: re.compile(r"（\S+）"),
    3: re.compile(r"\d+\."),
    4: re.compile(r"（\d+）"),
}
_LIST_FORMS = {"〇、": 1, "（〇）": 2, "(〇)": 2, "0.": 3, "0．": 3, "0、": 3, "（0）": 4, "(0)": 4}
_STYLE = re.compile(r"(?:heading |标题\s*)([1-4])|([一二三四])级标题", re.IGNORECASE)
_LEVELS = {"一": 1, "二": 2, "三": 3, "四": 4}
_LEAD_END = re.compile(r"[。：:]")
_ITEM_END = re.compile(r"[；;]")
_LEAD_LENGTH, _ALONE_LENGTH = 45, 50


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """What makes a paragraph a heading.

    Args:
        level: 1 to 4, or 0 for no heading.
        number: its number, typed or automatic, or 0 where it has none.
        sign: the number as it is typed.
        right: whether the sign is written as the standard has it.
        alone: whether the heading takes the whole paragraph.
        lead: how many characters of the paragraph the heading takes.
        styled: the level that the style's name or the outline level states, or 0.
    """

    level: int = 0
    number: int = 0
    sign: str = ""
    right: bool = True
    alone: bool = False
    lead: int = 0
    styled: int = 0


NOT_A_HEADING = HeadingMark()


def heading_mark(paragraph: Paragraph) -> HeadingMark:
    """Tell whether a paragraph is a heading or begins with one."""
    text = paragraph.text.lstrip()
    shift = len(paragraph.text) - len(text)
    styled = _styled_level(paragraph)
    level, number, sign = _typed(text)
    level = level or _LIST_FORMS.get(paragraph.list_form, 0) or styled
    if not level:
        return NOT_A_HEADING
    alone = bool(styled) or _is_alone(text.rstrip())
    lead = len(paragraph.text) if alone else _lead(text, shift)
    if not lead:
        return NOT_A_HEADING
    number = number or paragraph.list_number * bool(paragraph.list_form in _LIST_FORMS)
    right = not sign or bool(_RIGHT[level].fullmatch(sign))
    return HeadingMark(level, number, sign, right, alone, lead, styled)


def _styled_level(paragraph: Paragraph) -> int:
    """Give the level that Word knows of: the outline level, else the one in the style's name."""
    if paragraph.outline is not None and paragraph.outline < len(_LEVELS):
        return paragraph.outline + 1
    found = _STYLE.fullmatch(paragraph.style)
    if not found:
        return 0
    return int(found[1] or _LEVELS[found[2]])


def _typed(text: str) -> tuple[int, int, str]:
    for level, form in _FORMS:
        found = form.match(text)
        if found:
            return level, _number(found[1]), found[0]
    return 0, 0, ""


def _number(sign: str) -> int:
    """Read a number; what is no ordinal, such as 一一, counts as none."""
    return int(sign) if sign.isdecimal() else ORDINALS.get(sign, 0)


def _is_alone(text: str) -> bool:
    return (
        len(text) <= _ALONE_LENGTH
        and not re.search(r"[。；，：;,:]", text[:-1])
        and text[-1] not in "；;，,："
    )


def _lead(text: str, shift: int) -> int:
    """Give how far a run-in heading reaches: to its full stop; an item of a list has none."""
    stop, item = _LEAD_END.search(text), _ITEM_END.search(text)
    if stop is None or stop.end() > _LEAD_LENGTH or (item and item.start() < stop.start()):
        return 0
    return stop.end() + shift

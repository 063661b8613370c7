"""Characters: those that no document may hold, and how wide the others are."""

from __future__ import annotations

import re
import unicodedata

UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
    + "]"
)
"""Characters that XML or Word cannot hold: controls, lone surrogates, noncharacters."""


_SURE = re.compile("[\u4e00-\u9fff]+")
"""The common ideographs, which are wide without asking."""

INVISIBLE = dict.fromkeys(
    (
        0x00AD,
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        0x2060,
        *range(0x2066, 0x206A),
        0xFEFF,
    )
)
"""Characters that are pasted in from web pages unseen, and carry nothing in a class, a date or a header."""
_UNSEEN = re.compile(f"[{''.join(map(chr, INVISIBLE))}]")


def visible(text: str) -> str:
    """Give a text without the characters that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def code_point(character: str) -> str:
    """Give a character's code point, as in U+0007."""
    return f"U+{ord(character):04X}"


def ems(value: str) -> float:
    """Give a text's width in characters: East Asian ones take one, others half of one."""
    if value.isascii():
        return len(value) / 2
    others = _SURE.sub("", value)
    if others.isascii():
        return len(value) - len(others) / 2
    narrow = sum(unicodedata.east_asian_width(character) not in "WFA" for character in others)
    return len(value) - narrow / 2

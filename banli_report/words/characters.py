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


def code_point(character: str) -> str:
    """Give a character's code point, as in U+0007."""
    return f"U+{ord(character):04X}"


def ems(value: str) -> float:
    """Give a text's width in characters: East Asian ones take one, others half of one."""
    if value.isascii():
        return len(value) / 2
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in value)
    return wide + (len(value) - wide) / 2

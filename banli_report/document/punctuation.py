"""Full-width punctuation in Chinese prose (GB/T 15834); numbers, addresses and Latin text keep their own."""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_CHINESE = f"{_HAN}，。、；：？！（）《》〈〉“”‘’〔〕…—"
_WIDE = str.maketrans(",;:?!", "，；：？！", " ")
_FEWEST_DOTS, _MOST_DOTS = 3, 6
_MOST_PASSES = 20
"""Brackets in brackets, and side by side, are widened one after the other; no sentence has as many."""
_MARKS = re.compile(f"(?<=[{_CHINESE}])(?:[ ]?[,;:?!])+|(?<![\\d|\\-])[,;:?!](?=[{_HAN}《“（])")
_AFTER_NUMBER = re.compile(f"(?<=[\\d%])([,;:])(?=[{_HAN}《“（])")
_BRACKETS = re.compile(r"\(([^()\n]*)\)")
_CHINESE_CHARACTER = re.compile(f"[{_CHINESE}]")
_DOTS = re.compile(f"(?<=[{_CHINESE}])\\.{{3,}}")
_DASHES = re.compile(f"(?<=[{_CHINESE}])--+(?=[{_CHINESE}])")
_STOP = re.compile(f"(?<=[{_HAN}”》）])\\.(?=$|[{_HAN}“《])", re.MULTILINE)


def full_width(text: str) -> str:
    """Give typed text with the half-width punctuation of its Chinese sentences made full-width.

    Args:
        text: marked text; values stand in it as marks and are never touched.
    """
    for _ in range(_MOST_PASSES):
        wider = _widened(text)
        if wider == text:
            break
        text = wider
    return text


def _widened(text: str) -> str:
    text = _BRACKETS.sub(_bracketed, text)
    text = _MARKS.sub(lambda found: found.group().translate(_WIDE), text)
    text = _AFTER_NUMBER.sub(lambda found: found.group(1).translate(_WIDE), text)
    return _STOP.sub("。", _DASHES.sub("——", _DOTS.sub(_ellipsis, text)))


def _ellipsis(found: re.Match[str]) -> str:
    """Make an ellipsis of three to six dots; what is left over of more stays as it is."""
    whole, rest = divmod(len(found.group()), _MOST_DOTS)
    if rest < _FEWEST_DOTS:
        return "……" * whole + "." * rest
    return "……" * (whole + 1)


def _bracketed(found: re.Match[str]) -> str:
    """Widen brackets that hold Chinese, or stand between it."""
    text = found.string
    around = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
    chinese = _CHINESE_CHARACTER.search(found.group(1)) or _CHINESE_CHARACTER.search(around)
    return f"（{found.group(1)}）" if chinese else found.group()

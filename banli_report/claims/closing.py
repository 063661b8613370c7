"""Whether a list is said to be all of its whole: by its frame, its shares, a remainder, or classes that part everything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from banli_report.claims.entries import Entry
from banli_report.claims.frames import ATTRIBUTES, BROKEN_OFF, HEDGES, OTHERS, SCALES
from banli_report.claims.mentions import Sentence


class Intro(StrEnum):
    """How a list begins."""

    AMONG = "其中"
    INTO = "分别为"
    SORTED = "按……分"
    WITHIN = "……件中"
    NAMED = "……件中（件数在前文）"
    COLON = "："
    BRACKET = "（）"
    TOTAL = "总数在后"
    NONE = "总数在前"
    ACROSS = "总数在前一句"
    APART = "总数在前一段"

    @property
    def is_loose(self) -> bool:
        """Tell whether no word of the list itself says what it is a list of."""
        return self in (Intro.ACROSS, Intro.APART)


_OPENED = (Intro.AMONG, Intro.INTO, Intro.SORTED, Intro.WITHIN, Intro.COLON, Intro.BRACKET, Intro.ACROSS)
_NARROWING = ("办理方式", "层级", "会议", "公开", "进度")
"""Scales whose classes, where every part names the same one, make the list one of some items alone."""
_CROSSED = ("层级", "种类")
"""Scales that parts may name both of: 省建议、省提案、市建议、市提案."""
_JUDGED = ("满意度", "办理结果")
"""Scales whose classes are said to be all even where the whole stands in another sentence."""
_WORDS = {
    scale: sorted(
        ((word, number) for number, term in enumerate(terms) for word in term), key=lambda pair: -len(pair[0])
    )
    for scale, terms in SCALES.items()
}
_MANY, _FEW = 4, 3
_CLOSES = Fraction(1)
"""How far from 100 the shares of a list that is all may add up."""
_ABOUT = re.compile("^(?:涉及|关于|有关|属于)(.*(?:方面|类|领域))$")
_NOUN = re.compile("(?:建议|提案|议案|意见|件|票|的|有|类|[“”\"']){1,20}+$")


def closed_by(parts: Sequence[Entry], intro: Intro, sentence: Sentence) -> str:
    """Give why a list is said to be all of its whole, or an empty text where it need not be."""
    if len(parts) < 2 or not _is_plain(parts) or _is_hedged(parts, sentence):
        return ""
    if _shares_close(parts):
        return "shares"
    if _remains(parts[-1]):
        return "" if intro is Intro.APART else "rest"
    scale = scale_of(parts)
    if scale and not _is_narrowed(parts, scale) and not _attributes(parts, scale):
        return _closed_scale(scale, intro)
    if scale or intro not in _OPENED or _attributes(parts, ""):
        return ""
    return _closed_form(parts, intro)


def exceeds(parts: Sequence[Entry], intro: Intro, sentence: Sentence) -> bool:
    """Tell whether a list that is more than its whole deserves a look: three parts or more that do not seem to overlap."""
    opened = intro in (Intro.AMONG, Intro.INTO, Intro.WITHIN, Intro.BRACKET)
    names = {part.name for part in parts}
    if (
        not opened
        or len(parts) < _FEW
        or len(names) < len(parts)
        or _is_hedged(parts, sentence)
        or _attributes(parts, "")
    ):
        return False
    for scale in SCALES.keys() - {"层级"}:
        terms = [term for part in parts if (term := term_in(part.name, scale)) is not None]
        if len(set(terms)) < len(terms):
            return False
    return True


def scale_of(parts: Sequence[Entry]) -> str:
    """Give the scale of which the parts are different classes, or an empty text."""
    found: dict[str, list[int | None]] = {}
    for scale in SCALES:
        terms = [term_in(part.name, scale) for part in parts]
        if None not in terms:
            found[scale] = terms
            if len(set(terms)) == len(terms):
                return scale
    if all(scale in found for scale in _CROSSED):
        pairs = set(zip(*(found[scale] for scale in _CROSSED), strict=True))
        return _CROSSED[0] if len(pairs) == len(parts) else ""
    return ""


def term_in(name: str, scale: str) -> int | None:
    """Give the class of a scale that a name ends with, or the last one that it holds."""
    best: tuple[int, int, int] | None = None
    for word, number in _WORDS[scale]:
        at = name.rfind(word)
        if at >= 0:
            found = (at + len(word), len(word), number)
            if best is None or found[:2] > best[:2]:
                best = found
    return best[2] if best else None


def _is_plain(parts: Sequence[Entry]) -> bool:
    families = {part.mention.number.family for part in parts}
    return len(families) == 1 and all(part.is_exact and not part.is_past for part in parts)


def _is_hedged(parts: Sequence[Entry], sentence: Sentence) -> bool:
    ending = parts[-1].mention.after
    words = "".join(part.mention.lead for part in parts)
    broken = ending.startswith("等") or any(sign in sentence.clean for sign in BROKEN_OFF[1:])
    return broken or any(hedge in words or hedge in ending for hedge in HEDGES)


def _remains(part: Entry) -> bool:
    return part.name.startswith(OTHERS) or any(word in part.mention.label for word in OTHERS)


def _shares_close(parts: Sequence[Entry]) -> bool:
    shares = [part.share.number.value for part in parts if part.share]
    return len(shares) == len(parts) and abs(sum(shares, Fraction(0)) - 100) <= _CLOSES


def _closed_scale(scale: str, intro: Intro) -> str:
    if intro is Intro.APART or (intro is Intro.ACROSS and scale not in _JUDGED):
        return ""
    return "scale"


def _is_narrowed(parts: Sequence[Entry], scale: str) -> bool:
    for other in _NARROWING:
        if other != scale:
            terms = {term_in(part.name, other) for part in parts}
            if len(terms) == 1 and None not in terms:
                return True
    return False


def _attributes(parts: Sequence[Entry], scale: str) -> bool:
    """Tell whether a part has a word that may overlap with the others, beside the one of its class."""
    for part in parts:
        name = _ABOUT.sub(r"\1", part.name)
        for word, _ in _WORDS.get(scale, ()):
            name = name.replace(word, "")
        if any(word in name for word in ATTRIBUTES):
            return True
    return False


def may_overlap(part: Entry) -> bool:
    """Tell whether a part is said to be of another kind than classes beside it: 重点建议3件, 市级49件."""
    if any(word in part.name for word in ATTRIBUTES):
        return True
    return any(term_in(part.name, scale) is not None for scale in SCALES if scale != "种类")


def _closed_form(parts: Sequence[Entry], intro: Intro) -> str:
    names = [_NOUN.sub("", part.name) for part in parts]
    alike = all(names) and _ends_alike([part.name for part in parts])
    if intro is Intro.ACROSS:
        return "form" if alike and len(parts) >= _MANY and any(part.times > 1 for part in parts) else ""
    if intro in (Intro.INTO, Intro.SORTED, Intro.BRACKET):
        return "frame" if all(part.name for part in parts) else ""
    if intro is Intro.WITHIN:
        return "form" if alike or len(parts) >= _FEW else ""
    return "form" if alike and len(parts) >= _FEW else ""


def _ends_alike(names: Sequence[str]) -> bool:
    """Tell whether names end with the same character (经济类、文化类; 立法案、监督案)."""
    return len({name[-1] for name in names}) == 1

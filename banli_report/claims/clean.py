"""A text as the grammar reads it: one form of each sign and character, no spaces; every place leads back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from banli_report.words.characters import INVISIBLE

_TRADITIONAL = (
    "佔占總总數数項项條条個个餘余萬万億亿較较減减長长辦办復复複复結结滿满為为達达幾几兩两約约別别與与單单獨独協协會会議议參参閱阅見见覆复釋释類类體体將将開开還还東东"
    "給给過过進进這这併并轉转選选決决徵征審审納纳報报張张戶户鎮镇縣县區区級级後后臺台舉举實实紀纪錄录隊队來来間间問问題题應应該该當当歲岁門门處处場场專专業业點点種种"
    "稱称織织組组經经濟济設设務务發发說说話话費费資资質质輛辆們们從从動动勞劳歷历時时書书記记號号優优產产節节隨随難难劃划擬拟據据現现標标準准權权齊齐斷断聯联黨党備备"
    "廣广強强縮缩屬属職职員员財财貿贸農农補补"
)
"""Traditional characters of the words that the grammar knows, each before its simplified form."""
_SIGNS = {"﹔": ";", "∶": ":", "︰": ":", "﹕": ":", "﹐": ",", "﹑": "、", "﹒": ".", "＂": '"', "〃": "同"}
FORMS = {
    **dict(zip(map(ord, _TRADITIONAL[::2]), _TRADITIONAL[1::2], strict=True)),
    **{ord(sign): form for sign, form in _SIGNS.items()},
}
"""What stands for a sign or a traditional character where texts are read, each a single character."""
_GLUED = re.compile(r"[0-9A-Za-z.%]")


@dataclass(frozen=True, slots=True)
class Clean:
    """A text without spaces and in one form of its characters.

    Args:
        text: the text as the grammar reads it.
        written: the text as written.
        origins: where each character of ``text`` stands in ``written``.
    """

    text: str
    written: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a piece of the clean text stands in the written one."""
        if start >= end:
            return (0, 0)
        return self.origins[start], self.origins[end - 1] + 1

    def as_written(self, start: int, end: int) -> str:
        """Give a piece of the clean text as it is written."""
        begin, stop = self.span(start, end)
        return self.written[begin:stop]


def clean(written: str) -> Clean:
    """Give a text as the grammar reads it: half-width digits and signs, simplified characters, no spaces.

    A space stays where it parts two letters or digits.
    """
    kept: list[str] = []
    origins: list[int] = []
    gap = False
    for position, character in enumerate(written):
        if ord(character) in INVISIBLE:
            continue
        if character.isspace():
            gap = True
            continue
        form = _form(character)
        if gap and kept and _GLUED.match(kept[-1]) and _GLUED.match(form):
            kept.append(" ")
            origins.append(position)
        gap = False
        kept.append(form)
        origins.append(position)
    return Clean("".join(kept), written, origins)


def _form(character: str) -> str:
    if character.isascii():
        return character
    known = FORMS.get(ord(character))
    if known:
        return known
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character

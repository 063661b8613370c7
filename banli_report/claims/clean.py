"""A text as the grammar reads it: one form of each sign and character, no spaces; every place leads back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from banli_report.words.characters import INVISIBLE

_TRADITIONAL = (
    "佔占計计總总數数項项條条個个餘余萬万億亿較较減减長长辦办復复複复結结滿满為为達达幾几兩两約约別别與与單单獨独協协會会議议參参閱阅見见覆复釋释類类體体將将開开還还"
    "東东給给過过進进這这併并轉转選选決决徵征審审納纳報报張张戶户鎮镇縣县區区級级後后臺台舉举實实紀纪錄录隊队來来間间問问題题應应該该當当歲岁門门處处場场專专業业點点"
    "種种稱称織织組组經经濟济設设務务發发說说話话費费資资質质輛辆們们從从動动勞劳歷历時时書书記记號号優优產产節节隨随難难劃划擬拟據据現现標标準准權权齊齐斷断聯联黨党"
    "備备廣广強强縮缩屬属職职員员財财貿贸農农補补爲为鄉乡爭争於于畝亩內内釐厘噸吨團团國国圖图頭头導导層层屆届並并無无暫暂棟栋畢毕匯汇溝沟沒没熱热牽牵環环電电確确線线"
    "統统緩缓編编網网銜衔規规許许訪访訴诉請请輪轮郵邮採采裏里裡里鍾钟閉闭頁页頃顷預预領领額额評评價价義义視视銷销賬账帳帐關关連连"
)
"""Traditional characters of the words of the field, each before its simplified form."""
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


class _Forms(dict[int, str]):
    """The one form of each character, looked up once."""

    def __missing__(self, code: int) -> str:
        digit = unicodedata.decimal(chr(code), None)
        form = unicodedata.normalize("NFKC", chr(code)) if digit is None else str(digit)
        self[code] = form if len(form) == 1 else chr(code)
        return self[code]


_ONE_FORM = _Forms(FORMS)
_GAP = re.compile(f"[\\s{''.join(map(chr, INVISIBLE))}]+")


def clean(written: str) -> Clean:
    """Give a text as the grammar reads it: half-width digits and signs, simplified characters, no spaces.

    A space stays where it parts two letters or digits.
    """
    forms = written.translate(_ONE_FORM)
    kept: list[str] = []
    origins: list[int] = []
    start = 0
    for gap in _GAP.finditer(forms):
        kept.append(forms[start : gap.start()])
        origins.extend(range(start, gap.start()))
        if not gap[0].translate(INVISIBLE).isspace():
            start = gap.end()
            continue
        if _GLUED.match(forms[gap.start() - 1 : gap.start()]) and _GLUED.match(
            forms[gap.end() : gap.end() + 1]
        ):
            kept.append(" ")
            origins.append(gap.start())
        start = gap.end()
    kept.append(forms[start:])
    origins.extend(range(start, len(forms)))
    return Clean("".join(kept), written, origins)

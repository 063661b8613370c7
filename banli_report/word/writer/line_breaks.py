"""Breaking titles by sense: never inside a word, lines balanced (GB/T 9704-2012, 7.3.1: 词意完整、排列对称)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, combinations, pairwise
from math import comb

from banli_report.words.characters import ems
from banli_report.words.terms import KINDS

_WORDS = (
    *(
        "关于",
        "办理",
        "办理情况",
        "办理工作",
        "办理工作总结",
        "工作总结",
        "工作",
        "总结",
        "情况",
        "报告",
        "汇报",
    ),
    *("人大", "政协", "人大代表", "政协委员", "代表", "委员", "建议", "提案", "议案", "建议提案", "议案建议"),
    *(
        "人大代表建议",
        "人大建议",
        "政协委员提案",
        "批评和意见",
        "批评",
        "意见",
        "以来",
        "期间",
        "年度",
        "会议",
        "自治区",
        "重点建议",
        "重点提案",
    ),
    *(
        "人民政府",
        "人民代表大会",
        "人民代表大会常务委员会",
        "常务委员会",
        "常委会",
        "委员会",
        "办公室",
        "管理局",
    ),
    *("自然资源和规划局", "住房和城乡建设局", "住房保障", "统计表", "一览表"),
)
_NUMBER = "[一二三四五六七八九十百]+"
_LEVEL = "(?:自治区|[省市县区州])"
_PEOPLE = f"(?:全国[和、]?)?(?:{_LEVEL}[和、]?){{0,8}}"
_FIXED = "|".join(
    (
        # one session of one body is one word, in its short form: 市十五届人大五次会议
        rf"{_LEVEL}?(?:人大|政协)?第?{_NUMBER}届(?:人大|政协)?第?{_NUMBER}次(?:会议|全会)",
        rf"第?{_NUMBER}届(?:人民代表大会|(?:\w{{1,3}}[省市县区州])?委员会)",
        rf"{_PEOPLE}(?:人大政协(?:建议提案)?|人大代表建议|人大建议|政协委员提案|政协提案|人大|政协)",
        "《[^《》]*》|“[^“”]*”|（[^（）]*）",
        # a number with its unit, a stretch of time: 2023年度, 2021—2023年, 2024年1—10月, 2024年上半年
        r"第?[A-Za-z0-9.%〔〕\-]+(?:[年月日]?[—–－~～至]?[0-9]+)*"
        rf"(?:年度|年份|月份|季度|[年月日号件项个次届批])?(?:第?{_NUMBER}季度|[上下]半年|前{_NUMBER}季度)?",
        rf"(?:[〇零一二三四五六七八九]{{4}})年(?:度|{_NUMBER}月)?",
        rf"第?{_NUMBER}(?:届|次会议|次|号|季度|批)",
    )
)
_PAIR = re.compile(
    rf"{_PEOPLE}人大(?:代表)?(?:议案)?建议[、和]?{_PEOPLE}政协(?:委员)?提案|建议[、和]?提案|议案[、和]?(?:代表)?建议"
)
"""What belongs together, and is torn only where no other break is as even by far."""
_SEAM = re.compile(r"[A-Za-z0-9](?=[\u4e00-\u9fff])|[\u4e00-\u9fff](?=[A-Za-z0-9])")
_NOT_FIRST = ("以来", "的", "和", "与", "及", "、", "，", "。", "）", "》", "”", "：", "；")
_NOT_LAST = ("和", "与", "及", "（", "《", "“", "关于", "——", "人大", "政协")
_SIMPLE = str.maketrans(
    "關於辦總結報匯協員議見間會區務環規劃鄉設統計評覽縣鎮屆號項個條與來產縂產陸點單級參",
    "关于办总结报汇协员议见间会区务环规划乡设统计评览县镇届号项个条与来产总产陆点单级参",
)
"""The traditional characters of the words above; a title is broken in the same places in both scripts."""
_TORN = 40
_MAX_CHOICES = 100_000
"""More ways to break than this are those of a text that is no title; Word breaks it by width."""


def broken(text: str, width: float, words: Iterable[str] = ()) -> list[str]:
    """Break a text into the fewest lines that fit, where its sense allows.

    Args:
        text: the text; line feeds that it holds are breaks already chosen.
        width: width of a line in characters of the text's size.
        words: more words that may not be broken, such as the agency's name.
    """
    known = frozenset(word.translate(_SIMPLE) for word in words if word and ems(word) <= width)
    found = []
    for given in text.split("\n"):
        ends = [0, *accumulate(map(len, _broken_line(given.translate(_SIMPLE), width, known)))]
        found += [given[start:end] for start, end in pairwise(ends)]
    return found


def spaced_width(line: str) -> float:
    """Give a line's width in characters with the quarters that stand between Chinese and digits or letters."""
    if line.isascii():
        return ems(line)
    return ems(line) + len(_SEAM.findall(line)) / 4


def _broken_line(text: str, width: float, words: frozenset[str]) -> list[str]:
    tokens = _tokens(text, words)
    if spaced_width(text) <= width:
        return [text]
    places = [i for i in range(1, len(tokens)) if _may_break(tokens, i)]
    fewest = int(-(-spaced_width(text) // width))
    for count in (fewest, fewest + 1):
        if comb(len(places), count - 1) > _MAX_CHOICES:
            break
        choices = [_lines(tokens, chosen) for chosen in combinations(places, count - 1)]
        fitting = [lines for lines in choices if all(spaced_width(line) <= width for line in lines)]
        if fitting:
            return min(fitting, key=lambda lines: _unevenness(lines) + _TORN * _torn(text, lines))
    return [text]


def _tokens(text: str, words: frozenset[str]) -> list[str]:
    return [found.group() for found in _pattern(words).finditer(text)]


@cache
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    kinds = (word for term in KINDS for word in (term.label, *term.spellings))
    known = sorted({*_WORDS, *kinds, *words}, key=len, reverse=True)
    return re.compile(f"{_FIXED}|{'|'.join(map(re.escape, known))}|.", re.DOTALL)


def _may_break(tokens: Sequence[str], place: int) -> bool:
    before, after = tokens[place - 1], tokens[place]
    if after.startswith(_NOT_FIRST) or before.endswith(_NOT_LAST):
        return False
    if len(before) == 1 and after.startswith(tuple("省市县区州")) and before not in "、，":
        return False  # 某某市 is one name
    # between two characters of which neither is part of a known word, a name could be torn apart
    return len(before) > 1 or len(after) > 1 or before in "的、，"


def _lines(tokens: Sequence[str], places: Sequence[int]) -> list[str]:
    starts, ends = (0, *places), (*places, len(tokens))
    return ["".join(tokens[start:end]) for start, end in zip(starts, ends, strict=True)]


def _torn(text: str, lines: Sequence[str]) -> int:
    """Count the breaks that fall inside of what belongs together."""
    breaks = set(accumulate(map(len, lines)))
    return sum(
        len(breaks.intersection(range(found.start() + 1, found.end()))) for found in _PAIR.finditer(text)
    )


def _unevenness(lines: Sequence[str]) -> float:
    """Weigh how far lines are from a trapezium or a rhombus of even lines; hour-glass shapes weigh more."""
    lengths = [ems(line) for line in lines]
    mean = sum(lengths) / len(lengths)
    waist = any(
        lengths[i] < lengths[i - 1] and lengths[i] < lengths[i + 1] for i in range(1, len(lengths) - 1)
    )
    even = len(set(lengths)) == 1
    return sum((length - mean) ** 2 for length in lengths) + 50 * waist + 0.5 * even

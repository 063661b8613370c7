"""Ordinals that skip or repeat: 一是…二是…四是, 第一…第三, and in plain text the numbers of headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from banli_report.checks.finding import Finding
from banli_report.checks.release.texts import Texts
from banli_report.errors import WARNING, Kind
from banli_report.standard.numerals import ORDINALS, chinese

_MOST = 30
_NUMBERS = {word: number for word, number in ORDINALS.items() if number <= _MOST}
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_FREE = r"(?:^|(?<=[，。；：、！？…”）)\s,;:!?.*—]))"
"""Where an ordinal begins: after a sign, not within a word such as 唯一是."""
_ORDINAL = re.compile(
    rf"{_FREE}(?P<number>{_NUMERAL})(?P<sign>是(?!否|非)|要(?![求素件点义务闻]))"
    rf"|(?:^|(?<=[。；：！？\s]))(?:第(?P<counted>{_NUMERAL})(?P<after>[，、,]|是)|(?P<word>首先|其次)[，,])",
    re.MULTILINE,
)
_WORDS = {"首先": 1, "其次": 2}
_HEADING = re.compile(
    rf"^[ ?？·•*-]{{0,6}}(?:(?P<first>{_NUMERAL})、|[（(]\s?(?P<second>{_NUMERAL})\s?[）)]|\d{{1,2}}[.．、](?!\d)|[（(]\d{{1,2}}[）)])",
    re.MULTILINE,
)
_OTHERWISE = re.compile("其次|再次|再者|最后|另外|此外|还有|同时|与此同时")
"""Words that may stand in the place of an ordinal."""
_DEEP = 5
"""How many lists may stand within each other, those included that ended unseen."""
_FAR = 8
"""Passages after which a list is taken for ended."""

PROBLEMS = (
    Kind(
        "release.ordinal",
        WARNING,
        "“一是、二是、三是”之类的序号漏了或重了。",
        "报告.docx 正文 第14段：“二是”之后是“四是”，缺“三是”：“四是加强督办……”",
    ),
)


@dataclass(slots=True)
class _Lists:
    """The lists that are open at a place, those inside others last: the number that each has come to."""

    numbers: list[int] = field(default_factory=list)
    offset: int = 0
    position: int = 0

    def take(self, number: int) -> int | None:
        """Take the next number; give the last one where this does not follow it, though it should."""
        if number == 1:
            self.numbers = [*self.numbers[-_DEEP:], 1]
            return None
        for depth in range(len(self.numbers) - 1, -1, -1):
            if self.numbers[depth] == number - 1:
                self.numbers[depth:] = [number]
                return None
        last = self.numbers[-1] if self.numbers else 0
        self.numbers[-1:] = [number]
        return last if 0 < last <= number else None


def ordinal_findings(texts: Texts) -> Iterator[Finding]:
    """Give ordinals within paragraphs that skip or repeat; lists may restart and stand within others."""
    lists: dict[str, _Lists] = {}
    seen = -1
    for found in _ORDINAL.finditer(texts.whole):
        position = texts.position(found.start())
        if any(_ends_lists(texts, other) for other in range(max(seen + 1, position - _FAR), position + 1)):
            lists.clear()
        seen = position
        kind, number = _read(found)
        if number:
            yield from _follow(texts, lists.setdefault(kind, _Lists()), found, number)


def _ends_lists(texts: Texts, position: int) -> bool:
    """Tell whether a passage begins anew: a heading, a cell of a table."""
    return (
        texts.passages[position].cell is not None
        or _HEADING.match(texts.whole, texts.start(position)) is not None
    )


def _read(found: re.Match[str]) -> tuple[str, int]:
    """Give the kind of list that an ordinal belongs to, and its number; 0 for what is no number."""
    if found["number"]:
        return found["sign"], _NUMBERS.get(found["number"], 0)
    return "第", _WORDS.get(found["word"] or "") or _NUMBERS.get(found["counted"] or "", 0)


def _follow(texts: Texts, lists: _Lists, found: re.Match[str], number: int) -> Iterator[Finding]:
    if texts.position(found.start()) - lists.position > _FAR:
        lists.numbers.clear()
    begin, lists.offset, lists.position = lists.offset, found.end(), texts.position(found.start())
    last = lists.take(number)
    between = texts.whole[begin : found.start()]
    if (
        last is None
        or _OTHERWISE.search(between)
        or any(_stands(n, between) for n in range(last + 1, number))
    ):
        return
    if last < number or not found["word"]:
        yield _finding(texts, found, last, number)


def _stands(number: int, text: str) -> bool:
    """Tell whether an ordinal that seems to be missing stands there in another form, or without a sign before it."""
    word = chinese(number)
    return (
        re.search(rf"{word}(?:[是要靠抓则来为、，：]|方面|点)|其{word}|（{word}）|{number}[.．、]", text)
        is not None
    )


def _form(found: re.Match[str]) -> str:
    """Give how the ordinal that was found is written, with a place for the numeral."""
    groups = found.groupdict()
    if groups.get("sign"):
        return f"{{}}{groups['sign']}"
    if groups.get("first"):
        return "{}、"
    return "（{}）" if groups.get("second") else "第{}"


def _finding(texts: Texts, found: re.Match[str], last: int, number: int) -> Finding:
    named = {n: f"“{_form(found).format(chinese(n))}”" for n in range(last, number + 2)}
    if last == number:
        message, hint = f"{named[number]}写了两次", f"后一个多半应为{named[number + 1]}；检查后面的序号"
    else:
        missing = "、".join(named[n] for n in range(last + 1, number))
        message, hint = f"{named[last]}之后是{named[number]}，缺{missing}", "检查有没有漏写或写错序号"
    return texts.doubtful("release.ordinal", found, message, hint)


def heading_findings(texts: Texts) -> Iterator[Finding]:
    """Give numbers of headings, 一、 and （一）, that skip or repeat; the layout of a Word file knows them better."""
    first, second = _Lists(), _Lists()
    for position in range(len(texts.passages)):
        found = _HEADING.match(texts.whole, texts.start(position))
        if found is None:
            continue
        if found["first"]:
            second.numbers.clear()
        lists, written = (first, found["first"]) if found["first"] else (second, found["second"])
        number = _NUMBERS.get(written or "", 0)
        last = lists.take(number) if number else None
        if last is not None:
            yield _finding(texts, found, last, number)

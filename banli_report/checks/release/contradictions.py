"""Years and sessions in which title and text plainly contradict each other, as where last year's text was taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from banli_report.checks.finding import Finding
from banli_report.checks.release.dates import signed_day
from banli_report.checks.release.texts import Texts
from banli_report.errors import WARNING, Kind
from banli_report.standard.numerals import ORDINALS, chinese

_NUMBERS = {**ORDINALS, **{str(number): number for number in ORDINALS.values()}}
_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_FIELD, _KIND = re.compile("建议|提案|议案"), re.compile("报告|总结|汇报|情况|通报|说明")
_AHEAD = re.compile("通知|方案|计划|要点|安排|部署|意见")
_LONGEST_TITLE, _FIRST = 80, 15
_YEAR = re.compile(r"(?<![\d—–~至-])((?:19|20)\d\d)年(?![来])(?! ?\d{1,2}月)(?![—–~至-])")
_COUNT = re.compile(r"(?:承办|办理|收到|受理|交办|接收)[^。；，\n]{0,25}?\d+ ?件")
_OPENING = re.compile(r"[^\d]{0,6}((?:19|20)\d\d)年度?(?! ?\d{1,2}月)(?![初末底—–~至-])")
_COMPARING = re.compile(
    "去年|上年|上一年|同期|往年|相比|比|较|累计|以来|期间|五年|三年|历年|遗留|结转|跨年|续办"
)
_SESSION = re.compile(
    rf"第?(?P<term>{_NUMERAL})届(?P<body>人大|人民代表大会|政协|委员会)?第?(?P<number>{_NUMERAL})次(?:全体|全)?会"
)
_CONFERENCE = re.compile("政协[^，。；、\n届]{0,10}$")
_BEFORE = 12

PROBLEMS = (
    Kind(
        "release.year",
        WARNING,
        "标题写的年份，与正文开头或成文日期的年份不一致。",
        "报告.docx 正文 第3段：标题写的是2022年，正文开头说的却是2021年：“2021年，我局共承……”",
    ),
    Kind(
        "release.session",
        WARNING,
        "标题写的届次，与正文写的不一致。",
        "报告.docx 正文 第3段：标题写的是十五届四次会议，正文写的却是十五届五次会议：“区十五届人大五次……”",
    ),
)


class Session(NamedTuple):
    """A session: of the congress or of the conference, its term and number."""

    body: str
    term: int
    number: int


def contradiction_findings(texts: Texts) -> Iterator[Finding]:
    """Give years and sessions of the text that contradict the title; where there may be another reading, nothing."""
    position = _title(texts)
    if position is None:
        return
    title = "".join(texts.lines[position].split())
    years = set(_YEAR.findall(title))
    if len(years) == 1:
        yield from _opening_year(texts, position, years.pop())
    sessions = {session for session, _ in _sessions(title)}
    if len(sessions) == 1:
        yield from _other_session(texts, position, sessions.pop())


def _title(texts: Texts) -> int | None:
    """Give the position of the title: the first short line that says what kind of report of the field this is; notices look ahead."""
    for position, line in enumerate(texts.lines[:_FIRST]):
        said = "".join(line.split())
        if len(said) <= _LONGEST_TITLE and "。" not in said and _FIELD.search(said) and _KIND.search(said):
            return None if _AHEAD.search(said) else position
    return None


def _opening_year(texts: Texts, title: int, year: str) -> Iterator[Finding]:
    """Compare the year of the title with that of the first sentence that counts items, and that of the signature."""
    counting = ((begin, sentence) for begin, sentence in texts.sentences() if _COUNT.search(sentence))
    after = ((begin, said) for begin, said in counting if texts.position(begin) > title)
    for begin, sentence in islice(after, 1):
        found = _OPENING.match(texts.whole, begin, begin + len(sentence))
        said_too = f"{year}年" in texts.lines[texts.position(begin)]
        if found and found[1] != year and not said_too and not _COMPARING.search(sentence):
            message = f"标题写的是{year}年，正文开头说的却是{found[1]}年"
            yield texts.doubtful("release.year", found, message, "核对年份，多半是沿用旧稿时没有改")
    yield from _signed_year(texts, title, int(year))


def _signed_year(texts: Texts, title: int, year: int) -> Iterator[Finding]:
    """Compare the year that is reported on with that of the signature, which cannot come before it."""
    signed = signed_day(texts)
    if signed and signed[0].year < year:
        message = f"标题写的是{year}年，成文日期却在{signed[0].year}年"
        yield texts.doubtful("release.year", signed[1], message, "核对年份")


def _sessions(text: str) -> Iterator[tuple[Session, re.Match[str]]]:
    """Give the sessions that a text names, each where it is named; those of nobody in particular are left out."""
    for found in _SESSION.finditer(text):
        body = _body(text[max(found.start() - _BEFORE, 0) : found.start()], found["body"])
        term, number = _NUMBERS.get(found["term"]), _NUMBERS.get(found["number"])
        if body and term and number:
            yield Session(body, term, number), found


def _body(before: str, said: str | None) -> str:
    """Give whose session it is, or an empty text where that is not said."""
    if said in ("政协", "委员会") or _CONFERENCE.search(before):
        return "政协"
    return "人大" if said else ""


def _other_session(texts: Texts, title: int, session: Session) -> Iterator[Finding]:
    """Compare the session of the title with those of the text: only one other of the same body and term."""
    begin = texts.start(title) + len(texts.lines[title])
    same: dict[Session, re.Match[str]] = {}
    for other, found in _sessions(texts.whole):
        if found.start() >= begin and other.body == session.body:
            same.setdefault(other, found)
    if session in same or len(same) != 1:
        return
    ((other, found),) = same.items()
    if other.term == session.term and _is_opening(texts, title, found):
        message = f"标题写的是{_named(session)}，正文写的却是{_named(other)}"
        yield texts.doubtful("release.session", found, message, "核对届次，多半是沿用旧稿时没有改")


def _is_opening(texts: Texts, title: int, found: re.Match[str]) -> bool:
    """Tell whether something stands in the first paragraph of the text: one that ends with a stop or a colon."""
    ends = (".", "。", "：", ":")
    first = next(
        (p for p in range(title + 1, len(texts.lines)) if texts.lines[p].rstrip().endswith(ends)), None
    )
    return first is not None and texts.position(found.start()) == first


def _named(session: Session) -> str:
    return f"{session.body}{chinese(session.term)}届{chinese(session.number)}次会议"

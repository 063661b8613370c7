"""Whether a ledger is of the year, the session and the kind that the report speaks of, by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banli_report.checks.results.folding import cells
from banli_report.checks.results.standing import parted_by
from banli_report.errors import WARNING, Kind, Place, Problem, warning
from banli_report.figures.basis import BatchBasis
from banli_report.results.account import Account, Aside, RowPassed
from banli_report.results.item import Item
from banli_report.results.model import Report
from banli_report.results.values import first_few
from banli_report.standard.numerals import ORDINALS
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import KINDS
from banli_report.words.vocabulary import plain

_YEAR_HEADER = re.compile("(?:所属|交办|建议|提案|提出|办理|承办)?(?:年度|年份)")
_SESSION_HEADER = re.compile("届|会议")
_LONGEST = 40
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?")
_YEARS_SAID = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年(?! ?\d{1,2}月)|[-—–~～至](?:19|20)\d\d)")
_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_SESSION = re.compile(rf"第?({_NUMERAL})届[^届次,;、]{{0,12}}?第?({_NUMERAL})次")
_CONGRESS, _CONFERENCE = re.compile("人大|人民代表"), re.compile("政协|委员会")
_NUMBERS = {**ORDINALS, **{str(number): number for number in ORDINALS.values()}}
_OF_MEMBERS = frozenset({"proposal", "motion", "public_opinion"})
_OF_DEPUTIES = frozenset({"bill", "suggestion", "between_session", "converted"})

PROBLEMS = (
    Kind(
        "results.other-session",
        WARNING,
        "台账写的届次，不是报告写的那次会议。",
        "ledger.xlsx 工作表“台账” 单元格C2：“届次”有3件写着十七届三次（C2、C3、C4），报告的会议是县十七届人大四次会议",
    ),
    Kind(
        "results.titled-otherwise",
        WARNING,
        "台账的大标题写的年份、届次或种类，不是报告要的。",
        "ledger.xlsx 工作表“台账” 第1行：台账的标题是“2023年人大代表建议台账”，报告的年度是2024年",
    ),
)


def session_problems(report: Report, batch: BatchBasis, fallback: Place | None) -> Iterator[Problem]:
    """Tell of rows and of a ledger's title that name another year or session than the report, or another kind.

    Args:
        report: its year and its session.
        batch: the batch.
        fallback: the place of the batch, for rows that come from no file.
    """
    if batch.ledger is None:
        return
    session = _session_of(report, batch)
    parted = parted_by(batch)
    own = sorted(column for column in batch.ledger.known if not COLUMNS.find(column))
    for column in (column for column in own if column not in parted):
        items = [item for item in batch.ledger.items if isinstance(item.value(column), str)]
        if _YEAR_HEADER.fullmatch(plain(column)):
            yield from _other_years(report, column, items, fallback)
        if session and _SESSION_HEADER.search(column):
            found = [item for item in items if _differs(_sessions(str(item.value(column))), session)]
            yield from _other_sessions(report, column, found, fallback)
    for name, account in report.all_accounts():
        if name == batch.name:
            for row in _titles(account):
                yield from _titled(report, batch, account, row, session)


def _session_of(report: Report, batch: BatchBasis) -> tuple[int, int] | None:
    """Give term and number of the report's session, where it is one of those who hand in the batch's items."""
    found = _sessions(report.session or "")
    kind = KINDS.find(batch.batch.kind)
    if len(found) != 1 or kind is None:
        return None
    theirs = _CONGRESS.search(report.session or "") and kind.identifier in _OF_DEPUTIES
    ours = _CONFERENCE.search(report.session or "") and kind.identifier in _OF_MEMBERS
    return next(iter(found)) if theirs or ours else None


def _sessions(text: str) -> set[tuple[int, int]]:
    """Give the sessions that a text names, by term and number; none where it names more than are understood."""
    said_in = plain(text[:_LONGEST])
    found = _SESSION.findall(said_in)
    if said_in.count("次") > len(found):
        return set()
    said = ((_NUMBERS.get(term), _NUMBERS.get(number)) for term, number in found)
    return {(term, number) for term, number in said if term and number}


def _differs(said: set[tuple[int, int]], session: tuple[int, int]) -> bool:
    return bool(said) and session not in said


def _other_years(
    report: Report, column: str, items: Sequence[Item], fallback: Place | None
) -> Iterator[Problem]:
    years = {
        id(item): found[1] for item in items if (found := _YEAR.fullmatch(plain(str(item.value(column)))))
    }
    others = [item for item in items if years.get(id(item), str(report.year)) != str(report.year)]
    if others:
        said = "、".join(sorted({f"{years[id(item)]}年" for item in others}))
        message = f"“{column}”有{len(others)}件写着{said}{cells(others, column)}，报告的年度是{report.year}年"
        hint = "不是本年的，用“筛选”分开；仍计入的，在正文里说明"
        yield warning("results.other-year", others[0].place(column) or fallback, message, hint)


def _other_sessions(
    report: Report, column: str, items: Sequence[Item], fallback: Place | None
) -> Iterator[Problem]:
    if items:
        said = first_few(list(dict.fromkeys(str(item.value(column)) for item in items)))
        message = f"“{column}”有{len(items)}件写着{said}{cells(items, column)}，报告的会议是{report.session}"
        hint = "不是这次会议的，用“筛选”分开；仍计入的，在正文里说明"
        yield warning("results.other-session", items[0].place(column) or fallback, message, hint)


def _titles(account: Account) -> Iterator[RowPassed]:
    first = min(account.header, default=0)
    return (row for row in account.passed if row.reason is Aside.TITLE and row.row < first)


def _titled(
    report: Report, batch: BatchBasis, account: Account, row: RowPassed, session: tuple[int, int] | None
) -> Iterator[Problem]:
    years = set(_YEARS_SAID.findall(plain(row.text)))
    kind = KINDS.find(batch.batch.kind)
    otherwise = ""
    if years and str(report.year) not in years:
        otherwise = f"报告的年度是{report.year}年"
    elif session and _differs(_sessions(row.text), session):
        otherwise = f"报告的会议是{report.session}"
    elif kind and "kind" not in batch.batch.known_columns() and _is_of_others(row.text, kind.identifier):
        otherwise = f"“{batch.name}”是{kind.label}"
    if otherwise:
        place = Place(file=account.file, sheet=account.sheet, cell=str(row.row))
        message = f"台账的标题是“{row.text}”，{otherwise}"
        hint = "核对是不是取错了台账；没有取错的，改写台账的标题"
        yield warning("results.titled-otherwise", place, message, hint)


def _is_of_others(title: str, kind: str) -> bool:
    """Tell a title that names nothing but proposals over suggestions, or the other way round."""
    if kind in _OF_DEPUTIES:
        return "提案" in title and not re.search("建议|议案", title)
    return kind == "proposal" and re.search("代表建议|人大建议", title) is not None and "提案" not in title

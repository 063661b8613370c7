"""Checks on what is not public: what closes items beside the column of openness, and their titles typed in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from banli_report.checks.results.folding import cells
from banli_report.errors import ERROR, WARNING, Kind, Place, Problem, error, warning
from banli_report.figures.basis import Basis
from banli_report.figures.rows import is_public
from banli_report.results.closing import answer, asks, resembles_secrecy
from banli_report.results.model import Item
from banli_report.results.texts import lines_of
from banli_report.results.values import shown
from banli_report.words.columns import COLUMNS, label_of
from banli_report.words.terms import CLOSED, OPENNESS
from banli_report.words.vocabulary import plain

_LEAST = 4
_MARKS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]{1,20}[)\]】〕]")
_QUOTED = re.compile(r"[《“「『\"]([^《》“”「」『』\"]{4,60})[》”」』\"]")
_WRAPPER = re.compile("^关于|的(?:建议|提案|议案)$")
_SIGNS = re.compile(r"[\W_]+")

PROBLEMS = (
    Kind(
        "results.closed-elsewhere",
        WARNING,
        "“公开”以外的地方写着不公开，这些件按不公开处理。",
        "ledger.xlsx 工作表“台账” 单元格F3：“备注”写有不公开或涉密的字样的有1件（F3），按不公开处理，标题不列出",
    ),
    Kind(
        "results.openness-conflict",
        ERROR,
        "“公开”一列说公开，别处却说不公开。",
        "ledger.xlsx 工作表“台账” 单元格F3：“密级”里写有不公开或涉密的字样，“公开”却是公开，有1件（F3）",
    ),
    Kind(
        "results.openness-value",
        ERROR,
        "涉密、上网一类的列，看不出这一件能不能公开。",
        "ledger.xlsx 工作表“台账” 单元格E3：“是否涉密”是“待定”（E3），看不出这一件能不能公开",
    ),
    Kind(
        "results.closed-title",
        ERROR,
        "报告文件里打了不公开的件的标题。",
        "report.yaml 第14行：这里写有不公开的件的标题（ledger.xlsx B3），会印在文件里",
    ),
)


def closed_problems(
    items: Sequence[Item], columns: frozenset[str], fallback: Place | None
) -> Iterator[Problem]:
    """Give what beside the column of openness says that items are not public, and where the two disagree.

    Args:
        items: the rows.
        columns: the columns that the ledger has.
        fallback: the place of the batch, for rows that come from no file.
    """
    closing: dict[str, list[Item]] = {}
    for item in items:
        for column in item.closing_columns:
            closing.setdefault(column, []).append(item)
    for column, closed in closing.items():
        opened = [item for item in closed if _is_open(item)]
        if asks(column) == "online":
            yield from _told(column, [item for item in closed if _is_open_or_unsaid(item)], fallback)
        elif opened:
            message = (
                f"“{label_of(column)}”里写有不公开或涉密的字样，“{label_of('openness')}”却是公开，"
                f"有{len(opened)}件{cells(opened, column)}"
            )
            hint = "核对这几件能否公开，两处改成一致"
            yield error("results.openness-conflict", opened[0].place(column) or fallback, message, hint)
        else:
            yield from _told(column, [item for item in closed if item.openness is None], fallback)
    for column in sorted(columns):
        yield from _unclear(column, items, fallback)


def _is_open(item: Item) -> bool:
    term = OPENNESS.find(item.openness) if item.openness else None
    return term is not None and term.identifier not in CLOSED


def _is_open_or_unsaid(item: Item) -> bool:
    return item.openness is None or _is_open(item)


def _told(column: str, closed: Sequence[Item], fallback: Place | None) -> Iterator[Problem]:
    if not closed:
        return
    said = "没有上网或公示，或者空着" if asks(column) == "online" else "写有不公开或涉密的字样"
    message = (
        f"“{label_of(column)}”{said}的有{len(closed)}件{cells(closed, column)}，按不公开处理，标题不列出"
    )
    hint = "核对这几件；能公开的，改去这一格的字样，或在台账加“公开”一列逐件填写"
    yield warning("results.closed-elsewhere", closed[0].place(column) or fallback, message, hint)


def _unclear(column: str, items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    """Refuse what a column of secrecy says of items in words that are neither yes nor no."""
    if resembles_secrecy(column) and not COLUMNS.find(column):
        yield from _unknown(column, items, fallback)
    if asks(column) != "secrecy":
        return
    unclear: dict[str, list[Item]] = {}
    for item in items:
        value = item.value(column)
        if answer(column, value) == "unclear":
            unclear.setdefault(value, []).append(item)
    for value, members in unclear.items():
        message = f"“{column}”是“{shown(value)}”{cells(members, column)}，看不出这一件能不能公开"
        hint = "涉密或不公开的填“是”或密级，其余填“否”或空着"
        yield error("results.openness-value", members[0].place(column) or fallback, message, hint)


def _unknown(column: str, items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    filled = [item for item in items if item.value(column) is not None and is_public(item)]
    if filled:
        message = f"“{column}”一列像是涉密情况{cells(filled, column)}，看不出哪几件不能公开"
        hint = "表头改为“密级”或“是否涉密”，逐件填写；与能否公开无关的，删去这一列"
        yield error("results.openness-value", filled[0].place(column) or fallback, message, hint)


def typed_title_problems(basis: Basis) -> Iterator[Problem]:
    """Give the titles of items that are not public which are typed in the report file and would be printed."""
    rows = [item for batch in basis.batches for item in batch.batch.items or () if item.title]
    sides: dict[bool, list[Item]] = {True: [], False: []}
    for item in rows:
        sides[is_public(item)].append(item)
    hidden = sides[False]
    if not hidden:
        return
    closed = [(form, _WRAPPER.sub("", form), item) for item in hidden for form in _forms(item.title)]
    lines = [(place, list(_named(line, closed))) for line, place in lines_of(basis.report)]
    if not any(named for _, named in lines):
        return
    public = {form for item in sides[True] for form in _forms(item.title)}
    for place, found in lines:
        named = {id(item) for form, item in found if form not in public}
        for item in hidden:
            if id(item) in named:
                yield _typed(item, place)


def _named(line: str, closed: Iterable[tuple[str, str, Item]]) -> Iterator[tuple[str, Item]]:
    text = _SIGNS.sub("", plain(line))
    quoted = {_SIGNS.sub("", plain(found[1])) for found in _QUOTED.finditer(line)}
    for form, bare, item in closed:
        if form in text or (len(bare) >= _LEAST and bare in quoted):
            yield form, item


def _typed(item: Item, place: Place) -> Problem:
    at = item.place("title")
    where = f"（{at.file} {at.cell}）" if at and at.cell else ""
    message = f"这里写有不公开的件的标题{where}，会印在文件里"
    hint = "删去或改写这句话，不写出标题；确能公开的，改正台账"
    return error("results.closed-title", place, message, hint)


def _forms(title: str) -> set[str]:
    """Give the forms in which a title may be typed, without signs: with what it has in brackets and without."""
    whole, bare = _SIGNS.sub("", plain(title)), _SIGNS.sub("", _MARKS.sub("", plain(title)))
    forms = {whole, bare} | {form[2:] for form in (whole, bare) if form.startswith("关于") and len(form) > 9}
    return {form for form in forms if len(form) >= _LEAST}

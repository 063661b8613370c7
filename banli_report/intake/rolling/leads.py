"""Items that several units wrote down: each is counted once, under the unit that leads it, or asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from banli_report.errors import ERROR, WARNING, Kind, Place, Problem, error, warning
from banli_report.intake.rolling.asking import in_few_words
from banli_report.intake.rolling.groups import groups_of
from banli_report.intake.rolling.row import SHORTEST, Key, Row, other_sessions
from banli_report.results.identity import number_of, title_of
from banli_report.results.values import first_few, shown
from banli_report.words.columns import label_of
from banli_report.words.terms import CLOSED
from banli_report.words.vocabulary import plain

_ONE_FOR_ALL = (
    "level",
    "key",
    "between_session",
    "openness",
    "result",
    "satisfaction",
    "satisfaction_work",
    "satisfaction_result",
)
"""What an item has one of, whichever ledger says it."""
_UNDER = "在“汇总”里写 计入: {{{}: 单位}}"

PROBLEMS = (
    Kind(
        "results.who-leads",
        ERROR,
        "几个单位的台账里都有这一件，看不出由谁主办，不知道计入哪一家。",
        "各单位/教育局.xlsx 工作表“台账” 单元格C4：“12号”住建局（各单位/住建局.xlsx C3）写着主办，教育局也写着主办",
    ),
    Kind(
        "results.shared-differs",
        ERROR,
        "几个单位的台账里都有这一件，写的却不一样。",
        "各单位/教育局.xlsx 工作表“台账” 单元格F4：“12号”的“办理结果”，教育局写着“B”，住建局（各单位/住建局.xlsx F3）写着“A”",
    ),
    Kind(
        "results.no-lead",
        WARNING,
        "有的件只有协办的单位报来，没有单位主办；也许编号写错，主办的另计了一件。",
        "各单位/教育局.xlsx 工作表“台账” 第4行：有1件只有协办的单位报来（各单位/教育局.xlsx 第4行），没有主办的单位",
    ),
    Kind(
        "results.counted-under",
        ERROR,
        "“计入”写的件，或写的单位，各单位的台账里没有。",
        "report.yaml 第8行 第13列：“计入”里的“12”，各单位的台账里没有这一件",
    ),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """An item that several ledgers have: the row that counts, under which units, and the rows that do not."""

    row: Row
    units: tuple[str, ...]
    others: tuple[Row, ...]


@dataclass(slots=True)
class Merged:
    """The items of a roll-up, each once, and what was asked on the way."""

    counted: dict[int, Counted] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def merged(
    rows: Sequence[Row],
    units: Sequence[str],
    answers: Mapping[str, str],
    answers_at: Callable[[str], Place | None],
) -> Merged:
    """Find the items that several units' ledgers have.

    Args:
        rows: the rows of all ledgers.
        units: all units that reported.
        answers: for items of which the ledgers do not say who leads, the unit, by number or title.
        answers_at: where an answer stands in the report file.

    Returns:
        What counts, by the identity of the row's item; rows that no other ledger has are not among it.
    """
    found = Merged()
    groups = groups_of(rows, found.problems)
    asked = _Answers(answers, units)
    for group in groups:
        if len({row.unit for row in group}) > 1:
            _settle(group, asked, found)
    alone = [group[0] for group in groups if len(group) == 1 and not asked.unit_for(group[0])]
    found.problems += _without_lead(alone, groups, units)
    found.problems[:] = in_few_words([*found.problems, *asked.problems(rows, answers_at)])
    return found


class _Answers:
    """What the report file answers: under which unit an item counts."""

    def __init__(self, answers: Mapping[str, str], units: Sequence[str]) -> None:
        self.answers = answers
        self.units = units
        self._by_number = {number_of(word): unit for word, unit in answers.items()}
        self._by_title = {title_of(word): unit for word, unit in answers.items()}

    def unit_for(self, row: Row) -> str:
        return self._by_number.get(row.number or "-", "") or self._by_title.get(title_of(row.item.title), "")

    def problems(self, rows: Iterable[Row], at: Callable[[str], Place | None]) -> Iterator[Problem]:
        """Give the answers that are about nothing."""
        if not self.answers:
            return
        known: set[tuple[str, str]] = set()
        for row in rows:
            known |= {(row.number, row.unit), (title_of(row.item.title), row.unit)}
        for word, unit in self.answers.items():
            if not {(number_of(word), unit), (title_of(word), unit)} & known:
                message = f"“计入”里的“{shown(word)}”，{unit}的台账里没有这一件"
                yield error("results.counted-under", at(word), message, "核对编号（或标题）和单位的名称")


def _settle(group: Sequence[Row], answers: _Answers, found: Merged) -> None:
    """Find the row of an item that counts; whatever the ledgers do not agree on is asked."""
    own = {row.unit: row for row in group}
    if twice := next((row for row in group if own[row.unit] is not row), None):
        found.problems.append(_ask_lead(twice, group, f"{twice.unit}的台账里写了两次"))
        return
    answer = answers.unit_for(group[0])
    leading = [row for row in group if row.unit == answer] or [row for row in group if row.leads]
    question = "" if answer in own else _why_asked(group, leading)
    if question:
        found.problems.append(_ask_lead(group[1], group, question))
    first = (leading or group)[0]
    found.problems += _differences(first, [row for row in group if row is not first])
    rest = tuple(row for row in group if row is not first)
    found.counted[id(first.item)] = Counted(first, tuple(row.unit for row in leading), rest)


def _why_asked(group: Sequence[Row], leading: Sequence[Row]) -> str:
    """Say why it is not certain under which unit an item counts, or nothing."""
    unknown = [row for row in group if row.item.role and not row.role]
    if unknown:
        return f"{unknown[0].unit}写着“{shown(unknown[0].item.role)}”，看不出是不是主办"
    unsaid = [row for row in group if not row.role]
    if unsaid:
        return f"{'、'.join(row.unit for row in unsaid)}的台账没有写明“{label_of('role')}”"
    if not leading:
        return "没有一个单位写着主办"
    if len(leading) > 1 and any(row.role != "separate" for row in leading):
        return f"{'、'.join(row.unit for row in leading)}都写着{first_few(_words(leading))}"
    if leading[0].role == "sole":
        others = [row.unit for row in group if row is not leading[0]]
        return f"{leading[0].unit}写着{leading[0].item.role}，{'、'.join(others)}却也在办理"
    return ""


def _words(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row.item.role or "" for row in rows))


def _differences(first: Row, others: Iterable[Row]) -> Iterator[Problem]:
    """Give where other ledgers say something else of an item than the one under which it counts."""
    for other in others:
        for column in _ONE_FOR_ALL:
            if first.said(column) and other.said(column) and first.said(column) != other.said(column):
                yield _differs(first, other, column)
        for column in other_sessions(first, other):
            yield _differs(first, other, column)
        for column in _closing(first, other):
            message = f"{other.name}{other.unit}的“{label_of(column)}”写着不公开，{first.unit}（{first.where}）没有写"
            yield error("results.shared-differs", other.item.place(column), message, _AGREE)


def _closing(first: Row, other: Row) -> Iterator[str]:
    """Give the columns by which another ledger closes an item that the one under which it counts leaves open."""
    yield from (column for column in other.item.closing_columns if column not in first.item.closing_columns)
    if other.said("openness") in CLOSED and not first.said("openness"):
        yield "openness"


_AGREE = "请两家核对，写成一样的"


def _differs(first: Row, other: Row, column: str) -> Problem:
    said = [_shown(row, column) for row in (other, first)]
    message = (
        f"{other.name}的“{label_of(column)}”，{other.unit}写着“{said[0]}”，"
        f"{first.unit}（{first.cell(column)}）写着“{said[1]}”"
    )
    return error("results.shared-differs", other.item.place(column), message, _AGREE)


def _shown(row: Row, column: str) -> str:
    value = row.item.value(column)
    if isinstance(value, bool):
        return "是" if value else "否"
    return shown(value)


def _ask_lead(at: Row, group: Sequence[Row], question: str) -> Problem:
    rows = first_few([f"{row.unit} {row.where}" for row in group])
    word = shown(at.item.number or at.item.title)
    message = f"{at.name}{question}，不知道计入哪一家（{rows}）"
    hint = f"改正台账的“{label_of('role')}”；主办的还没有报来的，等它报来；或{_UNDER.format(word)}"
    return error("results.who-leads", at.item.place("role"), message, hint)


def _without_lead(
    alone: Iterable[Row], groups: Sequence[Sequence[Row]], units: Sequence[str]
) -> Iterator[Problem]:
    """Tell of items that only a unit which does not lead them wrote down, where no other lead is named."""
    leading: dict[Key, dict[str, Row]] = {}
    for row in (row for group in groups for row in group if row.leads and len(row.topic) >= SHORTEST):
        leading.setdefault((row.series, row.topic), {}).setdefault(row.unit, row)
    folded = [plain(unit) for unit in units]
    lonely = []
    for row in (row for row in alone if row.role and not row.leads):
        same = leading.get((row.series, row.topic), {})
        twin = next((other for unit, other in same.items() if unit != row.unit), None)
        if twin:
            yield _like_another(row, twin)
        elif not _is_led_outside(row.item.handler or "", folded):
            lonely.append(row)
    if lonely:
        some = first_few([row.where for row in lonely])
        message = f"有{len(lonely)}件只有协办的单位报来（{some}），没有主办的单位"
        hint = "核对编号，是否主办的另报了一件；由别处主办的，在“承办单位”一列写明"
        yield warning("results.no-lead", lonely[0].item.place(), message, hint)


def _like_another(row: Row, twin: Row) -> Problem:
    message = (
        f"“{shown(row.item.title)}”{row.unit}编号{shown(row.item.number)}，写着{row.item.role}，"
        f"{twin.unit}（{twin.where}）编号{shown(twin.item.number)}，看不出是不是同一件"
    )
    word = shown(row.item.number or row.item.title)
    hint = f"是同一件的，编号写成一样；不是的，{_UNDER.format(word).replace('单位', row.unit)}"
    return error("results.which-item", row.item.place("number"), message, hint)


def _is_led_outside(handler: str, units: Iterable[str]) -> bool:
    """Tell the name of a unit that leads an item and is none of those that report."""
    name = plain(handler)
    return bool(name) and not any(unit in name or name in unit for unit in units)

"""A new ledger: a sheet for each batch with the right headers, lists to choose from, and how it is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from banli_report.sheets.workbook import Choice, Sheet, workbook
from banli_report.words.columns import COLUMNS, DATE_COLUMNS, YES_NO_COLUMNS, label_of
from banli_report.words.samples import BESIDE_LEDGERS, EXPLANATION, MARK, OPTIONS, OWN_SAMPLE, SAMPLE
from banli_report.words.terms import OPENNESS, ROLES, YES_NO
from banli_report.words.vocabulary import Term, Vocabulary

_RUNNING, _REMARK = "序号", "备注"
_COLUMNS = (
    *("number", "title", "proposer", "category", "handler", "role", "key"),
    *("assigned_on", "contacted_on", "replied_on", "result", "satisfaction", "openness"),
)
_LAST_OPEN = "category"
_ROOM, _NARROW, _WIDE, _WIDEST = 500, 12, 16, 48
_FILL_IN: Mapping[str, str] = {
    "number": "建议、提案的编号，照交办文件写；按文本写，007不会变成7",
    "title": "案由，写全；一件只占一行，有标题的行就是一件",
    "proposer": "领衔代表、第一提案人，或提案的单位",
    "category": "从下拉列表里选；列表在“选项”工作表，可以改成本单位的分类，也可以直接写",
    "handler": "承办的一个单位；几个单位的，协办的另加“协办单位”一列",
    "role": "从下拉列表里选；独办、分办都算主办",
    "key": "是不是重点督办的，选是或否",
    "assigned_on": "写日期，如 2024-3-5；还没有的空着",
    "contacted_on": "同代表、委员见面商量的日期；还没有的空着",
    "replied_on": "正式答复的日期；还没有的空着",
    "result": "从下拉列表里选；还没有结果的空着",
    "satisfaction": "代表、委员的评价；还没有反馈的空着",
    "openness": "答复能否公开；不公开的，不会列入附件，也不会写进文字",
}
_RULES = (
    ("一件一行", "从示例行下面一行起填，一行就是一件，不要合并单元格。"),
    ("示例行", "第2行是示例，序号写着“示例”，不计入任何数，可以整行删去；不要在示例行上改。"),
    ("列", "可以增减，可以换位置。表头可以用本单位的叫法，banli-report ledger 会说明每一列是怎样读的。"),
    ("多出来的列", "照样保留；在文字里写 {{ 建议.来源 | 分项 }} 就能按“来源”一列分类计数。"),
    ("没有的", "还没有的日期、结果、满意度空着，不写“无”“待定”。"),
    ("合计", "不用写合计行，件数由程序数。"),
)


def ledger_book(
    batches: Sequence[str],
    result: Vocabulary[Term],
    satisfaction: Sequence[str],
    categories: Sequence[str],
    own: Sequence[str] = (),
) -> bytes:
    """Give a workbook of a new ledger.

    Args:
        batches: the sheets, one a batch.
        result: the classes of 办理结果.
        satisfaction: the words of 满意度.
        categories: the classes that are proposed for 类别.
        own: further columns, which are no usual ones.
    """
    lists = {
        "category": tuple(categories),
        "role": ROLES.labels(),
        "key": YES_NO.labels(),
        "result": tuple(_typed(term) for term in result),
        "satisfaction": tuple(satisfaction),
        "openness": OPENNESS.labels(),
    }
    sheets = [_sheet(name, lists, own) for name in batches]
    return workbook([*sheets, _explanation(own), _options(lists)])


def _typed(term: Term) -> str:
    """Give how a class is typed: by its letter, or by its wording where it has none."""
    return term.identifier if len(term.identifier) == 1 else term.label


def _sheet(name: str, lists: Mapping[str, Sequence[str]], own: Sequence[str]) -> Sheet:
    known = list(_COLUMNS)
    at = known.index(_LAST_OPEN) + 1
    columns = [*known[:at], *own, *known[at:]]
    head = (_RUNNING, *map(label_of, columns), _REMARK)
    sample: list[str | date] = [MARK, *(SAMPLE.get(column, OWN_SAMPLE) for column in columns), ""]
    order = list(lists)
    choices = {
        1 + n: Choice(OPTIONS, order.index(column), len(lists[column]), open=column == _LAST_OPEN)
        for n, column in enumerate(columns)
        if column in lists
    }
    days = frozenset(1 + n for n, column in enumerate(columns) if column in DATE_COLUMNS)
    notes = {1 + n: _FILL_IN[column] for n, column in enumerate(columns) if column in _FILL_IN}
    widths = [6, *(_width(column) for column in columns), _WIDE]
    return Sheet(name, head, [sample], widths, samples=1, room=_ROOM, choices=choices, days=days, notes=notes)


def _width(column: str) -> int:
    if column == "title":
        return _WIDEST
    return _NARROW if column in (*DATE_COLUMNS, *YES_NO_COLUMNS) or column not in COLUMNS_OF_WORDS else _WIDE


COLUMNS_OF_WORDS = frozenset(column.identifier for column in COLUMNS if column.holds == "class")


def _explanation(own: Sequence[str]) -> Sheet:
    rows = [*_RULES, *((label_of(column), _FILL_IN[column]) for column in _COLUMNS)]
    rows += [(name, "本单位自己的一列，按它分类计数") for name in own]
    return Sheet(EXPLANATION, BESIDE_LEDGERS[EXPLANATION], rows, (16, 90), wrapped=True)


def _options(lists: Mapping[str, Sequence[str]]) -> Sheet:
    longest = max(map(len, lists.values()))
    rows = [[words[n] if n < len(words) else "" for words in lists.values()] for n in range(longest)]
    return Sheet(OPTIONS, BESIDE_LEDGERS[OPTIONS], rows, (_WIDE,) * len(lists))

"""Items that say of themselves that they may not count: withdrawn, not filed, handed back, made something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from banli_report.checks.results.folding import ALONE, folded
from banli_report.errors import EITHER, Kind, Place, Problem, error, warning
from banli_report.figures.basis import BatchBasis
from banli_report.results.closing import is_for_remarks
from banli_report.results.item import Item
from banli_report.results.model import Report
from banli_report.results.policy import Condition
from banli_report.results.values import shown
from banli_report.words.columns import COLUMNS, column_of, label_of
from banli_report.words.vocabulary import plain

_WHO = "(?:(?:领衔)?代表(?:本人)?|委员(?:本人)?|提案人|提案者|建议人|提出人|本人|原件|此件|该件|本件|经(?:审查|研究|审核|协商)?)"
_HOW = "(?:已|被|予以|拟|现|申请|同意|要求|建议|主动|自愿|自行){0,6}"
_UNIT = r"[\u4e00-\u9fff]{0,10}(?:委|办|局|会|室|科|府|院|单位|部门)"
_DONE = "(?:处理|办理|立案)?"
_KIND = "(?:建议|提案|议案|件)"
_WITHDRAWN = "(?:撤回|撤销|撤案|作废|撤件|撤消)(?:处理|办理|建议|提案|本件|该件|此件)?了?"
_NOT_FILED = f"(?:不予?|未予?|没有|暂不)立案{_DONE}(?:的?{_KIND})?"
_OTHER_MATTER = "(?:社情民意|来信|委员来信|人民建议|信访事?项?)(?:信息|件)?"
_CONVERTED = (
    f"(?:(?:转|改|列)(?:作|为|成)?|作为?|按){_OTHER_MATTER}(?:处理|办理|报送|反映|转送)?"
    f"|(?:转|改)(?:作|为|成)?(?:意见建议|意见){_DONE}"
)
_RETURNED = f"(?:退回|退办|退件|退案|退单)(?:{_UNIT})?(?:改办|重办|改派|重新交办|重新分办|调整|处理)?"
_NUMBER = r"第?\d+号?(?:[、和及]第?\d+号?){0,9}"
_MERGED = (
    f"(?:[与和同]{_NUMBER}{_KIND}?)?(?:并案|合并立案){_DONE}"
    f"|(?:并入|并到|合并到|合并至|合入){_NUMBER}{_KIND}?(?:并案)?{_DONE}"
)
_STEP = f"(?:{_WITHDRAWN}|{_NOT_FILED}|{_CONVERTED}|{_RETURNED}|{_MERGED})"
_WORD = f"{_WHO}{{0,4}}{_HOW}{_STEP}(?:[,;、]?{_HOW}(?:{_STEP}|改办|重办|改派|重新交办))?"
_SAYS_SO = re.compile(rf"[(【\[]?{_WORD}[)】\]]?[。.]?")
_AT_THE_END = re.compile(rf"[(【\[]{_WORD}[)】\]]$")
_MAY_SAY = re.compile("[撤废案转改退并作按列移调合]")
_FILED = re.compile("(?:是否|有无)?立案(?:与否|情况|否)?")
_NO = re.compile("否|不|未|不予|[×✗xn]|no|0")
_ELSEWHERE = re.compile(
    rf"{_WHO}{{0,4}}{_HOW}(?:由{_UNIT})?(?:改由|改派(?:给|至|到)?|改交|改为|转由|转交?|移交(?:给|至|到)?|调整(?:给|至|到|为|由))"
    r"(?P<unit>[\u4e00-\u9fff]{1,10}?(?:局|委|办|院|厅|公司|政府|镇|乡|街道|中心))"
    r"(?:办理|承办|主办|牵头|牵头办理|答复|处理)?了?[。.]?"
)
_ONE = "不该计入的，删去这一行；仍计入的，改写这一格"
_MANY = "不该计入的，删去这些行，或用“筛选”分开；另要数的，在“分组”里写明"

PROBLEMS = (
    Kind(
        "results.withdrawn-row",
        EITHER,
        "有一件写着已撤回、不予立案、退回、并案、改由别处办理等，还算不算要先定；这一行隐藏了的，不定就不写出。",
        "ledger.xlsx 工作表“台账” 单元格F3：“备注”写着“已撤回”，这一件仍计入统计",
    ),
)


def standing_problems(report: Report, batch: BatchBasis, fallback: Place | None) -> Iterator[Problem]:
    """Ask whether items still count that say of themselves that they may not; hidden as well, they surely should go.

    Args:
        report: it knows which rows are hidden, and who the agency is.
        batch: the batch.
        fallback: the place of the batch, for rows that come from no file.
    """
    if batch.ledger is None:
        return
    hidden = {
        (account.file, account.sheet, row)
        for _, account in report.all_accounts()
        for row in account.hidden_rows
    }
    parted = parted_by(batch)
    own = sorted(column for column in batch.ledger.known if not COLUMNS.find(column))
    for column in ("title", *(name for name in own if name not in parted)):
        if column in batch.ledger.known:
            found = [item for item in batch.ledger.items if _leaves(item, column, report)]
            yield from _told(found, column, hidden, fallback)


def parted_by(batch: BatchBasis) -> frozenset[str]:
    """Give the columns by which the report file parts the items itself, so that it knows what they say."""
    conditions: list[Condition | None] = [batch.batch.where, *batch.batch.groups.values()]
    named = (condition for condition in conditions if isinstance(condition, dict))
    return frozenset(column_of(word) for condition in named for word in condition)


def _leaves(item: Item, column: str, report: Report) -> bool:
    value = item.value(column)
    if not isinstance(value, str):
        return False
    text = plain(value)
    if _FILED.fullmatch(plain(column)) and _NO.fullmatch(text):
        return True
    if not _MAY_SAY.search(text):
        return False
    if column == "title":
        return _AT_THE_END.search(text) is not None
    return _SAYS_SO.fullmatch(text) is not None or _is_elsewhere(item, column, text, report)


def _is_elsewhere(item: Item, column: str, text: str, report: Report) -> bool:
    """Tell a remark that another unit handles the item, where its own cells and the agency's name say otherwise."""
    found = _ELSEWHERE.fullmatch(text)
    if found is None or not is_for_remarks(column):
        return False
    named = [item.handler, item.assistants, report.agency.full_name, report.agency.short]
    unit = found["unit"].lstrip("省市县区州旗")
    return not any(unit in plain(name) for name in named if name)


def _told(
    items: Sequence[Item],
    column: str,
    hidden: set[tuple[str, str | None, int]],
    fallback: Place | None,
) -> Iterator[Problem]:
    label = label_of(column)
    told: list[Problem] = []
    for item in items:
        message = f"“{label}”写着“{_word(item, column)}”，这一件仍计入统计"
        place = item.place(column) or fallback
        if item.origin and (item.origin.file, item.origin.sheet, item.origin.row) in hidden:
            yield error("results.withdrawn-row", place, message, _ONE)
        else:
            told.append(warning("results.withdrawn-row", place, message, _ONE))
    if len(told) > ALONE:
        told = [replace(problem, hint=_MANY) for problem in told]
    if items:
        yield from folded(told, f"“{label}”写着“{_word(items[0], column)}”一类的件，仍计入统计")


def _word(item: Item, column: str) -> str:
    return shown(str(item.value(column)).strip())

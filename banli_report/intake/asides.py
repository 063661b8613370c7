"""Rows of a ledger that are no items: totals, and notes under the table."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from banli_report.words.vocabulary import plain

_SPAN = r"(?:本(?:[页月年期季届次]|年度|季度)|[上下]半年|全(?:年|[区市县州旗省局镇乡]))?(?:建议|提案|议案)?(?:件数)?"
_SUM = r"(?:(?:合|总|小|共|累)计(?:数|件数)?|总合计|总件?数|总和|汇总)"
_SHARES = "(?:所?占)?(?:比例?|百分比)|平均[数值]?"
_AMOUNT = r"\(?\d+[件条]?\)?(?:[,;。(].*)?"
_TOTAL = re.compile(
    rf"{_SPAN}{_SUM}:?(?:\([^()]*\)|{_AMOUNT})?|共:?\d+[件条](?:[,;。(].*)?|计|{_SHARES}", re.DOTALL
)
_OWN_TOTAL = re.compile(rf"(?!关于)[^,;:。()]{{1,10}}{_SUM}(?::?{_AMOUNT})?")
_NUMERIC = re.compile(r"[\d.,%件条/-]+")
_WHOLE = re.compile(rf"(?:{_SPAN})?(?:合计|总计|共计|总合计)(?!.*小计)")
_OF_PART = re.compile(r"[^,;:。()]{0,10}(?:小计|(?<=.)(?:合计|共计))")
_SAID = re.compile(r"(?<![\d.])(\d{1,6})(?:\.0)?(?=[件条]|$|\))")
_LONGEST_NUMBER = 12
_MAY_BE_TOTAL = re.compile("[计数共总比平]")
_ROLE = "附?注|备注|日期|说明|填[表报写]|制表|统计|报送|审[核批定]|复核|经办|联系|分管|主要|负责|单位"
_OF = "人员?|单位|部门|科室|领导|日期|时间|电话|方式|说明|及|和"
_NOTE = re.compile(
    rf"[*※]*[(\[【]?(?:{_ROLE})++(?:{_OF}|负责)*+\d{{0,2}}[)\]】]?(?:\((?:签[字名章]|盖章)\))?:|[(\[【]注\d{{0,2}}[)\]】]"
)
_MAY_BE_NOTE = re.compile("[:：注]")


def is_total(filled: Mapping[int, object], title: int | None, naming: Container[int]) -> bool:
    """Tell a row that adds up others, by a word for it in one of its first three cells.

    Args:
        filled: what the row holds, by position.
        title: the position of the items' titles, or None; a row with a title is an item, whatever a remark says.
        naming: the positions of what tells items apart, where such a word makes a total all the same.
    """
    found = [at for at, value in list(filled.items())[:3] if _says_total(str(value))]
    if not found:
        return False
    named = title is not None and title in filled and _is_words(str(filled[title]))
    return not named or any(at in naming for at in found)


def _says_total(text: str) -> bool:
    return bool(_MAY_BE_TOTAL.search(text)) and _TOTAL.fullmatch(plain(text)) is not None


def _is_words(text: str) -> bool:
    return not _says_total(text) and not is_number(text)


def is_number(text: str) -> bool:
    """Tell a cell that holds a number, a share or a count and no words."""
    return _NUMERIC.fullmatch(plain(text)) is not None


def is_class_with_number(filled: Mapping[int, object], title: int | None, names: Mapping[int, str]) -> bool:
    """Tell a row whose title is a number, and whose number is a word, as in 城建类, 12 under the table.

    Args:
        filled: what the row holds, by position.
        title: the position of the items' titles.
        names: the field or header of each position.
    """
    text = "" if title is None else str(filled.get(title, ""))
    if len(text) > _LONGEST_NUMBER or not is_number(text):
        return False
    numbering = [str(value) for at, value in filled.items() if names.get(at) == "number"]
    return bool(numbering) and not any(map(_has_digit, numbering))


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in plain(text))


def sum_said(filled: Mapping[int, object], counted: Container[int], *, of_part: bool = False) -> int | None:
    """Give the number of items that a row of all items states, where it states one number alone.

    Args:
        filled: what the row holds, by position.
        counted: the columns in which a bare number is one of items, and not of money or people.
        of_part: whether a row of some items is meant instead (小计, 城建类合计).
    """
    texts = {at: plain(str(value)) for at, value in filled.items()}
    form = _OF_PART if of_part else _WHOLE
    whole = {at for at, text in texts.items() if form.match(text)}
    if not whole:
        return None
    says = [text for at, text in texts.items() if at in whole or at in counted or text.endswith(("件", "条"))]
    numbers = {int(number) for text in says for number in _SAID.findall(text)}
    return numbers.pop() if len(numbers) == 1 else None


def is_own_total(filled: Mapping[int, object]) -> bool:
    """Tell a row that seems to add up a part (城建类小计), which could be an item: numbers alone follow it."""
    first, *others = filled.values()
    if not others or not _MAY_BE_TOTAL.search(str(first)):
        return False
    is_sum = _OWN_TOTAL.fullmatch(plain(str(first))) is not None
    return is_sum and all(is_number(str(value)) for value in others)


def is_note(filled: Mapping[int, object]) -> bool:
    """Tell a row of notes (注：…, 填表人：…), each in a cell, or in two: what it is, and then what it says."""
    if not _MAY_BE_NOTE.search(str(next(iter(filled.values())))):
        return False
    announced = False
    for text in (plain(str(value)) for value in filled.values()):
        found = _NOTE.match(text)
        if not found and not announced:
            return False
        announced = found is not None and found.end() == len(text)
    return True

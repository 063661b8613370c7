"""Numbers that belong to a person: identity cards, bank cards, mobile telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from banli_report.checks.finding import Finding, doubtful, wrong
from banli_report.checks.release.texts import Texts
from banli_report.errors import EITHER, WARNING, Kind

_BEGIN, _END = r"(?<![0-9A-Za-z])(?<![0-9A-Za-z][-/_.])", r"(?![0-9A-Za-z]|[-/_][0-9A-Za-z]|\.[0-9])"
"""A number stands by itself: not in a longer one, nor in a code such as 005252645/2022-00107."""
_LONG = re.compile(r"\d(?:[ -]?\d){10}")
_IDENTITY = re.compile(rf"{_BEGIN}\d{{6}} ?\d{{8}} ?\d{{3}}[0-9Xx]{_END}")
_OLD_IDENTITY, _OLD_LENGTH = re.compile(rf"{_BEGIN}\d{{15}}{_END}"), 15
_CARD = re.compile(rf"{_BEGIN}(?:\d{{16,19}}|\d{{4}}(?: \d{{4}}){{3}}(?: \d{{1,3}})?){_END}")
_MOBILE = re.compile(
    rf"(?:(?<![0-9A-Za-z])\+?86[- ]?|{_BEGIN})1[3-9]\d(?:\d{{8}}|([- ])\d{{4}}\1\d{{4}}){_END}"
    r"(?! ?(?:[元万亿吨人件户次平㎡%个条名]|多元|余元))"
)
_PROVINCES = frozenset(
    map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)))
) | {"71", "81", "82", "83", "91"}
_WEIGHTS, _CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
_FIRST_YEAR, _LAST_YEAR = 1900, 2049
_LAST_UNSAID_YEAR = 2009
"""Codes of area, day and serial number look the same; where nothing says what a number is, it is a grown person's."""
_AROUND, _LABEL = 20, 8
_IDENTITY_WORDS, _CARD_WORDS = ("身份证", "证件号"), ("银行", "账号", "帐号", "账户", "帐户", "卡号", "开户")
_CODE = re.compile(
    r"(?:信用代码|机构代码|[编案单文票序批]号|索引号?|编码|代码|条码|流水号?|QQ|邮编|备案)[^0-9]{0,3}$"
)
"""What stands before a number that is no person's."""
_ORGAN_CODE = re.compile("(?:信用代码|机构代码)[^0-9]{0,3}$")
_UNION_PAY, _CARD_LENGTHS = "62", (16, 19)

PROBLEMS = (
    Kind(
        "release.identity-number",
        EITHER,
        "文件里写着个人的身份证号；检查txt时只提醒。",
        "报告.docx 正文 第14段：写有身份证号110101********007X：“身份证号：……”",
    ),
    Kind(
        "release.bank-card",
        EITHER,
        "文件里写着银行卡号；检查txt时只提醒。",
        "报告.docx 正文 第14段：写有银行卡号622202*********0002：“卡号：……”",
    ),
    Kind(
        "release.mobile-number",
        WARNING,
        "文件里写着手机号码，多半是个人的。",
        "报告.docx 正文 第14段：写有手机号码138****5678：“联系电话：……”",
    ),
)


def personal_findings(texts: Texts) -> Iterator[Finding]:
    """Give the numbers of persons that a text holds; messages show only their ends."""
    for id_, what, found in personal_numbers(texts.whole):
        make = doubtful if id_ == "release.mobile-number" else wrong
        message, hint = f"写有{what}{_masked(found[0])}", "删去，或只留首尾几位；确需公开的，核对后写明"
        label = texts.before(found.start(), _LABEL)
        place = texts.passages[texts.position(found.start())].place
        yield make(id_, place, message, hint, f"{label}……").about(texts.as_written(found))


def personal_numbers(text: str) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Give each number of a person in a text: the problem's id, what it is, and what was found.

    Args:
        text: the text, its digits half-width.
    """
    if not _LONG.search(text):
        return
    identities = set()
    for found in (*_IDENTITY.finditer(text), *_OLD_IDENTITY.finditer(text)):
        before = text[max(found.start() - _AROUND, 0) : found.start()]
        if _is_identity(found[0].replace(" ", ""), before):
            identities.add(found.start())
            yield "release.identity-number", "身份证号", found
    for found in _CARD.finditer(text):
        before = text[max(found.start() - _AROUND, 0) : found.start()]
        if found.start() not in identities and _is_card(found[0].replace(" ", ""), before):
            yield "release.bank-card", "银行卡号", found
    for found in _MOBILE.finditer(text):
        if not _CODE.search(text[max(found.start() - _LABEL, 0) : found.start()]):
            yield "release.mobile-number", "手机号码", found


def _is_identity(number: str, before: str) -> bool:
    said = any(word in before for word in _IDENTITY_WORDS)
    if number[:2] not in _PROVINCES or (_ORGAN_CODE.search(before) and not said):
        return False
    if len(number) == _OLD_LENGTH:
        return said and _is_birthday(f"19{number[6:12]}", _LAST_YEAR)
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:-1], strict=True))
    last = _LAST_YEAR if said else _LAST_UNSAID_YEAR
    return _CHECKS[total % 11] == number[-1].upper() and _is_birthday(number[6:14], last)


def _is_birthday(digits: str, last_year: int) -> bool:
    """Tell whether eight digits are a day on which somebody may have been born."""
    with suppress(ValueError):
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        return _FIRST_YEAR <= day.year <= last_year
    return False


def _is_card(number: str, before: str) -> bool:
    """Tell a bank card by its check digit, and by what stands before it or by the prefix of UnionPay."""
    said = any(word in before for word in _CARD_WORDS)
    known = number.startswith(_UNION_PAY) and len(number) in _CARD_LENGTHS and not _CODE.search(before)
    return (said or known) and _passes_luhn(number)


def _passes_luhn(number: str) -> bool:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(map(int, number[::-2])) + sum(doubled)) % 10 == 0 and len(set(number)) > 1


def _masked(number: str) -> str:
    """Give a number of which only the ends can be read."""
    plain = number.replace(" ", "")
    head = 6 if len(plain) >= _OLD_LENGTH else 3
    return f"{plain[:head]}{'*' * (len(plain) - head - 4)}{plain[-4:]}"

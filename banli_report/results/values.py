"""Single values as people type them: dates, counts, yes or no, text fit for a document."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from banli_report.terms import YES_NO

_DATE_FORMS = (
    re.compile(r"(\d{4})[-/.．](\d{1,2})[-/.．](\d{1,2})(?:[ T]0{1,2}:00(?::00)?)?"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_NONCHARACTERS = frozenset(range(0xFDD0, 0xFDF0))
MAX_COUNT = 10**9


def read_date(value: object) -> date:
    """Read a date as typed in a ledger or a report file (2019-3-27, 2019/3/27, 2019年3月27日, 20190327).

    Raises:
        ValueError: it is no date; the message is a Chinese phrase.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = unicodedata.normalize("NFKC", str(value)).strip()
    for form in _DATE_FORMS:
        if match := form.fullmatch(text):
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                break
    raise ValueError(f"“{text}”不是日期，应写成2019-12-12或2019年12月12日")


def read_yes_no(value: object) -> bool:
    """Read 是/否, √/×, a logical value.

    Raises:
        ValueError: it is neither; the message is a Chinese phrase.
    """
    if isinstance(value, bool):
        return value
    text = str(value).strip()
    term = YES_NO.find(text) or YES_NO.find(text[:1] if text[:1] in "已未" else "")
    if term is None:
        raise ValueError(f"“{text}”看不出是与否，应填“是”或“否”")
    return term.identifier == "yes"


def read_count(value: object) -> int:
    """Read a whole, non-negative number of items; 12, 12.0 and "12件" are the same.

    Raises:
        ValueError: it is not a count; the message is a Chinese phrase.
    """
    text = unicodedata.normalize("NFKC", str(value)).strip().removesuffix("件")
    try:
        number = Decimal(text) if not isinstance(value, bool) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number != number.to_integral_value() or not 0 <= number < MAX_COUNT:
        raise ValueError(f"“{value}”不是件数，应为不小于0的整数")
    return int(number)


def read_text(value: object) -> str:
    """Read text fit for a Word document: CRLF becomes LF, outer white space goes, control characters are refused.

    Raises:
        ValueError: a character cannot stand in a document; the message names its code point.
    """
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    for position, character in enumerate(text, 1):
        if _unfit(character):
            raise ValueError(f"第{position}个字符U+{ord(character):04X}是控制字符或无效字符，不能写入文件")
    return text.strip()


def _unfit(character: str) -> bool:
    code = ord(character)
    if character in "\n\t":
        return False
    if unicodedata.category(character) in ("Cc", "Cs"):
        return True
    return code in _NONCHARACTERS or code & 0xFFFE == 0xFFFE

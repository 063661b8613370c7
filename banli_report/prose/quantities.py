"""Filters for single values: how many different ones there are, days, small numbers in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from jinja2 import Undefined

from banli_report.figures.rounding import MAX_DECIMALS
from banli_report.prose.faults import WordingError
from banli_report.prose.parting import PartitionView, UnnamedView
from banli_report.prose.values import Number, ShareValue, UnknownValue, rounded_anew
from banli_report.prose.views import BatchView
from banli_report.prose.wording import expect
from banli_report.results.policy import Percent
from banli_report.results.values import chinese_date
from banli_report.standard.numerals import chinese

_COUNTED_LIKE = (
    '“个数”不能用在这里，应写成如 {{ 建议.承办单位 | 个数 }} 或 {{ 建议 | 个数("承办单位", "协办单位") }}'
)


def percent(value: object, 小数位: int, 去尾零: bool | None = None) -> object:
    """Print a share with decimals of its own, 0 to 4; of the parts by a column, or of a batch, all shares."""
    if isinstance(value, Undefined):
        str(value)  # raises with the name that is missing
    if not 0 <= 小数位 <= MAX_DECIMALS:
        raise WordingError(f"“百分比”的小数位应为0到{MAX_DECIMALS}的整数")
    if isinstance(value, UnknownValue):
        return value
    if isinstance(value, PartitionView | BatchView):
        return value.printed_with(_percent(value.marks.percent, 小数位, 去尾零))
    if isinstance(value, ShareValue):
        return rounded_anew(value, _percent(value.marks.percent, 小数位, 去尾零))
    raise WordingError("“百分比”只能用于率和占比，应写成如 {{ 建议.满意率 | 百分比(2) }}")


def _percent(usual: Percent, decimals: int, strip_zeros: bool | None) -> Percent:
    strip = usual.strip_zeros if strip_zeros is None else strip_zeros
    return usual.model_copy(update={"decimals": decimals, "strip_zeros": strip})


def day(value: object, 形式: str = "年月日") -> str:
    """Print a date: 2019年3月27日, or 3月27日 with 形式="月日"."""
    value = expect(value, date, "日期", "落款.日期 | 日期")
    if 形式 not in ("年月日", "月日"):
        raise WordingError(f"“日期”没有“{形式}”这种形式，可写“年月日”或“月日”")
    text = chinese_date(value)
    return text.split("年")[1] if 形式 == "月日" else text


def numeral(value: object) -> str:
    """Print a whole number from 1 to 99 as a Chinese numeral."""
    value = expect(value, int, "汉字", "3 | 汉字")
    try:
        return chinese(int(value))
    except ValueError as problem:
        raise WordingError(str(problem)) from None


def different(value: object, *columns: str) -> Number:
    """Give how many different units or people there are: 78 of 建议.承办单位, or of several columns together.

    Args:
        value: the parts by a column, or a batch.
        columns: of a batch, the columns in which each is counted once.
    """
    if isinstance(value, Undefined):
        str(value)  # raises with the name that is missing
    if isinstance(value, BatchView) and columns:
        return value.different(columns)
    if isinstance(value, PartitionView | UnnamedView) and not columns:
        return value.different
    raise WordingError(_COUNTED_LIKE)


def quantity(value: object) -> str:
    """Print a small number before a measure word: 两类, 三类, 十二类."""
    value = expect(value, int, "量数", "2 | 量数")
    return "两" if value == 2 else numeral(value)


QUANTITIES: Mapping[str, Callable[..., object]] = {
    "个数": different,
    "百分比": percent,
    "日期": day,
    "汉字": numeral,
    "量数": quantity,
}

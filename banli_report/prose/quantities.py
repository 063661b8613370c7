"""Filters for single values: how many different ones there are, days, small numbers in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from jinja2 import Undefined

from banli_report.errors import stop_on_errors
from banli_report.figures.definitions import rate_name
from banli_report.figures.durations import duration_problems, mean_days
from banli_report.figures.rounding import MAX_DECIMALS
from banli_report.figures.years import POINTS, rate_change
from banli_report.prose.faults import WordingError
from banli_report.prose.parting import PartitionView, UnnamedView
from banli_report.prose.reporting import UnitsView
from banli_report.prose.values import Number, ShareValue, UnknownValue, number_value, rounded_anew
from banli_report.prose.views import BatchView
from banli_report.prose.wording import expect
from banli_report.results.policy import Percent
from banli_report.results.values import chinese_date
from banli_report.standard.numerals import chinese
from banli_report.words.columns import DATE_COLUMNS, column_of, label_of

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


def points(value: object, 率: str, 期: str = "上年") -> str:
    """Word a rate against last year's: 比上年提高1.2个百分点, or 与上年持平.

    What differs by less than any decimals tell is 基本持平.
    """
    batch = expect(value, BatchView, "增减点", '建议 | 增减点("满意率")')
    found = rate_change(batch.batch, rate_name(率), batch.marks.percent)
    if found is None:
        raise WordingError(f"“{batch.name}”的{率}与上年的差算不出：今年和上年都要有件数，给定的率不能相减")
    if not found.direction:
        return f"与{期}持平"
    if float(found.difference.text) == 0:
        return f"与{期}基本持平"
    verb = "提高" if found.direction > 0 else "下降"
    return f"比{期}{verb}{number_value(found.difference, batch.marks)}{POINTS}"


def mean(value: object, 从: str = "交办日期", 到: str = "答复日期", 小数位: int = 1) -> Number:
    """Give how many days items took on the average, without 天.

    Args:
        value: the items.
        从: the column of the day on which they begin.
        到: the column of the day on which they end.
        小数位: decimal places.
    """
    batch = expect(value, BatchView, "平均天数", "建议 | 平均天数")
    first, last = column_of(从), column_of(到)
    if not {first, last} <= set(DATE_COLUMNS):
        raise WordingError(f"“平均天数”的“从”“到”应为日期的列：{'、'.join(map(label_of, DATE_COLUMNS))}")
    if not 0 <= 小数位 <= MAX_DECIMALS:
        raise WordingError(f"“平均天数”的小数位应为0到{MAX_DECIMALS}的整数")
    stop_on_errors(list(duration_problems(batch.batch.items, first, last)))
    found = mean_days(batch.batch, first, last, 小数位)
    if found is None:
        why = "没有逐件的台账、台账里没有这两列日期，或还没有一件办到这一步"
        raise WordingError(f"“{batch.name}”从{从}到{到}的平均天数算不出：{why}")
    return number_value(found, batch.marks)


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
    if isinstance(value, PartitionView | UnnamedView | UnitsView) and not columns:
        return value.different
    raise WordingError(_COUNTED_LIKE)


def quantity(value: object) -> str:
    """Print a small number before a measure word: 两类, 三类, 十二类."""
    value = expect(value, int, "量数", "2 | 量数")
    return "两" if value == 2 else numeral(value)


QUANTITIES: Mapping[str, Callable[..., object]] = {
    "个数": different,
    "百分比": percent,
    "增减点": points,
    "平均天数": mean,
    "日期": day,
    "汉字": numeral,
    "量数": quantity,
}

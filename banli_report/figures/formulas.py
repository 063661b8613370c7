"""The words of a figure's definition: what was counted, out of what, and how the two were made one number."""

from __future__ import annotations

from collections.abc import Sequence

from banli_report.figures.conditions import Alternatives, text_of

ALL_ITEMS, EVERY_ITEM = "全部", "全部件数"
_CLOSING = "，按最大余数法凑整到100%"


def scope_of(condition: Alternatives) -> str:
    """Say which items alone are counted, as it stands before their number."""
    return f"{text_of(condition)}的"


def count_of(conditions: Sequence[str]) -> str:
    """Define the count of a batch, or of the part of it that meets some conditions."""
    return f"{'、'.join(conditions)}的件数" if conditions else EVERY_ITEM


def is_of_class(label: str, name: str) -> str:
    """Say that a column holds a class."""
    return f"{label}为“{name}”"


def class_count(label: str, name: str, unit: str = "件数") -> str:
    """Define the count of a class: of items, or how many times (件次) they are in it."""
    return f"{is_of_class(label, name)}的{unit}"


def blank_count(scope: str, whole: str, label: str) -> str:
    """Define the count of what a column says nothing of."""
    return f"{scope}{whole}件减去{label}有内容的件数"


def blank_share(label: str, count: str, scope: str, whole: str) -> str:
    """Define the share of what a column says nothing of."""
    return f"{label}没有内容的{count}件 ÷ {scope}{whole}件"


def all_of_all(scope: str, whole: str) -> str:
    """Define the share that all items have of themselves."""
    return f"{scope}{whole}件 ÷ {scope}{whole}件"


def filled_count(whole: str, label: str, missing: object) -> str:
    """Define the count of what a column says something of."""
    return f"{whole}件减去{label}空着的{missing}件"


def not_public_count(items: int, public: int) -> str:
    """Define the count of what may not be named in public."""
    return f"{ALL_ITEMS}{items}件减去可以公开的{public}件"


def times(label: str) -> str:
    """Define how many times in all a column's classes count items."""
    return f"{label}各项的件次之和，一件可有几项"


def different(labels: Sequence[str]) -> str:
    """Define how many different units or people some columns name."""
    return f"“{'”“'.join(labels)}”里不同名称的个数"


def total_of(column: str, items: str) -> str:
    """Define the sum of a column of numbers."""
    return f"{items}件的“{column}”相加"


def share(  # noqa: PLR0913 (what is said is said by name)
    part: str, count: str, scope: str, whole: str, *, closed: bool = False, unit: str = "件"
) -> str:
    """Define a share.

    Args:
        part: the items counted, in words.
        count: their number as printed.
        scope: the items that they are a part of, as it stands before their number.
        whole: the number of those as printed.
        closed: whether the shares of all parts were made to add to 100.
        unit: of what they are numbers.
    """
    formula = f"{part}的{count}{unit} ÷ {scope}{whole}{unit}"
    if closed:
        return f"{formula}{_CLOSING}"
    return formula


def closed(formula: str) -> str:
    """Say of a share that it was made to add to 100 with the others."""
    return f"{formula}{_CLOSING}"


def rate(met: Alternatives, met_count: str, base: Alternatives, base_count: str) -> str:
    """Define a rate by its two conditions and their counts as printed."""
    return share(text_of(met), met_count, scope_of(base), base_count)


def difference(now: str, before: str) -> str:
    """Define the distance between this year's count and last year's."""
    return f"今年{now}件与上年{before}件之差"


def change_share(gap: str, before: str) -> str:
    """Define that distance as a share of last year's count."""
    return f"相差{gap}件 ÷ 上年{before}件"


def is_closed(formula: str) -> bool:
    """Tell whether a share was made to add to 100 with others."""
    return formula.endswith(_CLOSING)


def none_of(source: str, name: str) -> str:
    """Say where the count of a class comes from that no item is of."""
    return f"{source}中没有“{name}”"

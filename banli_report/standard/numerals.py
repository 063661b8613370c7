"""Chinese numerals for ordinals: 一, 十二, 二十."""

from collections.abc import Mapping

_ONES: tuple[str, ...] = ("", *"一二三四五六七八九")
_TENS: tuple[str, ...] = ("", "十", *(f"{digit}十" for digit in _ONES[2:]))
MAX_ORDINAL = 99


def chinese(number: int) -> str:
    """Give the Chinese numeral of a number from 1 to 99.

    Raises:
        ValueError: the number is outside that range.
    """
    if not 1 <= number <= MAX_ORDINAL:
        raise ValueError(f"序号{number}超出1至{MAX_ORDINAL}的范围")
    tens, ones = divmod(number, 10)
    return _TENS[tens] + _ONES[ones]


ORDINALS: Mapping[str, int] = {chinese(number): number for number in range(1, MAX_ORDINAL + 1)}
"""Every numeral of that range with its number."""

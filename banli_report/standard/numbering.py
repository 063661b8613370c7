"""Numbers of headings: 一、（一）1.（1） (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

from banli_report.standard.numerals import chinese

MAX_LEVEL = 4


class Numbering:
    """Counts headings; a heading starts the counts of all deeper levels anew."""

    def __init__(self) -> None:
        self._counts = [0] * MAX_LEVEL

    def next(self, level: int) -> str:
        """Give the number of the next heading of a level from 1 to 4.

        Raises:
            ValueError: the level is outside that range, or there are more than 99 headings of it.
        """
        if not 1 <= level <= MAX_LEVEL:
            raise ValueError(f"标题层次{level}超出1至{MAX_LEVEL}级")
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (MAX_LEVEL - level)
        count = self._counts[level - 1]
        match level:
            case 1:
                return f"{chinese(count)}、"
            case 2:
                return f"（{chinese(count)}）"
            case 3:
                return f"{count}."
            case _:
                return f"（{count}）"

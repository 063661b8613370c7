"""Numbers of headings: 一、（一）1.（1） (GB/T 9704-2012, 7.3.3), or the forms that an agency writes instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banli_report.standard.numerals import chinese

MAX_LEVEL = 4
STANDARD_FORMS = ("一、", "（一）", "1.", "（1）")
"""How the first heading of each level is numbered."""
_NUMERAL = re.compile("[一1]")


def refuse_form(form: str) -> None:
    """Refuse what does not show how the first heading of a level is numbered.

    Raises:
        ValueError: it has no 一 or 1, or more than one; the message is a Chinese phrase.
    """
    if len(_NUMERAL.findall(form)) != 1:
        raise ValueError(f"“{form}”不是编号的写法，应写第一个标题的编号，如 一、 或 第一部分 或 1.")


class Numbering:
    """Counts headings; a heading starts the counts of all deeper levels anew.

    Args:
        forms: how the first heading of each level is numbered; levels without one are numbered by the standard.
    """

    def __init__(self, forms: Sequence[str] = ()) -> None:
        self._forms = (*forms, *STANDARD_FORMS[len(forms) :])
        self._counts = [0] * MAX_LEVEL

    def next(self, level: int) -> str:
        """Give the number of the next heading of a level from 1 to 4.

        Raises:
            ValueError: the level is outside that range, or there are more than 99 headings of it.
        """
        if not 1 <= level <= MAX_LEVEL:
            raise ValueError(f"标题层次{level}超出1至{MAX_LEVEL}级")
        self._counts[level - 1] += 1
        self.restart_below(level)
        count = self._counts[level - 1]
        return _NUMERAL.sub(
            lambda found: str(count) if found[0] == "1" else chinese(count), self._forms[level - 1]
        )

    def restart_below(self, level: int) -> None:
        """Begin the counts of all levels deeper than this one anew."""
        self._counts[level:] = [0] * (MAX_LEVEL - level)

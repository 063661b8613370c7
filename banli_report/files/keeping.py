"""What is made of a content alone is kept as long as the process: a file that changes has another content."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar

_Made = TypeVar("_Made")
_LONGEST = 512 * 1024
"""What is longer is made anew each time, so that nothing large stays in memory."""


def kept(most: int) -> Callable[[Callable[..., _Made]], Callable[..., _Made]]:
    """Keep what a function makes of its first argument, a text or bytes, and the others.

    Args:
        most: of how many contents, those asked for last.
    """

    def keeping(function: Callable[..., _Made]) -> Callable[..., _Made]:
        remembered = lru_cache(maxsize=most)(function)

        @wraps(function)
        def found(content: str | bytes, *others: Hashable) -> _Made:
            return function(content, *others) if len(content) > _LONGEST else remembered(content, *others)

        return found

    return keeping

"""How much work a template may do: rounds, calls, sizes and time are counted, so that none hangs or fills memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from time import thread_time

MAX_STEPS = 400_000
MAX_TEXT = 4_000_000
MAX_SECONDS = 60.0
MAX_BITS = 1024
_STEPS_BETWEEN_LOOKS = 256
_CHARACTERS_A_STEP = 100
_ELEMENTS_A_STEP = 4


class WorkBoundError(RuntimeError):
    """A template does more work than any document needs."""


class Work:
    """Counts the work of one document's templates.

    Args:
        max_text: characters that one text may have.
    """

    def __init__(self, max_text: int = MAX_TEXT) -> None:
        self.steps = 0
        self._max_text = max_text
        self._next_look = _STEPS_BETWEEN_LOOKS
        self._end = thread_time() + MAX_SECONDS

    def step(self, weight: int = 1) -> None:
        """Count work; the clock is a last net under views whose answers take long on a large ledger."""
        self.steps += weight
        if self.steps > MAX_STEPS:
            raise WorkBoundError("模板的循环、调用或文字过多")
        if self.steps >= self._next_look:
            self._next_look = self.steps + _STEPS_BETWEEN_LOOKS
            if thread_time() > self._end:
                raise WorkBoundError("模板运行太久")

    def counted(self, values: Iterable[object], weight: int = 1) -> Iterator[object]:
        """Give values one by one, counting each."""
        for value in values:
            self.step(weight)
            yield value

    def weighed(self, value: object) -> object:
        """Give a value back, counting its size, also that of lists in lists."""
        if isinstance(value, str):
            self._text(len(value))
            return value
        if isinstance(value, Iterator):
            return self.counted(value)
        todo = [value]
        while todo:
            one = todo.pop()
            if isinstance(one, str):
                self._text(len(one))
            elif isinstance(one, list | tuple | range | dict):
                self.step(1 + len(one) // _ELEMENTS_A_STEP)
                todo.extend(_held(one))
            elif isinstance(one, int) and one.bit_length() > MAX_BITS:
                raise WorkBoundError("模板算出的数过大")
        return value

    def joined(self, pieces: Iterable[str]) -> str:
        """Join texts, if the whole is no longer than a document may be."""
        whole = "".join(pieces)
        self._text(len(whole))
        return whole

    def _text(self, length: int) -> None:
        if length > self._max_text:
            raise WorkBoundError("模板产生的文字过长")
        self.step(length // _CHARACTERS_A_STEP)


def _held(values: Collection[object]) -> Iterable[object]:
    """Give what is to be counted of what a collection holds; the numbers of a range take no room."""
    if isinstance(values, range):
        return ()
    if isinstance(values, dict):
        return values.values()
    return values


def rounds_weight(characters: int) -> int:
    """Give the steps that one round of a loop counts for, by the text that stands in it."""
    return 1 + characters // _CHARACTERS_A_STEP

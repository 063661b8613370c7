"""How many steps a backtracking search of a pattern takes: what a clock would tell, without a clock."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import pairwise
from math import inf
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

Next: TypeAlias = Callable[[int], bool]
Try: TypeAlias = Callable[[int, Next], bool]

_CATEGORIES = {
    ops.CATEGORY_DIGIT: str.isdigit,
    ops.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdigit(),
    ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    ops.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    ops.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}
_ONE = (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)
_SHORT, _LONG, _WORTH, _SIGNS, _TOO_MANY = 40, 400, 20, 8, 50_000
_STACK, _CALLS = 256 * 1024 * 1024, 50_000
_STRANGE = "\u4dff"
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


class _TooManyError(Exception):
    """More steps were taken than are worth counting."""


class Steps:
    """A pattern as it is tried on one text, each look at a character counted."""

    def __init__(self, pattern: re.Pattern[str], text: str, most: float = inf) -> None:
        self.count = 0
        self.most = most
        self.text = text
        self.flags = pattern.flags
        self._groups: dict[int, str] = {}
        self._tree = self._sequence(list(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)))

    def taken(self, *, anywhere: bool) -> int:
        """Give the steps of looking for the pattern in the text, or of trying it at its beginning."""
        with suppress(_TooManyError):
            if anywhere:
                self._search_all()
            else:
                self._match()
        return self.count

    def _search_all(self) -> None:
        start = 0
        while start <= len(self.text):
            end = self._end(self._tree, start)
            start = start + 1 if end is None else max(end, start + 1)

    def _match(self) -> None:
        self._tree(0, lambda end: end == len(self.text))

    def _step(self) -> None:
        self.count += 1
        if self.count > self.most:
            raise _TooManyError

    def _end(self, attempt: Try, start: int) -> int | None:
        found: list[int] = []

        def keep(end: int) -> bool:
            found.append(end)
            return True

        return found[0] if attempt(start, keep) else None

    def _sequence(self, nodes: list[Any]) -> Try:
        tries = [self._node(*node) for node in nodes]

        def attempt(at: int, then: Next, position: int = 0) -> bool:
            if position == len(tries):
                return then(at)
            return tries[position](at, lambda end: attempt(end, then, position + 1))

        return attempt

    def _node(self, kind: Any, value: Any) -> Try:
        if kind in _ONE:
            return self._single(kind, value)
        if kind in _REPEATS:
            return self._repeat(kind, *value)
        return self._others[kind](value)

    @cached_property
    def _others(self) -> Mapping[Any, Callable[[Any], Try]]:
        return {
            ops.BRANCH: lambda value: self._branches([self._sequence(list(branch)) for branch in value[1]]),
            ops.SUBPATTERN: lambda value: self._group(value[0], self._sequence(list(value[3]))),
            ops.ATOMIC_GROUP: lambda value: self._atomic(self._sequence(list(value))),
            ops.ASSERT: lambda value: self._look(*value, wanted=True),
            ops.ASSERT_NOT: lambda value: self._look(*value, wanted=False),
            ops.AT: lambda value: lambda at, then: self._is_at(value, at) and then(at),
            ops.GROUPREF: self._reference,
        }

    def _branches(self, branches: list[Try]) -> Try:
        return lambda at, then: any(branch(at, then) for branch in branches)

    def _holds(self, kind: Any, value: Any) -> Callable[[str], bool]:
        if kind is ops.LITERAL:
            return lambda sign: ord(sign) == value
        if kind is ops.NOT_LITERAL:
            return lambda sign: ord(sign) != value
        if kind is ops.ANY:
            return lambda sign: sign != "\n" or bool(self.flags & re.DOTALL)
        if kind is ops.RANGE:
            return lambda sign: value[0] <= ord(sign) <= value[1]
        if kind is ops.CATEGORY:
            return _CATEGORIES[value]
        negated = value[0][0] is ops.NEGATE
        members = [self._holds(*member) for member in value if member[0] is not ops.NEGATE]
        return lambda sign: any(member(sign) for member in members) != negated

    def _single(self, kind: Any, value: Any) -> Try:
        one = self._one(kind, value)
        return lambda at, then: one(at) and then(at + 1)

    def _one(self, kind: Any, value: Any) -> Callable[[int], bool]:
        holds, folds = self._holds(kind, value), self.flags & re.IGNORECASE

        def one(at: int) -> bool:
            self._step()
            if at >= len(self.text):
                return False
            sign = self.text[at]
            return holds(sign) or bool(folds and (holds(sign.lower()) or holds(sign.upper())))

        return one

    def _repeat(self, kind: Any, least: int, most: Any, body: Any) -> Try:
        nodes = list(body)
        if len(nodes) == 1 and nodes[0][0] in _ONE:
            return self._repeat_one(kind, least, most, self._one(*nodes[0]))
        inner = self._sequence(nodes)
        if kind is ops.POSSESSIVE_REPEAT:
            return self._atomic(self._repeat_group(ops.MAX_REPEAT, least, most, inner))
        return self._repeat_group(kind, least, most, inner)

    def _repeat_one(self, kind: Any, least: int, most: Any, one: Callable[[int], bool]) -> Try:
        def attempt(at: int, then: Next) -> bool:
            times = 0
            if kind is ops.MIN_REPEAT:
                while times < least or not then(at + times):
                    if times >= most or not one(at + times):
                        return False
                    times += 1
                return True
            while times < most and one(at + times):
                times += 1
            if kind is ops.POSSESSIVE_REPEAT:
                return times >= least and then(at + times)
            return any(self._counted(then, at + taken) for taken in range(times, least - 1, -1))

        return attempt

    def _counted(self, then: Next, at: int) -> bool:
        self._step()
        return then(at)

    def _repeat_group(self, kind: Any, least: int, most: Any, inner: Try) -> Try:
        def attempt(at: int, then: Next, times: int = 0) -> bool:
            def again(end: int) -> bool:
                return (end > at or times < least) and attempt(end, then, times + 1)

            self._step()
            if times < least:
                return inner(at, again)
            if kind is ops.MIN_REPEAT:
                return then(at) or (times < most and inner(at, again))
            return (times < most and inner(at, again)) or then(at)

        return attempt

    def _group(self, number: int | None, inner: Try) -> Try:
        if number is None:
            return inner

        def attempt(at: int, then: Next) -> bool:
            def close(end: int) -> bool:
                self._groups[number] = self.text[at:end]
                return then(end)

            return inner(at, close)

        return attempt

    def _atomic(self, inner: Try) -> Try:
        def attempt(at: int, then: Next) -> bool:
            end = self._end(inner, at)
            return end is not None and then(end)

        return attempt

    def _look(self, direction: int, body: Any, *, wanted: bool) -> Try:
        inner, width = self._sequence(list(body)), body.getwidth()[0]

        def attempt(at: int, then: Next) -> bool:
            start = at if direction > 0 else at - width
            found = start >= 0 and self._end(inner, start) is not None
            return found == wanted and then(at)

        return attempt

    def _reference(self, number: int) -> Try:
        def attempt(at: int, then: Next) -> bool:
            held = self._groups.get(number)
            self._step()
            return held is not None and self.text.startswith(held, at) and then(at + len(held))

        return attempt

    def _is_at(self, where: Any, at: int) -> bool:
        lines = self.flags & re.MULTILINE
        if where in (ops.AT_BEGINNING, ops.AT_BEGINNING_STRING):
            return at == 0 or bool(lines and self.text[at - 1] == "\n")
        if where in (ops.AT_END, ops.AT_END_STRING):
            return at >= len(self.text) - (self.text.endswith("\n")) or bool(lines and self.text[at] == "\n")
        before, after = (self.text[i : i + 1] if i >= 0 else "" for i in (at - 1, at))
        boundary = (before.isalnum() or before == "_") != (after.isalnum() or after == "_")
        return boundary == (where is ops.AT_BOUNDARY)


def growth(pattern: re.Pattern[str], *, anywhere: bool) -> tuple[float, str]:
    """Give how many times the steps on a text ten times as long can be, at worst, and the text's unit."""
    found: list[tuple[float, str]] = []

    def work() -> None:
        found.extend((_growth(pattern, *text, anywhere=anywhere), text[0]) for text in _hostile(pattern))

    _deeply(work)
    return max(found)


def _deeply(work: Callable[[], None]) -> None:
    """Do something that calls itself once for each character of a text."""
    limit, stack = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(_CALLS)
    try:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(stack)


def _growth(pattern: re.Pattern[str], unit: str, end: str, *, anywhere: bool) -> float:
    short, long = (unit * (length // len(unit) + 1) + end for length in (_SHORT, _LONG))
    steps = Steps(pattern, short, _TOO_MANY).taken(anywhere=anywhere) + 1
    if steps > _TOO_MANY:
        return inf
    return Steps(pattern, long, steps * _WORTH).taken(anywhere=anywhere) / steps


def _hostile(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Give pieces of text that a pattern looks for, to be repeated, each with what may end them."""
    signs = list(dict.fromkeys(_signs(_tree(pattern))))[:_SIGNS]
    pairs = map("".join, pairwise(signs))
    return ((unit, end) for unit in dict.fromkeys([*signs, *pairs, "".join(signs)]) for end in ("", _STRANGE))


def has_no_bound(pattern: re.Pattern[str]) -> bool:
    """Tell whether a pattern repeats something without a limit; one that does not takes the same steps everywhere."""
    return any(kind in _REPEATS and value[1] is ops.MAXREPEAT for kind, value in _walk(_tree(pattern)))


def _tree(pattern: re.Pattern[str]) -> Any:
    return parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)


def _walk(tree: Any) -> Iterator[tuple[Any, Any]]:
    for kind, value in tree:
        yield kind, value
        for below in _below(kind, value):
            yield from _walk(below)


def _below(kind: Any, value: Any) -> list[Any]:
    if kind in _REPEATS:
        return [value[2]]
    if kind is ops.BRANCH:
        return list(value[1])
    if kind is ops.SUBPATTERN:
        return [value[3]]
    if kind is ops.ATOMIC_GROUP:
        return [value]
    if kind in (ops.ASSERT, ops.ASSERT_NOT):
        return [value[1]]
    return []


def _signs(tree: Any) -> Iterator[str]:
    for kind, value in _walk(tree):
        if kind is ops.LITERAL:
            yield chr(value)
        elif kind is ops.ANY:
            yield "甲"
        elif kind is ops.NOT_LITERAL:
            yield "甲" if value != ord("甲") else "乙"
        elif kind is ops.IN:
            yield from _members(value)


def _members(members: list[Any]) -> Iterator[str]:
    if members[0][0] is ops.NEGATE:
        yield "甲"
        return
    for kind, value in members[:3]:
        if kind is ops.LITERAL:
            yield chr(value)
        elif kind is ops.RANGE:
            yield chr(value[0])
        else:
            yield {ops.CATEGORY_DIGIT: "1", ops.CATEGORY_SPACE: " ", ops.CATEGORY_WORD: "a"}.get(value, "甲")

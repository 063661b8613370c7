"""Checks on given counts among themselves: one thing said twice, and what a part has more of than its whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.figures.conditions import Alternatives, BadCondition, Conditions, Flag, Holds
from banli_report.figures.given import CountsTally, says_none
from banli_report.figures.tally import Counted, add_up
from banli_report.results.model import Counts, Report
from banli_report.results.values import read_yes_no
from banli_report.words.columns import YES_NO_COLUMNS, label_of
from banli_report.words.terms import CONDITIONS

Path = tuple[str, ...]

PROBLEMS = (
    Kind(
        "results.counts-disagree",
        ERROR,
        "同一个数在统计里写了两处，两处不一样。",
        "report.yaml 第6行 第24列：“重点”写明4件，统计里另外写明的却是3件：report.yaml 第6行 第28列（给定的统计）",
    ),
)


def named(counts: Counts) -> dict[str, int | None]:
    """Give the counts that have names of their own: flags and parts."""
    return {**counts.flags, **{name: part.count for name, part in counts.parts.items()}}


def name_in_words(name: str) -> str:
    """Give the printed name of a counted part."""
    return CONDITIONS.label_of(name)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Compares the counts of a batch with each other, and those of its parts in turn.

    Args:
        report: for the places of its values.
        conditions: what the names of parts mean.
    """

    report: Report
    conditions: Conditions

    def problems(self, path: Path, counts: Counts) -> Iterator[Problem]:
        """Give where counts contradict each other."""
        for name, value in named(counts).items():
            yield from self._said_twice(path, name, value, counts)
        for name, part in counts.parts.items():
            yield from self._above_whole((*path, name), name, part, counts)
            yield from self.problems((*path, name), part)

    def _said_twice(self, path: Path, name: str, value: int | None, counts: Counts) -> Iterator[Problem]:
        others = counts.model_copy(
            update={
                "flags": {word: flag for word, flag in counts.flags.items() if word != name},
                "parts": {word: part for word, part in counts.parts.items() if word != name},
            }
        )
        answer = self._count(path, others, self._meaning(name))
        if value is None or answer is None or answer.value is None or answer.value == value:
            return
        message = (
            f"“{name_in_words(name)}”写明{value}件，统计里另外写明的却是{answer.value}件：{answer.source}"
        )
        yield error(
            "results.counts-disagree", self.report.place(*path, name), message, "核对这几个数，改正不对的"
        )

    def _above_whole(self, path: Path, name: str, part: Counts, whole: Counts) -> Iterator[Problem]:
        for inner, owner, condition in self._asked(part):
            mine, limit = (
                self._count(path, part, condition),
                self._count(path[:-1], whole, condition),
            )
            yield from self._exceeds((*path, *inner), name_in_words(name), owner, mine, limit)
        for column, words in part.partitions.items():
            blank = [word for word in words if says_none(column, word)]
            if blank and column in whole.partitions:
                inner, owner = (column, blank[0]), f"{label_of(column)}“{blank[0]}”"
                mine, limit = _without_class(column, words), _without_class(column, whole.partitions[column])
                yield from self._exceeds((*path, *inner), name_in_words(name), owner, mine, limit)

    def _asked(self, part: Counts) -> Iterator[tuple[Path, str, Alternatives | None]]:
        """Give all that a part counts: where, in words, and as a condition."""
        for column, words in part.partitions.items():
            for word in words:
                if not says_none(column, word):
                    yield (column, word), f"{label_of(column)}“{word}”", self._class(column, word)
        for name in named(part):
            yield (name,), f"“{name_in_words(name)}”", self._meaning(name)

    def _exceeds(
        self, path: Path, part: str, owner: str, mine: Counted | None, limit: Counted | None
    ) -> Iterator[Problem]:
        if mine is None or limit is None or mine.value is None or limit.value is None:
            return
        if mine.value > limit.value:
            message = f"“{part}”里{owner}有{mine.value}件，多于全部的{owner}{limit.value}件"
            place = self.report.place(*path)
            yield error("results.part-exceeds-whole", place, message, "核对这两个数")

    def _meaning(self, name: str) -> Alternatives | None:
        try:
            return self.conditions.read(name)
        except BadCondition:
            return None

    def _class(self, column: str, word: str) -> Alternatives | None:
        if column not in self.conditions.scales.closed:
            return ((Holds(column, frozenset({word}), (word,)),),)
        try:
            return self.conditions.read({column: word})
        except BadCondition:
            return None

    def _count(self, path: Path, counts: Counts, condition: Alternatives | None) -> Counted | None:
        """Give what counts say about a condition; the batch's kind is no count of its own."""
        if condition is None or _asks_kind(condition, counts):
            return None
        tally = CountsTally(counts, self.conditions, "", self.report.places(*path))
        return tally.count(condition) or _yes_of(tally, condition)


def _asks_kind(condition: Alternatives, counts: Counts) -> bool:
    return "kind" not in counts.partitions and any(
        isinstance(test, Holds) and test.column == "kind" for tests in condition for test in tests
    )


def _yes_of(tally: CountsTally, condition: Alternatives) -> Counted | None:
    """Give the 是 of a column of 是 and 否, for the flag of that column."""
    test = condition[0][0]
    if len(condition) > 1 or len(condition[0]) > 1 or not isinstance(test, Flag):
        return None
    parts = tally.parts(test.name) if test.name in YES_NO_COLUMNS else None
    if parts is None:
        return None
    try:
        return add_up(counted for word, counted in parts.items() if read_yes_no(word))
    except ValueError:
        return None


def _without_class(column: str, words: Mapping[str, int | None]) -> Counted:
    values = [value for word, value in words.items() if says_none(column, word)]
    known = [value for value in values if value is not None]
    return Counted(sum(known) if len(known) == len(values) else None, str)

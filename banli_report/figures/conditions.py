"""Which items are meant: conditions of the report file (主办且已反馈) as alternatives of simple tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from banli_report.figures.scales import Scales, yes_or_no
from banli_report.results.policy import Condition
from banli_report.results.values import read_yes_no
from banli_report.words.columns import YES_NO_COLUMNS, column_of, label_of
from banli_report.words.terms import CONDITIONS
from banli_report.words.vocabulary import Term, did_you_mean

AND = "且"
_MAX_TESTS = 1_000


@dataclass(frozen=True, slots=True)
class Flag:
    """A test of the vocabulary: such as 已答复 or 重点."""

    name: str

    def text(self) -> str:
        """Give the test in words."""
        return CONDITIONS.label_of(self.name)


@dataclass(frozen=True, slots=True)
class Holds:
    """A column holds one of some codes."""

    column: str
    codes: frozenset[str]
    names: tuple[str, ...]

    def text(self) -> str:
        """Give the test in words."""
        return f"{label_of(self.column)}为{'或'.join(f'“{name}”' for name in self.names)}"


Test: TypeAlias = Flag | Holds
Alternatives: TypeAlias = tuple[tuple[Test, ...], ...]
"""One of the alternatives must hold; of an alternative, all tests."""

ALL: Alternatives = ((Flag("all"),),)


class BadCondition(ValueError):  # noqa: N818
    """A condition cannot be read.

    Args:
        message: why, a Chinese phrase that goes on from the condition's owner.
        hint: what to do about it.
    """

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Conditions:
    """Reads conditions under the scales and the agency's own groups.

    Args:
        scales: which classes the columns hold.
        groups: the agency's own groups, by name.
        named: names of parts that have given counts and mean nothing else.
        reading: the groups that are being read, which the words inside them do not mean.
    """

    scales: Scales
    groups: Mapping[str, Condition]
    named: frozenset[str] = frozenset()
    reading: frozenset[str] = frozenset()

    def read(self, condition: Condition) -> Alternatives:
        """Give a condition as alternatives.

        Raises:
            BadCondition: a word is no flag, no class of a scale and no group, or the groups go in a circle.
        """
        return _merged(self._read(condition))

    def understands(self, word: str) -> bool:
        """Tell whether a word means something."""
        try:
            self.read(word)
        except BadCondition:
            return False
        return True

    def _read(self, condition: Condition) -> Alternatives:
        if isinstance(condition, dict):
            return (tuple(self._column(word, values) for word, values in condition.items()),)
        found: Alternatives = ()
        for word in _several(condition):
            found = _bounded((*found, *self._phrase(word)))
        return found

    def _phrase(self, phrase: str) -> Alternatives:
        found: Alternatives = ((),)
        for word in self._words(phrase.strip()):
            met = self._word(word.strip())
            found = _bounded(tuple((*left, *right) for left in found for right in met))
        return found

    def _words(self, phrase: str) -> list[str]:
        """Give the words that a phrase joins; the name of a group or of a given part may itself hold a 且."""
        own = (phrase in self.groups and phrase not in self.reading) or phrase in self.named
        if own:
            return [phrase]
        return phrase.split(AND)

    def _word(self, word: str) -> Alternatives:
        if word in self.groups and word not in self.reading:
            return replace(self, reading=self.reading | {word})._read(self.groups[word])
        if flag := CONDITIONS.find(word):
            return ((Flag(flag.identifier),),)
        for column, vocabulary in self.scales.closed.items():
            if term := vocabulary.find(word):
                return ((self._holds(column, term),),)
        if word in self.named:
            return ((Flag(word),),)
        raise self._unknown(word)

    def _unknown(self, word: str) -> BadCondition:
        if word in self.reading:
            return BadCondition(f"“{word}”又引用了它自己", "改写分组，不要互相引用")
        others = f"可用的有{'、'.join(CONDITIONS.labels())}和各分类的名称；其他列写成 {{类别: 城建}}"
        return BadCondition(f"不认识“{word}”", did_you_mean(self._nearest(word), others))

    def _column(self, word: str, values: str | tuple[str, ...]) -> Test:
        column = column_of(word)
        wanted = _several(values)
        if column in YES_NO_COLUMNS:
            wanted = tuple(map(_yes_or_no, wanted))
        if column not in self.scales.closed:
            return Holds(column, frozenset(wanted), tuple(wanted))
        tests = [self._class(column, value) for value in wanted]
        codes = frozenset(code for test in tests for code in test.codes)
        return Holds(column, codes, tuple(name for test in tests for name in test.names))

    def _class(self, column: str, value: str) -> Holds:
        term = self.scales.term(column, value)
        if term is None:
            raise BadCondition(f"“{label_of(column)}”没有“{value}”这一类", self.scales.hint(column, value))
        return self._holds(column, term)

    def _holds(self, column: str, term: Term) -> Holds:
        """Make the test for a class; a class that others are a part of includes them (主办 includes 独办)."""
        inside = self.scales.narrower(column, term.identifier)
        names = (term.label, *(other.label for other in inside))
        return Holds(column, self.scales.codes_of(column, term.identifier), names)

    def _nearest(self, word: str) -> str | None:
        return CONDITIONS.nearest(word) or next(
            (near for scale in self.scales.closed.values() if (near := scale.nearest(word))), None
        )


def _several(words: str | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(words, str):
        return (words,)
    return words


def _bounded(alternatives: Alternatives) -> Alternatives:
    """Refuse what groups over groups can grow to."""
    if sum(map(len, alternatives)) > _MAX_TESTS:
        raise BadCondition("的条件组合过多", "把分组写得简单些")
    return alternatives


def _yes_or_no(word: str) -> str:
    try:
        return yes_or_no(read_yes_no(word))
    except ValueError as problem:
        raise BadCondition(f"：{problem}", "写“是”或“否”") from None


def _merged(alternatives: Alternatives) -> Alternatives:
    """Join single tests of one column into one test, so that 满意 or 基本满意 reads as a list."""
    merged: list[tuple[Test, ...]] = []
    for tests in alternatives:
        match (*merged[-1:], tests):
            case ((Holds() as last,), (Holds() as this,)) if last.column == this.column:
                names = dict.fromkeys(last.names + this.names)
                merged[-1] = (Holds(last.column, last.codes | this.codes, tuple(names)),)
            case _:
                merged.append(tests)
    return tuple(merged)


def text_of(alternatives: Alternatives) -> str:
    """Give a condition in words."""
    return "，或".join("且".join(test.text() for test in tests) for tests in alternatives)

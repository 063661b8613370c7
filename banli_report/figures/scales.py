"""Which classes a column may hold, and which class a typed value means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from banli_report.results.policy import Policy
from banli_report.words.columns import COLUMNS, column_of
from banli_report.words.terms import SATISFACTION, SCALES
from banli_report.words.vocabulary import Term, Vocabulary, plain

YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class Scales:
    """The closed vocabularies of columns under a policy; other columns hold any words.

    Args:
        closed: the classes of each closed column.
        order: for a column, the order in which the policy lists its parts.
    """

    closed: Mapping[str, Vocabulary[Term]]
    order: Mapping[str, tuple[str, ...]]
    # a ledger says the same few words thousands of times
    _terms: dict[tuple[str, str], Term | None] = field(default_factory=dict, repr=False, compare=False)

    def term(self, column: str, value: str) -> Term | None:
        """Give the class that a value of a closed column means; None where it is outside the scheme."""
        key = (column, value)
        if key not in self._terms:
            self._terms[key] = self._find(self.closed[column], column, value)
        return self._terms[key]

    @staticmethod
    def _find(vocabulary: Vocabulary[Term], column: str, value: str) -> Term | None:
        found = vocabulary.find(value)
        if found is None and column == "result":
            found = next((term for term in vocabulary if _begins_with_class(value, term.identifier)), None)
        return found

    def code(self, column: str, value: object) -> str:
        """Give the code under which a value is counted."""
        text = _text(value)
        term = self._class(column, text)
        if term is None:
            return text
        return term.identifier

    def name(self, column: str, code: str, words: frozenset[str] = frozenset()) -> str:
        """Give the printed name of a code.

        Args:
            column: the column.
            code: a class's code, or a word of an open column.
            words: the words by which the results call the class.
        """
        term = self._class(column, code)
        if term is None:
            return code
        if len(words) != 1:
            return term.label
        return _own_word(column, term, next(iter(words)))

    def _class(self, column: str, value: str) -> Term | None:
        if column not in self.closed:
            return None
        return self.term(column, value)

    def known(self, column: str) -> tuple[tuple[str, str], ...]:
        """Give the classes of a closed column as (code, name)."""
        return tuple((term.identifier, term.label) for term in self.closed.get(column, ()))

    def sort(self, column: str, codes: list[str]) -> list[str]:
        """Give codes in the order that the policy says, then that of the scheme, then as they came."""
        said = [self.code(column, word) for word in self.order.get(column, ())]
        scheme = [code for code, _ in self.known(column)]
        first = [code for code in dict.fromkeys((*said, *scheme)) if code in codes]
        return first + [code for code in codes if code not in first]


def yes_or_no(said: bool) -> str:
    """Give the word by which a part of a column of yes or no is called."""
    return YES if said else NO


def _text(value: object) -> str:
    """Give a value as a part is called by it."""
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _begins_with_class(value: str, code: str) -> bool:
    return plain(value).startswith((f"{plain(code)}类", f"{plain(code)}级"))


def _own_word(column: str, term: Term, word: str) -> str:
    """Give a class's name as the results have it: 区级 for 区, 主办 for 主办件, the scheme's for its code."""
    known = COLUMNS.find(column)
    if not (known and known.by_ledger_word) or plain(word) in (plain(term.identifier), plain(term.label)):
        return term.label
    if column == "level" and len(word) == 1:
        return f"{word}级"
    if column == "role":
        return word.removesuffix("件")
    return word


def satisfaction_scale(words: tuple[str, ...]) -> Vocabulary[Term]:
    """Give the scale of a policy's words: each is a class of its own, by its own name.

    Other spellings mean a word of the policy only where it is the one word of their kind: beside 较满意 and
    基本满意 nobody can tell which of the two 比较满意 is.
    """
    usual = [SATISFACTION.find(word) for word in words]
    listed = frozenset(map(plain, words))
    return Vocabulary(
        _class_of(word, term, alone=usual.count(term) == 1, listed=listed)
        for word, term in zip(words, usual, strict=True)
    )


def _class_of(word: str, usual: Term | None, *, alone: bool, listed: frozenset[str]) -> Term:
    if usual is None or not (alone or plain(word) == plain(usual.label)):
        return Term(word, word)
    if not alone:
        return Term(usual.identifier, word)
    others = tuple(other for other in (usual.label, *usual.spellings) if plain(other) not in listed)
    return Term(usual.identifier, word, others)


def scales_of(policy: Policy) -> Scales:
    """Give the scales under a policy."""
    scales = {
        **SCALES,
        "result": policy.result_scheme(),
        "satisfaction": satisfaction_scale(policy.satisfaction),
    }
    closed = {column.identifier: scales[column.scale] for column in COLUMNS if column.scale}
    order = {column_of(word): codes for word, codes in policy.order.items()}
    return Scales(closed, order)

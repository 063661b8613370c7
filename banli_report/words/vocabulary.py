"""How words are looked up: terms, and groups of them that know every accepted spelling."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Generic, TypeVar

from banli_report.words.characters import visible


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field.

    Args:
        identifier: its English name in code and JSON, or a class's letter.
        label: its Chinese name, as it is printed.
        spellings: other spellings that mean the same.
        within: identifier of the wider term that this one is a part of (独办 is a part of 主办).
    """

    identifier: str
    label: str
    spellings: tuple[str, ...] = ()
    within: str | None = None

    def words(self) -> tuple[str, ...]:
        """Give every spelling that means this term."""
        return (self.identifier, self.label, *self.spellings)


def plain(text: str) -> str:
    """Fold a word for comparison: full-width forms, case, white space and what nobody sees do not matter."""
    return _folded_word(text) if len(text) <= _WORD else _folded(text)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", visible(text)).casefold().split())


_WORD = 16
_folded_word = lru_cache(maxsize=4096)(_folded)
"""A ledger, a report file and a template say the same few words thousands of times."""


_Term_co = TypeVar("_Term_co", bound=Term, covariant=True)


class Vocabulary(Generic[_Term_co]):
    """An ordered group of terms, looked up by any of their spellings."""

    def __init__(self, terms: Iterable[_Term_co]) -> None:
        self._terms = tuple(terms)
        self._index = {plain(word): term for term in self._terms for word in term.words()}

    def __iter__(self) -> Iterator[_Term_co]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __add__(self, other: Vocabulary[Term]) -> Vocabulary[Term]:
        return Vocabulary[Term]((*self, *other))

    def find(self, word: str) -> _Term_co | None:
        """Give the term that a spelling means, or None."""
        return self._index.get(plain(word))

    def identifier_of(self, word: str) -> str:
        """Give the identifier of the term that a spelling means, or the word itself."""
        term = self.find(word)
        if term is None:
            return word
        return term.identifier

    def label_of(self, word: str) -> str:
        """Give the label of the term that a spelling means, or the word itself."""
        term = self.find(word)
        if term is None:
            return word
        return term.label

    def among(self, identifiers: Container[str]) -> Vocabulary[_Term_co]:
        """Give those terms alone that have one of some identifiers."""
        return Vocabulary(term for term in self._terms if term.identifier in identifiers)

    def key_in(self, mapping: Mapping[str, object], identifier: str) -> str | None:
        """Give the spelling under which a term stands as a key of a mapping, or None."""
        words = self.among((identifier,))
        return next((key for key in mapping if isinstance(key, str) and words.find(key)), None)

    def labels(self) -> tuple[str, ...]:
        """Give the Chinese labels, in order."""
        return tuple(term.label for term in self._terms)

    def nearest(self, word: str) -> str | None:
        """Give the label of the term most like a misspelt word, or None."""
        for found in get_close_matches(plain(word), self._index, n=1, cutoff=0.5):
            return self._index[found].label
        return None


def did_you_mean(nearest: str | None, otherwise: str) -> str:
    """Give the hint for a word that is not known: the one most like it, or else what may stand there."""
    if nearest:
        return f"是不是“{nearest}”？"
    return otherwise


def vocabulary(*rows: tuple[str, ...]) -> Vocabulary[Term]:
    """Make a vocabulary of rows ``(identifier, label, *spellings)``."""
    return Vocabulary(Term(row[0], row[1], row[2:]) for row in rows)

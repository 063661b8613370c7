"""Which classes a column may hold, which class a typed value means, and by which name each is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from banli_report.figures.units import is_list, listed_in, said_as_one
from banli_report.results.policy import Policy
from banli_report.words.columns import COLUMNS, column_of
from banli_report.words.terms import SATISFACTION, SCALES, ItemKind
from banli_report.words.vocabulary import Term, Vocabulary, did_you_mean, plain

YES, NO = "是", "否"
_OPEN_YET = re.compile(
    r"转为|转成|改为|改成|改判|改定|变更|变为|待定|待核|待评|待审|待确|暂定|初定|拟定|未定|存疑|争议|原为|原定|原是|[?？]"
)
"""What says in a cell that its class was another before, or is not settled."""
_BETWEEN_CLASSES = re.compile(r"[/／、，,;；|]|转|改|或|和|及|→|->|至|到")
_SOME_OFFICE = "办"
_OTHER_WAYS = {
    "result": "；另有分法的，在“口径”的“办理结果”里写明",
    "satisfaction": "；另有分法的，在“口径”的“满意度”里写明",
    "level": "；另有分法的，换一个列名（如“自定分类”），各类照写",
    "role": "；另有的，在“口径”里写明算作哪一种，如 办理方式: {承办: 主办, 配合: 协办}",
    "proposer_kind": "；另有的，在“口径”里写上，如 提出方式: [妇联, 侨联]",
    "kind": "；另有的，在“口径”里写上，以及句子里的叫法，如 种类: {来信: 来信}",
}
"""What the hint adds for columns whose classes may be others: where to say so."""
_EXTENDED = ("role", "proposer_kind", "kind")
"""Columns to whose classes a report file adds its own."""


@dataclass(frozen=True, slots=True)
class Scales:
    """The closed vocabularies of columns under a policy; other columns hold any words.

    Args:
        closed: the classes of each closed column.
        order: for a column, the order in which the policy lists its parts.
        names: for a class by column and code, the one name that it has in the whole report.
    """

    closed: Mapping[str, Vocabulary[Term]]
    order: Mapping[str, tuple[str, ...]]
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
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
            found = next((term for term in vocabulary if _is_class_with_words(value, term, vocabulary)), None)
        return found

    def code(self, column: str, value: object) -> str:
        """Give the code under which a value is counted."""
        text = _text(value)
        term = self._class(column, text)
        if term is None:
            return text
        return term.identifier

    def codes(self, column: str, value: object) -> tuple[str, ...]:
        """Give the codes under which a value is counted: one, or each unit that a cell lists."""
        if is_list(column) and isinstance(value, str):
            return listed_in(column, value, said_as_one(self.order, column)).words
        return (self.code(column, value),)

    def name(self, column: str, code: str, word: str = "") -> str:
        """Give the printed name of a code.

        Args:
            column: the column.
            code: a class's code, or a word of an open column.
            word: by which a class was asked for that nothing is of.
        """
        term = self._class(column, code)
        if term is None:
            return code
        if name := self.names.get((column, code)):
            return name
        return _own_word(column, term, word or term.label)

    def called(self, words: Mapping[str, Iterable[str]]) -> Scales:
        """Give the scales with the names of classes as the results have them: their word, where it is one word.

        Args:
            words: for each column all words that stand in it, in all batches.
        """
        own: dict[tuple[str, str], set[str]] = {}
        for column, values in words.items():
            for value in values:
                if term := self._class(column, value):
                    key = (_scale_of(column), term.identifier)
                    own.setdefault(key, set()).add(_own_word(column, term, value))
        names = {
            (column, code): next(iter(found))
            for column in self.closed
            for (scale, code), found in own.items()
            if scale == _scale_of(column) and len(found) == 1
        }
        return replace(self, names=names)

    def hint(self, column: str, value: str) -> str:
        """Say what to do about a value that is none of a closed column's classes."""
        vocabulary, mentioned = self.closed[column], self._mentioned(column, value)
        if len(mentioned) > 1 or (mentioned and _OPEN_YET.search(value)):
            return "一件只归一类：以最后确认的一类为准，只写这一类；还没有确认的空着"
        if vocabulary is self.closed["satisfaction"] and SATISFACTION.find(value):
            return f"在“口径”的“满意度”里补上“{value}”，或在台账里统一叫法"
        listed = f"应为{'、'.join(_code_and_name(term) for term in vocabulary)}之一"
        if column == "role" and value.endswith(_SOME_OFFICE):
            return f"{listed}{_OTHER_WAYS['role']}"  # 承办 is no misspelt 独办: the two share no more than the last character
        other = _OTHER_WAYS.get(column, "")
        nearest = vocabulary.nearest(value)
        if nearest and column in _EXTENDED:
            return f"是不是“{nearest}”？{other.removeprefix('；')}"
        return did_you_mean(nearest, f"{listed}{other}")

    def _mentioned(self, column: str, value: str) -> frozenset[str]:
        """Give the codes of the classes that a cell names, each set apart from the next."""
        vocabulary = self.closed[column]
        words = [_OPEN_YET.sub("", word) for word in _BETWEEN_CLASSES.split(value)]
        apart = [vocabulary.find(word) for word in words if word]
        lettered = [term for term in vocabulary if any(letters in plain(value) for letters in _letters(term))]
        return frozenset(term.identifier for term in (*apart, *lettered) if term)

    def _class(self, column: str, value: str) -> Term | None:
        if column not in self.closed:
            return None
        return self.term(column, value)

    def codes_of(self, column: str, code: str) -> frozenset[str]:
        """Give the codes that a class stands for: its own, and those of the classes that are a part of it."""
        return frozenset((code, *(term.identifier for term in self.narrower(column, code))))

    def narrower(self, column: str, code: str) -> tuple[Term, ...]:
        """Give the classes that are a part of another one: 独办 and 分办 of 主办."""
        return tuple(term for term in self.closed.get(column, ()) if term.within == code)

    def wider(self, column: str) -> Mapping[str, str]:
        """Give for the classes of a column that are a part of another one that other."""
        return {term.identifier: term.within for term in self.closed.get(column, ()) if term.within}

    def kind_of(self, word: str) -> ItemKind | None:
        """Give the kind of items that a word means."""
        term = self.closed["kind"].find(word)
        return term if isinstance(term, ItemKind) else None

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


def _is_class_with_words(value: str, term: Term, vocabulary: Vocabulary[Term]) -> bool:
    """Tell whether a value is a class with its wording (A类：已解决), not one of two, nor one that is not settled."""
    text = plain(value)
    if not text.startswith(_letters(term)) or _OPEN_YET.search(value):
        return False
    others = [letters for other in vocabulary if other is not term for letters in _letters(other)]
    rest = text[len(_letters(term)[0]) :]
    beside = {plain(other.identifier) for other in vocabulary if other is not term}
    return not any(word in rest for word in others) and rest.strip("/、或和转改，,") not in beside


def _scale_of(column: str) -> str:
    known = COLUMNS.find(column)
    return known.scale if known else ""


def _letters(term: Term) -> tuple[str, str]:
    return f"{plain(term.identifier)}类", f"{plain(term.identifier)}级"


def _code_and_name(term: Term) -> str:
    """Give a class as messages list it: A（已经解决或基本解决）, or its name where it has no code of its own."""
    code = term.identifier
    if code == term.label or (code.isascii() and code.islower()):
        return term.label
    return f"{code}（{term.label}）"


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
        "kind": policy.kinds(),
        "role": policy.roles(),
        "proposer_kind": policy.proposer_kinds(),
        "result": policy.result_scheme(),
        "satisfaction": satisfaction_scale(policy.satisfaction),
    }
    closed = {column.identifier: scales[column.scale] for column in COLUMNS if column.scale}
    order = {column_of(word): codes for word, codes in policy.order.items()}
    return Scales(closed, order)

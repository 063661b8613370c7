"""Definitions and rounding: how shares are printed, what classes and rates mean, in what order parts stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, TypeAlias

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)

from banli_report.results.base import Model, Name, Text, YesNo, text_alone
from banli_report.results.values import read_condition
from banli_report.words.terms import (
    KINDS,
    PROPOSER_KINDS,
    RESULT_SCHEMES,
    ROLES,
    SATISFACTION,
    SCALES,
    ItemKind,
)
from banli_report.words.vocabulary import Term, Vocabulary, plain

Condition: TypeAlias = Annotated[
    str | tuple[str, ...] | dict[str, str | tuple[str, ...]], BeforeValidator(read_condition)
]
"""Which items: a name, several names of which one must hold, or columns with their values, all of which must hold."""


MORE_DECIMALS, BOUNDS, PLAIN = NEAR_WHOLE = ("加小数位", "以上不足", "四舍五入")
"""What may become of a share that is neither all nor none and would read 100% or 0%."""


class Class(Model):
    """One class of a scheme: its code and its wording; a class without letters is known by its wording alone."""

    code: Name
    label: Name

    @model_validator(mode="before")
    @classmethod
    def _word_alone(cls, data: object) -> object:
        return text_alone(data, "code", "label")


class Percent(Model):
    """How shares are printed.

    Args:
        decimals: decimal places, 0 to 2.
        strip_zeros: whether 12.0% is printed as 12%.
        close_to_100: whether the shares of a partition are made to add to 100 (largest remainder).
        near_whole: what becomes of a share that is neither all nor none and would read 100% or 0%: it gets more
            decimals (加小数位), is worded as 99.9%以上 or 不足0.1% (以上不足), or is rounded all the same (四舍五入).
    """

    decimals: Annotated[int, Field(ge=0, le=2)] = 1
    strip_zeros: YesNo = True
    close_to_100: YesNo = False
    near_whole: Text = MORE_DECIMALS

    @field_validator("near_whole")
    @classmethod
    def _known_way(cls, value: str) -> str:
        if value not in NEAR_WHOLE:
            raise ValueError(f"没有“{value}”这种写法，应为{'、'.join(NEAR_WHOLE)}之一")
        return value


class OwnKind(Model):
    """A kind of items of the agency's own.

    Args:
        called: what sentences call them (建议, 来信).
        who: who hands them in, as sentences say it.
    """

    called: Name
    who: tuple[Name, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _word_alone(cls, data: object) -> object:
        return text_alone(data, "called")

    @field_validator("who", mode="before")
    @classmethod
    def _one_alone(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class Rate(Model):
    """The definition of a rate: which items are counted, out of which."""

    numerator: Condition
    denominator: Condition = "全部"


Classes: TypeAlias = Annotated[tuple[Class, ...], Field(min_length=1)]


def _scheme_branch(value: object) -> str:
    return "<own>" if isinstance(value, list | tuple) else "<shipped>"


def _words(entry: Class | str) -> tuple[str, ...]:
    """Give the words that mean an entry of a scale, the printed one last."""
    if isinstance(entry, str):
        return (entry,)
    return entry.code, entry.label


def _role(word: str) -> str | None:
    """Give the widest way of handling that a word is a part of: 主办 for 独办."""
    term = ROLES.find(word)
    if term is None:
        return None
    return term.within or term.identifier


class Policy(Model):
    """Definitions and rounding: result classes, satisfaction scale, rates, order of parts.

    Args:
        percent: how shares are printed.
        result: a shipped scheme's name (ABC, ABCD, 甲乙丙, 文字), or an ordered list of classes.
        kind: kinds of items beside the usual ones, each with the word that sentences use.
        role: ways of handling beside the usual ones, each with the usual one that it counts in (承办 in 主办), or
            nothing where it counts in none.
        proposer_kind: kinds of proposers beside the usual ones.
        satisfaction: the scale, an ordered list of its words.
        rates: definitions that replace or add to the usual ones, by the rate's name.
        share_of: for a column, the items that its parts are counted and shared out of, where not all.
        order: for a column, the order in which its parts are listed.
        deadline_months: months from assignment within which a reply is in time.
    """

    percent: Percent = Percent()
    result: Annotated[
        Annotated[Text, Tag("<shipped>")] | Annotated[Classes, Tag("<own>")], Discriminator(_scheme_branch)
    ] = "ABC"
    kind: dict[Name, OwnKind] = {}
    role: dict[Name, Text] = {}
    proposer_kind: tuple[Name, ...] = ()
    satisfaction: Annotated[tuple[Name, ...], Field(min_length=1)] = SATISFACTION.labels()
    rates: dict[Text, Rate] = {}
    share_of: dict[Text, Condition] = {}
    order: dict[Text, tuple[Text, ...]] = {}
    deadline_months: Annotated[int, Field(ge=1, le=24)] = 3

    @field_validator("kind", "role", "proposer_kind")
    @classmethod
    def _beside_the_usual(cls, value: Iterable[str], info: ValidationInfo) -> Iterable[str]:
        usual = SCALES[str(info.field_name)]
        if word := next((word for word in value if usual.find(word)), None):
            raise ValueError(f"“{word}”本来就有，不必再列")
        return value

    @field_validator("role")
    @classmethod
    def _counted_in_a_usual_one(cls, value: dict[str, str]) -> dict[str, str]:
        for word, wider in value.items():
            if wider and ROLES.find(wider) is None:
                raise ValueError(f'“{word}”应算作{"、".join(ROLES.labels())}之一，都不是的写 ""')
        return value

    @field_validator("result")
    @classmethod
    def _known_scheme(cls, value: str | tuple[Class, ...]) -> str | tuple[Class, ...]:
        if isinstance(value, str) and value not in RESULT_SCHEMES:
            raise ValueError(
                f"没有“{value}”这种办理结果分类，可用的有{'、'.join(RESULT_SCHEMES)}，或逐类列出代码和名称"
            )
        return value

    @field_validator("result", "satisfaction")
    @classmethod
    def _told_apart(cls, value: str | tuple[Class | str, ...]) -> str | tuple[Class | str, ...]:
        """Refuse a scale that says one class twice, whichever way it is spelt."""
        if isinstance(value, str):
            return value
        seen: set[str] = set()
        for entry in value:
            *codes, label = _words(entry)
            words = set(map(plain, (*codes, label)))
            if words & seen:
                raise ValueError(f"“{label}”这一类与前面的重复")
            seen |= words
        return value

    def over(self, base: Policy) -> Policy:
        """Give these definitions with those of another where these say nothing; rates and orders one by one."""
        said = {name: getattr(self, name) for name in self.model_fields_set}
        for name in said.keys() & base.model_fields_set:
            ours, theirs = said[name], getattr(base, name)
            if isinstance(ours, dict):
                said[name] = {**theirs, **ours}
            elif isinstance(ours, Percent):
                said[name] = theirs.model_copy(
                    update={key: getattr(ours, key) for key in ours.model_fields_set}
                )
        return base.model_copy(update=said)

    def kinds(self) -> Vocabulary[ItemKind]:
        """Give the kinds of items: the usual ones, and the agency's own."""
        own = (ItemKind(word, word, called=kind.called, who=kind.who) for word, kind in self.kind.items())
        return Vocabulary[ItemKind]((*KINDS, *own))

    def roles(self) -> Vocabulary[Term]:
        """Give the ways of handling: the usual ones, and the agency's own."""
        own = (Term(word, word, (f"{word}件",), within=_role(wider)) for word, wider in self.role.items())
        return Vocabulary((*ROLES, *own))

    def proposer_kinds(self) -> Vocabulary[Term]:
        """Give the kinds of proposers: the usual ones, and the agency's own."""
        return Vocabulary((*PROPOSER_KINDS, *(Term(word, word) for word in self.proposer_kind)))

    def result_scheme(self) -> Vocabulary[Term]:
        """Give the result classes in order."""
        if isinstance(self.result, str):
            return RESULT_SCHEMES[self.result]
        return Vocabulary(
            Term(entry.code, entry.label, (f"{entry.code}类", f"{entry.code}级")) for entry in self.result
        )

"""The figures of one batch, or of all batches together, computed when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from banli_report.figures import formulas
from banli_report.figures.conditions import Alternatives, BadCondition, Conditions, Test, text_of
from banli_report.figures.definitions import Definition, rate_label
from banli_report.figures.figure import Change, Figure, Part, Partition, of_both
from banli_report.figures.parts import Parts, count_figure, number_of
from banli_report.figures.rounding import closed_text, closes, count_text, ratio, share_text
from banli_report.figures.rows import is_public
from banli_report.figures.scopes import applying, are_met, class_asked, scope_rules, scope_words
from banli_report.figures.tally import Counted, Tally
from banli_report.results.model import Item, RollUp
from banli_report.results.policy import Condition, Percent, Policy
from banli_report.words.terms import ItemKind


@dataclass(frozen=True)
class BatchFigures:
    """Counts, partitions, rates and parts of a batch; None where the results cannot tell.

    Args:
        name: its path in templates, such as ``建议`` or ``建议.重点``.
        kind: the printed kind (代表建议), or empty for several kinds together.
        tally: what counts.
        policy: definitions and rounding.
        conditions: reads the names of parts.
        rates: the definitions of rates by identifier or own name.
        past: last year's tally, or None.
        scope: which items the shares of parts are taken of, in words.
        scope_words: how a sentence names those items, where they are not all.
        met: tests that all the items are known to meet.
        only: what the items are the ones of, in words, where they are a part of a batch.
        given: rates of these very items that are known without their counts, by identifier or own name.
        years: the tallies of earlier years, by the year, in order.
        roll_up: what the whole batch was rolled up from, or None.
    """

    name: str
    kind: str
    tally: Tally
    policy: Policy
    conditions: Conditions
    rates: Mapping[str, Definition]
    past: Tally | None = None
    scope: str = formulas.ALL_ITEMS
    scope_words: str = ""
    met: tuple[Test, ...] = ()
    only: tuple[str, ...] = ()
    given: Mapping[str, Figure] = field(default_factory=dict)
    years: Mapping[int, Tally] = field(default_factory=dict)
    roll_up: RollUp | None = None

    @cached_property
    def count(self) -> Figure:
        """Give the number of items."""
        counted = self.tally.count() or Counted(0, str)
        return count_figure(f"{self.name}.件数", counted, formulas.count_of(self.only))

    @property
    def items(self) -> tuple[Item, ...]:
        """Give the rows behind the figures."""
        return self.tally.items

    @property
    def has_rows(self) -> bool:
        """Tell whether every item of the batch has its row; one of given counts has none."""
        return self.tally.has_rows

    @property
    def public_items(self) -> tuple[Item, ...]:
        """Give the rows that may appear by title in a released document."""
        return tuple(item for item in self.items if is_public(item))

    @property
    def kinds(self) -> tuple[ItemKind, ...]:
        """Give of which kinds the items are, in the order of the vocabulary; several where batches are taken together."""
        words = [self.kind] if self.kind else [part.name for part in self.partition("kind") or ()]
        found = {kind.identifier for word in words if (kind := self.conditions.scales.kind_of(word))}
        return tuple(
            kind
            for term in self.conditions.scales.closed["kind"]
            if term.identifier in found and (kind := self.conditions.scales.kind_of(term.identifier))
        )

    def partition(self, column: str) -> Partition | None:
        """Give the parts by a column (identifier or own header); parts of no items are left out."""
        if column not in self._partitions:
            scoped = self.scoped(column)
            self._partitions[column] = scoped._parts.partition(column) if scoped else None
        return self._partitions[column]

    @cached_property
    def _partitions(self) -> dict[str, Partition | None]:
        return {}

    def scoped(self, column: str) -> BatchFigures | None:
        """Give the items that a column's parts are counted out of: all, unless the policy says otherwise.

        None where this batch cannot tell them: it lacks the group, or the column that the policy asks about.
        """
        rule = scope_rules(self.policy).get(column)
        if rule is None or self.scope != formulas.ALL_ITEMS:
            return self
        return self._within(rule)

    def _within(self, rule: Condition) -> BatchFigures | None:
        """Give the items that the policy counts something out of; None where this batch cannot tell them."""
        condition = self._read(rule)
        if condition is None:
            return None
        if are_met(condition, self.met):
            return self
        inner = self._only(condition, self.name, formulas.scope_of(condition))
        if inner is None or inner.count.value == self.count.value:
            return inner
        return replace(inner, scope_words=scope_words(rule))

    def counted_alike(self) -> BatchFigures:
        """Give the same items with the parts of every column counted out of all of them."""
        return replace(self, policy=self.policy.model_copy(update={"share_of": {}}))

    def printed_with(self, percent: Percent) -> BatchFigures:
        """Give the same items with their shares printed in another way."""
        return replace(self, policy=self.policy.model_copy(update={"percent": percent}))

    def _read(self, condition: Condition) -> Alternatives | None:
        with suppress(BadCondition):
            return self.conditions.read(condition)
        return None

    @cached_property
    def _parts(self) -> Parts:
        return Parts(
            self.name, self.tally, self.policy.percent, self.conditions.scales, self.scope, self.count
        )

    def blank_part(self, column: str, missing: int | None) -> Part:
        """Give the items that hold nothing in a column as a part; asked of the items that it is counted out of.

        Args:
            column: the column.
            missing: how many they are, or None where it is not known yet.
        """
        return self._parts.blank(column, missing)

    def class_part(self, column: str, code: str, word: str = "") -> Part | None:
        """Give the part of a class, also one that no item is of: 0件, 0%; None where the results cannot tell.

        Asked of the items that the column is counted out of. A class has the items of the classes inside it.

        Args:
            column: the column.
            code: the class's code, or a word of an open column.
            word: by which it was asked for.
        """
        return self._parts.of_class(column, code, word)

    @property
    def whole_share(self) -> Figure | None:
        """Give the share that all items have of themselves; None where there are none, or not known how many."""
        if not self.whole:
            return None
        text = share_text(Fraction(1), self.policy.percent)
        formula = formulas.all_of_all(self.scope, self.count.text)
        path, tell = f"{self.name}.占比", self.count.tell
        return Figure(path, Fraction(1), text, formula, tell, self.whole, self.whole)

    @property
    def whole(self) -> int | None:
        """Give the number of items, None where it is not known yet."""
        return number_of(self.count)

    def rate(self, name: str) -> Figure | None:
        """Give a rate by identifier or own name, computed or else as it is given; None where it cannot be told."""
        return self.computed_rate(name) or self.given.get(name)

    def computed_rate(self, name: str) -> Figure | None:
        """Give a rate that the counts tell; None where they do not, or its denominator is 0."""
        definition = self.rates.get(name)
        if definition is None:
            return None
        inner: Tally | None = self.tally
        if not are_met(definition.denominator, self.met):
            inner = self.tally.narrow(definition.denominator)
        if inner is None:
            return None
        whole, met = inner.count(), inner.count(definition.numerator)
        if whole is None or met is None or whole.value == 0:
            return None
        value = ratio(met.value, whole.value)
        counts = count_text(met.value), count_text(whole.value)
        formula = formulas.rate(definition.numerator, counts[0], definition.denominator, counts[1])
        path = f"{self.name}.{rate_label(name)}"
        closed = self._closed_rate(definition.numerator, met.value, whole.value)
        if closed:
            formula = formulas.closed(formula)
        text = closed or share_text(value, self.policy.percent)
        return Figure(path, value, text, formula, whole.tell, met.value, whole.value)

    def rate_scope(self, name: str) -> str:
        """Give of which items alone a rate is, in words, where the policy says so and they are not all; or nothing."""
        figure = self.rate(name)
        if figure is None or figure.denominator in (None, self.whole):
            return ""
        return self.rates[name].scope_words

    def _closed_rate(self, numerator: Alternatives, met: int | None, whole: int | None) -> str:
        """Give the text of a rate of the same items as parts whose shares are made to add to 100, or nothing."""
        asked = class_asked(numerator)
        partition = self.partition(asked.column) if asked and self.policy.percent.close_to_100 else None
        if asked is None or partition is None or met is None or partition.excess:
            return ""
        counts = [part.count.items for part in partition]
        chosen = [at for at, part in enumerate(partition) if part.codes <= asked.codes]
        if not closes(counts, whole, self.policy.percent) or sum(counts[at] for at in chosen) != met:
            return ""
        return closed_text(counts, chosen, self.policy.percent)

    def part(self, word: str) -> BatchFigures | None:
        """Give a part of the batch as a batch of its own: 主办, 重点, a class, or an own group."""
        condition = self._read(word)
        if condition is None:
            return None
        base = self._asked_of(word, condition)
        if base is None:
            return None
        return base.narrowed(word, condition)

    def _asked_of(self, word: str, condition: Alternatives) -> BatchFigures | None:
        """Give the items that a word is asked of: those that the policy counts its column out of; own names say it."""
        if word in self.conditions.groups or word in self.conditions.named:
            return self
        with suppress(BadCondition):
            rule = applying(scope_rules(self.policy), condition, self.conditions)
            if rule is None or self.scope != formulas.ALL_ITEMS:
                return self
            return self._within(rule)
        return None

    def narrowed(self, word: str, condition: Alternatives) -> BatchFigures | None:
        """Give the items that meet a condition as a batch of their own."""
        inner = self._only(condition, f"{self.name}.{word}", formulas.ALL_ITEMS)
        return inner and replace(inner, only=(*self.only, text_of(condition)))

    def _only(self, condition: Alternatives, name: str, scope: str) -> BatchFigures | None:
        tally, past = self.tally.narrow(condition), None
        if tally is None:
            return None
        if self.past:
            past = self.past.narrow(condition)
        met = (*self.met, *(condition[0] if len(condition) == 1 else ()))
        part = replace(self, name=name, tally=tally, past=past, scope=scope, scope_words="", met=met)
        years = {year: found for year, each in self.years.items() if (found := each.narrow(condition))}
        return replace(part, roll_up=None, given={}, years=years if len(years) == len(self.years) else {})

    @cached_property
    def previous(self) -> BatchFigures | None:
        """Give last year's figures."""
        if self.past is None:
            return None
        return self.at(f"{self.name}.上年", self.past)

    def at(self, name: str, tally: Tally) -> BatchFigures:
        """Give the figures of the same items in other years.

        Args:
            name: their path in templates.
            tally: what counts them.
        """
        made = replace(self, name=name, tally=tally, past=None, given={}, years={}, roll_up=None)
        return replace(made, scope=formulas.ALL_ITEMS, scope_words="")

    @cached_property
    def change(self) -> Change | None:
        """Give the count against last year's."""
        if self.previous is None:
            return None
        now, before = self.count, self.previous.count
        difference = None
        if now.known and before.known:
            difference = abs(now.items - before.items)
        path = f"{self.name}.增减"
        formula = formulas.difference(now.text, before.text)
        gap = Figure(f"{path}.差额", difference, count_text(difference), formula, of_both(now, before))
        return Change(now, before, gap, self._change_share(path, gap, before))

    def _change_share(self, path: str, gap: Figure, before: Figure) -> Figure | None:
        if before.value == 0:
            return None
        gap_value, before_value = number_of(gap), number_of(before)
        value = ratio(gap_value, before_value)
        formula = formulas.change_share(gap.text, before.text)
        text = share_text(value, self.policy.percent)
        return Figure(f"{path}.幅度", value, text, formula, gap.tell, gap_value, before_value)

"""The parts of items by a column: their counts and shares, classes inside other classes, and what is blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from banli_report.figures import formulas
from banli_report.figures.conditions import Holds
from banli_report.figures.figure import ITEMS, Figure, Part, Partition
from banli_report.figures.rounding import closes, count_text, ratio, share_text, share_texts
from banli_report.figures.scales import Scales
from banli_report.figures.tally import Counted, Tally, folded
from banli_report.results.policy import Percent
from banli_report.words.columns import COLUMNS, label_of
from banli_report.words.terms import TIMES

BLANK, NO_ANSWER = "未填", "未反馈"
"""What the items without anything in a column are called, and those that nobody rated."""


@dataclass(frozen=True)
class Parts:
    """Makes the parts of some items.

    Args:
        name: the path of the items in templates.
        tally: counts them.
        percent: how shares are printed.
        scales: the classes of columns and their names.
        scope: which items they are, as it stands before their number.
        count: how many they are.
        unit: of what they are a number.
    """

    name: str
    tally: Tally
    percent: Percent
    scales: Scales
    scope: str
    count: Figure
    unit: str = ITEMS

    @property
    def whole(self) -> int | None:
        """Give the number of items, None where it is not known yet."""
        return number_of(self.count)

    def partition(self, column: str) -> Partition | None:
        """Give the parts by a column; None where the results cannot tell."""
        answers = self.tally.parts(column)
        if answers is None:
            return None
        filled = {code: counted for code, counted in answers.items() if counted.value != 0}
        whole, inner = folded(self.scales, column, filled)
        codes = self.scales.sort(column, list(whole))
        values = [whole[code].value for code in codes]
        shared, excess = self._shared(column), self.tally.excess(column)
        texts = [share_text(ratio(value, shared.whole), self.percent) for value in values]
        closing = closes(values, shared.whole, self.percent) and (not excess or shared is not self)
        if closing:
            texts = share_texts(values, shared.whole, self.percent)
        parts = [
            replace(
                shared._part(column, code, whole[code], text),
                inner=tuple(shared._inner(column, inner[code])),
            )
            for code, text in zip(codes, texts, strict=True)
        ]
        if closing:
            parts = list(map(_closed, parts))
        missing = self._missing(filled.values(), excess)
        blank = self.blank(column, missing) if missing else None
        known = self.scales.known(column)
        found = Partition(column, label_of(column), tuple(parts), missing, known, blank, excess)
        if shared is self:
            return found
        return replace(found, times=shared.count)

    def _shared(self, column: str) -> Parts:
        """Give what the shares of a column's parts are taken of: the items, or how many times they are counted."""
        times = self.tally.times(column)
        if times is None:
            return self
        count = count_figure(
            f"{self.name}.{label_of(column)}.{TIMES}", times, formulas.times(label_of(column)), TIMES
        )
        return replace(self, count=count, unit=TIMES)

    def _inner(self, column: str, inside: Mapping[str, Counted]) -> Iterator[Part]:
        """Give the classes inside another one, of which every batch tells how many there are."""
        for code, counted in inside.items():
            if self.tally.count(((Holds(column, frozenset({code}), (code,)),),)) is not None:
                yield self._plain_part(column, code, counted)

    def blank(self, column: str, missing: int | None) -> Part:
        """Give the items that hold nothing in a column as a part; asked of the items that it is counted out of.

        Args:
            column: the column.
            missing: how many they are, or None where it is not known yet.
        """
        name, label = _blank_name(column), label_of(column)
        path, whole = f"{self.name}.{label}.{name}", self.whole
        formula = formulas.blank_count(self.scope, self.count.text, label)
        count = Figure(path, missing, count_text(missing), formula, self.count.tell)
        value = ratio(missing, whole)
        text = share_text(value, self.percent)
        of_all = formulas.blank_share(label, count.text, self.scope, self.count.text)
        share = Figure(f"{path}.占比", value, text, of_all, self.count.tell, missing, whole)
        return Part("", name, count, share)

    def _missing(self, parts: Iterable[Counted], excess: int) -> int:
        """Give how many items no part counts, 0 where a count is not known yet."""
        values = [counted.value for counted in parts]
        if self.whole is None or None in values:
            return 0
        return self.whole - sum(value for value in values if value is not None) + excess

    def of_class(self, column: str, code: str, word: str = "") -> Part | None:
        """Give the part of a class, also one that no item is of: 0件, 0%; None where the results cannot tell.

        Asked of the items that the column is counted out of. A class has the items of the classes inside it.

        Args:
            column: the column.
            code: the class's code, or a word of an open column.
            word: by which it was asked for.
        """
        name = self.scales.name(column, code, word)
        counted = self._counted(column, code, name)
        if counted is None:
            return None
        if counted.value == 0:
            counted = Counted(0, lambda: formulas.none_of(self.count.source, name))
        return self._plain_part(column, code, counted, name)

    def _counted(self, column: str, code: str, name: str) -> Counted | None:
        if self.tally.times(column) is not None:
            return (self.tally.parts(column) or {}).get(code, Counted(0, str))
        return self.tally.count(((Holds(column, self.scales.codes_of(column, code), (name,)),),))

    def _plain_part(self, column: str, code: str, counted: Counted, name: str = "") -> Part:
        shared = self._shared(column)
        text = share_text(ratio(counted.value, shared.whole), self.percent)
        return shared._part(column, code, counted, text, name)

    def _part(self, column: str, code: str, counted: Counted, text: str, name: str = "") -> Part:
        label, whole = label_of(column), self.whole
        name = name or self.scales.name(column, code)
        path = f"{self.name}.{label}.{_path_word(code, name)}"
        unit = "件数" if self.unit == ITEMS else self.unit
        count = count_figure(f"{path}.{unit}", counted, formulas.class_count(label, name, unit), self.unit)
        if whole == 0:
            return Part(code, name, count, None, unit=self.unit)
        named = formulas.is_of_class(label, name)
        formula = formulas.share(named, count.text, self.scope, self.count.text, unit=self.unit)
        figure = Figure(
            f"{path}.占比", ratio(counted.value, whole), text, formula, counted.tell, counted.value, whole
        )
        return Part(code, name, count, figure, unit=self.unit)


def count_figure(name: str, counted: Counted, formula: str, unit: str = ITEMS) -> Figure:
    """Make the figure of a count."""
    return Figure(name, counted.value, count_text(counted.value), formula, counted.tell, unit=unit)


def _closed(part: Part) -> Part:
    """Say of a part's share that it was made to add to 100 with the others."""
    share = part.share and replace(part.share, formula=formulas.closed(part.share.formula))
    return replace(part, share=share)


def _blank_name(column: str) -> str:
    found = COLUMNS.find(column)
    if found and found.scale == "satisfaction":
        return NO_ANSWER
    return BLANK


def _path_word(code: str, name: str) -> str:
    """Give the word of a class in paths: its code, or its name where the code is an English identifier."""
    if code.isascii() and code.islower():
        return name
    return code


def number_of(count: Figure) -> int | None:
    """Give a count as a number, None where it is not known yet."""
    if not count.known:
        return None
    return count.items

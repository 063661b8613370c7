"""Checks of given counts against a ledger: each count by itself, and what one has and the other lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from banli_report.checks.results.agreement import name_in_words, named
from banli_report.errors import ERROR, WARNING, Kind, Problem, error, warning
from banli_report.figures.conditions import BadCondition, Conditions
from banli_report.figures.given import says_none
from banli_report.figures.sums import amount_text, column_called, sum_problems
from banli_report.figures.tally import Counted, Tally
from banli_report.results.amounts import amount_of
from banli_report.results.model import Counts, Report
from banli_report.words.columns import COLUMNS, label_of

_HINT = "核对台账；以台账为准时删去统计里的这一项"
Path = tuple[str, ...]
_Words = Mapping[str, int | None]

PROBLEMS = (
    Kind(
        "results.ledger-counts",
        ERROR,
        "报告文件里写的件数，和台账数出来的不一样。",
        "report.yaml 第9行 第23列：统计写明类别“教育”2件，台账数出1件，相差1件",
    ),
    Kind(
        "results.unchecked-count",
        WARNING,
        "报告文件里写了件数，台账却没有能数它的列，只好照写。",
        "report.yaml 第6行 第35列：统计里的“已答复”，台账数不出来，没有核对",
    ),
)


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """Compares the counts of a batch with those of its ledger, and those of its parts in turn.

    Args:
        report: for the places of its values.
        conditions: what the names of parts mean.
    """

    report: Report
    conditions: Conditions

    def problems(self, path: Path, counts: Counts, tally: Tally) -> Iterator[Problem]:
        """Give where given counts differ from those of a ledger, and what the ledger cannot tell."""
        whole = tally.count()
        yield from self._difference((*path, "count"), "件数", counts.count, whole.value if whole else None)
        for column, words in counts.partitions.items():
            found = tally.parts(column)
            if found is None:
                hint = "在台账里补上这一列，或删去统计里的这一项"
                yield self._unchecked((*path, column), label_of(column), hint)
            else:
                yield from self._classes((*path, column), column, words, found)
                yield from self._blanks((*path, column), column, words, whole, found)
        for column, number in counts.distinct.items():
            yield from self._distinct((*path, "distinct", column), column, number, tally)
        for column, written in counts.sums.items():
            yield from self._sum((*path, "sums", column), column, written, tally)
        for name, value in named(counts).items():
            yield from self._part((*path, name), name, value, counts.parts.get(name), tally)

    def _classes(
        self, path: Path, column: str, words: _Words, found: Mapping[str, Counted]
    ) -> Iterator[Problem]:
        scales = self.conditions.scales
        codes = {word: scales.code(column, word) for word in words if not says_none(column, word)}
        counted = _folded(scales.wider(column), found, frozenset(codes.values()))
        for word, code in codes.items():
            owner = f"{label_of(column)}“{word}”"
            yield from self._difference((*path, word), owner, words[word], counted.get(code, 0))
        for code in [code for code in counted if code not in codes.values()]:
            name = scales.name(column, code)
            message = f"统计的{label_of(column)}没有写“{name}”，台账数出{counted[code]}件"
            yield error("results.ledger-counts", self.report.place(*path), message, _HINT)

    def _blanks(
        self, path: Path, column: str, words: _Words, whole: Counted | None, found: Mapping[str, Counted]
    ) -> Iterator[Problem]:
        """Compare what has no class yet: 未反馈 in the counts, blank cells in the ledger."""
        said = [word for word in words if says_none(column, word)]
        values = [value for word in said if (value := words[word]) is not None]
        if not said or len(values) < len(said) or whole is None or whole.value is None:
            return
        blank = whole.value - sum(counted.value or 0 for counted in found.values())
        yield from self._difference((*path, said[0]), f"{label_of(column)}“{said[0]}”", sum(values), blank)

    def _distinct(self, path: Path, column: str, given: int | None, tally: Tally) -> Iterator[Problem]:
        """Compare how many units or people there are."""
        found = tally.distinct(column)
        if found is None:
            yield self._unchecked(
                path, f"{label_of(column)}的个数", "在台账里补上这一列，或删去统计里的这一项"
            )
            return
        if given is None or found.value is None or given == found.value:
            return
        message = f"统计写明{label_of(column)}{given}个，台账数出{found.value}个"
        yield error("results.ledger-counts", self.report.place(*path), message, _HINT)

    def _sum(self, path: Path, column: str, written: str | None, tally: Tally) -> Iterator[Problem]:
        """Compare the sum of a column of numbers."""
        found = tally.sum_of(column)
        if found is None:
            yield self._unchecked(path, f"{column}的合计", "在台账里补上这一列，或删去统计里的这一项")
            return
        name = column_called(column, tally.columns()) or column
        yield from sum_problems(tally.items, name)
        given = amount_of(written)
        if given and (given.value, given.unit or found.unit) != (found.value, found.unit):
            counted = amount_text(found.value, found.unit)
            message = f"统计写明{column}合计{written}，台账加出{counted}"
            yield error("results.ledger-counts", self.report.place(*path), message, _HINT)

    def _part(
        self, path: Path, name: str, value: int | None, part: Counts | None, tally: Tally
    ) -> Iterator[Problem]:
        try:
            condition = self.conditions.read(name)
        except BadCondition:
            return
        answer = tally.count(condition)
        if answer is None:
            own = name in self.conditions.named
            hint = f"在“分组”里写明“{name}”的条件" if own else "在台账里补上要用的列"
            if part or not (own and COLUMNS.find(name)):
                yield self._unchecked(path, name_in_words(name), f"{hint}，或删去统计里的这一项")
            return
        yield from self._difference(path, f"“{name_in_words(name)}”", value, answer.value)
        inner = tally.narrow(condition)
        if part and inner and part.count == answer.value:
            yield from self.problems(path, part, inner)

    def _unchecked(self, path: Path, owner: str, hint: str) -> Problem:
        message = f"统计里的“{owner}”，台账数不出来，没有核对"
        return warning("results.unchecked-count", self.report.place(*path), message, hint)

    def _difference(
        self, path: Path, owner: str, given: int | None, counted: int | None
    ) -> Iterator[Problem]:
        if given is None or counted is None or given == counted:
            return
        message = f"统计写明{owner}{given}件，台账数出{counted}件，相差{abs(given - counted)}件"
        yield error("results.ledger-counts", self.report.place(*path), message, _HINT)


def _folded(inside: Mapping[str, str], found: Mapping[str, Counted], given: frozenset[str]) -> dict[str, int]:
    """Give the ledger's classes; those that are not given but a part of one that is (独办) are counted in it."""
    counted: dict[str, int] = {}
    for code, each in found.items():
        wider = inside.get(code)
        owner = wider if wider in given and code not in given else code
        counted[owner or code] = counted.get(owner or code, 0) + (each.value or 0)
    return {code: value for code, value in counted.items() if value or code in given}

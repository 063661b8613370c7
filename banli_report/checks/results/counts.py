"""Checks on given counts: parts against totals, names against what they can mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from banli_report.checks.results.agreement import name_in_words, named
from banli_report.errors import ERROR, WARNING, Kind, Problem, error, warning
from banli_report.figures.conditions import Conditions
from banli_report.figures.given import says_none
from banli_report.results.model import Counts, Report
from banli_report.words.columns import COLUMNS, label_of, may_say_none
from banli_report.words.terms import CONDITIONS, TIMES

PROBLEMS = (
    Kind(
        "results.partition-sum",
        ERROR,
        "各项相加不等于总件数。",
        "report.yaml 第6行 第36列：“办理结果”各项（1+2+2）相加为5件，比件数4件多1件",
    ),
    Kind(
        "results.part-exceeds-whole",
        ERROR,
        "一部分的件数比全部还多。",
        "report.yaml 第7行 第11列：“重点”有6件，多于件数5件",
    ),
    Kind(
        "results.partition-form",
        ERROR,
        "这一项要逐类写明件数，只写了一个数。",
        "report.yaml 第5行 第21列：“类别”应逐项写明件数",
    ),
    Kind(
        "results.own-name",
        WARNING,
        "统计里的名称不是通用的，按自定的一部分计；也许是写错了字。",
        "report.yaml 第5行 第22列：“已答付”不是通用的名称，按自定的一部分计",
    ),
    Kind(
        "results.repeated-class",
        ERROR,
        "同一类用两种写法写了两次。",
        "report.yaml 第5行 第34列：“A类”和“A”是同一类，写了两次",
    ),
)


@dataclass(frozen=True, slots=True)
class CountCheck:
    """Checks the counts of a batch, and of its parts in turn.

    Args:
        report: for the places of its values.
        conditions: what the names of parts mean.
    """

    report: Report
    conditions: Conditions

    def problems(self, path: tuple[str, ...], counts: Counts) -> Iterator[Problem]:
        """Give what does not add up in given counts, and names that mean nothing."""
        for column, parts in counts.partitions.items():
            if column in counts.times:
                yield from self._times((*path, column), column, parts, counts)
            else:
                yield from self._sum((*path, column), column, parts, counts.count)
            yield from self._classes((*path, column), column, parts)
        for name, value in named(counts).items():
            yield from self._whole((*path, name), name, value, counts.count)
        for name in counts.flags:
            yield from self._flag((*path, name), name)
        for name, part in counts.parts.items():
            yield from self.problems((*path, name), part)

    def _sum(
        self, path: tuple[str, ...], column: str, parts: Mapping[str, int | None], whole: int | None
    ) -> Iterator[Problem]:
        values = [value for value in parts.values() if value is not None]
        total = sum(values)
        if whole is None or len(values) < len(parts) or total == whole:
            return
        difference = f"比件数{whole}件{'多' if total > whole else '少'}{abs(total - whole)}件"
        added = f"各项（{'+'.join(map(str, values))}）相加" if values else "一项也没有，相加"
        message = f"“{label_of(column)}”{added}为{total}件，{difference}"
        if may_say_none(column) and total < whole:
            hint = "如有尚未反馈或答复的，写明件数，如 未反馈: 2；否则核对各项"
        elif total > whole:
            hint = (
                f"核对各项和件数；各项数的是件次（一件由几家办、有几个结果）的，在各项后面写明 件次: {total}；"
                "互相包含的（如主办与独办）不能并列"
            )
        else:
            hint = "核对各项和件数；互相包含的（如主办与独办）不能并列"
        yield error("results.partition-sum", self.report.place(*path), message, hint)

    def _times(
        self, path: tuple[str, ...], column: str, parts: Mapping[str, int | None], counts: Counts
    ) -> Iterator[Problem]:
        """Compare classes that may count an item more than once with how many times they say they do in all."""
        times, values = counts.times[column], [value for value in parts.values() if value is not None]
        label, place = label_of(column), self.report.place(*path, TIMES)
        if times is not None and len(values) == len(parts) and sum(values) != times:
            added = f"各项（{'+'.join(map(str, values))}）相加为{sum(values)}件次"
            message = f"“{label}”{added}，与写明的{times}件次不符"
            yield error("results.partition-sum", place, message, "核对各项和件次")
        elif times is not None and counts.count is not None and times < counts.count:
            message = f"“{label}”{times}件次，比件数{counts.count}件还少"
            yield error("results.partition-sum", place, message, "一件至少计一次；核对件次和件数")

    def _classes(
        self, path: tuple[str, ...], column: str, parts: Mapping[str, int | None]
    ) -> Iterator[Problem]:
        vocabulary = self.conditions.scales.closed.get(column, ())
        seen: dict[str, str] = {}
        for word in parts if vocabulary else ():
            if says_none(column, word):
                continue
            term = self.conditions.scales.term(column, word)
            place = self.report.place(*path, word)
            if term is None:
                hint = self.conditions.scales.hint(column, word)
                message = f"“{label_of(column)}”里没有“{word}”这一类"
                yield error("results.outside-scheme", place, message, hint)
            elif seen.setdefault(term.identifier, word) != word:
                message = f"“{word}”和“{seen[term.identifier]}”是同一类，写了两次"
                yield error("results.repeated-class", place, message, "合并成一项")

    def _whole(
        self, path: tuple[str, ...], name: str, value: int | None, whole: int | None
    ) -> Iterator[Problem]:
        if value is not None and whole is not None and value > whole:
            message = f"“{name_in_words(name)}”有{value}件，多于件数{whole}件"
            yield error("results.part-exceeds-whole", self.report.place(*path), message, "核对这两个数")

    def _flag(self, path: tuple[str, ...], name: str) -> Iterator[Problem]:
        """Tell of a single count whose name is a column's, or is perhaps a misspelt one."""
        if name not in self.conditions.named:
            return
        place = self.report.place(*path)
        if column := COLUMNS.find(name):
            hint = f"写成 {column.label}: {{甲: 1, 乙: 2}}"
            yield error("results.partition-form", place, f"“{name}”应逐项写明件数", hint)
        elif nearest := CONDITIONS.nearest(name):
            message = f"“{name}”不是通用的名称，按自定的一部分计"
            yield warning("results.own-name", place, message, f"是不是“{nearest}”？")

"""The narrative as templates see it: each section rendered once, over the same names, when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.figures.scales import scales_of
from banli_report.packs.finding import Pack, SectionSpec
from banli_report.prose.marks import Marks
from banli_report.prose.values import Rendered
from banli_report.prose.views import MISSING, View
from banli_report.results.model import Report
from banli_report.results.paper import Section
from banli_report.words.columns import column_of

Path = tuple[str | int, ...]
_ANY = "*"
_HEADING = re.compile(r"^([ \t\u3000\xa0]*)(#+ )", re.MULTILINE)
Renderer = Callable[[str, Path], Rendered]

PROBLEMS = (
    Kind(
        "template.section-type",
        ERROR,
        "正文的这一节应是一段文字，写成了别的。",
        "report.yaml 第12行 第3列：“存在问题”一节应为文字",
    ),
    Kind(
        "template.unknown-section",
        ERROR,
        "正文里写了模板没有的一节，不会印出。",
        "report.yaml 第14行 第8列：模板“government_report”没有“办理结果.Z”这一节",
    ),
    Kind(
        "template.missing-section",
        ERROR,
        "模板要的一节，正文里没有写。",
        "report.yaml 第12行 第3列：正文缺少“下步打算”一节（第三部分的后半，可用“# ”起二级标题）",
    ),
)


class NarrativeView(View):
    """The sections of the narrative, by key, or one after the other where they are free."""

    def __init__(
        self, render: Renderer, report: Report, path: Path = ("narrative",), data: Any = None
    ) -> None:
        super().__init__("正文", Marks())
        self._render = render
        self._report = report
        self._path = path
        self._data = report.narrative if data is None else data

    def look_up(self, word: str) -> Any:
        """Give a section's text, or a group of sections, or MISSING."""
        if not isinstance(self._data, Mapping) or self._data.get(word) is None:
            return MISSING
        value = self._data[word]
        path = (*self._path, word)
        if isinstance(value, Mapping):
            return NarrativeView(self._render, self._report, path, value)
        return _below_section(self._render(value, path))

    def names(self) -> tuple[str, ...]:
        """Give the keys of the sections."""
        return tuple(self._data) if isinstance(self._data, Mapping) else ()

    def __iter__(self) -> Iterator[View]:
        """Give free sections in order: each with 标题 and 内容."""
        if isinstance(self._data, Mapping):
            return
        for position, section in enumerate(self._data):
            yield SectionView(self._render, section, (*self._path, position))


class SectionView(View):
    """A free section: 标题 and 内容; the headings of one without a heading are of the first level."""

    def __init__(self, render: Renderer, section: Section, path: Path) -> None:
        super().__init__("正文", Marks())
        self._render = render
        self._section = section
        self._path = path

    def look_up(self, word: str) -> Any:
        """Give the heading or the text, or MISSING."""
        if word == "标题":
            return self._render(self._section.heading, (*self._path, "heading"))
        if word != "内容":
            return MISSING
        text = self._render(self._section.text, (*self._path, "text"))
        return _below_section(text) if self._section.heading else text

    def names(self) -> tuple[str, ...]:
        """Give the names of its values."""
        return ("标题", "内容")


def narrative_problems(report: Report, pack: Pack) -> list[Problem]:
    """Give the sections that the pack asks for and the report lacks, and those that the pack does not know."""
    declared = pack.sections
    written = dict(_flat(report.narrative)) if isinstance(report.narrative, Mapping) else {}
    problems = [
        error(
            "template.section-type",
            report.place("narrative", *key.split(".")),
            f"“{key}”一节应为文字",
            "检查缩进，必要时加引号",
        )
        for key, value in written.items()
        if not isinstance(value, str)
    ]
    problems += [
        error(
            "template.unknown-section",
            report.place("narrative", *key.split(".")),
            f"模板“{pack.folder_name}”没有“{key}”这一节",
            f"可写的有{'、'.join(declared)}" if declared else "这个模板的正文应写成若干“标题、内容”",
        )
        for key in written
        if not _declared(key, declared, report)
    ]
    problems += [
        error(
            "template.missing-section",
            report.place("narrative"),
            f"正文缺少“{key}”一节" + (f"（{spec.description}）" if spec.description else ""),
            "在报告文件的“正文”下补写",
        )
        for key, spec in declared.items()
        if spec.required and _ANY not in key and not str(written.get(key, "")).strip()
    ]
    return problems


def _declared(key: str, declared: Mapping[str, SectionSpec], report: Report) -> bool:
    """Tell whether a pack knows a section; ``办理结果.*`` stands for every class of that column."""
    if key in declared:
        return True
    if not any(fnmatchcase(key, pattern) for pattern in declared):
        return False
    group, _, word = key.rpartition(".")
    known = scales_of(report.policy).known(column_of(group))
    return not known or any(word in pair for pair in known)


def _below_section(text: Rendered) -> Rendered:
    """Give a section's text with its headings one level deeper, under the heading that the pack gives it."""
    return Rendered(_HEADING.sub(r"\1#\2", text))


def _flat(narrative: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Give every section by its whole key; one that is left empty is as good as not written."""
    for key, value in narrative.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        elif value is not None:
            yield f"{prefix}{key}", value

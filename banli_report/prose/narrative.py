"""The narrative as templates see it: each section rendered once, over the same names, when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from banli_report.errors import EITHER, ERROR, Kind, Problem, error, warning
from banli_report.figures.scales import scales_of
from banli_report.packs.finding import Pack
from banli_report.packs.settings import SectionSpec
from banli_report.prose.lookup import MISSING, View
from banli_report.prose.marks import Marks
from banli_report.prose.values import Rendered
from banli_report.results.model import Report
from banli_report.results.paper import Section
from banli_report.words.columns import column_of

Path = tuple[str | int, ...]


@dataclass
class Shown:
    """What templates did with the narrative.

    Args:
        printed: the paths of the texts that were printed.
        nothing: whether sections were gone through while there are none.
    """

    printed: set[Path] = field(default_factory=set)
    nothing: bool = False


class SectionText(Rendered):
    """A section's text, which notes that it was printed."""

    _path: Path
    _shown: Shown

    def __new__(cls, text: str, path: Path, shown: Shown) -> SectionText:
        """Make the text of the section at a path."""
        value = super().__new__(cls, text)
        value._path, value._shown = path, shown
        return value

    def __str__(self) -> str:
        self._shown.printed.add(self._path)
        return str.__str__(self)

    def __add__(self, other: object) -> str:
        return str(self) + str(other)

    def __radd__(self, other: object) -> str:
        return str(other) + str(self)

    def below(self) -> SectionText:
        """Give the text with its headings one level deeper, under the heading that the pack gives it."""
        return SectionText(_HEADING.sub(r"\1#\2", self), self._path, self._shown)


_ANY = "*"
_HEADING = re.compile(r"^([ \t\u3000\xa0]*)(#+ )", re.MULTILINE)
Renderer = Callable[[str, Path], Rendered]

PROBLEMS = (
    Kind(
        "template.no-narrative",
        EITHER,
        "报告文件没有正文。",
        "report.yaml：报告文件没有正文，写出的只有标题和落款",
    ),
    Kind(
        "template.unprinted-section",
        EITHER,
        "写了的一节，模板没有印。",
        "report.yaml 第12行 第3列：正文里的“亮点”一节没有印出",
    ),
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
        self, render: Renderer, report: Report, shown: Shown, path: Path = ("narrative",), data: object = None
    ) -> None:
        super().__init__("正文", Marks())
        self._render = render
        self._report = report
        self._shown = shown
        self._path = path
        self._data = report.narrative if data is None else data

    def __len__(self) -> int:
        return sum(1 for _ in _texts(self._path, self._data))

    def look_up(self, word: str) -> object:
        """Give a section's text, or a group of sections, or MISSING."""
        if not isinstance(self._data, Mapping) or self._data.get(word) is None:
            return MISSING
        value = self._data[word]
        path = (*self._path, word)
        if isinstance(value, Mapping):
            return NarrativeView(self._render, self._report, self._shown, path, value)
        return SectionText(self._render(value, path), path, self._shown).below()

    def names(self) -> tuple[str, ...]:
        """Give the keys of the sections."""
        return tuple(self._data) if isinstance(self._data, Mapping) else ()

    def __iter__(self) -> Iterator[View]:
        """Give free sections in order: each with 标题 and 内容."""
        self._shown.nothing = self._shown.nothing or not len(self)
        if not isinstance(self._data, tuple):
            return
        for position, section in enumerate(self._data):
            yield SectionView(self._render, section, self._shown, (*self._path, position))


class SectionView(View):
    """A free section: 标题 and 内容; the headings of one without a heading are of the first level."""

    def __init__(self, render: Renderer, section: Section, shown: Shown, path: Path) -> None:
        super().__init__("正文", Marks())
        self._render = render
        self._section = section
        self._shown = shown
        self._path = path

    def look_up(self, word: str) -> object:
        """Give the heading or the text, or MISSING."""
        if word == "标题":
            return self._text(self._section.heading, "heading")
        if word != "内容":
            return MISSING
        text = self._text(self._section.text, "text")
        return text.below() if self._section.heading else text

    def _text(self, text: str, key: str) -> SectionText:
        path = (*self._path, key)
        return SectionText(self._render(text, path), path, self._shown)

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


def _flat(narrative: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Give every section by its whole key; one that is left empty is as good as not written."""
    for key, value in narrative.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        elif value is not None:
            yield f"{prefix}{key}", value


def unprinted_problems(report: Report, pack: Pack, shown: Shown) -> list[Problem]:
    """Give the sections that are written and were not printed, and a narrative that is missing altogether.

    A section for one class (``办理结果.*``) is only told: in another year there may be items of that class.

    Args:
        report: whose narrative it is.
        pack: what declares its sections.
        shown: what the templates printed of it.
    """
    if shown.nothing and not report.annexes:
        hint = "在报告文件里写“正文”，如 正文: [{标题: 主要做法, 内容: …}]，或 正文: {文件: 正文.md}"
        message = "报告文件没有正文，写出的只有标题和落款"
        return [error("template.no-narrative", report.place("narrative"), message, hint)]
    return [
        _unprinted(report, pack, path)
        for path in _texts(("narrative",), report.narrative)
        if path not in shown.printed
    ]


def _unprinted(report: Report, pack: Pack, path: Path) -> Problem:
    key = ".".join(map(str, path[1:]))
    of_a_class = key not in pack.sections and any(fnmatchcase(key, pattern) for pattern in pack.sections)
    tell = warning if of_a_class else error
    return tell(
        "template.unprinted-section",
        report.place(*path) or report.place("narrative"),
        f"正文里的{_called(path)}没有印出：模板里没有用到它，或有关的件一件也没有",
        "删去这一节，或在模板里写上它",
    )


def _called(path: Path) -> str:
    """Give what a section is called in a message: its keys, or its place among the free ones."""
    keys = path[1:]
    if not isinstance(keys[0], int):
        return f"“{'.'.join(map(str, keys))}”一节"
    return f"第{keys[0] + 1}节的{'标题' if keys[-1] == 'heading' else '内容'}"


def _texts(path: Path, data: object) -> Iterator[Path]:
    """Give the paths of all texts that are not blank."""
    if isinstance(data, str):
        if data.strip():
            yield path
    elif isinstance(data, Mapping):
        for key, inner in data.items():
            yield from _texts((*path, key), inner)
    elif isinstance(data, tuple):
        for position, section in enumerate(data):
            yield from _texts((*path, position, "heading"), section.heading)
            yield from _texts((*path, position, "text"), section.text)

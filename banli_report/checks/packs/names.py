"""Names of a pack's texts that no report answers, filters and options that there are not, with the nearest right one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase

from jinja2 import nodes

from banli_report.errors import WARNING, Kind, Place, Problem, error, warning
from banli_report.packs.finding import Pack
from banli_report.prose.calls import option_names
from banli_report.prose.faults import unknown_name
from banli_report.prose.parting import ALL_OF_ONE, ANSWERED, FILLED
from banli_report.prose.sandbox import Sandbox
from banli_report.prose.uses import ELEMENT, Call, Path, Use, Uses
from banli_report.results.official import Official
from banli_report.words.columns import COLUMNS
from banli_report.words.template_names import BATCH_NAMES, REPORT_NAMES
from banli_report.words.terms import (
    CONDITIONS,
    LEVELS,
    OPENNESS,
    PROPOSER_KINDS,
    RATES,
    RESULT_SCHEMES,
    ROLES,
    SATISFACTION,
)
from banli_report.words.vocabulary import Term, Vocabulary

USUAL_BATCHES = ("建议", "提案", "议案", "闭会建议")
_READ_OUT, _OFFICIAL = "宣读", "公文"
_FIXED: Mapping[str, tuple[str, ...]] = {
    "单位": ("全称", "简称", "full_name", "short_name"),
    "落款": ("署名", "日期", "name", "date"),
    _READ_OUT: ("会议", "日期", "报告人", "职务", "称谓"),
    _OFFICIAL: ("版式", "主送机关", "附注", "抄送", "印发机关", "印发日期"),
}
"""What can be taken out of the names of a report that are no batches."""
_PLAIN = ("年度", "会议", "标题")
_IN_FRAMES = ("简称", "署名", "日期", *Official().head_texts)
_CHANGE = ("差额", "幅度", "方向", "上年")
_PART = ("名称", "代码", "件数", "占比")
_PARTS = ("分母", "范围", "未填", "未反馈", FILLED, ANSWERED, ALL_OF_ONE)
_SCALES: tuple[Vocabulary[Term], ...] = (
    *RESULT_SCHEMES.values(),
    *(SATISFACTION, LEVELS, OPENNESS, PROPOSER_KINDS, ROLES),
)
_LISTS_OF_RATES = "指标"
_NEAR = 0.5

PROBLEMS = (
    Kind(
        "template.unusual-name",
        WARNING,
        "模板里的名称不是常用的：写错了，或是本单位自己的列、分组，没有在模板里写明。",
        "我局/report.md.j2 第5行：“建议”的“满意綠”不是常用的名称；是不是“满意率”？",
    ),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a pack's texts may name.

    Args:
        batches: the batches that it declares; empty where any name may be one.
        sections: the sections of the narrative that it declares, with ``*`` for any; empty where they are free.
        own: words after a batch that the pack declares: its agency's columns, rates and classes.
        in_word: whether its text is written whole in Word, where the names of a frame are to be had too.
    """

    batches: frozenset[str]
    sections: tuple[str, ...]
    own: frozenset[str]
    in_word: bool = False

    def roots(self) -> tuple[str, ...]:
        """Give what a name may begin with."""
        batches = sorted(self.batches or USUAL_BATCHES)
        return (*REPORT_NAMES.labels(), _READ_OUT, _OFFICIAL, *batches, *(_IN_FRAMES if self.in_word else ()))

    def is_batch(self, word: str) -> bool:
        """Tell whether a name may be a batch."""
        return word == "合计" or word in (self.batches or USUAL_BATCHES)


def known_of(pack: Pack) -> Known:
    """Give what a pack's texts may name."""
    policy = pack.policy
    columns = {
        word
        for column in (*policy.order, *policy.share_of)
        for word in (column, *policy.order.get(column, ()))
    }
    classes = () if isinstance(policy.result, str) else policy.result
    scheme = {word for entry in classes for word in (entry.code, entry.label)}
    own = {*pack.columns, *columns, *policy.rates, *policy.satisfaction, *scheme}
    return Known(frozenset(pack.batches), tuple(pack.sections), frozenset(own))


def name_problems(uses: Uses, known: Known, file: str) -> Iterator[Problem]:
    """Give the names of a text that no report answers, or that are no usual ones.

    Of what a text asks for before it uses it, only what is surely misspelt is told: it would never be printed.
    """
    asked = {use.path for use in uses.names if use.asked}
    told: set[Path] = set()
    for use in uses.names:
        if any(use.path[:end] in told for end in range(1, len(use.path) + 1)):
            continue
        if use.path in asked and not _is_misspelt(use.path, known):
            continue
        for problem in _judged(use, known, Place(file=file, line=use.line)):
            told.add(use.path)
            yield problem


def _is_misspelt(path: Path, known: Known) -> bool:
    """Tell a name that can only be misspelt though a text asks whether there is such a thing."""
    if len(path) == 1:
        return False
    return path[0] in (*_FIXED, *_PLAIN, "正文") or _alike(path[-1], _usual(known)) is not None


def forbidden_problems(tree: nodes.Template, file: str) -> Iterator[Problem]:
    """Give the words of Python that a text reaches for, which no template is given."""
    for node in tree.find_all(nodes.Getattr):
        if node.attr.startswith("_"):
            message = f"模板里不允许这样写：“{node.attr}”不是名称"
            place = Place(file=file, line=node.lineno)
            yield error("template.forbidden", place, message, "只取用名称和列出的写法")


def _judged(use: Use, known: Known, place: Place) -> Iterator[Problem]:
    *above, word = use.path
    if not above:
        yield from _root(use, word, known, place)
    else:
        yield from _below(above, word, known, place)


def _below(above: Sequence[str], word: str, known: Known, place: Place) -> Iterator[Problem]:
    """Judge a word by what it stands under."""
    root = above[0]
    if root in _FIXED:
        yield from _fixed(word, _FIXED[root], root, place, first=len(above) == 1)
    elif root in _PLAIN:
        yield from _fixed(word, (), root, place, first=True)
    elif root == "正文":
        yield from _section(above[1:], word, known, place)
    elif root == "批次" and above[1:2] != [ELEMENT]:
        yield from _batch_named(word, known, place)
    else:
        yield from _after_batch(above, word, known, place)


def guess_of(word: str, known: Sequence[str]) -> str:
    """Give the known word most like a misspelt one, as the end of a sentence: one with one other character, or else any."""
    near = _alike(word, known) or next(iter(get_close_matches(word, known, n=1, cutoff=_NEAR)), None)
    return f"；是不是“{near}”？" if near else ""


def _alike(word: str, known: Sequence[str]) -> str | None:
    """Give a known word with one other character, or None."""
    return next((other for other in known if len(other) == len(word) > 2 and _differ(word, other) == 1), None)


def _differ(word: str, other: str) -> int:
    return sum(mine != theirs for mine, theirs in zip(word, other, strict=True))


def _root(use: Use, word: str, known: Known, place: Place) -> Iterator[Problem]:
    if word in known.roots() or REPORT_NAMES.find(word):
        return
    message = unknown_name(word, known.roots(), "模板里")
    if use.alone or known.batches:
        yield error(
            "template.unknown-name", place, message, "改正名称；是批次的，在template.yaml的“批次”里写明"
        )
        return
    guess = guess_of(word, known.roots())
    hint = "写错的改正；是批次的名称的，在template.yaml的“批次”里写明，如 批次: {建议: [代表建议]}"
    yield warning("template.unusual-name", place, f"“{word}”不是常用的名称{guess}", hint)


def _fixed(word: str, words: Sequence[str], owner: str, place: Place, *, first: bool) -> Iterator[Problem]:
    if first and word not in words:
        message = unknown_name(word, tuple(words), f"“{owner}”里")
        usual = [name for name in words if not name.isascii()]
        hint = f"可用的有{'、'.join(usual)}" if usual else f"“{owner}”后面不写名称"
        yield error("template.unknown-name", place, message, hint)


def _section(above: Sequence[str], word: str, known: Known, place: Place) -> Iterator[Problem]:
    """Judge a section: one that is declared, or 标题 and 内容 of free ones."""
    key = ".".join((*above, word))
    if not known.sections:
        if tuple(above) == (ELEMENT,) and word not in ("标题", "内容"):
            yield error(
                "template.unknown-name", place, unknown_name(word, ("标题", "内容"), "各节里"), "改正名称"
            )
        elif not above:
            hint = "在template.yaml的“章节”里写明各节；各节自定的，写 {% for 节 in 正文 %}"
            yield error("template.unknown-name", place, f"模板没有写明正文有“{word}”这一节", hint)
        return
    parts = key.split(".")
    if not any(_begins(parts, pattern.split(".")) for pattern in known.sections):
        message = unknown_name(word, tuple(known.sections), "模板的章节里")
        yield error("template.unknown-name", place, message, "改正名称，或在template.yaml的“章节”里写明")


def _begins(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    if len(parts) > len(pattern):
        return False
    pairs = zip(parts, pattern, strict=False)
    return all(ELEMENT in (part, form) or fnmatchcase(part, form) for part, form in pairs)


def _batch_named(word: str, known: Known, place: Place) -> Iterator[Problem]:
    if known.batches and word not in known.batches and word != ELEMENT:
        message = unknown_name(word, tuple(sorted(known.batches)), "批次里")
        yield error("template.unknown-name", place, message, "改正名称，或在template.yaml的“批次”里写明")


def _after_batch(above: Sequence[str], word: str, known: Known, place: Place) -> Iterator[Problem]:
    """Judge a word after a batch or a part of one, which an agency's own column may answer too."""
    last = above[-1]
    if "清单" in above or (last == "历年" and word.isdecimal()):
        return  # the columns of a ledger, whatever they are; a year
    if last == "增减":
        yield from _fixed(word, _CHANGE, ".".join(above), place, first=True)
        return
    if word == ELEMENT or _is_usual(word) or word in known.own or _is_column(last, known):
        return
    guess = guess_of(word, _usual(known))
    hint = "写错的改正；是台账自己的一列的，在template.yaml里写明，如 列: [来源]；是自己的率、分类的，写在“口径”里"
    yield warning("template.unusual-name", place, f"“{'.'.join(above)}”的“{word}”不是常用的名称{guess}", hint)


def _is_column(word: str, known: Known) -> bool:
    """Tell whether a word is a column whose classes may be called anything."""
    column = COLUMNS.find(word)
    return word in known.own or (column is not None and column.is_open_class)


def _is_usual(word: str) -> bool:
    groups: tuple[Vocabulary[Term], ...] = (BATCH_NAMES, RATES, CONDITIONS, *_SCALES)
    return (
        word in (*_PART, *_PARTS)
        or COLUMNS.find(word) is not None
        or any(group.find(word) for group in groups)
    )


def _usual(known: Known) -> list[str]:
    groups = (BATCH_NAMES, RATES, CONDITIONS, COLUMNS, *_SCALES)
    words = [label for group in groups for label in group.labels()]
    return [*dict.fromkeys((*words, *_PART, *_PARTS, *sorted(known.own)))]


def call_problems(uses: Uses, known: Known, sandbox: Sandbox, file: str) -> Iterator[Problem]:
    """Give the filters, tests and options of a text that there are not."""
    for call in uses.calls:
        place = Place(file=file, line=call.line)
        names: Collection[str] = sandbox.tests if call.is_test else sandbox.filters
        if call.name not in names:
            what = "判断" if call.is_test else "写法"
            guess = guess_of(call.name, list(names))
            message = f"模板写法有误：没有“{call.name}”这种{what}{guess}"
            yield error("template.syntax", place, message, "改正“|”或“is”后面的名称")
        elif not call.is_test:
            yield from _options(call, known, sandbox, place)


def _options(call: Call, known: Known, sandbox: Sandbox, place: Place) -> Iterator[Problem]:
    options = option_names(sandbox.filters[call.name])
    for option in call.options:
        if options is not None and option not in options:
            message = unknown_name(option, tuple(options), f"“{call.name}”里")
            yield error("template.value", place, message, "改正括号里“=”前面的名称")
    for word in call.words:
        if call.name == _LISTS_OF_RATES and RATES.find(word) is None and word not in known.own:
            guess = guess_of(word, RATES.labels())
            hint = "写错的改正；是自己的率的，写在template.yaml的“口径”里"
            yield warning("template.unusual-name", place, f"“{word}”不是常用的率{guess}", hint)

"""The classes that an office's own ledger uses: a shipped scheme, or its own words, never a guess of what they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from banli_report.results.item import Item
from banli_report.results.values import first_few
from banli_report.starting.plan import Ask
from banli_report.starting.report_text import scalar
from banli_report.words.columns import label_of
from banli_report.words.terms import KINDS, RESULT_SCHEMES, ROLES, SATISFACTION, SCALES
from banli_report.words.vocabulary import Term, Vocabulary

_MOSTLY = 0.8
"""The share of items that must fit a shipped scheme for the others to be slips."""
_MANY = 12
_TELLING: Mapping[str, Sequence[Vocabulary[Term]]] = {
    "role": (ROLES,),
    "satisfaction": (SATISFACTION,),
    "kind": (KINDS,),
    "result": tuple(RESULT_SCHEMES.values()),
}
"""Columns whose classes tell them from any other."""


def policy_of(items: Sequence[Item]) -> tuple[dict[str, str], list[Ask]]:
    """Give the definitions that a ledger shows, in YAML by their key, and what they leave open."""
    result, result_asks = _result(_counted(items, "result"))
    satisfaction, satisfaction_asks = _satisfaction(_counted(items, "satisfaction"))
    fixed = [ask for column, scale in SCALES.items() for ask in _strange(items, column, scale)]
    return {**result, **satisfaction}, [*result_asks, *satisfaction_asks, *fixed]


def _counted(items: Iterable[Item], column: str) -> Counter[str]:
    return Counter(value for item in items if (value := item.value(column)))


def _fit(counts: Mapping[str, int], scheme: Vocabulary[Term]) -> int:
    return sum(count for word, count in counts.items() if scheme.find(word))


def _result(counts: Counter[str]) -> tuple[dict[str, str], list[Ask]]:
    """Give the scheme that the results are of: the narrowest shipped one, or the ledger's own words."""
    if not counts:
        return {}, []
    fits = {name: _fit(counts, scheme) for name, scheme in RESULT_SCHEMES.items()}
    name = max(fits, key=lambda each: fits[each])
    if fits[name] >= _MOSTLY * counts.total():
        others = [word for word in counts if not RESULT_SCHEMES[name].find(word)]
        return {"result": scalar(name)}, [*_meant(name), *_misfits("result", counts, others)]
    if len(counts) > _MANY:
        said = first_few([f"“{word}”" for word in counts])
        ask = Ask(f"“办理结果”有{len(counts)}种写法（{said}），不像是分类", "另有一列是分类的，在“列”里写明")
        return {}, [ask]
    words = [word for word, _ in counts.most_common()]
    asked = Ask(
        "“办理结果”的各类按件数多少排列，先后对不对？",
        "按已解决、正在解决、不能解决的次序排；排在第一的算落实率、解决率",
    )
    return {"result": _listed(words)}, [asked]


def _meant(name: str) -> Iterator[Ask]:
    scheme = RESULT_SCHEMES[name]
    meanings = "；".join(f"{term.identifier}：{term.label}" for term in scheme if len(term.identifier) == 1)
    if meanings:
        yield Ask(
            f"“办理结果”的各类是不是这样的意思？{meanings}",
            "不同的，逐类写，如 办理结果: [{代码: A, 名称: 已经解决}]",
        )


def _satisfaction(counts: Counter[str]) -> tuple[dict[str, str], list[Ask]]:
    others = [word for word in counts if not SATISFACTION.find(word)]
    if not others:
        return {}, []
    if _fit(counts, SATISFACTION) >= _MOSTLY * counts.total():
        return {}, list(_misfits("satisfaction", counts, others))
    if len(counts) > _MANY:
        return {}, [Ask(f"“满意度”有{len(counts)}种写法，不像是分类", "另有一列是评价的，在“列”里写明")]
    words = [word for word, _ in counts.most_common()]
    asked = Ask(
        "“满意度”的各档按件数多少排列，先后对不对？哪几档算满意？",
        f"从最满意到最不满意排；算满意的写在指标里，如 指标: {{满意率: {{分子: [{scalar(words[0])}]}}}}",
    )
    return {"satisfaction": _listed(words)}, [asked]


def _listed(words: Iterable[str]) -> str:
    return f"[{', '.join(map(scalar, words))}]"


def unread_scales(items: Sequence[Item], headers: Iterable[str], known: Collection[str]) -> Iterator[Ask]:
    """Ask of an office's own columns whose every word is a class of a usual column that the ledger seems to lack.

    Args:
        items: the items.
        headers: the headers of the own columns.
        known: the usual columns that the ledger has.
    """
    for header in headers:
        words = {value for item in items if (value := item.extra.get(header))}
        for column, scales in _TELLING.items():
            if words and column not in known and any(all(map(scale.find, words)) for scale in scales):
                said = first_few([f"“{word}”" for word in sorted(words)])
                label = label_of(column)
                remedy = f"是的，在“列”里写 {label}: {scalar(header)}；不是的不用管"
                yield Ask(f"“{header}”一列写的是{said}，是不是“{label}”？", remedy)


def _strange(items: Iterable[Item], column: str, scale: Vocabulary[Term]) -> Iterator[Ask]:
    counts = _counted(items, column)
    yield from _misfits(column, counts, [word for word in counts if not scale.find(word)])


def _misfits(column: str, counts: Mapping[str, int], words: Sequence[str]) -> Iterator[Ask]:
    if words:
        label = label_of(column)
        said = first_few([f"“{word}”{counts[word]}件" for word in words])
        yield Ask(
            f"“{label}”里有不在分类之内的：{said}", "写错的，在台账里改正；确是一类的，在“口径”里列出各类"
        )

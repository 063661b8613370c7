"""What a sentence claims of results without a number: 全部满意, 与上年持平, 增加, 均未答复."""

from __future__ import annotations

import re

from banli_report.checks.against.numbers import NUMBER
from banli_report.claims.clean import FORMS

_RATING = "(?:非常|很|比较|较|基本|不)?满意(?![率度])|表示理解"
_RATINGS = re.compile(_RATING)
_ALL = "全部|全都|均|都|一致"
_DONE = "办|答复|回复|面商|见面|走访|沟通|反馈|采纳|落实|公开|解决"
_FORMS = (
    ("all", re.compile(rf"(?:{_ALL})(?:表示|评价|给予|感到|为|是){{0,3}}({_RATING})")),
    ("all", re.compile(rf"评价为({_RATING})")),
    ("all", re.compile(rf"(?:{_ALL})(?:为|属)([^,;。、{NUMBER}]{{1,12}})")),
    ("some", re.compile(rf"({_RATING})的?有?{NUMBER}")),
    ("up", re.compile(rf"(?:增加|增长|上升|提高|提升)[^,;。、{NUMBER}]{{0,3}}{NUMBER}()")),
    ("down", re.compile(rf"(?:减少|下降|降低)[^,;。、{NUMBER}]{{0,3}}{NUMBER}()")),
    ("level", re.compile(r"持平()")),
    ("done", re.compile(rf"(?:{_ALL})已?经?全?部?(?:在规定时限内|按时|按期|如期)?(?:{_DONE})()")),
    ("undone", re.compile(rf"(?:未|没有)(?:{_DONE}|与代表|与委员)()")),
)


def claims_in(words: str) -> frozenset[tuple[str, str]]:
    """Give the claims in words whose numbers are masked, each as its kind and what it says."""
    simplified = words.translate(FORMS)
    return frozenset((kind, found[1]) for kind, form in _FORMS for found in form.finditer(simplified))


def new_claims(words: str, allowed: str, *, computed: bool) -> bool:
    """Tell whether words claim what other words do not.

    Args:
        words: what is said.
        allowed: what may be said; where it rates, another rating is a claim of its own.
        computed: whether it has computed figures; otherwise only ratings and 持平 are claims, all else is prose.
    """
    old, new = claims_in(allowed), claims_in(words)
    if not computed:
        old, new = _of_results(old), _of_results(new)
    if any(_RATINGS.fullmatch(said) for _, said in old):
        old |= _ratings_in(allowed)
        new |= _ratings_in(words)
    return (computed or bool(old)) and not new <= old


def _of_results(claims: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    return frozenset(claim for claim in claims if claim[0] == "level" or _RATINGS.fullmatch(claim[1]))


def _ratings_in(words: str) -> frozenset[tuple[str, str]]:
    return frozenset(("rating", found) for found in _RATINGS.findall(words.translate(FORMS)))

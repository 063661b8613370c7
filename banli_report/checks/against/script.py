"""In which characters a file is written."""

from __future__ import annotations

from collections.abc import Iterable

from banli_report.claims.passage import Passage

_TRADITIONAL, _SIMPLIFIED = (
    frozenset("辦議報關區會員滿結數類責領導見"),
    frozenset("办议报关区会员满结数类责领导见"),
)


def is_traditional(passages: Iterable[Passage]) -> bool:
    """Tell whether passages are written in traditional characters, by the commonest words of the field."""
    traditional = simplified = 0
    for passage in passages:
        traditional += sum(character in _TRADITIONAL for character in passage.text)
        simplified += sum(character in _SIMPLIFIED for character in passage.text)
    return traditional > simplified

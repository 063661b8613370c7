"""Words of the field that are wrong: those shipped, and an agency's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from banli_report.checks.finding import Finding
from banli_report.checks.release.texts import Texts
from banli_report.errors import WARNING, Kind
from banli_report.words.misuses import MISUSES
from banli_report.words.vocabulary import plain

_Found: TypeAlias = tuple[re.Match[str], str, str]
"""A wrong word where it stands, the right one, and the reason."""

PROBLEMS = (
    Kind(
        "release.misused-word",
        WARNING,
        "用词不合建议提案办理的规范，或不合本单位的用词表。",
        "报告.docx 正文 第14段：“满意度率”应为“满意率”：“代表满意度率为100%……”",
    ),
)


def usage_findings(texts: Texts, own: Mapping[str, str]) -> Iterator[Finding]:
    """Give words that are wrong; names of documents, 《…》, are quoted as they are.

    Args:
        texts: the text.
        own: an agency's own words, each with the right one; one that is its own right word is let pass.
    """
    let_pass = {plain(word) for word, right in own.items() if plain(word) == plain(right)}
    for found, right, reason in (*_shipped(texts), *_own(texts, own)):
        if plain(found[0]) not in let_pass and not texts.is_quoted_title(found.start()):
            message = f"“{texts.as_written(found).strip()}”应为“{right}”"
            yield texts.doubtful("release.misused-word", found, message, f"改为“{right}”；{reason}")


def _shipped(texts: Texts) -> Iterator[_Found]:
    for misuse in MISUSES:
        if misuse.key in texts.whole:
            for found in misuse.form.finditer(texts.whole):
                yield found, found.expand(misuse.right), misuse.reason


def _own(texts: Texts, own: Mapping[str, str]) -> Iterator[_Found]:
    for word, right in own.items():
        for found in texts.find(word):
            if not _is_right_already(texts.whole, found, right):
                yield found, right, "见本单位的用词表"


def _is_right_already(text: str, found: re.Match[str], right: str) -> bool:
    """Tell whether a wrong word was found within its right one, as 代表 within 人大代表."""
    at = right.find(found[0])
    begin = found.start() - at
    return at >= 0 and text[max(begin, 0) : begin + len(right)] == right

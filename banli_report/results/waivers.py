"""What an agency lets pass, and its own words: decisions of people that checks follow."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from banli_report.results.base import Model, Name, Text
from banli_report.words.vocabulary import plain

FAMILIES = ("release.", "audit.", "layout.")
"""Of which families problems may be let pass: those that judge a finished text, never those of its numbers."""
_LEAST = 2


class Waiver(Model):
    """A problem that is let pass, because somebody looked at it.

    Args:
        text: a piece of its message, as it is printed.
        problem: its id.
        reason: why, printed with it.
    """

    text: Text = ""
    problem: Text = ""
    reason: Name

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if not self.text and not self.problem:
            raise ValueError("“放行”的一条要写“内容”（问题里的一段话）或“编号”")
        if self.text and len(plain(self.text)) < _LEAST:
            raise ValueError(f"“{self.text}”太短，会放过别的问题；把问题里的话多抄几个字")
        if self.problem and not self.problem.startswith(FAMILIES):
            raise ValueError(f"“{self.problem}”不能放行，只能放行{'、'.join(FAMILIES)}开头的")
        return self


def _words(words: dict[str, str]) -> dict[str, str]:
    for word, right in words.items():
        if len(plain(word)) < _LEAST:
            raise ValueError(f"“{word}”太短，会误伤别的词；至少写两个字")
        if not right:
            raise ValueError(f"“{word}”后面没有写应写的词；要放过它，两边写成一样")
    return words


OwnWords = Annotated[dict[Text, Text], AfterValidator(_words)]
"""Wrong words, each with the right one; one that is its own right word is let pass."""

"""The text of a document as one, in which each pattern is looked for once, and the passage of every finding."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from banli_report.checks.finding import Finding, doubtful
from banli_report.claims.clean import FORMS
from banli_report.claims.passage import Passage

_BEFORE, _AFTER = 5, 40
"""How much of a passage is kept around what was found in it."""
_FOLDED = {
    **FORMS,
    **{ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９Ｘｘ％"},
    **dict.fromkeys(map(ord, "\n\f\t\v\u00a0\u3000"), " "),
}
"""What is read as another character of the same length: full-width digits, traditional characters, line breaks."""


def folded(text: str) -> str:
    """Give a text in the characters in which it is compared, as long as it is."""
    return text.translate(_FOLDED)


class Texts:
    """The passages of a document as one folded text, a line for each."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self.lines = tuple(folded(passage.text) for passage in self.passages)
        self.whole = "\n".join(self.lines)
        self._starts = (0, *accumulate(len(line) + 1 for line in self.lines))

    def position(self, offset: int) -> int:
        """Give the number of the passage, from 0, in which an offset of the whole lies."""
        return bisect_right(self._starts, offset) - 1

    def start(self, position: int) -> int:
        """Give the offset of the whole at which a passage begins."""
        return self._starts[position]

    def before(self, offset: int, length: int) -> str:
        """Give what stands before an offset in the same passage, so many characters at most."""
        return self.whole[max(self._starts[self.position(offset)], offset - length) : offset]

    def is_quoted_title(self, offset: int) -> bool:
        """Tell whether an offset lies in the name of a document, 《…》, which is quoted as it is."""
        position = bisect_right(self._title_marks, offset) - 1
        if position < 0 or self.whole[self._title_marks[position]] == "》":
            return False
        return self._title_marks[position] >= self._starts[self.position(offset)]

    @cached_property
    def _title_marks(self) -> tuple[int, ...]:
        return tuple(found.start() for found in re.finditer("[《》]", self.whole))

    def find(self, word: str) -> Iterator[re.Match[str]]:
        """Find a word, whichever characters it and the text are written in."""
        return re.finditer(re.escape(folded(word)), self.whole)

    def as_written(self, found: re.Match[str]) -> str:
        """Give what a pattern found in the whole as it is written."""
        position = self.position(found.start())
        begin = found.start() - self._starts[position]
        return self.passages[position].text[begin : begin + len(found[0])]

    def doubtful(self, id: str, found: re.Match[str], message: str, hint: str) -> Finding:  # noqa: A002
        """Make a finding, which an office would accept, about what a pattern found in the whole."""
        position = self.position(found.start())
        passage, begin = self.passages[position], found.start() - self._starts[position]
        around = passage.text[max(begin - _BEFORE, 0) : begin + _AFTER]
        return doubtful(id, passage.place, message, hint, around).about(self.as_written(found))

    @cached_property
    def solid(self) -> str:
        """Give the whole without white space."""
        return "".join(self.whole.split())

    def says(self, value: str) -> bool:
        """Tell whether the text says a value itself, white space aside."""
        return "".join(folded(value).split()) in self.solid

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Give the sentences of all passages, each with the offset at which it begins."""
        begin = 0
        for sentence in re.split("[。；\n]", self.whole):
            yield begin, sentence
            begin += len(sentence) + 1

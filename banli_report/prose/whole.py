"""The text of a report that is written whole in Word: its tags as a template, and references to all else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from banli_report.errors import Place
from banli_report.prose.narrative import SectionText
from banli_report.prose.sandbox import Sandbox

# noncharacters, which no text may hold; marks are made of the two before them
_START, _END = "\ufdd2", "\ufdd3"
_BEGIN, _CLOSE = "\ufdd4", "\ufdd5"
REFERENCE = re.compile(f"{_START}(\\d+){_END}")
NARRATIVE = re.compile(f"{_BEGIN}([^{_BEGIN}{_CLOSE}]*){_CLOSE}")
"""What a section of the narrative prints, which alone is read as markup."""


def reference(number: int) -> str:
    """Give what stands in a template for a piece of a Word file."""
    return f"{_START}{number}{_END}"


@dataclass(frozen=True, slots=True)
class WholeTag:
    """A tag of a Word file.

    Args:
        written: as it is typed.
        code: as Jinja reads it.
        place: its part and paragraph.
        free: whether it stands in no condition and no loop.
    """

    written: str
    code: str
    place: Place
    free: bool = True


@dataclass(frozen=True, slots=True)
class WholeText:
    """A Word file as a template.

    Args:
        name: the file's name, with that of its pack.
        tags: its tags; the template has each in a line of its own.
        source: the template: the tags, and references to what stands between them.
        lines: what is typed in its paragraphs, tags and all, each with its place.
    """

    name: str
    tags: tuple[WholeTag, ...]
    source: str
    lines: tuple[tuple[str, Place], ...]

    def place(self, line: int | None) -> Place:
        """Give the place of a line of the template."""
        if line is None or not 0 < line <= len(self.tags):
            return Place(file=self.name)
        return self.tags[line - 1].place

    def written(self, line: int | None) -> str:
        """Give the tag in a line of the template as it is typed, in brackets, or nothing."""
        if line is None or not 0 < line <= len(self.tags):
            return ""
        return f"（{self.tags[line - 1].written}）"


class WholeSandbox(Sandbox):
    """The environment that Word files are rendered in: what the narrative says is told from what they say."""

    def _finalized(self, value: object) -> str:
        text = super()._finalized(value)
        return f"{_BEGIN}{text}{_CLOSE}" if isinstance(value, SectionText) else text

    def _typed(self, text: str) -> str:
        return REFERENCE.sub("", text)


def alone(text: WholeText, sandbox: Sandbox) -> Iterator[str]:
    """Give the tags that print whatever conditions hold and wait for no other tag, each in its line, to be tried one by one."""
    named = sandbox.parse(text.source).find_all(nodes.Name)
    made = {name.name for name in named if name.ctx == "store"}
    for line, tag in enumerate(text.tags):
        if tag.free and tag.code.startswith("{{"):
            used = {name.name for name in sandbox.parse(tag.code).find_all(nodes.Name)}
            if not used & made:
                yield "\n" * line + tag.code

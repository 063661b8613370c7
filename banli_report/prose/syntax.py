"""Every slip in the tags of a text, found tag by tag, where Jinja would stop at the first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from jinja2 import TemplateSyntaxError, nodes

from banli_report.prose.faults import FAULTS, syntax_sentence
from banli_report.prose.sandbox import Sandbox
from banli_report.words.placeholders import TAG

_OPEN = re.compile(r"\{[{%#]")
_KEYWORD = re.compile(r"\{%[-+]?\s*(\w+)")
_SHOWN, _MOST = 40, 100
"""The characters of a tag that are told, and the slips of one text after which no more are looked for."""
_CLOSED = frozenset({"if", "for", "block", "macro", "call", "filter", "with", "autoescape"})
_WITHIN = {"else": ("if", "for"), "elif": ("if",)}
_HARMLESS = {"if": "{% if true %}", "elif": "{% elif true %}", "for": "{% for _ in [] %}"}


@dataclass(frozen=True, slots=True)
class SyntaxSlip:
    """A slip in a tag.

    Args:
        line: its line in the text, from 1.
        message: what is wrong, a Chinese sentence.
        tag: the tag as it is written, or its beginning.
    """

    line: int
    message: str
    tag: str


@dataclass(frozen=True, slots=True)
class Readable:
    """A text whose tags can all be read, and what was wrong with those that could not.

    Args:
        text: the text, with a harmless tag or nothing in place of a faulty one; its lines are where they were.
        tree: what it says, or None where even so it cannot be read.
        slips: what was wrong, in the order of the text.
    """

    text: str
    tree: nodes.Template | None
    slips: tuple[SyntaxSlip, ...]


def readable(text: str, name: str, sandbox: Sandbox) -> Readable:
    """Read a text; where it cannot be read as a whole, tag by tag.

    Args:
        text: the text of a template.
        name: its name, for the tree.
        sandbox: the environment that it is for.
    """
    try:
        return Readable(text, sandbox.parse(text, name, name), ())
    except FAULTS as stopped:
        reader = _Reader(text, sandbox)
        whole, slips = reader.read(), tuple(reader.slips) or (_as_slip(stopped, text, sandbox),)
    try:
        return Readable(whole, sandbox.parse(whole, name, name), _in_order(slips))
    except FAULTS:  # what keeps it from being read even so hangs together with what is told
        return Readable("", None, _in_order(slips))


def _in_order(slips: Iterable[SyntaxSlip]) -> tuple[SyntaxSlip, ...]:
    return tuple(sorted(slips, key=lambda slip: slip.line))


def _as_slip(stopped: BaseException, text: str, sandbox: Sandbox) -> SyntaxSlip:
    """Give what Jinja says of a whole text."""
    line = getattr(stopped, "lineno", None) or 1
    return SyntaxSlip(line, _sentence(stopped, sandbox), _line(text, line))


def _sentence(stopped: BaseException, sandbox: Sandbox) -> str:
    if isinstance(stopped, TemplateSyntaxError):
        return syntax_sentence(stopped.message or "", sandbox.filters)
    return "写得太长或嵌套太深"


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1].strip()[:_SHOWN] if 0 < number <= len(lines) else ""


def _blank(text: str) -> str:
    return "\n" * text.count("\n")


def _whole(keyword: str, tag: str) -> str:
    """Give a tag with what it needs around it to be read alone."""
    if keyword == "elif":
        return f"{{% if true %}}{tag}{{% endif %}}"
    return f"{tag}{{% end{keyword} %}}" if _opens(keyword, tag) else tag


def _opens(keyword: str, tag: str) -> bool:
    """Tell whether a tag has an end of its own."""
    return keyword in _CLOSED or (keyword == "set" and "=" not in tag)


class _Reader:
    """Goes through the tags of a text, keeping those that are open."""

    def __init__(self, text: str, sandbox: Sandbox) -> None:
        self.text = text
        self.sandbox = sandbox
        self.slips: list[SyntaxSlip] = []
        self._open: list[tuple[str, int, str]] = []
        self._line = 1

    def read(self) -> str:
        """Give the text with harmless tags, or none, in place of faulty ones and of what is raw; its lines stay."""
        pieces: list[str] = []
        end, raw = 0, False
        for found in TAG.finditer(self.text):
            between, tag = self.text[end : found.start()], found[0]
            end = found.end()
            name = _KEYWORD.match(tag)
            keyword = name[1] if name else ""
            if raw or keyword == "raw":
                pieces.append(_blank(between + tag) if raw else self._between(between) + _blank(tag))
                raw = keyword != "endraw"
            else:
                pieces += [self._between(between), self._tag(tag, self._line + between.count("\n"))]
            self._line += between.count("\n") + tag.count("\n")
            if len(self.slips) > _MOST:
                return ""
        pieces.append(self._between(self.text[end:]))
        for keyword, line, tag in self._open:
            if not keyword.startswith("-"):
                self._add(line, f"“{keyword}”没有结尾，缺少 end{keyword}", tag)
        return "".join(pieces)

    def _add(self, line: int, message: str, tag: str) -> None:
        self.slips.append(SyntaxSlip(line, message, tag[:_SHOWN]))

    def _between(self, text: str) -> str:
        """Give the text between two tags, without what opens a tag that does not end."""
        line, last = self._line, 0
        for found in islice(_OPEN.finditer(text), _MOST):
            line += text.count("\n", last, found.start())
            last = found.start()
            written = text[last : last + _SHOWN].partition("\n")[0]
            self._add(line, "标签没有成对，缺少结尾的括号", written)
        return _OPEN.sub("", text)

    def _tag(self, tag: str, line: int) -> str:
        blank = _blank(tag)
        if tag.startswith("{#"):
            return blank
        if tag.startswith("{{"):
            return tag if self._is_sound(tag, tag, line) else f"{{{{ '' }}}}{blank}"
        found = _KEYWORD.match(tag)
        if found is None:
            self._add(line, "标签里没有写内容，或标点没有用半角", tag)
            return blank
        return self._block_tag(tag, found[1], line) or blank

    def _block_tag(self, tag: str, keyword: str, line: int) -> str:
        """Give a tag that prints nothing, a harmless one in its place, or nothing."""
        if keyword.startswith("end"):
            return tag if self._close(keyword.removeprefix("end"), line, tag) else ""
        if keyword in _WITHIN:
            inside = bool(self._open) and self._open[-1][0] in _WITHIN[keyword]
            if not inside:
                self._add(line, f"这里不应有“{keyword}”，前面没有与它成对的标签", tag)
                return ""
        sound = keyword == "else" or self._is_sound(_whole(keyword, tag), tag, line)
        blank = _blank(tag)
        opens = _opens(keyword, tag)
        if not sound and keyword not in _HARMLESS:
            # what it would have opened is left out with its end
            self._open += [(f"-{keyword}", line, tag)] if opens else []
            return ""
        if opens:
            self._open.append((keyword, line, tag))
        return tag if sound else _HARMLESS[keyword] + blank

    def _close(self, keyword: str, line: int, tag: str) -> bool:
        """Take the end of an open tag; tell whether it ends one that is kept."""
        kinds = [opened.removeprefix("-") for opened, _, _ in self._open]
        if keyword not in kinds:
            self._add(line, f"这里不应有“end{keyword}”，前面没有与它成对的标签", tag)
            return False
        while self._open:
            opened, begun, written = self._open.pop()
            if opened.removeprefix("-") == keyword:
                return not opened.startswith("-")
            if not opened.startswith("-"):
                self._add(begun, f"“{opened}”没有结尾，缺少 end{opened}", written)
        return False

    def _is_sound(self, sample: str, tag: str, line: int) -> bool:
        try:
            self.sandbox.parse(sample)
        except FAULTS as stopped:
            self._add(line, _sentence(stopped, self.sandbox), tag)
            return False
        return True

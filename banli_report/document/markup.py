"""From marked text to blocks: a small Markdown of headings, tables, strong text and escapes.

Every line is a paragraph. A heading with text on the next line is run in; with a blank line it stands alone.
``表：`` before a table is its caption.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from banli_report.document.numbering import Numbering
from banli_report.document.tree import Block, Cell, Heading, Note, Paragraph, Run, Runs, Table, text_of
from banli_report.prose.marks import Mark, split

_CAPTION = ("表：", "表:")
_SENTENCE_ENDS = "。！？：；…"


def parse(text: str, marks: Sequence[Mark]) -> tuple[Block, ...]:
    """Give the blocks of a marked text.

    Raises:
        ValueError: there are more headings than can be numbered.
    """
    return tuple(_Blocks(_MARKDOWN.parse(_trimmed(text)), marks).read())


def parse_line(text: str, marks: Sequence[Mark]) -> Runs:
    """Give the runs of one line of marked text, without any markup in it."""
    return _merged(_runs_of_text(text, marks, strong=False))


def _trimmed(text: str) -> str:
    """Drop the blanks that people put before a paragraph; Markdown would take them for code."""
    return "\n".join(line.strip(" \t\u3000\xa0") for line in text.split("\n"))


def _strong(state: StateInline, silent: bool) -> bool:
    """Read ``**…**``; CommonMark's own rule fails between Chinese text and punctuation."""
    if not state.src.startswith("**", state.pos):
        return False
    end = state.src.find("**", state.pos + 2)
    if end <= state.pos + 2 or end >= state.posMax:
        return False
    if not silent:
        start, limit = state.pos, state.posMax
        state.push("strong_open", "strong", 1)
        state.pos, state.posMax = start + 2, end
        state.md.inline.tokenize(state)
        state.push("strong_close", "strong", -1)
        state.posMax = limit
    state.pos = end + 2
    return True


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero").enable(["heading", "table", "escape", "newline"])
    markdown.inline.ruler.before("escape", "strong", _strong)
    return markdown


_MARKDOWN = _markdown()


class _Blocks:
    def __init__(self, tokens: Sequence[Token], marks: Sequence[Mark]) -> None:
        self.tokens = tokens
        self.marks = marks
        self.numbering = Numbering()
        self.position = 0

    def read(self) -> list[Block]:
        blocks: list[Block] = []
        caption: Runs = ()
        while self.position < len(self.tokens):
            token = self._take()
            if token.type == "heading_open":
                blocks.extend(self._heading(token))
            elif token.type == "table_open":
                blocks.append(self._table(caption))
                caption = ()
            elif token.type == "paragraph_open":
                *paragraphs, last = self._lines(self._take()) or [()]
                blocks.extend(Paragraph(runs) for runs in paragraphs)
                caption = self._caption(last)
                if not caption and last:
                    blocks.append(Paragraph(last))
        return blocks

    def _take(self) -> Token:
        self.position += 1
        return self.tokens[self.position - 1]

    def _peek(self) -> Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _caption(self, line: Runs) -> Runs:
        """Give a line's text as a caption, if it is one and a table follows."""
        following = self.tokens[self.position + 1] if self.position + 1 < len(self.tokens) else None
        if not line or following is None or following.type != "table_open":
            return ()
        if not text_of(line).startswith(_CAPTION):
            return ()
        first = Run(line[0].text[2:].lstrip(), line[0].strong, line[0].note, line[0].typed)
        return (first, *line[1:]) if first.text else line[1:]

    def _heading(self, token: Token) -> Iterator[Block]:
        level = int(token.tag[1:])
        runs = next(iter(self._lines(self._take())), ())
        self._take()
        heading = Heading(level, self.numbering.next(level), runs)
        following = self._peek()
        if following is None or following.type != "paragraph_open" or not _touch(token, following):
            yield heading
            return
        self._take()
        first, *others = self._lines(self._take())
        yield Paragraph(first, Heading(level, heading.number, _closed(runs)))
        yield from (Paragraph(line) for line in others)

    def _table(self, caption: Runs) -> Table:
        rows: list[tuple[Cell, ...]] = []
        aligns: list[str] = []
        cells: list[Cell] = []
        while (token := self._take()).type != "table_close":
            if token.type == "tr_open":
                cells = []
            elif token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    aligns.append(str(token.attrGet("style") or "text-align:center").split(":")[1])
                lines = self._lines(self._take())
                cells.append(Cell(lines[0] if lines else ()))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
        return Table(rows[0], tuple(rows[1:]), tuple(aligns), caption)

    def _lines(self, inline: Token) -> list[Runs]:
        """Give the lines of an inline token, each as runs."""
        lines: list[list[Run]] = [[]]
        strong = False
        for token in inline.children or ():
            if token.type == "strong_open":
                strong = True
            elif token.type == "strong_close":
                strong = False
            elif token.type in ("softbreak", "hardbreak"):
                lines.append([])
            else:
                lines[-1].extend(_runs_of_text(token.content, self.marks, strong))
        return [_merged(line) for line in lines if line]


def _touch(heading: Token, following: Token) -> bool:
    return bool(heading.map and following.map and heading.map[1] == following.map[0])


def _closed(runs: Runs) -> Runs:
    """Give a run-in heading the full stop that it needs before the text."""
    return (
        runs
        if not runs or runs[-1].text.endswith(tuple(_SENTENCE_ENDS))
        else (*runs[:-1], *_stopped(runs[-1]))
    )


def _stopped(run: Run) -> Runs:
    if run.typed and run.note is None:
        return (Run(f"{run.text}。", run.strong),)
    return (run, Run("。", run.strong))


def _runs_of_text(text: str, marks: Sequence[Mark], strong: bool) -> Iterator[Run]:
    for piece in split(text, marks):
        if isinstance(piece, str):
            yield Run(piece, strong)
            continue
        figure = piece.figure
        note = Note(figure.name, figure.text, figure.formula, figure.source) if figure else None
        yield Run(piece.text, strong, note, typed=False)


def _merged(runs: Iterator[Run] | list[Run]) -> Runs:
    """Join neighbouring runs of one look and origin."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if (
            last
            and run.note is None
            and last.note is None
            and (run.strong, run.typed) == (last.strong, last.typed)
        ):
            merged[-1] = Run(last.text + run.text, run.strong, None, run.typed)
        else:
            merged.append(run)
    return tuple(merged)

"""From marked text to blocks: a small Markdown of headings, tables, strong text and escapes.

Every line is a paragraph. A heading with text on the next line is run in; with a blank line it stands alone.
``表：`` before a table is its caption.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from banli_report.document.notes import figure_run
from banli_report.document.punctuation import full_width
from banli_report.document.tree import Block, Cell, Heading, Paragraph, Run, Runs, Table, text_of
from banli_report.prose.marks import Mark, split
from banli_report.standard.numbering import Numbering
from banli_report.words.placeholders import PLACEHOLDER

_CAPTION = ("表：", "表:")
_SENTENCE_ENDS = ("。", "！", "？", "：", "；", "…", "?", "!", ":", ";")
_CLOSING_MARKS = "”’）》」』)"


class MarkupError(ValueError):
    """The markup cannot be read as a document.

    Args:
        message: what is wrong, a Chinese sentence.
        text: the marked text where it is wrong.
        hint: what to do.
    """

    def __init__(self, message: str, text: str, hint: str) -> None:
        super().__init__(message)
        self.text = text
        self.hint = hint


def parse(text: str, marks: Sequence[Mark], numbering: Sequence[str] | Numbering = ()) -> tuple[Block, ...]:
    """Give the blocks of a marked text.

    Args:
        text: the text.
        marks: what its marks stand for.
        numbering: how the first heading of each level is numbered, where not by the standard; or what counts them
            on from an earlier text.

    Raises:
        MarkupError: headings cannot be numbered, a table is broken, or ``**`` is not closed.
    """
    trimmed = full_width(_trimmed(text))
    counts = numbering if isinstance(numbering, Numbering) else Numbering(numbering)
    blocks = _Blocks(_MARKDOWN.parse(trimmed), marks, trimmed.split("\n"), counts)
    return tuple(blocks.read())


def parse_line(text: str, marks: Sequence[Mark]) -> Runs:
    """Give the runs of one line of marked text, without any markup in it."""
    return _merged(runs_of_text(full_width(text), marks, strong=False))


def _trimmed(text: str) -> str:
    """Drop the blanks that people put before a paragraph, and end a table before the text that follows it.

    Markdown would take the blanks for code, and the text for one more row.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        trimmed = line.strip(" \t\u3000\xa0")
        if lines and lines[-1].startswith("|") and trimmed and not trimmed.startswith("|"):
            lines.append("")
        lines.append(trimmed)
    return "\n".join(lines)


def _strong(state: StateInline, silent: bool) -> bool:
    """Read ``**…**``; CommonMark's own rule fails between Chinese text and punctuation."""
    if not state.src.startswith("**", state.pos):
        return False
    newline = state.src.find("\n", state.pos, state.posMax)
    end = _closing(state.src, state.pos + 2, newline if newline >= 0 else state.posMax)
    if end < 0:
        said = state.src[state.pos :].split("\n")[0]
        hint = "在同一行里补上另一个“**”；星号本身写成\\*"
        raise MarkupError("加重用的“**”在这一行里没有成对", said, hint)
    if not silent:
        start, limit = state.pos, state.posMax
        state.push("strong_open", "strong", 1)
        state.pos, state.posMax = start + 2, end
        state.md.inline.tokenize(state)
        state.push("strong_close", "strong", -1)
        state.posMax = limit
    state.pos = end + 2
    return True


def _closing(source: str, start: int, limit: int) -> int:
    """Give where the ``**`` stands that closes one before ``start``, or -1; an escaped one does not."""
    end = source.find("**", start, limit)
    while end > start and source[end - 1] == "\\":
        end = source.find("**", end + 1, limit)
    return end if end > start else -1


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero").enable(["heading", "table", "escape", "newline"])
    markdown.inline.ruler.before("escape", "strong", _strong)
    return markdown


_MARKDOWN = _markdown()


class _Blocks:
    def __init__(
        self, tokens: Sequence[Token], marks: Sequence[Mark], source: Sequence[str], numbering: Numbering
    ) -> None:
        self.tokens = tokens
        self.marks = marks
        self.source = source
        self.numbering = numbering
        self.captions = 0
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
                inline = self._take()
                _refuse_torn_table(inline.content)
                *paragraphs, last = self._lines(inline) or [()]
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
        if not (line[0].typed and line[0].text.startswith(_CAPTION)):
            return ()  # also where the words are a value's, which is never read as markup
        first = Run(line[0].text[2:].lstrip(), line[0].strong, line[0].note, line[0].typed)
        return (first, *line[1:]) if first.text else line[1:]

    def _heading(self, token: Token) -> Iterator[Block]:
        level = int(token.tag[1:])
        runs = next(iter(self._lines(self._take())), ())
        self._take()
        if not runs:
            raise MarkupError("有一个标题没有文字", token.markup, "补上标题的文字，或删去这一行")
        heading = Heading(level, self._number(level, runs), runs)
        following = self._peek()
        if following is None or following.type != "paragraph_open" or not _touch(token, following):
            yield heading
            return
        if self._caption_follows():
            yield heading
            return
        self._take()
        first, *others = self._lines(self._take())
        yield Paragraph(first, Heading(level, heading.number, _closed(runs)))
        yield from (Paragraph(line) for line in others)

    def _caption_follows(self) -> bool:
        """Tell whether the next paragraph is nothing but the caption of a table."""
        line, after = self.tokens[self.position + 1], self.tokens[self.position + 3 : self.position + 4]
        is_table = bool(after) and after[0].type == "table_open"
        return is_table and "\n" not in line.content and line.content.startswith(_CAPTION)

    def _number(self, level: int, runs: Runs) -> str:
        try:
            return self.numbering.next(level)
        except ValueError as problem:
            hint = "减少标题的数量或层次"
            raise MarkupError(f"标题无法编号：{problem}", text_of(runs), hint) from None

    def _table(self, caption: Runs) -> Table:
        rows: list[tuple[Cell, ...]] = []
        aligns: list[str] = []
        cells: list[Cell] = []
        while (token := self._take()).type != "table_close":
            if token.type == "tr_open":
                self._refuse_long_row(token, len(aligns))
                cells = []
            elif token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    aligns.append(str(token.attrGet("style") or "text-align:center").split(":")[1])
                lines = self._lines(self._take())
                cells.append(Cell(lines[0] if lines else ()))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
        return Table(rows[0], tuple(rows[1:]), tuple(aligns), caption, self._label(caption))

    def _label(self, caption: Runs) -> str:
        """Give the number of a table among those with a caption; one without has none."""
        if not caption:
            return ""
        self.captions += 1
        return f"表{self.captions}"

    def _refuse_long_row(self, row: Token, columns: int) -> None:
        """Refuse a row with more cells than the head has, whose last cells would be lost."""
        line = self.source[row.map[0]] if row.map else ""
        cells = len(escapedSplit(line.removeprefix("|").removesuffix("|")))
        if columns and cells > columns:
            message = f"表格的一行有{cells}格，表头只有{columns}格"
            raise MarkupError(message, line, "补齐表头，或删去多出的格；文字里的竖线写成\\|")

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
                lines[-1].extend(runs_of_text(token.content, self.marks, strong))
        return [_merged(line) for line in lines if line]


def _refuse_torn_table(text: str) -> None:
    """Refuse lines of a table whose head and ``|---|`` line do not match: they would be printed with their bars."""
    torn = next((line for line in text.split("\n") if len(line) > 1 and line[0] == line[-1] == "|"), None)
    if torn is not None:
        hint = "表头下面一行写成 |---|---|，格数与表头相同，表格前后各空一行"
        raise MarkupError("表格写得不完整", torn, hint)


def _touch(heading: Token, following: Token) -> bool:
    return bool(heading.map and following.map and heading.map[1] == following.map[0])


def _closed(runs: Runs) -> Runs:
    """Give a run-in heading the full stop that it needs before the text."""
    text = text_of(runs)
    if text.endswith(_SENTENCE_ENDS) or text.rstrip(_CLOSING_MARKS).endswith("。"):
        return runs
    return (*runs[:-1], *_stopped(runs[-1]))


def _stopped(run: Run) -> Runs:
    if run.typed and run.note is None:
        return (Run(f"{run.text}。", run.strong),)
    return (run, Run("。", run.strong))


def runs_of_text(text: str, marks: Sequence[Mark], strong: bool) -> Iterator[Run]:
    """Give the runs of a piece of marked text in which nothing is markup."""
    for piece in split(text, marks):
        if isinstance(piece, str):
            yield from _own_runs(piece, strong, typed=True)
        elif piece.own:
            yield from _own_runs(piece.text, strong, typed=False)
        elif piece.figure:
            yield figure_run(piece.figure, strong=strong)
        else:
            yield Run(piece.text, strong, typed=False)


def _own_runs(text: str, strong: bool, typed: bool) -> Iterator[Run]:
    """Give text of the report file, what stands for something not known yet apart."""
    start = 0
    for found in PLACEHOLDER.finditer(text):
        if found.start() > start:
            yield Run(text[start : found.start()], strong, typed=typed)
        yield Run(found.group(), strong, typed=typed, unknown=True)
        start = found.end()
    if start < len(text):
        yield Run(text[start:], strong, typed=typed)


def _merged(runs: Iterator[Run] | list[Run]) -> Runs:
    """Join neighbouring runs of one look and origin."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if (
            last
            and run.note is None
            and last.note is None
            and not (run.unknown or last.unknown)
            and (run.strong, run.typed) == (last.strong, last.typed)
        ):
            merged[-1] = Run(last.text + run.text, run.strong, None, run.typed)
        else:
            merged.append(run)
    return tuple(merged)

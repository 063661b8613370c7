"""A Word file as a passive, frozen view: sections, tables, paragraphs with the properties that take effect."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from banli_report.claims.passage import CellPosition
from banli_report.standard.gbt9704 import TWIPS_PER_MM, TWIPS_PER_POINT

BODY = "正文"
_SPACE, _SPACE_WIDTHS = " \t\u3000\u00a0", {"\u3000": 1.0, "\t": 2.0}
RED_SHADE = re.compile("[9A-F][0-9A-F][0-4][0-9A-F][0-4][0-9A-F]", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\b|目录|WPSOffice手动目录", re.IGNORECASE)
FooterKind = Literal["default", "even", "first"]


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface, and whether it comes out of the theme rather than being named; no name where none is set."""

    name: str = ""
    themed: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look.

    Args:
        text: the text.
        east: face of East Asian characters.
        latin: face of Latin letters and digits.
        size: size in points.
        bold: whether it is bold.
        colour: RRGGBB, or empty for automatic.
        highlighted: whether it is highlighted.
        hidden: whether it is hidden.
        tracking: change of the distance of characters, in points.
        east_quotes: whether quotes, dashes and ellipses take the East Asian face.
        marks: how else it is set off: 斜体, 下划线, 删除线.
    """

    text: str
    east: Face
    latin: Face
    size: float
    bold: bool = False
    colour: str = ""
    highlighted: bool = False
    hidden: bool = False
    tracking: float = 0
    east_quotes: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; lengths in twips.

    Args:
        part: the part of the file, as a person knows it.
        number: its number in that part, from 1.
        section: position of its section, for the body.
        style: name of its style.
        spans: its text.
        size: size of its text in points.
        align: both, left, center, right or distribute.
        left: indent from the left.
        right: indent from the right.
        first: indent of the first line; negative for a hanging one.
        stop: where a first tab leads to, or 0 where the paragraph itself does not say.
        before: space above.
        after: space below.
        line: line spacing in twips, or in 240ths of a line for the rule auto.
        line_rule: auto, exact or atLeast.
        snaps: whether its lines keep to the grid.
        outline: outline level from 0, or None for text.
        keep_next: whether it stays on one page with the next paragraph.
        rule: colour of the rule below or above it, auto for black, or empty where there is none.
        list_form: form of its automatic number, such as ``〇、``, or empty.
        list_number: what that number comes to, or 0 where it has none.
        has_picture: whether a picture stands in its line.
        in_table: whether it stands in a table.
        cell: where its cell stands in the outermost table around it, for the body.
        in_box: whether it stands in a text box.
        turned: whether it stands in a text box with turned text.
        starts_page: whether it is the first thing on a page.
        has_page_field: whether it shows the page number.
        text: its whole text.
    """

    part: str
    number: int
    section: int
    style: str
    spans: tuple[Span, ...]
    size: float
    align: str = "left"
    left: int = 0
    right: int = 0
    first: int = 0
    stop: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    line_rule: str = "auto"
    snaps: bool = True
    outline: int | None = None
    keep_next: bool = False
    rule: str = ""
    list_form: str = ""
    list_number: int = 0
    has_picture: bool = False
    in_table: bool = False
    cell: CellPosition | None = None
    in_box: bool = False
    turned: bool = False
    starts_page: bool = False
    has_page_field: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join([span.text for span in self.spans]))

    @property
    def is_contents(self) -> bool:
        """Tell whether it is a line of a page of contents, which says again what the headings say."""
        return bool(_CONTENTS.match(self.style))

    @property
    def is_red(self) -> bool:
        """Tell whether some of it is red, in whatever shade."""
        return any(RED_SHADE.fullmatch(span.colour) for span in self.spans)

    @property
    def em(self) -> float:
        """Give the width of a character in twips."""
        return self.size * TWIPS_PER_POINT

    @property
    def typed_space(self) -> float:
        """Give the width of the space typed before the text, in characters."""
        typed = self.text[: len(self.text) - len(self.text.lstrip(_SPACE))]
        width = sum(_SPACE_WIDTHS.get(character, 0.5) for character in typed)
        if self.stop and typed.startswith("\t"):
            return width - _SPACE_WIDTHS["\t"] + (self.stop - self.left - self.first) / self.em
        return width

    @property
    def indent(self) -> float:
        """Give where the text begins from the left, in characters."""
        return (self.left + self.first) / self.em + self.typed_space


@dataclass(frozen=True, slots=True)
class Section:
    """A section's page; lengths in twips.

    Args:
        width: paper width.
        height: paper height.
        top: margin.
        bottom: margin.
        left: margin with the gutter.
        right: margin.
        footer: distance of the foot of the footer from that of the page.
        grid: type of the document grid, or empty.
        pitch: distance of its lines.
        char_space: what the grid adds to a character, in points.
        first_differs: whether its first page has a footer of its own.
        restarts: whether its page numbers begin anew.
        footers: the parts of its footers, inherited ones too.
    """

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    footer: int = 0
    grid: str = ""
    pitch: int = 0
    char_space: float = 0
    first_differs: bool = False
    restarts: bool = False
    footers: tuple[tuple[str, str], ...] = ()

    @property
    def landscape(self) -> bool:
        """Tell whether the page lies on its side."""
        return self.width > self.height

    @property
    def text_width(self) -> int:
        """Give the width of the text area."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: what each cell spans and how wide it says it is (None for no width in twips)."""

    cells: tuple[tuple[int, int | None], ...]
    head: bool = False
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table outside of other tables; lengths in twips.

    Args:
        place: number of its first paragraph.
        section: position of its section.
        rows: its rows.
        fixed: whether its layout is fixed.
        width: what it says of its width, or None where that is not in twips.
        columns: widths of the grid's columns.
        bordered: whether it shows lines.
    """

    place: int
    section: int
    rows: tuple[Row, ...]
    fixed: bool
    width: int | None
    columns: tuple[int, ...]
    bordered: bool


@dataclass(frozen=True)
class View:
    """A whole file.

    Args:
        body: every paragraph of the text, those in tables too.
        others: the paragraphs of headers, footers, notes and comments, by the name of their part.
        sections: the sections.
        tables: the tables of the text.
        odd_and_even: whether odd and even pages have footers of their own.
    """

    body: tuple[Paragraph, ...]
    others: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    odd_and_even: bool

    @cached_property
    def _by_part(self) -> Mapping[str, tuple[Paragraph, ...]]:
        return dict(self.others)

    def footer(self, section: Section, kind: FooterKind) -> tuple[Paragraph, ...]:
        """Give the paragraphs of a section's footer."""
        return self._by_part.get(dict(section.footers).get(kind, ""), ())


def millimetres(length: float) -> float:
    """Give a length in twips in millimetres."""
    return length / TWIPS_PER_MM

"""Reads what stands where on the pages of a PDF, in millimetres from a page's top left corner."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber

_MM_PER_PT = 25.4 / 72
_EM_ABOVE_BASELINE = 0.88  # of a Han character; the other 0.12 em hang below
_SAME_BASELINE = 0.3  # mm
_THICKEST_RULE = 8.0  # pt: a filled box lower than this is a rule
_PAGE_NUMBER = re.compile(r"[—–―-]\s*\d+\s*[—–―-]")


@dataclass(frozen=True)
class Char:
    """One character: edges of its em box and baseline in mm, size in pt, colour as #rrggbb."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: str
    colour: str


@dataclass(frozen=True)
class Line:
    """The characters on one baseline from left to right, at least one of them visible."""

    chars: tuple[Char, ...]

    @property
    def visible(self) -> tuple[Char, ...]:
        """The characters that are not blank."""
        return tuple(char for char in self.chars if not char.text.isspace())

    @property
    def text(self) -> str:
        """The characters' text, blanks included."""
        return "".join(char.text for char in self.chars)

    @property
    def left(self) -> float:
        """The left edge of the first visible character, in mm."""
        return min(char.left for char in self.visible)

    @property
    def right(self) -> float:
        """The right edge of the last visible character, in mm."""
        return max(char.right for char in self.visible)

    @property
    def top(self) -> float:
        """The top of the tallest visible character, in mm."""
        return min(char.top for char in self.visible)

    @property
    def bottom(self) -> float:
        """The bottom of the lowest visible character, in mm."""
        return max(char.bottom for char in self.visible)

    @property
    def baseline(self) -> float:
        """The distance of the baseline from the page's top, in mm."""
        return self.visible[0].baseline

    @property
    def size(self) -> float:
        """The size of most visible characters, in pt."""
        return Counter(char.size for char in self.visible).most_common(1)[0][0]

    @property
    def font(self) -> str:
        """The font of most visible characters, as the PDF names it."""
        return Counter(char.font for char in self.visible).most_common(1)[0][0]

    def pieces(self, gap: float) -> tuple["Line", ...]:
        """Cut the line where `gap` mm or more are blank, as between the cells of a table."""
        visible = self.visible
        cuts = [i for i, (a, b) in enumerate(pairwise(visible), 1) if b.left - a.right >= gap]
        bounds = pairwise([0, *cuts, len(visible)])
        return tuple(Line(visible[start:end]) for start, end in bounds)


@dataclass(frozen=True)
class Rule:
    """A horizontal line that is drawn: its ends, its middle's distance from the top, all in mm."""

    left: float
    right: float
    y: float
    thickness: float
    colour: str


@dataclass(frozen=True)
class Page:
    """One page: a name such as letter-2, width and height in mm, lines and rules from top to bottom.

    `turned` holds the characters of text turned to the right, which are in no line; the baseline of such a
    character is its distance from the page's left.
    """

    name: str
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    turned: tuple[Char, ...]


def pages(pdf: Path) -> tuple[Page, ...]:
    """Read the pages of a PDF."""
    with pdfplumber.open(pdf) as document:
        return tuple(_page(page, f"{pdf.stem}-{page.page_number}") for page in document.pages)


def page_number(page: Page) -> Line | None:
    """Return the line like «— 1 —» when it is the lowest of the page, or None."""
    last = page.lines[-1] if page.lines else None
    return last if last and _PAGE_NUMBER.fullmatch(last.text.strip()) else None


def body(page: Page) -> tuple[Line, ...]:
    """Return the lines of a page without its page number."""
    return page.lines[:-1] if page_number(page) else page.lines


def _page(page: pdfplumber.page.Page, name: str) -> Page:
    upright = [_char(char, page.height) for char in page.chars if char["upright"]]
    turned = [_turned_char(char) for char in page.chars if not char["upright"]]
    return Page(
        name=name,
        width=_mm(page.width),
        height=_mm(page.height),
        lines=_lines(upright),
        rules=tuple(sorted(_rules(page), key=lambda rule: (rule.y, rule.left))),
        turned=tuple(turned),
    )


def _char(char: dict[str, Any], page_height: float) -> Char:
    # The box that pdfplumber gives starts at the baseline in some fonts and below it in others.
    baseline = page_height - char["matrix"][5]
    top = baseline - _EM_ABOVE_BASELINE * char["size"]
    return Char(
        text=char["text"],
        left=_mm(char["x0"]),
        right=_mm(char["x1"]),
        top=_mm(top),
        bottom=_mm(top + char["size"]),
        baseline=_mm(baseline),
        size=round(char["size"], 2),
        font=char["fontname"].partition("+")[2] or char["fontname"],
        colour=_colour(char["non_stroking_color"]),
    )


def _turned_char(char: dict[str, Any]) -> Char:
    return Char(
        text=char["text"],
        left=_mm(char["x0"]),
        right=_mm(char["x1"]),
        top=_mm(char["top"]),
        bottom=_mm(char["bottom"]),
        baseline=_mm(char["matrix"][4]),
        size=round(char["x1"] - char["x0"], 2),
        font=char["fontname"].partition("+")[2] or char["fontname"],
        colour=_colour(char["non_stroking_color"]),
    )


def _lines(chars: Sequence[Char]) -> tuple[Line, ...]:
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.baseline):
        if not rows or char.baseline - rows[-1][0].baseline > _SAME_BASELINE:
            rows.append([])
        rows[-1].append(char)
    lines = (Line(tuple(sorted(row, key=lambda char: char.left))) for row in rows)
    return tuple(line for line in lines if line.visible)


def _rules(page: pdfplumber.page.Page) -> set[Rule]:
    # A set, because LibreOffice draws the borders of a paragraph twice.
    strokes = [line for line in page.lines if line["stroke"] and line["height"] < 0.1 < line["width"]]
    bars = [box for box in page.rects if box["fill"] and box["height"] < min(_THICKEST_RULE, box["width"])]
    return {
        *(_rule(line, line["linewidth"], line["stroking_color"]) for line in strokes),
        *(_rule(bar, bar["height"], bar["non_stroking_color"]) for bar in bars),
    }


def _rule(shape: dict[str, Any], thickness: float, colour: Any) -> Rule:
    middle = (shape["top"] + shape["bottom"]) / 2
    return Rule(_mm(shape["x0"]), _mm(shape["x1"]), _mm(middle), _mm(thickness), _colour(colour))


def _colour(value: Any) -> str:
    parts = value if isinstance(value, tuple | list) else [value or 0]
    if len(parts) == 4:  # cyan, magenta, yellow, black
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    red, green, blue = parts if len(parts) == 3 else (parts[0],) * 3
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _mm(points: float) -> float:
    return round(points * _MM_PER_PT, 2)

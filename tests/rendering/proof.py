"""The proof on paper of any document: what must hold on every page, whatever the document says."""

from collections.abc import Iterator
from itertools import pairwise

from tests.rendering.page import Line, Page, body, page_number

EM_3, EM_4 = 16 / 72 * 25.4, 14 / 72 * 25.4
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
PITCH = (BOTTOM - TOP) / 22
_HANGING = 6.5
"""By how much, in mm, punctuation may stand beyond the right edge of the text area."""
_NEVER_FIRST = "，。、；：？！）》〉”’"
_HEADING_FACES = ("NotoSansCJK", "FandolKai")


def departures(pages: tuple[Page, ...], kind: str) -> list[str]:
    """Say in plain sentences what is wrong on the pages of a document.

    Args:
        pages: its pages.
        kind: ``plain``, ``document`` or ``letter``.
    """
    found = [f"{page.name} holds a single line" for page in pages if [x.size for x in body(page)] == [16]]
    found += [said for number, page in enumerate(pages, 1) for said in _page(page, number, kind)]
    if kind != "plain":
        found += _first(pages[0])
    if kind == "document":
        found += _foot(pages)
    return found


def _first(page: Page) -> Iterator[str]:
    """The first page of an official document shows text (7.3.3)."""
    lines = body(page)
    titles = [i for i, line in enumerate(lines) if line.size == 22]
    below = lines[titles[-1] + 1 :] if titles else lines
    if not any(line.left > LEFT + EM_3 for line in below):
        yield "page 1: no text"


def _page(page: Page, number: int, kind: str) -> Iterator[str]:
    where = f"page {number}: "
    sides = sorted((page.width, page.height))
    if [round(side) for side in sides] != [210, 297]:
        yield f"{where}the paper is {sides} mm"
    if page.width > page.height:
        yield from (where + said for said in _sideways(page, number))
    else:
        yield from (where + said for said in _number_place(page, number, kind))
        yield from (where + said for said in _text_area(page))
        yield from (where + said for said in _lines(page))


def _sideways(page: Page, number: int) -> Iterator[str]:
    shown = "".join(char.text for char in page.turned).replace(" ", "")
    if shown != f"—{number}—":
        yield f"the turned page number is {shown!r}"
    elif number % 2 and abs(page.turned[-1].bottom - (RIGHT - EM_4)) > 1:
        yield f"the page number ends {page.turned[-1].bottom} mm from the top"
    elif not number % 2 and abs(page.turned[0].top - (LEFT + EM_4)) > 1:
        yield f"the page number begins {page.turned[0].top} mm from the top"
    for line in page.lines:
        if line.left < 297 - BOTTOM - 1 or line.right > 297 - TOP + 1:
            yield f"{line.text!r} stands outside the text area"


def _number_place(page: Page, number: int, kind: str) -> Iterator[str]:
    shown = page_number(page)
    if not page.lines:
        return  # left blank before a page that must be even
    if kind == "letter" and number == 1:
        if shown:
            yield "the first page of a letter has a page number"
        return
    if shown is None or shown.text.replace(" ", "") != f"—{number}—":
        yield f"the page number is {shown.text if shown else None!r}"
    elif number % 2 and abs(shown.right - (RIGHT - EM_4)) > 1:
        yield f"the page number ends at {shown.right} mm"
    elif not number % 2 and abs(shown.left - (LEFT + EM_4)) > 1:
        yield f"the page number begins at {shown.left} mm"


def _text_area(page: Page) -> Iterator[str]:
    for line in body(page):
        if _is_red(line):
            continue  # the mark of a letter may be as wide as its rules
        if line.left < LEFT - 1 or line.right > RIGHT + _HANGING:
            yield f"{line.text!r} stands outside the text area"
        if line.baseline < TOP or line.baseline > BOTTOM:
            yield f"{line.text!r} stands above or below the text area"
        if line.text.strip()[0] in _NEVER_FIRST:
            yield f"{line.text!r} begins with a mark that never does"


def _lines(page: Page) -> Iterator[str]:
    lines = body(page)
    if len(lines) > 22 and all(line.size >= 14 for line in lines):
        yield f"{len(lines)} lines"
    for above, below in pairwise(lines):
        if (
            above.size == below.size == 16
            and not _is_red(above)
            and not _on_grid(below.baseline - above.baseline)
        ):
            yield f"{above.text!r} and {below.text!r} are off the grid"
    if lines and _is_heading(lines[-1]):
        yield f"the heading {lines[-1].text!r} is the last line"
    dates = [i for i, line in enumerate(lines) if line.text.strip().endswith("日") and line.left > 90]
    if dates and dates[0] < 2:
        yield "the signature stands alone"


def _is_red(line: Line) -> bool:
    return line.visible[0].colour == "#ff0000"


def _on_grid(distance: float) -> bool:
    return abs(distance / PITCH - round(distance / PITCH)) < 0.04


def _is_heading(line: Line) -> bool:
    return line.size == 16 and all(char.font.startswith(_HEADING_FACES) for char in line.visible)


def _foot(pages: tuple[Page, ...]) -> Iterator[str]:
    found = [
        (number, page)
        for number, page in enumerate(pages, 1)
        if any(line.text.strip().endswith("印发") for line in body(page))
    ]
    if len(found) != 1:
        yield f"the foot stands on {len(found)} pages"
        return
    ((number, page),) = found
    if number % 2:
        yield f"the foot stands on the odd page {number}"
    if abs(max(rule.y for rule in page.rules) - BOTTOM) > 1:
        yield "the last rule of the foot is not on the foot of the text area"

"""The proof on paper finds what departs: pages made by hand, right but for one thing."""

from dataclasses import replace

import pytest

from tests.rendering.page import Char, Line, Page, Rule
from tests.rendering.proof import BOTTOM, EM_3, EM_4, LEFT, PITCH, RIGHT, TOP, departures

_EM = 25.4 / 72


def line(text: str, left: float, baseline: float, size: float = 16, font: str = "FandolFang") -> Line:
    width = size * _EM
    chars = (
        Char(
            char,
            left + i * width,
            left + (i + 1) * width,
            baseline - 0.88 * width,
            baseline,
            baseline,
            size,
            font,
            "#000000",
        )
        for i, char in enumerate(text)
    )
    return Line(tuple(chars))


def row(number: int, text: str = "一行正文", left: float = LEFT, **look: object) -> Line:
    """Give a line of the text on the grid, counted from 1."""
    return line(text, left, TOP + (number - 0.2) * PITCH, **look)


def number_of(page: int) -> Line:
    text = f"—{page}—"
    left = RIGHT - EM_4 - len(text) * EM_4 if page % 2 else LEFT + EM_4
    return line(text, left, 270.4, 14)


def page(number: int, *lines: Line, rules: tuple[Rule, ...] = ()) -> Page:
    return Page(f"p-{number}", 210, 297, (*lines, number_of(number)), rules, ())


RIGHT_PAGE = page(1, row(1, left=LEFT + 2 * EM_3), row(2))
FOOT = page(
    2, line("某局2024年12月1日印发", LEFT + EM_4, 259, 14), rules=(Rule(28, 184, BOTTOM, 0.35, "#000000"),)
)


def test_right_pages_have_no_departure() -> None:
    assert departures((RIGHT_PAGE,), "plain") == []
    assert departures((RIGHT_PAGE, FOOT), "document") == []


WRONG = [
    (replace(RIGHT_PAGE, width=216), "the paper is"),
    (page(1, row(1)), "holds a single line"),
    (page(1, row(1), line("一行", LEFT, TOP + 1.5 * PITCH)), "off the grid"),
    (page(1, row(1), row(2, "一、标题", font="NotoSansCJKsc")), "is the last line"),
    (page(1, row(1, "某某局", left=120), row(2, "2024年12月1日", left=120)), "the signature stands alone"),
    (page(1, row(1), row(2, "，一行")), "begins with a mark that never does"),
    (page(1, row(1), row(2, left=LEFT - 3)), "outside the text area"),
    (page(1, row(1), row(2, "字" * 30)), "outside the text area"),
    (page(1, row(1), row(23)), "above or below the text area"),
    (page(1, *(line("一行", LEFT, TOP + i * 9) for i in range(1, 24))), "23 lines"),
    (replace(RIGHT_PAGE, lines=(*RIGHT_PAGE.lines[:-1], number_of(2))), "the page number is '—2—'"),
    (
        replace(RIGHT_PAGE, lines=(*RIGHT_PAGE.lines[:-1], line("—1—", LEFT + EM_4, 270.4, 14))),
        "the page number ends at",
    ),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_departs_on_a_page_is_said(wrong: Page, said: str) -> None:
    assert any(said in sentence for sentence in departures((wrong,), "plain"))


def turned(text: str, top: float) -> tuple[Char, ...]:
    return tuple(
        Char(char, 26, 31, top + i * EM_4, top + (i + 1) * EM_4, 26, 14, "NotoSerif", "#000000")
        for i, char in enumerate(text)
    )


@pytest.mark.parametrize(
    ("text", "top", "said"),
    [
        ("—1—", RIGHT - 4 * EM_4, []),
        ("—2—", RIGHT - 4 * EM_4, ["the turned page number is"]),
        ("", 0, ["the turned page number is"]),
        ("—1—", LEFT, ["the page number ends"]),
    ],
)
def test_a_page_on_its_side(text: str, top: float, said: list[str]) -> None:
    sideways = Page("p-1", 297, 210, (line("附件1", 35, 36), line("表", 35, 56)), (), turned(text, top))
    found = departures((sideways,), "plain")
    assert len(found) == len(said)
    assert all(word in sentence for word, sentence in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ((RIGHT_PAGE,), "the foot stands on 0 pages"),
        ((replace(FOOT, lines=(*FOOT.lines[:-1], number_of(1))),), "the foot stands on the odd page 1"),
        (
            (RIGHT_PAGE, replace(FOOT, rules=(Rule(28, 184, 255, 0.35, "#000000"),))),
            "the last rule of the foot",
        ),
        ((page(1, row(3, "标题", size=22), row(5, "主送：")), FOOT), "page 1: no text"),
    ],
)
def test_an_official_document_s_own_departures(pages: tuple[Page, ...], said: str) -> None:
    assert any(said in sentence for sentence in departures(pages, "document"))


def test_the_first_page_of_a_letter_bears_no_number() -> None:
    assert "page 1: the first page of a letter has a page number" in departures((RIGHT_PAGE,), "letter")

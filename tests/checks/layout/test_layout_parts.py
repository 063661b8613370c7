"""The layout check beyond paragraphs: page numbers, tables, what is left over, what Word could not read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

import banli_report as br
from tests.checks.layout.support import (
    LAST,
    Change,
    number,
    paragraph,
    rewritten,
    set_property,
    spoiled,
)


def told(problems: list[br.Problem]) -> list[tuple[str, str, str | None, int | None]]:
    return [
        (problem.id, str(problem.severity), problem.place.part, problem.place.paragraph)
        for problem in problems
    ]


# ---- page numbers


def odd(document: Any) -> Any:
    return document.sections[0].footer.paragraphs[0]


def even(document: Any) -> Any:
    return document.sections[0].even_page_footer.paragraphs[0]


def emptied(which: Any) -> Change:
    def change(document: Any) -> None:
        for run in which(document).runs:
            run._r.getparent().remove(run._r)

    return change


def aligned(which: Any, side: str) -> Change:
    return lambda document: set_property(which(document)._p.pPr, "jc", val=side)


def sized(document: Any) -> None:
    for run in odd(document).runs:
        run.font.size = Pt(12)


def named(document: Any) -> None:
    for run in even(document).runs:
        run.font.name = "Times New Roman"


def undashed(document: Any) -> None:
    for run in (odd(document).runs[0], odd(document).runs[-1]):
        run.text = ""


def first_alone(document: Any) -> None:
    document.sections[0].different_first_page_header_footer = True


def restarted(document: Any) -> None:
    set_property(document.sections[1]._sectPr, "pgNumType", start=1)


def unturned(document: Any) -> None:
    sideways = next(section for section in document.sections if section.orientation)
    sideways.footer.is_linked_to_previous = True


FOOTERS = [
    ("page-number-missing", "error", None, emptied(odd)),
    ("page-number-missing", "warning", None, first_alone),
    ("page-number-even", "error", None, emptied(even)),
    (
        "page-number-even",
        "error",
        None,
        lambda d: setattr(d.settings, "odd_and_even_pages_header_footer", False),
    ),
    ("page-number-side", "error", "页脚", aligned(odd, "center")),
    ("page-number-side", "error", "偶数页页脚", aligned(even, "right")),
    (
        "page-number-indent",
        "warning",
        "页脚",
        lambda d: set_property(odd(d)._p.pPr, "ind", rightChars=0, right=0),
    ),
    ("page-number-form", "warning", "页脚", undashed),
    ("page-number-face", "error", "页脚", sized),
    ("page-number-face", "error", "偶数页页脚", named),
    ("page-number-restart", "error", None, restarted),
    ("page-number-turned", "warning", None, unturned),
]


@pytest.mark.parametrize("departure", FOOTERS, ids=lambda departure: departure[0])
def test_page_numbers(departure: tuple[str, str, str | None, Change], right: Path, tmp_path: Path) -> None:
    rule, severity, part, change = departure
    problems = spoiled(right, tmp_path, change)
    if part:
        assert told(problems) == [(f"layout.{rule}", severity, part, 1)]
    else:
        assert {(problem.id, str(problem.severity)) for problem in problems} == {(f"layout.{rule}", severity)}
        assert {problem.place.part for problem in problems} == {"页脚"}


def test_the_first_page_of_a_letter_shows_no_number(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.paragraphs[0].insert_paragraph_before("特急\t某政函〔2024〕5号", "页码")

    assert spoiled(right, tmp_path, change, first_alone) == []


# ---- tables


def headless(document: Any) -> None:
    properties = document.tables[0].rows[0]._tr.trPr
    properties.remove(properties.find(qn("w:tblHeader")))


def long_and_headless(document: Any) -> None:
    headless(document)
    for _ in range(20):
        table = document.tables[0]._tbl
        table.append(parse_xml(_xml(table.tr_lst[-1])))


def _xml(node: Any) -> str:
    return node.xml


def autofit(document: Any) -> None:
    set_property(document.tables[0]._tbl.tblPr, "tblLayout", type="autofit")


def percent(document: Any) -> None:
    set_property(document.tables[0]._tbl.tblPr, "tblW", w=5000, type="pct")


def torn(document: Any) -> None:
    document.tables[0]._tbl.tblGrid.gridCol_lst[0].set(qn("w:w"), "100")


def unequal(document: Any) -> None:
    set_property(document.tables[0].rows[1].cells[0]._tc.tcPr, "tcW", w=100)


def wide(document: Any) -> None:
    table = document.tables[0]._tbl
    for node in (table.tblPr.find(qn("w:tblW")), *table.iter(qn("w:gridCol")), *table.iter(qn("w:tcW"))):
        node.set(qn("w:w"), str(int(node.get(qn("w:w"))) * 2))


TABLES = [
    ("table-head", "warning", headless),
    ("table-head", "error", long_and_headless),
    ("table-layout", "warning", autofit),
    ("table-widths", "warning", percent),
    ("table-widths", "warning", torn),
    ("table-widths", "warning", unequal),
    ("table-too-wide", "error", wide),
]


@pytest.mark.parametrize("departure", TABLES, ids=lambda departure: departure[0])
def test_tables(departure: tuple[str, str, Change], right: Path, tmp_path: Path) -> None:
    rule, severity, change = departure
    document = docx.Document(str(right))
    first = (
        list(document.element.body.iter(qn("w:p"))).index(document.tables[0].cell(0, 0).paragraphs[0]._p) + 1
    )
    assert told(spoiled(right, tmp_path, change)) == [(f"layout.{rule}", severity, "正文", first)]


# ---- what Word could not read


def without_paragraph(document: Any) -> None:
    cell = document.tables[0].cell(1, 1)._tc
    cell.remove(cell.p_lst[0])


def ending_in_a_table(document: Any) -> None:
    inner = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid><w:gridCol w:w='100'/></w:tblGrid>"
        "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    document.tables[0].cell(1, 1)._tc.append(inner)


def rowless(document: Any) -> None:
    paragraph(document, LAST)._p.addprevious(
        parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/></w:tbl>")
    )


def cellless(document: Any) -> None:
    row = document.tables[0].rows[0]._tr
    row.addnext(parse_xml(f"<w:tr {nsdecls('w')}/>"))


def table_for_cells(document: Any) -> None:
    row = document.tables[0].rows[0]._tr
    inner = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    row.addnext(parse_xml(f"<w:tr {nsdecls('w')}>{inner}</w:tr>"))


def controlled(document: Any) -> None:
    """Put each row into a content control, and each of its cells into one of its own."""
    for node in (*document.tables[0]._tbl.iter(qn("w:tr")), *document.tables[0]._tbl.iter(qn("w:tc"))):
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        node.addprevious(control)
        control[0].append(node)


def loose(document: Any) -> None:
    paragraph(document, LAST)._p.append(parse_xml(f"<w:r {nsdecls('w')}>散落的字</w:r>"))


def unstyled(document: Any) -> None:
    set_property(paragraph(document, LAST).runs[0]._r.get_or_add_rPr(), "rStyle", val="没有")


def unnumbered(document: Any) -> None:
    properties = paragraph(document, LAST)._p.pPr
    properties.append(parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr>"))


def field(*kinds: str) -> Change:
    def change(document: Any) -> None:
        for kind in kinds:
            run = paragraph(document, LAST).add_run()
            run._r.append(parse_xml(f"<w:fldChar {nsdecls('w')} w:fldCharType='{kind}'/>"))

    return change


def bookmarks(*marks: tuple[str, str, str]) -> Change:
    def change(document: Any) -> None:
        for tag, mark, name in marks:
            node = parse_xml(f"<w:{tag} {nsdecls('w')} w:id='{mark}'/>")
            if name:
                node.set(qn("w:name"), name)
            paragraph(document, LAST)._p.append(node)

    return change


def related(document: Any) -> None:
    run = paragraph(document, LAST).add_run("字")
    run._r.addprevious(parse_xml(f"<w:hyperlink {nsdecls('w', 'r')} r:id='rId99'/>"))


def footnoted(document: Any) -> None:
    run = paragraph(document, LAST).add_run()
    run._r.append(parse_xml(f"<w:footnoteReference {nsdecls('w')} w:id='3'/>"))


UNREADABLE = [
    ("style", unstyled),
    ("numbering", unnumbered),
    ("field", field("begin", "separate")),
    ("field", field("end")),
    ("field", field("begin", "separate", "separate", "end")),
    ("bookmark", bookmarks(("bookmarkStart", "5", "甲"))),
    (
        "bookmark",
        bookmarks(
            ("bookmarkStart", "5", "甲"),
            ("bookmarkStart", "5", "乙"),
            ("bookmarkEnd", "5", ""),
            ("bookmarkEnd", "5", ""),
        ),
    ),
    (
        "bookmark",
        bookmarks(
            ("bookmarkStart", "5", "甲"),
            ("bookmarkStart", "6", "甲"),
            ("bookmarkEnd", "5", ""),
            ("bookmarkEnd", "6", ""),
        ),
    ),
    ("relationship", related),
    ("note", footnoted),
]


@pytest.mark.parametrize("fault", UNREADABLE, ids=lambda fault: fault[0])
def test_what_word_could_not_read_in_a_paragraph(
    fault: tuple[str, Change], right: Path, tmp_path: Path
) -> None:
    kind, change = fault
    document = docx.Document(str(right))
    expected = (f"layout.unreadable-{kind}", "error", "正文", number(document, LAST))
    assert told(spoiled(right, tmp_path, change)) == [expected]


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("cell", without_paragraph),
        ("cell", ending_in_a_table),
        ("row", cellless),
        ("row", table_for_cells),
        ("table", rowless),
    ],
)
def test_what_word_could_not_read_in_a_table(kind: str, change: Change, right: Path, tmp_path: Path) -> None:
    problems = spoiled(right, tmp_path, change)
    assert [problem.id for problem in problems] == [f"layout.unreadable-{kind}"]
    assert problems[0].place.part == "正文"


def test_rows_and_cells_in_content_controls_are_rows_and_cells(right: Path, tmp_path: Path) -> None:
    assert spoiled(right, tmp_path, controlled) == []


def test_text_outside_of_text_elements(right: Path, tmp_path: Path) -> None:
    problems = spoiled(right, tmp_path, loose)
    assert [problem.id for problem in problems] == ["layout.unreadable-text"]
    assert "散落的字" in problems[0].message


def test_a_part_that_is_missing(right: Path, tmp_path: Path) -> None:
    path = rewritten(right, tmp_path, **{"document.xml": ('Target="footer2.xml"', 'Target="footer9.xml"')})
    assert "layout.unreadable-relationship" in {problem.id for problem in br.check(path, only="layout")}


def test_a_part_that_is_no_xml(right: Path, tmp_path: Path) -> None:
    path = rewritten(right, tmp_path, settings=("</w:settings>", "</w:setting>"))
    problems = br.check(path, only="layout")
    assert (problems[0].id, problems[0].place.part) == ("layout.unreadable-part", "word/settings.xml")


def test_a_part_without_a_type(right: Path, tmp_path: Path) -> None:
    path = rewritten(right, tmp_path, **{"[Content_Types]": ('Extension="xml"', 'Extension="xyz"')})
    assert br.check(path, only="layout") == []  # every part has a type of its own
    path = rewritten(
        right,
        tmp_path,
        **{"[Content_Types]": ('PartName="/word/settings.xml"', 'PartName="/word/other.xml"')},
    )
    assert br.check(path, only="layout") == []  # the default type still holds


def test_properties_written_twice(right: Path, tmp_path: Path) -> None:
    path = rewritten(right, tmp_path, core=("<dc:language>", "<dc:title>又</dc:title><dc:language>"))
    assert told(br.check(path, only="layout")) == [
        ("layout.unreadable-properties", "error", "文件属性", None)
    ]


def test_comments_among_the_properties_are_none(right: Path, tmp_path: Path) -> None:
    path = rewritten(right, tmp_path, core=("<dc:language>", "<!--a--><?b c?><!--d--><?b e?><dc:language>"))
    assert br.check(path, only="layout") == []

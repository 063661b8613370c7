"""Page numbers of pages on their side: made out of the frame's own footers, whatever an office made of those."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from banli_report.document.tree import Annex
from banli_report.word.writer.write import word_bytes
from tests.word.writer.making import frame_of, named, opened

SIMPLE = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
ANCHORED = f"""\
<w:p {nsdecls("w")} xmlns:wp="{WP}"><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="margin">
<wp:align>outside</wp:align></wp:positionH><w:txbxContent><w:p><w:r><w:instrText>pa</w:instrText></w:r>
<w:r><w:instrText>ge</w:instrText></w:r></w:p></w:txbxContent></wp:anchor></w:drawing></w:r></w:p>"""
FRAMED = f"""\
<w:p {nsdecls("w")}><w:pPr><w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="right" w:y="1"/><w:jc w:val="left"/>
<w:rPr><w:b/></w:rPr></w:pPr>{SIMPLE}</w:p>"""
TABLE = f"""\
<w:tbl {nsdecls("w")}><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:p><w:pPr>
<w:jc w:val="center"/></w:pPr>{SIMPLE}</w:p></w:tc></w:tr></w:tbl>"""
BOXED = f"""\
<w:p {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>
<w:p><w:r><w:t>第</w:t></w:r>{SIMPLE}<w:r><w:t>页</w:t></w:r></w:p>
</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"""


def sections(frame: Path | None = None) -> Any:
    """Build a document with an upright annex and one on its side; give the sections of its Word file."""
    small = named()
    annexes = (Annex("甲", small.blocks), Annex("乙", small.blocks, landscape=True))
    return opened(word_bytes(replace(small, annexes=annexes), frame)).sections


def shown(footer: Any) -> tuple[list[str], list[str], list[str]]:
    """Give what a footer says outside text boxes, what it says inside, and how that is turned."""
    root = footer._element
    boxed = root.xpath(".//w:txbxContent//w:t")
    plain = [node.text for node in root.xpath(".//w:t") if node not in boxed]
    turned = [node.get("vert") for node in root.iter("{*}bodyPr")]
    return plain, [node.text for node in boxed], turned


def with_footer(folder: Path, xml: str, *, text: str = "") -> Any:
    def change(frame: Any) -> None:
        paragraph = frame.sections[0].footer.paragraphs[0]
        paragraph._p.getparent().replace(paragraph._p, parse_xml(xml))
        if text:
            frame.sections[0].footer.add_paragraph(text)

    return sections(frame_of(folder, change))


def test_the_number_stands_in_a_turned_strip_on_odd_and_even_pages() -> None:
    main, upright, sideways = sections()
    for section in (main, upright):
        assert shown(section.footer) == (["— ", "1", " —"], [], [])
    for footer in (sideways.footer, sideways.even_page_footer):
        assert shown(footer) == ([], ["— ", "1", " —"], ["vert"])


def test_what_else_the_footer_says_stays_at_the_foot(tmp_path: Path) -> None:
    xml = f"<w:p {nsdecls('w')}>{SIMPLE}</w:p>"
    *_, sideways = with_footer(tmp_path, xml, text="内部材料")
    assert shown(sideways.footer) == (["内部材料"], ["1"], ["vert"])


def test_a_number_in_a_text_box_of_the_office_is_turned(tmp_path: Path) -> None:
    *_, sideways = with_footer(tmp_path, BOXED)
    assert shown(sideways.footer) == ([], ["第", "1", "页"], ["vert"])


@pytest.mark.parametrize(
    ("xml", "side"),
    [
        (ANCHORED, "right"),
        (FRAMED, "right"),
        (TABLE, "center"),
        (BOXED.replace("<v:shape>", '<v:shape style="mso-position-horizontal:center">'), "center"),
        (BOXED, None),
    ],
)
def test_the_number_keeps_its_side(tmp_path: Path, xml: str, side: str | None) -> None:
    *_, sideways = with_footer(tmp_path, xml)
    (number,) = sideways.footer._element.xpath(".//w:txbxContent/w:p")
    assert number.xpath("string(./w:pPr/w:jc/@w:val)") == (side or "")
    assert not number.xpath("./w:pPr/w:framePr")
    assert not [box for box in sideways.footer._element.iter("{*}anchor") if box.get("layoutInCell") != "0"]
    assert not sideways.footer._element.xpath(".//w:tbl//w:drawing")


def test_tags_of_the_footer_are_filled_on_pages_on_their_side_too(tmp_path: Path) -> None:
    xml = f"<w:p {nsdecls('w')}>{SIMPLE}</w:p>"
    main, *_, sideways = with_footer(tmp_path, xml, text="{{ 单位 }}内部材料")
    assert main.footer.paragraphs[-1].text == sideways.footer.paragraphs[-1].text == "甲内部材料"


def test_a_footer_that_is_inherited_is_turned_and_stays_inherited(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        cover = frame.add_section()
        body = frame.element.body
        body.insert(0, body[-2])  # the cover's own section properties, then the rest
        assert cover.footer.is_linked_to_previous

    cover, main, upright, sideways = sections(frame_of(tmp_path, change))
    assert shown(sideways.footer)[2] == ["vert"]
    for section in (cover, main, upright):
        assert shown(section.footer) == (["— ", "1", " —"], [], [])


def test_a_footer_without_number_is_left_as_it_is(tmp_path: Path) -> None:
    main, *_, sideways = with_footer(tmp_path, f"<w:p {nsdecls('w')}><w:r><w:t>某局</w:t></w:r></w:p>")
    assert sideways.footer.part.partname == main.footer.part.partname
    assert shown(sideways.footer) == (["某局"], [], [])
    assert shown(sideways.even_page_footer)[2] == ["vert"]


def test_a_footer_with_a_link_is_left_as_it_is(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        footer = frame.sections[0].footer
        footer.part.relate_to("https://example.invalid", "urn:made/hyperlink", is_external=True)

    main, *_, sideways = sections(frame_of(tmp_path, change))
    assert sideways.footer.part.partname == main.footer.part.partname

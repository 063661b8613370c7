"""Footers of pages on their side: the page number keeps its place on the paper (GB/T 9704-2012, 8)."""

from __future__ import annotations

import re
from copy import deepcopy

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart
from lxml import etree

from banli_report.standard.gbt9704 import PAGE, TWIPS_PER_MM, twips
from banli_report.word.ooxml.fields import has_page_field
from banli_report.word.ooxml.xml import REL_ID, Node, W, attribute, element, parent, path, q

_EMU_PER_TWIP = 635
_HEIGHT = 8.0
"""Height in mm of the strip that holds the page number; its foot is where the upright footer's is."""
_BOX = """\
<w:r xmlns:w="{w}"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"
 layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/>
<wp:docPr id="1" name="页码"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b" anchorCtr="0"/>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"""


def turned_footers(part: DocumentPart, section: Node) -> dict[str, str]:
    """Make footers for pages on their side out of a section's own.

    Args:
        part: the main part, which gets the new footers.
        section: the section properties of its upright pages.

    Returns:
        The new footers' relationship ids by kind; a footer that bears no page number, or that holds pictures or
        links, is left as it is and has none.
    """
    made = {}
    for reference in section.findall(q("footerReference")):
        kind, relation = attribute(reference, "type", "default"), part.rels.get(reference.get(REL_ID, ""))
        footer = None if relation is None else relation.target_part
        if not isinstance(footer, XmlPart) or footer.rels:
            continue
        if children := _turned(footer.element, kind):
            new = FooterPart.new(part.package)
            new.element[:] = children
            made[kind] = part.relate_to(new, RELATIONSHIP_TYPE.FOOTER)
    return made


def _turned(footer: Node, kind: str) -> list[Node] | None:
    """Give a footer's content with its page number in a turned strip, or None where it has no page number."""
    copy = deepcopy(footer)
    number = next(filter(has_page_field, copy.iter(q("p"))), None)
    if number is None:
        return None
    outer = [number, *number.iterancestors(q("p"), q("tbl"))][-1]
    anchor = element("p", _style_of(number), _box(_aligned(number, kind)))
    if outer.tag == q("p"):
        parent(outer).replace(outer, anchor)
    else:
        outer.addnext(anchor)
        _emptied(number)
    return list(copy)


def _emptied(paragraph: Node) -> None:
    for child in [child for child in paragraph if child.tag != q("pPr")]:
        paragraph.remove(child)


def _aligned(number: Node, kind: str) -> Node:
    """Copy a page number's paragraph; the side of the frame or box that it stands in becomes its own."""
    made = deepcopy(number)
    properties = made.find(q("pPr"))
    side = _side(number, kind)
    if side is None:
        return made
    if properties is None:
        made.insert(0, properties := element("pPr"))
    for old in (*properties.findall(q("framePr")), *properties.findall(q("jc"))):
        properties.remove(old)
    later = next((node for node in properties if node.tag in _AFTER_JC), None)
    aligned = element("jc", val=side)
    if later is None:
        properties.append(aligned)
    else:
        later.addprevious(aligned)
    return made


def _side(number: Node, kind: str) -> str | None:
    found = attribute(number.find(path("pPr", "framePr")), "xAlign")
    for anchor in number.iterancestors("{*}anchor"):
        found = anchor.findtext("{*}positionH/{*}align") or found
    for shape in number.iterancestors("{*}shape"):
        if style := re.search(r"mso-position-horizontal:(\w+)", shape.get("style", "")):
            found = style[1]
    outer, inner = ("left", "right") if kind == "even" else ("right", "left")
    return {**_SIDES, "outside": outer, "inside": inner}.get(found)


_SIDES = {side: side for side in ("left", "center", "right")}
_AFTER_JC = frozenset(map(q, ("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId")))
_AFTER_JC |= frozenset(map(q, ("cnfStyle", "rPr", "sectPr", "pPrChange")))


def _style_of(paragraph: Node) -> Node | None:
    style = paragraph.find(path("pPr", "pStyle"))
    return None if style is None else element("pPr", deepcopy(style))


def _box(paragraph: Node) -> Node:
    """Make the strip: what is the foot of the upright paper is the left side of the page on its side."""
    emu = {
        "left": twips(PAGE.page_number) * _EMU_PER_TWIP,
        "top": twips(PAGE.left) * _EMU_PER_TWIP,
        "width": round(_HEIGHT * TWIPS_PER_MM) * _EMU_PER_TWIP,
        "height": twips(PAGE.text_width) * _EMU_PER_TWIP,
    }
    run = etree.fromstring(_BOX.format(w=W, **emu).replace("\n<", "<"))
    next(run.iter(q("txbxContent"))).append(paragraph)
    return run

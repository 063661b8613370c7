"""Comments in Word: what runs bear as remarks goes into the comments part, and references to it around the runs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.parts.document import DocumentPart
from lxml import etree

from banli_report.document.tree import Run
from banli_report.word.ooxml.xml import Node, W, attribute, element, q
from banli_report.word.writer.runs import REMARK, run_element
from banli_report.word.writer.styles import COMMENT_MARK, COMMENT_TEXT

_REMARKED = etree.XPath(f"descendant-or-self::w:r[@w:{REMARK}]", namespaces={"w": W})


def add_comments(part: DocumentPart, elements: Iterable[Node], author: str, day: str) -> list[Node]:
    """Make comments of the remarks in elements; give the comments, whose styles are still to be found.

    Args:
        part: the main part, whose comments they join.
        elements: what is to be put into it.
        author: who makes the comments.
        day: YYYY-MM-DD, or empty for none.
    """
    remarked = [run for made in elements for run in cast("list[Node]", _REMARKED(made))]
    if not remarked:
        return []
    comments = _comments_of(part)
    taken = {attribute(comment, "id") for comment in comments.iterchildren(q("comment"))}
    numbers = (str(number) for number in count() if str(number) not in taken)
    made = [_lifted(run, number, author, day) for run, number in zip(remarked, numbers, strict=False)]
    comments.extend(made)
    return made


def _comments_of(part: DocumentPart) -> Node:
    """Give the comments of a document, none where it has no comments part that can be read."""
    for key, relation in list(part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.COMMENTS:
            if not relation.is_external and isinstance(relation.target_part, XmlPart):
                return cast("Node", relation.target_part.element)
            del part.rels[key]
    return cast("Node", part._comments_part.element)


def _lifted(run: Node, number: str, author: str, day: str) -> Node:
    """Take a run's remark out of it, refer to a comment instead, and give the comment."""
    said = str(run.attrib.pop(q(REMARK)))
    run.addprevious(element("commentRangeStart", id=number))
    run.addnext(_marked(element("commentReference", id=number)))
    run.addnext(element("commentRangeEnd", id=number))
    first, *others = said.split("\n")
    paragraphs = [_line(first, _marked(element("annotationRef"))), *map(_line, others)]
    moment = day and f"{day}T00:00:00Z"
    return element("comment", *paragraphs, id=number, author=author, date=moment or None, initials=author[:1])


def _line(said: str, *before: Node) -> Node:
    return element("p", element("pPr", element("pStyle", val=COMMENT_TEXT)), *before, run_element(Run(said)))


def _marked(content: Node) -> Node:
    return element("r", element("rPr", element("rStyle", val=COMMENT_MARK)), content)

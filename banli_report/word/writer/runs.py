"""Paragraphs and runs in Word, by styles alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from banli_report.document.tree import Run, Runs
from banli_report.standard.gbt9704 import PAGE, SIZE_3, STRONG, TWIPS_PER_POINT, Style
from banli_report.word.ooxml.xml import (
    Node,
    child,
    element,
    fit,
    has_outer_spaces,
    q,
    text,
    unless_empty,
    valued,
)
from banli_report.words.characters import ems
from banli_report.words.placeholders import PLACEHOLDER

AMBIGUOUS = re.compile("[“”‘’—…·§°±×÷‰※\u2100-\u218b\u2190-\u22ff\u2460-\u27bf]")
"""Characters that Word sets in the Latin face unless told that they are Chinese."""
_PARTED = re.compile(f"{AMBIGUOUS.pattern}|[\n\t]")
"""What makes more of a run than one text element."""
REMARK = "remark"
"""The attribute of a run that bears what is said of it, until that becomes a comment."""
EM = round(SIZE_3 * TWIPS_PER_POINT)
"""A character of the text, in twips."""


def paragraph(style: Style, runs: Runs, *, before: Sequence[Node] = (), align: str | None = None) -> Node:
    """Make a paragraph of a style; ``align`` is written only where it differs from the style's."""
    if align == style.align:
        align = None
    properties = element("pPr", element("pStyle", val=style.id), valued("jc", align))
    return element("p", properties, *before, *(run_element(run) for run in runs))


def line(style: Style, content: str, *, align: str | None = None, **indent: int) -> Node:
    """Make a paragraph of one text, with indents in twips (``left``, ``right``, ``hanging``)."""
    properties = element(
        "pPr",
        element("pStyle", val=style.id),
        unless_empty("ind", **indent),
        valued("jc", align),
    )
    return element("p", properties, *map(run_element, told_runs(content)))


def told_runs(text: str) -> Runs:
    """Give a text as runs of which those are unknown that stand for something not known yet."""
    pieces = []
    end = 0
    for found in PLACEHOLDER.finditer(text):
        pieces += [Run(text[end : found.start()]), Run(found.group(), unknown=True)]
        end = found.end()
    return tuple(run for run in (*pieces, Run(text[end:])) if run.text)


def keep_with_next(paragraphs: Iterable[Node]) -> None:
    """Keep paragraphs on the page of the one below them; each names its style."""
    for made in paragraphs:
        child(made, "pPr").insert(1, element("keepNext"))


def run_element(run: Run, style: Style | None = None) -> Node:
    """Make a run; what is not known yet is highlighted, and what is said of it stands in an attribute."""
    if run.strong and style is None:
        style = STRONG
    properties: list[Node] = []
    if style:
        properties.append(element("rStyle", val=style.id))
    if AMBIGUOUS.search(run.text):
        properties.append(element("rFonts", hint="eastAsia"))
    if run.unknown:
        properties.append(element("highlight", val="yellow"))
    elif run.lit:
        properties.append(element("highlight", val="cyan"))
    made = element("r", unless_empty("rPr", *properties), *text(run.text))
    if run.remark:
        made.set(q(REMARK), fit(run.remark))
    return made


def is_plain(run: Run) -> bool:
    """Tell whether a run is one text element and nothing else."""
    if run.strong or run.unknown or run.lit or run.remark or not run.text:
        return False
    return not _PARTED.search(run.text) and not has_outer_spaces(run.text)


def length(value: str) -> int:
    """Give the width of a text of size 3 in twips."""
    return round(ems(value) * EM + len(value) * PAGE.tracking)


def framed(x: int, y: int, width: int, height: int) -> Node:
    """Make the property that places a paragraph from the edges of its page, all in twips."""
    return element(
        "framePr",
        w=width,
        h=height,
        hRule="exact",
        hSpace=0,
        wrap="notBeside",
        vAnchor="page",
        hAnchor="page",
        x=x,
        y=y,
    )


def spacer(style: Style, height: int) -> Node:
    """Make an empty paragraph of a height in twips."""
    spacing = element("spacing", before=0, after=0, line=max(height, 10), lineRule="exact")
    return element("p", element("pPr", element("pStyle", val=style.id), spacing))

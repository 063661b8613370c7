"""From a package to the view of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from banli_report.errors import Place
from banli_report.word.ooxml.opening import written_package
from banli_report.word.ooxml.parts import Package
from banli_report.word.ooxml.xml import REL_ID, Node, attribute, q
from banli_report.word.reader.numbering import Counts, list_forms
from banli_report.word.reader.opening import open_word
from banli_report.word.reader.paragraphs import Paragraphs
from banli_report.word.reader.runs import repeated_nodes
from banli_report.word.reader.sections import section_nodes, section_of
from banli_report.word.reader.styles import Styles, is_on, merged
from banli_report.word.reader.tables import table_of
from banli_report.word.reader.view import BODY, Section, Table, View

_NOTES = (("header", "页眉"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注"))
_SCRIPTS = {"zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant", "ja-JP": "Jpan"}
_FOOTERS = {"default": "页脚", "even": "偶数页页脚", "first": "首页页脚"}


@dataclass(frozen=True)
class WordFile:
    """A Word file that was opened: its name for places (or None), its parts, and the view of it, made when asked for."""

    name: str | None
    package: Package

    @cached_property
    def main(self) -> str:
        """Give the name of the part that holds the text."""
        return self.package.main

    @cached_property
    def view(self) -> View:
        """Give the view of the file."""
        return view_of(self.package)


def word_file(content: bytes, name: str | None = None) -> WordFile:
    """Open the bytes of a Word file.

    Args:
        content: the bytes.
        name: the file's name, for places.

    Raises:
        BanliError: they are no Word file that can be opened.
    """
    return WordFile(name, open_word(content, Place(file=name)))


def written_file(content: bytes, name: str | None = None) -> WordFile:
    """Open the bytes of a Word file that was written here, of which nothing need be measured first.

    Args:
        content: the bytes.
        name: the name that the file is to have, for places.
    """
    return WordFile(name, written_package(content))


def view_of(package: Package) -> View:
    """Give the view of a Word file."""
    main = package.main
    roots = {kind: _root(package, main, kind) for kind in ("styles", "theme", "settings", "numbering")}
    settings = merged([roots["settings"]])
    styles = Styles(roots["styles"], roots["theme"], _script(roots["settings"]))
    maker = Paragraphs(styles, list_forms(roots["numbering"]), Counts(roots["numbering"]))
    body = package.roots[main].find(q("body"))
    if body is None:
        return View((), (), (), (), odd_and_even=False)
    paragraphs = tuple(maker.of(body, BODY))
    sections = tuple(_sections(package, main, body))
    tables = tuple(_tables(body, styles))
    others = tuple((part, tuple(maker.of(package.roots[part], label))) for part, label in labels_of(package))
    return View(paragraphs, others, sections, tables, is_on(settings, "evenAndOddHeaders"))


def _root(package: Package, main: str, kind: str) -> Node | None:
    return next((package.roots[part] for part in package.related(main, kind)), None)


def _script(settings: Node | None) -> str:
    if settings is None:
        return "Hans"
    language = attribute(settings.find(q("themeFontLang")), "eastAsia")
    return _SCRIPTS.get(language, "Hans")


def _sections(package: Package, main: str, body: Node) -> Iterator[Section]:
    targets = {relation.id: relation.target for relation in package.relations(main)}
    footers: dict[str, str] = {}
    for node in section_nodes(body):
        made = section_of(node, targets, footers)
        footers = dict(made.footers)
        yield made


def _tables(body: Node, styles: Styles) -> Iterator[Table]:
    endings = set(section_nodes(body))
    section = number = 0
    paragraph, ending = q("p"), q("sectPr")
    repeated = repeated_nodes(body)
    for node in body.iter(q("tbl"), paragraph, ending):
        if node.tag == ending:
            section += node in endings
        elif node not in repeated:
            if node.tag == paragraph:
                number += 1
            elif next(node.iterancestors(q("tbl")), None) is None:
                yield table_of(node, number + 1, section, styles)


def labels_of(package: Package) -> Iterator[tuple[str, str]]:
    """Give the parts with text beside the main one, each with the name that a person knows it by."""
    main = package.main
    targets = {relation.id: relation.target for relation in package.relations(main)}
    kinds: dict[str, str] = {}
    for node in package.roots[main].iter(q("footerReference")):
        kinds.setdefault(targets.get(node.get(REL_ID, ""), ""), attribute(node, "type", "default"))
    for part in package.related(main, "footer"):
        yield part, _FOOTERS.get(kinds.get(part, "default"), _FOOTERS["default"])
    for kind, label in _NOTES:
        yield from ((part, label) for part in package.related(main, kind))

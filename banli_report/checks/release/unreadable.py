"""What Word or WPS would call unreadable or silently drop, though it may be valid by schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from banli_report.checks.finding import Finding, wrong
from banli_report.errors import ERROR, Kind
from banli_report.word.ooxml.parts import TYPES_PART, Package
from banli_report.word.ooxml.xml import REL_ID, Node, attribute, q
from banli_report.word.reader.passages import paragraphs_of
from banli_report.word.reader.styles import local
from banli_report.word.reader.view import BODY, Face, Paragraph, Span

_HINT = "Word会说文件无法读取或自行修补；用生成它的程序重做，或在WPS里修复后另存"
_REFERENCES = etree.XPath("//@r:*", namespaces={"r": REL_ID[1:].rpartition("}")[0]})
_TEXT_TAGS = frozenset(q(name) for name in ("t", "delText", "instrText", "delInstrText"))
_STYLE_TAGS = tuple(q(name) for name in ("pStyle", "rStyle", "tblStyle"))
_BLOCKS = frozenset(q(name) for name in ("p", "tbl", "sdt", "customXml", "altChunk"))
_NOTES = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_LABELS = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}

PROBLEMS = (
    Kind(
        "layout.unreadable-part",
        ERROR,
        "文件的一部分已损坏，Word打不开它。",
        "报告.docx word/settings.xml：word/settings.xml不是有效的XML",
    ),
    Kind(
        "layout.unreadable-relationship",
        ERROR,
        "文件要用的图片、页脚等一部分不在文件里。",
        "报告.docx 正文：word/document.xml要用的部分word/footer9.xml不在文件里",
    ),
    Kind(
        "layout.unreadable-content-type",
        ERROR,
        "文件的一部分没有写明类型，Word不认。",
        "报告.docx docProps/core.xml：docProps/core.xml没有写明类型",
    ),
    Kind(
        "layout.unreadable-properties",
        ERROR,
        "同一项文件属性写了两次。",
        "报告.docx 文件属性：文件属性title写了两次",
    ),
    Kind(
        "layout.unreadable-table",
        ERROR,
        "有一个空表格，一行也没有。",
        "报告.docx 正文 第14段：表格没有行：“继续做好办理工作。”",
    ),
    Kind(
        "layout.unreadable-row",
        ERROR,
        "表格里有一行没有单元格。",
        "报告.docx 正文 第1段：表格的一行没有单元格",
    ),
    Kind(
        "layout.unreadable-cell",
        ERROR,
        "单元格里缺少结尾的段落。",
        "报告.docx 正文 第30段：表格的单元格以表格结尾，后面没有段落：“城建交通类”",
    ),
    Kind(
        "layout.unreadable-text",
        ERROR,
        "有文字放在不显示的地方，打开后看不见。",
        "报告.docx 正文 第2段：文字“附件：”不在文字元素里，不会显示：“办理情况”",
    ),
    Kind(
        "layout.unreadable-style",
        ERROR,
        "段落或文字用的样式，文件里没有。",
        "报告.docx 正文 第21段：用了没有定义的样式“AnnexMark”：“附件1”",
    ),
    Kind(
        "layout.unreadable-numbering",
        ERROR,
        "段落用的自动编号，文件里没有。",
        "报告.docx 正文 第14段：用了没有定义的编号7：“继续做好办理工作。”",
    ),
    Kind(
        "layout.unreadable-note",
        ERROR,
        "脚注、尾注或批注缺失，或两个同号。",
        "报告.docx 正文 第14段：引用的注释或批注3不在文件里：“继续做好办理工作。”",
    ),
    Kind(
        "layout.unreadable-field",
        ERROR,
        "页码之类的域开头、结尾不成对。",
        "报告.docx 页脚 第1段：域有开头没有结尾：“— 1 —”",
    ),
    Kind(
        "layout.unreadable-bookmark",
        ERROR,
        "书签缺一头，或两个同号、同名。",
        "报告.docx 正文 第14段：两个书签同用标识“5”：“继续做好办理工作。”",
    ),
)


def unreadable_findings(package: Package, main: str) -> Iterator[Finding]:
    """Give the structural faults of every part with text, and of the package."""
    for name in package.broken:
        yield wrong("unreadable-part", name, f"{name}不是有效的XML", _HINT)
    yield from _package(package, main)
    known = _known(package, main)
    for part, label in _parts(package, main):
        seen = _Part(package, part, label, known)
        for rule in (_tables, _texts, _references, _fields, _bookmarks, _notes, _relations):
            yield from rule(seen)


def _parts(package: Package, main: str) -> Iterator[tuple[str, str]]:
    yield main, BODY
    for kind, label in _LABELS.items():
        yield from ((part, label) for part in package.related(main, kind))


@dataclass(frozen=True)
class _Known:
    """What the elements of a file may refer to: its styles, numberings, notes and comments."""

    styles: frozenset[str]
    numbers: frozenset[str]
    notes: Mapping[str, frozenset[str]]


def _known(package: Package, main: str) -> _Known:
    return _Known(
        _ids(package, main, "styles", "style", "styleId"),
        _ids(package, main, "numbering", "num", "numId") | {"0"},
        {kind: _ids(package, main, part, kind, "id") for kind, part in _NOTES.items()},
    )


def _ids(package: Package, main: str, kind: str, tag: str, name: str) -> frozenset[str]:
    roots = (package.roots[part] for part in package.related(main, kind))
    return frozenset(attribute(node, name) for root in roots for node in root.iter(q(tag)))


class _Part:
    """A part with text, and what its elements may refer to."""

    def __init__(self, package: Package, name: str, label: str, known: _Known) -> None:
        self.package = package
        self.name = name
        self.root = package.roots[name]
        self.label = label
        self.known = known
        self._next: dict[Node, Node | None] = {}
        self._places: dict[Node | None, Paragraph] = {}

    @cached_property
    def _numbers(self) -> Mapping[Node, int]:
        return {node: number for number, node in paragraphs_of(self.root)}

    def where(self, node: Node) -> Paragraph:
        """Give the paragraph of a node, or the one that comes next."""
        around = (found for found in (node, *node.iterancestors()) if found.tag == q("p"))
        owner = next(around, None)
        if owner is None:
            owner = next(node.iter(q("p")), None)
        if owner is None:
            owner = self._following(node)
        if owner not in self._places:
            self._places[owner] = self._place(owner)
        return self._places[owner]

    def _following(self, node: Node) -> Node | None:
        """Give the next paragraph beside a node, looked for once for all nodes that it is the next to."""
        passed = [node]
        found: Node | None = None
        for sibling in node.itersiblings():
            if sibling in self._next or sibling.tag == q("p"):
                found = self._next.get(sibling, sibling)
                break
            passed.append(sibling)
        self._next.update(dict.fromkeys(passed, found))
        return found

    def _place(self, paragraph: Node | None) -> Paragraph:
        if paragraph is None:
            return _place(self.label, 1, "")
        text = "".join(found.text or "" for found in paragraph.iter(q("t")))
        return _place(self.label, self._numbers.get(paragraph, 1), text)

    def wrong(self, id: str, node: Node, message: str) -> Finding:  # noqa: A002
        """Make a finding at a node."""
        return wrong(id, self.where(node), message, _HINT)


def _place(part: str, number: int, text: str) -> Paragraph:
    return Paragraph(part, number, 0, "", (Span(text, Face(), Face(), 0),), 0)


def _package(package: Package, main: str) -> Iterator[Finding]:
    for name in sorted(package.names):
        if name.endswith(".rels"):
            yield from _targets(package, name, main)
        elif name != TYPES_PART and not package.content_type(name):
            yield wrong("unreadable-content-type", name, f"{name}没有写明类型", _HINT)
    for part in package.related("", "core-properties"):
        properties = package.roots[part].iterchildren("*")  # without comments
        counts = Counter(child.tag for child in properties)
        repeated = [tag for tag, count in counts.items() if count > 1]
        if repeated:
            message = f"文件属性{str(repeated[0]).rpartition('}')[2]}写了两次"
            yield wrong("unreadable-properties", "文件属性", message, _HINT)


def _targets(package: Package, name: str, main: str) -> Iterator[Finding]:
    """Look whether what the relationships of a part lead to is there."""
    folder, _, file = name.rpartition("_rels/")
    owner = folder + file.removesuffix(".rels")
    for relation in package.relations(owner):
        if relation.leads_in and relation.target not in package.names and relation.target != ".":
            message = f"{owner or '文件'}要用的部分{relation.target}不在文件里"
            yield wrong("unreadable-relationship", _label(owner, main), message, _HINT)


def _label(owner: str, main: str) -> str:
    if owner == main:
        return BODY
    return owner or "文件"


def _tables(part: _Part) -> Iterator[Finding]:
    for table in part.root.iter(q("tbl")):
        if not _inside(table, "tr"):
            yield part.wrong("unreadable-table", table, "表格没有行")
    for row in part.root.iter(q("tr")):
        if not _inside(row, "tc"):
            yield part.wrong("unreadable-row", row, "表格的一行没有单元格")
    for cell in part.root.iter(q("tc")):
        blocks = [child for child in cell if child.tag in _BLOCKS]
        if not blocks:
            yield part.wrong("unreadable-cell", cell, "表格的单元格里没有段落")
        elif blocks[-1].tag == q("tbl"):
            yield part.wrong("unreadable-cell", cell, "表格的单元格以表格结尾，后面没有段落")


def _inside(node: Node, name: str) -> bool:
    """Tell whether a table or row holds rows or cells, be it inside content controls."""
    nearest = "tbl" if name == "tr" else "tr"
    return any(next(found.iterancestors(q(nearest)), None) is node for found in node.iter(q(name)))


def _texts(part: _Part) -> Iterator[Finding]:
    for node in part.root.iter(q("*")):
        own = "" if node.tag in _TEXT_TAGS else node.text or ""
        stray = own.strip() or (node.tail or "").strip()
        if stray:
            yield part.wrong("unreadable-text", node, f"文字“{stray[:12]}”不在文字元素里，不会显示")


def _references(part: _Part) -> Iterator[Finding]:
    for node in part.root.iter(*_STYLE_TAGS):
        if attribute(node, "val") not in part.known.styles:
            yield part.wrong("unreadable-style", node, f"用了没有定义的样式“{attribute(node, 'val')}”")
    for node in part.root.iter(q("numId")):
        if attribute(node, "val", "0") not in part.known.numbers:
            yield part.wrong("unreadable-numbering", node, f"用了没有定义的编号{node.get(q('val'))}")
    for kind, known in part.known.notes.items():
        for node in part.root.iter(q(f"{kind}Reference")):
            if attribute(node, "id") not in known:
                yield part.wrong("unreadable-note", node, f"引用的注释或批注{node.get(q('id'))}不在文件里")


def _fields(part: _Part) -> Iterator[Finding]:
    """Follow begin, separate and end of fields; notes and comments count their own."""
    open_fields: list[tuple[Node, bool]] = []
    for node in part.root.iter(q("fldChar")):
        kind = node.get(q("fldCharType"))
        if kind == "begin":
            open_fields.append((node, False))
        elif not open_fields or (kind == "separate" and open_fields[-1][1]):
            yield part.wrong("unreadable-field", node, f"域的标记{kind}没有相应的开头")
        elif kind == "separate":
            open_fields[-1] = (open_fields[-1][0], True)
        else:
            open_fields.pop()
    for node, _ in open_fields:
        yield part.wrong("unreadable-field", node, "域有开头没有结尾")


def _bookmarks(part: _Part) -> Iterator[Finding]:
    starts = list(part.root.iter(q("bookmarkStart")))
    ends = {node.get(q("id")) for node in part.root.iter(q("bookmarkEnd"))}
    for name, called in (("id", "标识"), ("name", "名称")):
        counts = Counter(node.get(q(name)) for node in starts)
        for node in starts:
            shown = node.get(q(name))
            if counts[shown] > 1:
                counts[shown] = 0
                yield part.wrong("unreadable-bookmark", node, f"两个书签同用{called}“{shown}”")
    for node in starts:
        if node.get(q("id")) not in ends:
            yield part.wrong("unreadable-bookmark", node, f"书签“{node.get(q('name'))}”有开头没有结尾")


def _notes(part: _Part) -> Iterator[Finding]:
    for kind in _NOTES:
        nodes: dict[str | None, list[Node]] = {}
        for node in part.root.iter(q(kind)):
            nodes.setdefault(node.get(q("id")), []).append(node)
        for repeated, found in nodes.items():
            if len(found) > 1:
                yield part.wrong("unreadable-note", found[0], f"两个注释或批注同用标识{repeated}")


def _relations(part: _Part) -> Iterator[Finding]:
    known = {relation.id for relation in part.package.relations(part.name)}
    for content in _REFERENCES(part.root):
        if content and content not in known:
            node = content.getparent()
            message = f"{local(node)}引用的{content}没有对应的部分"
            yield part.wrong("unreadable-relationship", node, message)

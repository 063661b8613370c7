"""What leads out of a file or was put into it whole: links, attached templates, fields, embedded files, macros."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli_report.checks.finding import Finding, doubtful, wrong, wrong_if
from banli_report.checks.release.parts import Parts, owner_of
from banli_report.errors import EITHER, ERROR, Kind, Place
from banli_report.word.ooxml.parts import Relation
from banli_report.word.ooxml.xml import REL_ID, Node, attribute, own, q

_SHOWN = 60
"""The characters that are shown of what a link leads to."""
_REFERENCE = REL_ID.removesuffix("id")
_MACROS = frozenset(
    {"vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars", "extensibility"}
)
_EMBEDDED = {
    "oleObject": "嵌入的对象",
    "package": "嵌入的文件",
    "aFChunk": "还没有并入正文的另一个文件",
    "subDocument": "子文档",
    "control": "控件",
}
_FIELD = re.compile(
    r"\b(?P<kind>INCLUDETEXT|INCLUDEPICTURE|LINK|DDEAUTO|DDE|DATABASE|HYPERLINK)\s+(?P<target>\"[^\"]*\"|[^\s\"\\]+)",
    re.IGNORECASE,
)
_SOFT_FIELDS = ("HYPERLINK", "INCLUDEPICTURE")
"""Fields whose result stands in the file; the others fetch or send something."""

PROBLEMS = (
    Kind(
        "layout.external-link",
        EITHER,
        "文件链接到外面；链接到外部文件是错误，超链接只提醒。",
        "报告.docx 正文 第14段：留有超链接https://example.invalid/",
    ),
    Kind(
        "release.embedded-file",
        EITHER,
        "文件里嵌着别的文件，双击就能打开全部内容；图表背后的工作簿只提醒。",
        "报告.docx 正文 第14段：带有嵌入的文件embeddings/台账.xlsx",
    ),
    Kind(
        "release.macro",
        ERROR,
        "文件里留有宏或它的设置，公文不应带宏。",
        "报告.docx 正文：带有宏（word/vbaProject.bin）",
    ),
)


def outside_findings(parts: Parts) -> Iterator[Finding]:
    """Give what leads out of the file, and what was put into it whole."""
    package = parts.word.package
    for name in sorted(name for name in package.names if name.endswith(".rels")):
        owner = owner_of(name)
        relations = [relation for relation in package.relations(owner) if _is_told(relation)]
        users = _users(package.roots.get(owner)) if relations else {}
        for relation in relations:
            yield _relation(parts, owner, relation, users.get(relation.id))
    for part in parts.with_text:
        yield from _fields(parts, part)


def _is_told(relation: Relation) -> bool:
    return relation.leads_out or relation.kind in _MACROS or relation.kind in _EMBEDDED


def _users(root: Node | None) -> dict[str, Node]:
    """Give the first element of a part that uses each relationship."""
    found: dict[str, Node] = {}
    for node in () if root is None else root.iter("*"):
        for name, value in node.attrib.items():
            if name.startswith(_REFERENCE):
                found.setdefault(value, node)
    return found


def _relation(parts: Parts, owner: str, relation: Relation, user: Node | None) -> Finding:
    where = parts.whole(owner) if user is None else parts.place(owner, user)
    target = _shortened(relation.target)
    if relation.kind in _MACROS:
        return wrong("release.macro", where, f"带有宏（{target}）", "在Word里另存为不启用宏的docx")
    if relation.leads_out:
        return _link(relation, where, target)
    if owner.rpartition("/")[0].endswith("charts"):
        hint = "把图表复制后“选择性粘贴”为图片；背后的数据可以公开的，不用管"
        return doubtful("release.embedded-file", where, f"图表背后带有工作簿{target}", hint)
    message = f"带有{_EMBEDDED[relation.kind]}{target}"
    return wrong("release.embedded-file", where, message, "删去，或复制后“选择性粘贴”为图片、文字")


def _link(relation: Relation, where: Place, target: str) -> Finding:
    if relation.kind == "hyperlink":
        hint = "取消链接，需要的内容放进文件里"
        return doubtful("layout.external-link", where, f"留有超链接{target}", hint).about(relation.target)
    if relation.kind == "attachedTemplate":
        hint = "在“开发工具”的“文档模板”里改为Normal，再保存"
        return wrong("layout.external-link", where, f"附有外面的模板{target}", hint).about(relation.target)
    hint = "断开链接，需要的内容放进文件里"
    return wrong("layout.external-link", where, f"链接到外部文件{target}", hint).about(relation.target)


def _fields(parts: Parts, part: str) -> Iterator[Finding]:
    """Give the fields that take something from outside; their codes may be cut into pieces."""
    root = parts.root(part)
    nodes = (*root.iter(q("instrText")), *root.iter(q("fldSimple")))
    around = (next(node.iterancestors(q("p")), None) for node in nodes)
    for paragraph in dict.fromkeys(owner for owner in around if owner is not None):
        pieces = [node.text or "" for node in own(paragraph, "instrText")]
        simple = [attribute(node, "instr") for node in own(paragraph, "fldSimple")]
        for code in ("".join(pieces), *simple):
            for found in _FIELD.finditer(code):
                kind, target = found["kind"].upper(), found["target"].strip('"')
                if target and not target.startswith("#"):
                    tell = wrong_if(kind not in _SOFT_FIELDS)
                    message = f"域{kind}取自文件外面的{_shortened(target)}"
                    hint = "选中后按Ctrl+Shift+F9变为文字，或断开链接"
                    where = parts.place(part, paragraph)
                    yield tell("layout.external-link", where, message, hint).about(target)


def _shortened(target: str) -> str:
    return target if len(target) <= _SHOWN else f"{target[:_SHOWN]}……"

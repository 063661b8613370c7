"""A frame as a file: every fault by its name, and what an office's Word left in it that harms nothing taken out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from banli_report.errors import ERROR, WARNING, BanliError, Kind, Place, Problem, error, refuse, warning
from banli_report.files.keeping import kept
from banli_report.files.measure import UNREADABLE, TooLargeError, UnsafeError
from banli_report.files.text_file import read_file
from banli_report.word.ooxml.opening import FRAME, MAX_FILE_BYTES, RepeatedError, package_of
from banli_report.word.ooxml.package import CORE, rewritten
from banli_report.word.ooxml.parts import RELATIONSHIP, TYPES_PART, Package, Relation, relations_part
from banli_report.word.ooxml.xml import REL_ID, Node, q
from banli_report.word.writer.frame_tables import mend_tables, table_faults
from banli_report.word.writer.sections import departing, lacking

_SAVE_AGAIN = "用Word或WPS打开，另存为docx"
_HEADS = (
    (b"\xd0\xcf\x11\xe0", "版式文件是旧版doc、wps，或设有打开密码"),
    (b"{\\rtf", "版式文件是RTF文件，不是docx文件"),
    (b"%PDF", "版式文件是PDF，不是docx文件"),
)
_TYPES = (
    ("wordprocessingml.document.main+xml", ""),
    ("wordprocessingml.template.main+xml", "版式文件是Word模板（dotx），不是docx文件"),
    ("document.macroEnabled.main+xml", "版式文件带宏（docm），不是docx文件"),
    ("template.macroEnabledTemplate.main+xml", "版式文件是带宏的Word模板（dotm），不是docx文件"),
    ("spreadsheetml.sheet.main+xml", "版式文件是工作簿（xlsx），不是docx文件"),
    ("presentationml.presentation.main+xml", "版式文件是演示文稿（pptx），不是docx文件"),
)
_NO_WORD_FILE = "版式文件不是docx文件，或已损坏"
_AS_FRAME = {"results.too-large": "frame.too-large", "results.empty-file": "frame.no-word-file"}
"""What reading any file says, as it is said of a frame; all else is that it cannot be read."""
_NEEDED = frozenset(("styles", "settings", "numbering", "footnotes", "endnotes"))
"""What a document uses without naming the relationship."""
_CALLED = {
    "image": "图片",
    "hyperlink": "超链接",
    "header": "页眉",
    "footer": "页脚",
    "styles": "样式",
    "settings": "设置",
    "numbering": "自动编号",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
    "chart": "图表",
    "oleObject": "嵌入的对象",
    "package": "嵌入的对象",
    "subDocument": "子文档",
}
_PLACES = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "settings": "设置"}
_REFERENCE = REL_ID.removesuffix("id")

PROBLEMS = (
    Kind(
        "frame.too-large",
        ERROR,
        "版式文件太大，多半有大图片。",
        "own/frame.docx：版式文件过大：有2500005段，超过上限10000段",
    ),
    Kind(
        "frame.damaged",
        ERROR,
        "版式文件是docx，其中的一部分坏了或缺少。",
        "own/frame.docx：版式文件里的word/header1.xml已损坏",
    ),
    Kind(
        "frame.missing-part",
        ERROR,
        "版式文件要用的图片、页眉等不在文件里。",
        "own/frame.docx 正文：版式文件里有一处图片（关系rId9）指向“NULL”，文件里没有它",
    ),
    Kind(
        "frame.outside-file",
        ERROR,
        "版式文件要用的图片等在文件外面，发出去以后别处打不开。",
        "own/frame.docx 页眉：版式文件里有一处图片（关系rId9）链接到文件外面的file:///C:/logo.png",
    ),
    Kind(
        "frame.page-not-set",
        WARNING,
        "版式文件没有写明纸张、页边距或行网格，已按标准补上。",
        "own/frame.docx：版式文件没有写明页边距，已按标准补上：上37、下35、左28、右26毫米",
    ),
    Kind(
        "frame.page-other",
        WARNING,
        "版式文件的纸张或页边距和标准不同，照版式文件排。",
        "own/frame.docx：版式文件的页边距是上25、下35、左28、右26毫米，标准是上37、下35、左28、右26毫米",
        "5.1、5.2.1",
    ),
    Kind(
        "frame.unreadable",
        ERROR,
        "版式文件读不出。",
        "frame.docx：版式文件读不出：找不到文件/home/wang/templates/own/frame.docx",
    ),
)


def read_frame(path: Path) -> bytes:
    """Read a frame's bytes.

    Raises:
        BanliError: it cannot be read.
    """
    try:
        return read_file(path, MAX_FILE_BYTES)
    except BanliError as stopped:
        (problem,) = stopped.problems
        known = _AS_FRAME.get(problem.id, "frame.unreadable")
        message = f"版式文件读不出：{problem.message}"
        raise refuse(known, Place(file=path.name), message, problem.hint) from None


def frame_name(path: Path) -> str:
    """Give the name by which messages call a frame."""
    return f"{path.parent.name}/{path.name}"


def frame_warnings(path: Path) -> list[Problem]:
    """Give what is not said in a frame and was put in by the standard, and what it says otherwise than that.

    Raises:
        BanliError: it is no frame.
    """
    return list(_page_warnings(read_frame(path), frame_name(path)))


@kept(most=16)
def _page_warnings(frame: bytes, name: str) -> tuple[Problem, ...]:
    place = Place(file=name)
    package = _package(frame, place)
    body = package.roots[main_part(package)].find(q("body"))
    if body is None:
        return ()
    sections = list(body.iter(q("sectPr")))
    if body.find(q("sectPr")) is None:
        sections.append(etree.Element(q("sectPr")))
    others = list(dict.fromkeys(said for section in sections for said in departing(section)))
    told = tuple(
        warning("frame.page-other", place, f"版式文件的{said}", "在Word的页面设置里改为标准的数")
        for said in others
    )
    found = dict.fromkeys(pair for section in sections for pair in lacking(section))
    if not found:
        return told
    names = "、".join(name for name, _ in found)
    values = "；".join(value for _, value in found)
    message = f"版式文件没有写明{names}，已按标准补上：{values}"
    return (*told, warning("frame.page-not-set", place, message, "在Word里打开版式文件，设好页面后保存"))


@kept(most=16)
def sound(frame: bytes, name: str) -> bytes:
    """Give a frame whose relationships all lead somewhere.

    Args:
        frame: the frame's bytes.
        name: its file name, for messages.

    Raises:
        BanliError: it is no Word file, is damaged, or uses what is not in it; all such places.
    """
    package = _package(frame, Place(file=name))
    owners = [owner for owner in _reached(package) if relations_part(owner) in package.roots]
    problems = [problem for owner in owners for problem in _nameless(package, owner, name)]
    problems += [problem for owner in owners for problem in _mended(package, owner, name)]
    problems += _dangling(package, name)
    main = main_part(package)
    body = package.roots[main]
    mended = [main] if mend_tables(body) else []
    problems += table_faults(body, name)
    if problems:
        raise BanliError(problems)
    written = (*map(relations_part, owners), *package.related(main, "settings"), *mended)
    return rewritten(frame, {part: etree.tostring(package.roots[part]) for part in written})


def _reached(package: Package) -> list[str]:
    """Give the parts that the package leads to, itself first: others are nobody's, and are not kept."""
    found = [""]
    seen = {""}
    for owner in found:
        targets = {relation.target: None for relation in package.relations(owner) if relation.leads_in}
        new = [target for target in targets if target in package.names and target not in seen]
        seen.update(new)
        found += new
    return found


def _nameless(package: Package, owner: str, name: str) -> Iterator[Problem]:
    for node in package.roots[relations_part(owner)].iterchildren(RELATIONSHIP):
        if not (node.get("Id") and node.get("Type")):
            message = "版式文件里有一处关系没有标识或类型，Word会说文件无法读取"
            yield error("frame.damaged", Place(file=name, part=_place(owner)), message, _SAVE_AGAIN)


def _mended(package: Package, owner: str, name: str) -> Iterator[Problem]:
    """Take out relationships that lead nowhere and that nothing uses; give the others as problems."""
    nodes = list(package.roots[relations_part(owner)].iterchildren(RELATIONSHIP))
    users = _users(package, owner)
    for relation, node in zip(package.relations(owner), nodes, strict=True):
        if not owner and _is_of_properties(relation):
            _remove(node)  # the frame's own are not kept, whatever they are called
        elif not relation.leads_in and not relation.external:
            node.set("TargetMode", "External")  # else python-docx takes a place in the text for a part
        elif not _is_whole(package, relation):
            used = users.get(relation.id, [])
            if relation.kind == "attachedTemplate":
                for user in used:
                    _remove(user)
            elif used or relation.kind in _NEEDED:
                yield _fault(relation, Place(file=name, part=_place(owner)))
                continue
            _remove(node)


def _remove(node: Node) -> None:
    owner = node.getparent()
    if owner is not None:
        owner.remove(node)


def _dangling(package: Package, name: str) -> Iterator[Problem]:
    """Find what names a relationship that is not there at all."""
    for part in (part for part in _reached(package) if part in package.roots):
        known = {relation.id for relation in package.relations(part)}
        for node in package.roots[part].iter("*"):
            for key, value in node.attrib.items():
                if key.startswith(_REFERENCE) and value and value not in known:
                    message = f"版式文件里有一处内容要用关系{value}，文件里没有这个关系"
                    place = Place(file=name, part=_place(part))
                    hint = "在Word里删去这处内容或重新插入，再存为docx"
                    yield error("frame.missing-part", place, message, hint)


def _is_of_properties(relation: Relation) -> bool:
    return relation.kind == "core-properties" or relation.target == CORE


def _is_whole(package: Package, relation: Relation) -> bool:
    if relation.leads_in:
        return relation.target in package.names
    return relation.kind == "hyperlink" or not relation.leads_out


def _users(package: Package, owner: str) -> dict[str, list[Node]]:
    """Give what uses each of the relationships of a part that lead nowhere."""
    root = package.roots.get(owner)
    broken = {each.id for each in package.relations(owner) if each.id and not _is_whole(package, each)}
    users: dict[str, list[Node]] = {}
    if root is not None and broken:
        for node in root.iter("*"):
            for value in broken.intersection(map(str, node.attrib.values())):
                users.setdefault(value, []).append(node)
    return users


def _fault(relation: Relation, place: Place) -> Problem:
    called = _CALLED.get(relation.kind, "内容")
    what = f"版式文件里有一处{called}（关系{relation.id}）"
    if relation.external:
        hint = f"在Word里断开链接，把{called}放进文件里，再存为docx"
        return error("frame.outside-file", place, f"{what}链接到文件外面的{relation.target}", hint)
    hint = f"在Word里删去这处{called}或重新插入，再存为docx"
    return error("frame.missing-part", place, f"{what}指向“{relation.target}”，文件里没有它", hint)


def _place(owner: str) -> str:
    base = posixpath.basename(owner)
    return next((label for word, label in _PLACES.items() if base.startswith(word)), owner or "文件")


def _package(frame: bytes, place: Place) -> Package:
    """Open a frame, or say what it is instead, or what of it is broken."""
    for head, message in _HEADS:
        if frame.startswith(head):
            raise refuse("frame.no-word-file", place, message, _SAVE_AGAIN)
    try:
        package = package_of(frame, FRAME)
    except RepeatedError:
        raise refuse("frame.damaged", place, "版式文件里有同名的部分，Word打不开", _SAVE_AGAIN) from None
    except TooLargeError as found:
        hint = "删去其中的图片和无关内容，只留版式"
        raise refuse("frame.too-large", place, f"版式文件过大：{found}", hint) from None
    except UnsafeError:
        message = "版式文件里含有不安全的内容（DOCTYPE）"
        raise refuse("frame.damaged", place, message, _SAVE_AGAIN) from None
    except UNREADABLE:
        raise refuse("frame.no-word-file", place, _NO_WORD_FILE, _SAVE_AGAIN) from None
    _refuse_broken(package, place)
    _refuse_other_kinds(package, place)
    return package


def _refuse_broken(package: Package, place: Place) -> None:
    if TYPES_PART not in package.names:
        message = f"版式文件里没有{TYPES_PART}，不是docx文件，或已损坏"
        raise refuse("frame.no-word-file", place, message, _SAVE_AGAIN)
    reached = _reached(package)
    read = {TYPES_PART, *reached, *map(relations_part, reached)}
    if broken := [part for part in package.broken if part in read]:
        message = f"版式文件里的{'、'.join(broken)}已损坏"
        raise refuse("frame.damaged", place, message, _SAVE_AGAIN)
    untyped = [part for part in reached[1:] if not package.content_type(part)]
    if untyped:
        message = f"版式文件里的{untyped[0]}没有写明类型，Word打不开"
        raise refuse("frame.damaged", place, message, _SAVE_AGAIN)


def _refuse_other_kinds(package: Package, place: Place) -> None:
    declared = package.content_type(main_part(package)) if main_part(package) else ""
    message = next((message for ending, message in _TYPES if declared.endswith(ending)), _NO_WORD_FILE)
    if message:
        raise refuse("frame.no-word-file", place, message, _SAVE_AGAIN)
    if "purl.oclc.org" in str(package.roots[main_part(package)].tag):
        message = "版式文件是“Strict Open XML”格式的docx"
        raise refuse("frame.no-word-file", place, message, "另存为普通的docx")


def main_part(package: Package) -> str:
    """Give the name of the part that holds the text, or empty."""
    return next(package.related("", "officeDocument"), "")

"""What a file says beside its text: whose it is, on which computer it was made, data that no page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from banli_report.checks.finding import Finding, doubtful
from banli_report.checks.release.parts import PROPERTIES, Parts
from banli_report.checks.release.personal import personal_numbers
from banli_report.checks.release.texts import Texts
from banli_report.errors import WARNING, Kind, Place
from banli_report.word.ooxml.xml import Node, attribute, q

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_PEOPLE = (
    ("core-properties", f"{_DC}creator", "作者"),
    ("core-properties", f"{_CP}lastModifiedBy", "上次修改者"),
    ("extended-properties", f"{_APP}Manager", "经理"),
    ("extended-properties", f"{_APP}Company", "单位"),
)
_ORGAN = re.compile(
    "(?:局|委|委员会|办|办公室|办公厅|厅|院|部|府|会|处|科|室|所|站|中心|公司|集团|银行|大学|学校|学院|法院|检察院|协会|社|机关|人大|政协)$"
)
_BY_SOFTWARE = re.compile(
    "user|admin|administrator|owner|windows ?(?:用户|user)|微软用户|microsoft.*|用户|pc|office|wps[ _]?(?:office|\\d*)|unknown"
    "|un-?named|libreoffice.*|openpyxl|python-docx.*|apache poi|aspose.*",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:[\\/](?!/)[^\s\"<>|*?]{2,200}|(?<!\\)\\\\[\w.-]{1,60}\\[^\s\"<>|*?]{1,200}"
    r"|file:/{2,3}[^\s\"<>]{2,200}|(?<![\w.])/(?:home|Users)/[^\s/\"<>]{1,60}/"
)
_TELLING = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z]"
    r"|https?://(?:\d{1,3}\.){3}\d{1,3}|[\u4e00-\u9fff]"
)
"""An address of mail, a computer of the office's own network, Chinese words."""
_PICTURES = tuple(
    f"{{{space}}}{name}"
    for space, name in (
        ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "docPr"),
        ("http://schemas.openxmlformats.org/drawingml/2006/picture", "cNvPr"),
        ("urn:schemas-microsoft-com:vml", "imagedata"),
        ("urn:schemas-microsoft-com:vml", "shape"),
    )
)
_FORMS = ("metadata/contentType", "contenttype/forms")
"""In the names of custom data that hold no data, but the names of a form's fields."""
_SHOWN = 30
_INSPECT = "在Word的“文件—信息—检查问题—检查文档”里删去文档属性和个人信息；WPS在“文件—属性”里改"

PROBLEMS = (
    Kind(
        "layout.metadata",
        WARNING,
        "文件属性里的作者、标题没有写，或还是软件自动写的。",
        "报告.docx 文件属性：文件属性里没有标题",
    ),
    Kind(
        "release.personal-name",
        WARNING,
        "文件属性里有人名或别的单位的名称，会随文件发出去。",
        "报告.docx 文件属性：文件属性里的上次修改者是“王某”，不是发文机关",
    ),
    Kind(
        "release.path",
        WARNING,
        "文件里写着某台电脑上的文件夹，从中能看出用户名。",
        "报告.docx 文件属性：写有电脑上的路径C:\\Users\\wang\\模板.dotx",
    ),
    Kind(
        "release.hidden-data",
        WARNING,
        "文件里带着正文没有的数据，如办公系统写的变量、自定义的属性。",
        "报告.docx 设置：文档变量“联系人”里写有“王某”",
    ),
)


def property_findings(parts: Parts, texts: Texts) -> Iterator[Finding]:
    """Give what the properties, variables and data of a file tell that its text does not."""
    yield from _titles(parts)
    yield from _people(parts, texts)
    for where, owner, value in _data(parts):
        if told := _telling(value, texts):
            yield doubtful("release.hidden-data", where, f"{owner}里写有“{told}”", _INSPECT).about(value)
    yield from _paths(parts, texts)


def _first(parts: Parts, kind: str, tag: str) -> str:
    roots = (parts.root(part) for part in parts.word.package.related("", kind))
    return next((root.findtext(tag) or "" for root in roots), "").strip()


def _titles(parts: Parts) -> Iterator[Finding]:
    author, title = (_first(parts, "core-properties", f"{_DC}{name}") for name in ("creator", "title"))
    where = Place(file=parts.word.name, part=PROPERTIES)
    if not author or _BY_SOFTWARE.fullmatch(author):
        message = f"文件属性里的作者是“{author}”" if author else "文件属性里没有作者"
        yield doubtful("layout.metadata", where, message, "作者写发文机关")
    if not title:
        yield doubtful("layout.metadata", where, "文件属性里没有标题", "标题写公文标题")


def _people(parts: Parts, texts: Texts) -> Iterator[Finding]:
    """Give the names in the properties that are neither an agency's, nor written by software, nor in the text."""
    labels: dict[str, list[str]] = {}
    for kind, tag, label in _PEOPLE:
        labels.setdefault(_first(parts, kind, tag), []).append(label)
    where = Place(file=parts.word.name, part=PROPERTIES)
    for value, named in labels.items():
        if value and not (_BY_SOFTWARE.fullmatch(value) or _ORGAN.search(value) or texts.says(value)):
            message = f"文件属性里的{'、'.join(named)}是“{value[:_SHOWN]}”，不是发文机关"
            yield doubtful("release.personal-name", where, message, _INSPECT).about(value)


def _data(parts: Parts) -> Iterator[tuple[Place, str, str]]:
    """Give the values that no page shows, each with its place and what holds it."""
    package = parts.word.package
    for part in package.related(parts.word.main, "settings"):
        for node in parts.root(part).iter(q("docVar")):
            yield parts.whole(part), f"文档变量“{attribute(node, 'name')[:_SHOWN]}”", attribute(node, "val")
    for part in package.related("", "custom-properties"):
        for node in parts.root(part).iterchildren("*"):
            where = Place(file=parts.word.name, part=PROPERTIES)
            yield where, f"自定义属性“{node.get('name', '')[:_SHOWN]}”", "".join(node.itertext())
    for part in package.related(parts.word.main, "customXml"):
        root = parts.root(part)
        for value in () if any(word in str(root.tag) for word in _FORMS) else _values(root):
            yield parts.whole(part), "自定义数据", value


def _values(root: Node) -> Iterator[str]:
    for node in root.iter("*"):
        yield from filter(str.strip, (node.text or "", node.tail or "", *node.attrib.values()))


def _telling(value: str, texts: Texts) -> str:
    """Give of a value what it tells that the text does not, or an empty text."""
    if _PATH.search(value) or not (_TELLING.search(value) or any(personal_numbers(value))):
        return ""
    return "" if texts.says(value) else value.strip()[:_SHOWN]


def _paths(parts: Parts, texts: Texts) -> Iterator[Finding]:
    """Give paths on somebody's computer, in properties, variables, pictures' descriptions and in the text itself."""
    for where, value in chain(_described(parts), ((where, value) for where, _, value in _data(parts))):
        if found := _PATH.search(value):
            message = f"写有电脑上的路径{found[0][:_SHOWN]}"
            yield doubtful("release.path", where, message, _INSPECT).about(found[0])
    for found in _PATH.finditer(texts.whole):
        message = f"写有电脑上的路径{found[0][:_SHOWN]}"
        yield texts.doubtful("release.path", found, message, "删去这个路径")


def _described(parts: Parts) -> Iterator[tuple[Place, str]]:
    package = parts.word.package
    for kind in ("core-properties", "extended-properties"):
        for part in package.related("", kind):
            for value in _values(parts.root(part)):
                yield Place(file=parts.word.name, part=PROPERTIES), value
    for part in parts.with_text:
        for node in parts.root(part).iter(*_PICTURES):
            for value in node.attrib.values():
                yield parts.place(part, node), value

"""Measuring an Office file's package before anything parses it, so that a small file cannot become a large one."""

from __future__ import annotations

import codecs
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from xml.parsers import expat

MAX_PARTS = 2_000
MAX_BYTES = 160 * 1024 * 1024
MAX_ELEMENTS = 5_000_000
_ENTRY = b"PK\x01\x02"
_HEAD = 1024
_XML = (".xml", ".rels")
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = (b"utf-8", b"utf-16", b"utf8", b"us-ascii")
_NAME = re.compile(rb"<([^\s/>!?<]+)")
_BETWEEN, _REFERENCE = re.compile(rb">([^<]+)"), re.compile(rb"&[^;&]{1,10};")
_OF_AREAS = (b"mergeCell", b"hyperlink")
_AREA = re.compile(rb"<(?:[^\s/>!?<:]+:)?(?:mergeCell|hyperlink)\s(?:[^<>]*?\s)?ref\s*=\s*[\"']([^\"']*)")

UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, OSError),
)
"""What opening and reading a damaged package raises."""


class TooLargeError(Exception):
    """The parts hold more than a file of ours can; the message is a Chinese clause with the size and the limit."""


class UnsafeError(Exception):
    """A part declares a document type, which an Office file never does."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a package holds.

    Args:
        elements: for each part that is XML, how many elements of each name it has.
        cells: the cells that merged areas and links spread over.
        unread: the parts that are XML by their name, and cannot be read to their end.
    """

    elements: Mapping[str, Counter[str]]
    cells: int
    unread: frozenset[str]


def refuse_more(count: int, limit: int, unit: str, lead: str = "有") -> None:
    """Refuse more of something than a limit.

    Args:
        count: how much there is.
        limit: how much there may be.
        unit: what is counted.
        lead: what the message begins with.

    Raises:
        TooLargeError: there is more.
    """
    if count > limit:
        raise TooLargeError(f"{lead}{count}{unit}，超过上限{limit}{unit}")


def opened(content: bytes) -> zipfile.ZipFile:
    """Open a package, if it has no more parts than an Office file can.

    Raises:
        TooLargeError: it has more.
        Exception: one of ``UNREADABLE``: it is no package.
    """
    refuse_more(content.count(_ENTRY), MAX_PARTS, "个部分")
    return zipfile.ZipFile(BytesIO(content))


def measure_parts(package: zipfile.ZipFile) -> Measured:
    """Look once at every part of an Office file, counting, without building anything from it.

    Raises:
        TooLargeError: there are too many bytes or elements.
        UnsafeError: a part declares a document type.
        Exception: one of ``UNREADABLE``: a part is damaged.
    """
    parts = package.infolist()
    refuse_more(sum(part.file_size for part in parts), MAX_BYTES, "字节", "展开后有")
    counter = _Counter()
    for part in parts:
        content = package.read(part)
        if _begins_as_xml(content[:_HEAD]) or part.filename.endswith(_XML):
            counter.count(part.filename, content)
    return counter.measured()


def _begins_as_xml(head: bytes) -> bool:
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


class _Counter:
    """Counts elements, and the cells that merged areas and links spread over."""

    def __init__(self) -> None:
        self._elements: dict[str, Counter[str]] = {}
        self._unread: set[str] = set()
        self._cells = 0
        self._all = 0

    def count(self, part: str, content: bytes) -> None:
        """Count a part: by its bytes, which is quick, and by more rather than less where comments hold any."""
        text = _as_utf_8(content)
        self._all += text.count(b"<") - text.count(b"</")
        refuse_more(self._all, MAX_ELEMENTS, "个元素")
        if not _is_readable(content):
            # what is not read here, to its end, is not to be read by a more lenient parser
            self._unread.add(part)
        self._elements[part] = _by_local_name(Counter(_NAME.findall(text)))
        if any(name in text for name in _OF_AREAS):
            self._cells += sum(map(_area, _AREA.findall(text)))

    def measured(self) -> Measured:
        return Measured(self._elements, self._cells, frozenset(self._unread))


def _as_utf_8(content: bytes) -> bytes:
    """Give a part's text in UTF-8, whichever of the two encodings that parts may have it is in."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").encode("utf-8", "replace")
    if b"\0" in content[:_HEAD]:
        return content.replace(b"\0", b"")  # UTF-16 without a mark
    return content


def _is_readable(content: bytes) -> bool:
    """Tell whether a part is XML to its end, in UTF-8 or UTF-16.

    Raises:
        UnsafeError: it declares a document type.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    declared = _ENCODING.match(content[:_HEAD].replace(b"\0", b""))
    return declared is None or declared[1].lower() in _ENCODINGS


def _refuse_doctype(*declared: object) -> None:
    raise UnsafeError


def characters_in(content: bytes) -> int:
    """Give how many characters of text stand between the tags of a part, blank lines left out."""
    text = _as_utf_8(content)
    texts = b"".join(piece for piece in _BETWEEN.findall(text) if not piece.isspace())
    references = _REFERENCE.findall(texts)
    return len(texts.decode("utf-8", "replace")) - sum(map(len, references)) + len(references)


def _by_local_name(found: Mapping[bytes, int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name, count in found.items():
        counts[name.rpartition(b":")[2].decode("utf-8", "replace")] += count
    return counts


def _area(reference: bytes) -> int:
    """Give how many cells a reference such as A1:C3 covers; one without rows or columns covers the sheet."""
    text = unescape(reference.decode("utf-8", "replace"))
    corners = [_corner(corner) for corner in text.replace("$", "").upper().split(":")]
    if len(corners) != 2:
        return 1
    (left, top), (right, bottom) = corners
    whole = 16_384 * 1_048_576
    if not (left and top and right and bottom):
        return whole
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _corner(corner: str) -> tuple[int, int]:
    letters = corner.rstrip("0123456789")
    digits = corner[len(letters) :]
    column = 0
    for letter in letters[:4]:
        column = column * 26 + ord(letter) - 64
    return column, int(digits[:8] or 0)

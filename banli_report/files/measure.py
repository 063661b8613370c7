"""Measuring an Office file's package before anything parses it, so that a small file cannot become a large one."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from xml.parsers import expat

MAX_PARTS = 2_000
MAX_BYTES = 160 * 1024 * 1024
MAX_ELEMENTS = 5_000_000
_ENTRY = b"PK\x01\x02"
_CHUNK = 1 << 20
_XML = (".xml", ".rels")
_WITH_AREAS = ("mergeCell", "hyperlink")

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
        characters: for each such part, the characters of its text.
        cells: the cells that merged areas and links spread over.
        unread: the parts that are XML by their name, and cannot be read to their end.
    """

    elements: Mapping[str, Counter[str]]
    characters: Mapping[str, int]
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
    """Read every part of an Office file once, counting, without building anything from it.

    Raises:
        TooLargeError: there are too many bytes or elements.
        UnsafeError: a part declares a document type.
        Exception: one of ``UNREADABLE``: a part is damaged.
    """
    parts = package.infolist()
    refuse_more(sum(part.file_size for part in parts), MAX_BYTES, "字节", "展开后有")
    counter = _Counter()
    for part in parts:
        with package.open(part) as stream:
            head = stream.read(_CHUNK)
            if _begins_as_xml(head) or part.filename.endswith(_XML):
                counter.count(part.filename, head, stream)
    return counter.measured()


def _begins_as_xml(head: bytes) -> bool:
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


class _Counter:
    """Counts elements, characters, and the cells that merged areas and links spread over."""

    def __init__(self) -> None:
        self._elements: dict[str, Counter[str]] = {}
        self._characters: Counter[str] = Counter()
        self._unread: set[str] = set()
        self._cells = 0
        self._all = 0

    def count(self, part: str, chunk: bytes, stream: IO[bytes]) -> None:
        found: Counter[str] = Counter()
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype

        def element(name: str, attributes: dict[str, str]) -> None:
            found[name] += 1
            if "ref" in attributes and name.endswith(_WITH_AREAS):
                self._cells += _area(attributes["ref"])

        def text(characters: str) -> None:
            if not characters.isspace():
                self._characters[part] += len(characters)

        parser.StartElementHandler, parser.CharacterDataHandler = element, text
        try:
            while chunk:
                parser.Parse(chunk, False)
                refuse_more(self._all + found.total(), MAX_ELEMENTS, "个元素")
                chunk = stream.read(_CHUNK)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):
            # what is not read here, to its end, in this encoding, is not to be read by a more lenient parser
            self._unread.add(part)
        self._all += found.total()
        self._elements[part] = _by_local_name(found)

    def measured(self) -> Measured:
        return Measured(self._elements, self._characters, self._cells, frozenset(self._unread))

    def _refuse_doctype(self, *declared: object) -> None:
        raise UnsafeError


def _by_local_name(found: Mapping[str, int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name, count in found.items():
        counts[name.rpartition(":")[2]] += count
    return counts


def total(counts: Iterable[Counter[str]], *names: str) -> int:
    """Give how many elements of some names several parts have together."""
    return sum(count[name] for count in counts for name in names)


def _area(reference: str) -> int:
    """Give how many cells a reference such as A1:C3 covers; one without rows or columns covers the sheet."""
    corners = [_corner(corner) for corner in reference.replace("$", "").upper().split(":")]
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

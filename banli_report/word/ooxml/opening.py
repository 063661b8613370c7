"""From the bytes of a Word file to its package; those of others are measured before anything is parsed."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

from banli_report.files.measure import Measured, characters_in, measure_parts, opened, refuse_more
from banli_report.word.ooxml.parts import Package, parsed

MAX_FILE_BYTES = 64 * 1024 * 1024


class Limits(NamedTuple):
    """How many of each a Word file may have."""

    paragraphs: int
    runs: int
    elements: int
    characters: int


DOCUMENT = Limits(80_000, 200_000, 1_200_000, 2_000_000)
"""A list of ten thousand items takes less."""
FRAME = Limits(10_000, 25_000, 150_000, 250_000)


class RepeatedError(Exception):
    """Two parts have one name, which Word does not read."""


def package_of(content: bytes, limits: Limits) -> Package:
    """Give the package of a Word file's bytes.

    Args:
        content: the bytes.
        limits: how large the file may be.

    Raises:
        RepeatedError: two parts have one name, be it in capitals.
        TooLargeError: it holds more than a document of an office can.
        UnsafeError: a part declares a document type.
        Exception: one of ``UNREADABLE``: it is no package, or a damaged one.
    """
    with opened(content) as package:
        measured = measure_parts(package)
        _refuse_large(measured, limits)
        names = [entry.filename for entry in package.infolist() if not entry.is_dir()]
        if len(names) > len({name.lower() for name in names}):
            raise RepeatedError
        parts = {name: package.read(name) for name in names}
        characters = sum(characters_in(parts[name]) for name in measured.elements if name in parts)
        refuse_more(characters, limits.characters, "个字符")
        return parsed(parts, measured.unread)


def written_package(content: bytes) -> Package:
    """Give the package of a Word file that was written or measured here before, so that nothing need be measured first.

    Args:
        content: the bytes.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return parsed({part: package.read(part) for part in package.namelist()})


def _refuse_large(measured: Measured, limits: Limits) -> None:
    counts = measured.elements.values()
    refuse_more(sum(found["p"] for found in counts), limits.paragraphs, "段")
    refuse_more(sum(found["r"] for found in counts), limits.runs, "处文字")
    refuse_more(sum(found.total() for found in counts), limits.elements, "个元素")

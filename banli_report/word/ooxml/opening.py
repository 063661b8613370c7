"""From the bytes of a Word file to its package, measured before anything is parsed."""

from __future__ import annotations

from banli_report.files.measure import Measured, measure_parts, opened, refuse_more
from banli_report.word.ooxml.parts import Package, parsed

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_PARAGRAPHS, MAX_RUNS = 80_000, 200_000
MAX_ELEMENTS, MAX_CHARACTERS = 1_200_000, 2_000_000
"""How large a Word file may be: a list of ten thousand items has seven hundred thousand elements."""


class RepeatedError(Exception):
    """Two parts have one name, which Word does not read."""


def package_of(content: bytes) -> Package:
    """Give the package of a Word file's bytes.

    Raises:
        RepeatedError: two parts have one name, be it in capitals.
        TooLargeError: it holds more than a document of an office can.
        UnsafeError: a part declares a document type.
        Exception: one of ``UNREADABLE``: it is no package, or a damaged one.
    """
    with opened(content) as package:
        measured = measure_parts(package)
        _refuse_large(measured)
        names = [entry.filename for entry in package.infolist() if not entry.is_dir()]
        if len(names) > len({name.lower() for name in names}):
            raise RepeatedError
        return parsed({name: package.read(name) for name in names}, measured.unread)


def _refuse_large(measured: Measured) -> None:
    counts = measured.elements.values()
    refuse_more(sum(found["p"] for found in counts), MAX_PARAGRAPHS, "段")
    refuse_more(sum(found["r"] for found in counts), MAX_RUNS, "处文字")
    refuse_more(sum(found.total() for found in counts), MAX_ELEMENTS, "个元素")
    refuse_more(sum(measured.characters.values()), MAX_CHARACTERS, "个字符")

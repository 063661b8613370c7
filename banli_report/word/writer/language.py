"""The language of a document: what its parts state, and faces that hold its characters."""

from __future__ import annotations

from collections.abc import Iterable

from banli_report.word.ooxml.xml import Node, q

SIMPLIFIED = "zh-CN"
_FACES = {
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "FangSong_GB2312": "FangSong",
    "KaiTi_GB2312": "KaiTi",
    "方正小标宋简体": "方正小标宋_GBK",
}
"""Faces that hold no traditional characters, and those of the same look that do."""


def set_language(roots: Iterable[Node], language: str) -> None:
    """State a language in parts that state simplified Chinese, and name faces that hold traditional characters."""
    for root in roots:
        for fonts in root.iter(q("rFonts")):
            for key, face in fonts.items():
                fonts.set(key, _FACES.get(face, face))
        for node in root.iter(q("lang"), q("themeFontLang")):
            for key in (q("val"), q("eastAsia")):
                if node.get(key) == SIMPLIFIED:
                    node.set(key, language)

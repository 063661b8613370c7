"""What stands in a text for something else: X and ____ for what is not known yet, tags for what a template fills in."""

from __future__ import annotations

import re

from banli_report.words.vocabulary import plain


def _tag(opens: str, closes: str) -> str:
    """Give the form of one kind of tag; it ends at the next one, or many open ones would each be read to the end."""
    sign = re.escape(closes)
    return rf"\{{{re.escape(opens)}[^{{{sign}]*(?:(?:\{{(?!{re.escape(opens)})|{sign}(?!\}}))[^{{{sign}]*)*{sign}\}}"


_BLOCKS = f"{_tag('%', '%')}|{_tag('#', '#')}"
TAG = re.compile(f"{_tag('{', '}')}|{_BLOCKS}")
BLOCK_TAG = re.compile(_BLOCKS)
"""The tags that print nothing."""

UNKNOWN = "X"
"""Stands in report files and drafts for what is not known yet."""
UNKNOWN_WORDS = frozenset(map(plain, (UNKNOWN, "×", "待定", "待填", "待补", "待补充", "")))
_LATIN, _HAN, _SIGNS = "A-Za-zＡ-Ｚａ-ｚ", "一-鿿", r"+＋\-‐‑–−/\\*=＝&@#'^~·_"
_UNITS = "件个名次项条天年月日号位家类%％万千百亿元人户亩所起米小余批多场处套台辆份期届种吨座县市区省乡镇村局"
_X_WORDS = "光|射|线|荧|衍|轴|型|形|染|刀|片(?!区)|波段|展架|坐标|探伤|[、和及与][αβγ]"
PLACEHOLDER = re.compile(
    rf"(?<![{_LATIN}])[XxＸｘ×]{{2,}}(?![{_LATIN}])"
    rf"|(?<![{_LATIN}+＋])[XxＸｘ×](?=[ 　]?[{_UNITS}](?![数均产]))"
    rf"|(?<![{_LATIN}\d.{_SIGNS}])(?<![{_LATIN}\d][ 　])[XxＸｘ]"
    rf"(?![{_LATIN}\d{_SIGNS}]|[ 　.][{_LATIN}\d]|{_X_WORDS})"
    r"|(?<![打画划标记√或和“（(])×(?=[，。；、])"
    rf"|(?<![{_LATIN}\d])[_＿]{{2,}}(?![{_LATIN}\d])"
    rf"|(?<![{_HAN}])待(?:定|补充?)(?![{_HAN}])|(?<=[共第约为])待[定填](?=[{_UNITS}])"
    rf"|(?<![亟有尚仍急正等])(?:待填[写报]?(?![{_HAN}])|待补充?(?=[)）】]))"
)
"""Finds in a text what stands for a name or number that is not known yet: XXX县, X月X日, 共X人, ____, 待填.

A single X beside letters, digits or signs is a code or a model (X-ray, 1+X), and some words begin with one (X光);
待定 and 待补 are words of sentences too (新址待定, 短板待补), so they must stand alone.
"""

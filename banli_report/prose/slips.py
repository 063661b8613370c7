"""Slips in the text of a template or narrative that would be printed as they stand: braces, other Markdown, HTML."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from banli_report.errors import EITHER, ERROR, Kind

Token = tuple[int, str, str]

PROBLEMS = (
    Kind(
        "template.braces",
        ERROR,
        "花括号写得不对，标签会照原样印出。",
        "report.yaml 第10行：花括号写得不对，会照原样印出（{建议.件数}）",
    ),
    Kind(
        "template.raw",
        ERROR,
        "raw里的标签会照原样印出。",
        "report.yaml 第10行：“raw”里的标签会照原样印出",
    ),
    Kind(
        "template.html",
        ERROR,
        "HTML的写法会照原样印出。",
        "report.yaml 第10行：HTML的写法“<br>”会照原样印出",
    ),
    Kind(
        "template.markdown",
        ERROR,
        "不支持的Markdown写法会照原样印出。",
        "report.yaml 第10行：Markdown的链接，会照原样印出（[甲](http://…)）",
    ),
    Kind(
        "template.ellipsis",
        EITHER,
        "只有省略号，多半是例子里留下的。",
        "report.yaml 第10行：只有省略号，没有内容（……）",
    ),
)


ANYWHERE = frozenset(kind.id for kind in PROBLEMS)
IN_WORD = frozenset({"template.braces", "template.ellipsis"})
"""The slips of a text that is written in Word, where signs of markup are signs like any other."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Something in a text that is surely not meant to be printed.

    Args:
        id: the problem's id.
        line: its line in the text, from 1.
        message: what is wrong.
        hint: what to do.
    """

    id: str
    line: int
    message: str
    hint: str


_SHOWN = 24
_IN_TAG = "\ufffc"
_WIDE_BRACES = re.compile(r"[{｛][ 　]?[{｛].*|[}｝][ 　]?[}｝]|[{｛][ 　]?[%％].*")
_BRACE_AT_TAG = re.compile(rf"[{{｛] ?(?={_IN_TAG})[^{{}}｛｝]*$|^[^{{}}｛｝]*(?<={_IN_TAG}) ?[}}｝]")
_BRACE = re.compile(r"\$?[{｛]([^{}｛｝\n]+)[}｝]")
_WORD = re.compile(r"[^\W\d]\w*")
_HTML = re.compile(
    r"(?<!\\)</?(?:br|p|b|i|u|s|em|strong|span|div|font|center|table|tbody|tr|td|th|ul|ol|li|h[1-6]|img|a|hr"
    r"|sub|sup|pre|code|blockquote|html|body)(?:\s[^<>\n]*)?/?>|&(?:nbsp|amp|lt|gt|quot|emsp|ensp|#\d+);|<!--(?:[^<-]|<(?!!--)|-(?!->))*-->",
    re.IGNORECASE,
)
_ADDRESS = r"(?:https?:|mailto:|ftp:|www\.|\.{0,2}/|#|[\w./-]+\.(?:html?|pdf|docx?|xlsx?|md)\b)"
_HAN = "\u3400-\u9fff"
_MARKDOWN = tuple(
    (re.compile(form), message, hint)
    for form, message, hint in (
        (
            r"(?<!\\)!\[(?:[^\]\n!]|!(?!\[))*\][(（](?:[^)）\n!]|!(?!\[))*[)）]",
            "Markdown的图片",
            "正文里不能插图片；删去，或写出后在Word里插入",
        ),
        (
            rf"(?<![\\!])\[[^\[\]\n]+\][(（]{_ADDRESS}[^)）\n\[]*[)）]",
            "Markdown的链接",
            "只写文字，不写链接地址",
        ),
        (r"(?<!\\)<(?:https?|mailto):[^>\n]*>", "Markdown的链接", "只写文字，不写链接地址"),
        (r"^#{1,6}(?=[^#\s])", "“#”后面没有空格，不成标题", "标题写成“# 标题”；井号本身写成\\#"),
        (r"^＃+", "全角的“＃”不成标题", "标题写成半角的“# 标题”"),
        (r"^[-*] +(?=\S)", "Markdown的列表", "写成“一是……；二是……”或分段，不用短横、星号开头"),
        (r"^> ?(?=\S)", "Markdown的引用", "删去行首的“>”"),
        (r"^(?:```|~~~)", "Markdown的代码", "删去这一行"),
        (r"^(?:-{3,}|\*{3,}|(?:- ){2,}-|(?:\* ){2,}\*)$", "Markdown的分隔线", "删去这一行"),
        (r"^={3,}$", "Markdown的标题线", "标题写成“# 标题”，删去这一行"),
        (r"(?<!\\)\[\^[^\[\]\n]+\]", "Markdown的脚注", "正文里不能加脚注；写进括号，或写出后在Word里加"),
        (r"(?<![\\*])\*{3}[^*\n]+\*{3}(?!\*)", "三个“*”", "加重写成“**一是**”"),
        (r"~~[^~\n]+~~", "Markdown的删除线", "删去要删的文字和“~~”"),
        (r"(?<!`)`[^`\n]+`(?!`)", "Markdown的代码", "去掉“`”，要引用的用“”"),
        (r"＊＊", "全角的“＊＊”", "加重写成半角的“**一是**”"),
        (
            rf"(?:^|[。；，：、”）])\*(?=[{_HAN}“《])[^*\n]*[{_HAN}。，；：”》]\*(?![*\d])",
            "用一个“*”加重的写法",
            "加重写成“**一是**”；星号本身写成\\*",
        ),
    )
)
_DOTS = r"(?:…+|\.{3,}|。{2,}|·{3,})"
_LEFT = re.compile(
    rf"^(?:[（(])?{_DOTS}(?:[)）])?[。；]?$|[一二三四五六七八九十]是(?:\*\*)?{_DOTS}|^[（(]?(?:此处|以下|内容)?从?略[)）]?。?$|[：:]{_DOTS}[。；]?$"
)


def slips(tokens: Iterable[Token], names: Collection[str], words: Collection[str]) -> Iterator[Slip]:
    """Give the slips in a text, line by line; what stands in tags is not looked at.

    Args:
        tokens: the text as Jinja reads it: each piece with its line and kind.
        names: the names that a template may begin with: the batches, 年度, 单位 ….
        words: what can follow after them: 件数, 满意率 ….
    """
    lines: dict[int, list[str]] = {}
    raw = False
    for number, kind, text in tokens:
        raw = kind == "raw_begin" or (raw and kind != "raw_end")
        if raw and kind == "data":
            if "{{" in text or "{%" in text:
                message = f"“raw”里的标签会照原样印出（{text.strip()[:_SHOWN]}）"
                yield Slip("template.raw", number, message, "删去 {% raw %} 和 {% endraw %}")
            continue
        for further, piece in enumerate(text.split("\n") if kind == "data" else (_IN_TAG,)):
            lines.setdefault(number + further, []).append(piece)
    for number, pieces in lines.items():
        yield from _in_line("".join(pieces), number, names, words)


def _shown(text: str) -> str:
    return text.replace(_IN_TAG, "")[:_SHOWN]


def _in_line(line: str, number: int, names: Collection[str], words: Collection[str]) -> Iterator[Slip]:
    said = _brace(line, names, words)
    if said:
        hint = "取数的标签写成半角的两层花括号，如 {{ 建议.件数 }}；判断和循环写成 {% if … %}"
        yield Slip("template.braces", number, f"花括号写得不对，会照原样印出（{_shown(said)}）", hint)
    trimmed = line.strip(" \t\u3000\xa0")
    for form, message, hint in _MARKDOWN:
        if found := form.search(trimmed):
            said = _shown(trimmed[found.start() :])
            yield Slip("template.markdown", number, f"{message}，会照原样印出（{said}）", hint)
    if found := _HTML.search(trimmed):
        hint = "正文不用HTML：换行就另起一行，加重写成“**一是**”，空格直接写"
        yield Slip("template.html", number, f"HTML的写法“{found[0]}”会照原样印出", hint)
    if found := _LEFT.search(trimmed):
        yield Slip(
            "template.ellipsis",
            number,
            f"只有省略号，没有内容（{trimmed[-_SHOWN:]}）",
            "补写内容，或删去这一处",
        )


def _brace(line: str, names: Collection[str], words: Collection[str]) -> str:
    """Give what is written like a tag without being one, or nothing."""
    if found := _WIDE_BRACES.search(line) or _BRACE_AT_TAG.search(line):
        return found[0]
    for found in _BRACE.finditer(line):
        if _is_expression(found[1].strip(" 　"), names, words):
            return found[0]
    bare = re.search(rf"(?:{'|'.join(map(re.escape, names))})\.(?:{'|'.join(map(re.escape, words))})", line)
    return bare[0] if bare else ""


def _is_expression(text: str, names: Collection[str], words: Collection[str]) -> bool:
    """Tell whether a text in single braces begins with a name that templates know."""
    first = _WORD.match(text)
    if first is None:
        return False
    rest = text[first.end() :].lstrip(" 　")
    if first[0] in names:
        return rest == "" or rest[0] in ".[|．｜"
    return first[0] in words and (rest == "" or rest[0] in "|｜")

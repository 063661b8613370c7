"""What went wrong in a template, as sentences that a clerk can act on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from jinja2 import TemplateError

from banli_report.prose.bounds import WorkBoundError


class WordingError(TypeError):
    """A filter or a name was given what cannot be worded; the message is a Chinese sentence."""


FAULTS = (
    TemplateError,
    WorkBoundError,
    RecursionError,
    TypeError,  # PrintError and WordingError among them
    ValueError,
    ArithmeticError,
    MemoryError,
    LookupError,
    SyntaxError,  # Python's own, for blocks nested more deeply than it compiles
)
"""All that a template can raise."""
_QUOTED = "['‘\"](.+?)['’\"]"
_SENTENCES = (
    (r"unexpected char " + _QUOTED + r" at", "标签里有不能识别的字符“{0}”，标点要用半角"),
    (r"expected token 'end of print statement', got " + _QUOTED, "“{0}”前后缺少 }}}}、| 或逗号"),
    (r"expected token 'end of statement block', got " + _QUOTED, "“{0}”前后缺少 %}} 或多写了内容"),
    (r"expected token " + _QUOTED + ", got " + _QUOTED, "这里应为“{0}”，写的是“{1}”"),
    (r"[Uu]nexpected end of template\. .*innermost block that needs to be closed is " + _QUOTED, "“{0}”没有结尾，缺少 end{0}"),
    (r"[Uu]nexpected end of template", "标签没有写完"),
    (r"Encountered unknown tag " + _QUOTED + r"\. .*(?:innermost block|looking for)", "这里不应有“{0}”，前面的标签没有结尾"),
    (r"Encountered unknown tag ['\"](end\w+|else|elif)['\"]", "这里不应有“{0}”，前面没有与它成对的标签"),
    (r"Encountered unknown tag " + _QUOTED, "没有“{0}”这种标签"),
    (r"Expected an expression, got", "标签里没有写内容"),
    (r"expected name or number", "“.”后面缺少名称"),
    (r"No test named " + _QUOTED, "没有名为“{0}”的判断"),
    (r"block " + _QUOTED + " defined twice", "“{0}”这一块写了两次"),
    (r"Missing end of (comment|raw)", "注释或原样输出没有结尾"),
    (r"unexpected " + _QUOTED, "多出了“{0}”"),
)  # fmt: skip
_TOKENS = {"end of print statement": "}}", "end of statement block": "%}", "name": "名称"}
_NO_FILTER = re.compile(r"No filter named " + _QUOTED)


def syntax_sentence(message: str, filters: Iterable[str]) -> str:
    """Give Jinja's message about how a template is written as a Chinese sentence; others come back as they are.

    Args:
        message: Jinja's own message.
        filters: the filters to be had, for the one most like a misspelt one.
    """
    if found := _NO_FILTER.search(message):
        near = get_close_matches(found[1], list(filters), n=1, cutoff=0.4)
        return f"没有“{found[1]}”这种写法" + (f"；是不是“{near[0]}”？" if near else "")
    for form, sentence in _SENTENCES:
        if found := re.search(form, message, re.DOTALL):
            return sentence.format(*(_TOKENS.get(word, word) for word in found.groups()))
    return message


def unknown_name(word: str, names: tuple[str, ...], owner: str) -> str:
    """Say that a name is not to be had, with the nearest one that is."""
    known = tuple(dict.fromkeys(names))
    if word in known:
        return f"{owner}没有“{word}”的内容：台账或报告文件里没有填，或算不出"
    near = get_close_matches(word, known, n=1, cutoff=0.4)
    said = f"{owner}没有“{word}”这个名称"
    if near:
        return f"{said}；是不是“{near[0]}”？"
    if known:
        return f"{said}；可用的有{'、'.join(known[:20])}"
    return said

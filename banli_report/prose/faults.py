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
    (r"[Cc]an(?:no|')t assign to", "“set”“for”后面只能写一个新的名称"),
    (r"invalid syntax for function call", "括号里的内容写得不对：写了“名称=”的放在最后"),
)  # fmt: skip
_PYTHON = (
    (r"unsupported operand type\(s\) for (\S+?):?\s", "“{0}”两边的内容不能这样运算"),
    (r"can only concatenate|must be str, not", "文字只能与文字相接；数与文字写在一起时分写两个 {{{{ }}}}"),
    (r"'(<=?|>=?)' not supported between", "“{0}”两边的内容不能比较大小"),
    (r"macro " + _QUOTED + r" takes no keyword argument " + _QUOTED, "宏“{0}”没有“{1}”这一项"),
    (r"macro " + _QUOTED + r" takes not more than (\d+)", "宏“{0}”最多写{1}项"),
    (r"(\w+)\(\) got an unexpected keyword argument " + _QUOTED, "“{0}”没有“{1}”这一项"),
    (r"(\w+)\(\) (?:takes|missing|expected)", "“{0}”括号里的内容多了或少了"),
    (r"is not iterable|not enough values to unpack|too many values to unpack", "这里要的是列表，写的不是"),
    (r"has no len\(\)", "“length”“count”只能数列表或文字"),
    (r"is not callable", "后面写了括号的这个名称不是写法，不能带括号"),
    (r"cannot be interpreted as an integer|invalid literal for int", "这里要的是整数"),
    (r"division|modulo by zero", "不能除以0"),
    (r"Range too big", "“range”的范围过大"),
    (r"No (?:filter|test) named " + _QUOTED, "没有“{0}”这种写法"),
    (r"object has no element (-?\d+)", "列表没有这么多项，取不出位置{0}（位置从0数起）"),
    (r"TemplateReference object.* has no attribute " + _QUOTED, "没有“{0}”这一块"),
    (r"no parent block called " + _QUOTED, "“{0}”这一块没有上一级的文字，不能用“super”"),
    (r"Namespace object.* has no attribute " + _QUOTED, "“{0}”还没有赋值"),
    (r"^" + _QUOTED + r" is undefined$", "没有“{0}”这个名称"),
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TOKENS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "name": "名称",
    "integer": "数字",
    "string": "引号里的文字",
}
_LONGEST = 400
"""The characters of a message that are looked at; a name in it can be of any length."""
_NO_FILTER = re.compile("No filter named ['‘\"]([^'’\"]+)['’\"]")
_NO_FORM = re.compile("No (?:filter|test) named ")


def syntax_sentence(message: str, filters: Iterable[str]) -> str:
    """Give Jinja's message about how a template is written as a Chinese sentence; others come back as they are.

    Args:
        message: Jinja's own message.
        filters: the filters to be had, for the one most like a misspelt one.
    """
    message = message[:_LONGEST]
    if found := _NO_FILTER.search(message):
        near = get_close_matches(found[1], list(filters), n=1, cutoff=0.4)
        return f"没有“{found[1]}”这种写法" + (f"；是不是“{near[0]}”？" if near else "")
    for form, sentence in _SENTENCES:
        if found := re.search(form, message, re.DOTALL):
            return sentence.format(*(_TOKENS.get(word, word) for word in found.groups()))
    return message if _HAN.search(message) else "标签写得不对"


def is_unknown_form(message: str) -> bool:
    """Tell Jinja's message that there is no filter or test of a name."""
    return _NO_FORM.match(message) is not None


def python_sentence(message: str) -> str:
    """Give Python's message about a value as a Chinese sentence; one that is Chinese comes back as it is.

    Args:
        message: what Python said.
    """
    message = message[:_LONGEST]
    for form, sentence in _PYTHON:
        if found := re.search(form, message):
            return sentence.format(*found.groups())
    return message if _HAN.search(message) else "这里写的内容与写法不相合"


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

"""What the command line says of a call that is wrong, and the words of its help, in Chinese."""

from __future__ import annotations

import re

_QUOTED = "['‘\"](.+?)['’\"]"
_CALLS = (
    (r"Missing argument ['‘\"](.+?)(?:\.\.\.)?['’\"]", "缺少参数{0}"),
    (r"Missing option " + _QUOTED, "缺少选项{0}"),
    (r"Missing command", "缺少命令"),
    (r"Got unexpected extra arguments? \((.+)\)", "多写了{0}"),
    (r"No such option:? ['‘\"]?([^\s'’\".]+)", "没有选项{0}"),
    (r"No such command " + _QUOTED, "没有命令{0}"),
    (r"Option " + _QUOTED + r" requires an argument", "选项{0}后面没有写内容"),
    (r"Option " + _QUOTED + r" requires (\d+) arguments", "选项{0}后面要写{1}项内容"),
    (r"Option " + _QUOTED + r" does not take a value", "选项{0}后面不写内容"),
    (
        r"Invalid value for " + _QUOTED + r": ['‘\"]?(.*?)['’\"]? is not in the range (\d+)<=x<=(\d+)",
        "{0}写的是{1}，应在{2}到{3}之间",
    ),
    (r"Invalid value for " + _QUOTED + ": " + _QUOTED + " is not a valid integer", "{0}写的是{1}，应为整数"),
    (
        r"Invalid value for " + _QUOTED + ": " + _QUOTED + r" is not one of (.+?)\.?$",
        "{0}写的是{1}，只能写{2}",
    ),
    (r"Invalid value for " + _QUOTED, "{0}写得不对"),
)
_NEAR = re.compile(r"(?:Did you mean|Possible options:|Did you mean one of:?) ?(.+?)[?)]?$")
_LONGEST = 1000
"""The characters of a message that are looked at; what was typed in a call can be of any length."""
_HELP = {
    "Options": "选项",
    "Commands": "命令",
    "Arguments": "参数",
    "Show this message and exit.": "显示这段说明。",
    "Show the version and exit.": "显示版本号。",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
}


def wrong_call(message: str) -> str:
    """Give what is wrong with a call as a Chinese sentence.

    Args:
        message: what the library of the command line says of it.
    """
    message = message[:_LONGEST]
    found = ((sentence, re.search(form, message, re.DOTALL)) for form, sentence in _CALLS)
    said = next(
        (sentence.format(*map(_listed, match.groups())) for sentence, match in found if match), "用法不对"
    )
    near = _NEAR.search(message)
    return f"{said}。" if near is None else f"{said}；是不是{_listed(near[1])}？"


def _listed(words: str) -> str:
    return "、".join(word.strip(" '‘’\"") for word in words.split(", "))


def in_help(text: str) -> str:
    """Give a heading, a usage or a sentence of the help with the library's own words in Chinese."""
    for word, ours in _HELP.items():
        text = text.replace(word, ours)
    return text

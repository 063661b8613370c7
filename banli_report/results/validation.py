"""From pydantic's findings to problems: Chinese sentences with the place of the value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from banli_report.errors import Problem, error
from banli_report.results.places import Places
from banli_report.terms import REPORT_KEYS

_SENTENCES = {
    "missing": ("缺少“{key}”", "补写这一项"),
    "extra_forbidden": ("不认识“{key}”这一项，或它与另一项重复", "{nearest}"),
    "int_parsing": ("“{input}”不是整数", "写成阿拉伯数字"),
    "int_type": ("“{input}”不是整数", "写成阿拉伯数字"),
    "int_from_float": ("“{input}”不是整数", "写成整数"),
    "greater_than_equal": ("“{input}”太小，应不小于{ge}", ""),
    "less_than_equal": ("“{input}”太大，应不大于{le}", ""),
    "too_short": ("“{key}”至少要有{min_length}项", "补写这一项"),
    "string_pattern_mismatch": ("“{input}”不能用作模板名", "写模板文件夹的名称，不含路径"),
    "string_type": ("“{key}”应为文字", "检查缩进，必要时加引号"),
    "dict_type": ("“{key}”应为若干“名称: 内容”", "检查缩进"),
    "model_type": ("“{key}”应为若干“名称: 内容”", "检查缩进"),
    "tuple_type": ("“{key}”应为列表", "写成 [甲, 乙] 或逐行以“- ”开头"),
}


def _label(key: object) -> str:
    term = REPORT_KEYS.find(str(key))
    return term.label if term else str(key)


def sentence(detail: Mapping[str, Any]) -> tuple[str, str]:
    """Give the message and the hint for one finding of pydantic."""
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"]), ""
    key = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
    said = str(detail.get("input"))
    facts = {
        "key": _label(key),
        "input": said if len(said) <= 40 else said[:40] + "……",
        "nearest": _nearest(str(key)),
        **detail.get("ctx", {}),
    }
    message, hint = _SENTENCES.get(detail["type"], ("“{key}”的内容“{input}”不对", "对照说明改写这一项"))
    return message.format(**facts), hint.format(**facts)


def _nearest(word: str) -> str:
    found = REPORT_KEYS.nearest(word)
    return f"是不是“{found}”？" if found and found != word else "删去这一项，或改正它的名称"


def problems_of(failed: ValidationError, places: Places) -> list[Problem]:
    """Give every finding as a problem at its place in the report file."""
    problems = []
    seen = set()
    for detail in failed.errors():
        message, hint = sentence(detail)
        place = places.find([key for key in detail["loc"] if not _is_branch(key)])
        if (place, message) not in seen:
            seen.add((place, message))
            problems.append(error(f"results.{detail['type'].replace('_', '-')}", place, message, hint))
    return problems


def _is_branch(key: object) -> bool:
    """Tell the marks that pydantic leaves in a path for the branches of a union."""
    return isinstance(key, str) and (
        key in ("str", "Section") or key.startswith(("function-", "tuple[", "dict["))
    )

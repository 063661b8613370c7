"""From pydantic's findings to problems: Chinese sentences with the place of the value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from banli_report.errors import ERROR, Kind, Place, Problem, error
from banli_report.files.places import Places
from banli_report.results.values import REPEATED, shown
from banli_report.words.columns import COLUMNS
from banli_report.words.terms import COUNT_NAMES, REPORT_KEYS
from banli_report.words.vocabulary import did_you_mean

BRANCH = "<"
"""Begins the tag of a union's branch, which pydantic puts into the path of a finding."""

_MAPPING = ("“{key}”应为若干“名称: 内容”", "检查缩进和冒号后的空格")
_NUMBER = ("“{input}”不是整数", "写成阿拉伯数字")
_SENTENCES = {
    "missing": ("缺少“{key}”", "补写这一项"),
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": _NUMBER,
    "greater_than_equal": ("“{input}”太小，应不小于{ge}", "核对这个数"),
    "less_than_equal": ("“{input}”太大，应不大于{le}", "核对这个数"),
    "too_short": ("“{key}”至少要有{min_length}项", "补写这一项"),
    "too_long": ("“{key}”最多{max_length}项", "删去多的"),
    "string_pattern_mismatch": ("“{input}”不能用作模板名", "写模板文件夹的名称，不含路径"),
    "string_too_long": ("“{key}”太长", "缩短到{max_length}字以内"),
    "string_type": ("“{key}”应为文字", "检查缩进，必要时加引号"),
    "literal_error": ("“{key}”不能是“{input}”", "改为{expected}"),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "tuple_type": ("“{key}”应为列表", "写成 [甲, 乙] 或逐行以“- ”开头"),
}
_IDS = {"missing": "results.missing-key", "extra_forbidden": "results.unknown-key"}

PROBLEMS = (
    Kind("results.missing-key", ERROR, "报告文件缺少必写的一项。", "report.yaml 第1行 第1列：缺少“年度”"),
    Kind(
        "results.unknown-key",
        ERROR,
        "报告文件里有不认识的一项、写错地方的一项，或同一项用两种写法写了两次。",
        "report.yaml 第4行 第5列：不认识“口经”这一项",
    ),
    Kind(
        "results.value",
        ERROR,
        "这一项的内容不对，如应写数字的写了文字。",
        "report.yaml 第1行 第5列：“二〇一九”不是整数",
    ),
)


def sentence(detail: ErrorDetails) -> tuple[str, str]:
    """Give the message and the hint for one finding of pydantic."""
    key = next((part for part in reversed(detail["loc"]) if _is_key(part)), "")
    if detail["type"] == "value_error":
        return _with_owner(_label(key), str(detail["ctx"]["error"])), ""
    if detail["type"] == "extra_forbidden":
        return _unknown_key(str(key))
    facts = {"key": _label(key), "input": shown(detail.get("input")), **detail.get("ctx", {})}
    message, hint = _SENTENCES.get(detail["type"], ("“{key}”的内容“{input}”不对", "对照说明改写这一项"))
    return message.format(**facts), hint.format(**facts).replace(" or ", "或")


def _with_owner(owner: str, phrase: str) -> str:
    """Say whose value is meant where the phrase does not quote it."""
    if "“" in phrase or not owner:
        return phrase
    return f"“{owner}”{phrase}"


def _unknown_key(key: str) -> tuple[str, str]:
    if key.endswith(REPEATED):
        return f"“{key.removesuffix(REPEATED)}”写了两次（同一项的另一种写法）", "只保留一处"
    if REPORT_KEYS.find(key):
        return f"“{key}”不能写在这里", "把它移到所属的一项下面，检查缩进"
    hint = did_you_mean(REPORT_KEYS.nearest(key), "删去这一项，或改正它的名称")
    return f"不认识“{shown(key)}”这一项", hint


def _label(key: object) -> str:
    found = (words.find(str(key)) for words in (REPORT_KEYS, COLUMNS, COUNT_NAMES))
    return next((term.label for term in found if term), str(key))


def problems_of(failed: ValidationError, places: Places) -> list[Problem]:
    """Give every finding as a problem at its place in the report file."""
    problems: dict[Problem, None] = {}
    details = failed.errors()
    for detail in details:
        if detail["type"] == "too_short" and any(
            _is_inside(other["loc"], detail["loc"]) for other in details
        ):
            continue  # short only of the entries that are told of themselves
        message, hint = sentence(detail)
        place = places.find([_as_written(key) for key in detail["loc"] if not str(key).startswith(BRANCH)])
        problems[error(_IDS.get(detail["type"], "results.value"), place, message, hint)] = None
    return list(problems)


def problems_of_call(failed: ValidationError, data: Mapping[str, object]) -> list[Problem]:
    """Give every finding of what a program says as a problem, placed by the names of the values around it.

    Args:
        failed: the findings.
        data: what was said.
    """
    placed = (
        (detail, [key for key in detail["loc"] if not str(key).startswith(BRANCH)])
        for detail in failed.errors()
    )
    problems: dict[Problem, None] = {}
    for detail, path in placed:
        message, hint = sentence(detail)
        place = Place(part=_path_in_words(path, data)) if len(path) > 1 else None
        problems[error(_IDS.get(detail["type"], "results.value"), place, message, hint)] = None
    return list(problems)


def _path_in_words(path: Sequence[int | str], data: Mapping[str, object]) -> str:
    """Say where in what a program says a value stands: 批次“建议”的统计, 第3条（编号12）."""
    words: list[str] = []
    inside: object = data
    for key in path[:-1] or path:
        inside = _inside(inside, key)
        if isinstance(key, int):
            words.append(f"第{key + 1}条{_number_of(inside)}")
        else:
            words.append(_label(key))
    return ".".join(words)


def _inside(value: object, key: int | str) -> object:
    if isinstance(value, Mapping):
        return next((each for name, each in value.items() if key in (name, _identifier(str(name)))), None)
    if isinstance(value, Sequence) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def _identifier(name: str) -> str:
    return REPORT_KEYS.identifier_of(name)


def _number_of(record: object) -> str:
    if not isinstance(record, Mapping):
        return ""
    numbers = [
        value
        for name, value in record.items()
        if COLUMNS.identifier_of(str(name)) == "number" and value is not None
    ]
    return f"（编号{shown(numbers[0])}）" if numbers else ""


def _as_written(key: int | str) -> int | str:
    if isinstance(key, str):
        return key.removesuffix(REPEATED)
    return key


def _is_inside(path: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(path) > len(outer) and path[: len(outer)] == outer


def _is_key(part: object) -> bool:
    return isinstance(part, str) and not part.startswith(BRANCH) and part != "[key]"

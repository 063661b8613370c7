"""What a public function can be given: a call with anything else is told which argument is wrong."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Expected:
    """What an argument must be: in words, and by a test."""

    said: str
    holds: Callable[[object], bool]

    def __or__(self, other: Expected) -> Expected:
        return Expected(f"{self.said}，或{other.said}", lambda value: self.holds(value) or other.holds(value))


def kind(said: str, *kinds: type) -> Expected:
    """Expect a value of some types."""
    return Expected(said, lambda value: isinstance(value, kinds))


def _is_path(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, os.PathLike) and isinstance(os.fspath(value), str))


def _are_paths(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes) and all(map(_is_path, value))


def _are_texts(value: object) -> bool:
    pairs = value.items() if isinstance(value, Mapping) else [("", None)]
    return all(isinstance(key, str) and isinstance(text, str) for key, text in pairs)


PATH = Expected("文件的路径（str或Path）", _is_path)
PATHS = Expected("路径的列表（list或tuple）", _are_paths)
TEXTS = Expected("名称和文字的对照（dict）", _are_texts)
STREAM = Expected("按字节写的文件（如io.BytesIO）", lambda value: hasattr(value, "write"))
NOTHING = Expected("None", lambda value: value is None)
SWITCH = kind("True或False", bool)


def choice(*words: str) -> Expected:
    """Expect one of a few words."""
    return Expected("或".join(f"“{word}”" for word in words), lambda value: value in words)


_ALWAYS: Mapping[str, Expected] = {
    "draft": SWITCH,
    "missing": SWITCH,
    "pdfa": SWITCH,
    "review": SWITCH,
    "script": choice("hans", "hant"),
    "templates": PATHS,
}
"""What means the same in every call."""


def refuse_others(called: str, given: Mapping[str, object], expected: Mapping[str, Expected]) -> None:
    """Refuse arguments that are not what is expected of them by name; options that all calls share are known.

    Raises:
        TypeError: an argument is something else; the message names it in Chinese.
    """
    for name, form in {**_ALWAYS, **expected}.items():
        if name in given and not form.holds(given[name]):
            raise TypeError(f"{called}的参数{name}应为{form.said}，给的是{type(given[name]).__name__}")


def expecting(
    **expected: Expected,
) -> Callable[[Callable[_Parameters, _Result]], Callable[_Parameters, _Result]]:
    """Refuse a call whose arguments are not what is expected of them by name; options that all share are known.

    Raises:
        TypeError: an argument is something else; the message names it in Chinese.
    """

    def decorator(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
        signature = inspect.signature(function)

        @wraps(function)
        def checked(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
            refuse_others(function.__name__, signature.bind(*args, **kwargs).arguments, expected)
            return function(*args, **kwargs)

        return checked

    return decorator

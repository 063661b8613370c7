"""Filters and functions that say in Chinese what they can be given, where Python would say it in English."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import wraps
from typing import get_type_hints

from jinja2 import Undefined

from banli_report.prose.faults import WordingError

_KINDS: Mapping[object, tuple[type, str]] = {
    bool: (bool, "true或false"),
    str: (str, "加引号的文字"),
    int: (int, "整数"),
    int | None: (int, "整数"),
    bool | None: (bool, "true或false"),
}
_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def telling(
    name: str, function: Callable[..., object], given: int = 1, unsaid: int = 0
) -> Callable[..., object]:
    """Give a filter or function that refuses wrong arguments with a Chinese sentence.

    Args:
        name: what templates call it.
        function: what it does.
        given: how many of its first parameters a template does not write: the value, and what Jinja passes.
        unsaid: how many arguments Jinja passes before those that its signature tells of.
    """
    signature = inspect.signature(function)
    hints = _hints(function)

    @wraps(function)
    def checked(*args: object, **options: object) -> object:
        _refuse_unknown(name, signature, options, given)
        try:
            bound = signature.bind(*args[unsaid:], **options)
        except TypeError:
            raise WordingError(_wrong_number(name, signature, given)) from None
        _refuse_kinds(name, bound, hints, given)
        return function(*args, **options)

    return checked


def told_all(
    functions: Mapping[str, Callable[..., object]], given: int = 1
) -> dict[str, Callable[..., object]]:
    """Give functions by their names, each telling in Chinese what is wrong with its arguments."""
    return {name: telling(name, function, given) for name, function in functions.items()}


def option_names(function: Callable[..., object]) -> tuple[str, ...] | None:
    """Give the names of the options that a filter of templates takes, or None where it takes any."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
        return None
    return tuple(
        parameter.name
        for parameter in parameters
        if parameter.kind in (*_POSITIONAL, inspect.Parameter.KEYWORD_ONLY)
    )


def _hints(function: Callable[..., object]) -> Mapping[str, object]:
    try:
        return get_type_hints(function)
    except (TypeError, NameError):
        return {}


def _own(signature: inspect.Signature, given: int) -> list[inspect.Parameter]:
    return list(signature.parameters.values())[given:]


def _refuse_unknown(name: str, signature: inspect.Signature, options: Iterable[str], given: int) -> None:
    own = _own(signature, given)
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in own):
        return
    known = [parameter.name for parameter in own if parameter.kind is not inspect.Parameter.VAR_POSITIONAL]
    wrong = next((option for option in options if option not in known), None)
    if wrong is None:
        return
    near = get_close_matches(wrong, known, n=1, cutoff=0.6)
    choice = f"，是不是“{near[0]}”？" if near else ""
    raise WordingError(f"“{name}”没有“{wrong}”这一项{choice or '；'}{_choice(own, known)}")


def _choice(own: list[inspect.Parameter], known: list[str]) -> str:
    """Say what can stand in the brackets."""
    plain = (
        "可写若干加引号的名称" if any(each.kind is inspect.Parameter.VAR_POSITIONAL for each in own) else ""
    )
    words = f"可写的有{'、'.join(known)}" if known else ""
    return "，".join(filter(None, (plain, words))) or "括号里什么也不写"


def _wrong_number(name: str, signature: inspect.Signature, given: int) -> str:
    own = [parameter for parameter in _own(signature, given) if parameter.kind in _POSITIONAL]
    needed = [parameter.name for parameter in own if parameter.default is inspect.Parameter.empty]
    least = f"至少写{len(needed)}项（{'、'.join(needed)}）" if needed else ""
    most = (
        f"最多写{len(own)}项（{'、'.join(parameter.name for parameter in own)}）"
        if own
        else "括号里什么也不写"
    )
    return f"“{name}”括号里的内容多了、少了或写了两次：{'，'.join(filter(None, (least, most)))}"


def _refuse_kinds(name: str, bound: inspect.BoundArguments, hints: Mapping[str, object], given: int) -> None:
    for parameter in _own(bound.signature, given):
        word, value = parameter.name, bound.arguments.get(parameter.name)
        kind, said = _KINDS.get(hints.get(word), (object, ""))
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            word, values = "名称", value or ()
        else:
            values = () if value is None else (value,)
        if any(not _is_of(each, kind) for each in values):
            raise WordingError(f"“{name}”的“{word}”应为{said}")


def _is_of(value: object, kind: type) -> bool:
    """Tell whether a value is of a kind; one that is missing is left to the function, which says its name."""
    return isinstance(value, Undefined | kind) and not (kind is int and isinstance(value, bool))

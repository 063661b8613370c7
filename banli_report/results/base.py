"""What every model of the results shares: frozen, strict about keys, Chinese keys out of the vocabulary."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo, model_validator

from banli_report.errors import BanliError
from banli_report.results.validation import problems_of_call
from banli_report.results.values import (
    REPEATED,
    read_count_or_unknown,
    read_date,
    read_rate_or_unknown,
    read_text,
    read_yes_no,
)
from banli_report.words.terms import REPORT_KEYS
from banli_report.words.vocabulary import Term, Vocabulary


def _text(value: object) -> str:
    if value is None or isinstance(value, bool | dict | list):
        raise ValueError("应为文字")
    return read_text(value)


def _yes_no(value: object, info: ValidationInfo) -> bool:
    return read_yes_no(value, info.field_name)


def _name(value: object) -> str:
    text = _text(value)
    if not text:
        raise ValueError("没有填写")
    return text


def _prose(value: object) -> str:
    if value is None:
        return ""
    return _text(value)


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
Prose = Annotated[str, BeforeValidator(_prose)]
Date = Annotated[date, BeforeValidator(read_date)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
GivenRate = Annotated[str | None, BeforeValidator(read_rate_or_unknown)]
Count = Annotated[int | None, BeforeValidator(read_count_or_unknown)]


def text_alone(data: object, *keys: str) -> object:
    """Take a text that stands where a mapping may stand as the value of these keys."""
    if isinstance(data, str):
        return dict.fromkeys(keys, data)
    return data


class Model(BaseModel):
    """A frozen model whose keys may be written in Chinese or by their English identifiers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __init__(self, **data: object) -> None:
        """Make one of what a program says.

        Raises:
            BanliError: a value is not what its field holds, or a field is missing or not known; all problems.
        """
        try:
            super().__init__(**data)
        except ValidationError as failed:
            raise BanliError(problems_of_call(failed, data), unreadable=True) from None

    # what a validation inside another one makes is judged there, with all else that is wrong
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @classmethod
    def vocabulary(cls) -> Vocabulary[Term]:
        """Give the words that this model's keys are looked up in."""
        return REPORT_KEYS

    @model_validator(mode="before")
    @classmethod
    def _keys_to_identifiers(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        words = _words(cls)
        renamed: dict[str, object] = {}
        for key, value in data.items():
            name = words.identifier_of(str(key))
            if name in renamed:
                name = f"{key}{REPEATED}"
            renamed[name] = value
        return renamed


@cache
def _words(model: type[Model]) -> Vocabulary[Term]:
    """Give the words of a model's own fields."""
    return model.vocabulary().among(model.model_fields)

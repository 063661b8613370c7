"""What every model of the results shares: frozen, strict about keys, Chinese keys out of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from banli_report.results.values import read_count, read_date, read_text, read_yes_no
from banli_report.terms import REPORT_KEYS, Vocabulary, plain


def _text(value: object) -> str:
    if value is None or isinstance(value, bool | dict | list):
        raise ValueError("应为文字")
    return read_text(value)


Text = Annotated[str, BeforeValidator(_text)]
Date = Annotated[date, BeforeValidator(read_date)]
YesNo = Annotated[bool, BeforeValidator(read_yes_no)]
Count = Annotated[int, BeforeValidator(read_count)]


def fields_by_word(names: Mapping[str, Any], words: Vocabulary) -> dict[str, str]:
    """Give, for every accepted spelling of a model's fields, the field that it means."""
    terms = [term for term in words if term.identifier in names]
    return {plain(word): term.identifier for term in reversed(terms) for word in term.words()}


class Model(BaseModel):
    """A frozen model whose keys may be written in Chinese or by their English identifiers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def vocabulary(cls) -> Vocabulary:
        """Give the words that this model's keys are looked up in."""
        return REPORT_KEYS

    @model_validator(mode="before")
    @classmethod
    def _keys_to_identifiers(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        fields = fields_by_word(cls.model_fields, cls.vocabulary())
        renamed: dict[Any, Any] = {}
        for key, value in data.items():
            name = fields.get(plain(key), key) if isinstance(key, str) else str(key)
            # a second spelling of a key keeps its own name, and is then refused as unknown
            renamed[key if name in renamed else name] = value
        return renamed

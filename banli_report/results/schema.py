"""The JSON schema of report files, by which editors complete, explain and check what is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias, cast, get_args

from pydantic import BaseModel

from banli_report.words.report_keys import EXPLAINED
from banli_report.words.terms import COUNT_NAMES, REPORT_KEYS
from banli_report.words.vocabulary import Term, plain

Schema: TypeAlias = dict[str, object]
_TEXT: Schema = {"type": ["string", "number"]}
_FILE: Schema = {"type": "object"}
_ANYTHING = ("Narrative",)
_MAY_BE_TEXT = ("Agency", "Class", "OwnKind", "Section")
"""What a text alone stands for as well as a mapping."""
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "Signature": ("unknown_date",),
    "Delivery": ("unknown_date",),
    "Batch": ("items", "columns", "where"),
    "Counts": ("partitions", "times", "flags", "parts"),
}
"""Fields that a report file has in another form."""
_CONDITION: Schema = {"type": ["string", "array", "object"]}
_LEDGER: Mapping[str, Schema] = {
    "file": {"type": "string"},
    "sheet": _TEXT,
    "header_row": {"type": "integer", "minimum": 1},
    "columns": {"type": "object", "additionalProperties": _TEXT},
    "where": _CONDITION,
}
_READING: Mapping[str, Schema] = {key: schema for key, schema in _LEDGER.items() if key != "where"}
_ROLL_UP: Mapping[str, Schema] = {
    **_LEDGER,
    "file": {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
            {"type": "object", "additionalProperties": {"$ref": "#/$defs/UnitLedger"}},
        ]
    },
    "due": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]},
    "counted_under": {"type": "object", "additionalProperties": {"type": "string"}},
}


def file_schema(report: type[BaseModel]) -> Schema:
    """Give the JSON schema of report files.

    Args:
        report: the model of a whole report.
    """
    models = {model.__name__: model for model in _models(report)}
    found = report.model_json_schema()
    raw = {**found["$defs"], report.__name__: found}
    defs: Schema = {name: _object(name, raw[name]) for name in models if name not in (*_ANYTHING, "Item")}
    defs |= {name: {"type": ["string", "array", "object"]} for name in _ANYTHING}
    defs["Ledger"] = {"anyOf": [{"type": "string"}, _keyed("Ledger", _LEDGER, ("file",))]}
    unit = _keyed("Ledger", _READING, ("file",))
    defs["UnitLedger"] = {"anyOf": [{"type": ["string", "null"]}, unit]}
    defs["RollUp"] = {"anyOf": [{"type": ["string", "array"]}, _keyed("RollUp", _ROLL_UP, ("file",))]}
    root = cast("Schema", defs.pop(report.__name__))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "报告文件",
        **root,
        "$defs": defs,
    }


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Give a model and all models inside it, each once."""
    seen: dict[type[BaseModel], None] = {}
    todo: list[object] = [model]
    while todo:
        kind = todo.pop()
        todo += get_args(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
            seen[kind] = None
            todo += [field.annotation for field in kind.model_fields.values()]
    yield from seen


def _object(name: str, raw: Mapping[str, object]) -> Schema:
    """Give the schema of one model, by the words that a report file has for its fields."""
    fields = cast("Mapping[str, Schema]", raw["properties"])
    left_out = _BESIDE.get(name, ())
    wanted = {
        field: _widened(field_schema) for field, field_schema in fields.items() if field not in left_out
    }
    if name == "Batch":
        wanted["ledger"] = {"$ref": "#/$defs/Ledger"}
        wanted["roll_up"] = {"$ref": "#/$defs/RollUp"}
    required = raw.get("required", [])
    made = _keyed(name, wanted, tuple(required) if isinstance(required, list) else ())
    if name == "Counts":
        made["additionalProperties"] = {"type": ["integer", "string", "object", "null"]}
    return {"anyOf": [_TEXT, made]} if name in _MAY_BE_TEXT else made


def _keyed(name: str, fields: Mapping[str, Schema], required: tuple[str, ...]) -> Schema:
    """Give a mapping whose keys are suggested in their usual word and accepted in every spelling."""
    own = REPORT_KEYS.among(fields) + COUNT_NAMES.among(fields)
    terms = {field: own.find(field) or Term(field, field) for field in fields}
    told = {field: {**schema, "description": _told(name, field)} for field, schema in fields.items()}
    made: Schema = {
        "type": "object",
        "properties": {term.label: told[field] for field, term in terms.items()},
        "patternProperties": {_spelt(term): fields[field] for field, term in terms.items()},
        "additionalProperties": False,
    }
    if required:
        made["allOf"] = [
            {"anyOf": [{"required": [word]} for word in terms[field].words()]} for field in required
        ]
    return made


def _told(name: str, field: str) -> str:
    explained = EXPLAINED[name][field]
    return f"{explained.sentence}；如 {explained.example}"


def _spelt(term: Term) -> str:
    """Give the pattern of the other spellings of a key; folded ones are for the program alone."""
    words = sorted({word for word in (*term.words(), *map(plain, term.words())) if word != term.label})
    return f"^(?:{'|'.join(map(re.escape, words))})$" if words else "(?!)"


def _widened(schema: Mapping[str, object]) -> Schema:
    """Give a value's schema as wide as a report file may write it: 2019 as text, one text for a list, X for a count."""
    kept = {
        key: value
        for key, value in schema.items()
        if key not in ("title", "description", "default", "discriminator")
    }
    for key in ("anyOf", "oneOf"):
        if isinstance(choices := kept.get(key), list):
            return {"anyOf": [_widened(choice) for choice in choices]}
    for key in ("items", "additionalProperties"):
        if isinstance(inner := kept.get(key), dict):
            kept[key] = _widened(inner)
    kinds = {"boolean": ["boolean", "string"], "string": ["string", "number"]}
    kind = kept.get("type")
    if kind == "array":
        return {"anyOf": [kept, {"type": "string"}]}
    if kind == "integer":
        bounded = "minimum" in kept or "maximum" in kept
        return {"anyOf": [kept, {"type": "string", "pattern": "^[0-9]+$" if bounded else ""}]}
    if isinstance(kind, str) and kind in kinds and "enum" not in kept:
        return {**{key: value for key, value in kept.items() if key != "format"}, "type": kinds[kind]}
    return kept

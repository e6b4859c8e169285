"""Uncertain inputs in the JSON Schema of the model file."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from reorg.model.schema.inputs import (
    InputKind,
    fields_of_record,
    input_kind,
    may_be_uncertain,
    parts_of,
    record_of,
)


def with_uncertain(schema: dict[str, Any], top: type[BaseModel]) -> dict[str, Any]:
    """Return a JSON Schema of the records in which numbers and levels may be uncertain."""
    definitions = dict(schema["$defs"])
    for record in _records(top, {}).values():
        if record.__name__ in definitions:
            definitions[record.__name__] = _widened(definitions[record.__name__], record)
    return {**schema, "$defs": {**definitions, **_UNCERTAIN}}


def _widened(definition: dict[str, Any], record: type[BaseModel]) -> dict[str, Any]:
    properties = dict(definition.get("properties", {}))
    for alias, (name, field) in fields_of_record(record).items():
        kind = may_be_uncertain(record, name, field)
        if kind is not None and alias in properties:
            properties[alias] = _either(properties[alias], kind)
        for part in parts_of(field.annotation):
            inner = input_kind(part)
            if kind is None and inner is not None and "additionalProperties" in properties.get(alias, {}):
                held = properties[alias]["additionalProperties"]
                properties[alias] = properties[alias] | {"additionalProperties": _either(held, inner)}
    return {**definition, "properties": properties}


def _either(stated: dict[str, Any], kind: InputKind) -> dict[str, Any]:
    notes: dict[str, Any] = {key: stated[key] for key in ("description", "default", "title") if key in stated}
    bare = {key: value for key, value in stated.items() if key not in notes}
    reference = "UncertainLevel" if kind.choices else "UncertainNumber"
    return {"anyOf": [bare, {"$ref": f"#/$defs/{reference}"}], **notes}


def _records(record: type[BaseModel], found: dict[str, type[BaseModel]]) -> dict[str, type[BaseModel]]:
    if record.__name__ not in found:
        found[record.__name__] = record
        for field in record.model_fields.values():
            for kind in (field.annotation, *parts_of(field.annotation)):
                inner = record_of(kind)
                if inner is not None:
                    _records(inner, found)
    return found


_NOTES: dict[str, Any] = {
    "source": {"type": "string", "description": "Where it comes from."},
    "guess": {"type": "boolean", "description": "True: it is a guess, from no source."},
}
_SHARED: dict[str, Any] = {
    **_NOTES,
    "name": {"type": "string", "description": "What it is, in words; its place in the file if not stated."},
    "together": {"type": "string", "description": "The group that shares one draw."},
}
_NUMBER = {"type": "number"}
_BOUNDS = {"low": _NUMBER, "central": _NUMBER, "high": _NUMBER}
_RANGE = {"type": "object", "properties": _BOUNDS, "required": ["low", "high"], "additionalProperties": False}
_WEIGHTS = {"type": "object", "additionalProperties": {"type": "number", "minimum": 0}}
_MARKED = {
    "type": "object",
    "properties": {"value": {}, "times": _RANGE, **_SHARED},
    "required": ["value"],
    "additionalProperties": False,
}
_UNCERTAIN: dict[str, Any] = {
    "UncertainNumber": {
        "description": "A range (half of the worlds on either side of central), readings, or a guess.",
        "anyOf": [
            {**_RANGE, "properties": {**_BOUNDS, **_SHARED}},
            {"type": "object", "properties": {"readings": _WEIGHTS, **_SHARED}, "required": ["readings"]},
            _MARKED,
        ],
    },
    "UncertainLevel": {
        "description": "Levels with weights that sum to 1, or a guess.",
        "anyOf": [
            {
                "type": "object",
                "properties": _SHARED,
                "additionalProperties": {"type": "number", "minimum": 0},
            },
            _MARKED,
        ],
    },
}

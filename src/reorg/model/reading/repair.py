"""Guess what a file with wrong fields means, so that the rules can be checked in the same pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from reorg.model.problems import Fault, KeyPath
from reorg.model.schema.lookup import field_names_at
from reorg.model.schema.model import ModelFields

# Leaving one of these out would make the rules complain about what is only misspelt or mistyped.
_NAMING = {
    "id", "count", "areas", "people", "releases", "packages", "streams", "structures", "scenarios",
    "teams", "members", "lead", "parent", "owns", "extends", "remove", "order", "area", "after",
    "between", "structure", "reorganize", "then", "tables", "hiring", "payroll_share", "gpus_share",
}  # fmt: skip

# What no other part of the file refers to can stand in for what is missing or wrong.
_STAND_INS: dict[str, Any] = {
    "organization": "?",
    "start": "2000-01-03",
    "horizon_weeks": 1040,
    "effort_days": 1,
    "per_week": 0,
    "factor": 1,
    "strength": 0,
    "probability": 0,
    "hours": 1,
    "text": "?",
    "source": "?",
}


def repair_fields(data: Mapping[str, Any], found: list[Fault], error: ValidationError) -> ModelFields | None:
    """Return the fields with what is wrong left out, or None where too much would be guessed."""
    if len(found) < error.error_count():
        return None
    copied = _copy(data)
    for fault, detail in zip(found, error.errors(include_url=False), strict=True):
        if not _fix_field(copied, fault, _field(detail["loc"])):
            return None
    try:
        return ModelFields.model_validate(copied)
    except ValidationError:
        return None


def _field(loc: KeyPath) -> KeyPath:
    """Return the way to the field that holds what a way leads to."""
    while loc and (isinstance(loc[-1], int) or loc[-1] == "[key]"):
        loc = loc[:-1]
    return loc


def _fix_field(data: Any, fault: Fault, loc: KeyPath) -> bool:
    if not loc:
        return False
    *way, last = loc
    for step in way:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(data, dict) and _fix_record(data, str(last), _intended_field(fault, loc))


def _fix_record(record: dict[str, Any], name: str, meant: str) -> bool:
    value = record.pop(name, None)
    if meant and meant not in record:
        record[meant] = value
    elif name in _STAND_INS:
        record[name] = _STAND_INS[name]
    return bool(meant) or name not in _NAMING


def _intended_field(fault: Fault, loc: KeyPath) -> str:
    return next((name for name in field_names_at(loc) if fault.hint == f"did you mean {name!r}?"), "")


def _copy(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data

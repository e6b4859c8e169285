"""The findings of the schema validation in the words of the model file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_origin

from pydantic import ValidationError

from reorg.model.problems import PROBLEMS_MAX, Fault, KeyPath, suggest_name
from reorg.model.reading.value_hints import (
    date_hint,
    effort_hint,
    number_hint,
    share_hint,
    truth_hint,
    unknown_number_hint,
)
from reorg.model.schema.lookup import field_names_at, record_at, unwrap_type

_WANTED = {
    "string_type": "text",
    "string_unicode": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "is_instance_of": "a mapping (key: value)",
}
_MISSING = " is missing"
_BOUNDS = {
    "greater_than": ("gt", "above"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "below"),
    "less_than_equal": ("le", "at most"),
}


def faults_of_validation(error: ValidationError) -> list[Fault]:
    """Return what the fields found, as faults of the file."""
    return [_fault(found) for found in error.errors(include_url=False)[:PROBLEMS_MAX]]


def drop_secondary_faults(found: list[Fault]) -> list[Fault]:
    """Leave out that a field is missing where another fault says which field is its misspelling."""
    meant = {(fault.loc[:-1], fault.hint) for fault in found}
    return [
        fault
        for fault in found
        if not fault.message.endswith(_MISSING)
        or (fault.loc, f"did you mean {fault.message.removesuffix(_MISSING)}?") not in meant
    ]


def _fault(found: Any) -> Fault:
    kind, loc, value = found["type"], found["loc"], found["input"]
    context = found.get("ctx", {})
    if loc and loc[-1] == "[key]":
        loc = loc[:-1]
    if kind == "missing":
        return Fault(loc[:-1], f"{loc[-1]!r}{_MISSING}", _field_hint(loc))
    if kind == "extra_forbidden":
        return Fault(loc, f"unknown field {str(loc[-1])[:80]!r}", _unknown_hint(loc))
    if kind == "literal_error":
        return _not_a_choice(loc, value, context)
    if kind in _WANTED:
        return Fault(
            loc,
            f"expected {_WANTED[kind]}, found {describe_value(value)}",
            _quote_hint(kind, value) or _kind_hint(kind, loc, value) or _form_hint(loc, value),
        )
    if kind in _BOUNDS:
        name, comparison = _BOUNDS[kind]
        message = f"expected a number {comparison} {context[name]:g}, found {describe_value(value)}"
        before_start = _BEFORE_START if loc[-1] == "week" and name == "ge" else ""
        return Fault(loc, message, before_start or (share_hint(context[name], value) if name == "le" else ""))
    hint = _HINTS.get(kind)
    return Fault(loc, _other(kind, value, context, found["msg"]), hint(loc, value) if hint else "")


def _unknown_hint(loc: KeyPath) -> str:
    """Return the field that is meant, or else all that may stand there: nobody knows them by heart."""
    key, names = str(loc[-1]), field_names_at(loc)
    known = f"known: {', '.join(sorted(names))}" if names else ""
    return _ELSEWHERE.get(key) or unknown_number_hint(key) or suggest_name(key[:80], names) or known


_BEFORE_START = "weeks count from the start date: date it later, or move start to an earlier date"
_ELSEWHERE = {
    "manager": "a person reports to the lead of the team: state lead and members of the teams of a structure"
}
"""What belongs in another place than where people first look for it."""


def _other(kind: str, value: Any, context: Mapping[str, Any], message: str) -> str:
    phrase = _OTHERS.get(kind)
    return phrase(value, context) if phrase else message


_OTHERS: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "string_pattern_mismatch": lambda value, context: (
        f"expected a date as in 2026-03-02, found {describe_value(value)}"
        if "d{4}" in context["pattern"]
        else f"expected an id of {_id_characters(context['pattern'])}, found {describe_value(value)}"
    ),
    "string_too_short": lambda _value, _context: "must not be empty",
    "string_too_long": lambda _value, context: f"expected at most {context['max_length']} characters",
    "too_short": lambda _value, context: f"expected {context['min_length']} or more entries",
    "too_long": lambda _value, context: f"expected at most {context['max_length']} entries",
}


_HINTS: dict[str, Callable[[KeyPath, Any], str]] = {
    "effort_shape": effort_hint,
    "string_pattern_mismatch": lambda _loc, value: date_hint(value),
}


def _id_characters(pattern: str) -> str:
    return "letters, digits, _, -, . and single spaces" if " " in pattern else "letters, digits, _, - and ."


def _not_a_choice(loc: KeyPath, value: Any, context: Mapping[str, Any]) -> Fault:
    expected = str(context["expected"]).replace("'", "")
    choices = expected.replace(" or ", ", ").split(", ")
    hint = suggest_name(value, choices) if isinstance(value, str) else ""
    return Fault(
        loc, f"expected {expected}, found {describe_value(value)}", hint if hint.startswith("did") else ""
    )


def _quote_hint(kind: str, value: Any) -> str:
    if kind == "string_type" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return f'put it in quotes if it is a name: "{value}"'
    if kind == "string_type" and isinstance(value, date):
        return f'write it as text: "{value:%Y-%m-%d}"'
    return ""


def _kind_hint(kind: str, loc: KeyPath, value: Any) -> str:
    if kind in ("float_type", "int_type"):
        return number_hint(loc, value)
    return truth_hint(value) if kind == "bool_type" else ""


def _form_hint(loc: KeyPath, value: Any) -> str:
    """Return how a record is written where the file states only a name, or names: the name in its field."""
    record = record_at(loc)
    names = [value] if isinstance(value, str) else value
    if record is None or not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return ""
    fields = {field.alias or name: field for name, field in record.model_fields.items()}
    required = [name for name, field in fields.items() if field.is_required()]
    lists = [name for name, field in fields.items() if get_origin(unwrap_type(field.annotation)) is list]
    shown = ", ".join(names)[:80]
    if required:
        rest = "".join(f", {name}: ..." for name in required[1:])
        return f"write {loc[-1]}: {{{required[0]}: {shown}{rest}}}"
    if lists:
        return f"write {loc[-1]}: {{{lists[0]}: [{shown}]}}"
    return f"write {loc[-1]}: {{...}} with {', '.join(fields)}"


def describe_value(value: Any) -> str:
    """Return a value briefly, as an error quotes it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (str, int, float)):
        return f"{value!r}" if len(repr(value)) <= 60 else f"{repr(value)[:57]}..."
    return f"a {type(value).__name__}"


def _field_hint(loc: KeyPath) -> str:
    model = record_at(loc[:-1])
    field = next((f for f in model.model_fields.values() if f.alias == loc[-1]), None) if model else None
    if model is not None and field is None:
        field = model.model_fields.get(str(loc[-1]))
    return (field.description or "").replace("``", "`") if field else ""

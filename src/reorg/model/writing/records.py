"""One record of the model file from the resolved record that came of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from reorg.model.value_types import Record

Document = dict[str, Any]
_REQUIRED = object()


def record(kind: type[Record], resolved: object, stated: Mapping[str, Any] | None = None) -> Document:
    """Return the fields of a record of the model file as plain data, in the order of the schema.

    A field is taken from ``stated``, or else from the attribute of ``resolved`` with its name. What has its
    default is left out. Raises AttributeError for a field that neither has: a new field of the schema is
    written or named in ``stated``, never forgotten.
    """
    stated = stated or {}
    written: Document = {}
    for name, alias, default in _fields(kind):
        value = plain(stated[name] if name in stated else getattr(resolved, name))
        if value != default:
            written[alias] = value
    return written


@cache
def _fields(kind: type[Record]) -> tuple[tuple[str, str, Any], ...]:
    """Return name, name in the file and plain default of each field; a required one has no default."""
    return tuple(
        (
            name,
            field.alias or name,
            _REQUIRED if field.is_required() else plain(field.get_default(call_default_factory=True)),
        )
        for name, field in kind.model_fields.items()
    )


def plain(value: Any) -> Any:
    """Return tuples as lists and whole floating-point numbers as integers, inside mappings too."""
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value

"""The record and the fields to which a path through the model file leads."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from reorg.model.problems import KeyPath
from reorg.model.schema.model import ModelFields


def field_names_at(loc: KeyPath) -> list[str]:
    """Return the names of the fields that may stand where this way ends."""
    model = record_at(loc[:-1])
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def record_at(loc: KeyPath) -> type[BaseModel] | None:
    """Return the record that a way through the file leads to, or None."""
    kind: Any = ModelFields
    for step in loc:
        kind = _inner(kind, step)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _inner(kind: Any, step: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = {field.alias or name: field for name, field in kind.model_fields.items()}
        return unwrap_type(fields[step].annotation) if step in fields else None
    args = get_args(kind)
    return unwrap_type(args[-1]) if args else None


def unwrap_type(kind: Any) -> Any:
    """Return the kind without what annotates it and without None."""
    if hasattr(kind, "__metadata__"):
        return unwrap_type(kind.__origin__)
    args = [arg for arg in get_args(kind) if arg is not type(None)]
    return unwrap_type(args[0]) if type(None) in get_args(kind) and args else kind

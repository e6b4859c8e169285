"""The page ``docs/events.md``: every kind of event as it is declared."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from reorg.documentation.tables import table
from reorg.model.events import HAPPENINGS, Happening
from reorg.model.schema.events import EventFields, TriggerFields, record_of

INTRODUCTION = """\
# Events

The events of a scenario, generated from their declarations (`src/reorg/model/events/`). An event has a
`week` from the start date, or `when` (below), and exactly one of the keys that follow; it may have `if` or
`unless` with the id of a contested fact, and then takes place only in worlds where that fact holds, or
where it does not.
[The format of a model](model-file.md) shows events in context.
"""


def events_page() -> str:
    """Return the page: a section for each kind of event, and what it can wait for."""
    parts = [INTRODUCTION]
    for kind in HAPPENINGS:
        parts += [*_section(kind), ""]
    parts += ["## `when`\n", f"{_sentence(inspect.getdoc(TriggerFields))}\n"]
    return "\n".join([*parts, *_fields(TriggerFields)]) + "\n"


def _section(kind: type[Happening]) -> Iterator[str]:
    stated = EventFields.model_fields[kind.key]
    yield f"## `{kind.key}`\n"
    yield f"{_sentence(stated.description)}\n"
    if kind.once:
        yield f"A person {kind.once} at most once in a scenario.\n"
    if kind.dated_only:
        yield "It needs a `week`; it cannot be triggered by a release (`when`).\n"
    record = record_of(stated)
    yield from _fields(record) if record else [f"Value: {_type(stated)}."]


def _fields(record: type[BaseModel]) -> list[str]:
    lines = (
        (f"`{info.alias or name}`", _type(info), _default(info), _sentence(info.description))
        for name, info in record.model_fields.items()
    )
    return table(("field", "type", "if not stated", "meaning"), lines)


def _type(info: FieldInfo) -> str:
    return _named(info.annotation)


def _named(kind: Any) -> str:
    parts = [part for part in get_args(kind) if part is not NoneType]
    plain = {str: "text", float: "number", int: "whole number", bool: "true or false"}
    if kind in plain:
        return plain[kind]
    if all(isinstance(part, str) for part in parts) and parts:
        return ", ".join(f"`{part}`" for part in parts)
    origin = getattr(kind, "__origin__", None)
    if origin is list:
        return f"list of {_named(parts[0])}s"
    if origin is dict:
        return f"{_named(parts[0])} to {_named(parts[1])}"
    return " or ".join(_named(part) for part in parts[:1])


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "required"
    value = info.get_default(call_default_factory=True)
    return "" if value in (None, "", [], {}) else f"`{value}`"


def _sentence(text: str | None) -> str:
    return " ".join((text or "").replace("``", "`").split())

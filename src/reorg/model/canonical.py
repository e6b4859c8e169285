"""A resolved model as canonical text, for its hash: fields added later count only where they say something.

A model written before a field existed means the same with the field at its default, so it keeps its hash,
and the studies kept under it stay usable.
"""

from __future__ import annotations

from dataclasses import Field, field, fields, is_dataclass
from functools import cache
from typing import Any

_LATER = "later"
_ALWAYS = object()
_PLAIN = (str, float, int)


def added_later(default: Any) -> Any:
    """Return a dataclass field that was added after models had hashes; its default says nothing."""
    return field(default=default, metadata={_LATER: True})


def is_unstated(part: Field[Any], value: Any) -> bool:
    """Return whether a field was added later and has its default."""
    return _LATER in part.metadata and bool(value == part.default)


@cache
def _parts(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Return the names of a record's fields, with the default at which a later one says nothing."""
    return tuple((p.name, p.default if _LATER in p.metadata else _ALWAYS) for p in fields(kind))


def canonical_text(value: Any) -> str:
    """Return what a record, or a tuple or mapping of records, says; plain values as ``repr`` gives them."""
    if isinstance(value, tuple):
        return f"({', '.join(map(canonical_text, value))}{',' * (len(value) == 1)})"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {canonical_text(x)}' for key, x in value.items())}}}"
    if is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    return repr(value)


def _record(record: Any) -> str:
    kind: Any = type(record)
    parts = []
    for name, default in _parts(kind):
        value = getattr(record, name)
        if default is _ALWAYS or value != default:
            # Nearly all there is is plain: a hundred thousand people have a million of these.
            parts.append(f"{name}={repr(value) if isinstance(value, _PLAIN) else canonical_text(value)}")
    return f"{kind.__qualname__}({', '.join(parts)})"

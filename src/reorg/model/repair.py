"""Guess what a file with wrong fields means, so that the rules can be checked in the same pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from reorg.model.fields import ModelFields
from reorg.model.problems import Fault
from reorg.model.wording import siblings

# Leaving one of these out would make the rules complain about what is only misspelt or mistyped.
_NAMING = {
    "id", "count", "areas", "people", "releases", "packages", "streams", "structures", "scenarios",
    "teams", "members", "lead", "parent", "owns", "extends", "remove", "area", "after", "between",
    "structure", "reorganize", "then", "tables",
}  # fmt: skip


def repaired(data: Mapping[str, Any], found: list[Fault], error: ValidationError) -> ModelFields | None:
    """Return the fields without what is wrong, or None where too much would be guessed."""
    if len(found) < error.error_count():
        return None
    copied = _copy(data)
    for fault in found:
        if not fault.loc or not _mend(copied, fault):
            return None
    try:
        return ModelFields.model_validate(copied)
    except ValidationError:
        return None


def _mend(data: Any, fault: Fault) -> bool:
    *way, last = fault.loc
    for step in way:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    if not isinstance(data, dict) or last not in data:
        return False
    value = data.pop(last)
    meant = _meant(fault)
    if meant and meant not in data:
        data[meant] = value
        return True
    return last not in _NAMING


def _meant(fault: Fault) -> str:
    return next((name for name in siblings(fault.loc) if fault.hint == f"did you mean {name!r}?"), "")


def _copy(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data

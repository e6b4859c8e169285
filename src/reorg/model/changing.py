"""An organization with other values at some places of its model file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reorg.model.loading import load
from reorg.model.organization import Organization
from reorg.model.problems import suggest_name
from reorg.model.writing import plain_data

Value = Any
_NAMED = ("id", "person", "pool")
_WHOLE = ("assumptions", "negligible")
"""Mappings whose keys have dots: what follows them in a place is one key."""


class PlaceError(ValueError):
    """A place that a model file does not have; the message says where the way ends and what is there."""


def change(organization: Organization, values: Mapping[str, Value]) -> Organization:
    """Return the organization with ``values``, place to value as in the model file.

    A place is the way through the model file, steps joined by dots: keys of mappings, and of a list the id
    or the number (from 0) of an entry: ``"structures.split.decides"``, ``"people.pre.skills.data"``,
    ``"releases.flagship.packages.corpus.effort_days"``, ``"releases.flagship.couplings.0.strength"``. An
    assumption may be given as a number: ``"assumptions.turnover.base_per_year"``. A field that the file
    leaves to its default may be stated too.

    Raises :class:`PlaceError` for an unknown place, and :class:`reorg.model.ModelError` where the
    model breaks a rule with the new values.
    """
    data = plain_data(organization)
    for place, value in values.items():
        _put(data, place, value)
    return load(data)


def _put(data: dict[str, Any], place: str, value: Value) -> None:
    if not isinstance(place, str):
        raise PlaceError(f"a place is a text such as 'structures.split.decides', not {place!r}")
    steps = _steps(place)
    if steps[0] == "assumptions" and len(steps) == 2 and isinstance(value, (int, float)):
        value = {"value": value, "source": "stated in Python"}
    holder: Any = data
    for depth, step in enumerate(steps[:-1]):
        holder = _below(holder, step, steps[:depth], place)
    last = steps[-1]
    if isinstance(holder, list):
        holder[_position(holder, last, steps[:-1], place)] = value
    elif isinstance(holder, dict):
        holder[last] = value
    else:
        raise PlaceError(f"{place!r}: {'.'.join(steps[:-1])} is {holder!r}, which has no parts")


def _steps(place: str) -> list[str]:
    steps = place.split(".")
    for key in _WHOLE:
        if key in steps[:2] and len(steps) > steps.index(key) + 1:
            start = steps.index(key) + 1
            return [*steps[:start], ".".join(steps[start:])]
    return steps


def _below(holder: Any, step: str, before: Sequence[str], place: str) -> Any:
    if isinstance(holder, list):
        return holder[_position(holder, step, before, place)]
    if not isinstance(holder, dict):
        raise PlaceError(f"{place!r}: {'.'.join(before)} is {holder!r}, which has no parts")
    if step not in holder:
        if before and before[-1] in ("structures", "scenarios"):
            raise PlaceError(_missing(place, before, step, list(holder)))
        # What has its default is not written; a part of it may be stated all the same.
        holder[step] = {}
    return holder[step]


def _position(entries: list[Any], step: str, before: Sequence[str], place: str) -> int:
    for number, entry in enumerate(entries):
        if isinstance(entry, dict) and any(entry.get(key) == step for key in _NAMED):
            return number
    if step.isdigit() and int(step) < len(entries):
        return int(step)
    known = [
        str(entry[key]) for entry in entries if isinstance(entry, dict) for key in _NAMED if key in entry
    ]
    raise PlaceError(_missing(place, before, step, known or [str(number) for number in range(len(entries))]))


def _missing(place: str, before: Sequence[str], step: str, known: list[str]) -> str:
    hint = suggest_name(step, known) or f"there are {', '.join(known[:8]) or 'none'}"
    return f"{place!r}: {'.'.join(before)} has no {step!r}; {hint}"

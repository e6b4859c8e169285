"""Uncertain inputs put back into the data of a model file."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from reorg.model.reading.document import path_in_words
from reorg.model.uncertain import Place, UncertainInput


def with_inputs(
    written: Mapping[str, Any], inputs: tuple[UncertainInput, ...], changed: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the data of a model file with its inputs, and with other top-level parts where they ``changed``.

    ``written`` is what the file says at central values; a part changed to None is left out. Raises ValueError
    where a changed part holds uncertain inputs.
    """
    factors = {entry["name"] for entry in written.get("uncertain", ())}
    inputs = tuple(each for each in inputs if each.places[0].path[0] != "contested")
    # A copy throughout: whoever is given the data may change it, but not the organization it came from.
    data: dict[str, Any] = {**deepcopy(dict(written)), **changed}
    for each in inputs:
        for place in each.places:
            if place.path[0] in changed:
                raise ValueError(
                    f"{place.path[0]} were changed after the model was loaded, and contain the uncertain "
                    f"input {each.name!r}; change the model that is loaded instead"
                )
        if each.name not in factors and each.name.rsplit(": ", 1)[0] not in factors:
            words = path_in_words(written, each.places[0].path)
            for place in each.places:
                data = _put(data, place.path, _form(each, place, words))
    return {key: value for key, value in data.items() if value is not None and key != "tables"}


def _form(each: UncertainInput, place: Place, words: str) -> dict[str, Any]:
    """Return the mapping that a model file has for an input."""
    notes = {"source": each.source, "together": each.together, "guess": each.guess}
    notes |= {"name": "" if each.name == words else each.name}
    remarks = {key: value for key, value in notes.items() if value}
    bounds = {"low": each.low, "central": each.central, "high": each.high}
    stated = list(place.stated) if isinstance(place.stated, tuple) else place.stated
    if each.readings:
        weights: dict[Any, Any] = dict(each.readings)
        by_level = isinstance(each.readings[0][0], str)
        return {**(weights if by_level else {"readings": weights}), **remarks}
    if each.times:
        return {"value": stated, "times": bounds} | remarks
    return (bounds if each.low is not None else {"value": stated}) | remarks


def _put(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """Return a copy of the data with another value at a place."""
    if not path:
        return value
    copied: Any = dict(data) if isinstance(data, Mapping) else list(data)
    copied[path[0]] = _put(copied[path[0]], path[1:], value)
    return copied

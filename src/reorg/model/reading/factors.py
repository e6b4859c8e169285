"""Factors that are not known exactly, each on numbers in many places; and contested facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from reorg.model.problems import Fault, KeyPath
from reorg.model.reading.document import path_in_words
from reorg.model.reading.input_words import factor_on_named
from reorg.model.schema.assumptions import ContestedFields
from reorg.model.schema.inputs import (
    REFUSED,
    RULES,
    Declared,
    InputKind,
    UncertainFields,
    declared_fields,
)
from reorg.model.schema.model import ModelFields
from reorg.model.uncertain import Place, UncertainInput
from reorg.quantity import out_of_order

_ANY = "*"


def factor_inputs(
    data: Mapping[Any, Any], stated: list[UncertainFields]
) -> tuple[list[UncertainInput], list[Fault]]:
    """Return the factors as inputs with the numbers they are on, and what is wrong with them.

    ``data`` is without uncertain inputs and breaks no rule of the schema.
    """
    inputs: list[UncertainInput] = []
    faults: list[Fault] = []
    for number, fields in enumerate(stated):
        places, impossible = _places(data, number, fields)
        faults += impossible
        times = fields.times
        if why := out_of_order(times.low, times.middle, times.high):
            faults.append(Fault(("uncertain", number, "times"), f"an impossible range: {why}"))
        if fields.each:
            for place in places:
                name = f"{fields.name}: {_called(data, place.path)}"
                words = factor_on_named(data, fields.name, place.path)
                inputs.append(replace(_input(fields, name, [place]), words=words))
        elif places:
            inputs.append(_input(fields, fields.name, places))
    return inputs, faults


def _places(data: Mapping[Any, Any], number: int, fields: UncertainFields) -> tuple[list[Place], list[Fault]]:
    """Return the numbers that a factor is on, each once, and what is wrong with how they are named."""
    places: dict[KeyPath, Place] = {}
    faults: list[Fault] = []
    for index, words in enumerate(fields.at):
        way: KeyPath = ("uncertain", number, "at", index)
        found = [_place(data, path) for path in _ways(data, words)]
        faults += [Fault(way, why, _HINT) for _, why in found if why][:1]
        if not found:
            faults.append(Fault(way, f"there is nothing at {words!r}", _fix(data, words)))
        places |= {place.path: place for place, why in found if place is not None and not why}
    return list(places.values()), faults


def fact_inputs(stated: list[ContestedFields]) -> list[UncertainInput]:
    """Return contested facts as inputs: two readings, that a fact holds in all worlds or in none."""
    return [
        UncertainInput(
            name=f"contested fact {fact.id}",
            places=(Place(("contested", number, "share"), float(fact.share)),),
            readings=((1.0, float(fact.share)), (0.0, 1.0 - float(fact.share))),
            labels=("true", "not true"),
            source=fact.source,
        )
        for number, fact in enumerate(stated)
    ]


_HINT = "name numbers, as in releases > flagship > couplings > * > strength"


def _called(data: Any, way: KeyPath) -> str:
    """Return the name of a place among others of its kind: the ids on its path, or the ends of a link."""
    named: list[str] = []
    for count in range(1, len(way) + 1):
        held: Any = data
        for step in way[:count]:
            held = held[step]
        if isinstance(held, Mapping) and isinstance(way[count - 1], int):
            ends = held.get("between") or [held[key] for key in ("from", "to") if key in held]
            named.append(" to ".join(map(str, ends)) or str(held.get("id", f"#{int(way[count - 1]) + 1}")))
    return " > ".join(named[-2:] if len(named) > 2 else named) or str(way[-1])


def _input(fields: UncertainFields, name: str, places: list[Place]) -> UncertainInput:
    times = fields.times
    return UncertainInput(
        name=name,
        places=tuple(places),
        low=times.low,
        central=times.middle,
        high=times.high,
        times=True,
        source=fields.source,
        guess=fields.guess,
    )


def _ways(data: Any, words: str) -> Iterator[KeyPath]:
    """Yield the ways through the data that the words may mean."""
    steps = [step.strip() for step in words.split(">")]
    open_ways: list[tuple[KeyPath, Any]] = [((), data)]
    for step in steps:
        open_ways = [((*way, key), part) for way, held in open_ways for key, part in _parts(held, step)]
    yield from (way for way, _held in open_ways)


def _parts(held: Any, step: str) -> Iterator[tuple[str | int, Any]]:
    if isinstance(held, Mapping):
        for key, part in held.items():
            if step in (_ANY, str(key)):
                yield key, part
    elif isinstance(held, (list, tuple)):
        for index, part in enumerate(held):
            identity = part.get("id") if isinstance(part, Mapping) else None
            if step in (_ANY, identity) or index + 1 in _numbered(step):
                yield index, part


def _numbered(step: str) -> range:
    """Return the places of a list, from 1, that "#3" or "#2..4" names; none where it names no places."""
    named = re.fullmatch(r"#(\d{1,9})(?:\.\.(\d{1,9}))?", step)
    return range(int(named[1]), int(named[2] or named[1]) + 1) if named else range(0)


def _fix(data: Any, words: str) -> str:
    """Return how far the words lead, and what stands there."""
    steps = [step.strip() for step in words.split(">")]
    for count in range(len(steps) - 1, -1, -1):
        ways = list(_ways(data, " > ".join(steps[:count]))) if count else [()]
        if ways:
            held = data
            for step in ways[0]:
                held = held[step]
            names = [path_in_words(data, (*ways[0], key)).split(" > ")[-1] for key, _ in _parts(held, _ANY)]
            there = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")
            return f"at {' > '.join(steps[:count]) or 'the top'} there is {there or 'nothing'}"
    return ""


def _place(data: Any, way: KeyPath) -> tuple[Place | None, str]:
    """Return the number at a way, and why it cannot have a factor."""
    kind, why = _kind(way)
    words = path_in_words(data, way)
    value: Any = data
    for step in way:
        value = value[step]
    if kind is None or kind.choices:
        return None, f"{words} is not a number"
    if why:
        return None, f"{words} cannot be uncertain: {why}"
    stated = tuple(value) if isinstance(value, list) else value
    return Place(way, stated, kind.least, kind.most, kind.whole), ""


def _kind(way: KeyPath) -> tuple[InputKind | None, str]:
    """Return what stands at a way by the schema, and why it must be known."""
    declared: Declared | None = Declared(ModelFields)
    why = ""
    for step in way:
        record = None if declared is None else declared.record
        if record is not None:
            declared = declared_fields(record).get(str(step))
            if declared is None:
                return None, ""
            refused = REFUSED.get((record.__name__, declared.name), "")
            why = "it is an instruction for the study" if record.__name__ in RULES else refused
        else:
            declared = None if declared is None else declared.part
    return None if declared is None else declared.kind, why

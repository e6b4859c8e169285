"""Uncertain inputs in the data of a model: taken out, with their central values left in their places."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from reorg.model.events import Join
from reorg.model.problems import PROBLEMS_MAX, Fault, KeyPath, suggest_name
from reorg.model.reading.document import path_in_words
from reorg.model.reading.input_words import input_in_words
from reorg.model.schema.inputs import REFUSED, RULES, Declared, InputKind, declared_fields
from reorg.model.schema.model import ModelFields
from reorg.model.uncertain import Place, Stated, UncertainInput
from reorg.quantity import middle, middle_factor, out_of_order

_NOTES = frozenset({"source", "together", "guess", "name"})
_RANGE = frozenset({"low", "central", "high"})
_TOLERANCE = 1e-3
_RANGE_HINT = "write {low: .., central: .., high: ..}"
Data = dict[Any, Any]


def take_uncertain(data: Mapping[Any, Any]) -> tuple[Data, list[UncertainInput], list[Fault]]:
    """Return the data with central values in the places of uncertain inputs, the inputs, and what is wrong.

    The data given stays as it was.
    """
    found = _Search(data)
    taken = found.record(data, ModelFields, ())
    return taken, _once_each_joiner(taken, found.inputs), found.faults[:PROBLEMS_MAX]


def _once_each_joiner(data: Any, inputs: Sequence[UncertainInput]) -> list[UncertainInput]:
    """Return the inputs, those of a person who joins in several scenarios as one: it is the same person."""
    kept: list[UncertainInput] = []
    same: dict[Any, int] = {}
    for each in inputs:
        (place,) = each.places
        joined = _of_joiner(data, place.path)
        apart = replace(each, name="" if each.words else each.name, places=(replace(place, path=()),))
        first = same.setdefault((joined, apart), len(kept)) if joined else len(kept)
        if first == len(kept):
            kept.append(each)
        else:
            kept[first] = replace(kept[first], places=(*kept[first].places, place))
    return kept


def _of_joiner(data: Any, way: KeyPath) -> tuple[Any, KeyPath] | None:
    """Return the id of who joins and the way to a field of theirs; None for a place of another kind."""
    for depth, step in enumerate(way):
        data = data[step]
        if step == Join.key and way[0] == "scenarios" and isinstance(data, Mapping) and depth + 1 < len(way):
            return data.get("id"), tuple(way[depth + 1 :])
    return None


class _Search:
    """Walks the data beside the schema and collects what is uncertain."""

    def __init__(self, data: Mapping[Any, Any]) -> None:
        self._data = data
        self.inputs: list[UncertainInput] = []
        self.faults: list[Fault] = []

    def record(self, data: Mapping[Any, Any], record: type[BaseModel], way: KeyPath) -> Data:
        """Return a record without uncertain inputs."""
        fields = declared_fields(record)
        taken = dict(data)
        for key, value in data.items():
            if isinstance(value, (Mapping, list)) and key in fields:
                name = fields[key].name
                why = _RULE_HINT if record.__name__ in RULES else REFUSED.get((record.__name__, name), "")
                taken[key] = self._value(value, fields[key], why, (*way, key))
        return taken

    def _value(self, value: Any, declared: Declared, why: str, way: KeyPath) -> Any:
        """Return a value without uncertain inputs; ``why`` says why it must be known, "" if it need not."""
        is_mapping, part = isinstance(value, Mapping), declared.part
        if declared.kind is not None and is_mapping:
            return self._input(value, declared.kind, why, way)
        if declared.record is not None and is_mapping:
            return self.record(value, declared.record, way)
        if declared.kind is not None and isinstance(value, list):
            return self._whole(value, way)
        if declared.record is not None or part is None or not isinstance(value, (Mapping, list)):
            return value
        if isinstance(value, list):
            return [self._value(held, part, why, (*way, index)) for index, held in enumerate(value)]
        return {key: self._value(held, part, why, (*way, key)) for key, held in value.items()}

    def _whole(self, value: list[Any], way: KeyPath) -> list[Any]:
        """Refuse that one of the three numbers of an effort is uncertain; return them without."""
        for index, number in enumerate(value):
            if isinstance(number, Mapping):
                hint = "write effort_days: {value: [.., .., ..], times: {low: .., high: ..}}"
                self._fault(
                    (*way, index), "one of the three numbers of an effort cannot be uncertain by itself", hint
                )
        return [_any_number(number) if isinstance(number, Mapping) else number for number in value]

    def _input(self, stated: Mapping[Any, Any], kind: InputKind, why: str, way: KeyPath) -> Any:
        if why:
            self._fault(way, f"{path_in_words(self._data, way)} cannot be uncertain", why)
            return kind.choices[0] if kind.choices else _any_number(stated)
        read = _Reading(self, stated, kind, way)
        plain = "" if stated.keys() & {"name", "together"} else input_in_words(self._data, way)
        found, central = read.input(path_in_words(self._data, way), plain)
        if found is not None:
            self.inputs.append(found)
        return list(central) if isinstance(central, tuple) else central

    def _fault(self, way: KeyPath, message: str, hint: str = "") -> None:
        self.faults.append(Fault(way, message, hint))

    fault = _fault


_RULE_HINT = "it is an instruction for the study, or already a range: state one value"


class _Reading:
    """One uncertain input as it is written."""

    def __init__(self, search: _Search, stated: Mapping[Any, Any], kind: InputKind, way: KeyPath) -> None:
        self._search, self._stated, self._kind, self._way = search, stated, kind, way

    def input(self, name: str, words: str) -> tuple[UncertainInput | None, Stated]:
        """Return the input, None where it is no good, and its central value or a stand-in."""
        notes = self._notes(name) | {"words": words}
        rest = {key: value for key, value in self._stated.items() if key not in _NOTES}
        if self._kind.choices and not rest.keys() & {"value", "readings"}:
            return self._readings(rest, notes)
        if "readings" in rest:
            return self._readings(rest.pop("readings"), notes, rest)
        if "value" in rest:
            return self._marked(rest, notes)
        return self._range(rest, notes)

    def _notes(self, name: str) -> dict[str, Any]:
        notes: dict[str, Any] = {"name": name}
        for key, kind in (("name", str), ("source", str), ("together", str), ("guess", bool)):
            if key in self._stated:
                value = self._stated[key]
                if isinstance(value, kind) and value != "":
                    notes[key] = value
                else:
                    self._fault(f"expected {'true or false' if kind is bool else 'text'}", (key,))
        return notes

    def _range(self, rest: Data, notes: Data) -> tuple[UncertainInput | None, Stated]:
        numbers = self._bounds(rest, ())
        if numbers is None:
            return None, _any_number(self._stated)
        low, central, high = numbers
        place = Place(self._way, central, whole=self._kind.whole)
        return UncertainInput(places=(place,), low=low, central=central, high=high, **notes), (
            round(central) if self._kind.whole else central
        )

    def _bounds(self, rest: Mapping[Any, Any], way: KeyPath) -> tuple[float, float, float] | None:
        known = len(self._search.faults)
        for key in (key for key in rest if key not in _RANGE):
            hint = suggest_name(str(key)[:80], sorted(_RANGE | _NOTES | {"value", "readings", "times"}))
            self._fault(f"unknown field {str(key)[:80]!r} of an uncertain number", (*way, key), hint)
        for key in ("low", "high"):
            if key not in rest:
                self._fault(f"{key!r} of the range is missing", way, _RANGE_HINT)
        for key in rest:
            if key in _RANGE and not _is_number(rest[key]):
                self._fault("expected a number", (*way, key), _RANGE_HINT)
        if len(self._search.faults) > known:
            return None
        low, high = float(rest["low"]), float(rest["high"])
        usual = middle_factor if way else middle
        central = float(rest.get("central", usual(low, high)))
        if why := out_of_order(low, central, high):
            ordered = sorted((low, central, high))
            hint = "write {{low: {:g}, central: {:g}, high: {:g}}}".format(*ordered)
            self._fault(f"an impossible range: {why}", way, hint)
            return None
        return low, central, high

    def _marked(self, rest: Data, notes: Data) -> tuple[UncertainInput | None, Stated]:
        value, times = rest.pop("value"), rest.pop("times", None)
        for key in rest:
            self._fault(
                f"{str(key)[:80]!r} cannot go with value",
                (key,),
                "state a value, a range, or readings",
            )
        stated: Stated = tuple(value) if isinstance(value, list) else value
        if times is None:
            return UncertainInput(places=(Place(self._way, stated),), **notes), stated
        if not isinstance(times, Mapping) or self._kind.choices:
            self._fault(
                "expected a range of factors on a number", ("times",), "write times: {low: .5, high: 2}"
            )
            return None, stated
        numbers = self._bounds(times, ("times",))
        if numbers is None or not all(map(_is_number, stated if isinstance(stated, tuple) else (stated,))):
            return None, stated
        place = Place(self._way, stated, self._kind.least, self._kind.most, self._kind.whole)
        low, central, high = numbers
        found = UncertainInput(places=(place,), low=low, central=central, high=high, times=True, **notes)
        return found, stated

    def _check_sum(self, pairs: Sequence[tuple[Any, float]]) -> None:
        total = sum(weight for _value, weight in pairs)
        if abs(total - 1.0) <= _TOLERANCE:
            return
        scaled = [f"{value}: {round(weight / total, 3):g}" for value, weight in pairs if total > 0]
        hint = f"write {', '.join(scaled)}" if scaled else ""
        self._fault(f"the weights sum to {total:g}, not to 1", (), hint)

    def _readings(self, given: Any, notes: Data, rest: Any = ()) -> tuple[UncertainInput | None, Stated]:
        stand_in: Stated = self._kind.choices[0] if self._kind.choices else 1.0
        for key in rest:
            self._fault(
                f"{str(key)[:80]!r} cannot go with readings",
                (key,),
                "state a range, or readings with weights",
            )
        if not isinstance(given, Mapping) or not given:
            self._fault("expected readings with their weights", (), "write {low: .3, medium: .5, high: .2}")
            return None, stand_in
        known = len(self._search.faults)
        pairs = [(self._reading(value), weight) for value, weight in given.items()]
        for value, weight in given.items():
            if not _is_number(weight) or weight < 0:
                self._fault("expected a weight of 0 or more", (value,))
        if len(self._search.faults) == known:
            self._check_sum(pairs)
        if len(self._search.faults) > known:
            return None, stand_in
        total = sum(weight for _value, weight in pairs)
        order = self._kind.choices.index if self._kind.choices else float
        pairs.sort(key=lambda pair: order(pair[0]))
        readings = tuple((value, float(weight) / total) for value, weight in pairs)
        found = UncertainInput(places=(), readings=readings, **notes)
        central = found.value_at(0.5)
        place = Place(self._way, central, whole=self._kind.whole)
        stated = round(float(central)) if self._kind.whole else central
        return UncertainInput(places=(place,), readings=readings, **notes), stated

    def _reading(self, value: Any) -> Any:
        choices = self._kind.choices
        if choices:
            if value not in choices:
                message = f"expected {', '.join(choices)} with a weight, found {str(value)[:80]!r}"
                self._fault(message, (value,), suggest_name(str(value)[:80], [*choices, *sorted(_NOTES)]))
            return value
        try:
            return float(value)
        except (TypeError, ValueError):
            self._fault(f"expected a number with its weight, found {str(value)[:80]!r}", (value,))
            return math.nan

    def _fault(self, message: str, way: KeyPath, hint: str = "") -> None:
        self._search.fault((*self._way, *way), message, hint)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _any_number(stated: Mapping[Any, Any]) -> float:
    return next((value for value in _numbers(stated)), 1.0)


def _numbers(stated: Mapping[Any, Any]) -> Iterator[float]:
    for key in ("central", "low", "high", "value"):
        if _is_number(stated.get(key)):
            yield stated[key]

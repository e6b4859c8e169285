"""Rules for uncertain inputs: one input at a place, names of their own, groups that agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reorg.model.problems import Fault
from reorg.model.uncertain import UncertainInput


def input_faults(inputs: list[UncertainInput]) -> Iterator[Fault]:
    """Yield what uncertain inputs demand of each other and break."""
    yield from _places_are_uncertain_once(inputs)
    yield from _names_are_unique(inputs)
    yield from _groups_agree(inputs)


def _places_are_uncertain_once(inputs: list[UncertainInput]) -> Iterator[Fault]:
    seen: dict[object, str] = {}
    for each in inputs:
        for place in each.places:
            if place.path in seen:
                message = f"two inputs make it uncertain: {seen[place.path]!r} and {each.name!r}"
                yield Fault(place.path, message, "keep one of the two")
            seen.setdefault(place.path, each.name)


def _names_are_unique(inputs: list[UncertainInput]) -> Iterator[Fault]:
    """Yield a fault for each name of two; the same input at several places has one name and one draw."""
    groups = {each.together for each in inputs if each.together}
    seen: dict[str, UncertainInput] = {}
    for each in inputs:
        alone = replace(each, places=())
        if seen.get(each.name, alone) != alone or (each.name in groups and each.together != each.name):
            yield Fault(each.places[0].path, f"the name {each.name!r} is taken", "give the input its own")
        seen.setdefault(each.name, alone)


def _groups_agree(inputs: list[UncertainInput]) -> Iterator[Fault]:
    firsts: dict[str, UncertainInput] = {}
    for each in inputs:
        if not each.together:
            continue
        first = firsts.setdefault(each.together, each)
        weights, first_weights = ([weight for _value, weight in x.readings] for x in (each, first))
        way = (*each.places[0].path, "together")
        if not each.varies:
            yield Fault(way, "a single value has no draw to share", "remove together, or give a range")
        elif bool(weights) != bool(first_weights):
            message = f"the group {each.together!r} mixes ranges and readings"
            yield Fault(way, message, f"write it like {first.name}, or give it its own group")
        elif len(weights) != len(first_weights) or any(
            abs(a - b) > 1e-9 for a, b in zip(weights, first_weights, strict=True)
        ):
            message = f"its weights differ from those of {first.name} in the group {each.together!r}"
            hint = f"write the weights {', '.join(f'{weight:g}' for weight in first_weights)} in this order"
            yield Fault(way, message, hint)

"""Scenarios and their events as the model file states them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reorg.model.events import (
    Alternate,
    Budget,
    Demand,
    Equip,
    Event,
    Happening,
    Join,
    Layoff,
    Leave,
    Move,
    Prioritize,
    Publish,
    Reorganize,
    Replace,
    Waiting,
)
from reorg.model.organization import Organization, Scenario
from reorg.model.schema.events import (
    BudgetFields,
    DemandFields,
    EquipFields,
    EventFields,
    LayoffFields,
    MoveFields,
    PriorityFields,
    ReplaceFields,
    TriggerFields,
)
from reorg.model.schema.scenarios import ScenarioFields
from reorg.model.work import WorkName, owned_as
from reorg.model.writing.people import people_names, write_joiner
from reorg.model.writing.records import Document, record

Stated = tuple[str, Any]
"""What happens: the field of an event, and its value."""


def write_scenario(organization: Organization, scenario: Scenario) -> Document:
    """Return a scenario with its events."""
    events = [entry for event in scenario.events for entry in _entries(organization, event)]
    named = None if scenario.name == scenario.id else scenario.name
    return record(ScenarioFields, scenario, {"name": named, "events": events})


def _entries(organization: Organization, event: Event) -> Iterator[Document]:
    """Yield the entry of an event; several where what it is about has no name of its own."""
    happening = event.event if isinstance(event, Waiting) else event
    stated: dict[str, Any] = dict.fromkeys(EventFields.model_fields)
    if isinstance(event, Waiting):
        trigger = record(TriggerFields, event)
        # null says "every time" where nothing says "once".
        stated["when"] = trigger | ({"times": None} if event.times is None else {})
    else:
        stated["week"] = event.week
    if happening.reading is not None:
        field = "if_" if happening.reading.holds else "unless"
        stated[field] = organization.contested[happening.reading.place].id
    for name, value in _happening(organization, happening):
        yield record(EventFields, None, {**stated, name: value})


def _happening(organization: Organization, event: Happening) -> Iterator[Stated]:
    if isinstance(event, Prioritize):
        for name in _work_names(organization, event.work):
            yield "priority", record(PriorityFields, event, {"work": name})
    else:
        yield _WRITERS[type(event)](event)


def _replace(event: Replace) -> Stated:
    return "replace", record(ReplaceFields, event, {"title": event.title or None})


def _layoff(event: Layoff) -> Stated:
    return "layoff", record(LayoffFields, event, {"people": people_names(event.people), "areas": []})


def _equip(event: Equip) -> Stated:
    return "equip", record(EquipFields, event, {"people": people_names(event.people)})


_WRITERS: dict[type[Any], Callable[[Any], Stated]] = {
    Reorganize: lambda event: ("reorganize", event.to),
    Alternate: lambda event: ("reorganize", list(event.among)),
    Leave: lambda event: ("leave", event.person),
    Join: lambda event: ("join", write_joiner(event.person, event.team)),
    Replace: _replace,
    Move: lambda event: ("move", record(MoveFields, event)),
    Demand: lambda event: ("demand", record(DemandFields, event)),
    Budget: lambda event: ("budget", record(BudgetFields, event)),
    Layoff: _layoff,
    Equip: _equip,
    Publish: lambda event: ("publish", event.release),
}


def _work_names(organization: Organization, work: tuple[WorkName, ...]) -> list[str]:
    """Return the area or release that all of the work makes up, or else each piece of it."""
    if len(work) == 1:
        return [work[0][1]]
    pieces = {
        ("package", f"{release.id}/{package.id}"): package.area
        for release in organization.releases
        for package in release.packages
    } | {("stream", stream.id): stream.area for stream in organization.streams}
    wholes = [("area", area) for area in organization.areas]
    wholes += [("release", release.id) for release in organization.releases]
    for whole in wholes:
        if work == tuple(piece for piece, area in pieces.items() if whole in owned_as(piece, area)):
            return [whole[1]]
    return [name for _, name in work]

"""Scenarios and their events as the model file states them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from reorg.model.events import Event, Happening, Join, Prioritize, Waiting
from reorg.model.events.means import PriorityFields
from reorg.model.organization import Organization, Scenario
from reorg.model.schema.events import EventFields, TriggerFields, record_of
from reorg.model.schema.scenarios import ScenarioFields
from reorg.model.work import WorkName, work_within
from reorg.model.writing.people import people_names, write_joiner
from reorg.model.writing.records import Document, plain, record

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
        yield event.key, _value(event)


class _Writer:
    """Names several things at once as the model file does."""

    def people(self, people: Sequence[str]) -> list[str]:
        return people_names(tuple(people))


def _value(event: Happening) -> Any:
    """Return what the file states of an event: a record of fields, or its one name."""
    if isinstance(event, Join):
        return write_joiner(event.person, event.team)
    kind = record_of(EventFields.model_fields[event.key])
    if kind is not None:
        return record(kind, event, event.written(_Writer()))
    (only,) = (field.name for field in fields(event) if field.name not in ("week", "reading"))
    return plain(getattr(event, only))


def _work_names(organization: Organization, work: tuple[WorkName, ...]) -> list[str]:
    """Return the area or release that all of the work makes up, or else each piece of it."""
    if len(work) == 1:
        return [work[0][1]]
    pieces = organization.pieces
    wholes = [("area", area) for area in organization.areas]
    wholes += [("release", release.id) for release in organization.releases]
    made_up = next((name for kind, name in wholes if work == work_within((kind, name), pieces)), None)
    return [name for _, name in work] if made_up is None else [made_up]

"""Rules for the model as a whole: dates, ids, areas, people, market."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from reorg.model.draft.draft import Draft
from reorg.model.draft.names import count_people
from reorg.model.problems import Fault, KeyPath, repetitions
from reorg.model.schema.people import PEOPLE_MAX

REPEATED = "repeated id"
"""The cause of a fault that says that an id appears twice."""


class _Identified(Protocol):
    """An entry of a list that has an id."""

    id: str


def start_is_a_date(draft: Draft) -> Iterator[Fault]:
    """Demand that the start is a day of the calendar."""
    try:
        date.fromisoformat(draft.fields.start)
    except ValueError:
        yield Fault(("start",), f"{draft.fields.start} is not a valid date", "write YYYY-MM-DD")


def ids_are_unique(draft: Draft) -> Iterator[Fault]:
    """Demand that people, releases, streams and pools have ids of their own, and so on within them."""
    fields = draft.fields
    lists: dict[KeyPath, Sequence[_Identified]] = {
        ("people",): fields.people,
        ("releases",): fields.releases,
        ("streams",): fields.streams,
        ("compute",): fields.compute,
    }
    lists |= {("releases", i, "packages"): release.packages for i, release in enumerate(fields.releases)}
    for name, structure in fields.structures.items():
        lists["structures", name, "teams"] = structure.teams
        lists["structures", name, "meetings"] = structure.meetings
    for way, entries in lists.items():
        for index, _ in repetitions(entry.id for entry in entries):
            message = f"the id {entries[index].id!r} appears twice"
            yield Fault((*way, index, "id"), message, "give each its own", (REPEATED, ""))


def areas_are_unique(draft: Draft) -> Iterator[Fault]:
    """Demand that no area is named twice or has a stream's id: ``owns`` could not distinguish them."""
    fields = draft.fields
    for index, _ in repetitions(fields.areas):
        message = f"the area {fields.areas[index]!r} is named twice"
        yield Fault(("areas", index), message, "remove one of the two")
    for index, stream in enumerate(fields.streams):
        if stream.id in draft.work.areas:
            message = f"the stream {stream.id!r} has the same id as an area"
            yield Fault(("streams", index, "id"), message, f"call it {stream.id}-requests, for example")


def there_are_people(draft: Draft) -> Iterator[Fault]:
    """Demand at least one person, at most 100,000."""
    people = count_people(draft.fields)
    if people == 0:
        yield Fault(("people",), "the model has no people", "add at least one person")
    if people > PEOPLE_MAX:
        yield Fault(("people",), f"{people:,} people", f"a model has at most {PEOPLE_MAX:,}")


def market_has_room(draft: Draft) -> Iterator[Fault]:
    """Demand that not everybody who could adopt has adopted at the start."""
    market = draft.fields.market
    if market is not None and market.adopters_at_start >= market.population:
        message = f"{market.adopters_at_start:g} adopters in a population of {market.population:g}"
        yield Fault(("market", "adopters_at_start"), message, "state fewer, or a larger population")

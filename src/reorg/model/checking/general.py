"""Rules for the model as a whole: dates, ids, areas, people, market."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reorg.model.draft.draft import Draft
from reorg.model.draft.names import count_people, duplicates
from reorg.model.problems import Fault, KeyPath
from reorg.model.schema.people import PEOPLE_MAX


def start_is_a_date(draft: Draft) -> Iterator[Fault]:
    """Demand that the start is a day of the calendar."""
    try:
        date.fromisoformat(draft.fields.start)
    except ValueError:
        yield Fault(("start",), f"{draft.fields.start} is not a valid date", "write YYYY-MM-DD")


def ids_are_unique(draft: Draft) -> Iterator[Fault]:
    """Demand that people, releases, streams and pools have ids of their own, and so on within them."""
    fields = draft.fields
    yield from _unique(("people",), [person.id for person in fields.people])
    yield from _unique(("releases",), [release.id for release in fields.releases])
    yield from _unique(("streams",), [stream.id for stream in fields.streams])
    yield from _unique(("compute",), [pool.id for pool in fields.compute])
    for index, release in enumerate(fields.releases):
        yield from _unique(("releases", index, "packages"), [package.id for package in release.packages])
    for name, structure in fields.structures.items():
        yield from _unique(("structures", name, "teams"), [team.id for team in structure.teams])
        yield from _unique(("structures", name, "meetings"), [meeting.id for meeting in structure.meetings])


def areas_are_unique(draft: Draft) -> Iterator[Fault]:
    """Demand that no area is named twice or has a stream's id: ``owns`` could not tell them apart."""
    fields = draft.fields
    for index, area in enumerate(fields.areas):
        if area in fields.areas[:index]:
            yield Fault(("areas", index), f"the area {area!r} is named twice", "remove one of the two")
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


def _unique(way: KeyPath, names: list[str]) -> Iterator[Fault]:
    twice = duplicates(names)
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in twice and name in seen:
            yield Fault((*way, index, "id"), f"the id {name!r} appears twice", "give each its own")
        seen.add(name)

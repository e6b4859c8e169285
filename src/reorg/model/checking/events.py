"""Rules for events: the people, teams and work they name exist at that time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import islice

from reorg.model.checking.cycles import describe_cycle, find_cycle
from reorg.model.draft.draft import Draft
from reorg.model.draft.events import (
    ScenarioNames,
    all_events,
    dated_in_order,
    events_stating,
    events_with_paths,
)
from reorg.model.draft.references import people_named
from reorg.model.draft.structures import StructureDraft
from reorg.model.events.people import AwayFields, JoinFields, MoveFields, ReplaceFields
from reorg.model.problems import Fault, KeyPath, resolve_names, suggest_name
from reorg.model.schema.events import EventFields
from reorg.model.schema.scenarios import ScenarioFields


def events_name_people(draft: Draft) -> Iterator[Fault]:
    """Demand that who leaves, moves or is replaced is one person of the model, there at that time."""
    for scenario, names in _scenarios(draft):
        events = events_with_paths(draft, scenario)
        joined = {join.id: event.week or 0.0 for _, event, join in events_stating(events, JoinFields)}
        for place, name, event in _positions(events):
            yield from resolve_names(names.people.one, [(place, name)])
            if (event.week or 0.0) < joined.get(name, 0.0):
                message = f"{name} does not join before week {joined[name]:g}"
                yield Fault(place, message, "date this event later")


def people_go_once(draft: Draft) -> Iterator[Fault]:
    """Demand that nobody leaves twice and that no position is filled twice."""
    for scenario, names in _scenarios(draft):
        gone: set[tuple[str, str]] = set()
        for place, name, event in _positions(events_with_paths(draft, scenario)):
            if not event.happening.once or place[-1] == "internal":
                continue
            # One person can be written in several ways: res#2 and res#2..2.
            acts = {(event.kind, person) for person in people_named(names.people, name)}
            if acts & gone:
                message = f"{name} {event.happening.once} twice in this scenario"
                yield Fault(place, message, "remove one of the two")
            gone |= acts


def insiders_leave_another_position(draft: Draft) -> Iterator[Fault]:
    """Demand that who moves up takes one other position, with own skills, and that no chain closes."""
    for scenario, names in _scenarios(draft):
        heirs: dict[str, tuple[str, ...]] = {}
        for way, _, replace in events_stating(events_with_paths(draft, scenario), ReplaceFields):
            if replace.internal is None:
                continue
            one, heir = (people_named(names.people, name)[:1] for name in (replace.person, replace.internal))
            place = (*way, "internal")
            if one and one == heir:
                message = f"{replace.internal} already holds the position"
                yield Fault(place, message, "name somebody else, or remove internal")
            elif heir and heir in heirs.values():
                message = f"{replace.internal} takes two positions in this scenario"
                yield Fault(place, message, "name somebody else for one of them")
            else:
                heirs |= dict.fromkeys(one, heir)
            if replace.skills is not None:
                message = f"{replace.internal} keeps the skills that the model states"
                yield Fault((*way, "skills"), message, "remove skills, or internal")
        cycle = find_cycle(heirs)
        if cycle:
            message = f"the successions have a cycle: {describe_cycle(cycle, 'then')}"
            yield Fault(("scenarios", scenario, "events"), message, "fill one of the positions from outside")


def absences_do_not_overlap(draft: Draft) -> Iterator[Fault]:
    """Demand that who is on leave is back before the next one begins."""
    for scenario, names in _scenarios(draft):
        away: list[tuple[str, float, float]] = []
        for way, event, stated in events_stating(events_with_paths(draft, scenario), AwayFields):
            if event.week is None:
                continue
            end = math.inf if stated.for_weeks is None else event.week + stated.for_weeks
            for person in people_named(names.people, stated.person):
                if any(who == person and event.week < until and since < end for who, since, until in away):
                    message = f"{stated.person} is on leave twice at the same time"
                    yield Fault((*way, "person"), message, "join the two, or let one end earlier")
                away.append((person, event.week, end))


def joiners_are_new(draft: Draft) -> Iterator[Fault]:
    """Demand that who joins has a new id, is the same person in every scenario, and joins once in each."""
    seen: dict[str, JoinFields] = {}
    for scenario in draft.fields.scenarios:
        here: set[str] = set()
        for way, _, join in events_stating(events_with_paths(draft, scenario), JoinFields):
            person, place = join.id, (*way, "id")
            if person in draft.people.sizes:
                message = f"{person!r} is already the id of a person"
                yield Fault(place, message, "give the newcomer an id of its own")
            elif person in here:
                yield Fault(place, f"{person!r} joins twice in this scenario", "give each an id of its own")
            elif seen.setdefault(person, join) != join:
                message = f"{person!r} is a different person in another scenario"
                yield Fault(place, message, "state the same person and team, or another id")
            here.add(person)


def joined_teams_exist(draft: Draft) -> Iterator[Fault]:
    """Demand that every structure has the team a person joins: everybody present has a seat in each."""
    for way, _, join in events_stating(all_events(draft), JoinFields):
        lacking = (each for each in draft.structures.values() if join.team not in each.parents)
        for structure in islice(lacking, 1):
            message = f"the structure {structure.id!r} has no team {join.team!r}"
            hint = suggest_name(join.team, structure.parents) or "join a team that every structure has"
            yield Fault((*way, "team"), message, hint)


def moves_lead_to_a_team(draft: Draft) -> Iterator[Fault]:
    """Demand that the team moved to is in the structure in force then, or in all that may be."""
    for scenario, fields in draft.fields.scenarios.items():
        for way, event, move in events_stating(events_with_paths(draft, scenario), MoveFields):
            lacking = (each for each in _in_force(draft, fields, event.week) if move.to not in each.parents)
            for structure in islice(lacking, 1):
                message = f"the structure {structure.id!r}, in force then, has no team {move.to!r}"
                yield Fault((*way, "to"), message, suggest_name(move.to, structure.parents))


def events_are_sound(draft: Draft) -> Iterator[Fault]:
    """Demand of each event what its kind demands, and that those wait for a release that can."""
    for scenario, names in _scenarios(draft):
        for way, event in events_with_paths(draft, scenario):
            yield from event.happening.faults(names, (*way, event.kind), event.stated)
            if event.week is None and event.happening.dated_only:
                message = event.happening.dated_only
                yield Fault((*way, event.kind), message, "write week instead of when")


def _scenarios(draft: Draft) -> Iterator[tuple[str, ScenarioNames]]:
    for name, scenario in draft.fields.scenarios.items():
        yield name, ScenarioNames.of(draft, scenario)


def _positions(events: Iterable[tuple[KeyPath, EventFields]]) -> Iterator[tuple[KeyPath, str, EventFields]]:
    """Yield where events name somebody who must be there at that time, the name, and the event."""
    for way, event in events:
        for place, name in event.happening.positions(event.stated):
            yield (*way, event.kind, *place), name, event


def _in_force(draft: Draft, scenario: ScenarioFields, week: float | None) -> list[StructureDraft]:
    """Return the structures that may be in force: one, unless the event or a reorganization waits."""
    changes = [event for event in scenario.events if event.reorganize]
    taken = [name for event in changes for name in event.reorganize or ()]
    structures = [scenario.structure, *taken]
    if week is not None and all(event.when is None for event in changes):
        before = [event for event in dated_in_order(changes) if (event.week or 0.0) <= week]
        structures = [event.reorganize[0] for event in before[-1:] if event.reorganize] or structures[:1]
    return [draft.structures[name] for name in structures if name in draft.structures]

"""Rules for events: the people, teams and work they name exist at that time."""

from __future__ import annotations

import math
from collections.abc import Iterator

from reorg.model.checking.cycles import describe_cycle, find_cycle
from reorg.model.draft.draft import Draft
from reorg.model.draft.events import ScenarioNames, dated_in_order
from reorg.model.draft.references import people_named
from reorg.model.draft.structures import StructureDraft
from reorg.model.events.people import JoinFields
from reorg.model.problems import Fault, KeyPath, suggest_name, unresolved_faults
from reorg.model.schema.events import EventFields
from reorg.model.schema.scenarios import ScenarioFields


def events_name_people(draft: Draft) -> Iterator[Fault]:
    """Demand that who leaves, moves or is replaced is one person of the model, there at that time."""
    for scenario, names in _scenarios(draft):
        events = [event for _, event in _events(draft, scenario)]
        joined = {e.join.id: e.week for e in events if e.join is not None and e.week is not None}
        for way, event in _events(draft, scenario):
            for place, name in _person_of(event):
                yield from unresolved_faults(names.people.one, [((*way, *place), name)])
                if name in joined and (event.week or 0.0) < joined[name]:
                    message = f"{name} does not join before week {joined[name]:g}"
                    yield Fault((*way, *place), message, "date this event later")


def people_go_once(draft: Draft) -> Iterator[Fault]:
    """Demand that nobody leaves twice and that no position is filled twice."""
    for scenario, names in _scenarios(draft):
        gone: set[tuple[str, str]] = set()
        for way, event in _events(draft, scenario):
            for place, name in _person_of(event):
                if place == ("replace", "internal"):
                    continue
                # One person can be written in several ways: res#2 and res#2..2.
                acts = {
                    (event.kind, person)
                    for person in people_named(names.people, name)
                    if event.happening.once
                }
                if acts & gone:
                    message = f"{name} {event.happening.once} twice in this scenario"
                    yield Fault((*way, *place), message, "remove one of the two")
                gone |= acts


def insiders_leave_another_position(draft: Draft) -> Iterator[Fault]:
    """Demand that who moves up takes one other position, with own skills, and that no chain closes."""
    for scenario, names in _scenarios(draft):
        heirs: dict[str, list[str]] = {}
        taken: set[str] = set()
        for way, event in _events(draft, scenario):
            replace = event.replace
            if replace is None or replace.internal is None:
                continue
            place = (*way, "replace", "internal")
            one, heir = (people_named(names.people, name)[:1] for name in (replace.person, replace.internal))
            if one and one == heir:
                message = f"{replace.internal} already holds the position"
                yield Fault(place, message, "name somebody else, or remove internal")
            elif heir and heir[0] in taken:
                message = f"{replace.internal} takes two positions in this scenario"
                yield Fault(place, message, "name somebody else for one of them")
            elif one and heir:
                heirs[one[0]] = [heir[0]]
                taken.add(heir[0])
            if replace.skills is not None:
                message = f"{replace.internal} keeps the skills that the model states"
                yield Fault((*way, "replace", "skills"), message, "remove skills, or internal")
        cycle = find_cycle(heirs)
        if cycle:
            message = f"the successions have a cycle: {describe_cycle(cycle, 'is followed by')}"
            yield Fault(("scenarios", scenario, "events"), message, "fill one of the positions from outside")


def absences_do_not_overlap(draft: Draft) -> Iterator[Fault]:
    """Demand that who is on leave is back before the next one begins."""
    for scenario, names in _scenarios(draft):
        away: list[tuple[str, float, float]] = []
        for way, event in _events(draft, scenario):
            stated = event.away
            if stated is None or event.week is None:
                continue
            end = math.inf if stated.for_weeks is None else event.week + stated.for_weeks
            for person in people_named(names.people, stated.person):
                if any(who == person and event.week < until and since < end for who, since, until in away):
                    message = f"{stated.person} is on leave twice at the same time"
                    yield Fault((*way, "away", "person"), message, "join the two, or let one end earlier")
                away.append((person, event.week, end))


def joiners_are_new(draft: Draft) -> Iterator[Fault]:
    """Demand that who joins has a new id, is the same person in every scenario, and joins once in each."""
    seen: dict[str, JoinFields] = {}
    for scenario, _ in _scenarios(draft):
        here: set[str] = set()
        for way, event in _events(draft, scenario):
            if event.join is None:
                continue
            person, place = event.join.id, (*way, "join", "id")
            if person in draft.people.sizes:
                yield Fault(
                    place, f"{person!r} is already the id of a person", "give the newcomer an id of its own"
                )
            elif person in here:
                yield Fault(place, f"{person!r} joins twice in this scenario", "give each an id of its own")
            elif seen.setdefault(person, event.join) != event.join:
                message = f"{person!r} is a different person in another scenario"
                yield Fault(place, message, "state the same person and team, or another id")
            here.add(person)


def joined_teams_exist(draft: Draft) -> Iterator[Fault]:
    """Demand that the team somebody joins is in every structure: whoever is there has a seat in each."""
    for way, event in _all_events(draft):
        for structure in draft.structures.values() if event.join is not None else ():
            teams = [team.id for team in structure.teams]
            if event.join is not None and event.join.team not in teams:
                message = f"the structure {structure.id!r} has no team {event.join.team!r}"
                hint = suggest_name(event.join.team, teams) or "join a team that every structure has"
                yield Fault((*way, "join", "team"), message, hint)
                break


def moves_lead_to_a_team(draft: Draft) -> Iterator[Fault]:
    """Demand that the team moved to is in the structure in force then, or in all that may be."""
    for scenario, _ in _scenarios(draft):
        for way, event in _events(draft, scenario):
            if event.move is None:
                continue
            for structure in _in_force(draft, draft.fields.scenarios[scenario], event.week):
                teams = [team.id for team in structure.teams]
                if event.move.to not in teams:
                    message = f"the structure {structure.id!r}, in force then, has no team {event.move.to!r}"
                    yield Fault((*way, "move", "to"), message, suggest_name(event.move.to, teams))
                    break


def events_are_sound(draft: Draft) -> Iterator[Fault]:
    """Demand of each event what its kind demands, and that those wait for a release that can."""
    for scenario, names in _scenarios(draft):
        for way, event in _events(draft, scenario):
            yield from event.happening.faults(names, (*way, event.kind), event.stated)
            if event.week is None and event.happening.dated_only:
                message = event.happening.dated_only
                yield Fault((*way, event.kind), message, "write week instead of when")


def _scenarios(draft: Draft) -> Iterator[tuple[str, ScenarioNames]]:
    for name, scenario in draft.fields.scenarios.items():
        yield name, ScenarioNames.of(draft, scenario)


def _events(draft: Draft, scenario: str) -> Iterator[tuple[KeyPath, EventFields]]:
    for index, event in enumerate(draft.fields.scenarios[scenario].events):
        yield ("scenarios", scenario, "events", index), event


def _all_events(draft: Draft) -> Iterator[tuple[KeyPath, EventFields]]:
    for scenario in draft.fields.scenarios:
        yield from _events(draft, scenario)


def _person_of(event: EventFields) -> Iterator[tuple[KeyPath, str]]:
    for place, name in event.happening.positions(event.stated):
        yield (event.kind, *place), name


def _in_force(draft: Draft, scenario: ScenarioFields, week: float | None) -> list[StructureDraft]:
    """Return the structures that may be in force: one, unless the event or a reorganization waits."""
    structures = [scenario.structure]
    uncertain = week is None or any(e.when is not None and e.reorganize for e in scenario.events)
    for event in scenario.events if uncertain else dated_in_order(scenario.events):
        if event.reorganize is None:
            continue
        if uncertain:
            structures += event.reorganize
        elif (event.week or 0.0) <= (week or 0.0):
            structures = event.reorganize[:1]
    return [draft.structures[name] for name in structures if name in draft.structures]

"""Rules for events: the people, teams and work they name exist at that time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reorg.model.checking.cycles import describe_cycle, find_cycle
from reorg.model.draft.draft import Draft
from reorg.model.draft.events import dated_in_order, people_laid_off, people_of_scenario
from reorg.model.draft.names import PeopleNames, UnknownNameError
from reorg.model.draft.references import people_named, unknown_name_fault
from reorg.model.draft.structures import StructureDraft
from reorg.model.draft.work import expand_work
from reorg.model.problems import Fault, KeyPath, shorten_list, suggest_name
from reorg.model.schema.events import EventFields, JoinFields, LayoffFields
from reorg.model.schema.scenarios import ScenarioFields

_GOING = {"leave": "leaves", "replace": "is replaced"}


def events_name_people(draft: Draft) -> Iterator[Fault]:
    """Demand that who leaves, moves or is replaced is one person of the model, there at that time."""
    for scenario, people in _scenarios(draft):
        events = [event for _, event in _events(draft, scenario)]
        joined = {e.join.id: e.week for e in events if e.join is not None and e.week is not None}
        for way, event in _events(draft, scenario):
            for place, name in _person_of(event):
                yield from _unresolved(people.one, (*way, *place), name)
                if name in joined and (event.week or 0.0) < joined[name]:
                    message = f"{name} does not join before week {joined[name]:g}"
                    yield Fault((*way, *place), message, "date this event later")


def people_go_once(draft: Draft) -> Iterator[Fault]:
    """Demand that nobody leaves twice and that no position is filled twice."""
    for scenario, people in _scenarios(draft):
        gone: set[tuple[str, str]] = set()
        for way, event in _events(draft, scenario):
            for place, name in _person_of(event):
                if place == ("replace", "internal"):
                    continue
                # One person can be written in several ways: res#2 and res#2..2.
                acts = {(event.kind, person) for person in people_named(people, name) if event.kind in _GOING}
                if acts & gone:
                    message = f"{name} {_GOING[event.kind]} twice in this scenario"
                    yield Fault((*way, *place), message, "remove one of the two")
                gone |= acts


def insiders_leave_another_position(draft: Draft) -> Iterator[Fault]:
    """Demand that who moves up takes one other position, with own skills, and that no chain closes."""
    for scenario, people in _scenarios(draft):
        heirs: dict[str, list[str]] = {}
        taken: set[str] = set()
        for way, event in _events(draft, scenario):
            replace = event.replace
            if replace is None or replace.internal is None:
                continue
            place = (*way, "replace", "internal")
            one, heir = (people_named(people, name)[:1] for name in (replace.person, replace.internal))
            if one and one == heir:
                message = f"{replace.internal} holds the position already"
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
            message = f"successors go around in a circle: {describe_cycle(cycle, 'is followed by')}"
            yield Fault(("scenarios", scenario, "events"), message, "fill one of the positions from outside")


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
                message = f"{person!r} joins as somebody else in another scenario"
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


def event_skills_are_known(draft: Draft) -> Iterator[Fault]:
    """Demand that newcomers' skills and the areas of a layoff are areas of the model."""
    for way, event in _all_events(draft):
        named: list[tuple[KeyPath, str]] = []
        for kind, fields in (("join", event.join), ("replace", event.replace)):
            named += [((kind, "skills", area), area) for area in (fields.skills or {} if fields else {})]
        if event.layoff is not None:
            named += [(("layoff", "areas", i), area) for i, area in enumerate(event.layoff.areas)]
        for place, area in named:
            if area not in draft.work.areas:
                yield Fault(
                    (*way, *place), f"no area is called {area!r}", suggest_name(area, draft.work.areas)
                )


def demand_is_of_a_stream(draft: Draft) -> Iterator[Fault]:
    """Demand that demand changes for a stream with arrivals of its own, by a factor above 0."""
    streams = {stream.id: stream for stream in draft.fields.streams}
    for way, event in _all_events(draft):
        if event.demand is None:
            continue
        stream = streams.get(event.demand.stream)
        if stream is None:
            message = f"no stream is called {event.demand.stream!r}"
            yield Fault((*way, "demand", "stream"), message, suggest_name(event.demand.stream, streams))
        elif stream.per_week == 0:
            message = f"{stream.id!r} has no arrivals of its own (per_week: 0)"
            yield Fault((*way, "demand", "stream"), message, "name the stream that feeds it")
        if event.demand.factor == 0:
            message = "expected a number above 0, found 0"
            yield Fault((*way, "demand", "factor"), message, "write 0.01 for next to nothing")


def budgets_change_something(draft: Draft) -> Iterator[Fault]:
    """Demand that a budget states what changes."""
    for way, event in _all_events(draft):
        if event.budget is not None and all(means is None for _, means in event.budget):
            message = "the budget states nothing that changes"
            yield Fault((*way, "budget"), message, "add hiring: false, payroll_share or gpus_share")
        if event.budget is not None and event.budget.gpus_share is not None and not draft.fields.compute:
            message = "the model has no accelerators to cut"
            yield Fault((*way, "budget", "gpus_share"), message, "add a pool under compute, or remove it")


def priorities_are_of_work(draft: Draft) -> Iterator[Fault]:
    """Demand that a priority is of an area with work in it, a package or a stream."""
    for way, event in _all_events(draft):
        if event.priority is None:
            continue
        try:
            if not expand_work(draft, event.priority.work):
                message = f"no package or stream is in the area {event.priority.work!r}"
                yield Fault((*way, "priority", "work"), message, "name an area with work in it")
        except UnknownNameError as error:
            yield unknown_name_fault((*way, "priority", "work"), error)


def layoffs_name_somebody(draft: Draft) -> Iterator[Fault]:
    """Demand that a layoff names people of the model, or areas that are somebody's best skill."""
    for scenario, people in _scenarios(draft):
        for way, event in _events(draft, scenario):
            layoff = event.layoff
            if layoff is None:
                continue
            for index, name in enumerate(layoff.people):
                yield from _unresolved(people.expand, (*way, "layoff", "people", index), name)
            if not layoff.people and not layoff.areas:
                yield Fault((*way, "layoff"), "the layoff names no one", "add people or areas")
            elif _only_areas(draft, layoff) and not people_laid_off(draft, people, layoff):
                message = f"nobody's best skill is in {shorten_list(layoff.areas)}"
                yield Fault((*way, "layoff", "areas"), message, "name people, or an area of theirs")


def equipped_people_exist(draft: Draft) -> Iterator[Fault]:
    """Demand that who gets AI agents is somebody of the model, or joins in the scenario."""
    for scenario, people in _scenarios(draft):
        for way, event in _events(draft, scenario):
            for index, name in enumerate(event.equip.people if event.equip is not None else ()):
                yield from _unresolved(people.expand, (*way, "equip", "people", index), name)


def publishing_needs_a_market(draft: Draft) -> Iterator[Fault]:
    """Demand that a model in which something is published has a market, and that it is dated."""
    for way, event in _all_events(draft):
        if event.publish is None:
            continue
        if event.week is None:
            message = "what is open is decided on a date, it cannot wait"
            yield Fault((*way, "publish"), message, "write week instead of when")
        if draft.fields.market is None:
            message = "the model has no market in which open and closed models differ"
            yield Fault((*way, "publish"), message, "add market: {population: ...}, or remove the event")


def _scenarios(draft: Draft) -> Iterator[tuple[str, PeopleNames]]:
    for name, scenario in draft.fields.scenarios.items():
        yield name, people_of_scenario(draft, scenario)


def _events(draft: Draft, scenario: str) -> Iterator[tuple[KeyPath, EventFields]]:
    for index, event in enumerate(draft.fields.scenarios[scenario].events):
        yield ("scenarios", scenario, "events", index), event


def _all_events(draft: Draft) -> Iterator[tuple[KeyPath, EventFields]]:
    for scenario in draft.fields.scenarios:
        yield from _events(draft, scenario)


def _person_of(event: EventFields) -> Iterator[tuple[KeyPath, str]]:
    if event.leave is not None:
        yield ("leave",), event.leave
    if event.replace is not None:
        yield ("replace", "person"), event.replace.person
        if event.replace.internal is not None:
            yield ("replace", "internal"), event.replace.internal
    if event.move is not None:
        yield ("move", "person"), event.move.person


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


def _only_areas(draft: Draft, layoff: LayoffFields) -> bool:
    """Tell whether a layoff names known areas and nobody in person."""
    return not layoff.people and draft.work.areas >= set(layoff.areas)


def _unresolved(find: Callable[[str], object], way: KeyPath, name: str) -> Iterator[Fault]:
    try:
        find(name)
    except UnknownNameError as error:
        yield unknown_name_fault(way, error)

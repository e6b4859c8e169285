"""From the checked events of a scenario to the resolved ones, in order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from reorg.model.draft import Draft
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
    Reading,
    Reorganize,
    Replace,
    Waiting,
)
from reorg.model.market import Openness
from reorg.model.names import PeopleNames, Work
from reorg.model.people import LEVELS, Level, Person
from reorg.model.scenario_fields import (
    BudgetFields,
    DemandFields,
    EquipFields,
    EventFields,
    JoinFields,
    LayoffFields,
    MoveFields,
    PriorityFields,
    ReplaceFields,
    ScenarioFields,
    TriggerFields,
)


def in_time(events: Iterable[EventFields]) -> list[EventFields]:
    """Return dated events in order of time; on one date the structure changes first."""
    dated = [event for event in events if event.week is not None]
    return sorted(dated, key=lambda event: (event.week or 0.0, event.reorganize is None))


def names_in(draft: Draft, scenario: ScenarioFields) -> PeopleNames:
    """Return the people whom the events of a scenario may name: everybody, and those who join in it."""
    return draft.people.joined_by(event.join.id for event in scenario.events if event.join is not None)


def work_named(draft: Draft, name: str) -> tuple[Work, ...]:
    """Return the packages and streams a name stands for, an area written out; raises UnknownName."""
    work = draft.work.find(name)
    if work[0] != "area":
        return (work,)
    return tuple(piece for piece, area in draft.work.pieces().items() if area == name)


def laid_off(draft: Draft, people: PeopleNames, layoff: LayoffFields) -> tuple[str, ...]:
    """Return whom a layoff names, those by their best skill after those by name; raises UnknownName.

    People who join are named by their ids only.
    """
    named = [person for name in layoff.people for person in people.expand(name)]
    for entry in draft.fields.people if layoff.areas else ():
        if best_areas(entry.skills) & set(layoff.areas):
            named += draft.people.ids[entry.id]
    return tuple(dict.fromkeys(named))


def best_areas(skills: dict[str, Level]) -> set[str]:
    """Return the areas of a person's highest level; none where there is no skill at all."""
    highest = max(map(LEVELS.index, skills.values()), default=0)
    return {area for area, level in skills.items() if highest and LEVELS.index(level) == highest}


def events_of(draft: Draft, scenario: ScenarioFields) -> tuple[Event, ...]:
    """Return the resolved events of a scenario that breaks no rule, in order of time."""
    people = names_in(draft, scenario)
    resolved: list[Event] = []
    for event in in_time(scenario.events):
        make = _MAKERS[event.kind]
        made = make(draft, people, float(event.week or 0.0), getattr(event, event.kind))
        resolved.append(replace(made, reading=reading_of(draft, event)))
    for event in scenario.events:
        if event.when is not None:
            resolved.append(_waiting(draft, people, event, event.when))
    return tuple(resolved)


def _waiting(draft: Draft, people: PeopleNames, event: EventFields, trigger: TriggerFields) -> Waiting:
    week = trigger_weeks(draft, trigger)[0]
    happening = (
        Alternate(week, tuple(event.reorganize))
        if event.reorganize is not None
        else _MAKERS[event.kind](draft, people, week, getattr(event, event.kind))
    )
    return Waiting(happening, trigger.release, float(trigger.late_weeks), trigger.times)


def reading_of(draft: Draft, event: EventFields) -> Reading | None:
    """Return the reading of a contested fact that an event needs; raises ValueError for an unknown fact."""
    name = event.if_ or event.unless
    if name is None:
        return None
    place = [fact.id for fact in draft.fields.contested].index(name)
    return Reading(place, float(draft.fields.contested[place].share), event.if_ is not None)


def trigger_weeks(draft: Draft, trigger: TriggerFields) -> list[float]:
    """Return the weeks, from the start date to the horizon, in which a trigger looks at its release.

    Empty where that is never; raises StopIteration for a release that there is not.
    """
    release = next(release for release in draft.fields.releases if release.id == trigger.release)
    horizon, every = draft.fields.horizon_weeks, release.every_weeks
    start = -draft.fields.warmup_weeks if release.first_week is None else release.first_week
    weeks, occurrence = [], 0
    week = float(start)
    while week < horizon:
        weeks.append(week + (release.due_week or every or horizon - week) + trigger.late_weeks)
        if not every:
            break
        occurrence += 1
        week = start + occurrence * every
    return [week for week in weeks if 0.0 <= week < horizon]


def _reorganize(_draft: Draft, _people: PeopleNames, week: float, to: list[str]) -> Happening:
    return Reorganize(week, to[0])


def _leave(_draft: Draft, people: PeopleNames, week: float, person: str) -> Happening:
    return Leave(week, people.one(person))


def _join(draft: Draft, _people: PeopleNames, week: float, fields: JoinFields) -> Happening:
    person = Person(
        id=fields.id,
        group=fields.id,
        title=fields.title,
        seniority=fields.seniority,
        skills=_skills(draft, fields.skills),
        share=float(fields.share),
        annual_cost_usd=float(fields.annual_cost_usd),
        tenure_years=0.0,
        ai_agents=fields.ai_agents,
    )
    return Join(week, person, fields.team)


def _replace(draft: Draft, people: PeopleNames, week: float, fields: ReplaceFields) -> Happening:
    skills = None if fields.skills is None else _skills(draft, fields.skills)
    pay = None if fields.annual_cost_usd is None else float(fields.annual_cost_usd)
    who, after = people.one(fields.person), float(fields.after_weeks)
    return Replace(week, who, after, skills, pay, fields.title or "")


def _move(_draft: Draft, people: PeopleNames, week: float, fields: MoveFields) -> Happening:
    return Move(week, people.one(fields.person), fields.to)


def _demand(_draft: Draft, _people: PeopleNames, week: float, fields: DemandFields) -> Happening:
    weeks = None if fields.for_weeks is None else float(fields.for_weeks)
    return Demand(week, fields.stream, float(fields.factor), weeks)


def _budget(_draft: Draft, _people: PeopleNames, week: float, fields: BudgetFields) -> Happening:
    share = None if fields.payroll_share is None else float(fields.payroll_share)
    gpus = None if fields.gpus_share is None else float(fields.gpus_share)
    return Budget(week, fields.hiring, share, gpus)


def _priority(draft: Draft, _people: PeopleNames, week: float, fields: PriorityFields) -> Happening:
    return Prioritize(week, work_named(draft, fields.work), float(fields.priority))


def _layoff(draft: Draft, people: PeopleNames, week: float, fields: LayoffFields) -> Happening:
    return Layoff(week, float(fields.share), laid_off(draft, people, fields))


def _equip(_draft: Draft, people: PeopleNames, week: float, fields: EquipFields) -> Happening:
    named = (person for name in fields.people for person in people.expand(name))
    return Equip(week, tuple(dict.fromkeys(named)), fields.ai_agents)


def _publish(_draft: Draft, _people: PeopleNames, week: float, release: Openness) -> Happening:
    return Publish(week, release)


_MAKERS: dict[str, Callable[[Draft, PeopleNames, float, Any], Happening]] = {
    "reorganize": _reorganize,
    "leave": _leave,
    "join": _join,
    "replace": _replace,
    "move": _move,
    "demand": _demand,
    "budget": _budget,
    "priority": _priority,
    "layoff": _layoff,
    "equip": _equip,
    "publish": _publish,
}


def _skills(draft: Draft, skills: dict[str, Level]) -> dict[str, Level]:
    """Return skills in the order of the areas, so that the order in the file means nothing."""
    return {area: skills[area] for area in draft.fields.areas if area in skills}

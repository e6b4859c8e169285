"""Events of a scenario resolved, in order of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reorg.model.choices import Openness, SkillLevel
from reorg.model.draft.draft import Draft
from reorg.model.draft.events import dated_in_order, people_laid_off, people_of_scenario, trigger_check_weeks
from reorg.model.draft.names import PeopleNames
from reorg.model.draft.work import expand_work
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
from reorg.model.people import Person
from reorg.model.schema.events import (
    BudgetFields,
    DemandFields,
    EquipFields,
    EventFields,
    JoinFields,
    LayoffFields,
    MoveFields,
    PriorityFields,
    ReplaceFields,
    TriggerFields,
)
from reorg.model.schema.scenarios import ScenarioFields


def resolve_events(draft: Draft, scenario: ScenarioFields) -> tuple[Event, ...]:
    """Return the resolved events of a scenario that breaks no rule, in order of time."""
    people = people_of_scenario(draft, scenario)
    resolved: list[Event] = []
    for event in dated_in_order(scenario.events):
        make = _MAKERS[event.kind]
        made = make(draft, people, float(event.week or 0.0), getattr(event, event.kind))
        resolved.append(replace(made, reading=resolve_reading(draft, event)))
    for event in scenario.events:
        if event.when is not None:
            resolved.append(_waiting(draft, people, event, event.when))
    return tuple(resolved)


def _waiting(draft: Draft, people: PeopleNames, event: EventFields, trigger: TriggerFields) -> Waiting:
    week = trigger_check_weeks(draft, trigger)[0]
    happening = (
        Alternate(week, tuple(event.reorganize))
        if event.reorganize is not None
        else _MAKERS[event.kind](draft, people, week, getattr(event, event.kind))
    )
    return Waiting(happening, trigger.release, float(trigger.late_weeks), trigger.times)


def resolve_reading(draft: Draft, event: EventFields) -> Reading | None:
    """Return the reading of a contested fact that an event needs; raises ValueError for an unknown fact."""
    name = event.if_ or event.unless
    if name is None:
        return None
    place = [fact.id for fact in draft.fields.contested].index(name)
    return Reading(place, float(draft.fields.contested[place].share), event.if_ is not None)


def _reorganize(_draft: Draft, _people: PeopleNames, week: float, to: list[str]) -> Happening:
    return Reorganize(week, to[0])


def _leave(_draft: Draft, people: PeopleNames, week: float, person: str) -> Happening:
    return Leave(week, people.one(person))


def _join(draft: Draft, _people: PeopleNames, week: float, fields: JoinFields) -> Happening:
    person = Person(
        id=fields.id,
        group=fields.id,
        name=fields.name,
        title=fields.title,
        seniority=fields.seniority,
        skills=_skills(draft, fields.skills),
        share=float(fields.share),
        annual_cost_usd=float(fields.annual_cost_usd),
        tenure_years=0.0,
        ai_agents=fields.ai_agents,
        booked_share=None if fields.booked_share is None else float(fields.booked_share),
    )
    return Join(week, person, fields.team)


def _replace(draft: Draft, people: PeopleNames, week: float, fields: ReplaceFields) -> Happening:
    skills = None if fields.skills is None else _skills(draft, fields.skills)
    pay = None if fields.annual_cost_usd is None else float(fields.annual_cost_usd)
    who, after = people.one(fields.person), float(fields.after_weeks)
    internal = None if fields.internal is None else people.one(fields.internal)
    return Replace(week, who, after, skills, pay, fields.title or "", internal)


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
    return Prioritize(week, expand_work(draft, fields.work), float(fields.priority))


def _layoff(draft: Draft, people: PeopleNames, week: float, fields: LayoffFields) -> Happening:
    return Layoff(week, float(fields.share), people_laid_off(draft, people, fields))


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


def _skills(draft: Draft, skills: dict[str, SkillLevel]) -> dict[str, SkillLevel]:
    """Return skills in the order of the areas, so that the order in the file means nothing."""
    return {area: skills[area] for area in draft.fields.areas if area in skills}

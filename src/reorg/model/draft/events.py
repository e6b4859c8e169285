"""Events of a draft: their order, whom they name, and when a trigger checks its release."""

from __future__ import annotations

from collections.abc import Iterable

from reorg.model.choices import SKILL_LEVELS, SkillLevel
from reorg.model.draft.draft import Draft
from reorg.model.draft.names import PeopleNames
from reorg.model.schema.events import EventFields, LayoffFields, TriggerFields
from reorg.model.schema.scenarios import ScenarioFields


def dated_in_order(events: Iterable[EventFields]) -> list[EventFields]:
    """Return dated events in order of time; on one date the structure changes first."""
    dated = [event for event in events if event.week is not None]
    return sorted(dated, key=lambda event: (event.week or 0.0, event.reorganize is None))


def people_of_scenario(draft: Draft, scenario: ScenarioFields) -> PeopleNames:
    """Return the people whom the events of a scenario may name: everybody, and those who join in it."""
    return draft.people.joined_by(event.join.id for event in scenario.events if event.join is not None)


def people_laid_off(draft: Draft, people: PeopleNames, layoff: LayoffFields) -> tuple[str, ...]:
    """Return whom a layoff names, those by their best skill after those by name; raises UnknownName.

    People who join are named by their ids only.
    """
    named = [person for name in layoff.people for person in people.expand(name)]
    for entry in draft.fields.people if layoff.areas else ():
        if areas_of_best_skill(entry.skills) & set(layoff.areas):
            named += draft.people.ids[entry.id]
    return tuple(dict.fromkeys(named))


def areas_of_best_skill(skills: dict[str, SkillLevel]) -> set[str]:
    """Return the areas of a person's highest level; none where there is no skill at all."""
    highest = max(map(SKILL_LEVELS.index, skills.values()), default=0)
    return {area for area, level in skills.items() if highest and SKILL_LEVELS.index(level) == highest}


def trigger_check_weeks(draft: Draft, trigger: TriggerFields) -> list[float]:
    """Return the weeks, from the start date to the horizon, in which a trigger looks at its release.

    Empty where that is never; raises StopIteration for a release that there is not.
    """
    release = next(release for release in draft.fields.releases if release.id == trigger.release)
    horizon, every = draft.fields.horizon_weeks, release.every_weeks
    start = 0.0 if release.first_week is None else release.first_week
    weeks, occurrence = [], 0
    week = float(start)
    while week < horizon:
        weeks.append(week + (release.due_week or every or horizon - week) + trigger.late_weeks)
        if not every:
            break
        occurrence += 1
        week = start + occurrence * every
    return [week for week in weeks if 0.0 <= week < horizon]

"""Events of a scenario resolved, in order of time."""

from __future__ import annotations

from dataclasses import replace

from reorg.model.draft.draft import Draft
from reorg.model.draft.events import ScenarioNames, dated_in_order, trigger_check_weeks
from reorg.model.events import Event, Reading, Waiting
from reorg.model.events.structures import WAITING_INSTEAD
from reorg.model.schema.events import EventFields, TriggerFields
from reorg.model.schema.scenarios import ScenarioFields


def resolve_events(draft: Draft, scenario: ScenarioFields) -> tuple[Event, ...]:
    """Return the resolved events of a scenario that breaks no rule, in order of time."""
    names = ScenarioNames.of(draft, scenario)
    resolved: list[Event] = []
    for event in dated_in_order(scenario.events):
        made = event.happening.resolve(names, float(event.week or 0.0), event.stated)
        resolved.append(replace(made, reading=resolve_reading(draft, event)))
    for event in scenario.events:
        if event.when is not None:
            resolved.append(_waiting(names, event, event.when))
    return tuple(resolved)


def _waiting(names: ScenarioNames, event: EventFields, trigger: TriggerFields) -> Waiting:
    week = trigger_check_weeks(names.draft, trigger)[0]
    becomes = WAITING_INSTEAD.get(event.happening, event.happening)
    happening = becomes.resolve(names, week, event.stated)
    return Waiting(happening, trigger.release, float(trigger.late_weeks), trigger.times)


def resolve_reading(draft: Draft, event: EventFields) -> Reading | None:
    """Return the reading of a contested fact that an event needs; raises ValueError for an unknown fact."""
    name = event.if_ or event.unless
    if name is None:
        return None
    place = [fact.id for fact in draft.fields.contested].index(name)
    return Reading(place, float(draft.fields.contested[place].share), event.if_ is not None)

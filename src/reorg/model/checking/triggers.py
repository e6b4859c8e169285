"""Rules for events that a late release triggers."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.draft.draft import Draft
from reorg.model.draft.events import trigger_check_weeks
from reorg.model.problems import Fault, KeyPath, suggest_name
from reorg.model.schema.events import EventFields


def triggers_watch_a_release(draft: Draft) -> Iterator[Fault]:
    """Demand that events wait for a release of the model, which can be that late before the horizon."""
    releases = [release.id for release in draft.fields.releases]
    for way, event in _events(draft):
        trigger = event.when
        if trigger is None:
            continue
        if trigger.release not in releases:
            message = f"no release is called {trigger.release!r}"
            yield Fault((*way, "when", "release"), message, suggest_name(trigger.release, releases))
        elif not trigger_check_weeks(draft, trigger):
            message = (
                f"{trigger.release} is never {trigger.late_weeks:g} weeks past its due date between the start"
                f" date and the horizon of {draft.fields.horizon_weeks} weeks"
            )
            yield Fault((*way, "when"), message, "lower late_weeks, or state a due_week of the release")


def alternatives_have_a_trigger(draft: Draft) -> Iterator[Fault]:
    """Demand that structures taken in turn differ, and that only events that wait name several."""
    for way, event in _events(draft):
        structures = event.reorganize or []
        if len(structures) > 1 and event.when is None:
            message = "only a triggered event can take several structures in turn; a dated event names one"
            yield Fault((*way, "reorganize"), message, "name one structure, or use when instead of week")
        elif len(set(structures)) < len(structures):
            yield Fault((*way, "reorganize"), "a structure is named twice", "name each structure once")


def triggered_exits_happen_once(draft: Draft) -> Iterator[Fault]:
    """Demand that what can happen to a person once only does not wait for more than once."""
    for way, event in _events(draft):
        if event.when is not None and event.when.times != 1 and event.happening.once:
            message = f"a person {event.happening.once} at most once in a scenario"
            yield Fault((*way, "when", "times"), message, "remove times")


def triggered_joiners_are_not_named(draft: Draft) -> Iterator[Fault]:
    """Demand that other events do not name people who join only if a release is late."""
    for name, scenario in draft.fields.scenarios.items():
        waiting = {e.join.id for e in scenario.events if e.join is not None and e.when is not None}
        for index, event in enumerate(scenario.events):
            way: KeyPath = ("scenarios", name, "events", index)
            for place, person in event.happening.positions(event.stated):
                if person in waiting:
                    message = f"{person} is hired by a triggered event and may never join"
                    yield Fault((*way, event.kind, *place), message, "name somebody else, or date the join")


def _events(draft: Draft) -> Iterator[tuple[KeyPath, EventFields]]:
    for name, scenario in draft.fields.scenarios.items():
        for index, event in enumerate(scenario.events):
            yield ("scenarios", name, "events", index), event

"""Rules for events that a late release triggers."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.draft.draft import Draft
from reorg.model.draft.events import all_events, events_stating, events_with_paths, trigger_check_weeks
from reorg.model.events.people import JoinFields
from reorg.model.problems import Fault, unknown_faults


def triggers_watch_a_release(draft: Draft) -> Iterator[Fault]:
    """Demand that events wait for a release of the model, which can be that late before the horizon."""
    releases = [release.id for release in draft.fields.releases]
    triggers = [((*way, "when"), event.when) for way, event in all_events(draft) if event.when is not None]
    for way, trigger in triggers:
        yield from unknown_faults("release", releases, [((*way, "release"), trigger.release)])
        if trigger.release in releases and not trigger_check_weeks(draft, trigger):
            message = (
                f"{trigger.release} is never {trigger.late_weeks:g} weeks past its due date between the start"
                f" date and the horizon of {draft.fields.horizon_weeks} weeks"
            )
            yield Fault(way, message, "lower late_weeks, or state a due_week of the release")


def alternatives_have_a_trigger(draft: Draft) -> Iterator[Fault]:
    """Demand that structures taken in turn differ, and that only triggered events name several."""
    for way, event in all_events(draft):
        structures = event.reorganize or []
        if len(structures) > 1 and event.when is None:
            message = "only a triggered event can take several structures in turn; a dated event names one"
            yield Fault((*way, "reorganize"), message, "name one structure, or use when instead of week")
        elif len(set(structures)) < len(structures):
            yield Fault((*way, "reorganize"), "a structure is named twice", "name each structure once")


def triggered_exits_happen_once(draft: Draft) -> Iterator[Fault]:
    """Demand that what can happen to a person once only does not wait for more than once."""
    for way, event in all_events(draft):
        if event.when is not None and event.when.times != 1 and event.happening.once:
            message = f"a person {event.happening.once} at most once in a scenario"
            yield Fault((*way, "when", "times"), message, "remove times")


def triggered_joiners_are_not_named(draft: Draft) -> Iterator[Fault]:
    """Demand that other events do not name people whom a triggered event hires."""
    for scenario in draft.fields.scenarios:
        events = events_with_paths(draft, scenario)
        waiting = {join.id for _, event, join in events_stating(events, JoinFields) if event.when is not None}
        for way, event in events:
            for place, person in event.happening.positions(event.stated):
                if person in waiting:
                    message = f"{person} is hired by a triggered event and may never join"
                    yield Fault((*way, event.kind, *place), message, "name somebody else, or date the join")

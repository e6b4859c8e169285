"""Events of a draft: their order, whom they name, and when a trigger checks its release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from reorg.model.draft.draft import Draft
from reorg.model.draft.names import PeopleNames
from reorg.model.draft.work import expand_work
from reorg.model.problems import KeyPath
from reorg.model.schema.events import EventFields, TriggerFields
from reorg.model.schema.model import ModelFields
from reorg.model.schema.scenarios import ScenarioFields
from reorg.model.work import WorkName, occurrences

T = TypeVar("T")


def dated_in_order(events: Iterable[EventFields]) -> list[EventFields]:
    """Return dated events in order of time; on one date the structure changes first."""
    dated = [event for event in events if event.week is not None]
    return sorted(dated, key=lambda event: (event.week or 0.0, event.reorganize is None))


def events_with_paths(draft: Draft, scenario: str) -> list[tuple[KeyPath, EventFields]]:
    """Return the events of a scenario and where each is stated."""
    events = draft.fields.scenarios[scenario].events
    return [(("scenarios", scenario, "events", index), event) for index, event in enumerate(events)]


def all_events(draft: Draft) -> list[tuple[KeyPath, EventFields]]:
    """Return the events of all scenarios and where each is stated."""
    return [stated for scenario in draft.fields.scenarios for stated in events_with_paths(draft, scenario)]


def events_stating(
    events: Iterable[tuple[KeyPath, EventFields]], kind: type[T]
) -> Iterator[tuple[KeyPath, EventFields, T]]:
    """Yield the events that state a certain record: where it stands, the event and the record."""
    for way, event in events:
        if isinstance(event.stated, kind):
            yield (*way, event.kind), event, event.stated


@dataclass(frozen=True)
class ScenarioNames:
    """The names in the events of one scenario: everybody, and those who join in it."""

    draft: Draft
    people: PeopleNames

    @classmethod
    def of(cls, draft: Draft, scenario: ScenarioFields) -> ScenarioNames:
        """Return the names of a scenario."""
        joining = (event.join.id for event in scenario.events if event.join is not None)
        return cls(draft, draft.people.joined_by(joining))

    @property
    def fields(self) -> ModelFields:
        """The model file."""
        return self.draft.fields

    def work(self, name: str) -> tuple[WorkName, ...]:
        """Return the packages and streams of a name; raises UnknownNameError."""
        return expand_work(self.draft, name)


def trigger_check_weeks(draft: Draft, trigger: TriggerFields) -> list[float]:
    """Return the weeks, from the start date to the horizon, in which a trigger looks at its release.

    Empty where that is never; raises StopIteration for an unknown release.
    """
    release = next(release for release in draft.fields.releases if release.id == trigger.release)
    horizon, first = draft.fields.horizon_weeks, release.first_week or 0.0
    weeks = (
        one.due_week + trigger.late_weeks
        for one in occurrences(first, release.every_weeks, release.due_week, horizon)
    )
    return [week for week in weeks if 0.0 <= week < horizon]

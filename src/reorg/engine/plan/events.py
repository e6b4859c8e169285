"""Dated events as rows; a triggered event has a row for each occurrence of its release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from reorg.engine.plan.structures import StructureIndex
from reorg.engine.state.constants import HOURS_PER_WEEK
from reorg.engine.state.rows import DATED_EVENT
from reorg.model.choices import SKILL_LEVELS, SkillLevel
from reorg.model.events import Demand, Happening, Replace, Waiting, code_of
from reorg.model.events.happening import EventRow
from reorg.model.organization import Organization, Scenario
from reorg.model.work import WorkName


class EventNumbers:
    """Numbers of the things that events name; keeps the skills of successors, one row each [row, area]."""

    def __init__(
        self,
        organization: Organization,
        scenario: Scenario,
        names: StructureIndex,
        work: dict[WorkName, list[int]],
    ) -> None:
        self.successor_skills: list[list[int]] = []
        self._names = names
        self._work = work
        self._areas = organization.areas
        self._streams = {s.id: i for i, s in enumerate(organization.streams)}
        self._shares = {person.id: person.share for person in organization.everybody}
        self._replaced = {e.person for e in scenario.dated if isinstance(e, Replace)}

    def person(self, person: str) -> int:
        """Return the number of a position."""
        return self._names.person[person]

    def team(self, team: str) -> int:
        """Return the number of a team's id, the same in every structure."""
        return self._names.team_ids.index(team)

    def structure(self, structure: str) -> int:
        """Return the number of a structure among those that the scenario uses."""
        return self._names.structure_ids.index(structure)

    def stream(self, stream: str) -> int:
        """Return the number of a stream."""
        return self._streams[stream]

    def work(self, work: WorkName) -> list[int]:
        """Return the numbers of a package's occurrences and versions, or of a stream."""
        return self._work[work]

    def skills(self, skills: Mapping[str, SkillLevel]) -> int:
        """Keep the skills of a future holder; return their row."""
        self.successor_skills.append([SKILL_LEVELS.index(skills.get(a, "none")) for a in self._areas])
        return len(self.successor_skills) - 1

    def full_time_share(self, person: str) -> float:
        """Return the full-time share of a position."""
        return self._shares[person]

    def is_replaced(self, person: str) -> bool:
        """Return whether a dated event of the scenario fills the position again."""
        return person in self._replaced


class EventRows:
    """The rows of a scenario's events, the people and work they name, and the skills of successors."""

    def __init__(
        self,
        organization: Organization,
        scenario: Scenario,
        names: StructureIndex,
        work: dict[WorkName, list[int]],
        dues: dict[str, list[tuple[int, float]]],
    ) -> None:
        self._numbers = EventNumbers(organization, scenario, names, work)
        self._warmup_weeks = organization.warmup_weeks
        self._rows: list[Any] = []
        self._named: list[int] = []
        for event in scenario.dated:
            stated = event.row(self._numbers)
            if stated is not None:
                self._enter(event, stated, -self._warmup_weeks if event.holds_at_start else event.week)
        for number, waiting in enumerate(scenario.waiting):
            weeks = [(k, due + waiting.late_weeks) for k, due in dues.get(waiting.release, [])]
            self._wait(waiting, number, [w for w in weeks if 0.0 <= w[1] < organization.horizon_weeks])
        skills = self._numbers.successor_skills
        self.rows = np.array(self._rows, DATED_EVENT) if self._rows else np.zeros(0, DATED_EVENT)
        self.named = np.array(self._named, np.int32)
        self.skills = np.array(skills, np.int32).reshape(len(skills), len(organization.areas))

    def _wait(self, waiting: Waiting, number: int, occurrences: list[tuple[int, float]]) -> None:
        """Enter an event for each occurrence of a release; they share a count of how often it happened."""
        stated = waiting.event.row(self._numbers)
        if stated is None:
            return
        group = len(self._rows)
        for k, (release, week) in enumerate(occurrences):
            row = self._enter(waiting.event, stated, week)
            row["release"], row["group"] = release, group
            row["times"] = len(occurrences) if waiting.times is None else waiting.times
            # Its own random numbers, whatever else happens in the scenario.
            row["number"] = ((number + 1) << 16) + k
            if self._rows[-1] is not row:
                self._rows[-1]["after"] = len(self._rows) - 2

    def _enter(self, event: Happening, stated: EventRow, week: float) -> Any:
        """Add the row of an event, and that of the end of a temporary change of demand; return it."""
        time = (self._warmup_weeks + week) * HOURS_PER_WEEK
        row = np.zeros((), DATED_EVENT)
        for name in ("structure", "person", "heir", "team", "stream", "skills", "release", "group", "after"):
            row[name] = -1
        row["time"] = time
        row["reading"] = -1
        if event.reading is not None:
            row["reading"], row["holds"] = event.reading.place, event.reading.holds
            row["share"] = event.reading.share
        row["what"] = code_of(event.key)
        for name, value in stated.columns.items():
            row[name] = value
        if stated.named:
            row["first"] = len(self._named)
            self._named += stated.named
            row["last"] = len(self._named)
        row["number"] = sum(earlier["what"] == row["what"] for earlier in self._rows)
        self._rows.append(row)
        if isinstance(event, Demand) and event.for_weeks is not None:
            back = row.copy()
            back["time"] = time + event.for_weeks * HOURS_PER_WEEK
            back["value"] = 1.0 / event.factor
            self._rows.append(back)
        return row

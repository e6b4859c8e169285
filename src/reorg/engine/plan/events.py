"""Dated events as rows; one that waits for a release has a row for each occurrence."""

from __future__ import annotations

from functools import singledispatchmethod
from typing import Any

import numpy as np

from reorg.engine.plan.people import everybody
from reorg.engine.plan.structures import StructureIndex
from reorg.engine.state.constants import (
    BUDGET,
    DEMAND,
    EQUIP,
    HOURS_PER_WEEK,
    JOIN,
    LAYOFF,
    LEAVE,
    MOVE,
    PRIORITY,
    REORGANIZE,
    REPLACE,
)
from reorg.engine.state.rows import DATED_EVENT
from reorg.model.choices import SKILL_LEVELS
from reorg.model.events import (
    Alternate,
    Budget,
    Demand,
    Equip,
    Happening,
    Join,
    Layoff,
    Leave,
    Move,
    Prioritize,
    Publish,
    Reorganize,
    Replace,
    Waiting,
)
from reorg.model.organization import Organization, Scenario


class EventRows:
    """The rows of a scenario's events, the people and work they name, and the skills of successors."""

    def __init__(
        self,
        organization: Organization,
        scenario: Scenario,
        names: StructureIndex,
        work: dict[tuple[str, str], list[int]],
        dues: dict[str, list[tuple[int, float]]],
    ) -> None:
        self._names = names
        self._areas = organization.areas
        self._streams = {s.id: i for i, s in enumerate(organization.streams)}
        self._shares = {person.id: person.share for person in everybody(organization)}
        self._work = work
        self._replaced = {e.person for e in scenario.dated if isinstance(e, Replace)}
        self._warmup_weeks = organization.warmup_weeks
        self._rows: list[Any] = []
        self._named: list[int] = []
        self._skills: list[list[int]] = []
        for event in scenario.dated:
            if not isinstance(event, Publish):
                # Of what is published the market hears, after the run.
                self._enter(event, event.week)
        for number, waiting in enumerate(scenario.waiting):
            weeks = [(k, due + waiting.late_weeks) for k, due in dues.get(waiting.release, [])]
            self._wait(waiting, number, [w for w in weeks if 0.0 <= w[1] < organization.horizon_weeks])
        self.rows = np.array(self._rows, DATED_EVENT) if self._rows else np.zeros(0, DATED_EVENT)
        self.named = np.array(self._named, np.int32)
        self.skills = np.array(self._skills, np.int32).reshape(len(self._skills), len(self._areas))

    def _wait(self, waiting: Waiting, number: int, occurrences: list[tuple[int, float]]) -> None:
        """Enter an event for each occurrence of a release; they count together how often it happened."""
        group = len(self._rows)
        for k, (release, week) in enumerate(occurrences):
            row = self._enter(waiting.event, week)
            row["release"], row["group"] = release, group
            row["times"] = len(occurrences) if waiting.times is None else waiting.times
            # Its own luck, whatever else happens in the scenario.
            row["number"] = ((number + 1) << 16) + k
            if self._rows[-1] is not row:
                self._rows[-1]["after"] = len(self._rows) - 2

    def _enter(self, event: Happening, week: float) -> Any:
        """Add the row of an event, and that of the end of a demand that lasts for some weeks; return it."""
        time = (self._warmup_weeks + week) * HOURS_PER_WEEK
        row = np.zeros((), DATED_EVENT)
        for name in ("structure", "person", "heir", "team", "stream", "skills", "release", "group", "after"):
            row[name] = -1
        row["time"] = time
        row["reading"] = -1
        if event.reading is not None:
            row["reading"], row["holds"] = event.reading.place, event.reading.holds
            row["share"] = event.reading.share
        self._fill(event, row)
        row["number"] = sum(earlier["what"] == row["what"] for earlier in self._rows)
        self._rows.append(row)
        if isinstance(event, Demand) and event.for_weeks is not None:
            back = row.copy()
            back["time"] = time + event.for_weeks * HOURS_PER_WEEK
            back["value"] = 1.0 / event.factor
            self._rows.append(back)
        return row

    @singledispatchmethod
    def _fill(self, event: Happening, _row: Any) -> None:
        raise TypeError(f"no such event: {event!r}")

    @_fill.register
    def _(self, event: Reorganize, row: Any) -> None:
        row["what"], row["structure"] = REORGANIZE, self._names.structure_ids.index(event.to)

    @_fill.register
    def _(self, event: Alternate, row: Any) -> None:
        row["what"] = REORGANIZE
        self._name(row, [self._names.structure_ids.index(to) for to in event.among])

    @_fill.register
    def _(self, event: Leave, row: Any) -> None:
        row["what"], row["person"] = LEAVE, self._names.person[event.person]
        row["hire"] = event.person not in self._replaced

    @_fill.register
    def _(self, event: Join, row: Any) -> None:
        row["what"], row["person"] = JOIN, self._names.person[event.person.id]

    @_fill.register
    def _(self, event: Replace, row: Any) -> None:
        row["what"], row["person"] = REPLACE, self._names.person[event.person]
        row["weeks"] = event.after_weeks
        if event.internal is not None:
            row["heir"] = self._names.person[event.internal]
        row["value"] = (
            -1.0
            if event.annual_cost_usd is None
            else event.annual_cost_usd * self._shares[event.person] / 52.0
        )
        if event.skills is not None:
            row["skills"] = len(self._skills)
            self._skills.append([SKILL_LEVELS.index(event.skills.get(a, "none")) for a in self._areas])

    @_fill.register
    def _(self, event: Move, row: Any) -> None:
        row["what"], row["person"] = MOVE, self._names.person[event.person]
        row["team"] = self._names.team_ids.index(event.to)

    @_fill.register
    def _(self, event: Demand, row: Any) -> None:
        row["what"], row["stream"], row["value"] = DEMAND, self._streams[event.stream], event.factor

    @_fill.register
    def _(self, event: Budget, row: Any) -> None:
        row["what"], row["hire"] = BUDGET, {None: -1, True: 0, False: 1}[event.hiring]
        row["value"] = -1.0 if event.payroll_share is None else event.payroll_share
        row["gpus"] = -1.0 if event.gpus_share is None else event.gpus_share

    @_fill.register
    def _(self, event: Layoff, row: Any) -> None:
        row["what"], row["value"] = LAYOFF, event.share
        self._name(row, [self._names.person[p] for p in event.people])

    @_fill.register
    def _(self, event: Prioritize, row: Any) -> None:
        row["what"], row["value"] = PRIORITY, event.priority
        self._name(row, [number for name in event.work for number in self._work[name]])

    @_fill.register
    def _(self, event: Equip, row: Any) -> None:
        row["what"], row["value"] = EQUIP, event.ai_agents
        self._name(row, [self._names.person[p] for p in event.people])

    def _name(self, row: Any, numbers: list[int]) -> None:
        row["first"] = len(self._named)
        self._named += numbers
        row["last"] = len(self._named)

"""Dated events as rows."""

from __future__ import annotations

from functools import singledispatchmethod
from typing import Any

import numpy as np

from reorg.engine import records as r
from reorg.engine.seats import Names
from reorg.model.organization import (
    LEVELS,
    Budget,
    Demand,
    Equip,
    Event,
    Join,
    Layoff,
    Leave,
    Move,
    Organization,
    Prioritize,
    Reorganize,
    Replace,
    Scenario,
)

STRUCTURAL = (Reorganize, Leave, Join, Replace, Move, Layoff)
"""Events that change who is where; a comparison counts from the last of them."""


class Calendar:
    """The rows of a scenario's events, the people and work they name, and the skills of successors."""

    def __init__(
        self,
        organization: Organization,
        scenario: Scenario,
        names: Names,
        work: dict[tuple[str, str], list[int]],
        warmup_hours: float,
    ) -> None:
        self._names = names
        self._areas = organization.areas
        self._streams = {s.id: i for i, s in enumerate(organization.streams)}
        self._work = work
        self._replaced = {e.person for e in scenario.events if isinstance(e, Replace)}
        self._rows: list[Any] = []
        self._named: list[int] = []
        self._skills: list[list[int]] = []
        for event in scenario.events:
            self._enter(event, warmup_hours + event.week * r.HOURS_PER_WEEK)
        self.rows = np.array(self._rows, r.CHANGES) if self._rows else np.zeros(0, r.CHANGES)
        self.named = np.array(self._named, np.int32)
        self.skills = np.array(self._skills, np.int32).reshape(len(self._skills), len(self._areas))

    def _enter(self, event: Event, time: float) -> None:
        row = np.zeros((), r.CHANGES)
        for name in ("structure", "person", "team", "stream", "skills"):
            row[name] = -1
        row["time"] = time
        self._fill(event, row)
        row["number"] = sum(earlier["what"] == row["what"] for earlier in self._rows)
        self._rows.append(row)
        if isinstance(event, Demand) and event.for_weeks is not None:
            back = row.copy()
            back["time"] = time + event.for_weeks * r.HOURS_PER_WEEK
            back["value"] = 1.0 / event.factor
            self._rows.append(back)

    @singledispatchmethod
    def _fill(self, event: Event, _row: Any) -> None:
        raise TypeError(f"no such event: {event!r}")

    @_fill.register
    def _(self, event: Reorganize, row: Any) -> None:
        row["what"], row["structure"] = r.REORGANIZE, self._names.structure_ids.index(event.to)

    @_fill.register
    def _(self, event: Leave, row: Any) -> None:
        row["what"], row["person"] = r.LEAVE, self._names.person[event.person]
        row["hire"] = event.person not in self._replaced

    @_fill.register
    def _(self, event: Join, row: Any) -> None:
        row["what"], row["person"] = r.JOIN, self._names.person[event.person.id]

    @_fill.register
    def _(self, event: Replace, row: Any) -> None:
        row["what"], row["person"] = r.REPLACE, self._names.person[event.person]
        row["weeks"] = event.after_weeks
        if event.skills is not None:
            row["skills"] = len(self._skills)
            self._skills.append([LEVELS.index(event.skills.get(a, "none")) for a in self._areas])

    @_fill.register
    def _(self, event: Move, row: Any) -> None:
        row["what"], row["person"] = r.MOVE, self._names.person[event.person]
        row["team"] = self._names.team_names.index(event.to)

    @_fill.register
    def _(self, event: Demand, row: Any) -> None:
        row["what"], row["stream"], row["value"] = r.DEMAND, self._streams[event.stream], event.factor

    @_fill.register
    def _(self, event: Budget, row: Any) -> None:
        row["what"], row["hire"] = r.BUDGET, {None: -1, True: 0, False: 1}[event.hiring]
        row["value"] = -1.0 if event.payroll_share is None else event.payroll_share
        row["gpus"] = -1.0 if event.gpus_share is None else event.gpus_share

    @_fill.register
    def _(self, event: Layoff, row: Any) -> None:
        row["what"], row["value"] = r.LAYOFF, event.share
        self._name(row, [self._names.person[p] for p in event.people])

    @_fill.register
    def _(self, event: Prioritize, row: Any) -> None:
        row["what"], row["value"] = r.PRIORITY, event.priority
        self._name(row, [number for name in event.work for number in self._work[name]])

    @_fill.register
    def _(self, event: Equip, row: Any) -> None:
        row["what"], row["value"] = r.EQUIP, event.ai_agents
        self._name(row, [self._names.person[p] for p in event.people])

    def _name(self, row: Any, numbers: list[int]) -> None:
        row["first"] = len(self._named)
        self._named += numbers
        row["last"] = len(self._named)

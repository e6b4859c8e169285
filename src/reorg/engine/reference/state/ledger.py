"""The ledger of one world: where hours go, what was finished when, and the log of events."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.state.work import Chunk
from reorg.engine.state.constants import KINDS


class LogLine(NamedTuple):
    """One line of the log; ``on`` is a package, another person or a kind, depending on the event; -1 none."""

    time: float
    event: str
    person: int
    on: int
    value: float


@dataclass
class Ledger:
    """The accounts of one world; weeks are counted from ``start``, the end of the warm-up (hours)."""

    start: float
    weeks: int
    end: float = field(init=False)
    """The end of the horizon, in hours since the simulation began."""
    hours: dict[str, list[float]] = field(default_factory=dict)
    """Person-hours by kind and week."""
    hours_by_person: dict[tuple[int, str], float] = field(default_factory=lambda: defaultdict(float))
    """Person-hours by the person's number and kind, over the horizon."""
    throughput: list[float] = field(default_factory=list)
    inbox_hours: list[float] = field(default_factory=list)
    backlog_hours: list[float] = field(default_factory=list)
    """Hours in all inboxes and of work past its due date."""
    weekly_pay_usd: list[float] = field(default_factory=list)
    throughput_in: dict[str, list[float]] = field(default_factory=dict)
    """The same, by area."""
    exit_weeks: dict[int, float] = field(default_factory=dict)
    """When the first holder of a position left, by the person's number."""
    latencies: dict[str, list[float]] = field(default_factory=dict)
    """Hours from each exception to its decision, by the level drawn for it."""
    waits: dict[str, list[float]] = field(default_factory=dict)
    """Of those, the hours of waiting for decisions by others."""
    overload_weeks: dict[int, int] = field(default_factory=dict)
    skipped_hours: float = 0.0
    delegated_hours: float = 0.0
    unseen_hours: float = 0.0
    agents_cost_usd: float = 0.0
    duplicate_hours: float = 0.0
    """Hours on stopped attempts and on duplicated items."""
    relearning_hours: float = 0.0
    own_hours: list[float] = field(default_factory=list)
    familiar_hours: list[float] = field(default_factory=list)
    """Hours of own work multiplied by the familiarity with it, by week."""
    ties: list[list[float]] = field(default_factory=list)
    """The mean tie of each piece of work done with others, by week."""
    headcount: list[int] = field(default_factory=list)
    hazard: list[tuple[float, float]] = field(default_factory=list)
    """Weekly hazard of leaving at each week's end: mean of those present, and maximum."""
    attention_served: list[tuple[float, float]] = field(default_factory=list)
    """Mean attention at each week's end, of those who lead nobody and of those who lead."""
    ambiguity: list[float] = field(default_factory=list)
    """Mean probability at each week's end that a request of a person present is misdirected."""
    ties_in_team: list[float] = field(default_factory=list)
    """Mean tie of those present to their team at each week's end."""
    lead_effectiveness: list[float] = field(default_factory=list)
    """Mean effectiveness of leads at each week's end, 0 for a vacant position."""
    departures: int = 0
    regretted: int = 0
    hires: int = 0
    payroll_usd: float = 0.0
    hiring_cost_usd: float = 0.0
    present_hours: float = 0.0
    knowledge_start: float = 0.0
    knowledge_end: float = 0.0
    lone_areas: int = 0
    events: int = 0
    log: list[LogLine] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.end = self.start + self.weeks * WEEK_HOURS
        self.hours = {kind: [0.0] * self.weeks for kind in KINDS}
        self.throughput = [0.0] * self.weeks
        self.own_hours, self.familiar_hours = [0.0] * self.weeks, [0.0] * self.weeks
        self.ties = [[] for _ in range(self.weeks)]

    def end_after(self, weeks: int) -> None:
        """End after so many weeks, no more than before, as if that had been the horizon."""
        self.weeks, self.end = weeks, self.start + weeks * WEEK_HOURS
        sums = (*self.hours.values(), *self.throughput_in.values(), self.throughput)
        for each in (*sums, self.own_hours, self.familiar_hours):
            del each[weeks:]
        del self.ties[weeks:]

    def book_hours(self, person: int, kind: str, since: float, until: float, share: float) -> None:
        """Add a person's hours to the weeks they fall in, and to the person's account."""
        begin = max(since - self.start, 0.0)
        end = min(until, self.end) - self.start
        if begin < end:
            self.hours_by_person[person, kind] += (end - begin) * share
        while begin < end:
            week = int(begin / WEEK_HOURS)
            stop = min(end, (week + 1) * WEEK_HOURS)
            self.hours[kind][week] += (stop - begin) * share
            begin = stop

    def count_presence(self, seated: float, until: float, share: float) -> None:
        """Add the hours of a stay in a position, from the start of counting or the first day."""
        since = max(seated, self.start)
        if until > since:
            self.present_hours += (until - since) * share

    def count_throughput(self, area: str, nominal_hours: float, now: float) -> None:
        """Add direct work finished now; what ends with the last hour counts in the last week."""
        if now > self.start:
            week = min(int((now - self.start) / WEEK_HOURS), self.weeks - 1)
            self.throughput[week] += nominal_hours
            self.throughput_in.setdefault(area, [0.0] * self.weeks)[week] += nominal_hours

    def count_practice(self, chunk: Chunk, hours: float, now: float) -> None:
        """Count a finished piece of own work, with the person's familiarity with it and tie to the others."""
        if now > self.start:
            week = min(int((now - self.start) / WEEK_HOURS), self.weeks - 1)
            self.relearning_hours += chunk.relearning
            self.own_hours[week] += hours
            self.familiar_hours[week] += hours * chunk.familiarity
            if chunk.tie is not None:
                self.ties[week].append(chunk.tie)

    def count_skipped(self, hours: float, now: float) -> None:
        """Count the rework avoided by a decision made now."""
        if now > self.start:
            self.skipped_hours += hours

    def count_decision(self, level: str, latency: float, wait: float | None, now: float) -> None:
        """Count a decision made now, and its wait beyond the work on it if others asked for it."""
        if now > self.start:
            self.latencies.setdefault(level, []).append(latency)
            if wait is not None and wait >= 0.0:
                self.waits.setdefault(level, []).append(wait)

    def count_delegated(self, hours: float, now: float, *, unseen: bool) -> None:
        """Count an agent's work reviewed now; an undetected error is rework skipped."""
        if now > self.start:
            self.delegated_hours += hours
            self.unseen_hours += hours * unseen
            self.skipped_hours += hours * unseen

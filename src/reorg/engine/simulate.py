"""Run worlds: prepared arrays in, an outcome out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from reorg.compilation import is_cached
from reorg.engine import records as r
from reorg.engine.agenda import LINES
from reorg.engine.blocks import in_one_block
from reorg.engine.designs import diversity
from reorg.engine.entries import addresses
from reorg.engine.landscape import tabulate
from reorg.engine.layout import Plan
from reorg.engine.loop import simulate
from reorg.engine.pools import compute_usd, pool_figures
from reorg.engine.records import State
from reorg.engine.versions import attempts, duplicate_hours
from reorg.mechanisms import ASSUMPTIONS
from reorg.mechanisms.contested import LOTS, holds
from reorg.mechanisms.turnover import SPREAD_WEEKS

_PLACE = {p.id: i for i, p in enumerate(ASSUMPTIONS)}
_ROUTES = np.array(
    [
        [_PLACE[f"exceptions.decided_by.{degree}.{level}"] for level in ("top", "lead", "self")]
        for degree in ("low", "medium", "high")
    ]
)
_OUTCOMES = np.array(
    [
        [_PLACE[f"exceptions.outcome.{level}.{what}"] for what in ("rework", "quick_fix", "ignore")]
        for level in ("self", "lead", "top")
    ]
)
_SEARCH = {"package": r.SEARCH_PACKAGE, "team": r.SEARCH_TEAM, "neighbors": r.SEARCH_NEIGHBORS}
_LOTS = np.array([_PLACE[name] for name in LOTS])
_ATTENTION = {"mixed": r.ATTENTION_MIXED, "priority": r.ATTENTION_PRIORITY, "fifo": r.ATTENTION_FIFO}
_TEMPLATES = (
    "people",
    "skill",
    "knowledge",
    "ties",
    "teams",
    "skilled",
    "active",
    "streams",
    "meetings",
    "pools",
    "queues",
    "changes",
    "releases",
    "decisions",
)
_STATIC = (
    "placement",
    "owners",
    "staked",
    "stakes",
    "races",
    "raced",
    "doubles",
    "decides_by",
    "successors",
    "links",
    "backs",
    "integrators",
    "efforts",
    "tables",
    "attendees",
    "weights",
    "judges",
    "named",
    "new_skills",
    "team_by_name",
    "children",
    "roster",
    "pool_rules",
    "pool_sizes",
    "pool_of",
)


@dataclass(frozen=True)
class Outcome:
    """What one world of one scenario came to; the warm-up is not in it. Arrays are the caller's own."""

    hours: Any
    """Person-hours [week, kind], kinds as in ``KINDS``."""
    throughput: Any
    """Direct work completed [week], nominal person-hours."""
    area_throughput: Any
    """The same by area [week, area]."""
    tray_hours: Any
    """Hours of work waiting in all in-trays at the week's end [week]."""
    latency_counts: Any
    """Decisions taken [level drawn: self | lead | top, bin of LATENCY_EDGES_HOURS], from the exception raised
    to the decision, whoever took it in the end."""
    overload_weeks: Any
    """Weeks at whose end more than a week's work waited for a person [person]."""
    finish_weeks: Any
    """When each package was finished [package], weeks from the start date; nan where not by the horizon."""
    headcount: Any
    """People present at the week's end [week]."""
    exit_weeks: Any
    """When whoever held a position at first left [person], weeks from the start date; nan where not."""
    departures: int
    regretted: int
    """Departures of the first or the only knower of an area."""
    hires: int
    knowledge_left: float
    """Knowledge of the three who know most, summed over areas: the end over the start."""
    lone_areas: int
    """Areas with fewer than two knowers at the end."""
    payroll_usd: float
    hiring_cost_usd: float
    present_hours: float
    """Person-hours of everybody present, counted apart from what they did."""
    duplicate_hours: float
    """Person-hours spent on attempts that did not win a race, and on work that teams own twice."""
    attempts: int
    """Attempts at packages begun, those begun again after a failure included."""
    skipped_hours: float
    """Rework demanded but ignored or half done, nominal person-hours."""
    delegated_hours: float
    """Work of AI agents reviewed, found wrong or not, nominal hours."""
    unseen_hours: float
    """Of those, wrong and not found out by review."""
    agents_cost_usd: float
    streams: Any
    """[stream, completed | sum of waits | of their squares | sum of sojourns | of their squares], hours."""
    found: Any
    """Value of the configuration of each release at the week's end [week, release]; nan before its start
    and where it has no design decisions."""
    capability: Any
    """Share of configurations no better than the one a release went out with, or had at the horizon
    [release]; nan where it has no design decisions."""
    diversity: Any
    """Mean number of decisions in which two configurations tried differ [release]; nan without two trials."""
    trials: Any
    """Trials of design decisions [release]."""
    pools: Any
    """[pool, accelerator-hours used | held | jobs | hours they waited | failures], hours of the clock."""
    compute_usd: float
    events: int
    log: Any = None
    """Event log (time in hours from the start date, code, person, package or other number, value)."""


class Simulator:
    """Runs worlds of one plan, one at a time; use one per thread. The lock of Python is released."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        people = len(plan.person_ids)
        self._room = {
            "items": 64 + 6 * people,
            "jobs": 64 + people,
            "lines": 1 << (8 * people + 63).bit_length(),
            "agenda": 256 + 4 * people + 2 * len(plan.arrays["jobs"]),
            "log": 1 << 16,
            "runs": 64,
        }
        self._entries = _entries()
        self._state = self._allocate(log=False)
        self._logs = False

    def run(self, assumptions: Any, seed: int, world: int, *, log: bool = False) -> Outcome:
        """Return the outcome of one world: a pure function of the plan and these arguments.

        ``assumptions`` are in the order of :data:`reorg.mechanisms.ASSUMPTIONS`. Raises ValueError where
        their number is wrong.
        """
        vector = np.ascontiguousarray(assumptions, dtype=np.float64)
        if vector.shape != (len(ASSUMPTIONS),):
            raise ValueError(f"{len(ASSUMPTIONS)} assumptions are needed, got shape {vector.shape}")
        if log != self._logs:
            self._state, self._logs = self._allocate(log=log), log
        self._reset(vector)
        while short := _simulate(self._state.world, seed, world):
            self._room[r.ROOMS[short - 1]] *= 2
            self._state = self._allocate(log=log)
            self._reset(vector)
        return self._outcome(log)

    @property
    def state(self) -> State:
        """The arrays as the last world left them, for checks of what an outcome does not show."""
        return self._state

    def landscape(self, release: int) -> Any:
        """Return the value of every configuration of a release in the last world, by their bits.

        Raises ValueError for a release of more than 20 design decisions, or of none.
        """
        row = self._state.releases[release]
        count = int(row["decision_last"] - row["decision_first"])
        if not 0 < count <= 20:
            raise ValueError(f"a landscape of {count} decisions is not tabulated")
        values = np.zeros(1 << count)
        tabulate(self._state.world, release, values)
        return values

    def _allocate(self, *, log: bool) -> State:
        """Make the arrays: those that a world begins with in one block, and rooms that it fills itself."""
        arrays, plan = self.plan.arrays, self.plan
        weeks, people = plan.weeks, len(plan.person_ids)
        begun = {
            "world": np.zeros(1, r.WORLD),
            "line_ends": np.zeros((LINES, 2), np.int32),
            "ends": no_ends(people),
            "hours": np.zeros((weeks + 1, len(r.KINDS))),
            "weekly": np.zeros((weeks, 3)),
            "done": np.zeros((weeks, arrays["skill"].shape[1])),
            "exit_weeks": np.full(people, -1.0),
            "latency": np.zeros((3, r.LATENCY_BINS), np.int32),
            "overload": np.zeros(people, np.int32),
            "contagion": np.zeros((people, SPREAD_WEEKS)),
            "found": np.full((weeks, len(plan.releases)), np.nan),
            "capability": np.full(len(plan.releases), np.nan),
            "served": np.zeros((max(len(plan.stream_ids), 1), 5)),
            "runs": _free_rows(self._room["runs"] if plan.organization.pools else 1, r.RUN),
            **{name: arrays[name] for name in _TEMPLATES},
        }
        jobs = len(plan.arrays["jobs"]) + (self._room["jobs"] if plan.stream_ids else 0)
        rooms = {
            "assumed": (1, r.ASSUMED),
            "routes": ((3, 3), np.float64),
            "outcomes": ((3, 3), np.float64),
            "jobs": (max(jobs, 1), r.JOB),
            "items": (self._room["items"], r.ITEMS),
            "lines": ((LINES, self._room["lines"]), r.AGENDA),
            "agenda": (self._room["agenda"] + 1, r.AGENDA),
            "areas": (arrays["skill"].shape[1], r.AREA),
            "called_people": (people, np.int32),
            "called_teams": (len(arrays["teams"]), np.int32),
            "crowd": (people + len(arrays["teams"]) + len(arrays["attendees"]) + 1, np.int32),
            "log": (self._room["log"] if log else 0, r.LOG),
        }
        self._block, views = in_one_block({name: (array.shape, array.dtype) for name, array in begun.items()})
        for name, array in begun.items():
            views[name][...] = array
        views |= in_one_block(rooms)[1]
        # Both children of an entry of the heap share a cache line: the second row begins one.
        views["agenda"] = views["agenda"][1:]
        state = State(**views, **{name: arrays[name] for name in _STATIC})
        self._set_world(state)
        self._begun = self._block.copy()
        return state

    def _reset(self, vector: Any) -> None:
        s = self._state
        self._block[...] = self._begun
        count = len(self.plan.arrays["jobs"])
        s.jobs[:count].view(np.uint8)[...] = self.plan.arrays["jobs"].view(np.uint8)
        s.assumed.view(np.float64)[...] = vector
        s.knowledge["value"] *= vector[_PLACE["knowledge.start"]]
        if self.plan.organization.contested:
            self._take_readings(vector)
        s.routes[...] = vector[_ROUTES]
        s.outcomes[...] = vector[_OUTCOMES]

    def _take_readings(self, vector: Any) -> None:
        """Let events not happen that belong to other readings of contested facts than this world's."""
        changes = self._state.changes
        asked = changes["reading"] >= 0
        lots = vector[_LOTS][changes["reading"]]
        changes["what"][asked & (holds(lots, changes["share"]) != (changes["holds"] == 1))] = (
            r.NOTHING_HAPPENS
        )

    def _set_world(self, s: State) -> None:
        """Fill in the world's row: counts, rooms and addresses."""
        plan = self.plan
        w = s.world[0]
        w["start"] = plan.warmup_weeks * r.HOURS_PER_WEEK
        w["end"] = w["start"] + plan.weeks * r.HOURS_PER_WEEK
        w["here"] = s.world.ctypes.data
        w["entries"] = self._entries.ctypes.data
        w["people_count"] = len(plan.person_ids)
        w["team_count"] = len(s.teams)
        w["packages"] = w["job_count"] = len(plan.arrays["jobs"])
        w["work_count"] = s.owners.shape[1]
        w["area_count"] = s.skill.shape[1]
        w["link_count"] = s.integrators.shape[1]
        w["stream_count"] = len(s.streams)
        w["meeting_count"] = len(s.meetings)
        w["release_count"] = len(s.releases)
        w["decision_count"] = len(s.decisions)
        w["search"] = _SEARCH[plan.organization.policies.search]
        w["jumps"] = plan.organization.policies.jumps
        w["structure_count"], w["name_count"] = s.team_by_name.shape
        w["budget"] = -1.0
        w["payroll"] = s.people["pay"][s.people["doing"] != r.ABSENT].sum()
        w["pool_count"], w["gpus_share"], w["run_room"] = len(s.pools), 1.0, len(s.runs)
        w["contested"] = len(s.stakes) > 0
        w["race_count"] = len(s.races)
        w["double_count"] = len(s.doubles)
        w["change_count"] = len(s.changes)
        w["week_count"] = plan.weeks
        w["agenda_room"] = len(s.agenda)
        w["line_room"] = s.lines.shape[1]
        w["item_room"] = len(s.items)
        w["job_room"] = len(s.jobs)
        w["log_room"] = len(s.log)
        w["places"] = len(s.ends) // 2
        w["free_item"] = w["free_job"] = w["first_line"] = -1
        for name in r.ADDRESSES:
            w[name] = getattr(s, name).ctypes.data
        w["attention"] = _ATTENTION[plan.organization.policies.attention]

    def _outcome(self, log: bool) -> Outcome:
        s, plan = self._state, self.plan
        w = s.world[0]
        start = float(w["start"])
        jobs = s.jobs[: len(plan.packages)]
        finished = jobs["state"] == r.FINISHED
        pools = pool_figures(s)
        lines = s.log[: int(w["logged"])].copy() if log else None
        if lines is not None:
            lines["time"] -= start
        return Outcome(
            hours=s.hours[:-1].copy(),
            throughput=s.weekly[:, 0].copy(),
            area_throughput=s.done.copy(),
            tray_hours=s.weekly[:, 1].copy(),
            latency_counts=s.latency.astype(np.int64),
            overload_weeks=s.overload.copy(),
            finish_weeks=np.where(finished, (jobs["finish"] - start) / r.HOURS_PER_WEEK, np.nan),
            headcount=s.weekly[:, 2].copy(),
            exit_weeks=np.where(s.exit_weeks >= 0.0, s.exit_weeks, np.nan),
            departures=int(w["departures"]),
            regretted=int(w["regretted"]),
            hires=int(w["hires"]),
            knowledge_left=float(w["knowledge_end"] / w["knowledge_start"]) if w["knowledge_start"] else 1.0,
            lone_areas=int(w["lone_areas"]),
            payroll_usd=float(w["paid"]),
            hiring_cost_usd=float(w["hiring_cost"]),
            present_hours=float(w["present_hours"]),
            duplicate_hours=duplicate_hours(s),
            attempts=attempts(s),
            skipped_hours=float(w["skipped"]),
            delegated_hours=float(w["delegated_hours"]),
            unseen_hours=float(w["unseen_hours"]),
            agents_cost_usd=float(w["agents_cost"]),
            streams=s.served[: len(plan.stream_ids)].copy(),
            found=s.found.copy(),
            capability=s.capability.copy(),
            diversity=diversity(s.releases, s.decisions),
            trials=s.releases["trials"].copy(),
            pools=pools,
            compute_usd=compute_usd(plan.organization.pools, pools),
            events=int(w["events"]),
            log=lines,
        )


def no_ends(people: int) -> Any:
    """Return a tournament of that many people in which nobody has anything to end."""
    ends = np.zeros(2 << (people - 1).bit_length(), r.END_OF_DOING)
    ends["time"] = np.inf
    return ends


def _free_rows(count: int, kind: Any) -> Any:
    """Return rows each of which names the next free one, the last none."""
    rows = np.zeros(count, kind)
    rows["after"] = np.append(np.arange(1, count), -1)
    return rows


@contextmanager
def _uncollected() -> Iterator[None]:
    """Collect no garbage while the engine is compiled: it would only cost time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@cache
def _entries() -> Any:
    with _uncollected():
        return addresses()


def _simulate(worlds: Any, seed: int, world: int) -> int:
    if simulate.signatures:  # type: ignore[attr-defined]
        return simulate(worlds, seed, world)
    with _uncollected():
        return simulate(worlds, seed, world)


def is_compiled() -> bool:
    """Tell whether the engine can start without compiling first."""
    return bool(simulate.signatures) or is_cached()  # type: ignore[attr-defined]

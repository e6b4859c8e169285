"""Run worlds: prepared arrays in, an outcome out."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from reorg.compilation import compiling, mark_cached
from reorg.engine.bodies import body_addresses
from reorg.engine.final_state import begin_weeks, knowledge_of_owners, stream_backlog
from reorg.engine.kernel.landscape import tabulate_values
from reorg.engine.kernel.landscape_scale import measure_landscape, room_for_landscape
from reorg.engine.loop import simulate
from reorg.engine.machine.completions import first_place, no_completions
from reorg.engine.machine.event_list import HEAP_MARGIN, RING_COUNT
from reorg.engine.outcome import (
    Outcome,
    attempt_count,
    compute_usd,
    diversity,
    duplicate_hours,
    mean_familiarity,
    mean_ties_at_work,
    pool_figures,
)
from reorg.engine.plan.places import Floats, figures_of
from reorg.engine.plan.plan import Plan
from reorg.engine.room import first_room
from reorg.engine.state.blocks import views_of_one_block, with_lengths
from reorg.engine.state.bounds import address_of, note_length
from reorg.engine.state.constants import (
    ABSENT,
    ATTENTION_FIFO,
    ATTENTION_MIXED,
    ATTENTION_PRIORITY,
    CAPACITIES,
    FINISHED,
    HOURS_PER_WEEK,
    KINDS,
    LATENCY_BINS,
    NO_EVENT,
    SEARCH_NEIGHBORS,
    SEARCH_PACKAGE,
    SEARCH_TEAM,
    SERVED_COUNT,
    WEEKLY_COUNT,
)
from reorg.engine.state.rows import AREA, ASSUMPTION_VALUES, COMPUTE_RUN, EVENT, INBOX_ITEM, JOB, LOG_LINE
from reorg.engine.state.world import ARRAYS, WORLD, State
from reorg.mechanisms import ASSUMPTIONS
from reorg.mechanisms.turnover import SPREAD_WEEKS
from reorg.model.choices import DEGREES
from reorg.summation import add_in_order

_PLACE = {p.id: i for i, p in enumerate(ASSUMPTIONS)}
_ROUTES = np.array(
    [
        [_PLACE[f"exceptions.decided_by.{degree}.{level}"] for level in ("top", "lead", "self")]
        for degree in DEGREES
    ]
)
_OUTCOMES = np.array(
    [
        [_PLACE[f"exceptions.outcome.{level}.{what}"] for what in ("rework", "quick_fix", "ignore")]
        for level in ("self", "lead", "top")
    ]
)
_SEARCH = {"package": SEARCH_PACKAGE, "team": SEARCH_TEAM, "neighbors": SEARCH_NEIGHBORS}
_ATTENTION = {"mixed": ATTENTION_MIXED, "priority": ATTENTION_PRIORITY, "fifo": ATTENTION_FIFO}
_TEMPLATES = (
    "people",
    "skill",
    "knowledge",
    "ties",
    "teams",
    "skilled",
    "familiarity",
    "contributors",
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
    "second_leads",
    "second_teams",
    "second_shares",
    "guests",
    "owners",
    "shared_ownership_by_work",
    "shared_ownerships",
    "races",
    "raced",
    "duplications",
    "decides_by",
    "predecessors",
    "successors",
    "preceding",
    "links",
    "rework_links",
    "integrators",
    "efforts",
    "tables",
    "attendees",
    "weights",
    "judges",
    "named",
    "stated_familiarity",
    "new_skills",
    "team_by_name",
    "team_by_id",
    "children",
    "roster",
    "pool_rules",
    "pool_sizes",
    "pool_of",
)


class Simulator:
    """Runs worlds of one plan, one at a time; use one per thread. The lock of Python is released."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._room = first_room(plan)
        self._entries = _entries()
        self.figures = figures_of(plan)
        """Numbers of the last world that no array holds, see :func:`reorg.engine.plan.places.figures_of`."""
        self._state = self._allocate(log=False)
        self._logs = False

    def run(
        self, assumptions: Any, seed: int, world: int, *, log: bool = False, inputs: Floats | None = None
    ) -> Outcome:
        """Return the outcome of one world: a pure function of the plan and these arguments.

        ``assumptions`` are in the order of :data:`reorg.mechanisms.ASSUMPTIONS`; ``inputs`` are points from 0
        to 1 of the plan's dimensions, None if all inputs are central. Raises ValueError if the number of
        assumptions is wrong.
        """
        vector = np.ascontiguousarray(assumptions, dtype=np.float64)
        if vector.shape != (len(ASSUMPTIONS),):
            raise ValueError(f"{len(ASSUMPTIONS)} assumptions are needed, got shape {vector.shape}")
        if log != self._logs:
            self._state, self._logs = self._allocate(log=log), log
        self._reset(vector, inputs)
        while short := _simulate(self._state.world, seed, world):
            self._room[CAPACITIES[short - 1]] *= 2
            self._state = self._allocate(log=log)
            self._reset(vector, inputs)
        return self._outcome(log)

    @property
    def state(self) -> State:
        """The arrays as the last world left them, for checks of values that an outcome does not contain."""
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
        tabulate_values(self._state.world, release, values)
        return values

    def _capability(self) -> Any:
        """Return each release's design on the scale from the mean to the best of its landscape."""
        s = self._state
        found = s.capability.copy()
        for k in np.flatnonzero(~np.isnan(found)):
            scale, row = np.zeros(2), s.releases[k]
            room = room_for_landscape(int(row["decision_last"] - row["decision_first"]))
            measure_landscape(s.world, int(k), *room, scale)
            found[k] = (found[k] - scale[0]) / (scale[1] - scale[0])
        return found

    def _allocate(self, *, log: bool) -> State:
        """Make the arrays: those with initial values in one block, and those that a world fills itself."""
        begun = self._arrays_begun()
        views = views_of_one_block({name: (array.shape, array.dtype) for name, array in begun.items()})[1]
        for name, array in begun.items():
            views[name][...] = array
        views |= views_of_one_block(self._rooms(log))[1]
        # Children of an entry of the heap share cache lines: the second row starts one.
        views["event_heap"] = views["event_heap"][1:]
        note_length(views["event_heap"])
        state = State(**views, **with_lengths({name: self._own(name) for name in _STATIC}))
        self._set_world(state)
        begun["world"] = state.world.copy()
        self._begun = [(_bytes_of(views[name]), _bytes_of(array)) for name, array in begun.items()]
        return state

    def _arrays_begun(self) -> dict[str, Any]:
        """Return the arrays with their initial values: the plan's, or zeros, which use no memory."""
        arrays, plan = self.plan.arrays, self.plan
        releases = arrays["releases"].copy()
        releases["awaited"][[*plan.until_out]] = 1
        weeks, people = plan.weeks, len(plan.person_ids)
        return {
            "world": np.zeros(1, WORLD),
            "ring_ends": np.zeros((RING_COUNT, 2), np.int32),
            "ends": no_completions(people),
            "hours": np.zeros((weeks + 1, len(KINDS))),
            "hours_by_person": np.zeros((people, len(KINDS))),
            "weekly": np.zeros((weeks, WEEKLY_COUNT)),
            "hazard": np.zeros((weeks, 2)),
            "ambiguity": np.zeros(weeks),
            "ties_in_team": np.zeros(weeks),
            "lead_effectiveness": np.zeros(weeks),
            "attention_served": np.zeros((weeks, 2)),
            "done": np.zeros((weeks, arrays["skill"].shape[1])),
            "practice": np.zeros((weeks, 4)),
            "exit_weeks": np.full(people, -1.0),
            "latency": np.zeros((3, LATENCY_BINS), np.int32),
            "waits": np.zeros((3, LATENCY_BINS), np.int32),
            "overload": np.zeros(people, np.int32),
            "contagion": np.zeros((people, SPREAD_WEEKS)),
            "found": np.full((weeks, len(plan.releases)), np.nan),
            "capability": np.full(len(plan.releases), np.nan),
            "served": np.zeros((max(len(plan.stream_ids), 1), SERVED_COUNT)),
            "sojourns": np.zeros((max(len(plan.stream_ids), 1), LATENCY_BINS), np.int32),
            "runs": _free_rows(self._room["runs"] if plan.organization.pools else 1, COMPUTE_RUN),
            **{name: arrays[name] for name in _TEMPLATES},
            "releases": releases,
        }

    def _rooms(self, log: bool) -> dict[str, tuple[Any, Any]]:
        """Return shape and type of the arrays that a world fills itself."""
        arrays, people = self.plan.arrays, len(self.plan.person_ids)
        jobs = len(arrays["jobs"]) + (self._room["jobs"] if self.plan.stream_ids else 0)
        return {
            "assumed": (1, ASSUMPTION_VALUES),
            "routes": ((3, 3), np.float64),
            "outcomes": ((3, 3), np.float64),
            "jobs": (max(jobs, 1), JOB),
            "items": (self._room["items"], INBOX_ITEM),
            "lines": ((RING_COUNT, self._room["lines"]), EVENT),
            "event_heap": (self._room["event_heap"] + HEAP_MARGIN, EVENT),
            "areas": (arrays["skill"].shape[1], AREA),
            "deferred_people": (people, np.int32),
            "layoff_heap": (len(arrays["named"]), np.int32),
            "deferred_teams": (len(arrays["teams"]), np.int32),
            "off_roster": (people, np.int32),
            "crowd": (people + len(arrays["teams"]) + len(arrays["attendees"]) + 1, np.int32),
            "crowd_ties": (people, np.float64),
            "log": (self._room["log"] if log else 0, LOG_LINE),
        }

    def _own(self, name: str) -> Any:
        """Return an array that worlds share, or a copy of one in which they differ."""
        array, places = self.plan.arrays[name], self.plan.places
        return array.copy() if places is not None and name in places.arrays else array

    def _reset(self, vector: Any, inputs: Floats | None) -> None:
        s = self._state
        for array, begun in self._begun:
            array[...] = begun
        count = len(self.plan.arrays["jobs"])
        s.jobs[:count].view(np.uint8)[...] = self.plan.arrays["jobs"].view(np.uint8)
        if self.plan.places is not None:
            self._put_inputs(inputs)
        s.assumed.view(np.float64)[...] = vector
        s.knowledge["value"] *= vector[_PLACE["knowledge.start"]]
        if self.plan.organization.contested:
            self._take_readings()
        s.routes[...] = vector[_ROUTES]
        s.outcomes[...] = vector[_OUTCOMES]

    def _put_inputs(self, inputs: Floats | None) -> None:
        """Write this world's inputs; every place is written, so nothing of the last world is left."""
        places, s = self.plan.places, self._state
        if places is None:
            return
        jobs = s.jobs[: len(self.plan.arrays["jobs"])]

        def array_of(name: str) -> Any:
            return jobs if name == "jobs" else self.figures.get(name, getattr(s, name, None))

        places.put(places.base if inputs is None else places.values(inputs), array_of)
        s.world[0]["payroll"] = _payroll(s)

    def _take_readings(self) -> None:
        """Disable events that belong to other readings of contested facts than this world's.

        In a world the share of a fact is 1 or 0: it is an input with two readings. Without inputs, the fact
        holds if it does in most worlds.
        """
        changes = self._state.changes
        asked = changes["reading"] >= 0
        changes["what"][asked & ((changes["share"] > 0.5) != (changes["holds"] == 1))] = NO_EVENT

    def _set_world(self, s: State) -> None:
        """Fill in the world's row: counts, rooms and addresses."""
        plan = self.plan
        w = s.world[0]
        w["start"] = plan.warmup_weeks * HOURS_PER_WEEK
        w["end"] = w["start"] + plan.weeks * HOURS_PER_WEEK
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
        w["id_count"] = s.team_by_id.shape[1]
        w["budget"] = -1.0
        w["payroll"] = _payroll(s)
        w["pool_count"], w["gpus_share"], w["run_room"] = len(s.pools), 1.0, len(s.runs)
        w["contested"] = len(s.shared_ownerships) > 0
        w["race_count"] = len(s.races)
        w["duplication_count"] = len(s.duplications)
        w["change_count"] = len(s.changes)
        w["week_count"] = plan.weeks
        w["heap_room"] = self._room["event_heap"]
        w["ring_room"] = s.lines.shape[1]
        w["item_room"] = len(s.items)
        w["job_room"] = len(s.jobs)
        w["log_room"] = len(s.log)
        w["places"] = first_place(len(plan.person_ids))
        w["free_item"] = w["free_job"] = w["first_ring"] = -1
        for name in ARRAYS:
            w[name] = address_of(getattr(s, name))
        w["attention"] = _ATTENTION[plan.organization.policies.attention]

    def _weekly(self) -> dict[str, Any]:
        """Return the weekly figures of an outcome."""
        s, run = self._state, slice(int(self._state.world[0]["week_count"]))
        return {
            "hours": s.hours[run].copy(),
            "throughput": s.weekly[run, 0].copy(),
            "area_throughput": s.done[run].copy(),
            "inbox_hours": s.weekly[run, 1].copy(),
            "headcount": s.weekly[run, 2].copy(),
            "hazard": s.hazard[run].copy(),
            "ambiguity": s.ambiguity[run].copy(),
            "ties_in_team": s.ties_in_team[run].copy(),
            "lead_effectiveness": s.lead_effectiveness[run].copy(),
            "attention_served": s.attention_served[run].copy(),
            "backlog_hours": s.weekly[run, 3].copy(),
            "weekly_pay_usd": s.weekly[run, 4].copy(),
            "familiarity": mean_familiarity(s.practice[run]),
            "ties_at_work": mean_ties_at_work(s.practice[run]),
            "found": s.found[run].copy(),
        }

    def _outcome(self, log: bool) -> Outcome:
        s, plan = self._state, self.plan
        w = s.world[0]
        start = float(w["start"])
        jobs = s.jobs[: len(plan.packages)]
        finished = jobs["state"] == FINISHED
        pools = pool_figures(s)
        owner_knowledge, single_expert_work = knowledge_of_owners(s, self.figures["stream_hours"])
        lines = s.log[: int(w["logged"])].copy() if log else None
        if lines is not None:
            lines["time"] -= start
        return Outcome(
            **self._weekly(),
            hours_by_person=s.hours_by_person.copy(),
            latency_counts=s.latency.astype(np.int64),
            wait_counts=s.waits.astype(np.int64),
            overload_weeks=s.overload.copy(),
            finish_weeks=np.where(finished, (jobs["finish"] - start) / HOURS_PER_WEEK, np.nan),
            pay_usd=s.people["pay"] * 52.0,
            exit_weeks=np.where(s.exit_weeks >= 0.0, s.exit_weeks, np.nan),
            begin_weeks=begin_weeks(s, len(plan.packages)),
            sojourn_counts=s.sojourns[: len(plan.stream_ids)].astype(np.int64),
            stream_backlog=stream_backlog(s, len(plan.stream_ids)),
            owner_knowledge=owner_knowledge,
            single_expert_work=single_expert_work,
            departures=int(w["departures"]),
            regretted=int(w["regretted"]),
            hires=int(w["hires"]),
            knowledge_left=float(w["knowledge_end"] / w["knowledge_start"]) if w["knowledge_start"] else 1.0,
            lone_areas=int(w["lone_areas"]),
            payroll_usd=float(w["paid"]),
            hiring_cost_usd=float(w["hiring_cost"]),
            present_hours=float(w["present_hours"]),
            duplicate_hours=duplicate_hours(s),
            attempts=attempt_count(s),
            relearning_hours=float(w["relearning"]),
            skipped_hours=float(w["skipped"]),
            delegated_hours=float(w["delegated_hours"]),
            unseen_hours=float(w["unseen_hours"]),
            agents_cost_usd=float(w["agents_cost"]),
            streams=s.served[: len(plan.stream_ids)].copy(),
            capability=self._capability(),
            diversity=diversity(s.releases, s.decisions),
            trials=s.releases["trials"].copy(),
            pools=pools,
            compute_usd=compute_usd(plan.organization.pools, self.figures["pool_usd"], pools),
            events=int(w["events"]),
            log=lines,
        )


def _bytes_of(array: Any) -> Any:
    """Return an array as bytes, which are copied faster than rows."""
    return array.reshape(-1).view(np.uint8)


def _payroll(s: State) -> float:
    """Return the weekly pay of those present, USD, added in the order of the file."""
    return add_in_order(s.people["pay"][s.people["activity"] != ABSENT])


def _free_rows(count: int, kind: Any) -> Any:
    """Return rows each of which names the next free one, the last none."""
    rows = np.zeros(count, kind)
    rows["after"] = np.append(np.arange(1, count), -1)
    return rows


@cache
def _entries() -> Any:
    with compiling():
        found = body_addresses()
    mark_cached()
    return found


def _simulate(worlds: Any, seed: int, world: int) -> int:
    if simulate.whole.signatures:  # type: ignore[attr-defined]
        return simulate(worlds, seed, world)
    with compiling():
        return simulate(worlds, seed, world)

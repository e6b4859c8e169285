"""The outcome of a world, in the same arrays as the compiled engine returns."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np

from reorg.engine.outcome import Outcome
from reorg.engine.reference.compute import capacity_hours
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.landscape_scale import capability
from reorg.engine.reference.owners import owner_knowledge, single_expert_work
from reorg.engine.reference.pools import CLOCK_HOURS, hours_held
from reorg.engine.reference.state.accelerators import Pool
from reorg.engine.reference.state.designs import Design
from reorg.engine.reference.state.ledger import LogLine
from reorg.engine.reference.state.work import Chunk, Job, Stream
from reorg.engine.reference.state.world import World
from reorg.engine.state.constants import KINDS, LATENCY_EDGES_HOURS, LOG_CODES
from reorg.engine.state.rows import LOG_LINE
from reorg.summation import add_in_order

_CODES = {event: code for code, event in enumerate(LOG_CODES)}


def pool_figures(world: World, pool: Pool) -> Sequence[Any]:
    """Return accelerator-hours used and held, jobs, hours of waiting, and failures, at the world's end."""
    waiting = [run for run_queue in world.run_queues if run_queue.pool is pool for run in run_queue.waiting]
    waits = [(world.now - run.asked) * CLOCK_HOURS for run in waiting if run.asked > world.ledger.start]
    # An exact sum, as they are added in no order of their own.
    used = math.fsum([pool.used, *(hours_held(world, run) for run in pool.running)])
    held = pool.held + capacity_hours(world, pool)
    waited = math.fsum([pool.waited, *waits])
    return used, held, pool.begun + len(waits), waited, pool.failed


def compute_usd(world: World) -> float:
    """Return the cost of accelerators over the horizon (USD)."""
    total = 0.0
    for pool in world.pools.values():
        used, held, *_ = pool_figures(world, pool)
        total += pool.stated.usd_per_gpu_hour * (used if pool.stated.paid_for == "used" else held)
    return total


def diversity(design: Design) -> float:
    """Return the mean number of decisions in which two of the configurations tried differ."""
    if len(design.tried) < 2 or not design.decisions:
        return float("nan")
    pairs = [(one, two) for place, one in enumerate(design.tried) for two in design.tried[:place]]
    return add_in_order(sum(one[d] != two[d] for one, two in pairs) / len(pairs) for d in design.decisions)


def _weekly(world: World) -> dict[str, Any]:
    """Return the weekly figures of an outcome."""
    books = world.ledger
    return {
        "hours": _side_by_side([books.hours[kind] for kind in KINDS]),
        "throughput": np.array(books.throughput),
        "area_throughput": _by_area(world),
        "inbox_hours": np.array(books.inbox_hours),
        "backlog_hours": np.array(books.backlog_hours),
        "weekly_pay_usd": np.array(books.weekly_pay_usd),
        "headcount": np.array(books.headcount, np.float64),
        "hazard": np.array(books.hazard),
        "attention_served": np.array(books.attention_served),
        "ambiguity": np.array(books.ambiguity),
        "ties_in_team": np.array(books.ties_in_team),
        "lead_effectiveness": np.array(books.lead_effectiveness),
        "familiarity": np.array(
            [_quotient(*pair) for pair in zip(books.familiar_hours, books.own_hours, strict=True)]
        ),
        "ties_at_work": np.array([_quotient(add_in_order(ties), len(ties)) for ties in books.ties]),
        "found": _side_by_side([design.found for design in world.designs]).reshape(books.weeks, -1),
    }


def outcome_of(world: World) -> Outcome:
    """Return the outcome of a world that has come to its end."""
    books = world.ledger
    finished = [job.finished if job.state == "finished" else np.nan for job in world.packages]
    return Outcome(
        **_weekly(world),
        hours_by_person=np.array(
            [[books.hours_by_person.get((p.number, k), 0.0) for k in KINDS] for p in world.people]
        ),
        latency_counts=np.array(
            [_counts(books.latencies.get(level, [])) for level in ("self", "lead", "top")]
        ),
        wait_counts=np.array([_counts(books.waits.get(level, [])) for level in ("self", "lead", "top")]),
        overload_weeks=np.array([books.overload_weeks.get(p.number, 0) for p in world.people], np.int32),
        finish_weeks=(np.array(finished) - books.start) / WEEK_HOURS,
        begin_weeks=(np.array([_begun(job) for job in world.packages]) - books.start) / WEEK_HOURS,
        sojourn_counts=np.array([_counts(stream.sojourns) for stream in world.streams], np.int64).reshape(
            -1, len(LATENCY_EDGES_HOURS) - 1
        ),
        stream_backlog=_stream_backlog(world),
        owner_knowledge=owner_knowledge(world),
        single_expert_work=single_expert_work(world),
        pay_usd=np.array([person.career.pay * 52.0 for person in world.people]),
        exit_weeks=np.array([books.exit_weeks.get(p.number, np.nan) for p in world.people]),
        departures=books.departures,
        regretted=books.regretted,
        hires=books.hires,
        knowledge_left=books.knowledge_end / books.knowledge_start if books.knowledge_start else 1.0,
        lone_areas=books.lone_areas,
        payroll_usd=books.payroll_usd,
        hiring_cost_usd=books.hiring_cost_usd,
        present_hours=books.present_hours,
        relearning_hours=books.relearning_hours,
        skipped_hours=books.skipped_hours,
        delegated_hours=books.delegated_hours,
        unseen_hours=books.unseen_hours,
        agents_cost_usd=books.agents_cost_usd,
        duplicate_hours=duplicate_hours(world),
        attempts=sum((job.chunks > 0) + job.tries for job in [*world.packages, *world.versions]),
        streams=np.array([_served(stream) for stream in world.streams]).reshape(-1, 6),
        pools=np.array([pool_figures(world, pool) for pool in world.pools.values()]).reshape(-1, 5),
        compute_usd=compute_usd(world),
        capability=np.array([capability(world, design) for design in world.designs]),
        diversity=np.array([diversity(design) for design in world.designs]),
        trials=np.array([len(design.tried) for design in world.designs], np.int64),
        events=books.events,
        log=_log(books.log),
    )


def _log(lines: list[LogLine]) -> Any:
    """Return the log as an array, filled by columns: NumPy takes a list of rows apart one by one."""
    log = np.zeros(len(lines), LOG_LINE)
    log["code"] = [_CODES[line.event] for line in lines]
    for name in ("time", "person", "on", "value"):
        log[name] = [getattr(line, name) for line in lines]
    return log


def _quotient(above: float, below: float) -> float:
    return above / below if below > 0.0 else np.nan


def _by_area(world: World) -> Any:
    none = [0.0] * world.ledger.weeks
    return _side_by_side([world.ledger.throughput_in.get(area, none) for area in world.survey])


def _side_by_side(columns: Sequence[Sequence[float]]) -> Any:
    # Laid out by rows as the engine's: by columns, NumPy would add them up in another order.
    return np.ascontiguousarray(np.array(columns).T)


def duplicate_hours(world: World) -> float:
    """Return hours on attempts that do not count; in an open race, that with the most hours counts."""
    total = world.ledger.duplicate_hours
    for person in world.people:
        if person.present and isinstance(person.activity, Chunk):
            hours = (world.now - max(person.since, world.ledger.start)) * person.share
            if person.activity.job.stream is None:
                person.activity.job.spent += hours
            elif person.activity.job.version > 0:
                total += hours
    for package in world.packages:
        if len(package.versions) > 1:
            spent = [job.spent for job in package.versions]
            total += add_in_order(spent) - (max(spent) if package.race is not None else spent[0])
    return total


def _begun(package: Job) -> float:
    """Return the time when the first version of a package was started; NaN if none was."""
    begun = [job.begun for job in package.versions if job.begun is not None]
    return min(begun, default=float("nan"))


def _stream_backlog(world: World) -> Any:
    """Return unfinished items and their hours that nobody has in progress, by stream."""
    waiting = np.zeros((len(world.streams), 2))
    for number, stream in enumerate(world.streams):
        items = [item for item in world.items if item.stream is stream and item.version == 0]
        waiting[number] = len(items), math.fsum(item.left for item in items)
    return waiting


def _counts(latencies: list[float]) -> Any:
    """Return the number of latencies in each bin; the last one contains all longer ones."""
    edges = LATENCY_EDGES_HOURS.tolist()
    counts = np.zeros(len(edges) - 1, np.int64)
    for latency in latencies:
        counts[min(bisect_right(edges, latency), len(counts)) - 1] += 1
    return counts


def _served(stream: Stream) -> tuple[float, ...]:
    """Return items served, sums of waits and of sojourns and of their squares, and items later than due."""
    # Added one by one in order of the ends: sum() of some Python versions rounds otherwise.
    served = [0.0] * 6
    for wait, sojourn in zip(stream.waits, stream.sojourns, strict=True):
        late = 1.0 if sojourn > stream.due_hours else 0.0
        more = (1.0, wait, wait * wait, sojourn, sojourn * sojourn, late)
        served = [total + one for total, one in zip(served, more, strict=True)]
    return tuple(served)

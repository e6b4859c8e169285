"""What a world came to, in the same arrays as the compiled engine gives."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import numpy as np

from reorg.engine.records import KINDS, LATENCY_EDGES_HOURS, LOG, LOG_CODES
from reorg.engine.twin.computing import cost_usd, figures
from reorg.engine.twin.discovering import capability, diversity
from reorg.engine.twin.mechanisms import WEEK_HOURS
from reorg.engine.twin.things import Stream
from reorg.engine.twin.world import World


@dataclass(frozen=True)
class TwinOutcome:
    """What one world of one scenario came to; the fields are those of ``Outcome``, with their units."""

    hours: Any
    throughput: Any
    area_throughput: Any
    tray_hours: Any
    latency_counts: Any
    overload_weeks: Any
    finish_weeks: Any
    headcount: Any
    exit_weeks: Any
    departures: int
    regretted: int
    hires: int
    knowledge_left: float
    lone_areas: int
    payroll_usd: float
    hiring_cost_usd: float
    present_hours: float
    skipped_hours: float
    delegated_hours: float
    unseen_hours: float
    agents_cost_usd: float
    streams: Any
    pools: Any
    compute_usd: float
    found: Any
    capability: Any
    diversity: Any
    trials: Any
    events: int
    log: Any


def outcome_of(world: World) -> TwinOutcome:
    """Return the outcome of a world that has come to its end."""
    books = world.ledger
    finished = [np.nan if job.finished is None else job.finished for job in world.packages]
    log = [(line.time, LOG_CODES.index(line.event), *line[2:]) for line in books.log]
    return TwinOutcome(
        hours=np.array([books.hours[kind] for kind in KINDS]).T,
        throughput=np.array(books.throughput),
        area_throughput=_by_area(world),
        tray_hours=np.array(books.tray_hours),
        latency_counts=np.array(
            [_counts(books.latencies.get(level, [])) for level in ("self", "lead", "top")]
        ),
        overload_weeks=np.array([books.overload_weeks.get(p.number, 0) for p in world.people]),
        finish_weeks=(np.array(finished) - books.start) / WEEK_HOURS,
        headcount=np.array(books.headcount),
        exit_weeks=np.array([books.exit_weeks.get(p.number, np.nan) for p in world.people]),
        departures=books.departures,
        regretted=books.regretted,
        hires=books.hires,
        knowledge_left=books.knowledge_end / books.knowledge_start if books.knowledge_start else 1.0,
        lone_areas=books.lone_areas,
        payroll_usd=books.payroll_usd,
        hiring_cost_usd=books.hiring_cost_usd,
        present_hours=books.present_hours,
        skipped_hours=books.skipped_hours,
        delegated_hours=books.delegated_hours,
        unseen_hours=books.unseen_hours,
        agents_cost_usd=books.agents_cost_usd,
        streams=np.array([_served(stream) for stream in world.streams]).reshape(-1, 5),
        pools=np.array([figures(world, pool) for pool in world.pools.values()]).reshape(-1, 5),
        compute_usd=cost_usd(world),
        found=np.array([design.found for design in world.designs]).reshape(-1, books.weeks).T,
        capability=np.array([capability(world, design) for design in world.designs]),
        diversity=np.array([diversity(design) for design in world.designs]),
        trials=np.array([len(design.tried) for design in world.designs]),
        events=books.events,
        log=np.array(log, LOG),
    )


def _by_area(world: World) -> Any:
    none = [0.0] * world.ledger.weeks
    return np.array([world.ledger.throughput_in.get(area, none) for area in world.survey]).T


def _counts(latencies: list[float]) -> Any:
    """Return how many latencies fall into each bin; the last one takes all that are longer."""
    edges = LATENCY_EDGES_HOURS.tolist()
    counts = np.zeros(len(edges) - 1, np.int64)
    for latency in latencies:
        counts[min(bisect_right(edges, latency), len(counts)) - 1] += 1
    return counts


def _served(stream: Stream) -> tuple[float, ...]:
    """Return items served, and sums of waits and of sojourns and of their squares."""
    # Added one by one in order of the ends: sum() of some Python versions rounds otherwise.
    served = [0.0] * 5
    for wait, sojourn in zip(stream.waits, stream.sojourns, strict=True):
        more = (1.0, wait, wait * wait, sojourn, sojourn * sojourn)
        served = [total + one for total, one in zip(served, more, strict=True)]
    return tuple(served)

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
from reorg.engine.twin.things import Chunk, Stream
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
    duplicate_hours: float
    attempts: int
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
    finished = [job.finished if job.state == "finished" else np.nan for job in world.packages]
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
        duplicate_hours=_duplicate_hours(world),
        attempts=sum((job.chunks > 0) + job.tries for job in [*world.packages, *world.versions]),
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


def _duplicate_hours(world: World) -> float:
    """Return hours on attempts that do not count; of an open race that with most hours counts."""
    total = world.ledger.duplicate_hours
    for person in world.people:
        if person.present and isinstance(person.doing, Chunk):
            hours = (world.now - max(person.since, world.ledger.start)) * person.share
            if person.doing.job.stream is None:
                person.doing.job.spent += hours
            elif person.doing.job.version > 0:
                total += hours
    for package in world.packages:
        if len(package.versions) > 1:
            spent = [job.spent for job in package.versions]
            total += sum(spent) - (max(spent) if package.race is not None else spent[0])
    return total


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

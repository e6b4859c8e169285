"""Pools of accelerators as rows, and what of the work runs where under each structure."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from reorg.engine import records as r
from reorg.mechanisms.compute import CLOCK, DAY_HOURS
from reorg.model.organization import Organization, Package, Stream, Structure
from reorg.model.pools import ALLOCATIONS, Pool

USED, HELD, JOBS, WAITED, FAILED = range(5)


def pool_arrays(
    organization: Organization, structures: tuple[Structure, ...], runs: list[tuple[str, str]]
) -> dict[str, Any]:
    """Return the arrays about accelerators; ``runs`` are (release, package) in the order of the jobs."""
    described = {(x.id, p.id): p for x in organization.releases for p in x.packages}
    pieces: list[Package | Stream] = [*(described[run] for run in runs), *organization.streams]
    work = [("package", "/".join(run)) for run in runs]
    work += [("stream", stream.id) for stream in organization.streams]
    pools = {pool.id: k for k, pool in enumerate(organization.pools)}
    rules = np.zeros((len(structures), len(pools)), np.int32)
    sizes = np.zeros((len(structures), len(pools)))
    pool_of = np.full((len(structures), len(work)), -1, np.int32)
    for i, structure in enumerate(structures):
        rules[i] = [ALLOCATIONS.index(pool.allocation) for pool in organization.pools]
        sizes[i] = [pool.gpus for pool in organization.pools]
        serves = {name: change.pool for change in structure.allocations for name in change.serves}
        for change in structure.allocations:
            rules[i, pools[change.pool]] = ALLOCATIONS.index(change.rule)
            sizes[i, pools[change.pool]] = change.gpus
        for q, (name, piece) in enumerate(zip(work, pieces, strict=True)):
            pool_of[i, q] = pools.get(serves.get(name, piece.pool or ""), -1)
    return {
        "pools": _rows(organization.pools),
        "pool_rules": rules,
        "pool_sizes": sizes,
        "pool_of": pool_of,
        "queues": _queues(pieces),
    }


def pool_figures(s: r.State) -> Any:
    """Return [pool, hours used | hours held | jobs | hours waited | failures] of a world that has ended.

    Used and held are accelerator-hours of the clock; jobs that still wait or run count for what they did.
    """
    if len(s.pools) == 0:
        return np.zeros((0, 5))
    now, start = float(s.world[0]["now"]), float(s.world[0]["start"])
    packages = int(s.world[0]["packages"])
    figures = np.column_stack([s.pools[name] for name in ("used", "held", "begun", "waited", "failed")])
    figures[:, HELD] += (now - np.maximum(s.pools["since"], start)) * CLOCK * s.pools["gpus"]
    running = s.runs[s.runs["state"] == r.RUNNING]
    hours = (now - np.maximum(running["since"], start)) * CLOCK * running["width"]
    np.add.at(figures[:, USED], running["pool"], hours)
    waiting = s.runs[(s.runs["state"] == r.QUEUED) & (s.runs["asked"] > start)]
    stream = s.jobs["stream"][waiting["job"]]
    where = s.queues["pool"][np.where(stream < 0, waiting["job"], packages + stream)]
    np.add.at(figures[:, JOBS], where, 1.0)
    np.add.at(figures[:, WAITED], where, (now - waiting["asked"]) * CLOCK)
    return figures


def compute_usd(pools: tuple[Pool, ...], figures: Any) -> float:
    """Return what the accelerators cost: the hours used or held, as each pool is paid for, at its price."""
    paid = [figures[k, HELD if pool.paid_for == "held" else USED] for k, pool in enumerate(pools)]
    return float(sum(hours * pool.usd_per_gpu_hour for hours, pool in zip(paid, pools, strict=True)))


def _rows(pools: tuple[Pool, ...]) -> Any:
    rows = np.zeros(len(pools), r.POOL)
    for row, pool in zip(rows, pools, strict=True):
        row["first"] = -1
        row["failures"] = -1.0 if pool.failures_per_1000_gpu_days is None else pool.failures_per_1000_gpu_days
        row["checkpoint"] = pool.checkpoint_hours or -1.0
        row["restart"] = pool.restart_hours
    return rows


def _queues(pieces: list[Package | Stream]) -> Any:
    rows = np.zeros(len(pieces), r.QUEUE)
    rows["first"] = rows["last"] = rows["pool"] = -1
    rows["hope"] = 1.0
    for row, piece in zip(rows, pieces, strict=True):
        days = piece.effort.likely_days
        if piece.gpu_hours > 0.0 and days > 0.0:
            row["rate"] = piece.gpu_hours / (days * r.HOURS_PER_DAY)
            # Of the likely effort the largest job is a whole chunk, or the whole of a smaller effort.
            largest = row["rate"] * min(r.CHUNK_HOURS, days * r.HOURS_PER_DAY)
            row["width"] = piece.job_gpus or max(1, math.ceil(largest / DAY_HOURS))
    return rows

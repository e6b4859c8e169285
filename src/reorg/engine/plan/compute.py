"""Pools of accelerators as rows, and which work uses which pool under each structure."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.engine.state.constants import CHUNK_HOURS, HOURS_PER_DAY
from reorg.engine.state.rows import COMPUTE_QUEUE, POOL
from reorg.mechanisms.compute import DAY_HOURS
from reorg.model.choices import ALLOCATION_RULES
from reorg.model.compute import Pool
from reorg.model.organization import Organization
from reorg.model.structure import Structure
from reorg.model.work import Package, Stream


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
        rules[i] = [ALLOCATION_RULES.index(pool.allocation) for pool in organization.pools]
        sizes[i] = [pool.gpus for pool in organization.pools]
        serves = {name: change.pool for change in structure.allocations for name in change.serves}
        for change in structure.allocations:
            rules[i, pools[change.pool]] = ALLOCATION_RULES.index(change.rule)
            sizes[i, pools[change.pool]] = change.gpus
        for q, (name, piece) in enumerate(zip(work, pieces, strict=True)):
            pool_of[i, q] = pools.get(serves.get(name, piece.pool or ""), -1)
    return {
        "pools": _rows(organization.pools),
        "pool_rules": rules,
        "pool_sizes": sizes,
        "pool_of": pool_of,
        **_queues(pieces),
    }


def _rows(pools: tuple[Pool, ...]) -> Any:
    rows = np.zeros(len(pools), POOL)
    for row, pool in zip(rows, pools, strict=True):
        row["first"] = -1
        row["failures"] = -1.0 if pool.failures_per_1000_gpu_days is None else pool.failures_per_1000_gpu_days
        row["checkpoint"] = pool.checkpoint_hours or -1.0
        row["restart"] = pool.restart_hours
    return rows


def size_jobs(queues: Any, hours: Any) -> None:
    """Write how many accelerators a job holds, so that the largest is done within a day.

    Of the likely effort, in ``hours`` [work], the largest job is a whole chunk, or the whole of a smaller
    effort; where hours are 0 the size is stated, or there are no jobs.
    """
    largest = queues["rate"] * np.minimum(CHUNK_HOURS, hours) / DAY_HOURS
    queues["width"] = np.where(hours > 0.0, np.maximum(1.0, np.ceil(largest)), queues["width"])


def _queues(pieces: list[Package | Stream]) -> dict[str, Any]:
    rows, hours = np.zeros(len(pieces), COMPUTE_QUEUE), np.zeros(len(pieces))
    rows["first"] = rows["last"] = rows["pool"] = -1
    rows["hope"] = 1.0
    for k, (row, piece) in enumerate(zip(rows, pieces, strict=True)):
        likely = piece.effort.likely_days * HOURS_PER_DAY
        if piece.gpu_hours > 0.0 and likely > 0.0:
            row["rate"] = piece.gpu_hours / likely
            row["width"] = piece.job_gpus or 0
            hours[k] = 0.0 if piece.job_gpus else likely
    size_jobs(rows, hours)
    return {"queues": rows, "job_hours": hours}

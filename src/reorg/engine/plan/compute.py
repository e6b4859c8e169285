"""Pools of accelerators as rows, and which work uses which pool under each structure."""

from __future__ import annotations

from collections.abc import Mapping
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


def size_jobs(queues: Any, estimates: Mapping[str, Any]) -> None:
    """Write the accelerator-hours per hour of work, and the number of accelerators a job holds.

    ``estimates`` as in :attr:`reorg.engine.plan.plan.Plan.estimates`. Unless the model states it, a job holds
    enough accelerators to finish the largest job within a day: a whole chunk of the likely effort, or all of
    a smaller effort.
    """
    likely, gpu_hours, stated = (estimates[name] for name in ("likely_hours", "gpu_hours", "job_gpus"))
    computes = (gpu_hours > 0.0) & (likely > 0.0)
    rate = np.divide(gpu_hours, likely, out=np.zeros(len(likely)), where=computes)
    largest = np.maximum(1.0, np.ceil(rate * np.minimum(CHUNK_HOURS, likely) / DAY_HOURS))
    queues["rate"] = rate
    queues["width"] = np.where(computes, np.where(stated > 0.0, stated, largest), 0.0)


def _queues(pieces: list[Package | Stream]) -> dict[str, Any]:
    rows = np.zeros(len(pieces), COMPUTE_QUEUE)
    rows["first"] = rows["last"] = rows["pool"] = -1
    rows["hope"] = 1.0
    estimates = {
        "likely_hours": np.array([piece.effort.likely_days * HOURS_PER_DAY for piece in pieces]),
        "gpu_hours": np.array([float(piece.gpu_hours) for piece in pieces]),
        "job_gpus": np.array([float(piece.job_gpus or 0) for piece in pieces]),
    }
    size_jobs(rows, estimates)
    return {"queues": rows, "estimates": estimates}

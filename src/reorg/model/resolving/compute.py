"""Pools of accelerators, and who uses them, resolved."""

from __future__ import annotations

from reorg.model.compute import Allocation, Pool
from reorg.model.draft.compute import work_served
from reorg.model.draft.draft import Draft
from reorg.model.draft.structures import StructureDraft
from reorg.model.schema.compute import AllocationFields, ComputeFields
from reorg.model.value_types import float_or_none


def resolve_pools(draft: Draft) -> tuple[Pool, ...]:
    """Return the pools of a model."""
    return tuple(_pool(pool) for pool in draft.fields.compute)


def resolve_allocations(draft: Draft, structure: StructureDraft) -> tuple[Allocation, ...]:
    """Return what a structure changes of the pools."""
    pools = {pool.id: pool for pool in draft.fields.compute}
    return tuple(_allocation(draft, pools[fields.pool], fields) for fields, _ in structure.compute)


def _allocation(draft: Draft, pool: ComputeFields, fields: AllocationFields) -> Allocation:
    gpus = pool.gpus if fields.gpus is None else fields.gpus
    return Allocation(pool.id, fields.allocation or pool.allocation, gpus, work_served(draft, fields.serves))


def _pool(fields: ComputeFields) -> Pool:
    return Pool(
        id=fields.id,
        gpus=fields.gpus,
        usd_per_gpu_hour=float(fields.usd_per_gpu_hour),
        failures_per_1000_gpu_days=float_or_none(fields.failures_per_1000_gpu_days),
        checkpoint_hours=float_or_none(fields.checkpoint_hours),
        restart_hours=float(fields.restart_hours),
        allocation=fields.allocation,
        paid_for=fields.paid_for,
    )

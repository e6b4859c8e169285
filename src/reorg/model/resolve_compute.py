"""From checked pools of accelerators, and who uses them, to the resolved ones."""

from __future__ import annotations

from reorg.model.draft import Draft, StructureDraft
from reorg.model.names import Work
from reorg.model.pools import Allocation, Pool
from reorg.model.resolve_events import work_named
from reorg.model.structure_fields import AllocationFields
from reorg.model.work_fields import ComputeFields, PackageFields, StreamFields

Piece = PackageFields | StreamFields


def computing(draft: Draft) -> dict[Work, Piece]:
    """Return the packages and streams whose jobs need accelerators, in the order of the file."""
    pieces: dict[Work, Piece] = {
        ("package", f"{release.id}/{package.id}"): package
        for release in draft.fields.releases
        for package in release.packages
    }
    pieces |= {("stream", stream.id): stream for stream in draft.fields.streams}
    return {work: piece for work, piece in pieces.items() if piece.gpu_hours > 0}


def pool_named(draft: Draft, piece: Piece) -> str | None:
    """Return the pool of a package or stream: the one it names, or the only one; None without jobs.

    Where there are several and it names none, every structure has to say which serves it.
    """
    pools = draft.fields.compute
    if piece.gpu_hours <= 0:
        return None
    return piece.compute or (pools[0].id if len(pools) == 1 else None)


def served(draft: Draft, fields: AllocationFields) -> tuple[Work, ...]:
    """Return the work with jobs that a structure sends to a pool; raises UnknownName."""
    jobs = computing(draft)
    named = (work for name in fields.serves for work in work_named(draft, name))
    return tuple(work for work in dict.fromkeys(named) if work in jobs)


def pools_of(draft: Draft) -> tuple[Pool, ...]:
    """Return the pools of a model."""
    return tuple(_pool(pool) for pool in draft.fields.compute)


def allocations_of(draft: Draft, structure: StructureDraft) -> tuple[Allocation, ...]:
    """Return what a structure changes of the pools."""
    pools = {pool.id: pool for pool in draft.fields.compute}
    return tuple(_allocation(draft, pools[fields.pool], fields) for fields, _ in structure.compute)


def _allocation(draft: Draft, pool: ComputeFields, fields: AllocationFields) -> Allocation:
    gpus = pool.gpus if fields.gpus is None else fields.gpus
    return Allocation(pool.id, fields.allocation or pool.allocation, gpus, served(draft, fields))


def _pool(fields: ComputeFields) -> Pool:
    failures, checkpoint = fields.failures_per_1000_gpu_days, fields.checkpoint_hours
    return Pool(
        id=fields.id,
        gpus=fields.gpus,
        usd_per_gpu_hour=float(fields.usd_per_gpu_hour),
        failures_per_1000_gpu_days=None if failures is None else float(failures),
        checkpoint_hours=None if checkpoint is None else float(checkpoint),
        restart_hours=float(fields.restart_hours),
        allocation=fields.allocation,
        paid_for=fields.paid_for,
    )

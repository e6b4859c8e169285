"""Rules for pools of accelerators and the work that uses them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from reorg.model.draft.compute import ComputingFields, pool_of_work, work_served, work_with_jobs
from reorg.model.draft.draft import Draft
from reorg.model.draft.structures import StructureDraft
from reorg.model.draft.work import packages_with_paths
from reorg.model.problems import (
    Fault,
    KeyPath,
    Named,
    UnknownNameError,
    listed,
    repetitions,
    resolve_names,
    unknown_faults,
)
from reorg.model.schema.compute import AllocationFields
from reorg.model.work import WorkName


def pools_are_known(draft: Draft) -> Iterator[Fault]:
    """Demand that packages, streams and structures name pools of the model."""
    pools = [pool.id for pool in draft.fields.compute]
    named = [((*way, "compute"), piece.compute) for way, piece in _pieces(draft)]
    named += [((*way, "pool"), part.pool) for way, part in _allocations(draft)]
    yield from unknown_faults("compute pool", pools, named, "add it under compute")


def jobs_have_a_pool(draft: Draft) -> Iterator[Fault]:
    """Demand that work with ``gpu_hours`` has a pool in every structure, and that only such work has jobs."""
    homeless = set()
    for structure in draft.structures.values():
        pools = _pool_of(draft, structure)
        homeless |= {id(piece) for work, piece in work_with_jobs(draft).items() if work not in pools}
    for way, piece in _pieces(draft):
        if id(piece) in homeless and not draft.fields.compute:
            message = "it needs accelerators, and the model has no compute pool"
            yield Fault((*way, "gpu_hours"), message, "add one: compute: [{id: cluster, gpus: 64}]")
        elif id(piece) in homeless:
            known = " or ".join(pool.id for pool in draft.fields.compute[:5])
            message = "the model has several compute pools, and nothing says which one runs its jobs"
            yield Fault((*way, "gpu_hours"), message, f"add compute: {known}")
        if piece.job_gpus is not None and piece.gpu_hours <= 0:
            message = "it has no jobs that could hold accelerators"
            yield Fault((*way, "job_gpus"), message, "state gpu_hours as well, or remove it")


def jobs_fit_their_pool(draft: Draft) -> Iterator[Fault]:
    """Demand that no job is wider than the pool that runs it, in any structure."""
    ways = {id(piece): way for way, piece in _pieces(draft)}
    jobs = work_with_jobs(draft)
    reported: set[int] = set()
    for structure in draft.structures.values():
        sizes = _sizes(draft, structure)
        for work, pool in _pool_of(draft, structure).items():
            piece = jobs[work]
            # Nothing is known of the size of an unknown pool: another rule says so.
            width, gpus = piece.job_gpus or 1, sizes.get(pool, math.inf)
            if width <= gpus or id(piece) in reported:
                continue
            reported.add(id(piece))
            field = "job_gpus" if piece.job_gpus else "gpu_hours"
            message = f"a job takes {width} accelerators, but {pool!r} has {gpus:.0f} in {structure.id!r}"
            yield Fault((*ways[id(piece)], field), message, "narrow the job, or enlarge the pool")


def allocations_say_something(draft: Draft) -> Iterator[Fault]:
    """Demand that a structure changes something of a pool, names it once, and serves known work once."""
    for name, fields in draft.fields.structures.items():
        way: KeyPath = ("structures", name, "compute")
        for index, _ in repetitions(part.pool for part in fields.compute):
            message = f"the pool {fields.compute[index].pool!r} appears twice"
            yield Fault((*way, index, "pool"), message, "join the two")
        taken: set[WorkName] = set()
        for index, part in enumerate(fields.compute):
            if part.allocation is None and part.gpus is None and not part.serves:
                message = "nothing about the pool changes"
                yield Fault((*way, index), message, "state allocation, gpus or serves")
            yield from _served_once(draft, listed((*way, index, "serves"), part.serves), taken)


def _served_once(draft: Draft, named: Iterable[Named], taken: set[WorkName]) -> Iterator[Fault]:
    served = yield from resolve_names(lambda name: set(work_served(draft, [name])), named)
    for place, name, work in served:
        if not work:
            yield Fault(place, f"{name!r} has no jobs for accelerators", "state its gpu_hours, or remove it")
        if taken & work:
            yield Fault(place, f"{name!r} is served twice", "let one pool serve it")
        taken |= work


def _pool_of(draft: Draft, structure: StructureDraft) -> dict[WorkName, str]:
    """Return the pool of each package and stream with jobs; those without one are left out."""
    stated = {work: pool_of_work(draft, piece) for work, piece in work_with_jobs(draft).items()}
    for part, _ in structure.compute:
        try:
            stated |= dict.fromkeys(work_served(draft, part.serves), part.pool)
        except UnknownNameError:
            continue
    return {work: pool for work, pool in stated.items() if pool is not None}


def _sizes(draft: Draft, structure: StructureDraft) -> dict[str, int]:
    sizes = {pool.id: pool.gpus for pool in draft.fields.compute}
    return sizes | {part.pool: part.gpus for part, _ in structure.compute if part.gpus is not None}


def _pieces(draft: Draft) -> Iterator[tuple[KeyPath, ComputingFields]]:
    yield from packages_with_paths(draft.fields.releases)
    for index, stream in enumerate(draft.fields.streams):
        yield ("streams", index), stream


def _allocations(draft: Draft) -> Iterator[tuple[KeyPath, AllocationFields]]:
    for name, fields in draft.fields.structures.items():
        for index, part in enumerate(fields.compute):
            yield ("structures", name, "compute", index), part

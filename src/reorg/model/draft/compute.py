"""Work that needs accelerators, and the pool it goes to."""

from __future__ import annotations

from collections.abc import Iterable

from reorg.model.draft.draft import Draft
from reorg.model.draft.work import expand_works
from reorg.model.schema.work import PackageFields, StreamFields
from reorg.model.work import WorkName

ComputingFields = PackageFields | StreamFields


def work_with_jobs(draft: Draft) -> dict[WorkName, ComputingFields]:
    """Return the packages and streams whose jobs need accelerators, in the order of the file."""
    pieces: dict[WorkName, ComputingFields] = {
        ("package", f"{release.id}/{package.id}"): package
        for release in draft.fields.releases
        for package in release.packages
    }
    pieces |= {("stream", stream.id): stream for stream in draft.fields.streams}
    return {work: piece for work, piece in pieces.items() if piece.gpu_hours > 0}


def pool_of_work(draft: Draft, piece: ComputingFields) -> str | None:
    """Return the pool of a package or stream: the one it names, or the only one; None without jobs.

    Where there are several and it names none, every structure has to say which serves it.
    """
    pools = draft.fields.compute
    if piece.gpu_hours <= 0:
        return None
    return piece.compute or (pools[0].id if len(pools) == 1 else None)


def work_served(draft: Draft, names: Iterable[str]) -> tuple[WorkName, ...]:
    """Return the work with jobs among what is named; raises UnknownNameError."""
    jobs = work_with_jobs(draft)
    return tuple(work for work in expand_works(draft, names) if work in jobs)

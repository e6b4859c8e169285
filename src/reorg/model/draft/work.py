"""Names of work written out into packages and streams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reorg.model.draft.draft import Draft
from reorg.model.problems import KeyPath
from reorg.model.schema.structures import RaceFields
from reorg.model.schema.work import PackageFields, ReleaseFields
from reorg.model.work import WorkName, work_within


def packages_with_paths(releases: Iterable[ReleaseFields]) -> Iterator[tuple[KeyPath, PackageFields]]:
    """Yield every package and where it is stated."""
    for index, release in enumerate(releases):
        for number, package in enumerate(release.packages):
            yield ("releases", index, "packages", number), package


def expand_work(draft: Draft, name: str) -> tuple[WorkName, ...]:
    """Return the packages and streams a name stands for, areas and releases written out.

    Raises :class:`reorg.model.problems.UnknownNameError`.
    """
    work = draft.work.find(name)
    if work[0] in ("package", "stream"):
        return (work,)
    return work_within(work, draft.work.pieces())


def raced_names(fields: RaceFields) -> list[str]:
    """Return what a race is for, as the file names it."""
    return fields.packages if fields.package is None else [fields.package]


def expand_works(draft: Draft, names: Iterable[str]) -> dict[WorkName, None]:
    """Return packages and streams by name, those of areas and releases written out, each once.

    Raises :class:`reorg.model.problems.UnknownNameError`.
    """
    return {work: None for name in names for work in expand_work(draft, name)}

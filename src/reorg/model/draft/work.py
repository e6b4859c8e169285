"""Names of work written out into packages and streams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reorg.model.draft.draft import Draft
from reorg.model.problems import KeyPath
from reorg.model.schema.structures import RaceFields
from reorg.model.schema.work import PackageFields, ReleaseFields
from reorg.model.work import WorkName


def packages_with_paths(releases: Iterable[ReleaseFields]) -> Iterator[tuple[KeyPath, PackageFields]]:
    """Yield every package and where it is stated."""
    for index, release in enumerate(releases):
        for number, package in enumerate(release.packages):
            yield ("releases", index, "packages", number), package


def expand_work(draft: Draft, name: str) -> tuple[WorkName, ...]:
    """Return the packages and streams a name stands for, an area written out; raises UnknownName."""
    work = draft.work.find(name)
    if work[0] != "area":
        return (work,)
    return tuple(piece for piece, area in draft.work.pieces().items() if area == name)


def raced_names(fields: RaceFields) -> list[str]:
    """Return what a race is for, as the file names it."""
    return fields.packages if fields.package is None else [fields.package]


def expand_works(draft: Draft, names: Iterable[str]) -> dict[WorkName, None]:
    """Return packages and streams by name, those of areas written out, each once.

    Raises :class:`reorg.model.draft.names.UnknownNameError`.
    """
    found: dict[WorkName, None] = {}
    everything = draft.work.pieces()
    for name in names:
        kind, what = draft.work.find(name)
        written = [piece for piece, area in everything.items() if area == what] if kind == "area" else []
        found |= dict.fromkeys(written or ([(kind, what)] if kind != "area" else []))
    return found

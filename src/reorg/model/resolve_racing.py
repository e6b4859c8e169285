"""Races and overlaps of a checked structure, names written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reorg.model.draft import Draft, StructureDraft
from reorg.model.names import Work
from reorg.model.organization import Overlap, Race
from reorg.model.structure_fields import RaceFields


def races_of(draft: Draft, structure: StructureDraft) -> tuple[Race, ...]:
    """Return the races of a structure; packages of several releases are raced for release by release."""
    return tuple(race for fields, _ in structure.races for race in _races(draft, fields))


def overlaps_of(draft: Draft, structure: StructureDraft) -> tuple[Overlap, ...]:
    """Return the overlaps of a structure."""
    return tuple(
        Overlap(tuple(pieces(draft, fields.work)), tuple(fields.teams), float(fields.share))
        for fields, _ in structure.overlaps
    )


def raced(fields: RaceFields) -> list[str]:
    """Return what a race is for, as the file names it."""
    return fields.packages if fields.package is None else [fields.package]


def pieces(draft: Draft, names: Iterable[str]) -> dict[Work, None]:
    """Return packages and streams by name, those of areas written out, each once.

    Raises :class:`reorg.model.names.UnknownName`.
    """
    found: dict[Work, None] = {}
    everything = draft.work.pieces()
    for name in names:
        kind, what = draft.work.find(name)
        written = [piece for piece, area in everything.items() if area == what] if kind == "area" else []
        found |= dict.fromkeys(written or ([(kind, what)] if kind != "area" else []))
    return found


def _races(draft: Draft, fields: RaceFields) -> Iterator[Race]:
    by_release: dict[str, list[str]] = {}
    for kind, name in pieces(draft, raced(fields)):
        if kind == "package":
            by_release.setdefault(name.split("/", 1)[0], []).append(name)
    common = None if fields.common_cause is None else float(fields.common_cause)
    for packages in by_release.values():
        yield Race(tuple(packages), tuple(fields.teams), fields.wins, common)

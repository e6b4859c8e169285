"""Races and overlaps resolved, areas written out."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.draft.draft import Draft
from reorg.model.draft.structures import StructureDraft
from reorg.model.draft.work import expand_works, raced_names
from reorg.model.schema.structures import RaceFields
from reorg.model.structure import Overlap, Race
from reorg.model.value_types import float_or_none


def resolve_races(draft: Draft, structure: StructureDraft) -> tuple[Race, ...]:
    """Return the races of a structure; packages of several releases are raced for release by release."""
    return tuple(race for fields, _ in structure.races for race in _races(draft, fields))


def resolve_overlaps(draft: Draft, structure: StructureDraft) -> tuple[Overlap, ...]:
    """Return the overlaps of a structure."""
    return tuple(
        Overlap(tuple(expand_works(draft, fields.work)), tuple(fields.teams), float(fields.share))
        for fields, _ in structure.overlaps
    )


def _races(draft: Draft, fields: RaceFields) -> Iterator[Race]:
    by_release: dict[str, list[str]] = {}
    for kind, name in expand_works(draft, raced_names(fields)):
        if kind == "package":
            by_release.setdefault(name.split("/", 1)[0], []).append(name)
    common = float_or_none(fields.common_cause)
    for packages in by_release.values():
        yield Race(tuple(packages), tuple(fields.teams), fields.wins, common)

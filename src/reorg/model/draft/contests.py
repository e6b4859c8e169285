"""Races and overlaps of a draft: work that several teams hold."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.draft.draft import Draft
from reorg.model.draft.structures import StructureDraft
from reorg.model.draft.work import expand_works, raced_names
from reorg.model.problems import KeyPath, UnknownNameError
from reorg.model.work import WorkName

Contest = tuple[list[WorkName], list[str], KeyPath, bool]
"""What is held by several teams, which, where the file says so, and whether it is a race."""


def known_contests(draft: Draft, structure: StructureDraft) -> Iterator[Contest]:
    """Yield the races and overlaps whose names are known; other rules report the rest."""
    stated = [(raced_names(race), race.teams, way, True) for race, way in structure.races]
    stated += [(overlap.work, overlap.teams, way, False) for overlap, way in structure.overlaps]
    for names, teams, way, is_race in stated:
        try:
            works = list(expand_works(draft, names))
        except UnknownNameError:
            continue
        yield [work for work in works if work[0] == "package" or not is_race], teams, way, is_race

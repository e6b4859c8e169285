"""People and work that parts of a draft refer to; unknown names are left out, another rule reports them."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.draft.draft import Draft
from reorg.model.draft.names import PeopleNames
from reorg.model.draft.structures import StructureDraft, TeamDraft
from reorg.model.problems import KeyPath, UnknownNameError
from reorg.model.work import WorkName


def seats_of_team(draft: Draft, team: TeamDraft) -> Iterator[tuple[str, KeyPath]]:
    """Yield each person of a team, its lead first, and where it says so; unknown names are left out."""
    for way, name in team.seats:
        for person in people_named(draft.people, name):
            yield person, way


def people_named(people: PeopleNames, name: str) -> tuple[str, ...]:
    """Return the people a name stands for, nobody where it is unknown: another rule says so."""
    try:
        return people.expand(name)
    except UnknownNameError:
        return ()


def claims_on_work(
    draft: Draft, structure: StructureDraft
) -> dict[WorkName, list[tuple[TeamDraft, KeyPath]]]:
    """Return who names each area, package and stream as owned, and where; unknown names are left out."""
    found: dict[WorkName, list[tuple[TeamDraft, KeyPath]]] = {}
    for team in structure.teams:
        for index, name in enumerate(team.fields.owns):
            try:
                work = draft.work.find(name)
            except UnknownNameError:
                continue
            found.setdefault(work, []).append((team, team.at("owns", index)))
    return found

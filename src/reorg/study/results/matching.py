"""Matching of teams under two structures, whatever their names."""

from __future__ import annotations

from reorg.engine.plan.structures import same_teams
from reorg.model.analysis.hierarchy import people_of_team
from reorg.model.structure import Structure, Team


def match_teams(before: Structure, after: Structure) -> dict[tuple[int, str], int]:
    """Return a number for every team (0 before or 1 after, id): the same for the same team.

    A team is the same if most of its people are, as in the simulation; of the remaining teams, if it has the
    same id or name and somebody of it stays.
    """
    numbers = same_teams((before, after))
    old = {numbers[0, team.id] for team in before.teams}
    new = {numbers[1, team.id] for team in after.teams}
    for team in after.teams:
        if numbers[1, team.id] in old:
            continue
        for other in before.teams:
            if numbers[0, other.id] not in new and _is_same(other, team):
                numbers[1, team.id] = numbers[0, other.id]
                new.add(numbers[0, other.id])
                break
    return numbers


def _is_same(before: Team, after: Team) -> bool:
    has_same_name = before.id == after.id or (before.name == after.name and before.name != "")
    here, there = set(people_of_team(before)), set(people_of_team(after))
    return has_same_name and (bool(here & there) or not here or not there)

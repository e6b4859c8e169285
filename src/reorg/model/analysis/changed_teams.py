"""Easily overlooked effects of a change: teams whose lead is laid off, and teams made by a misspelling."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from reorg.model.analysis.positions import closed_positions, structure_at_end
from reorg.model.analysis.roles import names_with_ids
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import Structure, Team

Remark = tuple[str, str, str, str]
"""Kind, structure, subject and message."""

ALIKE = 0.85
"""Similarity of two words, twice the letters they share over all, from which one may be a slip."""
NAMED = 3
"""Teams without a lead that are named; more are counted."""
WORD = 5
"""Letters of a word from which one letter more or less is rather a slip than another word."""


def change_remarks(organization: Organization) -> Iterator[Remark]:
    """Yield remarks on what scenarios and structures other than the first make of the teams."""
    for scenario in organization.scenarios:
        yield from _left_without_lead(organization, scenario)
    for structure in organization.structures[1:]:
        yield from _misspelled(organization.structures[0], structure)
        yield from _leaderless(organization.structures[0], structure)


def _left_without_lead(organization: Organization, scenario: Scenario) -> Iterator[Remark]:
    """Yield leads who are laid off for certain and lead a team to the end by the structure."""
    gone = closed_positions(organization, scenario.id).keys()
    if not gone:
        return
    structure, names = structure_at_end(organization, scenario.id), names_with_ids(organization)
    for team in structure.teams:
        if team.lead in gone and (team.members or team.id in structure.parents.values()):
            message = f"the position of {names[team.lead]}, who leads team {team.id}, is closed"
            remark = f"{message} and no other lead is stated: somebody only acts as lead from then on"
            yield "lead", structure.id, team.id, remark


def _leaderless(first: Structure, structure: Structure) -> Iterator[Remark]:
    """Yield the teams that had a lead of their own and have none, though people stay in them."""
    led = {team.id for team in first.teams if team.lead}
    left = [team.id for team in structure.teams if team.id in led and not team.lead and team.members]
    if left:
        more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
        teams, have = ("team", "has") if len(left) == 1 else ("teams", "have")
        message = f"{teams} {', '.join(left[:NAMED])}{more} {have} no lead any more"
        yield "lead", structure.id, left[0], f"{message}: people report to the next lead above"


def _misspelled(first: Structure, structure: Structure) -> Iterator[Remark]:
    known = {team.id for team in first.teams}
    kept = [team for team in structure.teams if team.id in known]
    for team in structure.teams:
        if team.id in known:
            continue
        for other in kept:
            if _may_be_meant(team, other):
                message = f"team {team.name or team.id} is new beside {other.name or other.id}"
                yield "team", structure.id, team.id, f"{message}: is one of the names misspelled?"


def _may_be_meant(team: Team, other: Team) -> bool:
    """Return whether two names differ only by a slip in one long word."""
    words, others = (one.name.casefold().split() or [one.id.casefold()] for one in (team, other))
    if len(words) != len(others):
        return False
    pairs = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if not pairs:
        return True
    return len(pairs) == 1 and _is_slip(*pairs[0])


def _is_slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < WORD or any(letter.isdigit() for letter in one + other):
        return False
    return SequenceMatcher(None, one, other).ratio() >= ALIKE

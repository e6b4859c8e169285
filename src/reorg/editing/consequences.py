"""Consequences of a structure before anything is simulated: the facts of `reorg show`, and the changes."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from reorg.model.analysis.coupling import coupled_work, mean_levels
from reorg.model.analysis.guard_rails import annual_payroll, find_structure_breaches, single_expert_areas
from reorg.model.analysis.hierarchy import count_layers, direct_reports, headcount, team_sizes
from reorg.model.analysis.workload import unskilled_work
from reorg.model.organization import Organization
from reorg.model.structure import Structure

Facts = dict[str, Any]

RAIL_WORDS = {
    "span_max": "no lead has more than {limit} direct reports",
    "span_min": "no lead has fewer than {limit} direct reports",
    "layers_max": "at most {limit} layers",
    "team_size_min": "teams of {limit} or more",
}
"""The guard-rails that a structure can break, in words."""


def facts_of(organization: Organization, structure: Structure, closed: Container[str] = ()) -> Facts:
    """Return the facts of a structure as plain data.

    ``people`` who are there at first and ``vacant`` positions, without those that are ``closed`` later;
    ``payroll_usd`` of these a year; ``layers``; ``spans`` {lead: direct reports}; ``coupled``, ``far``
    (coupled packages beyond one lead) and ``levels`` (mean distance of coupled work); ``unskilled`` (work
    whose team lacks the skill); ``lone_areas``; ``heads`` {team: positions in it, and with those below};
    ``breaches`` of guard-rails.
    """
    pairs = coupled_work(organization, structure)
    rails = organization.guard_rails
    breaches = find_structure_breaches(structure, rails) if rails else []
    sizes, heads = team_sizes(organization, structure), headcount(organization, closed)
    return {
        "people": heads.people,
        "vacant": heads.vacant,
        "payroll_usd": annual_payroll(organization, closed),
        "layers": count_layers(structure),
        "spans": {lead: len(people) for lead, people in direct_reports(structure).items()},
        "coupled": len(pairs),
        "far": [
            {"first": pair.first, "second": pair.second, "teams": list(pair.teams), "levels": pair.levels}
            for pair in pairs
            if pair.is_beyond_one_lead
        ],
        "levels": round(mean_levels(pairs), 3),
        "unskilled": [
            {"kind": work.kind, "work": work.id, "area": work.area, "team": work.owner}
            for work in unskilled_work(organization, structure)
        ],
        "lone_areas": list(single_expert_areas(organization)),
        "heads": {each.team.id: [each.heads, each.heads_below] for each in sizes},
        "breaches": [
            {"rail": b.rail, "subject": b.subject, "value": b.value, "limit": b.limit} for b in breaches
        ],
    }


def rails_in_words(organization: Organization) -> dict[str, str]:
    """Return the guard-rails that a structure can break and the model states, in words."""
    rails = organization.guard_rails
    if rails is None:
        return {}
    limits = {name: getattr(rails, name) for name in RAIL_WORDS}
    return {
        name: words.format(limit=limits[name])
        for name, words in RAIL_WORDS.items()
        if limits[name] is not None
    }


@dataclass(frozen=True)
class Moves:
    """People whose lead or team changes; ``leads`` {person: (lead before, after)}, None: nobody.

    A position that nobody holds, or whose holder leaves, moves like a person, but nobody gets another lead.
    """

    leads: dict[str, tuple[str | None, str | None]]
    teams: dict[str, tuple[str, str]]

    @classmethod
    def between(cls, before: Structure, after: Structure, absent: Container[str] = ()) -> Moves:
        """Compare two structures of the same people, of whom some are ``absent``."""
        bosses, seats = (leads_of_people(before), leads_of_people(after)), (before.seats, after.seats)
        people = seats[0].keys() & seats[1].keys()
        leads = {p: (bosses[0].get(p), bosses[1].get(p)) for p in seats[0] if p in people}
        teams = {p: (seats[0][p], seats[1][p]) for p in seats[0] if p in people}
        return cls(
            {person: pair for person, pair in leads.items() if pair[0] != pair[1] and person not in absent},
            {person: pair for person, pair in teams.items() if pair[0] != pair[1]},
        )


def leads_of_people(structure: Structure) -> dict[str, str]:
    """Return whom each person reports to; who reports to nobody is not in it."""
    return {person: lead for lead, people in direct_reports(structure).items() for person in people}

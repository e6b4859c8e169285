"""Who sits where, as numbers: people, the teams of the structures a scenario uses, and who is joined when."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg import luck
from reorg.engine import records as r
from reorg.model.events import Equip, Join
from reorg.model.organization import Organization, Scenario
from reorg.model.people import LEVELS, Person

SENIORITIES = ("junior", "mid", "senior", "staff", "principal", "executive")


def everybody(organization: Organization) -> tuple[Person, ...]:
    """Return the organization's people, then everybody any scenario lets join: the same in every plan."""
    events = [e for s in organization.scenarios for e in s.happenings]
    joined = {e.person.id: e.person for e in events if isinstance(e, Join)}
    return (*organization.people, *joined.values())


def any_agents(organization: Organization) -> bool:
    """Tell whether anybody has AI agents in any scenario."""
    equipped = (e.ai_agents for s in organization.scenarios for e in s.happenings if isinstance(e, Equip))
    return any(p.ai_agents for p in everybody(organization)) or any(equipped)


class Names:
    """Numbers of people, and of the teams of the structures a scenario uses, the first one first."""

    def __init__(self, organization: Organization, scenario: Scenario, people: tuple[Person, ...]) -> None:
        self.structure_ids = scenario.structures
        self.structures = tuple(organization.structure(i) for i in self.structure_ids)
        self.person = {p.id: i for i, p in enumerate(people)}
        self.joined = _joins(organization)
        self.team: list[dict[str, int]] = []
        total = 0
        for structure in self.structures:
            self.team.append({t.id: total + i for i, t in enumerate(structure.teams)})
            total += len(structure.teams)
        self.team_names = tuple(dict.fromkeys(t.id for s in self.structures for t in s.teams))
        self.placement = self._placement()
        self.by_name = np.array(
            [[numbers.get(name, -1) for name in self.team_names] for numbers in self.team], np.int32
        )
        self.teams = self._rows()
        self.children, bounds = flat(self._children())
        self.teams["child_first"], self.teams["child_last"] = bounds[:-1], bounds[1:]
        self.roster = np.concatenate([np.argsort(p, kind="stable") for p in self.placement]).astype(np.int32)
        bounds = np.cumsum(np.bincount(self.placement.ravel(), minlength=len(self.teams)))
        self.teams["roster_first"], self.teams["roster_last"] = [0, *bounds[:-1]], bounds

    def _placement(self) -> Any:
        placement = np.zeros((len(self.structures), len(self.person)), np.int32)
        for k, structure in enumerate(self.structures):
            for t in structure.teams:
                for person in (*t.members, *([t.lead] if t.lead else [])):
                    placement[k, self.person[person]] = self.team[k][t.id]
            for person, team in self.joined.items():
                placement[k, self.person[person]] = self.team[k][team]
        return placement

    def _rows(self) -> Any:
        rows = np.zeros(sum(len(s.teams) for s in self.structures), r.TEAM)
        for name in (
            "job_first",
            "job_last",
            "idle_first",
            "idle_last",
            "member_first",
            "member_last",
            "lead",
        ):
            rows[name] = -1
        numbers = {name: i for i, name in enumerate(self.team_names)}
        for k, structure in enumerate(self.structures):
            parents = {t.id: t.parent for t in structure.teams}
            for t in structure.teams:
                row = rows[self.team[k][t.id]]
                row["key"] = luck.key("team", t.id)
                row["structure"] = k
                row["parent"] = self.team[k][t.parent] if t.parent else -1
                row["official"] = self.person[t.lead] if t.lead else -1
                row["depth"] = _depth(parents, t.id)
                row["name"] = numbers[t.id]
                row["meets"] = t.meets
        return rows

    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.teams]
        for t, row in enumerate(self.teams):
            if row["parent"] >= 0:
                children[row["parent"]].append(t)
        return children


def _joins(organization: Organization) -> dict[str, str]:
    events = [e for s in organization.scenarios for e in s.happenings if isinstance(e, Join)]
    return {e.person.id: e.team for e in events}


def _depth(parents: dict[str, str | None], team: str) -> int:
    depth, above = 0, parents[team]
    while above:
        depth, above = depth + 1, parents[above]
    return depth


def flat(lists: list[list[int]]) -> tuple[Any, Any]:
    """Return the lists end to end, and the bounds of each: list k is flat[bounds[k] : bounds[k + 1]]."""
    bounds = np.concatenate([[0], np.cumsum([len(x) for x in lists])]).astype(np.int32)
    return np.array([x for one in lists for x in one], np.int32), bounds


def people_rows(people: tuple[Person, ...], names: Names) -> Any:
    """Return the people as they are before the first hour; who joins later is absent."""
    rows = np.zeros(len(people), r.PERSON)
    rows["key"] = [luck.key("person", p.id) for p in people]
    rows["share"] = [p.share for p in people]
    rows["tenure"] = [p.tenure_years for p in people]
    rows["pay"] = [p.annual_cost_usd / 52.0 for p in people]
    rows["rank"] = [SENIORITIES.index(p.seniority) if p.seniority in SENIORITIES else 1 for p in people]
    rows["principal"] = [p.seniority in ("principal", "executive") for p in people]
    for name in (
        "team",
        "lead",
        "tray_first",
        "tray_last",
        "on",
        "idle_before",
        "idle_after",
        "held",
        "agent_first",
    ):
        rows[name] = -1
    rows["kind"] = r.IDLE
    rows["agents"] = [p.ai_agents for p in people]
    rows["changed"] = rows["moved"] = rows["joined"] = rows["until"] = -1.0
    rows["doing"] = [r.ABSENT if p.id in names.joined else r.NOTHING for p in people]
    return rows


def skill_levels(areas: tuple[str, ...], people: tuple[Person, ...]) -> Any:
    """Return the level of every skill [person, area], 0 none to 3 high."""
    skill = np.zeros((len(people), max(len(areas), 1)), np.int32)
    places = {area: i for i, area in enumerate(areas)}
    for i, person in enumerate(people):
        for area, level in person.skills.items():
            skill[i, places[area]] = LEVELS.index(level)
    return skill


def knowledge_shape(areas: tuple[str, ...], people: tuple[Person, ...], names: Names) -> Any:
    """Return the share of ``knowledge.start`` everybody starts with [person, area].

    1 in the areas of a person's best skill, 1/2 in others with any skill, 0 elsewhere and for those who
    join later: nobody was there before them whose knowledge they could find.
    """
    skill = skill_levels(areas, people)
    skill[[p.id in names.joined for p in people]] = 0
    best = skill.max(axis=1, keepdims=True)
    rows = np.zeros(skill.shape, r.KNOWLEDGE)
    rows["value"] = np.where(skill == 0, 0.0, np.where(skill == best, 1.0, 0.5))
    return rows

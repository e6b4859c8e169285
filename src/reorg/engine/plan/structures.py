"""The structures a scenario uses, as numbers: teams, placement, meetings, integrators and first ties."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg import luck
from reorg.engine.state.constants import HOURS_PER_WEEK
from reorg.engine.state.rows import MEETING, TEAM, TIE
from reorg.mechanisms.ties import TEAMS_REMEMBERED
from reorg.model.organization import Organization, Scenario
from reorg.model.people import Person
from reorg.model.structure import Structure, Team


class StructureIndex:
    """Numbers of people, and of the teams of the structures a scenario uses, the first structure first."""

    def __init__(self, organization: Organization, scenario: Scenario, people: tuple[Person, ...]) -> None:
        self.structure_ids = scenario.structures
        self.structures = tuple(organization.structure(i) for i in self.structure_ids)
        self.person = {p.id: i for i, p in enumerate(people)}
        self.joined = {person: join.team for person, join in organization.joins.items()}
        self.team: list[dict[str, int]] = []
        total = 0
        for structure in self.structures:
            self.team.append({t.id: total + i for i, t in enumerate(structure.teams)})
            total += len(structure.teams)
        self.team_ids = tuple(dict.fromkeys(t.id for s in self.structures for t in s.teams))
        self.placement = self._placement()
        self.by_id = np.array(
            [[numbers.get(name, -1) for name in self.team_ids] for numbers in self.team], np.int32
        )
        self.names = same_teams(self.structures)
        self.by_name = np.full((len(self.structures), max(self.names.values()) + 1), -1, np.int32)
        for (k, team), name in self.names.items():
            self.by_name[k, name] = self.team[k][team]
        self.teams = self._rows()
        self.children, bounds = flatten(self._children())
        self.teams["child_first"], self.teams["child_last"] = bounds[:-1], bounds[1:]
        self.roster = np.concatenate([np.argsort(p, kind="stable") for p in self.placement]).astype(np.int32)
        bounds = np.cumsum(np.bincount(self.placement.ravel(), minlength=len(self.teams)))
        self.teams["roster_first"], self.teams["roster_last"] = [0, *bounds[:-1]], bounds
        self.second_leads, self.second_teams, self.second_shares = self._seconds()
        self.guests, bounds = flatten(self._guests())
        self.teams["guest_first"], self.teams["guest_last"] = bounds[:-1], bounds[1:]

    def _placement(self) -> Any:
        placement = np.zeros((len(self.structures), len(self.person)), np.int32)
        for k, structure in enumerate(self.structures):
            for person, team in structure.seats.items():
                placement[k, self.person[person]] = self.team[k][team]
            for person, name in self.joined.items():
                placement[k, self.person[person]] = self.team[k][name]
        return placement

    def _rows(self) -> Any:
        rows = np.zeros(sum(len(s.teams) for s in self.structures), TEAM)
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
        for k, structure in enumerate(self.structures):
            parents = {t.id: t.parent for t in structure.teams}
            for t in structure.teams:
                row = rows[self.team[k][t.id]]
                row["key"] = luck.key("team", t.id)
                row["structure"] = k
                row["parent"] = self.team[k][t.parent] if t.parent else -1
                row["stated"] = self.person[t.lead] if t.lead else -1
                row["official"] = self.person[t.lead] if t.lead else -1
                row["depth"] = _depth(parents, t.id)
                row["name"] = self.names[k, t.id]
                row["meets"] = t.meets
        return rows

    def _seconds(self) -> tuple[Any, Any, Any]:
        """Return everybody's second lead, and the team and share of the second seat [structure, person]."""
        leads, teams = (np.full(self.placement.shape, -1, np.int32) for _ in range(2))
        shares = np.zeros(self.placement.shape)
        for k, structure in enumerate(self.structures):
            for line in structure.second_leads:
                leads[k, self.person[line.person]] = self.person[line.lead]
            for seat in structure.second_seats:
                teams[k, self.person[seat.person]] = self.team[k][seat.team]
                shares[k, self.person[seat.person]] = seat.share
        return leads, teams, shares

    def _guests(self) -> list[list[int]]:
        """Return the guests at each team's meeting: people with a second lead, or a second seat, there."""
        guests: list[list[int]] = [[] for _ in self.teams]
        for k, structure in enumerate(self.structures):
            for line in structure.second_leads:
                guests[self.placement[k, self.person[line.lead]]].append(self.person[line.person])
            for seat in structure.second_seats:
                guests[self.team[k][seat.team]].append(self.person[seat.person])
        return guests

    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.teams]
        for t, row in enumerate(self.teams):
            if row["parent"] >= 0:
                children[row["parent"]].append(t)
        return children


def same_teams(structures: tuple[Structure, ...]) -> dict[tuple[int, str], int]:
    """Return a number for every team (structure, id): the same if each has most of the other's people.

    Among several such teams, the one with the most people in common; teams without people are matched by
    their ids.
    """
    known: list[tuple[frozenset[str], str]] = []
    numbers: dict[tuple[int, str], int] = {}
    for k, structure in enumerate(structures):
        earlier = len(known)
        for team in structure.teams:
            people = frozenset((*team.members, *([team.lead] if team.lead else [])))
            best, most = -1, 0
            for number, (others, name) in enumerate(known[:earlier]):
                common = len(people & others)
                if 2 * common > max(len(people), len(others), 2 * most):
                    best, most = number, common
                elif not people and not others and name == team.id:
                    best = number
            if best < 0:
                best = len(known)
                known.append((people, team.id))
            else:
                known[best] = (people, team.id)
            numbers[k, team.id] = best
    return numbers


def _depth(parents: dict[str, str | None], team: str) -> int:
    depth, above = 0, parents[team]
    while above:
        depth, above = depth + 1, parents[above]
    return depth


def flatten(lists: list[list[int]]) -> tuple[Any, Any]:
    """Return the lists end to end, and the bounds of each: list k is flat[bounds[k] : bounds[k + 1]]."""
    bounds = np.concatenate([[0], np.cumsum([len(x) for x in lists])]).astype(np.int32)
    return np.array([x for one in lists for x in one], np.int32), bounds


def tie_rows(names: StructureIndex) -> Any:
    """Return the ties of each person [team remembered, person]: full to the teams of all seats."""
    ties = np.zeros((TEAMS_REMEMBERED, len(names.person)), TIE)
    ties["team"] = -1
    home = {names.team[0][t.id]: names.names[0, t.id] for t in names.structures[0].teams}
    ties["team"][0] = [home[t] for t in names.placement[0]]
    ties["value"][0] = 1.0
    seated = np.flatnonzero(names.second_teams[0] >= 0)
    ties["team"][1, seated] = [home[t] for t in names.second_teams[0, seated]]
    ties["value"][1, seated] = 1.0
    return ties


def integrator_table(organization: Organization, names: StructureIndex) -> Any:
    """Return the integrator of each coupling [structure, coupling], or -1."""
    area = {(x.id, p.id): p.area for x in organization.releases for p in x.packages}
    couplings = [(x.id, c.first, c.second) for x in organization.releases for c in x.couplings]
    table = np.full((len(names.structures), max(len(couplings), 1)), -1, np.int32)
    for k, structure in enumerate(names.structures):
        for number, (release, one, two) in enumerate(couplings):
            for who in structure.integrators:
                if area[release, one] in who.areas and area[release, two] in who.areas:
                    table[k, number] = names.person[who.person]
                    break
    return table


def _who_meets(team: Team) -> tuple[str, ...]:
    """Return the key of a team's meeting: random numbers depend on people, not on names of teams."""
    return (team.lead or "", *team.members[:1])


def meeting_rows(names: StructureIndex) -> tuple[Any, Any]:
    """Return a weekly meeting for every lead's team (and a leadless root), then the standing ones."""
    rows: list[tuple[int, int, int, int, int, float, float, float, int, float]] = []
    attendees: list[int] = []
    for k, structure in enumerate(names.structures):
        for team in structure.teams:
            place = names.team[k][team.id]
            key = luck.key("meeting", *_who_meets(team))
            rows.append((key, k, place, 0, 0, HOURS_PER_WEEK, -1.0, -1.0, 0, 0.0))
        for meeting in structure.meetings:
            first = len(attendees)
            attendees += [names.person[p] for p in meeting.people]
            key = luck.key("standing meeting", meeting.id)
            every = meeting.every_weeks * HOURS_PER_WEEK
            rows.append((key, k, -1, first, len(attendees), every, meeting.hours, -1.0, 0, 0.0))
    return np.array(rows, MEETING), np.array(attendees, np.int32)

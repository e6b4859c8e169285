"""Who reports to whom is kept up to date as leads come and go; here it is found anew from who leads what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import labs
from engine.labs_drawn import drawn_labs, eventful_organizations
from reorg.engine import Simulator, plan_scenario
from reorg.engine.kernel.calendar import LEADS_LEADS, LEADS_PEOPLE, MEMBER
from reorg.engine.state.constants import ABSENT
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization
from reorg.model.structure import SecondSeat, Structure

HASTY = {
    "turnover.base_per_year": 8.0,
    "succession.inside": 0.6,
    "succession.inside_weeks": 0.3,
    "succession.outside_weeks": 0.5,
    "onboarding.hiring_weeks": 0.4,
}
"""People come and go all the time, so that leads are missing on several levels at once."""


@st.composite
def organizations_led_by_few(draw: st.DrawFn) -> tuple[Organization, int]:
    """Organizations with events, second leads and seats, in which some lead several teams."""
    lab, number = draw(eventful_organizations())
    who = [p.id for p in lab.people]
    return replace(lab, structures=tuple(_led_by_few(draw, s, who) for s in lab.structures)), number


def _led_by_few(draw: st.DrawFn, structure: Structure, who: list[str]) -> Structure:
    """Let people who lead a team also lead empty teams behind it, and members sit half the week elsewhere."""
    teams: list[Any] = []
    for team in structure.teams:
        leads = sorted({t.lead for t in teams if t.lead})
        empty = team.lead is None and not team.members
        lead = draw(st.sampled_from([*leads, None])) if empty else team.lead
        teams.append(replace(team, lead=lead))
    seats = [
        SecondSeat(member, draw(st.sampled_from([t.id for t in teams if t is not team])), 0.5)
        for team in teams
        for member in team.members
        if len(teams) > 1 and member in who
    ]
    return replace(structure, teams=tuple(teams), second_seats=tuple(seats))


def _way_up(teams: Any, t: int) -> list[int]:
    way = []
    while t >= 0:
        way.append(t)
        t = int(teams[t]["parent"])
    return way


def _first(people: list[int], but: int) -> int:
    return next((q for q in people if q >= 0 and q != but), -1)


def _line(state: Any, p: int) -> list[int]:
    """Return all leads up a person's line."""
    line, above = [], int(state.people[p]["lead"])
    while above >= 0:
        assert above not in line, "a line goes in a circle"
        line.append(above)
        above = int(state.people[above]["lead"])
    return line


def assert_lines_are_right(state: Any) -> None:
    people, teams = state.people, state.teams
    present = [t for t in range(len(teams)) if teams[t]["structure"] == state.world[0]["structure"]]
    led = {p: [t for t in present if teams[t]["lead"] == p] for p in range(len(people))}
    for p, person in enumerate(people):
        at_home = teams[person["team"]]["lead"] == p
        start = person["team"] if at_home else person["desk"]
        assert person["lead"] == _first([int(teams[t]["lead"]) for t in _way_up(teams, start)], p)
        assert person["boss"] == _first(
            [int(teams[t]["official"]) for t in _way_up(teams, person["team"])], p
        )
        assert person["teams_led"] == len(led[p])
    lines = [_line(state, p) for p in range(len(people))]
    for p, person in enumerate(people):
        below = [q for q, line in enumerate(lines) if p in line and people[q]["activity"] != ABSENT]
        leads_led = sum(len(led[q]) for q in range(len(people)) if people[q]["lead"] == p)
        assert (person["below"], person["leads_led"]) == (len(below), leads_led)
        assert person["role"] == (LEADS_LEADS if leads_led else LEADS_PEOPLE if led[p] else MEMBER)
        assert _offices(state, p) == [t for t in present if teams[t]["official"] == p]


def _offices(state: Any, p: int) -> list[int]:
    found, t = [], int(state.people[p]["office_first"])
    while t >= 0:
        found.append(t)
        t = int(state.teams[t]["office_after"])
    return found


@pytest.mark.slow
@given(organizations_led_by_few(), st.booleans())
@drawn_labs(60)
def test_lines_are_those_found_again(drawn: tuple[Organization, int], hasty: bool) -> None:
    lab, first = drawn
    values = labs.central() | (HASTY if hasty else {})
    simulator = Simulator(plan_scenario(lab, "it"))
    for world in range(first, first + 5):
        simulator.run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, world)
        assert_lines_are_right(simulator.state)

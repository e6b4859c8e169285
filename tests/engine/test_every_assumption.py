"""Every assumption of the engine acts: at its low and at its high value a figure of its own differs.

Which way, and how much, is asserted mechanism by mechanism; here none is forgotten. Those of the market act
after the run, on what is out: :mod:`tests.mechanisms.test_market`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from engine import (
    labs,
    labs_agents,
    labs_compute,
    labs_discovery,
    labs_matrix,
    labs_people,
    labs_racing,
    labs_rework,
)
from reorg.engine import Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Leave, Reading
from reorg.model.organization import ContestedFact, Organization
from reorg.model.work import Coupling
from reorg.quantity import evidence

FIGURES = {
    "agents": ("delegated_hours", "unseen_hours", "hours", "agents_cost_usd"),
    "attention": ("hours",),
    "calendar": ("hours", "wait_counts"),
    "competence": ("hours",),
    "compute": ("pools",),
    "contested": ("departures",),
    "coordination": ("hours",),
    "discovery": ("found",),
    "exceptions": ("hours", "wait_counts", "latency_counts"),
    "familiarity": ("familiarity", "relearning_hours", "hours"),
    "handover": ("hours",),
    "knowledge": ("hours", "knowledge_left"),
    "management": ("hours", "attention_served", "hazard"),
    "matrix": ("hours", "hazard"),
    "onboarding": ("hours", "hires", "hiring_cost_usd", "headcount"),
    "racing": ("attempts", "hours", "duplicate_hours"),
    "reorganization": ("ambiguity", "hours"),
    "rework": ("hours",),
    "succession": ("hires", "pay_usd", "hazard", "lead_effectiveness", "headcount", "hours"),
    "ties": ("ties_in_team", "ties_at_work", "hours"),
    "turnover": ("hazard",),
    "work": ("hours",),
}
"""By mechanism: the figures of an outcome in one of which its assumptions must show."""


def _contested() -> Organization:
    lab = labs.everything()
    facts = tuple(ContestedFact(f"doubt-{k}", "Somebody leaves.", "another source", 0.5) for k in range(3))
    leaves = tuple(Leave(2.0 + k, f"b{k + 1}", reading=Reading(k, 0.5, holds=True)) for k in range(3))
    it = lab.scenario("it")
    return replace(lab, contested=facts, scenarios=(replace(it, events=leaves),))


def _crowd() -> Organization:
    """Return a head over a team of 30 and one of 100, whose packages are coupled; little is centralized."""
    sizes = {"a": 30, "b": 100}
    who = {branch: [f"{branch}{k}" for k in range(size)] for branch, size in sizes.items()}
    people = [labs.person(name) for name in ("top", "head", "lead-a", "lead-b")]
    people += [labs.person(name, a="medium") for branch in who for name in who[branch]]
    teams = [labs.team("all", None, "top", "", "area:a"), labs.team("unit", "all", "head", "")]
    teams += [labs.team(f"team-{b}", "unit", f"lead-{b}", " ".join(who[b]), f"package:r/{b}") for b in sizes]
    packages = [labs.package(b, "a", labs.fixed(900), people_max=100) for b in sizes]
    work = labs.release(packages, (Coupling("a", "b", 1.0),))
    return labs.organization(people, [labs.structure("s", teams, "low")], releases=(work,))


def _risky() -> Organization:
    """Return teams that race for packages of which half the attempts fail."""
    lab = labs_racing.changing("first")
    risky = tuple(replace(p, failure=0.5) for p in lab.releases[0].packages)
    return replace(lab, releases=(replace(lab.releases[0], packages=risky),))


LABS = {
    "everything happens, with second leads and seats": lambda: labs_matrix.with_seconds(
        labs_people.everything_happens()
    ),
    "a reorganization there and back": lambda: labs.reorganized(2.3, 6.1),
    "a flood of work": labs.overloaded,
    "leads leave": labs_people.lead_leaves,
    "agents": labs_agents.with_agents,
    "accelerators": lambda: labs_compute.reorganized(4.0),
    "research": lambda: labs_discovery.searching("team"),
    "races": lambda: labs_racing.researching("first", "dual"),
    "rework": labs_rework.there_and_back,
    "contested facts": _contested,
    "a crowd": _crowd,
    "attempts that fail": _risky,
    "one second lead": lambda: labs_matrix.pair(**labs_matrix.DOTTED),
}
RESTLESS = {"turnover.base_per_year": 1.5, "turnover.rate_ceiling": 3.0, "onboarding.hiring_weeks": 2.0}
PARAMETERS = [p for p in ASSUMPTIONS if not p.id.startswith("market.")]
WORLDS = 2


@cache
def _simulator(lab: str) -> Simulator:
    return Simulator(plan_scenario(LABS[lab](), "it"))


def _outcomes(lab: str, values: labs.Values) -> Iterator[Outcome]:
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    for world in range(WORLDS):
        yield _simulator(lab).run(vector, 7, world)


def _differs(lab: str, name: str, calm: labs.Values) -> bool:
    parameter = evidence()[name]
    low, high = (
        _outcomes(lab, labs.central() | calm | {name: value}) for value in (parameter.low, parameter.high)
    )
    return any(
        not np.array_equal(getattr(one, figure), getattr(two, figure), equal_nan=True)
        for one, two in zip(low, high, strict=True)
        for figure in FIGURES[name.split(".", maxsplit=1)[0]]
    )


@pytest.mark.parametrize("name", [p.id for p in PARAMETERS if p.low != p.high])
def test_low_and_high_differ_in_a_figure_of_its_own(name: str) -> None:
    assert any(_differs(lab, name, calm) for calm in ({}, RESTLESS) for lab in LABS)


def test_the_shares_of_the_tables_are_tilted_and_not_drawn() -> None:
    fixed = {p.id for p in PARAMETERS if p.low == p.high}
    tables = ("exceptions.decided_by.", "exceptions.outcome.")
    assert fixed == {p.id for p in PARAMETERS if p.id.startswith(tables)}

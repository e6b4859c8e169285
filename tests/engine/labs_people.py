"""Organizations in which people come and go."""

from __future__ import annotations

from dataclasses import replace

from engine import labs
from reorg.model.events import (
    Budget,
    Demand,
    Event,
    Join,
    Layoff,
    Leave,
    Move,
    Prioritize,
    Reorganize,
    Replace,
)
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import Team

RESTLESS: labs.Values = {
    "turnover.base_per_year": 3.0,
    "turnover.contagion": 0.4,
    "turnover.rate_ceiling": 100.0,
    "onboarding.hiring_weeks": 1.5,
}
"""Assumptions under which most people leave within months and are replaced within days."""


def eventful(*events: Event) -> Organization:
    """Return the lab of :func:`labs.reorganized`, people of several ranks, with these events."""
    lab = labs.reorganized()
    ranks = {"a1": "principal", "b2": "staff", "c2": "junior", "lc": "executive"}
    people = tuple(replace(p, seniority=ranks.get(p.id, "mid")) for p in lab.people)
    return replace(lab, people=people, scenarios=(Scenario("it", "It", "three", events),))


def lead_leaves() -> Organization:
    """Return the lab whose leads go one after the other, the last one with nobody left to act."""
    return eventful(Leave(1.0, "la"), Leave(2.5, "head"), Leave(3.0, "glue"), Leave(4.0, "lc"))


def everything_happens() -> Organization:
    """Return the lab with every kind of event, several in the same hour."""
    newcomer = labs.person("new", 0.7, a="high", c="low")
    return eventful(
        Join(0.0, newcomer, "tb"),
        Leave(0.0, "a3"),
        Demand(1.0, "calls", 3.0, 2.5),
        Budget(1.5, False, None),
        Leave(2.0, "la"),
        Reorganize(2.0, "two"),
        Replace(2.0, "lb", 0.5, {"a": "medium", "c": "high"}),
        Move(3.0, "b1", "td"),
        Budget(4.0, True, 0.95),
        Replace(4.5, "c2", 0.0, None),
        Prioritize(5.0, (("stream", "calls"), ("package", "r/a-one")), 3.0),
        Layoff(6.0, 0.3, ("a1", "a2", "b1", "b3", "c1", "head", "la")),
        Reorganize(6.0, "three"),
        Demand(7.0, "first", 0.4, None),
        Move(8.0, "lc", "ta"),
        Layoff(9.0, 0.5, ("b1", "b2", "glue")),
    )


def with_idle_role(lab: Organization) -> Organization:
    """Return a lab with one more role that nobody works with: a team of its own that never meets."""
    idle = Team("aside", "Aside", None, None, ("nobody",), (), False)
    structures = tuple(replace(s, teams=(*s.teams, idle)) for s in lab.structures)
    return replace(lab, people=(labs.person("nobody"), *lab.people), structures=structures)


def dearer_successors() -> Organization:
    """Return the lab with successors of other pay: for who is there, a vacancy, and a leaver before them."""
    return eventful(
        Budget(0.5, None, 1.0),
        Replace(1.0, "lb", 0.5, None, 4e5),
        Leave(2.0, "a1"),
        Replace(2.5, "a1", 1.0, {"a": "high"}, 2e4),
        Replace(4.0, "c2", 2.0, None, 0.0),
    )

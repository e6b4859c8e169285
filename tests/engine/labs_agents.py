"""Organizations in which people have AI agents."""

from __future__ import annotations

from dataclasses import replace

from engine import labs, labs_people
from reorg.model.events import Equip, Layoff, Leave, Move, Reorganize, Replace
from reorg.model.organization import Organization, Scenario
from reorg.model.work import Stream

EAGER: labs.Values = {
    "agents.delegable": 0.8,
    "agents.speedup": 2.0,
    "agents.review_hours": 1.0,
    "agents.failure": 0.5,
    "agents.catch": 0.5,
}
"""Assumptions under which agents take most of the work, and often err, now and then unseen."""


def equipped(lab: Organization, **agents: int) -> Organization:
    """Return a lab in which the people named have so many agents."""
    people = tuple(replace(p, ai_agents=agents.get(p.id, 0)) for p in lab.people)
    return replace(lab, people=people)


def with_agents() -> Organization:
    """Return the lab with all there is, some of whose people have agents; teams reorganize twice."""
    return equipped(labs.reorganized(2.3, 6.1), a1=2, a3=5, b1=1, b3=3, la=1, c2=2, lb=1)


def agents_come_and_go() -> Organization:
    """Return the lab whose people with agents leave, move and are laid off, and others get agents."""
    lab = labs_people.eventful(
        Equip(0.0, ("a1", "b1", "b3", "c1", "lb"), 3),
        Leave(1.0, "a1"),
        Move(2.0, "b1", "ta"),
        Equip(2.5, ("b3",), 0),
        Reorganize(3.0, "two"),
        Replace(3.5, "b1", 0.5, {"b": "high"}),
        Equip(4.0, ("a2", "a3", "glue"), 8),
        Layoff(6.0, 0.5, ("a1", "a2", "a3", "b3", "lb")),
        Reorganize(7.0, "three"),
    )
    return equipped(lab, a1=2, c2=4)


def alone(agents: int, **changed: object) -> Organization:
    """Return one person with so many agents and one package that does not end."""
    only = labs.structure("s", [labs.team("t", None, None, "p", "area:a", meets=False)])
    endless = labs.release([labs.package("k", "a", labs.fixed(1e5), people_max=1, **changed)])
    it = (Scenario("it", "It", "s", ()),)
    who = replace(labs.person("p", a="medium"), ai_agents=agents)
    return replace(labs.organization([who], [only], releases=(endless,)), scenarios=it)


def items_of_many() -> Organization:
    """Return two people with agents who hold items of several days, one of whom goes."""
    people = [replace(labs.person(f"p{k}", a="medium"), ai_agents=4) for k in range(2)]
    only = labs.structure("s", [labs.team("t", None, None, "p0 p1", "area:a")])
    long: Stream = labs.stream("long", "a", 2.0, labs.fixed(4.5))
    return labs.organization(people, [only], (Leave(5.0, "p0"),), streams=(long,))

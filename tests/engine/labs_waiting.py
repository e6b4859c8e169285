"""Organizations in which events wait until a release is late."""

from __future__ import annotations

from dataclasses import replace

from engine import labs, labs_people
from reorg.model.events import (
    Alternate,
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
    Waiting,
)
from reorg.model.organization import Organization


def every_third_week(*events: Event) -> Organization:
    """Return the lab of :func:`labs_people.eventful` with a release every three weeks, due in two."""
    lab = labs_people.eventful(*events)
    often = replace(lab.releases[0], every_weeks=3.0, due_week=2.0)
    return replace(lab, releases=(often,))


def after_every_setback() -> Organization:
    """Return a lab reorganized there and back whenever a release is late, and on a date as well."""
    turns = Waiting(Alternate(0.5, ("two", "three")), "r", 0.5, None)
    return every_third_week(Reorganize(5.0, "two"), turns)


def everything_waits() -> Organization:
    """Return a lab in which everything that can happen waits, often at the same time."""
    newcomer = labs.person("new", 0.7, a="high", c="low")
    waiting = (
        Waiting(Leave(0.0, "lc"), "r", 0.0, 1),
        Waiting(Join(0.0, newcomer, "top"), "r", 0.0, 1),
        Waiting(Demand(0.0, "calls", 2.0, 2.0), "r", 0.0, None),
        Waiting(Alternate(0.0, ("two",)), "r", 0.0, None),
        Waiting(Layoff(1.0, 0.3, ("a1", "a2", "b1", "b3", "c1")), "r", 1.0, 2),
        Waiting(Layoff(1.0, 0.5, ("a3", "b2", "head")), "r", 1.0, None),
        Waiting(Replace(1.0, "la", 0.5, {"c": "high"}), "r", 1.0, 1),
        Waiting(Move(1.0, "b1", "top"), "r", 1.0, 3),
        Waiting(Budget(1.0, False, 0.9), "r", 1.0, 1),
        Waiting(Prioritize(1.5, (("package", "r/a-one"), ("stream", "calls")), 3.0), "r", 1.5, 2),
        Waiting(Alternate(2.0, ("two", "three")), "r", 2.0, 2),
        Waiting(Demand(2.0, "first", 0.5, None), "r", 2.0, 2),
    )
    return every_third_week(Layoff(0.5, 0.2, ("a1", "c1", "c2", "b2")), *waiting)

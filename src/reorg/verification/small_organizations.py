"""Small organizations on which theory is known, and assumptions under which it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Event
from reorg.model.organization import Organization, Policies, Scenario
from reorg.model.people import Person
from reorg.model.structure import Structure, Team
from reorg.model.work import Coupling, Effort, Package, Release, ReworkLink, Stream

HOURS_PER_DAY = 8.0
HOURS_PER_WEEK = 40.0
AREA = "work"
FIFO = Policies(attention="fifo")

FOREVER = 1e9
"""A patience in hours that never ends."""

UNDISTURBED = {
    "exceptions.probability": 0.0,
    "coordination.exchange_probability": 0.0,
    "coordination.noise_share": 0.0,
    "coordination.team_talk_hours": 0.0,
    "reorganization.unsettled_hours": 0.0,
    "coordination.loafing": 0.0,
    "coordination.handover_hours": 0.0,
    "coordination.overlooked": 0.0,
    "handover.share": 0.0,
    "handover.error": 0.0,
    "handover.follow": 0.0,
    "work.effort_spread": 0.0,
    "management.one_to_one_hours": 0.0,
    "management.team_meeting_hours": 0.0,
    "management.settled_loss": 0.0,
    "succession.inside": 0.0,
    "succession.acting_passes": 0.0,
    "succession.outside_start": 1.0,
    "succession.outside_pay": 1.0,
    "management.steering_hours": 0.0,
    "management.newcomer_hours": 0.0,
    "knowledge.floor_speed": 1.0,
    "familiarity.floor_speed": 1.0,
    "familiarity.error_new": 1.0,
    "familiarity.switch_hours": 0.0,
    "ties.error_strangers": 0.0,
    "ties.slower_strangers": 0.0,
    "turnover.base_per_year": 0.0,
    **dict.fromkeys(("calendar.outside_lead", "calendar.outside_head", "calendar.outside_top"), 0.0),
    "calendar.slot_hours": 0.0,
    "exceptions.joint": 0.0,
    "exceptions.hop_hours": 0.0,
    "exceptions.blocking": 0.0,
    "exceptions.wrong_decided": 0.0,
    "exceptions.wrong_default": 0.0,
    "exceptions.hop_error": 0.0,
    "exceptions.conflict": 0.0,
}
"""Nothing unforeseen, no talk, no meetings, nobody leaves or forgets: what is left is work."""

STEADY = {
    "turnover.overload_ceiling": 1.0,
    "turnover.rate_ceiling": 1e9,
    "turnover.lead_left": 0.0,
    "succession.outside_leaving": 0.0,
    "succession.unrest_inside": 0.0,
    "turnover.scope_loss": 0.0,
    "turnover.contagion": 0.0,
    "turnover.moved": 0.0,
    "turnover.tenure": 0.0,
    "turnover.senior_moves": 0.0,
}
"""Nothing weighs on anybody: the hazard of leaving is its base."""


def assumed(changes: Mapping[str, float]) -> Any:
    """Return the assumption vector of central values with ``changes``; raises KeyError for unknown ids."""
    place = {p.id: i for i, p in enumerate(ASSUMPTIONS)}
    vector = np.array([p.central for p in ASSUMPTIONS])
    for name, value in changes.items():
        vector[place[name]] = value
    return vector


def without_disturbances(changes: Mapping[str, float] | None = None) -> Any:
    """Return central values with every disturbance off, and ``changes`` on top."""
    return assumed({**UNDISTURBED, **(changes or {})})


def fixed(hours: float) -> Effort:
    """Return an effort of exactly this number of hours."""
    return Effort("fixed", *[hours / HOURS_PER_DAY] * 3)


def exponential(mean_hours: float) -> Effort:
    """Return an exponential effort."""
    return Effort("exponential", *[mean_hours / HOURS_PER_DAY] * 3)


def crew(count: int, prefix: str = "p") -> tuple[Person, ...]:
    """Return people of medium skill, full time: ``p1``, ``p2``, ..."""
    return tuple(
        Person(f"{prefix}{i + 1}", prefix, prefix, "mid", {AREA: "medium"}, 1.0, 0.0, 3.0)
        for i in range(count)
    )


def ids(people: Sequence[Person]) -> tuple[str, ...]:
    """Return the ids of people."""
    return tuple(person.id for person in people)


def team(
    name: str,
    members: Sequence[Person] = (),
    *,
    lead: Person | None = None,
    parent: str | None = None,
    owned: Sequence[tuple[str, str]] = (),
    meets: bool = False,
) -> Team:
    """Return a team; without a word about it, one that has neither meetings nor one-to-ones."""
    return Team(name, name, parent, lead.id if lead else None, ids(members), tuple(owned), meets)


def package(name: str, effort: Effort, after: Sequence[str] = (), people_max: int = 1) -> Package:
    """Return a package of medium complexity that one person at a time works on."""
    return Package(
        name, AREA, effort, "medium", people_max, tuple(after), "delivery", 0, 0.0, 0.0, 0.0, False
    )


def release(
    packages: Sequence[Package],
    couplings: Sequence[Coupling] = (),
    first_week: float = 0.0,
    rework: Sequence[ReworkLink] = (),
) -> Release:
    """Return the release ``r`` that holds the packages, once."""
    return Release("r", tuple(packages), tuple(couplings), tuple(rework), None, first_week, None)


def stream(
    name: str, per_hour: float, effort: Effort, *, priority: float = 0.0, then: str | None = None
) -> Stream:
    """Return a stream of Poisson arrivals, served in the order of arrival."""
    return Stream(name, AREA, per_hour * HOURS_PER_WEEK, effort, "medium", 10.0, priority, then)


def structure(teams: Sequence[Team], name: str = "only") -> Structure:
    """Return a structure of medium centralization."""
    return Structure(name, name, "medium", tuple(teams), (), ())


def organization(
    people: Sequence[Person],
    structures: Sequence[Structure],
    *,
    weeks: int,
    warmup: int = 0,
    releases: Sequence[Release] = (),
    streams: Sequence[Stream] = (),
    policies: Policies = FIFO,
    changes: Sequence[Event] = (),
) -> Organization:
    """Return an organization with the one scenario ``only``: the first structure, then ``changes``.

    Its areas are ``AREA`` and those in which somebody has a skill.
    """
    return Organization(
        name="verification",
        start="2026-01-05",
        horizon_weeks=weeks,
        warmup_weeks=warmup,
        areas=tuple(dict.fromkeys((AREA, *(area for person in people for area in person.skills)))),
        people=tuple(people),
        releases=tuple(releases),
        streams=tuple(streams),
        structures=tuple(structures),
        scenarios=(Scenario("only", "only", structures[0].id, tuple(changes)),),
        baseline="only",
        policies=policies,
    )

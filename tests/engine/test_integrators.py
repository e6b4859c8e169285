"""Integrators: across a boundary people talk as within one team, as long as the integrator has time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine import labs
from reorg.engine import LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization
from reorg.model.structure import Integrator
from reorg.model.work import Coupling

WORLDS = 4
CALM = {
    "exceptions.probability": 1e-9,
    "turnover.base_per_year": 0.0,
    "coordination.exchange_probability": 0.7,
}


def neighbors(*integrators: Integrator, booked: float | None = None) -> Organization:
    """Return a top with one who does no other work, and two teams beside each other with coupled packages."""
    who = {branch: [f"{branch}{k}" for k in range(5)] for branch in "ab"}
    people = [labs.person("top"), replace(labs.person("glue", a="medium"), booked_share=booked)]
    people += [labs.person(p, a="medium") for branch in "ab" for p in who[branch]]
    teams = [labs.team("all", None, "top", "glue")]
    teams += [
        labs.team(f"team-{b}", "all", None, " ".join(who[b]), f"package:r/{b}" + " area:a" * (b == "a"))
        for b in "ab"
    ]
    work = labs.release(
        [labs.package(b, "a", labs.fixed(300), people_max=5) for b in "ab"], (Coupling("a", "b", 1.0),)
    )
    form = labs.structure("s", teams, "medium", integrators=integrators)
    return labs.organization(people, [form], releases=(work,))


def ran(lab: Organization, **changed: float) -> list[Outcome]:
    values = labs.central() | CALM | {name.replace("__", "."): value for name, value in changed.items()}
    simulator = Simulator(plan_scenario(lab, "it"))
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    return [simulator.run(vector, 7, world, log=True) for world in range(WORLDS)]


def hours_a_request(outcomes: list[Outcome]) -> float:
    """Return the mean hours of a request, as one that is asked has to spend them."""
    log = np.concatenate([outcome.log for outcome in outcomes])
    return float(log["value"][log["code"] == LOG_CODES.index("request sent")].mean())


def test_with_an_integrator_a_request_to_a_neighbor_team_takes_as_long_as_in_ones_own() -> None:
    near = labs.central()["coordination.request_hours"]
    assert hours_a_request(ran(neighbors())) > 1.05 * near
    assert np.isclose(hours_a_request(ran(neighbors(Integrator("glue", ("a",))))), near, rtol=1e-12)


def test_whoever_is_booked_all_week_bridges_less() -> None:
    near = labs.central()["coordination.request_hours"]
    free, booked = (
        hours_a_request(ran(neighbors(Integrator("glue", ("a",)), booked=share))) for share in (0.0, 0.95)
    )
    assert np.isclose(free, near, rtol=1e-12)
    assert booked > 1.02 * near


def test_an_integrator_of_other_areas_changes_nothing() -> None:
    alone, other = ran(neighbors()), ran(neighbors(Integrator("glue", ("b",))))
    assert all(np.array_equal(x.hours, y.hours) for x, y in zip(alone, other, strict=True))

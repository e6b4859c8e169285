"""Worlds that end as soon as certain releases are out: as if their horizon had been that week."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from engine import labs, labs_people, labs_racing, labs_rework
from engine.labs_drawn import drawn_labs
from engine.test_reference import assert_same_outcome, random_values
from reorg.engine import Outcome, Plan, Simulator, plan_scenario, runner
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization

LABS = {
    "everything": labs.everything(),
    "people": labs_people.everything_happens(),
    "races": labs_racing.changing("dual", "double", "first", "best"),
    "rework": labs_rework.with_rework(labs.everything()),
}


def plan_of(lab: Organization, until_out: tuple[int, ...] = ()) -> Plan:
    """Return the plan of a lab that ends when releases are out."""
    return replace(plan_scenario(lab, "it"), until_out=until_out)


def simulated(plan: Plan, world: int, engine: str = "compiled") -> Outcome:
    """Return a world of a plan, with its log."""
    values = random_values(world)
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    return runner(plan, "reference" if engine == "reference" else "compiled").run(vector, 7, world, log=True)


@pytest.mark.parametrize(("name", "awaited"), [("everything", (0,)), ("races", (0, 1)), ("rework", (0,))])
def test_a_world_ends_with_the_week_in_which_what_it_awaits_is_out(
    name: str, awaited: tuple[int, ...]
) -> None:
    lab = replace(LABS[name], horizon_weeks=30)
    early = 0
    for world in range(5):
        short, whole = simulated(plan_of(lab, awaited), world), simulated(plan_of(lab), world)
        packages = [job for number in awaited for job in plan_of(lab).releases[number].packages]
        out = whole.finish_weeks[packages].max()
        if np.isnan(out):
            assert short.weeks == whole.weeks == 30
            continue
        early += short.weeks < 30
        assert short.weeks == np.ceil(out)
        assert short.finish_weeks[packages].tolist() == whole.finish_weeks[packages].tolist()
        # As text, so that nan equals nan.
        assert repr(short.log.tolist()) == repr(whole.log[: len(short.log)].tolist())
    assert early > 1


@pytest.mark.parametrize("name", LABS)
def test_an_early_end_is_a_shorter_horizon(name: str) -> None:
    plan = plan_of(replace(LABS[name], horizon_weeks=20), (0,))
    for world in (2, 5):
        short = simulated(plan, world)
        assert_same_outcome(short, simulated(replace(plan, weeks=short.weeks, until_out=()), world))


@pytest.mark.parametrize("name", LABS)
def test_both_engines_end_at_the_same_time(name: str) -> None:
    plan = plan_of(replace(LABS[name], horizon_weeks=20), (0,))
    short = simulated(plan, 2)
    assert short.weeks < 20
    assert_same_outcome(short, simulated(plan, 2, "reference"))


def test_both_engines_end_after_fewer_weeks_than_the_organization_plans() -> None:
    """Its releases, and the work of its streams, are those of its own horizon."""
    plan = replace(plan_of(labs.everything()), weeks=5)
    assert len(plan.releases) > 1
    assert_same_outcome(simulated(plan, 0), simulated(plan, 0, "reference"))


def test_one_simulator_runs_short_and_long_worlds_in_any_order() -> None:
    lab = replace(labs.everything(), horizon_weeks=30)
    simulator = Simulator(plan_of(lab, (0,)))
    values = [np.array([random_values(world)[p.id] for p in ASSUMPTIONS]) for world in range(4)]
    for world in (0, 1, 2, 3, 1, 0):
        again = simulator.run(values[world], 7, world, log=True)
        assert_same_outcome(again, simulated(plan_of(lab, (0,)), world))


@drawn_labs(20)
@given(labs_rework.organizations())
def test_what_is_out_stays_out(drawn: tuple[Organization, int]) -> None:
    lab, number = drawn
    lab = replace(lab, horizon_weeks=12)
    whole = simulated(plan_of(lab), number)
    for release in range(len(plan_of(lab).releases)):
        short = simulated(plan_of(lab, (release,)), number)
        packages = list(plan_of(lab).releases[release].packages)
        if short.weeks < whole.weeks:
            assert short.finish_weeks[packages].tolist() == whole.finish_weeks[packages].tolist()
        else:
            np.testing.assert_array_equal(short.finish_weeks, whole.finish_weeks)

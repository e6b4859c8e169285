"""Accelerators: the engine and its reference agree, and small cases come out as anybody would reckon."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from engine import labs, labs_compute, labs_discovery, labs_racing
from engine.labs_drawn import drawn_labs, eventful_organizations
from engine.test_reference import assert_same, happened, random_values
from reorg.engine import Simulator, plan_scenario
from reorg.engine.reference import simulate_reference
from reorg.engine.state.constants import FINISHED, QUEUED, RUNNING
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.choices import ALLOCATION_RULES, AllocationRule
from reorg.model.organization import Organization

QUIET = labs.central() | labs.QUIET | {"compute.failures_per_1000_gpu_days": 0.0}


@pytest.mark.parametrize("rule", ALLOCATION_RULES)
def test_one_pool(rule: AllocationRule) -> None:
    lab = labs_compute.one_pool(rule)
    values = labs.central() | labs_compute.FRAGILE
    assert happened(lab, values, "job waits", "job begins", "job fails", "job back")
    assert_same(lab, labs.central())
    for world in range(3):
        assert_same(lab, random_values(world), world=world)
        assert_same(lab, random_values(world) | labs_compute.FRAGILE, world=world)


@pytest.mark.parametrize("weeks", [(2.3, 6.1), (0.0, 3.0, 9.5), (-1.5, 4.0)])
def test_pools_change_with_the_structure(weeks: tuple[float, ...]) -> None:
    lab = labs_compute.reorganized(*weeks)
    for world in range(3):
        assert_same(lab, random_values(world) | labs_compute.FRAGILE, world=world)


def test_pools_are_cut_and_restored_while_people_come_and_go() -> None:
    lab = labs_compute.cut_and_restored()
    assert happened(lab, labs.central(), "left", "moved", "reorganized", "accelerators", "job back")
    for world in range(4):
        assert_same(lab, random_values(world), world=world)
        assert_same(lab, random_values(world) | labs_compute.FRAGILE, world=world)


def test_a_package_is_finished_when_its_last_job_comes_back() -> None:
    """Chunks end after 8, 16 and 20 hours; each hour of work computes 12.6 hours of the clock on 3."""
    lab = labs_compute.alone(20.0, 20 * 12.6, labs_compute.pool("x", 3))
    plain = simulate_reference(lab, "it", QUIET, 7, 0)
    assert plain.finish_weeks.tolist() == [pytest.approx((16 + 8 * 12.6 / 4.2) / 40)]
    assert plain.pools.tolist() == [pytest.approx([252.0, 14 * 168 * 3, 3, 0, 0])]
    assert plain.compute_usd == pytest.approx(2.0 * 252.0)
    assert_same(lab, QUIET)


def test_jobs_queue_for_a_pool_that_is_too_small() -> None:
    """On one accelerator the jobs run one after the other, from the end of the first chunk."""
    lab = labs_compute.alone(20.0, 20 * 12.6, labs_compute.pool("x", 1))
    plain = simulate_reference(lab, "it", QUIET, 7, 0)
    assert plain.finish_weeks.tolist() == [pytest.approx((8 + 20 * 12.6 / 4.2) / 40)]
    waits = 4.2 * np.array([0.0, (8 + 24) - 16, (8 + 48) - 20])
    assert plain.pools[0].tolist() == pytest.approx([252.0, 14 * 168, 3, waits.sum(), 0])
    assert_same(lab, QUIET)


def test_a_job_wider_than_what_a_cut_leaves_takes_all_of_it() -> None:
    wide = labs_compute.alone(8.0, 64 * 4.2, labs_compute.pool("x", 8), width=8)
    halved = replace(wide.scenarios[0], events=(labs_compute.Budget(0.0, None, None, 0.5),))
    for lab, hours in ((wide, 8.0), (replace(wide, scenarios=(halved,)), 16.0)):
        plain = simulate_reference(lab, "it", QUIET, 7, 0)
        assert plain.finish_weeks.tolist() == [pytest.approx((8 + hours) / 40)]
        assert_same(lab, QUIET)


def test_without_a_width_a_whole_chunk_is_computed_within_a_day() -> None:
    lab = labs_compute.alone(16.0, 2 * 240.0, labs_compute.pool("x", 64))
    package = replace(lab.releases[0].packages[0], job_gpus=None)
    lab = replace(lab, releases=(replace(lab.releases[0], packages=(package,)),))
    plain = simulate_reference(lab, "it", QUIET, 7, 0)
    assert plain.finish_weeks.tolist() == [pytest.approx((16 + 24 / 4.2) / 40)]
    assert_same(lab, QUIET)


def test_more_jobs_than_there_was_room_for() -> None:
    lab = labs_compute.one_pool("fair", gpus=1)
    assert_same(lab, labs.central(), world=3)


@pytest.mark.slow
@drawn_labs(40)
@given(eventful_organizations())
def test_organizations_drawn_at_random(drawn: tuple[Organization, int]) -> None:
    lab, number = drawn
    pools = tuple(
        labs_compute.pool(name, gpus, ALLOCATION_RULES[number // k % 3])
        for k, (name, gpus) in enumerate((("cluster", 20), ("own", 3)), start=1)
    )
    lab = replace(labs_compute.computing(lab, 30.0 * (1 + number % 7), ("cluster", "own")), pools=pools)
    assert_same(lab, random_values(number) | (labs_compute.FRAGILE if number % 2 else {}), world=number)


@pytest.mark.parametrize("rule", ALLOCATION_RULES)
@pytest.mark.parametrize("world", [0, 1])
def test_no_job_is_lost_and_no_accelerator_held_twice(rule: AllocationRule, world: int) -> None:
    simulator = Simulator(plan_scenario(labs_compute.one_pool(rule), "it"))
    values = labs.central() | labs_compute.FRAGILE
    simulator.run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, world)
    s = simulator.state
    waiting, running = s.runs[s.runs["state"] == QUEUED], s.runs[s.runs["state"] == RUNNING]
    assert len(waiting) > 0
    assert len(running) > 0
    assert s.pools["busy"].tolist() == [running["width"].sum()]
    assert s.pools["busy"][0] <= s.pools["gpus"][0]
    out = np.bincount(np.concatenate([waiting["job"], running["job"]]), minlength=len(s.jobs))
    going = np.arange(len(s.jobs)) < len(simulator.plan.packages)
    going |= s.jobs["state"] != FINISHED
    assert s.jobs["computing"][going].tolist() == out[going].tolist()
    assert s.queues["hours"].sum() == pytest.approx(waiting["hours"].sum())
    free, place = 0, int(s.world[0]["free_run"])
    while place >= 0:
        free, place = free + 1, int(s.runs["after"][place])
    assert free + len(waiting) + len(running) == len(s.runs)


def test_research_whose_trials_gain_nothing_yields_its_turn() -> None:
    """A hundred jobs in, trials of a small landscape gain less than the first might expect."""
    lab = replace(labs_discovery.computed(), pools=(labs_compute.pool("cluster", 4, "expected-return"),))
    for world in range(3):
        assert_same(lab, random_values(world) | labs_compute.FRAGILE, world=world)
    simulator = Simulator(plan_scenario(lab, "it"))
    simulator.run(np.array([labs.central()[p.id] for p in ASSUMPTIONS]), 7, 0)
    hope = simulator.state.queues["hope"]
    packages = [p for release in lab.releases for p in release.packages]
    research = np.array([p.kind == "research" for p in packages])
    first = hope[: len(packages)]
    assert (first[~research] == 1.0).all()
    assert (first[research] != 1.0).any()
    assert first[research].min() < 1.0


@pytest.mark.parametrize("weeks", [4.0, 6.0])
def test_attempts_that_stop_compute_no_more_and_those_that_go_on_keep_their_jobs(weeks: float) -> None:
    lab = labs_compute.computing(
        labs_racing.changing("first", "dual", "alone", "best", every=weeks), 300.0, ("cluster",)
    )
    lab = replace(lab, pools=(labs_compute.pool("cluster", 12),))
    # Quick enough that a race ends within the horizon.
    quick = labs.central(familiarity__floor_speed=1.0, exceptions__probability=0.0)
    assert happened(lab, quick, "race won", "job begins", "job back")
    for world in range(3):
        assert_same(lab, random_values(world) | labs_compute.FRAGILE, world=world)


def test_a_job_that_still_runs_at_the_end_counts_for_the_hours_it_ran() -> None:
    """The only chunk ends after 8 hours; its job holds 3 accelerators for the 552 hours that are left."""
    lab = labs_compute.alone(8.0, 1e6, labs_compute.pool("x", 3), width=3)
    values = np.array([QUIET[p.id] for p in ASSUMPTIONS])
    engine = Simulator(plan_scenario(lab, "it")).run(values, 7, 0)
    hours = 3 * 4.2 * (14 * 40 - 8)
    for outcome in (engine, simulate_reference(lab, "it", QUIET, 7, 0)):
        assert outcome.pools[0].tolist() == pytest.approx([hours, 14 * 168 * 3, 1, 0, 0])
        assert outcome.compute_usd == pytest.approx(2.0 * hours)

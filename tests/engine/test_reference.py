"""The compiled engine and its reference in plain Python give the same log, event by event."""

from __future__ import annotations

import ast
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from engine import labs, labs_agents, labs_compute, labs_discovery, labs_people, labs_waiting
from engine.labs_drawn import drawn_labs, eventful_organizations, organizations
from reorg.engine import LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.engine.reference import equations, questions, simulate_reference
from reorg.engine.reference import state as reference_state
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Replace
from reorg.model.organization import Organization


def random_values(seed: int) -> labs.Values:
    """Return a point of the ranges of the assumptions."""
    shares = np.random.default_rng(seed).random(len(ASSUMPTIONS))
    return {p.id: p.low + (p.high - p.low) * float(u) for p, u in zip(ASSUMPTIONS, shares, strict=True)}


_LAST: dict[str, Any] = {}


def by_reference(organization: Organization, values: labs.Values, seed: int = 7, world: int = 0) -> Outcome:
    """Return what the reference makes of a world; the last one is kept for who asks again."""
    asked = (organization, values, seed, world)
    if _LAST.get("asked") != asked:
        _LAST.update(outcome=simulate_reference(organization, "it", values, seed, world), asked=asked)
    found: Outcome = _LAST["outcome"]
    return found


def by_engine(organization: Organization, values: labs.Values, seed: int = 7, world: int = 0) -> Outcome:
    simulator = Simulator(plan_scenario(organization, "it"))
    return simulator.run(np.array([values[p.id] for p in ASSUMPTIONS]), seed, world, log=True)


def assert_same(organization: Organization, values: labs.Values, seed: int = 7, world: int = 0) -> None:
    engine = by_engine(organization, values, seed, world)
    assert_same_outcome(engine, by_reference(organization, values, seed, world))


def assert_same_outcome(engine: Outcome, reference: Outcome) -> None:
    for field in fields(Outcome):
        found, expected = getattr(engine, field.name), getattr(reference, field.name)
        if field.name == "log":
            assert_same_log(found, expected)
            continue
        np.testing.assert_array_equal(found, expected, err_msg=field.name)
        # Sums over what is laid out otherwise may round otherwise.
        assert _layout(found) == _layout(expected), field.name


def _layout(value: Any) -> tuple[Any, ...]:
    array = np.asarray(value)
    return type(value), array.dtype, array.shape, array.flags.c_contiguous


def assert_same_log(found: Any, expected: Any) -> None:
    # Field by field, as what lies between the fields is nobody's.
    if all(found[name].tobytes() == expected[name].tobytes() for name in expected.dtype.names):
        return
    for number, (one, other) in enumerate(zip(found.tolist(), expected.tolist(), strict=False)):
        # As text, so that nan equals nan.
        assert repr(one) == repr(other), f"line {number}: {other}, not {one}"
    assert len(found) == len(expected)


def happened(organization: Organization, values: labs.Values, *what: str) -> bool:
    """Whether all of these lines are in the log, so that a comparison is about them; the engine is faster."""
    codes = set(by_engine(organization, values).log["code"].tolist())
    return {LOG_CODES.index(name) for name in what} <= codes


@pytest.mark.parametrize("world", [0, 1])
def test_work_alone(world: int) -> None:
    assert_same(labs.critical_path(), labs.central() | labs.QUIET, world=world)
    assert_same(labs.critical_path(), labs.central(), world=world)


def test_the_twin_works_along_the_critical_path() -> None:
    """Start 5 days, two people: 2.5; long 9.5 alone; join 4 days, two people: 2; tail 0: 14 days."""
    quiet = simulate_reference(labs.critical_path(), "it", labs.central() | labs.QUIET, 7, 0)
    # Chunks are of one day: of 5 one of the two does 3, of 9.5 the last is half.
    assert quiet.finish_weeks.tolist() == [3 / 5, 6 / 5, 12.5 / 5, 14.5 / 5, 14.5 / 5]


POLICIES = [("mixed", "urgent"), ("fifo", "urgent"), ("priority", "longest")]


def test_nothing_held_and_reorganizations() -> None:
    lab = labs.nothing_held()
    assert happened(
        lab,
        labs.central(),
        "exception",
        "decision taken",
        "request sent",
        "reorganized",
        "request misdirected",
    )
    assert_same(lab, labs.central())
    for world in range(3):
        assert_same(lab, random_values(world), world=world)


@pytest.mark.parametrize("weeks", [(), (2.3, 6.1)])
def test_everything_but_exceptions(weeks: tuple[float, ...]) -> None:
    for world in range(3):
        assert_same(
            labs.reorganized(*weeks), random_values(world) | {"exceptions.probability": 0.0}, world=world
        )


@pytest.mark.parametrize(("attention", "pull"), POLICIES)
def test_everything_on(attention: str, pull: str) -> None:
    lab = labs.everything(attention, pull)
    assert happened(lab, labs.central(), "meeting", "request sent", "decision taken", "arrival")
    assert_same(lab, labs.central())
    for world in range(3):
        assert_same(lab, random_values(world), world=world)


@pytest.mark.parametrize("weeks", [(2.3, 6.1), (0.0, 3.0, 9.5), (-1.5, 4.0)])
def test_reorganizations_there_and_back(weeks: tuple[float, ...]) -> None:
    lab = labs.reorganized(*weeks)
    assert happened(lab, labs.central(), "reorganized", "request misdirected")
    assert_same(lab, labs.central())
    for world in range(3):
        assert_same(lab, random_values(world), world=world)


def test_back_again_before_a_meeting_is_due() -> None:
    lab = labs.reorganized(1.0, 1.3, 5.0, 5.2)
    for world in range(2):
        assert_same(lab, labs.central(), world=world)


def test_an_overloaded_team() -> None:
    lab = labs.overloaded()
    assert happened(lab, labs.central(), "decides alone", "request missed", "item lapsed")
    assert_same(lab, labs.central())
    assert_same(lab, random_values(1), world=1)


def test_more_jobs_and_items_than_there_was_room_for() -> None:
    simulator = Simulator(plan_scenario(labs.overloaded(), "it"))
    before = len(simulator.state.jobs)
    simulator.run(np.array([labs.central()[p.id] for p in ASSUMPTIONS]), 7, 0)
    assert len(simulator.state.jobs) > before


def test_hand_overs_in_the_same_instant_keep_their_order() -> None:
    lab = labs.hand_overs()
    assert_same(lab, labs.central() | labs.QUIET)
    assert_same(lab, labs.central() | labs.QUIET, world=1)


def test_work_that_ends_with_the_last_hour_counts_in_the_last_week() -> None:
    values = labs.central() | labs.QUIET
    assert simulate_reference(labs.to_the_last_hour(), "it", values, 7, 0).throughput.sum() == 14 * 40
    assert_same(labs.to_the_last_hour(), values)


def test_items_without_work_do_not_wait() -> None:
    lab = labs.items_without_work()
    served = simulate_reference(lab, "it", labs.central(), 7, 0).streams[0]
    assert served[0] > 0
    assert served[1:].tolist() == [0.0] * 5
    assert_same(lab, labs.central())


@drawn_labs(20)
@given(organizations())
def test_organizations_drawn_at_random(drawn: tuple[Organization, int]) -> None:
    lab, number = drawn
    assert_same(lab, random_values(number), world=number)


@pytest.mark.parametrize("weeks", [(), (2.3, 6.1)])
def test_most_people_leave(weeks: tuple[float, ...]) -> None:
    lab = labs.reorganized(*weeks)
    assert happened(lab, labs.central() | labs_people.RESTLESS, "left", "joined", "acting lead")
    for world in range(4):
        assert_same(lab, labs.central() | labs_people.RESTLESS, world=world)
        assert_same(lab, random_values(world) | labs_people.RESTLESS, world=world)


def test_leads_leave() -> None:
    lab = labs_people.lead_leaves()
    assert happened(lab, labs.central(), "left", "joined", "acting lead")
    for world in range(3):
        assert_same(lab, random_values(world), world=world)


def test_successors_of_other_pay() -> None:
    lab = labs_people.dearer_successors()
    for world in range(2):
        assert_same(lab, random_values(world), world=world)
    values = labs.central(succession__outside_pay=1.0) | labs.QUIET
    paid = simulate_reference(lab, "it", values, 7, 0).payroll_usd
    same = replace(lab, scenarios=(replace(lab.scenarios[0], events=_unpriced(lab)),))
    # The successors are there at the ends of weeks 2, 4 and 6 to 14.
    added = 13 * 3e5 - 11 * 8e4 - 9 * 1e5
    found = paid - simulate_reference(same, "it", values, 7, 0).payroll_usd
    assert found == pytest.approx(added / 52.0)


def _unpriced(lab: Organization) -> tuple[Any, ...]:
    events = lab.scenarios[0].events
    return tuple(replace(e, annual_cost_usd=None) if isinstance(e, Replace) else e for e in events)


def test_everything_happens() -> None:
    lab = labs_people.everything_happens()
    assert happened(lab, labs.central(), "left", "joined", "moved", "demand changed", "reorganized")
    assert_same(lab, labs.central())
    for world in range(4):
        assert_same(lab, random_values(world), world=world)
        assert_same(lab, random_values(world) | labs_people.RESTLESS, world=world)


def test_events_wait_for_late_releases() -> None:
    setbacks, waiting = labs_waiting.after_every_setback(), labs_waiting.everything_waits()
    assert happened(setbacks, labs.central(), "reorganized")
    assert happened(waiting, labs.central(), "left", "joined", "moved", "demand changed", "reorganized")
    for world in range(4):
        assert_same(setbacks, random_values(world), world=world)
        assert_same(waiting, random_values(world), world=world)
        assert_same(waiting, random_values(world) | labs_people.RESTLESS, world=world)


@drawn_labs(20)
@given(eventful_organizations())
def test_events_drawn_at_random(drawn: tuple[Organization, int]) -> None:
    lab, number = drawn
    restless = {"turnover.base_per_year": 4.0, "onboarding.hiring_weeks": 0.5}
    assert_same(lab, random_values(number) | (restless if number % 2 else {}), world=number)


AGENTS = ("delegated", "agent done", "error found", "error unseen")


def test_agents() -> None:
    lab, eager = labs_agents.with_agents(), labs.central() | labs_agents.EAGER
    assert happened(lab, eager, *AGENTS, "request missed", "reorganized", "exception")
    assert_same(lab, eager)
    for world in range(4):
        assert_same(lab, random_values(world) | labs_agents.EAGER, world=world)
        assert_same(lab, random_values(world), world=world)


def test_people_with_agents_come_and_go() -> None:
    lab, eager = labs_agents.agents_come_and_go(), labs.central() | labs_agents.EAGER
    assert happened(lab, eager, *AGENTS, "left", "joined", "moved")
    for world in range(4):
        assert_same(lab, eager | labs_people.RESTLESS, world=world)
        assert_same(lab, random_values(world) | labs_agents.EAGER, world=world)


def test_agents_without_chance() -> None:
    still = labs.central() | labs.QUIET | labs_agents.EAGER
    for lab in (labs_agents.alone(0), labs_agents.alone(3), labs_agents.items_of_many()):
        assert_same(lab, still)
        assert_same(lab, still | {"agents.delegable": 1.0, "agents.speedup": 1.0})


@pytest.mark.parametrize(("search", "jumps"), [("package", 0.0), ("team", 0.1), ("neighbors", 0.2)])
def test_research_in_all_its_forms(search: str, jumps: float) -> None:
    lab = labs_discovery.searching(search, jumps)
    assert happened(lab, labs.central(), "trial", "judged", "time up", "reorganized", "left")
    assert_same(lab, labs.central())
    for world in range(4):
        assert_same(lab, random_values(world), world=world)
        assert_same(lab, random_values(world) | labs_people.RESTLESS, world=world)


def test_trials_wait_for_their_accelerator_jobs() -> None:
    lab = labs_discovery.computed()
    eager = labs.central() | labs_agents.EAGER | labs_compute.FRAGILE
    assert happened(lab, eager, "trial", "job fails", "job back", "agent done")
    for world in range(3):
        assert_same(lab, random_values(world), world=world)
        assert_same(lab, random_values(world) | labs_agents.EAGER | labs_compute.FRAGILE, world=world)


@pytest.mark.parametrize("influences", [0, 3, 12])
def test_drawn_influences_and_many_decisions(influences: int) -> None:
    """With 12 each of the 13 decisions is influenced by all others."""
    lab = labs_discovery.many_decisions(influences, (5, 4, 4))
    values = random_values(1)
    assert happened(lab, values, "trial", "request sent")
    assert_same(lab, values)


def test_the_twin_uses_nothing_compiled() -> None:
    refused = ("numba", "reorg.luck", "reorg.mechanisms", "reorg.compilation")
    folder = Path(reference_state.__file__).parent
    for file in folder.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        names += [a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names]
        assert not [name for name in names if name.startswith(refused)], file.name


def test_plain_equations_at_their_limits() -> None:
    values = labs.central(work__effort_spread=0.0)
    assert equations.working_hours(values, 8.0, 1.7, "medium") == 8.0
    assert equations.working_hours(values, 8.0, 1.7, "none") == 16.0
    assert questions.chance_of_exception(values, ("medium", 99.0), "medium", 1.0, 8.0) == 0.5
    assert questions.history_after(0.55, -0.1) == 0.5
    assert equations.tie_together(values, 1.0, 400.0) == 1.0
    assert equations.tie_apart(values, 1.0, 0.0) == 1.0
    assert equations.chance_of_misdirection(values, 0.0) == 1.0

"""What search for a design must hold to, whatever the organization."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from engine import labs, labs_discovery
from engine.labs_drawn import drawn_labs, eventful_organizations, organizations
from reorg.engine import LOG_CODES, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import Integrator, Team

HYPOTHESIS = drawn_labs(40)


def ran(lab: Organization, world: int = 0, **changed: float) -> Simulator:
    values = labs.central(**changed)
    simulator = Simulator(plan_scenario(lab, "it"))
    simulator.outcome = simulator.run(  # type: ignore[attr-defined]
        np.array([values[p.id] for p in ASSUMPTIONS]), 7, world, log=True
    )
    return simulator


def landscapes(lab: Organization, world: int = 0) -> list[np.ndarray]:
    simulator = ran(lab, world)
    rows = simulator.state.releases
    searched = [k for k, row in enumerate(rows) if row["decision_last"] > row["decision_first"]]
    return [simulator.landscape(k) for k in searched]


@pytest.mark.slow
@HYPOTHESIS
@given(eventful_organizations())
def test_what_is_found_is_within_bounds(drawn: tuple[Organization, int]) -> None:
    lab, world = drawn
    simulator = ran(lab, world)
    outcome = simulator.outcome  # type: ignore[attr-defined]
    rows = simulator.state.releases
    counts = rows["decision_last"] - rows["decision_first"]
    assert (np.isnan(outcome.capability) == (counts == 0)).all()
    for k, count in enumerate(counts):
        if count == 0:
            assert outcome.trials[k] == 0
            continue
        assert outcome.capability[k] <= 1.0
        values = simulator.landscape(k)
        found = outcome.found[-1, k]
        assert found in values
        mean, best = values.mean(), values.max()
        assert outcome.capability[k] == pytest.approx((found - mean) / (best - mean))
        if outcome.trials[k] > 1:
            assert 0.0 <= outcome.diversity[k] <= count


@HYPOTHESIS
@given(organizations())
def test_a_role_and_another_structure_change_no_landscape(drawn: tuple[Organization, int]) -> None:
    lab, world = drawn
    before = landscapes(lab, world)
    aside = Team("aside", "Aside", lab.structures[0].teams[0].id, None, ("nobody",), (), False)
    structures = tuple(replace(s, teams=(*s.teams, aside)) for s in reversed(lab.structures))
    it = Scenario("it", "It", structures[0].id, ())
    other = replace(lab, people=(labs.person("nobody"), *lab.people), structures=structures, scenarios=(it,))
    for one, two in zip(before, landscapes(other, world), strict=True):
        np.testing.assert_array_equal(one, two)


def test_another_package_changes_nothing_for_the_decisions_it_does_not_influence() -> None:
    lab = labs_discovery.many_decisions()
    (release,) = lab.releases
    more = labs.package("first", "a", labs.fixed(5), kind="research", decisions=1)
    wider = replace(lab, releases=(replace(release, packages=(more, *release.packages)),))
    small, large = landscapes(lab)[0], landscapes(wider)[0]
    # The new decision is the first bit, and only adds what it contributes itself.
    own = large[0::2] * 16 - small * 15
    assert own == pytest.approx(np.full(len(own), own[0]))


def test_a_team_that_owns_all_never_makes_the_whole_worse() -> None:
    lab = labs_discovery.many_decisions()
    together = labs.structure(
        "s", [labs.team("t", None, None, " ".join(p.id for p in lab.people), "area:a area:b area:c")]
    )
    for world in range(5):
        simulator = ran(replace(lab, structures=(together,)), world)
        start = simulator.landscape(0)[int(simulator.state.releases["checkpoint"][0])]
        found = simulator.outcome.found[:, 0]  # type: ignore[attr-defined]
        assert (np.diff(found) >= 0.0).all()
        assert found[-1] > start


def test_an_integrator_lets_nothing_get_worse_from_one_judgment_to_the_next() -> None:
    lab = labs_discovery.many_decisions()
    judged = replace(lab.structures[0], integrators=(Integrator("a0", ("a", "b", "c")),))
    lab = replace(lab, releases=(replace(lab.releases[0], time_boxed=True, due_week=6.5),))
    weekly = {"discovery__integrator_cadence_weeks": 1.0}
    fell = 0
    for world in range(20):
        without = ran(lab, world, **weekly).outcome.found[:, 0]  # type: ignore[attr-defined]
        log = ran(replace(lab, structures=(judged,)), world, **weekly).outcome.log  # type: ignore[attr-defined]
        values = log["value"][log["code"] == LOG_CODES.index("judged")]
        assert len(values) > 1
        assert (np.diff(values) >= 0.0).all()
        fell += (np.diff(without) < 0.0).any()
    assert fell > 0


def test_missed_exchanges_cost_discovery() -> None:
    """Divisions that are not answered search against a picture of the others that is never renewed."""
    simulator = Simulator(plan_scenario(labs_discovery.many_decisions(), "it"))
    usual = labs.central(coordination__exchange_probability=0.7, coordination__coupling=1.5)
    none = usual | {"coordination.exchange_probability": 0.0}
    served, missed = (
        np.array([simulator.run(vector, 7, world).found[-1, 0] for world in range(150)])
        for vector in ([values[p.id] for p in ASSUMPTIONS] for values in (usual, none))
    )
    lost = served - missed
    assert lost.mean() > 3.0 * lost.std(ddof=1) / len(lost) ** 0.5


def test_a_time_box_costs_trials_and_not_time() -> None:
    lab = labs_discovery.many_decisions()
    boxed = replace(lab, releases=(replace(lab.releases[0], time_boxed=True, due_week=1.5),))
    free, cut = ran(lab).outcome, ran(boxed).outcome  # type: ignore[attr-defined]
    assert cut.trials[0] < free.trials[0]
    assert cut.finish_weeks.max() < 1.5 + 1.0 < free.finish_weeks.max()


def test_a_landscape_of_nothing_is_refused() -> None:
    simulator = ran(labs.critical_path())
    with pytest.raises(ValueError, match="0 decisions"):
        simulator.landscape(0)


def test_an_integrator_with_more_than_a_week_of_work_waiting_does_not_judge() -> None:
    """Judgments are due at each week's end; those at which more than a week's work waits are left out."""
    lab = labs_discovery.many_decisions()
    judged = replace(lab.structures[0], integrators=(Integrator("a0", ("a", "b", "c")),))
    people = tuple(replace(p, share=0.3) if p.id == "a0" else p for p in lab.people)
    lab = replace(lab, people=people, structures=(judged,))
    busy = {
        "exceptions__probability": 0.5,
        "exceptions__decision_hours": 16.0,
        "exceptions__patience_hours": 1e6,
        # What waits is decided at no meeting.
        "management__team_meeting_hours": 0.0,
        "management__one_to_one_hours": 0.0,
    }
    integrator = [p.id for p in lab.people].index("a0")
    for world in range(3):
        outcomes = [
            ran(lab, world, discovery__integrator_cadence_weeks=1.0, **more).outcome  # type: ignore[attr-defined]
            for more in ({}, busy)
        ]
        quiet, loaded = (int((o.log["code"] == LOG_CODES.index("judged")).sum()) for o in outcomes)
        overloaded = int(outcomes[1].overload_weeks[integrator])
        assert overloaded > 5
        # The last week's end is not looked at.
        at_most = lab.horizon_weeks - overloaded + 1
        assert loaded <= at_most < quiet

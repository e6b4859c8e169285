"""Releases that come after others: when they start, and what of it the outcome dates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs
from engine.test_reference import assert_same, random_values
from reorg.engine import Simulator, plan_scenario
from reorg.engine.reference import simulate_reference
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization
from reorg.model.work import ReworkLink
from reorg.study.measuring.metrics import METRIC_KEYS
from reorg.study.measuring.target import MeasuredReleases
from reorg.study.measuring.world import measure_world

VALUES = labs.central() | labs.QUIET


def one_after_another(**changed: object) -> Organization:
    """Return two people, a release of 5 days for one, and one of 10 days after it that starts in week 0.5."""
    people = [labs.person("p1", a="medium"), labs.person("p2", a="medium")]
    first = replace(labs.release([labs.package("k", "a", labs.fixed(5), people_max=1)]), id="first")
    second = labs.release([labs.package("k", "a", labs.fixed(10), people_max=1)])
    second = replace(second, id="second", first_week=0.5, after=("first",))
    only = labs.structure("s", [labs.team("t", None, None, "p1 p2", "area:a")])
    return labs.organization(people, [only], releases=(second, replace(first, **changed)), warmup_weeks=0)


def run(lab: Organization, values: labs.Values = VALUES):
    return Simulator(plan_scenario(lab, "it")).run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, 0)


def test_a_release_waits_until_the_one_before_it_is_out() -> None:
    """The first takes five days of one person: out after one week; the second begins then, for two."""
    outcome = run(one_after_another())
    assert outcome.begin_weeks.tolist() == [1.0, 0.0]
    assert outcome.finish_weeks.tolist() == [3.0, 1.0]


def test_a_release_that_is_out_already_holds_nothing_up() -> None:
    lab = one_after_another(packages=(labs.package("k", "a", labs.fixed(1), people_max=1),))
    assert run(lab).begin_weeks.tolist() == [0.5, 0.0]


def test_a_release_after_one_that_is_never_out_never_begins() -> None:
    lab = one_after_another(packages=(labs.package("k", "a", labs.fixed(500), people_max=1),))
    outcome = run(lab)
    assert np.isnan(outcome.begin_weeks[0])
    assert np.isnan(outcome.finish_weeks).all()


@pytest.mark.parametrize("world", range(3))
def test_the_reference_starts_releases_alike(world: int) -> None:
    lab = labs.reorganized(2.3, 6.1)
    (repeated,) = lab.releases
    once = replace(repeated, id="once", every_weeks=None, first_week=-1.0)
    sends = ReworkLink("a-one", "b-one", 0.5, 0.5)
    last = replace(once, id="last", after=("once",), rework=(sends,))
    again = replace(repeated, after=("once",), every_weeks=5.0)
    lab = replace(lab, releases=(last, again, once))
    assert_same(lab, random_values(world), world=world)


def test_work_of_an_owned_release_goes_to_its_team() -> None:
    """Two teams with the same skill; ``two`` owns the second release, ``one`` the area."""
    lab = one_after_another()
    teams = [
        labs.team("one", None, None, "p1", "area:a"),
        labs.team("two", "one", None, "p2", "release:second"),
    ]
    lab = replace(lab, structures=(labs.structure("s", teams),))
    log = simulate_reference(lab, "it", VALUES, 7, 0).log
    begun = {(int(row["on"]), int(row["person"])) for row in log if row["code"] == 0}
    assert begun == {(0, 1), (1, 0)}
    assert_same(lab, VALUES)


def test_a_release_that_only_the_fastest_get_out_in_time_has_a_date() -> None:
    """54 days at speed 1.6 are 6.75 weeks of 7; at 1.25, the central speed, they would be 8.64."""
    expert = labs.person("p", a="high")
    only = labs.structure("s", [labs.team("t", None, None, "p", "area:a")])
    work = labs.release([labs.package("k", "a", labs.fixed(54), people_max=1)])
    lab = labs.organization([expert], [only], releases=(work,), horizon_weeks=7, warmup_weeks=0)
    plan = plan_scenario(lab, "it")
    outcome = run(lab, VALUES | {"competence.speed_high": 1.6})
    found = measure_world(plan, outcome, MeasuredReleases.of(plan))
    assert found.values[METRIC_KEYS.index("release_weeks")] == pytest.approx(54 / 1.6 / 5)
    assert not found.cut_off.any()


def linked(*, done: float = 0.0, backward: bool = False) -> Organization:
    """Return two releases of two teams: the second package of the one waits for the first of the other."""
    first = replace(
        labs.release(
            [
                # One of the two who could do it, so that the other can begin "n" meanwhile.
                replace(labs.package("k", "a", labs.fixed(20), people_max=1), done=done),
                labs.package("x", "b", labs.fixed(5)),
            ]
        ),
        id="one",
        first_week=0.0,
        every_weeks=None,
    )
    second = replace(
        labs.release(
            [
                labs.package("m", "b", labs.fixed(10), after=("one/k",)),
                labs.package("n", "a", labs.fixed(5)),
                labs.package("o", "a", labs.fixed(3), after=("m", "n")),
            ]
        ),
        id="two",
        first_week=0.0,
        every_weeks=None,
    )
    people = [labs.person(p, a="high", b="high") for p in ("a1", "a2", "b1", "b2")]
    teams = [
        labs.team("root", None, None, ""),
        labs.team("ta", "root", None, "a1 a2", "area:a"),
        labs.team("tb", "root", None, "b1 b2", "area:b"),
    ]
    lab = labs.organization(
        people, [labs.structure("s", teams)], (), releases=(first, second), horizon_weeks=30
    )
    return replace(lab, releases=lab.releases[::-1]) if backward else lab


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("done", [0.0, 0.95])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_package_waits_for_one_of_another_release(backward: bool, done: float, seed: int) -> None:
    lab = linked(done=done, backward=backward)
    values = random_values(seed)
    assert_same(lab, values, seed=seed)
    plan = plan_scenario(lab, "it")
    outcome = Simulator(plan).run(np.array([values[p.id] for p in ASSUMPTIONS]), seed, 0, log=True)
    runs = {f"{p.release}/{p.package}": k for k, p in enumerate(plan.packages)}
    begins, finishes = outcome.begin_weeks, outcome.finish_weeks
    assert begins[runs["two/m"]] >= finishes[runs["one/k"]]
    assert begins[runs["two/n"]] < finishes[runs["one/k"]] or done
    assert begins[runs["two/o"]] >= finishes[runs["two/m"]]
    tails = plan.arrays["jobs"]["tail"]
    assert tails[runs["one/k"]] == pytest.approx(13 * 8)

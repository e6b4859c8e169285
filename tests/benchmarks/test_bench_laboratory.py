from dataclasses import replace

import pytest
from benchmarks.assumptions import MASTERED, SWITCHED_OFF, central, still
from benchmarks.laboratory import SPAN, laboratory

from engine.test_reference import assert_same
from reorg.engine import Simulator, plan_scenario
from reorg.engine.machine.prefetch import MANY_PEOPLE
from reorg.mechanisms import ASSUMPTIONS


def test_everybody_has_one_place_and_the_teams_are_one_tree():
    made = laboratory(700, weeks=4)
    teams = made.structures[0].teams
    placed = [person for team in teams for person in (team.lead, *team.members)]
    assert sorted(placed) == sorted(person.id for person in made.people)
    assert [team.parent for team in teams].count(None) == 1
    parents = [team.parent for team in teams if team.parent]
    assert {team.id for team in teams}.issuperset(parents)
    assert max(parents.count(parent) for parent in parents) <= SPAN


@pytest.mark.parametrize("people", [1_000, 10_000])
def test_a_laboratory_has_about_the_size_asked_for(people):
    assert len(laboratory(people).people) == pytest.approx(people, rel=0.02)


LARGE_LABORATORY = 1_100
"""People for whom rows of memory are asked for ahead."""


@pytest.mark.slow
def test_a_large_laboratory_is_as_in_plain_python():
    lab = laboratory(LARGE_LABORATORY, weeks=1)
    assert len(lab.people) >= MANY_PEOPLE
    named = replace(lab, scenarios=(replace(lab.scenarios[0], id="it"),), baseline="it")
    assert_same(named, {p.id: float(value) for p, value in zip(ASSUMPTIONS, central(), strict=True)})


@pytest.mark.parametrize("people", [100, LARGE_LABORATORY])
def test_a_year_keeps_every_hour(people):
    prepared = plan_scenario(laboratory(people, weeks=8), "stay")
    outcome = Simulator(prepared).run(central(), 1, 0)
    assert outcome.hours.sum() == pytest.approx(outcome.present_hours)
    assert outcome.hours.sum(axis=0).argmax() == 0, "most hours go into the work itself"


def test_still_assumptions_differ_only_where_switched_off():
    changed = {p.id for p, one, two in zip(ASSUMPTIONS, central(), still(), strict=True) if one != two}
    assert changed == {*SWITCHED_OFF, *MASTERED}

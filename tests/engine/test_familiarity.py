"""Familiarity with packages and streams, and what people choose to work on next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from reorg.engine import LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Join, Leave, Reorganize, Replace
from reorg.model.organization import Organization
from reorg.model.work import Package
from reorg.verification.small_organizations import (
    AREA,
    assumed,
    crew,
    exponential,
    fixed,
    organization,
    package,
    release,
    stream,
    structure,
    team,
    without_disturbances,
)

FAMILIAR = {
    "familiarity.floor_speed": 0.65,
    "familiarity.switch_hours": 0.6,
    "familiarity.error_new": 1.5,
    "ties.error_strangers": 0.4,
    "ties.slower_strangers": 0.08,
}


def run(lab: Organization, *, world: int = 0, **changes: float) -> Outcome:
    values = {name.replace("__", "."): value for name, value in changes.items()}
    vector = without_disturbances({**FAMILIAR, **values})
    return Simulator(plan_scenario(lab, "only")).run(vector, 1, world, log=True)


def lines(outcome: Outcome, code: str) -> Any:
    return outcome.log[outcome.log["code"] == LOG_CODES.index(code)]


def packages(count: int, hours: float, **fields: Any) -> list[Package]:
    return [replace(package(f"k{i}", fixed(hours), people_max=20), **fields) for i in range(count)]


def one_team(people: int, work: list[Package], *, weeks: int = 60, **more: Any) -> Organization:
    everybody = crew(people)
    seats = structure([team("all", everybody, owned=[("area", AREA)])])
    return organization(everybody, [seats], weeks=weeks, releases=[release(work)], **more)


def regrouped(*, week: float, weeks: int = 60) -> Organization:
    """Two teams with a package each, of which half of the people change places."""
    people = crew(8)
    owned = [[("package", "r/k0")], [("package", "r/k1")]]

    def seats(name: str, first: tuple[int, ...]) -> Any:
        groups = (
            [p for i, p in enumerate(people) if i in first],
            [p for i, p in enumerate(people) if i not in first],
        )
        teams = [team(f"t{g}", group, owned=owned[g]) for g, group in enumerate(groups)]
        return structure(
            [team("root", owned=[("area", AREA)]), *(replace(t, parent="root") for t in teams)], name
        )

    forms = [seats("before", (0, 1, 2, 3)), seats("after", (0, 1, 4, 5))]
    return organization(
        people, forms, weeks=weeks, releases=[release(packages(2, 6000))], changes=[Reorganize(week, "after")]
    )


def test_without_its_effects_familiarity_changes_nothing():
    """At full speed, without errors or time to switch, only the choice of work is left."""
    lab = one_team(3, packages(1, 480))
    off = {"familiarity__floor_speed": 1.0, "familiarity__switch_hours": 0.0, "ties__slower_strangers": 0.0}
    for tau in (30.0, 250.0):
        outcome = run(lab, familiarity__tau_hours=tau, **off)
        assert outcome.finish_weeks[0] == pytest.approx(480 / 3 / 40)
        assert outcome.relearning_hours == 0.0


def test_people_stay_with_a_package_unless_they_stray():
    worked = lines(run(one_team(4, packages(4, 400)), familiarity__stray=0.0), "begin work")
    assert {len(set(worked["on"][worked["person"] == p].tolist())) for p in range(4)} == {1}
    worked = lines(run(one_team(4, packages(4, 400)), familiarity__stray=1.0), "begin work")
    assert {len(set(worked["on"][worked["person"] == p].tolist())) > 1 for p in range(4)} == {True}


def test_people_spread_over_packages_that_nobody_knows():
    worked = lines(run(one_team(4, packages(4, 400)), familiarity__stray=0.0), "begin work")
    assert sorted(worked["on"][:4].tolist()) == [0, 1, 2, 3]


def test_the_most_familiar_comes_first():
    lab = one_team(2, packages(3, 400))
    expert = replace(lab.people[1], familiarity=((("package", "r/k2"), 0.9),))
    worked = lines(run(replace(lab, people=(lab.people[0], expert)), familiarity__stray=0.0), "begin work")
    assert worked["on"][worked["person"] == 1][0] == 2


def test_the_longest_chain_comes_first():
    work = packages(3, 80)
    work.append(replace(package("long", fixed(200)), after=("k2",)))
    worked = lines(run(one_team(1, work), familiarity__stray=0.5), "begin work")
    # 80 and 280 hours: until less than 4/3 of 80 are left in the chain nothing else is critical.
    assert worked["on"][:10].tolist() == [2] * 10


def two_fields(second: str, own: str = "high") -> Organization:
    """One team of two specialists in each of two fields, with a level in the other, and a package of each."""
    fields = (AREA, "other")
    people = tuple(
        replace(person, skills={fields[i % 2]: own, fields[1 - i % 2]: second})
        for i, person in enumerate(crew(4))
    )
    work = [
        replace(package(f"k{i}", fixed(400), people_max=20), area=field) for i, field in enumerate(fields)
    ]
    seats = structure([team("all", people, owned=[("area", field) for field in fields])])
    return organization(people, [seats], weeks=60, releases=[release(work)])


@pytest.mark.parametrize("stray", [0.0, 0.5])
def test_of_equally_urgent_work_people_take_what_they_are_most_skilled_in(stray: float):
    worked = lines(run(two_fields("low"), familiarity__stray=stray), "begin work")
    half = worked[: len(worked) // 2]
    assert (half["on"] == half["person"] % 2).all()


def test_skill_comes_before_familiarity_and_before_the_last_package():
    lab = two_fields("medium")
    known = tuple((("package", f"r/k{i}"), 0.9) for i in (1, 0))
    people = tuple(replace(p, familiarity=(known[i % 2],)) for i, p in enumerate(lab.people))
    worked = lines(run(replace(lab, people=people), familiarity__stray=0.0), "begin work")
    assert (worked["on"][:4] == worked["person"][:4] % 2).all()


def test_a_second_skill_does_no_harm():
    """Who knows a little of a second field helps there at the end; nobody works in it sooner."""
    weeks = {level: run(two_fields(level)).finish_weeks.max() for level in ("none", "low", "medium")}
    assert weeks["low"] < 1.02 * weeks["none"]
    assert weeks["medium"] < 1.02 * weeks["low"]


def test_people_help_where_the_chain_is_longest_whatever_their_skill():
    lab = two_fields("low")
    (out,) = lab.releases
    longer = tuple(replace(p, effort=fixed(400 + 1600 * i)) for i, p in enumerate(out.packages))
    worked = lines(run(replace(lab, releases=(replace(out, packages=longer),))), "begin work")
    assert (worked["on"][:20] == 1).all(), "400 of 2,000 hours are not critical"


def test_what_is_stated_wins_over_what_incumbents_know():
    lab = one_team(1, packages(1, 80, done=0.5))
    first = lines(run(lab), "begin work")["value"][0]
    assert first == pytest.approx(8 / (0.65 + 0.35 * 0.8))
    for stated in (0.0, 0.3, 1.0):
        person = replace(lab.people[0], familiarity=((("package", "r/k0"), stated),))
        first = lines(run(replace(lab, people=(person,))), "begin work")["value"][0]
        assert first == pytest.approx(8 / (0.65 + 0.35 * stated))


def test_a_successor_knows_nothing_of_it_and_a_newcomer_what_is_stated():
    lab = one_team(1, packages(1, 4000, done=0.5), changes=[Replace(4.0, "p1", 2.0, None)])
    calm = {"onboarding__start_productivity": 1.0, "onboarding__trainer_share": 0.0}
    outcome = run(lab, **calm)
    (joined,) = lines(outcome, "joined")["time"]
    worked = lines(outcome, "begin work")
    assert worked["value"][worked["time"] >= joined][0] == pytest.approx(8 / 0.65)
    joiner = replace(crew(1, "new")[0], familiarity=((("package", "r/k0"), 0.7),))
    lab = one_team(1, packages(1, 4000), changes=[Join(4.0, joiner, "all")])
    outcome = run(lab, **calm, ties__slower_strangers=0.0)
    worked = lines(outcome, "begin work")
    assert worked["value"][worked["person"] == 1][0] == pytest.approx(8 / (0.65 + 0.35 * 0.7))


def test_leaving_costs_what_the_leaver_knew():
    """Who takes the package over knows nothing of it, whoever owns it on paper."""
    work = [replace(package("k0", fixed(800)), whole=True)]
    stays = run(one_team(2, work)).finish_weeks[0]
    left = run(one_team(2, work, changes=[Leave(10.0, "p1")]), knowledge__lost_in_handover=0.0).finish_weeks[
        0
    ]
    assert (left - stays) * 40 > 10.0


def test_ties_at_work_fall_when_teams_are_regrouped_and_recover():
    outcome = run(regrouped(week=10.0))
    ties = outcome.ties_at_work
    assert ties[5] == pytest.approx(1.0)
    assert ties[11] < 0.9
    assert ties[11] < ties[20] < 1.0


TRIALS = [
    ("familiarity.tau_hours", "relearning", 1),
    ("familiarity.floor_speed", "relearning", -1),
    ("familiarity.memory_weeks", "relearning", -1),
    ("familiarity.carry_over", "relearning", -1),
    ("familiarity.switch_hours", "relearning", 1),
    ("familiarity.stray", "relearning", 1),
    ("familiarity.start", "relearning", -1),
    ("familiarity.error_new", "exceptions", 1),
    ("ties.error_strangers", "exceptions", 1),
    ("ties.slower_strangers", "finish", 1),
]


def figures(lab: Organization, name: str, value: float) -> dict[str, float]:
    found = {"relearning": 0.0, "exceptions": 0.0, "finish": 0.0}
    for world in range(6):
        outcome = run(lab, world=world, **{name.replace(".", "__"): value}, exceptions__probability=0.2)
        found["relearning"] += outcome.relearning_hours
        found["exceptions"] += len(lines(outcome, "exception"))
        found["finish"] += float(np.nanmax(outcome.finish_weeks))
    return found


@pytest.mark.parametrize(("name", "figure", "sign"), TRIALS)
def test_each_parameter_acts(name: str, figure: str, sign: int) -> None:
    """Low against high, in an organization of packages, streams and a change of teams."""
    lab = regrouped(week=6.0, weeks=100)
    served = (stream("s", 0.02, exponential(24.0), priority=2.0), stream("u", 0.02, exponential(24.0)))
    work = [*packages(2, 800), *packages(2, 800)]
    work = [replace(w, id=f"k{i}", done=0.4 if i == 0 else 0.0) for i, w in enumerate(work)]
    owned = {
        "t0": (("package", "r/k0"), ("package", "r/k2")),
        "t1": (("package", "r/k1"), ("package", "r/k3")),
    }
    forms = tuple(
        replace(f, teams=tuple(replace(t, owned=owned.get(t.id, t.owned)) for t in f.teams))
        for f in lab.structures
    )
    for_all = replace(lab, structures=forms, releases=(release(work),), streams=served)
    p = {p.id: p for p in ASSUMPTIONS}[name]
    low, high = figures(for_all, name, p.low), figures(for_all, name, p.high)
    assert sign * (high[figure] - low[figure]) > 0.01 * low[figure]


def test_central_values_are_those_of_the_trials():
    place = {p.id: i for i, p in enumerate(ASSUMPTIONS)}
    central = assumed({})
    assert {name: central[place[name]] for name in FAMILIAR} == FAMILIAR

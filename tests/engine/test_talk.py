"""Talk grows with numbers: exchanges on a package and across a coupling, informal talk, and loafing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reorg.engine import KINDS, LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization
from reorg.model.work import Coupling
from reorg.verification.small_organizations import (
    AREA,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

TALKING = {
    "coordination.exchange_probability": 0.3,
    "coordination.patience_hours": 1000.0,
    "coordination.team_talk_hours": 1.0,
    "coordination.loafing": 0.02,
}


def run(lab: Organization, world: int = 0, **changes: float) -> Outcome:
    values = {name.replace("__", "."): value for name, value in changes.items()}
    vector = without_disturbances({**TALKING, **values})
    return Simulator(plan_scenario(lab, "only")).run(vector, 1, world, log=True)


def lines(outcome: Outcome, code: str) -> Any:
    return outcome.log[outcome.log["code"] == LOG_CODES.index(code)]


def hours(outcome: Outcome, kind: str) -> float:
    return float(outcome.hours[:, KINDS.index(kind)].sum())


def together(people: int, *, hours_of_work: float = 1e6, weeks: int = 20) -> Organization:
    everybody = crew(people)
    seats = structure([team("all", everybody, owned=[("area", AREA)])])
    work = release([package("k", fixed(hours_of_work), people_max=people)])
    return organization(everybody, [seats], weeks=weeks, releases=[work])


def two_owners(strength: float) -> Organization:
    """Two people, each alone with one of two coupled packages."""
    people = crew(2)
    owners = [
        team(f"t{i}", [person], owned=[("package", f"r/k{i}")], parent="root")
        for i, person in enumerate(people)
    ]
    seats = structure([team("root", owned=[("area", AREA)]), *owners])
    work = release([package(f"k{i}", fixed(1e5)) for i in range(2)], [Coupling("k0", "k1", strength)])
    return organization(people, [seats], weeks=60, releases=[work])


def test_whoever_is_alone_talks_to_nobody():
    outcome = run(together(1))
    assert hours(outcome, "coordination") == 0.0
    assert hours(outcome, "talk") == 0.0


def test_without_growth_everybody_asks_the_same_number():
    for people in (4, 12):
        outcome = run(together(people), coordination__recipients_growth=0.0)
        # In the first days not everybody has finished anything yet.
        sent = lines(outcome, "request sent")
        sent = sent[sent["time"] > 40.0]
        assert len(sent) == 2 * len(set(sent[["time", "on"]].tolist()))


def test_people_of_a_large_package_talk_more():
    shares = {}
    for people in (2, 5, 20):
        outcome = run(together(people))
        shares[people] = hours(outcome, "coordination") / (people * 20 * 40)
    assert shares[2] < 0.05 < shares[5] < 0.15 < shares[20] < 0.4


def test_lone_owners_of_coupled_packages_talk_across():
    assert (
        hours(run(two_owners(1.0)), "coordination") > 2.0 * hours(run(two_owners(0.2)), "coordination") > 0.0
    )


def test_whoever_works_on_two_packages_counts_half_on_each():
    """With as many people on both of two packages there is less talk than with all on each of them."""
    lab = together(8)
    two = replace(lab, releases=(release([package(f"k{i}", fixed(1e6), people_max=8) for i in range(2)]),))
    at_both = run(two, familiarity__stray=1.0)
    assert hours(at_both, "coordination") < 0.8 * hours(run(lab), "coordination")


def test_a_missed_request_counts_less_the_more_are_asked():
    steps = {}
    for people in (2, 12):
        outcome = run(together(people), coordination__patience_hours=0.01, coordination__missed_penalty=0.015)
        steps[people] = lines(outcome, "request missed")["value"].mean()
    # .015 for each piece of work, of which .3 ask.
    assert steps[12] < 0.3 * steps[2] <= 0.3 * 0.05


def test_the_harm_of_missed_requests_does_not_depend_on_how_often_people_talk() -> None:
    """Whether a tenth or nine tenths of pieces of work ask, each piece is worth the penalty."""
    for often in (0.1, 0.9):
        outcome = run(
            together(6),
            coordination__patience_hours=0.01,
            coordination__missed_penalty=0.02,
            coordination__exchange_probability=often,
        )
        pieces = len(lines(outcome, "end work"))
        # In the first weeks not everybody has somebody to ask, and the last requests are not missed yet.
        harm = lines(outcome, "request missed")["value"].sum() / pieces
        deviation = 0.02 * ((1.0 - often) / (often * pieces)) ** 0.5
        assert harm == pytest.approx(0.02, abs=4.0 * deviation + 0.02 * 0.1)


def test_a_chunk_takes_longer_in_a_large_team():
    for people, effort in ((5, 1.0), (20, 0.96)):
        first = lines(run(together(people)), "begin work")["value"][0]
        assert first == pytest.approx(8.0 / effort)


TRIALS = [
    ("coordination.recipients_growth", 12, "coordination", 1),
    ("coordination.talk_cap", 60, "coordination", 1),
    ("coordination.team_talk_hours", 8, "talk", 1),
    ("coordination.team_talk_growth", 30, "talk", 1),
    ("coordination.team_talk_cap", 250, "talk", 1),
    ("coordination.loafing", 30, "work", -1),
]


@pytest.mark.parametrize(("name", "people", "figure", "sign"), TRIALS)
def test_each_parameter_acts(name: str, people: int, figure: str, sign: int) -> None:
    found = {}
    parameter = {p.id: p for p in ASSUMPTIONS}[name]
    extreme = {"coordination__team_talk_hours": 2.5} if name == "coordination.team_talk_cap" else {}
    for value in (parameter.low, parameter.high):
        outcome = run(together(people, weeks=8), **{**extreme, name.replace(".", "__"): value})
        found[value] = outcome.throughput.sum() if figure == "work" else hours(outcome, figure)
    assert sign * (found[parameter.high] - found[parameter.low]) > 0.02 * found[parameter.low]

"""Requests across a boundary that nobody thinks of: how often, what that costs, and what prevents it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine import labs, labs_matrix
from engine.test_integrators import neighbors
from engine.test_reference import assert_same, happened, random_values
from reorg.engine import KINDS, LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Reorganize
from reorg.model.organization import Organization
from reorg.model.structure import Integrator, Structure
from reorg.model.work import Coupling
from reorg.quantity import evidence
from reorg.verification.small_organizations import (
    HOURS_PER_WEEK,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

CHANCE = 0.3
TALKING = {
    "coordination.exchange_probability": 1.0,
    "coordination.recipients": 1.0,
    "coordination.recipients_growth": 0.0,
    "coordination.missed_penalty": 0.0,
    "coordination.overlooked": CHANCE,
    "coordination.patience_hours": 1e6,
    "reorganization.ambiguity_weeks": 1e-6,
}
"""Each finished chunk makes one request, which waits as long as it takes."""
WEEKS = 400
CHANGE_WEEK = 2.0
STAYERS = [replace(person, id=f"stayer-{n}", skills={}) for n, person in enumerate(crew(3))]
SENT, OVERLOOKED = "request sent", "request overlooked"


def lines(outcome: Outcome, code: str) -> Any:
    return outcome.log[outcome.log["code"] == LOG_CODES.index(code)]


def run(lab: Organization, **changes: float) -> Outcome:
    values = {name.replace("__", "."): value for name, value in changes.items()}
    vector = without_disturbances({**TALKING, **values})
    return Simulator(plan_scenario(lab, "only")).run(vector, 1, 0, log=True)


def form(levels: int, name: str = "only", *, together: bool = False) -> Structure:
    """Return two people in one team, or in teams so many levels below the root, that own a package each.

    Three others without any skill keep the common team ``x``, which persists when most of its people do.
    """
    one, two = crew(2)
    owned = [("package", "r/k0"), ("package", "r/k1")]
    seats = [
        team("root"),
        team(
            "x", [*STAYERS, one, two] if together else STAYERS, parent="root", owned=owned if together else []
        ),
    ]
    for seat, person, work in (("a", one, owned[0]), ("b", two, owned[1])):
        above = "root"
        for k in range(levels - 1):
            seats.append(team(f"{seat}{k}", parent=above))
            above = f"{seat}{k}"
        alone = [] if together else [person]
        seats.append(team(seat, alone, parent=above, owned=[] if together else [work]))
    return structure(seats, name)


def organized(*forms: Structure, weeks: int = WEEKS, **fields: Any) -> Organization:
    """Return the two people with their work, which never ends, in the first of these structures."""
    work = {"weeks": weeks, "releases": [coupled_work()]} | fields
    return organization([*crew(2), *STAYERS], forms, **work)


def parting(levels: int, weeks: int = WEEKS) -> Organization:
    """Return two people who part after having worked in one team."""
    forms = form(levels, "before", together=True), form(levels, "after")
    return organized(*forms, weeks=weeks, changes=[Reorganize(CHANGE_WEEK, "after")])


def coupled_work() -> Any:
    return release([package(f"k{n}", fixed(1e6)) for n in range(2)], [Coupling("k0", "k1", 1.0)])


def share_overlooked(outcomes: Sequence[Outcome]) -> tuple[float, int]:
    """Return the share of all requests that nobody thought of, and their number."""
    sent, never = (sum(len(lines(outcome, code)) for outcome in outcomes) for code in (SENT, OVERLOOKED))
    return never / (sent + never), sent + never


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_more_is_overlooked_the_farther_apart_people_are(levels: int) -> None:
    expected = 1.0 - (1.0 - CHANCE) ** levels
    found, number = share_overlooked([run(organized(form(levels)))])
    assert number > 2_000
    assert found == pytest.approx(expected, abs=4.0 * (expected * (1.0 - expected) / number) ** 0.5)


def test_of_those_who_worked_together_little_is_overlooked_until_the_tie_has_faded() -> None:
    decay, levels = 60.0, 2
    outcome = run(parting(levels), ties__decay_weeks=decay)
    weeks = [lines(outcome, code)["time"] / HOURS_PER_WEEK - CHANGE_WEEK for code in (SENT, OVERLOOKED)]
    assert (weeks[1] > 0.0).all()  # nothing within a team
    for first, last in ((0.0, 30.0), (30.0, 100.0), (100.0, WEEKS)):
        sent, never = (week[(week > first) & (week <= last)] for week in weeks)
        strange = 1.0 - np.exp(-np.concatenate([sent, never]) / decay)
        likely = 1.0 - (1.0 - CHANCE * strange) ** levels
        assert len(likely) > 100
        assert len(never) == pytest.approx(likely.sum(), abs=4.0 * (likely * (1.0 - likely)).sum() ** 0.5)


def test_with_a_tie_that_does_not_fade_nothing_is_overlooked() -> None:
    outcome = run(parting(2, weeks=60), ties__decay_weeks=1e12, coordination__overlooked=1.0)
    assert len(lines(outcome, SENT)) > 200
    assert len(lines(outcome, OVERLOOKED)) == 0


def test_what_is_overlooked_takes_no_time() -> None:
    outcome = run(organized(form(1), weeks=40), coordination__overlooked=1.0)
    assert len(lines(outcome, SENT)) == 0
    assert len(lines(outcome, OVERLOOKED)) > 100
    assert outcome.hours[:, KINDS.index("coordination")].sum() == 0.0


def test_both_packages_are_the_worse_for_it_at_once() -> None:
    """The chance of an exception, as logged, has risen by the steps of all requests, of either package."""
    changes = {
        "coordination__overlooked": 1.0,
        "coordination__missed_penalty": 0.5,
        "exceptions__probability": 0.02,
        "exceptions__history_memory_chunks": 1e9,
        "exceptions__ignore_raises": 0.0,
        "exceptions__rework_lowers": 0.0,
    }
    outcome = run(organized(form(1), weeks=40), **changes)
    never, ended = lines(outcome, OVERLOOKED), lines(outcome, "end work")
    pieces = {(line["time"], line["person"]): line["value"] for line in ended}
    assert set(never["value"]) == {0.5}
    checked = set()
    for line in lines(outcome, "exception"):
        # The requests of an instant may count, or not yet.
        least, most = (never["time"] < line["time"]).sum(), (never["time"] <= line["time"]).sum()
        days = pieces[line["time"], line["person"]] / 8.0
        chances = [0.02 * (1.0 + 0.5 * count) for count in range(least, most + 1)]
        if chances[-1] < 0.5:
            assert any(line["value"] == pytest.approx(chance * days, rel=1e-6) for chance in chances)
            checked.add(int(line["on"]))
    assert checked == {0, 1}


def test_each_of_several_who_are_asked_is_overlooked_or_not_and_counts_its_part() -> None:
    people = crew(8)
    teams = [
        team(f"t{k}", people[4 * k : 4 * k + 4], parent="root", owned=[("package", f"r/k{k}")])
        for k in range(2)
    ]
    work = release(
        [package(f"k{k}", fixed(1e6), people_max=4) for k in range(2)], [Coupling("k0", "k1", 1.0)]
    )
    lab = organization(people, [structure([team("root"), *teams])], weeks=100, releases=[work])
    asked = {"coordination__recipients": 3.0, "coordination__missed_penalty": 0.15}
    outcome = run(lab, **asked, coordination__exchange_probability=0.5)
    sent, never = lines(outcome, SENT), lines(outcome, OVERLOOKED)
    # On the first days few have finished a piece, and only they can be asked.
    assert np.allclose(never["value"][never["time"] > HOURS_PER_WEEK], 0.1)
    across = (sent["person"] < 4) != (sent["on"] < 4)
    number = across.sum() + len(never)
    expected = CHANCE * number
    assert len(never) == pytest.approx(expected, abs=4.0 * (expected * (1.0 - CHANCE)) ** 0.5)
    # Within the packages nothing is overlooked.
    assert ((never["person"] < 4) != (never["on"] < 4)).all()
    both = set(zip(sent["time"][across], sent["on"][across], strict=True))
    assert both & set(zip(never["time"], never["on"], strict=True))


def test_the_lead_of_a_team_that_has_not_begun_may_not_be_thought_of_either() -> None:
    (lead,), people = crew(1, "lead"), crew(1)
    teams = [
        team("root", [lead], lead=lead),
        team("nobody", parent="root", owned=[("package", "r/k1")]),
        team("busy", people, parent="root", owned=[("package", "r/k0")]),
    ]
    lab = organization([lead, *people], [structure(teams)], weeks=WEEKS, releases=[coupled_work()])
    outcome = run(lab)
    found, number = share_overlooked([outcome])
    assert number > 1_000
    assert set(lines(outcome, OVERLOOKED)["person"]) == {0}
    assert found == pytest.approx(CHANCE, abs=4.0 * (CHANCE * (1.0 - CHANCE) / number) ** 0.5)


def test_more_is_overlooked_with_a_higher_chance() -> None:
    p = evidence()["coordination.overlooked"]
    chances = (0.0, p.low, p.central, p.high, 1.0)
    shares = [share_overlooked([run(organized(form(2)), coordination__overlooked=x)])[0] for x in chances]
    assert shares[0] == 0.0
    assert shares == sorted(set(shares))
    assert shares[-1] == 1.0


def with_others(lab: Organization, **changes: float) -> tuple[int, int]:
    """Return how many requests were sent and never made in a laboratory of other tests."""
    values = labs.central() | TALKING | {name.replace("__", "."): value for name, value in changes.items()}
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    outcome = Simulator(plan_scenario(lab, "it")).run(vector, 7, 0, log=True)
    return len(lines(outcome, SENT)), len(lines(outcome, OVERLOOKED))


def test_with_an_integrator_who_has_time_nothing_is_overlooked() -> None:
    assert with_others(neighbors())[1] > 20
    assert with_others(neighbors(Integrator("glue", ("a",))))[1] == 0
    assert with_others(neighbors(Integrator("glue", ("a",)), booked=0.99))[1] > 5


def test_a_dotted_line_brings_people_near_who_are_then_thought_of() -> None:
    lab = labs_matrix.with_seconds(labs.reorganized())
    near, far = (with_others(lab, matrix__distance=x)[1] for x in (0.0, 9.0))
    assert near < far


def test_a_misdirected_request_is_asked_again_to_whom_it_was_asked_before() -> None:
    """Who has thought of asking somebody does not forget that on the second attempt."""
    unclear = {"reorganization__ambiguity_weeks": 1e6, "ties__decay_weeks": 4.0}
    outcome = run(parting(2, weeks=40), coordination__overlooked=0.5, **unclear)
    again = lines(outcome, "request misdirected")
    assert len(again) > 20
    sent = lines(outcome, SENT)
    repeated = set(zip(sent["time"], sent["person"], sent["on"], strict=True))
    assert {(line["time"], line["person"], line["on"]) for line in again} <= repeated


def test_people_of_one_team_are_no_strangers() -> None:
    """To the last bit as without the mechanism."""
    lab = organized(form(1, together=True), weeks=40)
    one, two = (run(lab, coordination__overlooked=x, exceptions__probability=0.1) for x in (0.0, 1.0))
    assert one.log.tolist() == two.log.tolist()


def test_engine_and_reference_overlook_the_same() -> None:
    lab = labs_matrix.with_seconds(labs.reorganized(2.3, 6.1))
    often = labs.central(coordination__overlooked=0.5, coordination__exchange_probability=0.7)
    assert happened(lab, often, OVERLOOKED, SENT, "reorganized")
    assert_same(lab, often)
    # Without integrators, who bridge teams two levels apart.
    bare = labs.everything()
    bare = replace(bare, structures=tuple(replace(form, integrators=()) for form in bare.structures))
    assert_same(bare, often)
    for world in range(4):
        chosen = random_values(world) | {"coordination.overlooked": 0.2 * world}
        assert_same(lab, chosen, world=world)
        assert_same(bare, often | chosen, world=world)


def test_the_central_value_is_below_what_interfaces_of_one_engine_give() -> None:
    """Of 569 design interfaces 39% were not attended to: within groups of teams 21%, across groups 53%."""
    p = evidence()["coordination.overlooked"]
    within, across = 0.21, 1.0 - (1.0 - 0.53) ** 0.5
    assert p.low < p.central < within < p.high < across + 0.02

"""Who has moved is a matter of people; repeated changes add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs
from reorg.engine import KINDS, LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Reorganize
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import Structure


def run(lab: Organization, **changed: float) -> tuple[Outcome, Simulator]:
    """Return the outcome of one world with its log, and what ran it."""
    values = labs.central(**changed)
    simulator = Simulator(plan_scenario(lab, "it"))
    return simulator.run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, 0, log=True), simulator


def renamed(structure: Structure) -> Structure:
    """Return the structure under another id, all of its teams under others."""
    names = {t.id: f"new-{t.id}" for t in structure.teams}
    teams = tuple(
        replace(t, id=names[t.id], name=names[t.id], parent=names[t.parent] if t.parent else None)
        for t in structure.teams
    )
    return replace(structure, id="renamed", teams=teams)


def what_happens(outcome: Outcome) -> list[tuple[object, ...]]:
    """Return the lines of a log but for the change itself, and without the numbers of teams and meetings."""
    codes = {name: LOG_CODES.index(name) for name in ("reorganized", "acting lead", "idle")}
    numbered = {LOG_CODES.index(name) for name in ("left", "joined", "meeting")}
    lines = [line for line in outcome.log if line["code"] not in codes.values()]
    on = [-1 if line["code"] in numbered else line["on"] for line in lines]
    return [
        (line["time"], line["code"], line["person"], number, line["value"])
        for line, number in zip(lines, on, strict=True)
    ]


def test_a_rename_changes_nothing() -> None:
    plain = labs.everything()
    (structure,) = plain.structures
    at_once = replace(
        plain,
        structures=(renamed(structure),),
        scenarios=(Scenario("it", "It", "renamed", ()),),
    )
    later = replace(
        plain,
        structures=(structure, renamed(structure)),
        scenarios=(Scenario("it", "It", structure.id, (Reorganize(3.3, "renamed"),)),),
    )
    again = replace(plain, scenarios=(Scenario("it", "It", structure.id, (Reorganize(3.3, structure.id),)),))
    outcome, _ = run(plain)
    for other in (at_once, later, again):
        found, simulator = run(other)
        assert what_happens(found) == what_happens(outcome)
        assert (found.hours == outcome.hours).all()
        assert (simulator.state.people["changed"] < 0.0).all()


def test_most_teammates_and_the_lead_make_a_move() -> None:
    """Of four, one goes to another team and lead, three keep theirs; of the others nobody moves."""
    people = [labs.person(p, a="medium") for p in ("la", "a1", "a2", "a3", "lb", "b1", "b2")]
    before = [
        labs.team("x", None, "la", "a1 a2 a3", "area:a area:b area:c"),
        labs.team("y", "x", "lb", "b1 b2"),
    ]
    after = [
        labs.team("x", None, "la", "a1 a2", "area:a area:b area:c"),
        labs.team("y", "x", "lb", "a3 b1 b2"),
    ]
    forms = [labs.structure("before", before), labs.structure("after", after)]
    _, simulator = run(
        labs.organization(people, forms, (Reorganize(2.0, "after"),)), turnover__base_per_year=0.0
    )
    moved = dict(zip([p.id for p in people], simulator.state.people["moved"] >= 0.0, strict=True))
    assert [who for who, has in moved.items() if has] == ["a3"]


def test_repeated_changes_add_up() -> None:
    weeks = (1.0, 3.0, 5.0, 7.0)
    calm, tired = (run(labs.reorganized(*weeks), reorganization__fatigue=x)[0] for x in (0.0, 0.6))
    assert tired.ambiguity[7] > 1.1 * calm.ambiguity[7]
    once = [run(labs.reorganized(1.0), reorganization__fatigue=x)[0].ambiguity for x in (0.0, 0.6)]
    assert once[0] == pytest.approx(once[1])


def test_fatigue_makes_unrest_greater() -> None:
    restless = {"turnover__moved": 0.6, "turnover__base_per_year": 0.08}
    calm, tired = (
        run(labs.reorganized(1.0, 3.0, 5.0), reorganization__fatigue=x, **restless)[0].hazard[6, 0]
        for x in (0.0, 0.6)
    )
    assert tired > calm


def hours_of_talk(lab: Organization, **changed: float) -> float:
    outcome, _ = run(lab, coordination__team_talk_hours=0.0, **changed)
    return float(outcome.hours[:, KINDS.index("talk")].sum())


def test_a_change_takes_time_of_everybody_whom_it_unsettles_until_it_has_settled() -> None:
    lab = replace(labs.reorganized(2.0), horizon_weeks=60)
    assert hours_of_talk(lab, reorganization__unsettled_hours=0.0) == 0.0
    _, simulator = run(lab)
    unsettled = int((simulator.state.people["changed"] >= 0.0).sum())
    ambiguity_weeks = 4.0
    found = hours_of_talk(
        lab, reorganization__unsettled_hours=2.0, reorganization__ambiguity_weeks=ambiguity_weeks
    )
    # Once a week, at a time of one's own: the sum is up to a week's worth off the integral.
    assert found / (unsettled * 2.0) == pytest.approx(ambiguity_weeks, abs=0.51)


def test_whoever_has_been_through_changes_loses_more_of_the_week() -> None:
    once, again = labs.reorganized(2.0), labs.reorganized(2.0, 6.0)
    fresh, weary = (
        hours_of_talk(again, reorganization__fatigue=f) - hours_of_talk(once, reorganization__fatigue=f)
        for f in (0.0, 0.6)
    )
    assert weary > 1.05 * fresh > 0.0

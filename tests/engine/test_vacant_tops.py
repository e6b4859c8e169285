"""Questions for a vacant position: with nobody above to decide, they wait for it until patience ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs
from engine.test_reference import assert_same, random_values
from engine.test_succession import asked_in_the_vacancy, lab, run, weeks_of
from reorg.engine import LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Away, Budget, Event, Layoff, Leave, Reorganize
from reorg.model.organization import Organization
from reorg.model.work import Coupling

TEAMS = {"a": ("la", "a1", "a2", "a3"), "b": ("lb", "b1", "b2", "b3")}
TOP = 0
WORLDS = 40
HOURS_PER_WEEK = 40.0
OFTEN = {"exceptions__probability": 0.3}


def divided(*events: Event, top: str | None = "top", of_top: str = "") -> Organization:
    """Return a top over two teams; each owns halves of two things that must fit together."""
    names = ["top", "aide", *TEAMS["a"], *TEAMS["b"]]
    parts = [labs.package(f"p{i}", "a", labs.fixed(60), people_max=4) for i in range(4)]
    couplings = (Coupling("p0", "p1", 0.7), Coupling("p2", "p3", 0.7))
    owned = {"a": "package:r/p0 package:r/p2", "b": "package:r/p1 package:r/p3"}

    root = labs.team("root", None, top, of_top)
    below = [
        labs.team(f"t{name}", "root", lead, " ".join(members), owned[name])
        for name, (lead, *members) in TEAMS.items()
    ]
    aside = [labs.team("aside", "root", None, "aide" if not of_top else "")]
    structures = [
        labs.structure("one", [root, *below, *aside], "high"),
        labs.structure("other", [root, *reversed(below), *aside], "low"),
    ]
    people = [labs.person(name, a="medium") for name in names]
    work = labs.release(parts, couplings)
    return labs.organization(people, structures, events, releases=(work,), horizon_weeks=60, warmup_weeks=0)


def simulated(organization: Organization, world: int = 0, **changed: float) -> Outcome:
    """Return the outcome of one world in which nobody leaves unasked."""
    values = labs.central(turnover__base_per_year=0.0) | {k.replace("__", "."): v for k, v in changed.items()}
    simulator = Simulator(plan_scenario(organization, "it"))
    return simulator.run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, world, log=True)


def questions(outcome: Outcome) -> np.ndarray:
    """Return the lines of questions closed: the asker, for whom they were, their hours."""
    return outcome.log[outcome.log["code"] == LOG_CODES.index("question closed")]


def test_no_top_is_slower_than_a_top() -> None:
    """Questions that need somebody above are decided late, and by default."""
    there, gone = (
        [simulated(divided(*events), world) for world in range(WORLDS)]
        for events in ((), (Away(0.0, "top"),))
    )
    ratio = np.log(
        [two.finish_weeks.max() / one.finish_weeks.max() for one, two in zip(there, gone, strict=True)]
    )
    assert ratio.mean() > 3.0 * ratio.std(ddof=1) / np.sqrt(WORLDS)
    defaults = [sum(len(weeks_of(each, "decides alone")) for each in worlds) for worlds in (there, gone)]
    assert defaults[1] > 5 * defaults[0] + WORLDS


def test_a_question_waits_as_long_as_its_asker_has_patience() -> None:
    outcome = simulated(divided(Away(0.0, "top")), exceptions__patience_hours=20.0)
    asked = questions(outcome)
    waited = asked[asked["on"] == TOP]
    assert len(waited) > 10
    assert (waited["value"] >= 20.0).all()
    assert len(weeks_of(outcome, "decides alone")) >= len(waited)


def test_leads_on_the_way_read_what_waits_for_a_vacant_top() -> None:
    outcome = simulated(divided(Away(0.0, "top")))
    passed = outcome.log[outcome.log["code"] == LOG_CODES.index("passed on")]
    assert set(passed["person"].tolist()) == {TOP}
    assert len(passed) > 10


@pytest.mark.parametrize("back", [2.0, 4.0])
def test_whoever_comes_back_in_time_finds_what_waited(back: float) -> None:
    outcome = simulated(divided(Away(0.0, "top", back)), **OFTEN, exceptions__patience_hours=1e6)
    assert weeks_of(outcome, "back") == [back]
    assert weeks_of(outcome, "decides alone") == []
    asked = questions(outcome)
    raised = asked["time"] - asked["value"]
    waited = asked[(asked["on"] == TOP) & (raised < back * HOURS_PER_WEEK)]
    assert len(waited) >= 3
    assert (waited["time"] > back * HOURS_PER_WEEK).all()
    taken = outcome.log[outcome.log["code"] == LOG_CODES.index("decision taken")]
    assert np.isin(waited["time"], taken["time"][taken["person"] == TOP]).all()


def test_a_root_without_a_lead_by_design_leaves_questions_to_the_asker() -> None:
    outcome = simulated(divided(top=None), **OFTEN)
    assert weeks_of(outcome, "decides alone") == []
    asked = questions(outcome)
    assert (asked["on"] == asked["person"]).sum() > 10


def test_an_assistant_who_acts_for_the_top_decides() -> None:
    """There is nobody above to whom the acting top could leave anything."""
    outcome = simulated(divided(Away(0.0, "top"), of_top="aide"), succession__acting_passes=1.0)
    asked = questions(outcome)
    assert (asked["on"] == 1).sum() > 10
    assert not (asked["on"] == TOP).any()


def test_what_an_acting_lead_leaves_to_a_vacant_position_waits_for_it() -> None:
    events = (Budget(0.0, False, None), Away(1.5, "head"), Leave(2.0, "la"))
    often = {"exceptions__probability": 0.3, "exceptions__decided_by__medium__top": 0.0}
    often |= {"exceptions__joint": 0.0}
    head = 0
    found = asked_in_the_vacancy(run(lab(*events), **often, succession__acting_passes=1.0))
    assert len(found) > 5
    assert set(found) == {head}
    assert set(asked_in_the_vacancy(run(lab(*events), **often, succession__acting_passes=0.0))) == {2}


def test_with_the_top_there_a_vacant_lead_changes_nothing_for_whom_questions_are() -> None:
    """Who is above decides for a lead's vacant position: nothing waits for that."""
    outcome = run(lab(Away(0.0, "la")), succession__acting_passes=1.0)
    assert not (questions(outcome)["on"] == 1).any()


CHANGES: tuple[tuple[Event, ...], ...] = (
    (Away(0.0, "top"),),
    (Away(1.3, "top", 1.0), Away(4.0, "top", 0.3), Reorganize(4.1, "other"), Leave(6.0, "top")),
    (Leave(1.0, "top"), Away(1.1, "la", 2.0), Away(1.2, "lb"), Reorganize(2.0, "other")),
    (Away(0.5, "top"), Layoff(1.0, 1.0, ("top", "la", "a1")), Reorganize(1.5, "other"), Leave(2.0, "b1")),
)


@pytest.mark.parametrize("events", CHANGES)
@pytest.mark.parametrize("patience", [3.0, 60.0])
def test_both_engines_do_the_same(events: tuple[Event, ...], patience: float) -> None:
    busy = {"exceptions.probability": 0.4, "exceptions.decision_hours": 6.0}
    for of_top in ("", "aide"):
        organization = replace(divided(*events, of_top=of_top), horizon_weeks=12)
        for seed in (1, 2):
            values = random_values(seed) | busy | {"exceptions.patience_hours": patience}
            assert_same(organization, values, seed=seed)

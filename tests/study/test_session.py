"""What studies of one session share changes no digit, and nothing is shared that would."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from small_lab import MODEL, lab, without_timing

from reorg.engine import plan_scenario
from reorg.model import Organization, load
from reorg.study.compare import compare
from reorg.study.measuring.target import MeasuredReleases
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.study.running.session import Session
from reorg.study.running.simulated import SimulatedWorlds, digest_of_plan

WORLDS = 6
DOUBTFUL = {"readings": {"high": 0.5, "medium": 0.5}, "source": "two reports"}


@pytest.fixture
def simulated(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Scenarios and worlds that are simulated from now on."""
    found: list[tuple[str, int]] = []
    run = Rehearsal.run

    def recorded(self: Rehearsal, scenario: int, drawn: Any, world: int, log: bool = False) -> Any:
        plan = (*self.plans, *self.settled_plans)[scenario]
        found.append((plan.scenario_id, world))
        return run(self, scenario, drawn, world, log)

    monkeypatch.setattr(Rehearsal, "run", recorded)
    return found


def _uncertain(**changes: Any) -> Organization:
    """Return the laboratory with an uncertain input in the work and one in a structure."""
    model = deepcopy(MODEL) | changes
    model["releases"][0]["packages"][0]["people_max"] = {"low": 2, "high": 4, "source": "a guess"}
    model["structures"]["deep"]["decides"] = {
        "readings": {"high": 0.5, "medium": 0.5},
        "source": "two reports",
    }
    return load(model)


@pytest.mark.parametrize("organization", [lab(), _uncertain()], ids=["known", "uncertain"])
def test_a_study_of_a_session_ends_in_the_same_digits(organization: Organization) -> None:
    alone = compare(organization, ["stay", "split"], worlds=WORLDS, threads=2)
    session = Session()
    compare(organization, ["stay", "late"], worlds=4, threads=2, session=session)
    for _ in range(2):
        study = compare(organization, ["stay", "split"], worlds=WORLDS, threads=2, session=session)
        assert without_timing(study.verdict) == without_timing(alone.verdict)
        assert study.worlds.tobytes() == alone.worlds.tobytes()
        assert study.series == alone.series
        assert study.verdict["timing"]["events"] == alone.verdict["timing"]["events"]


def test_what_was_simulated_is_not_simulated_again(simulated: list[tuple[str, int]]) -> None:
    session = Session()
    compare(lab(), ["stay", "split"], worlds=WORLDS, threads=1, session=session)
    assert ("stay", 0) in simulated
    assert ("split settled", 0) in simulated
    simulated.clear()
    scenarios = deepcopy(MODEL["scenarios"])
    scenarios["split"]["events"][0]["week"] = 5
    compare(lab(scenarios=scenarios), ["stay", "split"], worlds=WORLDS + 1, threads=1, session=session)
    assert {world for scenario, world in simulated if scenario == "stay"} == {WORLDS}
    assert {world for scenario, world in simulated if scenario == "split"} == set(range(WORLDS + 1))
    simulated.clear()
    compare(lab(), ["stay", "split"], worlds=WORLDS, seed=2, threads=1, session=session)
    assert ("stay", 0) in simulated


OF_NO_MATTER: list[tuple[str, Any]] = [
    ("scenarios.split.events.0.week", 7),
    ("structures.deep.decides", "low"),
]
OF_MATTER: list[tuple[str, Any]] = [
    ("people.head.skills.wing", "low"),
    ("people.head.annual_cost_usd", 310000),
    ("people.head.share", 0.5),
    ("releases.plane.packages.x.effort_days", [40, 60, 91]),
    ("releases.plane.packages.x.people_max", 3),
    ("releases.plane.couplings.0.strength", 0.7),
    ("releases.plane.first_week", -1),
    ("structures.flat.decides", "low"),
    ("structures.flat.teams.all.lead", "wing-lead"),
    ("horizon_weeks", 21),
    ("warmup_weeks", 3),
    ("policies.attention", "fifo"),
    ("assumptions.turnover.base_per_year", 0.2),
]


@pytest.mark.parametrize(("place", "value"), OF_MATTER, ids=[place for place, _ in OF_MATTER])
def test_whatever_matters_to_a_scenario_makes_it_another_one(place: str, value: Any) -> None:
    if place.endswith("lead"):
        teams = deepcopy(MODEL["structures"]["flat"]["teams"])
        teams[0] |= {"lead": value, "members": ["head", "e", "w"]}
        changed = lab(structures={**MODEL["structures"], "flat": {"decides": "medium", "teams": teams}})
    else:
        changed = lab().with_(place, value)
    assert _digest(changed) != _digest(lab())


@pytest.mark.parametrize(("place", "value"), OF_NO_MATTER, ids=[place for place, _ in OF_NO_MATTER])
def test_what_only_matters_to_another_scenario_leaves_it_the_same(place: str, value: Any) -> None:
    assert _digest(lab().with_(place, value)) == _digest(lab())
    assert _digest(lab().with_(place, value), "split") != _digest(lab(), "split")


def test_inputs_that_move_other_numbers_make_it_another_one() -> None:
    one, other = (_plan(_uncertain()), _plan(_uncertain()))
    measured = MeasuredReleases.of(one)
    assert digest_of_plan(one, measured) == digest_of_plan(other, measured)
    wider = deepcopy(MODEL)
    wider["releases"][0]["packages"][0]["people_max"] = {"low": 1, "high": 5, "source": "a guess"}
    wider["structures"]["deep"]["decides"] = {
        "readings": {"high": 0.5, "medium": 0.5},
        "source": "two reports",
    }
    assert digest_of_plan(_plan(load(wider)), measured) != digest_of_plan(one, measured)


def test_somebody_who_joins_elsewhere_is_another_set_of_people() -> None:
    person = {"id": "new", "title": "New", "skills": {"wing": "high"}, "annual_cost_usd": 1}
    teams = deepcopy(MODEL["structures"]["deep"]["teams"])
    teams[0]["id"] = "all"
    teams[1]["parent"] = teams[2]["parent"] = "all"
    structures = {**MODEL["structures"], "deep": {"decides": "high", "teams": teams}}
    scenarios = deepcopy(MODEL["scenarios"])
    scenarios["same"]["events"] = [{"week": 4, "join": {**person, "team": "all"}}]
    assert _digest(lab(scenarios=scenarios, structures=structures)) != _digest(lab(structures=structures))


def test_worlds_of_settled_forms_come_after_those_that_are_watched(
    simulated: list[tuple[str, int]],
) -> None:
    compare(lab(), ["stay", "split"], worlds=WORLDS, threads=1)
    settled = [place for place, (scenario, _) in enumerate(simulated) if scenario.endswith("settled")]
    assert settled == list(range(2 * WORLDS, 3 * WORLDS))


def test_a_study_that_cannot_be_prepared_says_so_each_time() -> None:
    session = Session()
    for _ in range(2):
        with pytest.raises(KeyError):
            session.rehearsal(StudyDesign(lab(), ("nowhere",), 1))


def test_no_more_is_kept_than_there_is_room_for() -> None:
    rehearsal = Rehearsal.of(StudyDesign(lab(), ("stay",), 1))
    one = rehearsal.simulated(0, rehearsal.row(0), 0)
    kept = SimulatedWorlds(bytes_max=int(2.5 * one.nbytes))
    for key in (b"a", b"b", b"b", b"c"):
        kept.keep(key, one)
    assert [kept.get(key) is one for key in (b"a", b"b", b"c")] == [False, True, True]


def _plan(organization: Organization) -> Any:
    return Rehearsal.of(StudyDesign(organization, ("stay", "split"), 1)).plans[0]


def _digest(organization: Organization, scenario: str = "stay") -> bytes:
    plan = plan_scenario(organization, scenario)
    return digest_of_plan(plan, MeasuredReleases.of(plan))

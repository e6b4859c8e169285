"""Small models that something once went wrong with (``tests/inputs``), each with its right value."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from reorg import ModelError, Study, compare, load, run

INPUTS = Path(__file__).parents[1] / "inputs"
STAY, FUNCTIONAL, WAVES = "stay", "functional", "waves"


def model(name: str) -> dict[str, Any]:
    text = (INPUTS / f"{name}.yaml").read_text(encoding="utf-8")
    # A date in quotes is text, as the program itself reads every date.
    loaded: dict[str, Any] = yaml.safe_load(re.sub(r"(\d{4}-\d{2}-\d{2})", r"'\1'", text))
    return loaded


def of_scenario(study: Study, scenario: str) -> Any:
    """Return the metrics of a scenario in all worlds, a column for each."""
    rows = study.worlds[study.worlds["scenario"] == scenario]
    names = [name for name in rows.dtype.names or () if name not in {"scenario", "world"}]
    return np.array([rows[name] for name in names])


def test_other_ids_of_teams_change_nothing() -> None:
    study = compare(load(str(INPUTS / "same_structure_other_team_ids.yaml")), worlds=8)
    for scenario in ("other-names", "rename-teams-week2"):
        assert np.array_equal(of_scenario(study, scenario), of_scenario(study, STAY), equal_nan=True)
        assert study.affected(scenario)["affected"] == 0
        assert study.weekly_differences(scenario) == {}


def test_a_lead_of_two_teams_has_the_reports_of_both() -> None:
    study = compare(load(model("lead_of_two_teams")), worlds=2)
    assert study.verdict["scenarios"][STAY]["metrics"]["throughput"]["mean"] > 0.0


def test_a_vacancy_is_nobody_until_it_is_filled() -> None:
    organization = load(model("vacant_position"))
    assert [person.id for person in organization.people if person.vacant] == ["m2"]
    study = run(organization, STAY, worlds=4)
    assert study.series[STAY]["headcount"]["p95"][0] < 6.5


def test_names_places_and_dates_of_joining_can_be_said() -> None:
    person = next(p for p in load(model("person_fields")).people if p.id == "m1")
    assert (person.name, person.location) == ("Anaïs Bêta", "Oslo")
    # From September 2024 to the start in March 2026.
    assert person.tenure_years == pytest.approx(1.5, abs=0.01)
    study = compare(load(model("person_fields")), worlds=2)
    entries = {entry["person"]: entry for entry in study.affected("go")["persons"]}
    assert entries["w#3"]["lead"] == {"baseline": "m2", "scenario": "Anaïs Bêta"}
    assert entries["w#3"]["why"][0] == "reports to Anaïs Bêta instead of m2"


def test_whom_somebody_reports_to_is_reported_in_the_structure() -> None:
    document = model("person_fields")
    document["people"][1]["manager"] = "boss"
    with pytest.raises(ModelError, match="reports to the lead of the team: state lead and members"):
        load(document)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"tenure_years": 2}, "state hire_date or tenure_years, not both"),
        ({"hire_date": "2024-13-01"}, "not a valid date"),
        ({"count": 3}, "a group has no name"),
    ],
)
def test_fields_of_people_that_do_not_go_together_are_refused(fields: dict[str, Any], message: str) -> None:
    document = model("person_fields")
    document["people"][1] = {**document["people"][1], "hire_date": "2024-09-02", **fields}
    with pytest.raises(ModelError, match=message):
        load(document)


def test_ids_are_of_any_language_and_may_be_first_and_last_name() -> None:
    organization = load(str(INPUTS / "name_as_id.yaml"))
    assert organization.structure("a").team("t1").lead == "Anaïs Bêta"


def test_a_table_separated_by_tabs_is_read() -> None:
    organization = load(str(INPUTS / "tables" / "model_tab.yaml"))
    assert [person.title for person in organization.people] == ["Chef", "Lead", "A", "B"]
    assert organization.structures[0].team("t1").members == ("w1", "w2")


@pytest.fixture(scope="module")
def startup() -> Study:
    return compare(load(str(INPUTS / "startup_of_twelve_projects.yaml")), worlds=6)


def test_the_start_up_has_dates_for_twelve_projects(startup: Study) -> None:
    for scenario in (STAY, FUNCTIONAL, WAVES):
        releases = {release["release"]: release for release in startup.verdict["releases"][scenario]}
        assert len(releases) == 12
        for release in releases.values():
            assert release["due_date"] == "2027-06-01"
            if release["out"]["p50"] is not None:
                assert date.fromisoformat(release["out"]["p50_date"]) > date(2026, 12, 1)
        first, second = releases["base-model"]["out"]["p50"], releases["voice-launch"]["begun"]["p50"]
        assert first is None or second is None or second >= first
    assert startup.verdict["leading"] == "mean_delay_weeks"


@pytest.mark.parametrize("beside", [(FUNCTIONAL,), (WAVES,), ()])
def test_figures_of_staying_are_the_same_whatever_stands_beside_it(
    startup: Study, beside: tuple[str, ...]
) -> None:
    alone = compare(load(str(INPUTS / "startup_of_twelve_projects.yaml")), (STAY, *beside), worlds=6)
    assert np.array_equal(of_scenario(alone, STAY), of_scenario(startup, STAY), equal_nan=True)
    assert alone.verdict["releases"][STAY] == startup.verdict["releases"][STAY]
    assert alone.verdict["scenarios"][STAY] == startup.verdict["scenarios"][STAY]
    assert alone.series[STAY] == startup.series[STAY]
    for scenario in beside:
        assert alone.affected(scenario) == startup.affected(scenario)


def test_the_start_up_as_first_written_has_dates_for_every_package() -> None:
    study = compare(load(str(INPUTS / "startup.yaml")), (STAY, FUNCTIONAL), worlds=2)
    (plan,) = study.verdict["releases"][FUNCTIONAL]
    assert len(plan["packages"]) == 34
    assert all(package["finished"]["share"] >= 0.0 for package in plan["packages"])
    leaves = study.affected(FUNCTIONAL)["persons"]
    moved = {entry["person"] for entry in leaves if entry["new_lead"]}
    # Dora, who led the assistant squad, leads the backend: Ines keeps her lead.
    assert moved >= {"emil", "liam", "umar"}
    assert "ines" not in moved
    assert [entry["person"] for entry in leaves if entry["leaves"]] == ["carlos"]

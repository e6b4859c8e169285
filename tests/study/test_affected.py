"""Who gains and who loses under a scenario: as somebody who knows the organization would say."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from reorg import Organization, Study, StudyError, compare, open_study
from reorg.cli.affected_lines import affected_lines
from reorg.report.evidence.moves import move_rows
from reorg.report.summary.changes import what_changes
from reorg.study.results.affected_people import counted, standing_out
from study.small_lab import MODEL, lab

# Of flat: head leads all ten. Of deep: head leads e#1 and wing-lead, who each lead the people of an area.
WORLDS = 48


@pytest.fixture(scope="module")
def study() -> Study:
    events = [{"week": 1, "reorganize": "deep"}, {"week": 2, "leave": "w#4"}]
    scenarios = {"stay": {"structure": "flat"}, "split": {"structure": "flat", "events": events}}
    return compare(lab(scenarios={**scenarios, "same": {"structure": "flat"}}), worlds=WORLDS)


def person(study: Study, name: str, scenario: str = "split") -> dict[str, Any]:
    found: dict[str, Any] = {p["person"]: p for p in study.affected(scenario)["persons"]}[name]
    return found


def test_leads_spans_and_scope_are_those_of_the_structures_at_the_end(study: Study) -> None:
    head = person(study, "head")
    assert head["span"] == {"baseline": 9, "scenario": 2}
    assert head["below"] == {"baseline": 9, "scenario": 9}
    assert head["work_lost"] == []
    assert not head["new_lead"]
    assert "2 direct reports instead of 9" in head["why"]
    assert head["reading"] == "relieved"
    wing = person(study, "wing-lead")
    assert wing["work_gained"] == ["y"]
    assert wing["lead"] == {"baseline": "Head", "scenario": "Head"}
    assert "now leads a team" in wing["why"]


def test_one_report_and_one_person_are_reported_in_the_singular() -> None:
    assert counted(1, "direct report", "direct reports") == "1 direct report"
    assert counted(0, "person", "people") == "0 people"


def test_a_new_lead_and_a_new_team_are_told_apart(study: Study) -> None:
    engineer = person(study, "e#3")
    assert engineer["new_lead"]
    # Three of the three teammates were teammates before.
    assert not engineer["new_team"]
    assert engineer["lead"] == {"baseline": "Head", "scenario": "Engine engineer 1"}
    assert engineer["why"] == ["reports to Engine engineer 1 instead of Head"]
    assert engineer["reading"] == "changed"


def test_whoever_leaves_by_an_event_comes_first(study: Study) -> None:
    first = study.affected("split")["persons"][0]
    assert (first["person"], first["reading"], first["leaves"]) == ("w#4", "leaves", True)
    assert first["why"][0] == "leaves in week 2"
    assert first["leaving_share"]["scenario"] == 1.0


def test_whoever_leaves_has_no_new_lead_and_is_no_relief(study: Study) -> None:
    assert not person(study, "w#4")["new_lead"]
    teams = {"flat": MODEL["structures"]["flat"]}
    gone = [{"week": 1, "leave": "head"}]
    scenarios = {"stay": {"structure": "flat"}, "gone": {"structure": "flat", "events": gone}}
    found = compare(lab(structures=teams, scenarios=scenarios), worlds=4).affected("gone")
    assert next(p for p in found["persons"] if p["person"] == "e#3")["why"][-1] == "the lead, Head, leaves"
    head = next(role for role in found["roles"] if role["role"] == "Head")
    assert head["overloaded_share"] == {"baseline": None, "scenario": None}
    assert (head["at_risk"], head["relieved"]) == (1, 0)


def test_nobody_is_affected_where_nothing_changes(study: Study) -> None:
    found = study.affected("same")
    assert found["affected"] == 0
    assert found["persons"] == []
    assert {team["change"] for team in found["teams"]} == {"kept"}
    assert all(
        role["overloaded_share"]["baseline"] == role["overloaded_share"]["scenario"]
        for role in found["roles"]
    )


def test_a_team_is_kept_where_most_of_its_people_are(study: Study) -> None:
    teams = {team["team"]: team for team in study.affected("split")["teams"]}
    # Neither five engineers nor five of the wing are most of ten; the head alone is not either.
    assert {name: team["change"] for name, team in teams.items()} == {
        "top": "new", "engine-team": "new", "wing-team": "new", "all": "dissolved",
    }  # fmt: skip
    assert teams["all"]["work_lost"] == ["x", "y"]
    assert teams["engine-team"]["work_gained"] == ["x"]
    assert teams["engine-team"]["size"] == {"baseline": 0, "scenario": 4}


def test_roles_count_their_people(study: Study) -> None:
    roles = {role["role"]: role for role in study.affected("split")["roles"]}
    assert roles["Wing engineer"]["people"] == 4
    assert roles["Wing engineer"]["new_lead"] == 3
    assert roles["Wing engineer"]["at_risk"] == 1
    assert roles["Head"]["relieved"] == 1
    everybody = study.affected("split")["persons"]
    for key, reading in (("both", "both"), ("leaves", "leaves")):
        assert sum(role[key] for role in roles.values()) == sum(p["reading"] == reading for p in everybody)


def test_a_renamed_team_is_the_same_team_and_nobody_has_a_new_lead() -> None:
    flat = MODEL["structures"]["flat"]
    renamed = {**flat, "teams": [{**flat["teams"][0], "id": "everybody"}]}
    study = compare(
        lab(
            structures={"flat": flat, "renamed": renamed},
            scenarios={
                "stay": {"structure": "flat"},
                "rename": {"structure": "flat", "events": [{"week": 1, "reorganize": "renamed"}]},
            },
        ),
        worlds=4,
    )
    found = study.affected("rename")
    assert found["affected"] == 0
    assert [team["change"] for team in found["teams"]] == ["kept"]


def newcomers() -> Organization:
    """Return a lab whose shop gets another lead in week 4; people join before, after, or in one scenario."""
    top = {"id": "top", "lead": "head"}
    one = {
        "id": "shop",
        "parent": "top",
        "lead": "wing-lead",
        "members": ["e", "w"],
        "owns": ["engine", "wing"],
    }
    other = one | {"lead": "e#1", "members": ["e#2..4", "w"]}
    return lab(
        structures={
            "one": {"decides": "medium", "teams": [top, one]},
            "two": {"decides": "medium", "teams": [top | {"members": ["wing-lead"]}, other]},
        },
        scenarios={
            "stay": {
                "structure": "one",
                "events": [joining("early", 2), joining("late", 6), joining("not", 2)],
            },
            "split": {
                "structure": "one",
                "events": [
                    joining("early", 2),
                    {"week": 4, "reorganize": "two"},
                    joining("late", 6),
                    joining("new", 6),
                ],
            },
        },
    )


def joining(name: str, week: float) -> dict[str, Any]:
    person = {"id": name, "title": f"The {name} one", "team": "shop", "skills": {"wing": "low"}}
    return {"week": week, "join": person}


def test_who_joins_with_the_change_or_after_it_has_no_new_lead() -> None:
    """Seen: "2 of 12 people get a new lead" of eleven people who were there, and one who came."""
    found = compare(newcomers(), worlds=4).affected("split")
    persons = {each["person"]: each for each in found["persons"]}
    assert persons["early"]["new_lead"]
    assert persons["new"]["why"] == ["joins"]
    assert persons["not"]["why"] == ["does not join"]
    assert persons["not"]["reading"] == "changed"
    with_new_lead = {name for name, each in persons.items() if each["new_lead"]}
    assert with_new_lead == {"e#1", "e#2", "e#3", "e#4", "w#1", "w#2", "w#3", "w#4", "early"}
    assert found["people"] == 14
    assert found["were_there"] == 11
    assert sum(role["joins"] for role in found["roles"]) == 1
    (line,) = affected_lines(
        {"scenarios": {"split": {"name": "Split"}}, "people": {"split": found}}, ["split"]
    )
    assert line.startswith("Split: 9 of 11 people get a new lead; 1 joins; ")


def test_the_report_counts_who_joins_apart_from_new_leads() -> None:
    organization = newcomers()
    changes = what_changes(organization, "stay", "split")
    assert changes.people == "Nine people get another lead, one another team. One person joins."
    (new,) = [row for row in move_rows(changes) if row.role == "The new one"]
    assert (new.team_before, new.team_after) == ("nobody", "shop")
    alone = what_changes(organization, "split", "stay")
    assert "One person joins." in alone.people


def test_hours_of_a_week_sum_to_the_working_time_of_the_person(study: Study) -> None:
    head = person(study, "head")
    for side in head["hours_per_week"].values():
        assert sum(side.values()) == pytest.approx(40.0, abs=0.1)
    kinds = study.people_table.dtype.names or ()
    hours = np.array([study.people_table[name] for name in kinds if name.startswith("hours_")]).sum(axis=0)
    assert hours[~np.isnan(hours)] == pytest.approx(40.0)


def test_hours_by_person_sum_to_those_of_the_organization(study: Study) -> None:
    rows = study.people_table[study.people_table["scenario"] == "same"]
    # Nobody is laid off here; vacancies shorten the presence of a few, so the means differ a little.
    by_kind = np.mean(study.worlds["hours_direct"][study.worlds["scenario"] == "same"]) / 20.0
    assert rows["hours_direct"].sum() == pytest.approx(by_kind, rel=0.1)


def test_overload_that_a_lead_is_relieved_of_is_measured_in_the_same_worlds(study: Study) -> None:
    head = person(study, "head")
    low, high = head["busy_share"]["interval_95"]
    mean = head["busy_share"]["scenario"] - head["busy_share"]["baseline"]
    assert low < mean < high
    assert high - low < 0.2


def test_the_verdict_is_plain_json_and_an_unknown_scenario_is_refused(study: Study) -> None:
    assert json.loads(json.dumps(study.verdict["people"], allow_nan=False)) == study.verdict["people"]
    with pytest.raises(StudyError, match="'stay' is not compared with the baseline"):
        study.affected("stay")
    with pytest.raises(StudyError, match="did you mean 'split'"):
        study.weekly_differences("splt")


def test_an_opened_study_has_the_same_people(tmp_path: Any) -> None:
    kept = compare(lab(), ["stay", "split"], worlds=4, out=tmp_path / "run")
    opened = open_study(tmp_path / "run")
    assert opened.affected("split") == kept.affected("split")
    assert opened.people_table.tobytes() == kept.people_table.tobytes()


def _holder(name: str, before: float, after: float, half: float = 0.01) -> dict[str, Any]:
    moved = after - before
    share = {"baseline": before, "scenario": after, "interval_95": [moved - half, moved + half]}
    return {"person": name, "name": name.upper(), "busy_share": share}


def test_the_one_of_many_on_whom_all_the_work_falls_stands_out() -> None:
    """Seen: one of six overloaded in 60% of weeks, hidden in a mean of 15%."""
    alike = [_holder(f"e#{place}", 0.1, 0.12) for place in range(5)]
    (one,) = standing_out([*alike, _holder("e#5", 0.1, 0.6)], "busy_share", 2.0)
    assert one == {"person": "e#5", "name": "E#5", "baseline": 0.1, "scenario": 0.6}
    assert standing_out([*alike, _holder("e#5", 0.1, 0.6, half=0.3)], "busy_share", 2.0) == []
    assert standing_out(alike, "busy_share", 2.0) == []
    (single,) = [_holder("e#5", 0.1, 0.6)]
    single["busy_share"]["interval_95"] = None
    assert standing_out([single], "busy_share", 2.0) == [], "of a single world"


def test_the_roles_of_a_study_name_who_stands_out(study: Study) -> None:
    """One of the engine engineers comes to lead the others."""
    roles = {role["role"]: role for role in study.affected("split")["roles"]}
    found = roles["Engine engineer"]["standing_out"]["busy_share"]
    assert found[0]["person"] == "e#1"
    assert abs(found[0]["scenario"] - found[0]["baseline"]) >= 0.02
    assert roles["Head"]["standing_out"] == {"overloaded_share": [], "busy_share": []}

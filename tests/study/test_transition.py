"""The change itself and the structure in the long run, in organizations in which the truth is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from small_lab import MODEL, lab, without_timing

from reorg.model import load
from reorg.study.compare import compare, run
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.study.running.settings import StudyError
from reorg.study.running.settled import DEPENDS, DOUBTFUL, find_settled_forms

PARTS = ("whole", "change", "structure")
CHANGED = 6


def teams(one: list[str], two: list[str], works: tuple[list[str], list[str]], name: str = "team") -> Any:
    """Return a head and two teams of six with a lead each."""
    made = [
        {"id": f"{name}1", "parent": "all", "lead": "lead1", "members": one, "owns": works[0]},
        {"id": f"{name}2", "parent": "all", "lead": "lead2", "members": two, "owns": works[1]},
    ]
    return {"teams": [{"id": "all", "lead": "head"}, *made]}


INSIDE, CUT = (["a1", "a2"], ["b1", "b2"]), (["a1", "b1"], ["a2", "b2"])
ONE, TWO = ["a#1..5"], ["b#1..5"]


def organization(**stated: Any) -> Any:
    """Return two teams and two pairs of coupled packages, with five structures for the same people."""
    names = ["a1", "a2", "b1", "b2"]
    packages = [{"id": name, "area": "work", "effort_days": 220, "distribution": "fixed"} for name in names]
    people = [("head", 1), ("lead1", 1), ("lead2", 1), ("a", 5), ("b", 5)]
    model = {
        "organization": "Two teams",
        "start": "2026-03-02",
        "horizon_weeks": 60,
        "warmup_weeks": 0,
        "areas": ["work"],
        "people": [
            {"id": name, **({"count": count} if count > 1 else {}), "skills": {"work": "medium"}}
            for name, count in people
        ],
        "releases": [
            {
                "id": "product",
                "first_week": 0,
                "packages": packages,
                "couplings": [
                    {"between": ["a1", "a2"], "strength": 0.9},
                    {"between": ["b1", "b2"], "strength": 0.9},
                ],
            }
        ],
        "structures": {
            "inside": teams(ONE, TWO, INSIDE),
            "renamed": teams(ONE, TWO, INSIDE, name="unit"),
            "exchanged": teams(["a#1..2", "b#3..5"], ["b#1..2", "a#3..5"], INSIDE),
            "cut": teams(ONE, TWO, CUT),
        },
        "scenarios": {
            "stay": {"structure": "inside"},
            "rename": {"structure": "inside", "events": [{"week": CHANGED, "reorganize": "renamed"}]},
            "exchange": {"structure": "inside", "events": [{"week": CHANGED, "reorganize": "exchanged"}]},
            "cut": {"structure": "cut"},
            "mend": {"structure": "cut", "events": [{"week": CHANGED, "reorganize": "inside"}]},
        },
        "compare": {"decision_week": CHANGED},
    }
    return load(model | stated)


def transition_of(study: Any, scenario: str, metric: str) -> dict[str, Any]:
    (entry,) = [
        entry
        for entry in study.verdict["transition"]["differences"]
        if (entry["scenario"], entry["metric"]) == (scenario, metric)
    ]
    return entry


def interval(entry: dict[str, Any], part: str) -> list[float]:
    return entry[part]["mean_interval_95"]


@pytest.fixture(scope="module")
def exchanged():
    return compare(organization(), ["stay", "rename", "exchange"], worlds=64, threads=2)


@pytest.fixture(scope="module")
def mended():
    return compare(organization(), ["cut", "mend"], worlds=64, threads=2)


@pytest.mark.slow
def test_other_names_make_no_difference_now_or_in_the_long_run(exchanged):
    entries = [e for e in exchanged.verdict["transition"]["differences"] if e["scenario"] == "rename"]
    assert {entry["metric"] for entry in entries} >= {"release_weeks", "throughput", "departures"}
    for entry in entries:
        assert all(entry[part] == {"mean": 0.0, "mean_interval_95": [0.0, 0.0]} for part in PARTS)


def test_people_exchanged_between_equal_teams_cost_the_change_and_nothing_else(exchanged):
    """By symmetry neither structure is better; who is exchanged leaves work and colleagues he knows."""
    release = transition_of(exchanged, "exchange", "release_weeks")
    assert interval(release, "change")[0] > 0.0
    low, high = interval(release, "structure")
    assert low <= 0.0 <= high


def test_a_structure_that_is_better_in_the_long_run_costs_the_first_month(mended):
    """Couplings within teams cost less talk than across, but who has begun a package gives it away."""
    release, month = (
        transition_of(mended, "mend", metric) for metric in ("release_weeks", "first_month_hours")
    )
    assert interval(release, "structure")[1] < 0.0
    assert interval(release, "change")[0] > 0.0
    assert interval(month, "structure")[0] > 0.0
    assert interval(month, "change")[1] < 0.0


def test_the_parts_add_up_to_the_whole(mended):
    for entry in mended.verdict["transition"]["differences"]:
        means = [entry[part]["mean"] for part in PARTS]
        assert means[0] == pytest.approx(means[1] + means[2], abs=1e-9 * max(map(abs, means)))


def test_where_all_worlds_have_a_settled_form_the_whole_is_the_difference_of_the_verdict(mended):
    differences = {d["metric"]: d for d in mended.differences if d["scenario"] == "mend"}
    assert transition_of(mended, "mend", "departures")["whole"]["mean"] == differences["departures"]["mean"]


def test_what_is_taken_back_is_all_change():
    study = compare(lab(), ["stay", "late"], worlds=8, threads=1)
    for entry in study.verdict["transition"]["differences"]:
        assert entry["structure"]["mean"] == 0.0
        assert entry["change"] == entry["whole"]


def test_a_baseline_that_reorganizes_is_settled_as_well():
    """With the roles exchanged, every part changes its sign."""
    there = compare(lab(), ["stay", "split"], baseline="stay", worlds=8, threads=1)
    back = compare(lab(), ["stay", "split"], baseline="split", worlds=8, threads=1)
    for part in PARTS:
        alternative, reference = (
            transition_of(s, n, "throughput")[part]["mean"] for s, n in ((there, "split"), (back, "stay"))
        )
        assert alternative == pytest.approx(-reference)


def test_the_settled_form_is_a_scenario_that_anybody_could_have_written():
    """It runs as the same scenario of a model file would, to the bit."""
    scenarios = {**MODEL["scenarios"], "deep": {"structure": "deep"}}
    rehearsal = Rehearsal.of(StudyDesign(lab(), ("stay", "split"), seed=1, transition_worlds=1))
    alternative = rehearsal.outcome(2, rehearsal.row(0), 0)
    written = Rehearsal.of(StudyDesign(lab(scenarios=scenarios), ("deep",), seed=1))
    reference = written.outcome(0, written.row(0), 0)
    assert alternative.hours.tobytes() == reference.hours.tobytes()


def test_scenarios_that_come_to_one_structure_share_their_settled_form():
    scenarios = {
        "stay": {"structure": "flat"},
        "soon": {"structure": "flat", "events": [{"week": 3, "reorganize": "deep"}]},
        "later": {"structure": "flat", "events": [{"week": 9, "reorganize": "deep"}]},
        "back": {"structure": "deep", "events": [{"week": 9, "reorganize": "flat"}]},
    }
    forms = find_settled_forms(lab(scenarios=scenarios), ("stay", "soon", "later", "back"))
    assert len(forms.further) == 1
    assert forms.form_of == (0, 4, 4, 0)


def test_other_events_stay_and_moves_before_the_last_reorganization_go():
    events = [
        {"week": 1, "move": {"person": "w#1", "to": "all"}},
        {"week": 2, "leave": "e#2"},
        {"week": 3, "reorganize": "deep"},
        {"week": 4, "move": {"person": "w#2", "to": "engine-team"}},
    ]
    model = lab(
        scenarios={"stay": {"structure": "flat"}, "split": {"structure": "flat", "events": events}},
    )
    forms = find_settled_forms(model, ("stay", "split"))
    settled = forms.organization.scenario(forms.further[0])
    assert settled.structure == "deep"
    assert [type(event).__name__ for event in settled.events] == ["Leave", "Move"]


def test_what_has_no_settled_form_says_why():
    triggered = {"when": {"release": "plane", "late_weeks": 1}, "reorganize": "deep"}
    doubtful = {"week": 3, "reorganize": "deep", "if": "moved"}
    scenarios = {
        "stay": {"structure": "flat"},
        "setback": {"structure": "flat", "events": [triggered]},
        "maybe": {"structure": "flat", "events": [doubtful]},
    }
    contested = [{"id": "moved", "text": "It is reorganized.", "source": "two reports"}]
    study = compare(lab(scenarios=scenarios, contested=contested), worlds=4, threads=1)
    assert study.verdict["transition"]["differences"] == []
    assert study.verdict["transition"]["without"] == [
        {"scenario": "setback", "why": DEPENDS},
        {"scenario": "maybe", "why": DOUBTFUL},
    ]


def test_it_changes_nothing_else_of_the_verdict():
    settings: dict[str, Any] = {"worlds": 8, "threads": 1}
    plain = compare(lab(), ["stay", "split"], **settings, transition_worlds=0).verdict
    separated = compare(lab(), ["stay", "split"], **settings).verdict
    assert "transition" not in plain
    assert without_timing(separated) == {**without_timing(plain), "transition": separated["transition"]}


def test_nothing_reorganized_nothing_told_and_nothing_more_simulated():
    assert "transition" not in compare(lab(), ["stay", "same"], worlds=4, threads=1).verdict
    assert "transition" not in run(lab(), "split", worlds=4, threads=1).verdict
    assert not Rehearsal.of(StudyDesign(lab(), ("split",), seed=1, transition_worlds=4)).settled_plans


@pytest.mark.slow
def test_the_same_bits_on_one_and_two_threads_and_resumed(tmp_path):
    scenarios = ["stay", "split"]
    one = compare(lab(), scenarios, worlds=80, transition_worlds=70, threads=1)
    compare(lab(), scenarios, worlds=64, transition_worlds=70, threads=2, out=tmp_path / "run")
    two = compare(
        lab(), scenarios, worlds=80, transition_worlds=70, threads=2, out=tmp_path / "run", resume=True
    )
    assert one.verdict["transition"]["worlds"] == 70
    assert without_timing(two.verdict) == without_timing(one.verdict)


def test_a_study_is_not_resumed_with_another_number(tmp_path):
    compare(lab(), ["stay", "split"], worlds=2, threads=1, out=tmp_path / "run")
    with pytest.raises(StudyError, match="transition_worlds is 256 there and 2 here"):
        compare(
            lab(),
            ["stay", "split"],
            worlds=2,
            transition_worlds=2,
            threads=1,
            out=tmp_path / "run",
            resume=True,
        )


def test_a_number_below_none_is_refused():
    with pytest.raises(StudyError, match="transition_worlds must be 0 or more"):
        compare(lab(), ["stay", "split"], worlds=2, transition_worlds=-1)


def test_dates_that_are_cut_off_are_counted_to_the_horizon():
    study = compare(organization(horizon_weeks=16), ["cut", "mend"], worlds=4, threads=1)
    release = transition_of(study, "mend", "release_weeks")
    assert release["counted_to_horizon"]
    assert np.isfinite(release["whole"]["mean"])


def test_parts_are_declined_where_more_than_a_tenth_is_cut_off():
    cut = compare(organization(horizon_weeks=16), ["cut", "mend"], worlds=16, threads=1)
    release = transition_of(cut, "mend", "release_weeks")
    assert release["censored_share"] > 0.1
    assert release["declined"] is True
    seen = transition_of(
        compare(organization(), ["cut", "mend"], worlds=16, threads=1), "mend", "release_weeks"
    )
    assert seen["censored_share"] <= 0.1
    assert "declined" not in seen


def test_recovery_and_early_output_count_from_the_change_whether_or_not_a_decision_week_says_so():
    scenarios = {
        "stay": {"structure": "inside"},
        "exchange": {"structure": "inside", "events": [{"week": CHANGED, "reorganize": "exchanged"}]},
    }
    undated, dated = (
        compare(organization(scenarios=scenarios, compare=each), worlds=16, transition_worlds=0).verdict
        for each in ({}, {"decision_week": CHANGED})
    )
    (recovery,) = undated["recovery"]
    assert recovery["change_week"] == undated["output_week"] == CHANGED
    assert recovery["weeks_until_level"] is None or recovery["weeks_until_level"] > 0
    assert [recovery] == dated["recovery"]
    for metric in ("first_month_hours", "first_quarter_hours"):
        alternative, reference = (
            [entry["median"] for entry in verdict["differences"] if entry["metric"] == metric]
            for verdict in (undated, dated)
        )
        assert alternative == reference

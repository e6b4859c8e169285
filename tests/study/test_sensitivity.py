"""What a comparison hangs on, in the verdict and read back from a run folder."""

import json
from dataclasses import replace

import numpy as np
import pytest
from small_lab import lab, without_timing

from reorg.study.compare import compare, run
from reorg.study.results.sensitivity import WORLDS_ANALYZED_MAX, analyze_sensitivity, why_no_drivers
from reorg.study.running.run_folder import MANIFEST
from reorg.study.running.sample import WorldSample
from reorg.study.running.saved_run import read_run
from reorg.study.running.settings import StudyError

SCENARIOS = ["stay", "split", "same"]
KEYS = ("drivers", "flips", "sensitivity")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A study of 200 worlds and its folder, never changed."""
    folder = tmp_path_factory.mktemp("finished") / "run"
    return compare(lab(), SCENARIOS, worlds=200, threads=2, out=folder)


def interrupted(folder):
    """Leave in the folder what a study killed in its third batch leaves."""
    for name in ("worlds.npy", "verdict.json", "details.json", "README.txt"):
        (folder / name).unlink()
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["batches"] = {name: manifest["batches"][name] for name in ("000000", "000001")}
    (folder / MANIFEST).write_text(json.dumps(manifest))


@pytest.mark.slow
def test_what_decides_the_coordination_of_a_split_is_what_its_equations_say(finished):
    """Until decision rights are clear, requests between the new teams take longer."""
    named = finished.drivers("hours_coordination")
    by = {entry["assumption"]: entry for entry in named if entry["scenario"] == "split"}
    assert by["reorganization.ambiguity_weeks"]["direction"] == 1
    assert by["reorganization.ambiguity_weeks"]["meaning"] == "time until decision rights are clear"


def test_the_verdict_holds_an_entry_for_each_leading_difference_that_varies(finished):
    verdict = finished.verdict
    examined = {(entry["scenario"], entry["metric"]) for entry in verdict["sensitivity"]}
    varies = {
        (entry["scenario"], entry["metric"])
        for entry in verdict["differences"]
        if entry["metric"] == verdict["leading"] and entry["variance_reduction"] is not None
    }
    assert examined == varies
    assert not any(scenario == "same" for scenario, _metric in examined)
    for kind in ("drivers", "flips"):
        assert {(entry["scenario"], entry["metric"]) for entry in verdict[kind]} <= examined
    for entry in verdict["drivers"]:
        low, high = entry["share_interval_95"]
        assert 0.0 <= low <= high <= 1.0
        assert 0.0 <= entry["share"] <= 1.0


def test_python_terminal_and_folder_say_the_same(finished):
    read = read_run(finished.folder, WORLDS_ANALYZED_MAX)
    leading = (finished.verdict["leading"],)
    assert analyze_sensitivity(read.sample, leading) == {key: finished.verdict[key] for key in KEYS}
    on_demand = analyze_sensitivity(read.sample, ("throughput",))
    assert finished.drivers("throughput") == on_demand["drivers"]
    assert finished.flips("throughput") == on_demand["flips"]


@pytest.mark.slow
def test_what_is_reported_is_the_same_each_time(finished):
    again = compare(lab(), SCENARIOS, worlds=200, threads=1)
    assert without_timing(again.verdict) == without_timing(finished.verdict)


def test_an_interrupted_study_is_read_as_far_as_it_went(copy):
    interrupted(copy)
    read = read_run(copy, WORLDS_ANALYZED_MAX)
    assert len(read.sample.worlds) == 128
    assert read.planned == 200
    shorter = compare(lab(), SCENARIOS, worlds=128)
    leading = (shorter.verdict["leading"],)
    assert analyze_sensitivity(read.sample, leading) == {key: shorter.verdict[key] for key in KEYS}


def test_only_the_worlds_asked_for_are_read(finished):
    read = read_run(finished.folder, 70)
    assert len(read.sample.worlds) == 70
    assert read.sample.metrics["releases"].shape == (70, 3)


def _damaged_manifest(folder):
    (folder / MANIFEST).write_text("{")


def _other_manifest(folder):
    (folder / MANIFEST).write_text('{"schema": "other"}')


def _no_manifest(folder):
    (folder / MANIFEST).unlink()


def _no_organization(folder):
    (folder / "organization.json").unlink()


def _cut_table(folder):
    content = (folder / "worlds.npy").read_bytes()
    (folder / "worlds.npy").write_bytes(content[: len(content) // 2])


def _foreign_table(folder):
    np.save(folder / "worlds.npy", np.arange(100_000))


def _damaged_batch(folder):
    interrupted(folder)
    (folder / "batches" / "000001.npz").write_bytes(b"damaged")


def _nothing_yet(folder):
    interrupted(folder)
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | {"batches": {}}))


def _other_version(folder):
    interrupted(folder)
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["versions"]["reorg sources"] = "other"
    (folder / MANIFEST).write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_damaged_manifest, r"manifest\.json is missing or damaged"),
        (_other_manifest, "not of schema"),
        (_no_manifest, "is not a run folder"),
        (_no_organization, r"organization\.json is missing or damaged"),
        (_cut_table, r"worlds\.npy is damaged"),
        (_foreign_table, "is damaged"),
        (_damaged_batch, r"000001\.npz is damaged"),
        (_nothing_yet, "no finished batch"),
        (_other_version, "another version of reorg"),
    ],
)
def test_a_damaged_or_foreign_folder_is_refused(copy, damage, words):
    damage(copy)
    with pytest.raises(StudyError, match=words):
        read_run(copy, WORLDS_ANALYZED_MAX)


def test_few_worlds_and_fixed_assumptions_say_so():
    few = compare(lab(), ["stay", "split"], worlds=20)
    assert all(few.verdict[key] == [] for key in KEYS)
    assert any("takes at least 64 worlds" in note for note in few.verdict["notes"])
    with pytest.raises(StudyError, match="64 worlds"):
        few.drivers("release_weeks")
    fixed = compare(lab(), ["stay", "split"], worlds=70, fixed=True)
    assert all(fixed.verdict[key] == [] for key in KEYS)
    assert any("held fixed" in note for note in fixed.verdict["notes"])


def test_an_unknown_metric_is_answered_with_the_nearest(finished):
    with pytest.raises(StudyError, match="did you mean 'throughput'"):
        finished.drivers("throughputs")


def test_one_scenario_alone_has_no_differences_and_no_remark():
    alone = run(lab(), "stay", worlds=3)
    assert alone.verdict["sensitivity"] == []
    assert not any("decides" in note for note in alone.verdict["notes"])


def test_an_assumption_of_another_version_is_called_by_its_id(finished):
    kind = [
        ("old.name" if name == "reorganization.ambiguity_weeks" else name, form)
        for name, form in finished.worlds.dtype.descr
    ]
    table = np.array(finished.worlds).view(kind)
    reported = analyze_sensitivity(
        WorldSample.of_table(table, {}, WORLDS_ANALYZED_MAX), ("hours_coordination",)
    )["drivers"]
    assert "old.name" in {entry["assumption"] for entry in reported}


def test_metrics_without_values_or_without_variance_are_passed_over(finished):
    sample = WorldSample.of_table(finished.worlds, {}, WORLDS_ANALYZED_MAX)
    metrics = dict(sample.metrics)
    metrics["throughput"] = np.full_like(metrics["throughput"], np.nan)
    metrics["departures"] = np.ones_like(metrics["departures"])
    holes = metrics["first_month_hours"].copy()
    holes[::3] = np.nan
    metrics["first_month_hours"] = holes
    reported = analyze_sensitivity(replace(sample, metrics=metrics))["sensitivity"]
    by = {(entry["scenario"], entry["metric"]): entry for entry in reported}
    assert not {("split", "throughput"), ("split", "departures")} & set(by)
    assert by[("split", "first_month_hours")]["worlds"] == 133
    assert why_no_drivers(sample) == []

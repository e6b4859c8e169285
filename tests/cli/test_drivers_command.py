"""`reorg drivers` as a user meets it."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reorg.cli.main import main

sys.path.append(str(Path(__file__).parents[1] / "study"))

from small_lab import MODEL


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The run folder of 200 worlds of the small laboratory."""
    here = tmp_path_factory.mktemp("here")
    (here / "lab.yaml").write_text(json.dumps(MODEL))
    reorg(
        "compare", here / "lab.yaml", "--scenarios", "stay", "split", "--worlds", 200, "--out", here / "run"
    )
    return here / "run"


def reorg(*words, code=0):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


@pytest.mark.slow
def test_a_finished_run_is_reported_with_words_shares_and_flips(run):
    text = reorg("drivers", run, "--metric", "hours_coordination").stdout
    assert "200 worlds, seed 1" in text
    assert "stay -> split" in text
    assert "time until decision" in text
    assert "of the variance of the difference" in text


def test_json_is_one_document_equal_to_the_verdict(run):
    document = json.loads(reorg("drivers", run, "--json").stdout)
    verdict = json.loads((run / "verdict.json").read_text())
    assert document["schema"] == "reorg/drivers/2"
    assert document["complete"]
    # The verdict tells the drivers of the leading metric, and the command those of all.
    for key in ("drivers", "flips", "sensitivity"):
        leading = [entry for entry in document[key] if entry["metric"] == verdict["leading"]]
        assert leading == verdict[key]
    assert {entry["metric"] for entry in document["sensitivity"]} > {verdict["leading"]}


def test_the_asked_metric_and_scenario_only(run):
    words = ["--metric", "throughput", "--metric", "hours_meetings", "--scenario", "split", "--json"]
    document = json.loads(reorg("drivers", run, *words).stdout)
    assert {entry["metric"] for entry in document["sensitivity"]} <= {"throughput", "hours_meetings"}
    assert document["metrics"]["hours_meetings"]["unit"] == "person-hours"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--metric", "throughputs"], "did you mean 'throughput'"),
        (["--scenario", "splitt"], "did you mean 'split'"),
    ],
)
def test_unknown_names_are_answered_with_the_nearest(run, words, message):
    assert message in " ".join(reorg("drivers", run, *words, code=2).stderr.split())


def test_a_folder_that_is_invalid_ends_with_2(tmp_path):
    result = reorg("drivers", tmp_path / "nowhere", code=2)
    assert "not a run folder" in result.stderr
    assert result.stdout == ""
    assert "not a run folder" in reorg("drivers", tmp_path, code=2).stderr


def test_too_few_worlds_say_how_many_are_needed(tmp_path):
    (tmp_path / "lab.yaml").write_text(json.dumps(MODEL))
    words = ["compare", tmp_path / "lab.yaml", "--scenarios", "stay", "split", "--worlds", 10]
    reorg(*words, "--out", tmp_path / "run")
    message = " ".join(reorg("drivers", tmp_path / "run", code=2).stderr.split())
    assert "takes at least 64 worlds" in message
    assert "this run has 10" in message

"""`reorg run` and `reorg compare` as a user meets them."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from reorg.cli.main import main
from reorg.cli.study_commands import compare

TESTS = Path(__file__).parents[1]
sys.path.append(str(TESTS / "study"))

from small_lab import MODEL  # noqa: E402 - found only by the line above


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty working directory with the model of a small laboratory, as JSON (which is YAML)."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lab.yaml").write_text(json.dumps(MODEL))
    return tmp_path


def reorg(*words, code=0):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def test_compare_prints_the_verdict_and_keeps_the_study(here):
    result = reorg("compare", "lab.yaml", "--scenarios", "stay", "split", "--worlds", 3)
    assert "Small laboratory" in result.stdout
    assert "next release" in result.stdout
    (folder,) = (here / "runs").iterdir()
    assert folder.name.endswith("-lab")
    assert {"manifest.json", "verdict.json", "worlds.npy", "report.html", "README.txt"} <= {
        file.name for file in folder.iterdir()
    }
    assert json.loads((folder / "verdict.json").read_text())["worlds"] == 3


def test_the_baseline_named_alone_has_its_figures(here):
    result = reorg("compare", here / "lab.yaml", "--scenarios", "stay", "--worlds", 3)
    assert result.stdout.split("median")[1].split()[:2] == ["5%", "95%"]
    assert re.search(r"^next release +\d", result.stdout, re.MULTILINE)


def test_a_contradiction_is_no_mistake_in_the_command(here):
    """Seen: "Usage: ... Try --help" above a sentence about efforts and people."""
    model = MODEL | {"observed": {"weeks": 8, "metrics": {"departures": {"low": 400}}}}
    (here / "lab.yaml").write_text(json.dumps(model))
    result = reorg("compare", here / "lab.yaml", "--worlds", 3, code=2)
    assert result.stderr.startswith("Error: the model contradicts what is observed: 0 of 512 draws")
    assert "Usage" not in result.output
    assert not (here / "runs").exists() or not list((here / "runs").glob("*/verdict.json"))


@pytest.mark.slow
def test_json_is_one_document_and_the_same_on_one_and_two_threads(here):
    documents = []
    for threads in (1, 2):
        words = ["compare", "lab.yaml", "--worlds", 70, "--threads", threads, "--json"]
        result = reorg(*words, "--out", here / str(threads))
        documents.append(json.loads(result.stdout))
        assert json.loads((here / str(threads) / "verdict.json").read_text()) == documents[-1]
    timing = [document.pop("timing") for document in documents]
    assert [entry["threads"] for entry in timing] == [1, 2]
    assert documents[0] == documents[1]


@pytest.mark.parametrize(
    "words",
    [
        ["lab.yaml", "--scenarios", "stay", "split", "--worlds", "1"],
        ["lab.yaml", "--worlds", "1", "--scenarios", "stay", "split"],
        ["lab.yaml", "--scenarios", "stay,split", "--worlds", "1"],
        ["lab.yaml", "--scenarios=stay,split", "--worlds", "1"],
        ["lab.yaml", "--scenarios", "stay", "--scenarios", "split", "--worlds", "1"],
        ["--worlds", "1", "--scenarios", "stay", "split", "--baseline", "stay", "lab.yaml"],
        ["--scenarios", "stay", "split", "--worlds=1", "lab.yaml"],
    ],
)
def test_scenarios_are_named_with_spaces_commas_or_repeated(words):
    context = compare.make_context("compare", list(words))
    assert context.params["scenarios"] == ("stay", "split")
    assert context.params["model_name"] == "lab.yaml"
    assert context.params["worlds"] == 1


@pytest.mark.usefixtures("here")
def test_scenarios_that_swallow_the_model_are_a_usage_error():
    assert "Missing argument 'MODEL'" in reorg("compare", "--scenarios", "stay", "lab.yaml", code=2).stderr


def test_scenarios_without_their_option_are_told_where_to_go():
    hint = "Write scenarios after --scenarios: reorg compare MODEL --scenarios A B."
    assert hint in reorg("compare", "qwen", "split", code=2).stderr


def test_a_misspelled_scenario_is_answered_with_the_nearest_and_writes_nothing(here):
    result = reorg("compare", "lab.yaml", "--scenarios", "stay", "spilt", code=2)
    assert "no scenario 'spilt'" in result.stderr
    assert "did you mean 'split'" in result.stderr
    assert result.stdout == ""
    assert not (here / "runs").exists()
    reorg("run", "lab.yaml", "--scenario", "stya", code=2)
    assert not (here / "runs").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["compare", "lab.yaml", "--worlds", "0"],
        ["compare", "lab.yaml", "--worlds", "many"],
        ["compare", "lab.yaml", "--worlds", "99999999999"],
        ["compare", "lab.yaml", "--threads", "0"],
        ["compare", "lab.yaml", "--seed", "-1"],
        ["compare", "lab.yaml", "--resume"],
        ["compare", "lab.yaml", "--scenarios"],
        ["compare", "nowhere.yaml"],
        ["compare"],
        ["run", "lab.yaml"],
        ["run", "lab.yaml", "--scenario", "stay", "--trace", "-1"],
        ["compare", "lab.yaml", "--worlds", "1", "--out", "lab.yaml"],
    ],
)
def test_bad_usage_ends_with_2_and_leaves_nothing(here, words):
    result = reorg(*words, code=2)
    assert "Traceback" not in result.output
    assert [file.name for file in here.iterdir()] == ["lab.yaml"]


def test_run_prints_one_scenario_and_traces_a_world(here):
    words = ["run", "lab.yaml", "--scenario", "split", "--worlds", 2, "--trace", 1]
    result = reorg(*words, "--out", here / "out")
    assert "split" in result.stdout
    with (here / "out" / "trace-1.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert {"reorganized", "package finished"} <= {row["event"] for row in rows}
    times = [float(row["week"]) for row in rows]
    assert times == sorted(times)
    finished = next(row for row in rows if row["event"] == "package finished")
    assert finished["what happens"].split()[0] in ("x", "y")
    begun = next(row for row in rows if row["event"] == "begin work")
    assert begun["unit"] == "hours of work"
    with (here / "out" / "trace-1-hours.csv").open() as file:
        weeks = [float(row["hours of own work"]) for row in csv.DictReader(file)]
    assert 0.0 < max(weeks) <= 40.0 + 1e-6
    assert {row["person"] for row in rows} >= {"head", "e#1"}


def test_a_finished_study_is_resumed_only_when_asked(here):
    words = ["compare", "lab.yaml", "--worlds", 3, "--json", "--out", here / "out"]
    first = json.loads(reorg(*words).stdout)
    assert "already holds a study" in reorg(*words, code=2).stderr
    again = json.loads(reorg(*words, "--resume").stdout)
    assert {**again, "timing": 0} == {**first, "timing": 0}
    assert "seed is 1 there and 2 here" in reorg(*words, "--resume", "--seed", 2, code=2).stderr


def test_a_damaged_part_is_named_on_stderr(here):
    words = ["compare", "lab.yaml", "--worlds", 3, "--json", "--out", here / "out"]
    first = json.loads(reorg(*words).stdout)
    (here / "out" / "batches" / "000000.npz").write_bytes(b"damaged")
    result = reorg(*words, "--resume")
    assert "000000.npz is damaged" in result.stderr
    assert {**json.loads(result.stdout), "timing": 0} == {**first, "timing": 0}


def test_fixed_assumptions_reach_the_table(here):
    reorg("compare", "lab.yaml", "--worlds", 3, "--fixed", "--out", here / "out")
    table = np.load(here / "out" / "worlds.npy")
    assert len(set(table["coordination.request_hours"])) == 1


@pytest.mark.usefixtures("here")
def test_an_interrupt_ends_with_130_and_says_how_to_go_on(monkeypatch):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("reorg.cli.rehearsal.compare", interrupted)
    result = reorg("compare", "lab.yaml", "--out", "my run", code=130)
    assert "--resume --out 'my run'" in result.stderr


def test_the_reference_engine_gives_the_same_documents_and_traces(here):
    for engine in ("compiled", "reference"):
        words = ["lab.yaml", "--engine", engine, "--worlds", 2, "--out", here / engine]
        reorg("run", *words, "--scenario", "split", "--trace", 1)
    traces = [(here / engine / "trace-1.csv").read_text() for engine in ("compiled", "reference")]
    assert traces[0] == traces[1]
    found = [json.loads((here / engine / "verdict.json").read_text()) for engine in ("compiled", "reference")]
    assert [document.pop("timing")["events"] > 0 for document in found] == [True, True]
    assert found[0] == found[1]


@pytest.mark.usefixtures("here")
def test_the_first_run_says_that_it_compiles(monkeypatch):
    monkeypatch.setattr("reorg.engine.is_ready", lambda _engine: False)
    result = reorg("compare", "lab.yaml", "--worlds", 1, "--json")
    assert "Compiling the engine, once" in result.stderr
    json.loads(result.stdout)


def test_the_help_does_not_load_the_engine():
    program = (
        "import sys; import reorg, reorg.cli.main, reorg.cli.study_commands; print('numpy' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_the_public_names_are_there():
    program = "import reorg; [getattr(reorg, name) for name in reorg.__all__]; print(reorg.compare.__name__)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "compare"


@pytest.mark.slow
def test_precision_says_what_was_asked_and_reached(here):
    # It takes a thousand worlds whatever is asked, so they are short.
    (release,) = MODEL["releases"]
    short = {"horizon_weeks": 8, "warmup_weeks": 0, "releases": [release | {"first_week": 0}]}
    (here / "lab.yaml").write_text(json.dumps(MODEL | short))
    asked = [
        "compare",
        "lab.yaml",
        "--scenarios",
        "stay",
        "split",
        "--worlds",
        1,
        "--precision",
        "releases=5",
        "--transition-worlds",
        0,
    ]
    result = reorg(*asked)
    assert "releases within 5: reached after 1,024 worlds" in " ".join(result.stdout.split())
    (verdict,) = (here / "runs").glob("*/verdict.json")
    found = json.loads(verdict.read_text(encoding="utf-8"))["precision"]
    assert found["asked"] == {"releases": 5.0}
    assert found["reached"]
    assert found["worlds"] == 1024


@pytest.mark.parametrize("word", ["releases", "releases=", "releases=wide", "=", "nothing=2", "releases=-1"])
def test_precision_refuses_what_is_not_a_metric_and_width(here, word):
    result = reorg("compare", "lab.yaml", "--precision", word, code=2)
    assert "Error" in result.stderr
    assert not (here / "runs").exists()

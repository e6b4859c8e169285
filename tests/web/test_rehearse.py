"""Studies from the page: figures as the command line has them, stopping, going on, waiting, what is old."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from click.testing import CliRunner

from reorg.cli.main import main
from reorg.model import load
from reorg.study.compare import compare
from reorg.web.figures import CLAIMS_FROM, Worlds
from web.studios import Client, client_of

WORLDS = 24
Recorded = tuple[Client, list[tuple[str, dict[str, Any]]]]


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    """A client of the starter model with a changed scenario, and what its pages are told."""
    assert CliRunner().invoke(main, ["new", str(tmp_path / "lab")]).exit_code == 0
    client = client_of(tmp_path, str(tmp_path / "lab" / "model.yaml"))
    heard: list[tuple[str, dict[str, Any]]] = []
    client.studio.jobs.tell = lambda name, data: heard.append((name, json.loads(json.dumps(data))))
    baseline = client.state()["model"]["baseline"]
    found = client.post("scenarios", name="Plan", origin=baseline, after=0)
    root, first, second = found["scenario"]["teams"][:3]
    assert {first["parent"], second["parent"]} == {root["id"]}
    client.edit("plan", kind="move_team", team=second["id"], to=first["id"])
    return client, heard


def _wait(client: Client, state: str, seconds: float = 120.0) -> None:
    _until(
        lambda: client.studio.jobs.current is not None and client.studio.jobs.current.state == state, seconds
    )


def _until(done: Callable[[], bool], seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_the_figures_are_those_of_compare_digit_for_digit(recorded: Recorded, tmp_path: Path) -> None:
    client, heard = recorded
    client.post("studies", scenarios=["plan"], worlds=WORLDS, seed=7)
    _wait(client, "done")
    job = client.studio.jobs.current
    assert job is not None
    saved = tmp_path / "lab" / "saved.yaml"
    saved.write_text(yaml.safe_dump(client.studio.opened.document(), sort_keys=False), encoding="utf-8")
    organization = load(saved)
    baseline = organization.baseline
    study = compare(organization, ["plan"], baseline, worlds=WORLDS, seed=7)
    verdict = {key: value for key, value in job.study.verdict.items() if key != "timing"}
    assert verdict == {key: value for key, value in study.verdict.items() if key != "timing"}
    stats = [data for name, data in heard if name == "stats"][-1]
    shown = {figure["metric"]: figure for figure in stats["alternatives"]["plan"]["figures"]}
    assert shown
    for entry in study.verdict["differences"]:
        if (figure := shown.get(entry["metric"])) is not None:
            same = ("median", "p05", "p95", "helps_share", "harms_share", "ties_share", "lean")
            assert {key: figure[key] for key in same} == {key: entry[key] for key in same}
            assert figure["mean"] == (
                entry["mean"] if entry["mean"] is not None else entry["restricted_mean"]
            )


@pytest.mark.slow
def test_bands_come_with_the_intervals_and_end_as_the_verdict_has_them(recorded: Recorded) -> None:
    client, heard = recorded
    client.post("studies", scenarios=["plan"], worlds=320, seed=2)
    _wait(client, "done")
    order = [(name, data["done"]) for name, data in heard if name == "stats"]
    bands = [data["bands"]["plan"] for name, data in heard if name == "weekly"]
    # With the third batch and the fourth, and when all is done.
    assert len(bands) == 3
    first = next(place for place, (name, _) in enumerate(heard) if name == "weekly")
    assert max(data["done"] for name, data in heard[:first] if name == "stats") >= CLAIMS_FROM
    assert order[-1][1] == 320
    study = client.studio.jobs.current.study  # type: ignore[union-attr]
    saved = study.verdict["weekly"]["plan"]["throughput"]
    usual = float(np.mean(study.series[study.verdict["baseline"]]["throughput"]["p50"]))
    for level in ("mean", "p25", "p75"):
        expected = [value / usual for value in saved[level]][bands[-1]["first"] :][: len(bands[-1][level])]
        assert bands[-1][level] == pytest.approx(expected, abs=1e-4)


def test_who_is_best_in_how_many_worlds_is_what_the_verdict_says(recorded: Recorded) -> None:
    client, heard = recorded
    client.post("scenarios", name="Other", origin="plan", after=client.studio.opened.count)
    client.edit("other", kind="decides", degree="high")
    client.post("studies", scenarios=["plan", "other"], worlds=WORLDS, seed=1)
    _wait(client, "done")
    job = client.studio.jobs.current
    assert job is not None
    league = {
        entry["metric"]: {row["scenario"]: row["best_share"] for row in entry["ranking"]}
        for entry in job.study.verdict["league"]
    }
    told_last = [data for name, data in heard if name == "stats"][-1]["best_in"]
    assert set(told_last) > {"departures"}
    for metric, shares in told_last.items():
        assert sum(shares.values()) <= 1.0 + 1e-9
        assert {job.saved[job.scenarios.index(name)]: share for name, share in shares.items()} == league[
            metric
        ]


def test_worlds_are_reported_in_order_and_each_once(
    recorded: Recorded,
) -> None:
    client, heard = recorded
    client.post("studies", scenarios=["plan"], worlds=WORLDS, seed=1)
    _wait(client, "done")
    dots: list[Any] = []
    for name, data in heard:
        if name == "dots":
            assert data["first"] <= len(dots)
            dots = [*dots[: data["first"]], *data["dots"]["plan"]]
    assert len(dots) == WORLDS
    # Seen: later in 76 in the chart and in 75 above it. What is negligible changes with the worlds so far.
    assert dots == client.studio.jobs.current.seen.dots(1)  # type: ignore[union-attr]
    assert [data["first"] for name, data in heard if name == "dots"][-1] == 0
    states = [data["state"] for name, data in heard if name == "job"]
    assert states == ["preparing", "running", "reading", "done"]


def test_nothing_is_claimed_before_the_intervals_have_settled() -> None:
    organization = load("churn")
    scenarios = tuple(scenario.id for scenario in organization.scenarios[:2])
    seen = Worlds.room_for(organization, scenarios, 1000)
    seen.metrics[:] = np.random.default_rng(1).normal(10.0, 1.0, seen.metrics.shape)
    seen.metrics[:, 1] += 3.0
    seen.done = 15
    assert seen.figures(1) == []
    for seen.done in (16, CLAIMS_FROM - 1):
        assert seen.claim(1) == ""
        assert {(f["reading"], f["half"], f["interval"]) for f in seen.figures(1)} == {("too few", "", None)}
    seen.done = CLAIMS_FROM
    assert seen.claim(1)
    assert any(figure["interval"] for figure in seen.figures(1))


@pytest.mark.slow
def test_a_stopped_study_resumes_to_the_same_bits(
    recorded: Recorded,
) -> None:
    client, heard = recorded
    worlds = 160
    client.post("studies", scenarios=["plan"], worlds=worlds, seed=3)
    _until(
        lambda: (
            (job := client.studio.jobs.current) is not None and job.seen is not None and job.seen.done > 70
        )
    )
    client.post("studies/stop")
    _wait(client, "stopped")
    assert client.studio.jobs.current is not None
    assert 70 < client.studio.jobs.current.seen.done < worlds
    client.post("studies/go-on")
    _wait(client, "done")
    job = client.studio.jobs.current
    assert job is not None
    study = compare(job.organization, job.saved, job.saved[0], worlds=worlds, seed=3)
    assert job.study.verdict["differences"] == study.verdict["differences"]
    assert "stopped" in [data["state"] for name, data in heard if name == "job"]


@pytest.mark.slow
def test_an_interrupted_study_can_go_on_after_a_restart(
    recorded: Recorded,
) -> None:
    client, _ = recorded
    client.post("studies", scenarios=["plan"], worlds=200, seed=3)
    _until(
        lambda: (
            (job := client.studio.jobs.current) is not None and job.seen is not None and job.seen.done > 70
        )
    )
    client.studio.close()
    source = client.studio.opened.source.name
    _until(lambda: client.studio.jobs.current.state == "stopped")  # type: ignore[union-attr]
    again = Client(client.studio.__class__(client.studio.home, client.studio.recent)).enter()
    again.studio.open(source)
    _wait(again, "stopped")
    job = again.studio.jobs.current
    assert job is not None
    assert 64 <= job.seen.done < 200
    again.post("studies/go-on")
    _wait(again, "done")
    assert job.study.verdict["worlds"] == 200
    again.studio.close()


def test_a_second_study_waits_and_the_same_one_replaces_the_first(
    recorded: Recorded,
) -> None:
    client, _ = recorded
    client.post("scenarios", name="Other", origin="plan", after=client.studio.opened.count)
    first = client.post("studies", scenarios=["plan"], worlds=2000, seed=1)
    waits = client.post("studies", scenarios=["other"], worlds=8, seed=1)
    assert waits["state"] == "waiting"
    jobs = client.studio.jobs
    assert jobs.current is not None
    assert jobs.current.id == first["id"]
    client.post("studies", scenarios=["plan"], worlds=9, seed=1)
    _until(lambda: not jobs.waiting and jobs.current is not None and jobs.current.state == "done")
    assert jobs.current.worlds == 9
    for _ in range(5):
        client.post("studies", scenarios=["other"], worlds=8, seed=1)
    assert len(jobs.waiting) <= 1
    _until(lambda: not jobs.waiting and jobs.current is not None and jobs.current.state == "done")


def test_an_edit_makes_results_old_and_undo_makes_them_new_again(
    recorded: Recorded,
) -> None:
    client, _ = recorded
    job = client.post("studies", scenarios=["plan"], worlds=8, seed=1)
    _wait(client, "done")
    assert client.state("plan")["scenario"]["print"] == job["prints"]["plan"]
    client.edit("plan", kind="decides", degree="high")
    assert client.state("plan")["scenario"]["print"] != job["prints"]["plan"]
    client.post("undo", scenario="plan", after=client.studio.opened.count)
    assert client.state("plan")["scenario"]["print"] == job["prints"]["plan"]


def test_people_on_the_bench_and_odd_numbers_are_refused(
    recorded: Recorded,
) -> None:
    client, _ = recorded
    person = next(t["members"][0] for t in client.state("plan")["scenario"]["teams"] if t["members"])
    client.edit("plan", kind="bench", person=person)
    answer = client.post("studies", 422, scenarios=["plan"], worlds=8, seed=1)
    assert "bench: place them" in answer["error"]
    for odd in ({"worlds": 0}, {"worlds": 10**9}, {"seed": -1}, {"worlds": "8"}, {"scenarios": "plan"}):
        client.post("studies", 422, **{"scenarios": ["plan"], "worlds": 8, "seed": 1, **odd})
    client.post("studies/go-on", 422)


def test_a_study_that_fails_says_so_and_the_studio_goes_on(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, heard = recorded

    def fails(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("reorg.study.compare.compare", fails)
    client.post("studies", scenarios=["plan"], worlds=8, seed=1)
    _wait(client, "failed")
    assert [data["message"] for name, data in heard if name == "job"][-1] == "the disk is full."
    monkeypatch.undo()
    client.post("studies/go-on")
    _wait(client, "done")


@pytest.mark.slow
def test_worlds_are_added_until_the_mean_is_known(recorded: Recorded) -> None:
    client, _ = recorded
    client.post("studies", 422, scenarios=["plan"], worlds=2048, seed=1, width=0)
    client.post("studies", 422, scenarios=["plan"], worlds=2048, seed=1, width="1")
    client.post("studies", scenarios=["plan"], worlds=2048, seed=1, width=1000.0)
    _wait(client, "done", 600.0)
    job = client.studio.jobs.current
    assert job is not None
    assert job.study.verdict["precision"]["reached"]
    assert job.worlds == job.seen.done == job.study.verdict["worlds"] == 1024
    client.studio.close()
    again = Client(client.studio.__class__(client.studio.home, client.studio.recent)).enter()
    again.studio.open(client.studio.opened.source.name)
    _wait(again, "done")
    assert again.studio.jobs.current.worlds == job.worlds  # type: ignore[union-attr]
    again.studio.close()


def test_the_last_world_of_a_batch_is_reported_at_once(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, heard = recorded
    monkeypatch.setattr("reorg.web.jobs.PUBLISHED_EVERY_SECONDS", 1e9)
    client.post("studies", scenarios=["plan"], worlds=66, seed=1)
    _wait(client, "done")
    # Behind it come the runs that tell the change itself apart: nobody should wait for those to see it.
    assert [data["done"] for name, data in heard if name == "dots"] == [1, 64, 66]

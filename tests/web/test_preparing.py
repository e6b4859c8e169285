"""What a rehearsal needs is made ready beside the page, of the model as it was last edited."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from reorg.model.organization import Observed, ObservedRange
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.study.running.session import Session
from reorg.web.jobs import Jobs
from reorg.web.preparing import WORLDS_AHEAD, Names, Preparing, simulate_baseline
from study.small_lab import lab
from web.studios import Client, client_of


def test_only_the_last_of_several_edits_is_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reorg.web.preparing.AFTER_SECONDS", 0.05)
    made, done = [], threading.Event()

    def make(organization: Any, studies: tuple[Names, ...], _is_over: Callable[[], bool]) -> None:
        made.append((organization, studies))
        done.set()

    preparing = Preparing(make)
    for number in range(5):
        preparing.ask(lambda number=number: number, (("stay", "split"),))  # type: ignore[misc]
    assert done.wait(10)
    for leave_off in (preparing.forget, preparing.close):
        preparing.ask(lambda: 9, (("stay", "split"),))  # type: ignore[arg-type, return-value]
        leave_off()
        time.sleep(0.15)
    assert made == [(4, (("stay", "split"),))]


def test_a_model_that_cannot_be_rehearsed_is_left_to_be_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reorg.web.preparing.AFTER_SECONDS", 0.0)
    tried, raised = threading.Event(), []
    monkeypatch.setattr(threading, "excepthook", raised.append)

    def make(_organization: Any, _studies: tuple[Names, ...], _is_over: Callable[[], bool]) -> None:
        tried.set()
        raise ValueError("an input changes who there is")

    preparing = Preparing(make)
    preparing.ask(lambda: None, ())  # type: ignore[arg-type, return-value]
    assert tried.wait(10)
    time.sleep(0.05)
    assert not raised


def test_what_is_being_made_leaves_off_when_something_else_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reorg.web.preparing.AFTER_SECONDS", 0.0)
    begun, ended = threading.Event(), threading.Event()

    def make(organization: Any, _studies: tuple[Names, ...], is_over: Callable[[], bool]) -> None:
        begun.set()
        _until(lambda: organization == "later" or is_over())
        if organization == "later":
            ended.set()

    preparing = Preparing(make)
    preparing.ask(lambda: "first", (("stay", "split"),))  # type: ignore[arg-type, return-value]
    assert begun.wait(10)
    preparing.ask(lambda: "later", (("stay", "split"),))  # type: ignore[arg-type, return-value]
    assert ended.wait(10)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What plans are made of from now on: the hash of the model, and the scenarios."""
    monkeypatch.setattr(Jobs, "_compile", lambda self: setattr(self, "engine", "ready"))
    found: list[tuple[str, ...]] = []
    of = Rehearsal.of.__func__  # type: ignore[attr-defined]

    def recorded(kind: Any, job: Any) -> Rehearsal:
        rehearsal: Rehearsal = of(kind, job)
        found.append((job.organization.hash, *job.scenarios))
        return rehearsal

    monkeypatch.setattr(Rehearsal, "of", classmethod(recorded))
    return found


def _rename_a_team(client: Client, scenario: str) -> str:
    """Edit a scenario; return the hash of the edited model."""
    teams = [team["id"] for team in client.state(scenario)["scenario"]["teams"] if team["parent"]]
    client.edit(scenario, kind="rename", team=teams[-1], name="Another name")
    return client.studio.opened.edited().hash


def test_plans_are_there_before_they_are_asked_for(tmp_path: Path, made: list[tuple[str, ...]]) -> None:
    client = client_of(tmp_path, "churn")
    jobs = client.studio.jobs
    jobs._compile()
    name = next(each["id"] for each in client.state()["scenarios"] if not each["is_baseline"])
    hash_of_edited = _rename_a_team(client, name)
    _until(lambda: hash_of_edited in [first for first, *_ in made])
    count = len(made)
    job = jobs.start([name], 1, 1, {})
    _until(lambda: job.state in ("done", "failed"))
    assert job.state == "done", job.message
    assert len(made) == count
    client.studio.close()


def test_what_is_ticked_is_made_ready_and_again_after_an_edit(
    tmp_path: Path, made: list[tuple[str, ...]]
) -> None:
    client = client_of(tmp_path, "churn")
    client.studio.jobs._compile()
    baseline, *others = [each["id"] for each in client.state()["scenarios"]]
    first, second = others[:2]
    client.post("studies/prepare", 422, scenarios=["nowhere"])
    client.post("studies/prepare", scenarios=[second, first])
    _until(lambda: [baseline, second, first] in [names for _, *names in made])
    hash_of_edited = _rename_a_team(client, first)
    _until(lambda: {len(names) for each, *names in made if each == hash_of_edited} == {2, 3})
    client.studio.close()


def test_the_baseline_is_simulated_before_anybody_asks() -> None:
    session = Session()
    rehearsal = session.rehearsal(StudyDesign(lab(), ("stay", "split"), 1))
    simulate_baseline(rehearsal, lambda: False)
    simulated: list[tuple[int, int]] = []
    again = session.rehearsal(StudyDesign(lab(), ("stay", "split"), 1))
    run = Rehearsal.run

    def recorded(self: Rehearsal, scenario: int, drawn: Any, world: int, log: bool = False) -> Any:
        simulated.append((scenario, world))
        return run(self, scenario, drawn, world, log)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rehearsal, "run", recorded)
        for world in (0, WORLDS_AHEAD - 1, WORLDS_AHEAD):
            for scenario in (0, 1):
                again.simulated(scenario, again.row(world), world)
    assert simulated == [(1, 0), (1, WORLDS_AHEAD - 1), (0, WORLDS_AHEAD), (1, WORLDS_AHEAD)]


def test_simulating_ahead_leaves_off_at_once() -> None:
    rehearsal = Session().rehearsal(StudyDesign(lab(), ("stay", "split"), 1))
    asked, simulated = count(1), []
    run = Rehearsal.run

    def recorded(self: Rehearsal, scenario: int, drawn: Any, world: int, log: bool = False) -> Any:
        simulated.append(world)
        return run(self, scenario, drawn, world, log)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rehearsal, "run", recorded)
        simulate_baseline(rehearsal, lambda: next(asked) > 3)
    assert len(simulated) == 3


@pytest.mark.slow
def test_trials_of_what_is_observed_leave_off_at_once() -> None:
    """Without this, an edit that contradicts the record would keep all cores busy with 512 trials."""
    seen = replace(lab(), observed=Observed(18, (ObservedRange("release_weeks", None, 0.1, ""),)))
    rehearsal = Session().rehearsal(StudyDesign(seen, ("stay", "split"), 1))
    asked = count(1)
    simulate_baseline(rehearsal, lambda: next(asked) > 3)
    assert next(asked) == 5, "asked once after each trial, and not after it was over"


def _until(done: Any, seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)

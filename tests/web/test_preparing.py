"""What a rehearsal needs is made ready beside the page, of the model as it was last edited."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from reorg.study.running.batch import Rehearsal
from reorg.web.jobs import Jobs
from reorg.web.preparing import Preparing
from web.studios import client_of


def test_only_the_last_of_several_edits_is_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reorg.web.preparing.AFTER_SECONDS", 0.05)
    made, done = [], threading.Event()

    def make(organization: Any, scenarios: tuple[str, ...]) -> None:
        made.append((organization, scenarios))
        done.set()

    preparing = Preparing(make)
    for number in range(5):
        preparing.ask(lambda number=number: number, ("stay", "split"))  # type: ignore[misc]
    assert done.wait(10)
    preparing.ask(lambda: 9, ("stay", "split"))  # type: ignore[arg-type, return-value]
    preparing.close()
    time.sleep(0.15)
    assert made == [(4, ("stay", "split"))]


def test_a_model_that_cannot_be_rehearsed_is_left_to_be_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reorg.web.preparing.AFTER_SECONDS", 0.0)
    tried, raised = threading.Event(), []
    monkeypatch.setattr(threading, "excepthook", raised.append)

    def make(_organization: Any, _scenarios: tuple[str, ...]) -> None:
        tried.set()
        raise ValueError("an input changes who there is")

    preparing = Preparing(make)
    preparing.ask(lambda: None, ())  # type: ignore[arg-type, return-value]
    assert tried.wait(10)
    time.sleep(0.05)
    assert not raised


def test_plans_are_there_before_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Jobs, "_compile", lambda self: setattr(self, "engine", "ready"))
    made: list[tuple[str, ...]] = []
    of = Rehearsal.of.__func__  # type: ignore[attr-defined]

    def told(kind: Any, job: Any) -> Rehearsal:
        found: Rehearsal = of(kind, job)
        made.append((job.organization.hash, *job.scenarios))
        return found

    monkeypatch.setattr(Rehearsal, "of", classmethod(told))
    client = client_of(tmp_path, "churn")
    jobs = client.studio.jobs
    jobs._compile()
    name = next(each["id"] for each in client.state()["scenarios"] if not each["is_baseline"])
    state = client.state(name)
    teams = [team["id"] for team in state["scenario"]["teams"] if team["parent"]]
    client.edit(name, kind="rename", team=teams[-1], name="Another name")
    hash_of_edited = client.studio.opened.edited().hash
    _until(lambda: hash_of_edited in [first for first, *_ in made])
    count = len(made)
    job = jobs.start([name], 1, 1, {})
    _until(lambda: job.state in ("done", "failed"))
    assert job.state == "done", job.message
    assert len(made) == count
    client.studio.close()


def _until(done: Any, seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)

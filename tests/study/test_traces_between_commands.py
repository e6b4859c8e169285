"""What one command has found of a model's uncertain inputs the next one knows again."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from reorg.engine import plan_scenarios
from reorg.model.loading import load
from reorg.study.running import inputs, kept_traces
from reorg.study.running.batch import Rehearsal, StudyDesign
from study.small_lab import MODEL


def _lab(low: int = 20, name: str = "effort") -> dict[str, Any]:
    model = deepcopy(MODEL)
    for number, package in enumerate(model["releases"][0]["packages"]):
        days = {"low": low, "central": 60, "high": 110, "source": "a guess", "name": f"{name} {number}"}
        package["effort_days"] = days
    return model


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("REORG_CACHE_DIR", str(tmp_path))
    return tmp_path / "reorg"


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, cache: Path) -> Any:  # noqa: ARG001 - its folder
    """Trace a model as a command in a process of its own does; returns the places, and plans made."""

    def traced(model: dict[str, Any]) -> tuple[list[bytes], int]:
        made: list[str] = []

        def recorded(organization: Any, scenarios: Any) -> Any:
            made.extend(names := [*scenarios])
            return plan_scenarios(organization, names)

        monkeypatch.setattr(inputs, "plan_scenarios", recorded)
        monkeypatch.setattr(inputs, "_PLANS", [])
        monkeypatch.setattr(inputs, "_TRACED", {})
        organization = load(model)
        with kept_traces.traces_kept(organization):
            rehearsal = Rehearsal.of(StudyDesign(organization, ("stay", "split"), 1, transition_worlds=2))
        drawn = rehearsal.draws(0, 16).inputs
        values = [
            plan.places.values(points).tobytes()
            for plan in rehearsal.plans
            for points in drawn
            if plan.places
        ]
        return values, len(made)

    return traced


def _files(cache: Path) -> list[Path]:
    return sorted(cache.glob("traces-*"))


def test_the_next_command_on_a_model_makes_no_plans_for_it_and_finds_the_same(command: Any) -> None:
    first, _ = command(_lab())
    assert command(_lab()) == (first, 0)


def test_a_command_on_an_edited_model_makes_few_plans_and_finds_the_same(command: Any, cache: Path) -> None:
    edited = _lab()
    edited["organization"] = "Another laboratory"
    first, plans = command(edited)
    for file in _files(cache):
        file.unlink()
    command(_lab())
    again, fewer = command(edited)
    assert again == first
    assert 0 < fewer < plans / 2


def test_what_is_written_otherwise_is_not_taken_for_the_same(command: Any) -> None:
    """An input of a default moves all that leave it to the default, whatever they mean at central values."""
    command(_lab())
    assert command({**_lab(), "facts": []})[1] > 0


def test_an_edit_of_a_range_is_found_again(command: Any, cache: Path) -> None:
    before, _ = command(_lab())
    edited, _ = command(_lab(low=21))
    for file in _files(cache):
        file.unlink()
    assert edited == command(_lab(low=21))[0] != before


@pytest.mark.parametrize("damaged", [b"", b"no traces", b"\x80\x05N."])
def test_a_damaged_file_costs_time_only(command: Any, cache: Path, damaged: bytes) -> None:
    first, plans = command(_lab())
    (file,) = _files(cache)
    file.write_bytes(damaged)
    assert command(_lab()) == (first, plans)
    assert file.read_bytes() != damaged


def test_where_nothing_can_be_kept_the_study_runs_all_the_same(command: Any, cache: Path) -> None:
    cache.parent.mkdir(exist_ok=True)
    cache.write_text("a file where the folder would be")
    first, plans = command(_lab())
    assert command(_lab()) == (first, plans)


def test_files_used_last_are_kept(command: Any, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_traces, "FILES", 2)
    plans = [command(_lab(name=name))[1] for name in ("one", "two", "one", "three")]
    assert len(_files(cache)) == 2
    again = [command(_lab(name=name))[1] for name in ("one", "three", "two")]
    assert again[0] == again[1] == plans[2] < plans[1] / 2
    assert again[2] == plans[1], "what was not used for longest was kept"


def test_several_studies_of_one_process_keep_each_trace_once(command: Any, cache: Path) -> None:
    command(_lab())
    (file,) = _files(cache)
    kept = file.read_bytes()
    for _ in range(2):
        with kept_traces.traces_kept(load(_lab())):
            Rehearsal.of(StudyDesign(load(_lab()), ("stay", "split"), 1, transition_worlds=2))
    assert file.read_bytes() == kept


def test_a_study_that_fails_keeps_nothing(cache: Path) -> None:
    with pytest.raises(ZeroDivisionError), kept_traces.traces_kept(load(_lab())):
        raise ZeroDivisionError
    assert not _files(cache)

"""What a study offers in Python beside its verdict."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from small_lab import lab

import reorg
from reorg.engine import Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.study.compare import compare
from reorg.study.study import Study


@pytest.fixture(scope="module")
def study() -> Study:
    return compare(lab(), ["stay", "split"], worlds=3)


def test_rows_are_the_worlds_column_by_column(study: Study) -> None:
    rows = study.rows()
    assert [(row["scenario"], row["world"]) for row in rows[:3]] == [("stay", 0), ("split", 0), ("stay", 1)]
    assert len(rows) == 6
    assert rows[4]["throughput"] == study.worlds["throughput"][4]
    assert set(rows[0]) == set(study.worlds.dtype.names or ())


def test_a_data_frame_has_the_columns_of_the_worlds(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    if importlib.util.find_spec("pandas") is None:
        made: dict[str, Any] = {}
        monkeypatch.setitem(sys.modules, "pandas", SimpleNamespace(DataFrame=made.update))
        study.to_pandas()
        assert list(made) == list(study.worlds.dtype.names or ())
    else:
        assert list(study.to_pandas().columns) == list(study.worlds.dtype.names or ())


def test_without_pandas_the_extra_is_named(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"reorg\[science\]"):
        study.to_pandas()


def test_a_report_makes_its_folder_and_the_version_can_be_cited(study: Study, tmp_path: Path) -> None:
    path = reorg.report_of(study, tmp_path / "for" / "the board" / "report.html")
    assert f"reorg {reorg.__version__}" in path.read_text(encoding="utf-8")


def test_the_report_of_a_study_is_one_file(study: Study, tmp_path: Path) -> None:
    path = reorg.report_of(study, tmp_path / "report.html")
    text = path.read_text(encoding="utf-8")
    assert text[:15].lower() == "<!doctype html>"
    assert "worlds=3, seed=1" in text


def test_scenarios_are_the_same_until_they_first_differ() -> None:
    """Luck does not depend on what comes later."""
    values = [p.central for p in ASSUMPTIONS]
    event = next(event.week for event in lab().scenario("split").dated)
    stay, split = (Simulator(plan_scenario(lab(), name)).run(values, 1, 0) for name in ("stay", "split"))
    assert event > 0
    assert (stay.throughput[: int(event)] == split.throughput[: int(event)]).all()
    assert (stay.throughput != split.throughput).any()

"""The example of rework: what the verdict says is what the theory of sequential iteration says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import reorg
from reorg.mechanisms.rework import sequential_iteration
from reorg.model.analysis.findings import find_remarkable

MODEL = Path(__file__).parents[2] / "examples" / "rework.yaml"
PRODUCTS, WORLDS = 40, 64


def metrics(model: Any) -> dict[str, dict[str, Any]]:
    study = reorg.compare(model, worlds=WORLDS, seed=1)
    return {name: part["metrics"] for name, part in study.verdict["scenarios"].items()}


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Any]]:
    return metrics(reorg.load(MODEL))


def test_the_example_has_nothing_to_remark_on_its_loops() -> None:
    assert not [finding for finding in find_remarkable(reorg.load(MODEL)) if finding.kind == "rework"]


@pytest.mark.parametrize("scenario", ["together", "apart"])
def test_work_is_that_of_the_markov_chain(found: dict[str, dict[str, Any]], scenario: str) -> None:
    direct, rework = (found[scenario][f"hours_{kind}"] for kind in ("direct", "rework"))
    assert direct["mean"] == pytest.approx(PRODUCTS * 7.0)
    expected = PRODUCTS * (sequential_iteration(4.0, 3.0, 0.4, 0.6) - 7.0)
    assert rework["mean"] == pytest.approx(expected, abs=4.0 * rework["sd"] / WORLDS**0.5)


def test_both_structures_do_the_same_rework_and_specialists_wait_for_it(
    found: dict[str, dict[str, Any]],
) -> None:
    together, apart = found["together"], found["apart"]
    assert together["hours_rework"]["mean"] == pytest.approx(apart["hours_rework"]["mean"])
    assert apart["hours_waiting"]["mean"] > together["hours_waiting"]["mean"]
    # The four designers alone have this much work; eight generalists share all of it and are out before.
    designs = 1.0 + 0.4 / (1.0 - 0.4 * 0.6)
    designers = PRODUCTS * 4.0 * designs / 4 / 40.0
    assert apart["release_weeks"]["mean"] > designers - 4.0 * apart["release_weeks"]["sd"] / WORLDS**0.5
    assert together["release_weeks"]["mean"] < designers < apart["release_weeks"]["mean"]


def test_without_links_there_is_no_rework_and_the_release_is_out_sooner(
    found: dict[str, dict[str, Any]],
) -> None:
    model = reorg.load(MODEL)
    plain = replace(model, releases=tuple(replace(r, rework=()) for r in model.releases))
    without = metrics(plain)
    assert without["together"]["hours_rework"]["mean"] == 0.0
    assert without["together"]["release_weeks"]["mean"] < found["together"]["release_weeks"]["mean"]

"""Guard-rails in a comparison, from its worlds."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from small_lab import MODEL, lab

from reorg.model import load
from reorg.report.guard_rails import guard_rail_lines, guard_rail_rows
from reorg.study.compare import compare
from reorg.study.running.settings import StudyError


def railed(**limits: Any) -> Any:
    return compare(load(deepcopy(MODEL) | {"guard_rails": limits}), ["stay", "split"], worlds=8)


def test_without_guard_rails_the_verdict_says_nothing_of_them() -> None:
    verdict = compare(lab(), ["stay", "split"], worlds=2).verdict
    assert "guard_rails" not in verdict
    assert guard_rail_lines(verdict) == []


def test_structures_break_limits_in_all_worlds_and_cost_in_some() -> None:
    free = compare(lab(), ["stay", "split"], worlds=8)
    yearly = (free.worlds["cost_usd"] * 52 / 20).reshape(-1, 2)
    limit = float(np.quantile(yearly, 0.4))
    study = railed(span_max=8, cost_max_usd=limit)
    found = study.verdict["guard_rails"]
    spans = [entry for entry in found if entry["rail"] == "span_max"]
    # Nine people report to the head of the flat structure, in which both scenarios begin.
    assert [(e["scenario"], e["subject"], e["value"]) for e in spans] == [
        ("stay", "head", 9),
        ("split", "head", 9),
    ]
    assert all(entry["share_of_worlds"] == 1.0 for entry in spans)
    costs = {e["scenario"]: e["share_of_worlds"] for e in found if e["rail"] == "cost_max_usd"}
    assert costs == dict(zip(("stay", "split"), (yearly > limit).mean(axis=0), strict=True))
    assert 0.0 < costs["stay"] < 1.0
    lines = guard_rail_lines(study.verdict)
    assert lines[0].startswith("stay: head has 9 direct reports, more than span_max 8 (flat)")
    assert "of worlds" in lines[0]
    assert len(guard_rail_rows(study.verdict)) == len(found)


def test_lone_areas_are_those_of_the_worlds() -> None:
    study = railed(lone_areas_max=0)
    lone = study.worlds["lone_areas"].reshape(-1, 2) > 0
    shares = {e["scenario"]: e["share_of_worlds"] for e in study.verdict.get("guard_rails", ())}
    assert shares == {
        s: share for s, share in zip(("stay", "split"), lone.mean(axis=0), strict=True) if share
    }


def test_a_negligible_difference_of_an_unknown_metric_is_refused() -> None:
    model = deepcopy(MODEL)
    model["compare"] = {**model.get("compare", {}), "negligible": {"release_week": 1.0}}
    with pytest.raises(StudyError, match="did you mean 'release_weeks'"):
        compare(load(model), ["stay", "split"], worlds=1)

"""A finished study made of chosen numbers: what happens in each world is stated, the rest is computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.model.organization import Organization, Scenario
from reorg.study.inference.intervals import batch_numbers
from reorg.study.inference.paired import (
    MetricValues,
    negligible_amount,
    summarize_differences,
    summarize_signs,
    summarize_values,
)
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS, METRICS
from reorg.study.results.ranking import rank_scenarios
from reorg.study.running.sample import WorldSample
from reorg.study.running.worlds_table import worlds_table_type
from reorg.study.study import Study
from report.labs import lab

HORIZON = 78
Values = Mapping[str, NDArray[np.float64]]


def study(results: Mapping[str, Values], organization: Organization | None = None, **more: Any) -> Study:
    """Return a study of ``results`` {scenario: {metric: value in each world}}, the baseline's first.

    An infinite value is one that is not out by the horizon. ``more`` is put into the verdict.
    """
    known = organization or lab()
    worlds = len(next(iter(next(iter(results.values())).values())))
    names = {scenario.id: scenario.name for scenario in known.scenarios}
    first = next(iter(results))
    table = _table(results, worlds)
    verdict = {
        "schema": "reorg/verdict/4",
        "organization": known.name,
        "baseline": first,
        "worlds": worlds,
        "seed": 1,
        "start": known.start,
        "horizon_weeks": HORIZON,
        "leading": "release_weeks",
        "decision_week": 0.0,
        "output_week": 0.0,
        "model_hash": "9f2c4e1b7a55d0c3" * 4,
        "scenarios": {
            key: {"name": names.get(key, key), "metrics": _metrics(values)} for key, values in results.items()
        },
        "differences": [
            entry for key in list(results)[1:] for entry in _differences(key, results[key], results[first])
        ],
        "releases": {key: _releases(known, values) for key, values in results.items()},
        "recovery": [],
        "unmoved": [],
        "drivers": [],
        "flips": [],
        "sensitivity": [],
        "league": rank_scenarios(WorldSample.of_table(table, {}, worlds)),
        "bottlenecks": [],
        "notes": [],
    } | more
    series = {key: {"throughput": {"p50": [1000.0] * HORIZON}} for key in results}
    return Study(known, verdict, table, np.empty(0), series, {key: {} for key in results}, np.empty(0), None)


def with_scenarios(*ids: str) -> Organization:
    """Return the laboratory with so many scenarios, all of them splits but the first."""
    named = {"stay": "Stay as we are", "split": "Split by stage"}
    split = lab().scenario("split")
    made = [Scenario(key, named.get(key, key.title()), "vertical", split.events) for key in ids[1:]]
    return lab(scenarios=(lab().scenario("stay"), *made))


def later(weeks: float, worlds: int = 200, share: float = 1.0) -> dict[str, Values]:
    """Return a release around week 30, later by so much in a share of the worlds, and sooner in the rest."""
    base = 30.0 + 5.0 * np.sin(np.arange(worlds))
    # Shuffled, as the worlds of a batch are alike to those of any other.
    order = np.random.default_rng(1).permutation(worlds)
    sign = np.where(order < share * worlds, 1.0, -1.0)
    spread = 1.0 + 0.2 * np.cos(np.arange(worlds))
    return {"stay": {"release_weeks": base}, "split": {"release_weeks": base + weeks * sign * spread}}


def _table(results: Mapping[str, Values], worlds: int) -> Any:
    scenarios = tuple(results)
    table = np.zeros(worlds * len(scenarios), dtype=worlds_table_type(scenarios))
    for key in (*METRIC_KEYS, *(f"{key}_at_least" for key in CUT_OFF_KEYS)):
        table[key] = np.nan
    table["scenario"] = np.tile(np.array(scenarios), worlds)
    table["world"] = np.repeat(np.arange(worlds), len(scenarios))
    for place, values in enumerate(results.values()):
        rows = slice(place, None, len(scenarios))
        for key, each in values.items():
            cut = np.isinf(each)
            table[key][rows] = np.where(cut, np.nan, each)
            if key in CUT_OFF_KEYS:
                table[f"{key}_at_least"][rows] = np.where(cut, float(HORIZON), np.nan)
    return table


def _side(values: NDArray[np.float64]) -> MetricValues:
    cut = np.isinf(values)
    return MetricValues(np.where(cut, float(HORIZON), values), cut)


def _metrics(values: Values) -> dict[str, Any]:
    units = {measure.key: measure.unit for measure in METRICS}
    return {key: {"unit": units[key], **summarize_values(_side(each))} for key, each in values.items()}


def _differences(scenario: str, alternative: Values, reference: Values) -> list[dict[str, Any]]:
    found = []
    for measure in METRICS:
        if measure.key not in alternative or measure.key not in reference:
            continue
        side, baseline = _side(alternative[measure.key]), _side(reference[measure.key])
        found.append(
            {
                "scenario": scenario,
                "metric": measure.key,
                "question": measure.question,
                "unit": measure.unit,
                "better": measure.better,
                **summarize_differences(side, baseline, batch_numbers(len(side.values))),
                **summarize_signs(
                    side, baseline, measure.better, negligible_amount(baseline, None, measure.per)
                ),
            }
        )
    return found


def _releases(organization: Organization, values: Values) -> list[dict[str, Any]]:
    weeks = values.get("release_weeks")
    if weeks is None or not organization.releases:
        return []
    ordered = np.sort(weeks)
    found: dict[str, Any] = {"share": float(np.isfinite(weeks).mean())}
    for key, level in {"p05": 0.05, "p50": 0.5, "p95": 0.95}.items():
        week = float(ordered[int(level * len(ordered))])
        found[key] = week if np.isfinite(week) else None
        day = date.fromisoformat(organization.start)
        found[f"{key}_date"] = (
            (day + timedelta(days=int(7.0 * week))).isoformat() if np.isfinite(week) else None
        )
    return [
        {
            "release": release.id, "occurrence": 0, "name": release.name, "start_week": 0.0,
            "due_week": 26.0, "due_date": "2026-08-31", "out": found, "begun": found,
            "on_time_share": float((weeks <= 26.0).mean()), "out_by_week": [], "packages": [],
        }
        for release in organization.releases
    ]  # fmt: skip

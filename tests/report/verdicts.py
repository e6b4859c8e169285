"""A verdict as a study of three scenarios writes it, and small changes to it."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from reorg.study.inference.majority import majority_of

HOURS = (
    "direct",
    "rework",
    "coordination",
    "decisions",
    "management",
    "meetings",
    "noise",
    "waiting",
    "idle",
)
SPENT = {
    "stay": (172_000, 14_200, 21_500, 6_100, 19_800, 14_400, 12_100, 17_300, 22_600),
    "split": (163_500, 19_900, 29_400, 8_800, 20_400, 14_400, 12_100, 21_600, 9_900),
    "soft-split": (169_900, 15_100, 24_600, 6_400, 20_600, 14_400, 12_100, 18_200, 18_700),
}
LEVELS = {
    "release_weeks": ("weeks", {"stay": 41.2, "split": 46.4, "soft-split": 41.4}),
    "on_time": ("share", {"stay": 0.81, "split": 0.52, "soft-split": 0.8}),
    "throughput": ("person-hours a week", {"stay": 2205.0, "split": 2096.0, "soft-split": 2178.0}),
    "decision_wait_p50_hours": ("hours", {"stay": 2.3, "split": 3.4, "soft-split": 2.2}),
    "backlog_hours": ("person-hours", {"stay": 61.0, "split": 142.0, "soft-split": 66.0}),
}
# scenario, metric, better, median, mean, p05, p95, interval of the mean, helps, harms
DIFFERENCES = (
    ("split", "release_weeks", "lower", 5.1, 5.4, 1.2, 10.4, (4.9, 5.9), 0.11, 0.78),
    ("split", "on_time", "higher", 0.0, -0.29, -1.0, 0.0, (-0.32, -0.26), 0.02, 0.31),
    ("split", "throughput", "higher", -104.0, -109.0, -221.0, -12.0, (-114.0, -104.0), 0.04, 0.9),
    ("split", "decision_wait_p50_hours", "lower", 1.1, 1.2, 0.2, 2.6, (1.1, 1.3), 0.03, 0.94),
    ("split", "backlog_hours", "lower", 78.0, 81.0, 12.0, 171.0, (77.0, 85.0), 0.04, 0.95),
    ("soft-split", "release_weeks", "lower", 0.1, 0.2, -2.9, 3.3, (-0.1, 0.5), 0.46, 0.49),
    ("soft-split", "on_time", "higher", 0.0, -0.01, -1.0, 1.0, (-0.03, 0.01), 0.01, 0.02),
    ("soft-split", "throughput", "higher", -24.0, -27.0, -88.0, 31.0, (-32.0, -22.0), 0.2, 0.6),
    ("soft-split", "decision_wait_p50_hours", "lower", -0.1, -0.1, -0.6, 0.4, (-0.14, -0.06), 0.61, 0.31),
    ("soft-split", "backlog_hours", "lower", 3.0, 5.0, -30.0, 41.0, (-1.0, 11.0), 0.46, 0.5),
)
NAMES = {"stay": "Stay", "split": "Split by stage", "soft-split": "Soft split"}
WORLDS = 1000


def verdict() -> dict[str, Any]:
    """A study of stay, split and soft-split with every field that a verdict has."""
    return {
        "schema": "reorg/verdict/4",
        "organization": "Qwen at Alibaba, March 2026",
        "baseline": "stay",
        "worlds": WORLDS,
        "seed": 1,
        "horizon_weeks": 78,
        "model_hash": "9f2c4e1b7a55d0c3" * 4,
        "scenarios": {key: {"name": NAMES[key], "metrics": _metrics(key)} for key in SPENT},
        "differences": [_difference(*entry) for entry in DIFFERENCES],
        "drivers": [],
        "flips": [],
        "bottlenecks": [
            _busy("split", "post-lead", "Head of post-training", 0.34, 0.09),
            _busy("split", "pre-lead", "Head of pre-training", 0.21, 0.11),
            _busy("soft-split", "lead", "Technical lead", 0.12, 0.14),
        ],
        "timing": {"seconds": 8.43, "compile_seconds": 0.0, "events": 91_000_000, "threads": 2},
    }


def changed(metric: str, scenario: str = "split", **fields: Any) -> dict[str, Any]:
    """The verdict with some fields of one difference replaced, and what follows from its shares."""
    found = copy.deepcopy(verdict())
    for entry in found["differences"]:
        if (entry["scenario"], entry["metric"]) == (scenario, metric):
            entry.update(counted({**entry, **fields}) | fields)
    return found


def counted(entry: dict[str, Any], worlds: int = WORLDS) -> dict[str, Any]:
    """A difference with the ties and the lean that its shares of worlds amount to."""
    missing = {key: entry.get(key) or 0.0 for key in ("unknown_share", "no_value_share")}
    if entry.get("helps_share") is None:
        return {**entry, **missing, "ties_share": None, "lean": None}
    helps, harms = (round(entry[key] * worlds) for key in ("helps_share", "harms_share"))
    known = round(worlds * (1.0 - sum(missing.values())))
    signs = np.repeat([1.0, -1.0, 0.0], [helps, harms, known - helps - harms])
    ties = round(1.0 - entry["helps_share"] - entry["harms_share"] - sum(missing.values()), 9)
    return {**entry, **missing, "ties_share": ties, "lean": majority_of(signs)}


# metric, unit, better, median, mean, interval of the mean
KEPT = (
    ("departures", "people", "lower", 3.0, 3.2, (2.9, 3.5)),
    ("regretted_departures", "people", "lower", 1.0, 0.8, (0.7, 0.9)),
    ("owner_knowledge", "share", "higher", -0.06, -0.07, (-0.08, -0.06)),
    ("single_expert_work", "pieces", "lower", 0.0, 0.4, (0.3, 0.5)),
)


def with_exits() -> dict[str, Any]:
    """The verdict of a study in which people leave, more of them under split."""
    found = copy.deepcopy(verdict())
    for metric, unit, better, median, mean, interval in KEPT:
        level = 0.9 if unit == "share" else 10.0
        for scenario in found["scenarios"].values():
            scenario["metrics"][metric] = _spread(unit, level)
        entry = {"scenario": "split", "metric": metric, "question": "keep", "unit": unit, "better": better}
        entry |= {"median": median, "mean": mean, "p05": median - abs(mean), "p95": median + abs(mean)}
        entry |= {"mean_interval_95": list(interval), "helps_share": 0.1, "harms_share": 0.7}
        found["differences"].append(counted({**entry, "variance_reduction": 6.0}))
    return found


def _busy(scenario: str, key: str, title: str, busy: float, before: float) -> dict[str, Any]:
    who = {"person": key, "name": f"{title} 1", "title": title}
    return {"scenario": scenario, **who, "overloaded_weeks_share": busy, "baseline": before}


def _metrics(scenario: str) -> dict[str, Any]:
    held = {metric: _spread(unit, levels[scenario]) for metric, (unit, levels) in LEVELS.items()}
    for kind, hours in zip(HOURS, SPENT[scenario], strict=True):
        held[f"hours_{kind}"] = _spread("person-hours", float(hours))
    held["hours_present"] = _spread("person-hours", 300_000.0)
    held["decision_latency_p90_hours"] = _spread("hours", 11.0)
    held["release_weeks"]["censored"] = {"stay": 0.0, "split": 0.03, "soft-split": 0.0}[scenario]
    return held


def _spread(unit: str, middle: float) -> dict[str, Any]:
    points = {"p05": 0.8, "p10": 0.85, "p50": 1.0, "p90": 1.2, "p95": 1.3}
    spread = {key: middle * factor for key, factor in points.items()}
    missing = {"censored": 0.0, "no_value": 0.0}
    return {"unit": unit, "mean": middle, "sd": middle * 0.15, **spread, **missing}


def _difference(scenario: str, metric: str, better: str, *figures: Any) -> dict[str, Any]:
    keys = ("median", "mean", "p05", "p95", "mean_interval_95", "helps_share", "harms_share")
    entry = {"scenario": scenario, "metric": metric, "question": "ship", "unit": LEVELS[metric][0]}
    entry |= {"better": better, **dict(zip(keys, figures, strict=True)), "variance_reduction": 24.0}
    return counted({**entry, "mean_interval_95": list(figures[4])})

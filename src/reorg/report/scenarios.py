"""The scenarios of a verdict, and their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reorg.report.plain_text import name

Verdict = Mapping[str, Any]


def alternatives(verdict: Verdict) -> list[str]:
    """Return the scenarios other than the baseline, in the order of the verdict."""
    return [scenario for scenario in verdict["scenarios"] if scenario != verdict["baseline"]]


def scenario_name(verdict: Verdict, scenario: str) -> str:
    """Return the name of a scenario, its id if it has none, and both if another's looks the same."""
    names = {key: name(entry.get("name") or key) for key, entry in verdict["scenarios"].items()}
    label = names.get(scenario, name(scenario))
    alone = list(names.values()).count(label) <= 1
    return label if alone else f"{label} ({name(scenario)})"


def scenario_names(verdict: Verdict) -> dict[str, str]:
    """Return the names of all scenarios by id."""
    return {scenario: scenario_name(verdict, scenario) for scenario in verdict["scenarios"]}


def heading(verdict: Verdict, scenario: str) -> str:
    """Return ``Stay -> Split by stage``, the heading of a comparison of a scenario with the baseline."""
    return f"{scenario_name(verdict, verdict['baseline'])} -> {scenario_name(verdict, scenario)}"

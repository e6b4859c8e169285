"""Broken guard-rails in words, for the terminal and the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reorg.report.figures import share
from reorg.report.plain_text import name
from reorg.report.scenarios import scenario_name

SHOWN_MAX = 3


def guard_rail_lines(verdict: Mapping[str, Any]) -> list[str]:
    """Return a line for each scenario that breaks a limit: which, and in what share of worlds."""
    lines = []
    for scenario in verdict["scenarios"]:
        broken = [entry for entry in verdict.get("guard_rails", ()) if entry["scenario"] == scenario]
        if broken:
            parts = [_describe(entry) for entry in broken]
            more = f"; and {len(parts) - SHOWN_MAX} more" if len(parts) > SHOWN_MAX else ""
            lines.append(f"{scenario_name(verdict, scenario)}: {'; '.join(parts[:SHOWN_MAX])}{more}.")
    return lines


def guard_rail_rows(verdict: Mapping[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """Return scenario, guard-rail, structure, what breaks it, and the share of worlds, for a table."""
    return [
        (
            scenario_name(verdict, entry["scenario"]),
            entry["rail"],
            name(entry["structure"]) if entry["structure"] else "",
            entry["message"],
            share(entry["share_of_worlds"]),
        )
        for entry in verdict.get("guard_rails", ())
    ]


def _describe(entry: Mapping[str, Any]) -> str:
    if entry["structure"]:
        return f"{entry['message']} ({name(entry['structure'])})"
    return f"{entry['message']}; beyond it in {share(entry['share_of_worlds'])} of worlds"

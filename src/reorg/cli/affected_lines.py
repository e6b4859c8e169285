"""Who gains and who loses, in a line or two for each scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reorg.report.plain_text import name, shown
from reorg.report.scenarios import Verdict, alternatives, scenario_name

NAMES_MAX = 2
"""People named of each kind; the others are counted."""
_LOSSES = ("leaves", "at risk", "both")

Entry = Mapping[str, Any]


def affected_lines(verdict: Verdict) -> list[str]:
    """Return a sentence for each scenario beside the baseline: new leads, who is at risk, who is relieved.

    Scenarios of which the same is said share a sentence.
    """
    found = verdict.get("people", {})
    told: dict[str, list[str]] = {}
    for scenario in alternatives(verdict):
        if found.get(scenario, {}).get("persons"):
            told.setdefault(_told(found[scenario]), []).append(scenario_name(verdict, scenario))
    return [f"{', '.join(called)}: {said}." for said, called in told.items()]


def _told(found: Entry) -> str:
    persons = found["persons"]
    leads, teams = (sum(bool(entry[key]) for entry in persons) for key in ("new_lead", "new_team"))
    parts = [f"{leads:,} of {found['people']:,} people report to somebody else, {teams:,} in a new team"]
    parts += _named("at risk", [entry for entry in persons if entry["reading"] in _LOSSES])
    parts += _named("relieved", [entry for entry in persons if entry["reading"] == "relieved"])
    return "; ".join(parts)


def _named(word: str, entries: Iterable[Entry]) -> list[str]:
    listed = list(entries)
    if not listed:
        return []
    told = [f"{name(entry['name'])} ({shown(entry['why'][0])})" for entry in listed[:NAMES_MAX]]
    more = [f"{len(listed) - NAMES_MAX} more"] if len(listed) > NAMES_MAX else []
    return [f"{word}: {', '.join([*told, *more])}"]

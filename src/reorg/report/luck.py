"""The shares of assumptions and luck, in a sentence; no HTML, no color."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reorg.report.figures import number, share
from reorg.report.scenarios import Verdict
from reorg.report.vocabulary import words

Entry = Mapping[str, Any]


def luck_line(verdict: Verdict, scenario: str, metric: str) -> str:
    """Return the shares of a difference due to assumptions and luck, and its expected side.

    Without the simulation's own chaos, which was measured on another organization (docs/versions.md).
    Empty if the verdict has none: it needs 96 worlds, 32 of which share their assumptions with others.
    """
    found = (e for e in verdict.get("luck", ()) if e["scenario"] == scenario and e["metric"] == metric)
    entry = next(found, None)
    if entry is None:
        return ""
    low, high = entry["assumptions_interval_95"]
    text = (
        f"assumptions explain {share(entry['assumptions_share'])} of the variance ({share(low)} to"
        f" {share(high)}), luck the rest"
    )
    return text + _expected(entry, metric)


def _expected(entry: Entry, metric: str) -> str:
    helps, harms = number(entry.get("expected_helps_share")), number(entry.get("expected_harms_share"))
    if helps is None or harms is None:
        return ""
    wording = words(metric)
    falls = wording.better == "lower"
    better, worse = (wording.lower, wording.higher) if falls else (wording.higher, wording.lower)
    return f"; expected {better} at {share(helps)} of the points of assumptions, {worse} at {share(harms)}"

"""The effects of the change itself and of the new structure, metric by metric."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.report.figures import bracket, change
from reorg.report.scenarios import Verdict
from reorg.report.summary.comparison import Entry
from reorg.report.transition import differs_from_zero, mean_shown, transition_entry
from reorg.report.vocabulary import words

SHOWN = ("release_weeks", "mean_delay_weeks", "plan_weeks", "first_month_hours", "first_quarter_hours",
         "throughput", "decision_wait_p50_hours", "departures", "cost_usd")  # fmt: skip


@dataclass(frozen=True)
class PartsRow:
    """A metric: the mean difference, the part due to the change itself, and that of the new structure."""

    label: str
    whole: str
    change: str
    structure: str


@dataclass(frozen=True)
class Parts:
    """The rows, and the number of worlds in which the two parts were separated."""

    worlds: int
    rows: tuple[PartsRow, ...]


def parts_of_differences(verdict: Verdict, scenario: str | None) -> Parts | None:
    """Return the metrics for which change and structure are separated; None if there are none.

    A metric that is cut off at the horizon in too many worlds is left out.
    """
    found = [transition_entry(verdict, scenario, metric) for metric in SHOWN] if scenario else []
    rows = [_row(entry) for entry in found if entry is not None and not entry.get("declined")]
    return Parts(int(verdict["transition"]["worlds"]), tuple(rows)) if rows else None


def _row(entry: Entry) -> PartsRow:
    whole, parts = _part_text(entry, "whole"), (_part_text(entry, "change"), _part_text(entry, "structure"))
    return PartsRow(words(entry["metric"]).label, whole, *parts)


def _part_text(entry: Entry, part: str) -> str:
    mean, unit = mean_shown(entry, part), entry["unit"]
    low, high = entry[part]["mean_interval_95"] or (None, None)
    text = f"{change(mean, unit, (low, high))} {bracket(low, high, unit, (mean,))}".rstrip()
    return text if differs_from_zero(entry, part) else f"{text}, may be 0"

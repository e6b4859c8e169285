"""Missing observations, in sentences: results beyond the horizon, and metrics without a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reorg.report.figures import number
from reorg.report.scenarios import Verdict, scenario_name
from reorg.report.vocabulary import words


def censored_line(verdict: Verdict, scenario: str, metric: str) -> str:
    """State the share of worlds with the result beyond the horizon; empty if there is none."""
    baseline = verdict["baseline"]
    counts = {key: _worlds(verdict, key, metric, "censored") for key in dict.fromkeys((scenario, baseline))}
    if not any(counts.values()):
        return ""
    listed = _listed(verdict, counts)
    noun = words(metric).noun
    text = f"{noun[0].upper()}{noun[1:]} is not out by week {verdict['horizon_weeks']} {listed}"
    neither = _neither(verdict, scenario, metric)
    worlds = "one world" if neither == 1 else f"{neither:,} worlds"
    sentence = f"; in {worlds}, it is out under neither" if 0 < neither < max(counts.values()) else ""
    return f"{text}{sentence}."


def censored_lines(verdict: Verdict, leading: Mapping[str, str]) -> list[str]:
    """State the same for all scenarios at once, by their leading metric: a line for each such metric."""
    lines = []
    for metric in dict.fromkeys(leading.values()):
        compared = [key for key, value in leading.items() if value == metric]
        if len(compared) == 1:
            lines.append(censored_line(verdict, compared[0], metric))
            continue
        counts = {key: _worlds(verdict, key, metric, "censored") for key in (*compared, verdict["baseline"])}
        if any(counts.values()):
            noun = words(metric).noun
            listed = ", ".join(f"{_of(n)} under {scenario_name(verdict, key)}" for key, n in counts.items())
            late = f"Worlds (of {verdict['worlds']:,}) in which {noun} is not out"
            lines.append(f"{late} by week {verdict['horizon_weeks']}: {listed}.")
    return [line for line in lines if line]


def no_value_lines(verdict: Verdict, metrics: Iterable[str]) -> list[str]:
    """Name the metrics without a value in some worlds, such as a wait when nothing waited."""
    lines = []
    for metric in metrics:
        held = [key for key, entry in verdict["scenarios"].items() if metric in entry["metrics"]]
        counts = {key: _worlds(verdict, key, metric, "no_value") for key in held}
        if any(counts.values()):
            missing = {key: count for key, count in counts.items() if count}
            lines.append(f"{words(metric).label}: {_listed(verdict, missing)}.")
    return lines


def censored_share(verdict: Verdict, scenario: str, metric: str) -> float:
    """Return the share of worlds in which the result of a scenario lay beyond the horizon."""
    return number(verdict["scenarios"][scenario]["metrics"].get(metric, {}).get("censored")) or 0.0


def _worlds(verdict: Verdict, scenario: str, metric: str, key: str) -> int:
    entry = verdict["scenarios"][scenario]["metrics"].get(metric, {})
    return round((number(entry.get(key)) or 0.0) * int(verdict["worlds"]))


def _listed(verdict: Verdict, counts: dict[str, int]) -> str:
    first, *others = sorted(counts.items(), key=lambda item: item[1] == 0)
    lines = [f"in {_of(first[1])} of {verdict['worlds']:,} worlds under {scenario_name(verdict, first[0])}"]
    lines += [f"in {_of(count)} under {scenario_name(verdict, key)}" for key, count in others]
    return ", ".join(lines)


def _of(count: int) -> str:
    return f"{count:,}" if count else "none"


def _neither(verdict: Verdict, scenario: str, metric: str) -> int:
    """Return the worlds in which both scenarios lay beyond the horizon."""
    for entry in verdict.get("differences", ()):
        if (entry["scenario"], entry["metric"]) == (scenario, metric):
            return round((number(entry.get("unknown_share")) or 0.0) * int(verdict["worlds"]))
    return 0

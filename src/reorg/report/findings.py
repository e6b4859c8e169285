"""From a verdict to sentences and table rows; no HTML, no color.

The terminal and the report say the same words because both read them here. A verdict is the JSON object
``reorg/verdict/4``. Whatever it does not contain is left out, never filled with zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reorg.report.conclusions import in_words, sentence
from reorg.report.figures import UNKNOWN, amount, bracket, change, number, people_difference, share
from reorg.report.not_observed import censored_share
from reorg.report.plain_text import name
from reorg.report.scenarios import Verdict, alternatives, scenario_name
from reorg.report.vocabulary import HEADLINES, METRIC_WORDS, row_label, words
from reorg.study.inference.paired import NEGLIGIBLE_SHARE
from reorg.study.results.conclusion import (
    OF_THE_SAMPLE,
    PEOPLE,
    Clarity,
    Conclusion,
    better_side,
    bounds_of,
    clarity_of,
    conclude,
)

NARROW_FROM = 0.05
"""Share of weeks from which a further person is named as a bottleneck."""


@dataclass(frozen=True)
class Finding:
    """One sentence about one scenario, and its conclusion."""

    scenario: str
    text: str
    reading: Conclusion


@dataclass(frozen=True)
class Row:
    """One metric of one scenario beside the baseline, every figure ready to be read; people are means."""

    metric: str
    question: str
    label: str
    baseline: str
    scenario: str
    difference: str
    interval: str
    helps: str
    reading: Conclusion
    clarity: Clarity
    in_words: str


@dataclass(frozen=True)
class MetricRange:
    """One metric of one scenario alone: its median (of people the mean) and its range from 5% to 95%."""

    question: str
    label: str
    median: str
    low: str
    high: str


def about(verdict: Verdict) -> str:
    """Return the size of the study in one line: ``1,000 worlds, 78 weeks, seed 1, 8.4 s``."""
    parts = [f"{_count(verdict['worlds'], 'world')}, {_count(verdict['horizon_weeks'], 'week')}"]
    parts.append(f"seed {verdict['seed']}")
    seconds = number(verdict.get("timing", {}).get("seconds"))
    return ", ".join(parts if seconds is None else [*parts, f"{seconds:.1f} s"])


def difference(verdict: Verdict, scenario: str, metric: str) -> Mapping[str, Any] | None:
    """Return the paired difference of that scenario and metric, or None if the verdict has none."""
    entries = verdict.get("differences", ())
    return next((d for d in entries if d["scenario"] == scenario and d["metric"] == metric), None)


def clarity(verdict: Verdict, entry: Mapping[str, Any]) -> Clarity:
    """Return how a metric differs, as the verdict says; worked out alike where an older one does not."""
    if "clarity" in entry:
        held: Clarity = entry["clarity"]
        return held
    usual = typical(verdict, verdict["baseline"], entry["metric"]) or 0.0
    negligible = 0.0 if entry["metric"] in OF_THE_SAMPLE else NEGLIGIBLE_SHARE * abs(usual)
    return clarity_of(entry, usual, negligible)


def typical(verdict: Verdict, scenario: str, metric: str) -> float | None:
    """Return the median over the worlds, or the mean of people and of a property of the sample."""
    entry = verdict["scenarios"][scenario]["metrics"].get(metric, {})
    return _middle(metric, entry)


def findings(verdict: Verdict) -> list[Finding]:
    """Return one sentence for each scenario beside the baseline, about its leading metric."""
    return [_finding(verdict, scenario) for scenario in alternatives(verdict)]


def leading_metric(verdict: Verdict, scenario: str) -> str | None:
    """Return the leading metric of the verdict, else the first in reading order with a difference."""
    held = [entry["metric"] for entry in verdict.get("differences", ()) if entry["scenario"] == scenario]
    judged = (metric for metric in ordered(held) if words(metric).question and words(metric).better)
    leading = str(verdict.get("leading", ""))
    return leading if leading in held else next(judged, None)


def ordered(metrics: Iterable[str]) -> list[str]:
    """Return the metrics in reading order; unknown ones last."""
    held = list(dict.fromkeys(metrics))
    # If nothing is released, throughput comes first.
    order = dict.fromkeys([*HEADLINES[:2], "throughput", *HEADLINES, *METRIC_WORDS])
    return [m for m in order if m in held] + [m for m in held if m not in order]


def rows(verdict: Verdict, scenario: str, metrics: Iterable[str] | None = None) -> list[Row]:
    """Return a row for each metric that both sides have; None: every metric with a paired difference."""
    if metrics is None:
        entries = verdict.get("differences", ())
        held = (entry["metric"] for entry in entries if entry["scenario"] == scenario)
        metrics = [metric for metric in ordered(held) if not _unused(verdict, metric)]
    found = (_row(verdict, scenario, metric) for metric in metrics if not _unused(verdict, metric))
    return [row for row in found if row is not None]


def left_out_line(verdict: Verdict) -> str:
    """Name the metrics of the first table that cannot change in the model, and why; empty if all can."""
    reasons: dict[str, list[str]] = {}
    for entry in verdict.get("unmoved", ()):
        if entry["metric"] in HEADLINES:
            reasons.setdefault(entry["why"], []).append(words(entry["metric"]).label)
    return "; ".join(f"{', '.join(labels)}: {why}" for why, labels in reasons.items())


def metric_ranges(verdict: Verdict, scenario: str) -> list[MetricRange]:
    """Return the metrics of one scenario alone, in the order of the table, hours by kind last."""
    metrics = verdict["scenarios"][scenario]["metrics"]
    return [
        _metric_range(metric, metrics[metric]) for metric in ordered(metrics) if not _unused(verdict, metric)
    ]


def bottlenecks(verdict: Verdict, each: int) -> list[str]:
    """Return a sentence for each person whose work piles up, at most ``each`` for one scenario."""
    kept: dict[str, list[str]] = {}
    for entry in verdict.get("bottlenecks", ()):
        lines = kept.setdefault(entry["scenario"], [])
        busy = number(entry["overloaded_weeks_share"]) or 0.0
        if not lines or (len(lines) < each and busy >= NARROW_FROM):
            lines.append(_bottleneck(entry, verdict))
    return [line for lines in kept.values() for line in lines]


def bounded_change(
    bounds: tuple[float | None, float | None], unit: str, beside: Iterable[float | None]
) -> str:
    """Return a difference that lies between two bounds: ``+1.2 wk``, ``>+1.2 wk``, ``-0.1 to +0.2 wk``.

    A single bound that leaves the direction open is not a figure: ``cut off``.
    """
    (low, high), ends = bounds, list(beside)
    least, most = change(low, unit, [*ends, high]), change(high, unit, [*ends, low])
    if least == most:
        return least
    if low is not None and (low > 0.0 or (high is None and low == 0.0)):
        return f">{least}"
    if high is not None and (high < 0.0 or (low is None and high == 0.0)):
        return f"<{most}"
    if low is None or high is None:
        return "cut off"
    return f"{least.split(' ')[0]} to {most}"


def _finding(verdict: Verdict, scenario: str) -> Finding:
    metric = leading_metric(verdict, scenario)
    if metric is None:
        label = scenario_name(verdict, scenario)
        return Finding(scenario, f"{label}: no metric can be compared.", "unknown")
    entry = difference(verdict, scenario, metric)
    assert entry is not None, "a leading metric has a paired difference"  # noqa: S101 - for the type
    return Finding(scenario, f"{sentence(verdict, entry)}.", conclude(entry))


def _ends(entry: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return the ends of the range; the inner ones if they are only known within bounds."""
    return bounds_of(entry, "p05")[1], bounds_of(entry, "p95")[0]


def _marks(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return "<" and ">" where the range may reach beyond its ends, for what is censored."""
    return (
        "<" if number(entry.get("p05")) is None else "",
        ">" if number(entry.get("p95")) is None else "",
    )


def _unused(verdict: Verdict, metric: str) -> bool:
    """Return whether a metric cannot change in the model, or no scenario has hours of this kind."""
    if metric in {entry["metric"] for entry in verdict.get("unmoved", ())}:
        return True
    if not metric.startswith("hours_"):
        return False
    entries = (scenario["metrics"].get(metric, {}) for scenario in verdict["scenarios"].values())
    return not any(number(entry.get("mean")) for entry in entries)


def _row(verdict: Verdict, scenario: str, metric: str) -> Row | None:
    entry = difference(verdict, scenario, metric)
    sides = [verdict["scenarios"][key]["metrics"].get(metric) for key in (verdict["baseline"], scenario)]
    if not all(sides):
        return None
    unit = sides[1]["unit"]
    here, there = (_side(verdict, key, metric) for key in (verdict["baseline"], scenario))
    shown_difference, interval, helps, reading = _compared(entry, unit)
    if entry is None:
        shown_difference = _plain_difference(verdict, scenario, metric, unit)
    wording = words(metric)
    compared = (shown_difference, interval, helps, reading)
    said = (clarity(verdict, entry), in_words(entry, reading)) if entry else ("unknown", "")
    return Row(metric, wording.question, wording.label, here, there, *compared, *said)


def _compared(entry: Mapping[str, Any] | None, unit: str) -> tuple[str, str, str, Conclusion]:
    if entry is None:
        return UNKNOWN, "", "", "unknown"
    reading, helps = conclude(entry), number(entry.get("helps_share"))
    if reading == "unknown":
        return UNKNOWN, "", "", reading
    counted = "" if helps is None or better_side(entry) not in ("lower", "higher") else share(helps)
    if reading == "same":
        return "no difference", "", counted, reading
    middle, low, high = _three(entry)
    if entry["metric"] in OF_THE_SAMPLE:
        return change(middle, unit), "", counted, reading
    if entry["metric"] in PEOPLE:
        return people_difference(middle), bracket(low, high, unit), counted, reading
    bounds = bounds_of(entry, "median")
    bounded = bounded_change(bounds, unit, [low, high])
    return bounded, bracket(low, high, unit, bounds, _marks(entry)), counted, reading


def _three(entry: Mapping[str, Any]) -> tuple[float | None, float | None, float | None]:
    """Return middle, low and high of a difference; a share of all worlds has its mean and no range."""
    if entry["metric"] in OF_THE_SAMPLE:
        return number(entry.get("mean")), None, None
    return number(entry.get("mean" if entry["metric"] in PEOPLE else "median")), *_ends(entry)


def _middle(metric: str, entry: Mapping[str, Any]) -> float | None:
    median = number(entry.get("p50"))
    if metric not in (*OF_THE_SAMPLE, *PEOPLE) and (median is not None or number(entry.get("censored"))):
        return median
    return number(entry.get("mean"))


def _plain_difference(verdict: Verdict, scenario: str, metric: str, unit: str) -> str:
    here, there = (typical(verdict, key, metric) for key in (verdict["baseline"], scenario))
    return UNKNOWN if here is None or there is None else change(there - here, unit)


def _side(verdict: Verdict, scenario: str, metric: str) -> str:
    if censored_share(verdict, scenario, metric) == 1.0:
        return "not out"
    return _typical_amount(metric, verdict["scenarios"][scenario]["metrics"][metric])


def _typical_amount(metric: str, entry: Mapping[str, Any]) -> str:
    middle = _middle(metric, entry)
    return amount(middle, entry["unit"]) if middle is not None else _bounded_amount(entry, "p50")


def _bounded_amount(entry: Mapping[str, Any], key: str) -> str:
    """Return a quantile, or its lower bound: ``41 wk``, ``>78 wk``."""
    low, high = bounds_of(entry, key)
    text = amount(low, entry["unit"])
    return text if low is None or low == high else f">{text}"


def _metric_range(metric: str, entry: Mapping[str, Any]) -> MetricRange:
    wording = words(metric)
    low, high = (_bounded_amount(entry, key) for key in ("p05", "p95"))
    if metric in OF_THE_SAMPLE:
        low = high = ""
    return MetricRange(wording.question, row_label(metric), _typical_amount(metric, entry), low, high)


def _bottleneck(entry: Mapping[str, Any], verdict: Verdict) -> str:
    # A study saved before people were numbered has their roles only.
    label = name(entry.get("name") or entry.get("title") or entry["person"])
    weeks = share(number(entry["overloaded_weeks_share"]))
    here, there = (scenario_name(verdict, key) for key in (entry["scenario"], verdict["baseline"]))
    text = f"{label}: overloaded in {weeks} of weeks under {here}"
    before = number(entry.get("baseline"))
    return f"{text} ({there}: {share(before)})" if before is not None else text


def _count(value: int, noun: str) -> str:
    return f"{value:,} {noun}" if value == 1 else f"{value:,} {noun}s"

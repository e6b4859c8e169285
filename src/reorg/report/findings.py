"""From a verdict to sentences and table rows; no HTML, no color.

The terminal and the report say the same words because both read them here. A verdict is the JSON object
``reorg/verdict/1``. Whatever it does not hold is left out of what is said, never filled with zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reorg.report.figures import UNKNOWN, amount, bracket, change, number, share, spoken
from reorg.report.plain_text import name
from reorg.report.vocabulary import HEADLINES, METRIC_WORDS, Words, words

Verdict = Mapping[str, Any]
Conclusion = Literal["better", "worse", "different", "same", "unclear", "unknown"]

SAME_FROM = 0.95
"""Share of worlds that must be ties before a difference is called none."""

NARROW_FROM = 0.05
"""Share of weeks from which a further person is named as a bottleneck."""

OF_THE_SAMPLE = ("on_time",)
"""Metrics that are a share of all worlds: their mean is what they are, a median would be 0 or 1."""
IN_WORDS: dict[Conclusion, str] = {
    "better": "helps",
    "worse": "harms",
    "different": "differs",
    "same": "no difference",
    "unclear": "not distinguishable",
    "unknown": "",
}


@dataclass(frozen=True)
class Finding:
    """One sentence about one scenario, and what it amounts to."""

    scenario: str
    text: str
    reading: Conclusion


@dataclass(frozen=True)
class Row:
    """One metric of one scenario beside the baseline, every figure ready to be read."""

    metric: str
    question: str
    label: str
    baseline: str
    scenario: str
    difference: str
    interval: str
    helps: str
    reading: Conclusion
    in_words: str


@dataclass(frozen=True)
class MetricRange:
    """One metric of one scenario alone: its median and its range from 5 % to 95 % of the worlds."""

    question: str
    label: str
    median: str
    low: str
    high: str


def alternatives(verdict: Verdict) -> list[str]:
    """Return the scenarios beside the baseline, in the order of the verdict."""
    return [scenario for scenario in verdict["scenarios"] if scenario != verdict["baseline"]]


def about(verdict: Verdict) -> str:
    """Return the size of the study in one line: ``1,000 worlds, 78 weeks, seed 1, 8.4 s``."""
    parts = [f"{_count(verdict['worlds'], 'world')}, {_count(verdict['horizon_weeks'], 'week')}"]
    parts.append(f"seed {verdict['seed']}")
    seconds = number(verdict.get("timing", {}).get("seconds"))
    return ", ".join(parts if seconds is None else [*parts, f"{seconds:.1f} s"])


def difference(verdict: Verdict, scenario: str, metric: str) -> Mapping[str, Any] | None:
    """Return the paired difference of that scenario and metric, or None where the verdict has none."""
    entries = verdict.get("differences", ())
    return next((d for d in entries if d["scenario"] == scenario and d["metric"] == metric), None)


def typical(verdict: Verdict, scenario: str, metric: str) -> float | None:
    """Return the median over the worlds, or the mean of a metric that is a property of the sample."""
    entry = verdict["scenarios"][scenario]["metrics"].get(metric, {})
    return _middle(metric, entry)


def read(entry: Mapping[str, Any]) -> Conclusion:
    """Say what a paired difference amounts to, by its shares and the interval of its mean."""
    helps, harms = number(entry.get("helps_share")), number(entry.get("harms_share"))
    if helps is not None and harms is not None and helps + harms <= 1.0 - SAME_FROM:
        return "same"
    if all(number(entry.get(key)) == 0.0 for key in ("p05", "mean", "p95")):
        return "same"
    low, high = interval_of_mean(entry)
    if low is None or high is None or low <= 0.0 <= high:
        return "unclear"
    better = _better(entry)
    if better not in ("lower", "higher"):
        return "different"
    return "better" if (high < 0.0) == (better == "lower") else "worse"


def interval_of_mean(entry: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return the 95 % interval of the mean difference; (None, None) where it could not be formed."""
    low, high = entry.get("mean_interval_95") or (None, None)
    return number(low), number(high)


def findings(verdict: Verdict) -> list[Finding]:
    """Return one sentence for each scenario beside the baseline, about its leading metric."""
    return [_finding(verdict, scenario) for scenario in alternatives(verdict)]


def support(verdict: Verdict, scenario: str) -> list[str]:
    """Return what belongs under the leading sentence: the range, and the worlds without a result."""
    metric = leading_metric(verdict, scenario)
    entry = difference(verdict, scenario, metric) if metric else None
    if metric is None or entry is None:
        return []
    lines = [_range_in_words(entry), censoring(verdict, scenario, metric), _contradiction(entry, metric)]
    return [line for line in lines if line]


def leading_metric(verdict: Verdict, scenario: str) -> str | None:
    """Return the metric a person asks for first among those that have a paired difference."""
    held = [entry["metric"] for entry in verdict.get("differences", ()) if entry["scenario"] == scenario]
    return next((metric for metric in ordered(held) if words(metric).question), None)


def censoring(verdict: Verdict, scenario: str, metric: str) -> str:
    """Say in how many worlds the result lay beyond the horizon; empty where in none."""
    baseline = verdict["baseline"]
    both = [(key, censored_share(verdict, key, metric)) for key in dict.fromkeys((scenario, baseline))]
    if not any(value for _key, value in both):
        return ""
    counted = [f"in {share(value)} of worlds" if value else "in none" for _key, value in both]
    listed = ", ".join(f"{said} under {name(key)}" for said, (key, _value) in zip(counted, both, strict=True))
    noun = words(metric).noun
    return f"{noun[0].upper()}{noun[1:]} is not out by week {verdict['horizon_weeks']} {listed}."


def censored_share(verdict: Verdict, scenario: str, metric: str) -> float:
    """Return the share of worlds in which the metric had no value within the horizon."""
    return number(verdict["scenarios"][scenario]["metrics"].get(metric, {}).get("censored")) or 0.0


def ordered(metrics: Iterable[str]) -> list[str]:
    """Return the metrics in the order people ask for them; those unknown here last."""
    held = list(dict.fromkeys(metrics))
    # Where nothing is released, what gets done is asked for first.
    order = dict.fromkeys([*HEADLINES[:2], "throughput", *HEADLINES, *METRIC_WORDS])
    return [m for m in order if m in held] + [m for m in held if m not in order]


def rows(verdict: Verdict, scenario: str, metrics: Iterable[str] | None = None) -> list[Row]:
    """Return a row for each metric that both sides have; None: every metric with a paired difference."""
    if metrics is None:
        entries = verdict.get("differences", ())
        held = (entry["metric"] for entry in entries if entry["scenario"] == scenario)
        metrics = [metric for metric in ordered(held) if not _unused(verdict, metric)]
    found = (_row(verdict, scenario, metric) for metric in metrics)
    return [row for row in found if row is not None]


def unclear_line(table: Iterable[Row]) -> str:
    """Name the rows that cannot be told from no difference; empty where there are none."""
    labels = [row.label for row in table if row.reading == "unclear"]
    return f"{', '.join(labels)} (the 95 % interval of the mean includes 0)" if labels else ""


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


def _finding(verdict: Verdict, scenario: str) -> Finding:
    metric = leading_metric(verdict, scenario)
    if metric is None:
        return Finding(scenario, f"{name(scenario)}: no metric can be compared.", "unknown")
    entry = difference(verdict, scenario, metric)
    assert entry is not None, "a leading metric has a paired difference"  # noqa: S101 - for the type
    reading = read(entry)
    say = {"same": _tie, "unclear": _unclear}.get(reading, _clear)
    said = say(entry, words(metric), name(verdict["baseline"]))
    return Finding(scenario, f"{name(scenario)} {said}.", reading)


def _clear(entry: Mapping[str, Any], spoken_of: Words, baseline: str) -> str:
    low, _high = interval_of_mean(entry)
    rises = bool(low is not None and low > 0.0)
    said = spoken_of.phrase.format(spoken_of.higher if rises else spoken_of.lower)
    sided = _share_of(entry, rises)
    where = f"{said} than {baseline}"
    if sided is not None:
        where += f" in {share(sided)} of worlds"
    median = number(entry.get("median"))
    if not median or (median > 0.0) != rises:
        return where
    return f"{where}, by {spoken(median, entry['unit'])} (median)"


def _unclear(entry: Mapping[str, Any], spoken_of: Words, baseline: str) -> str:
    both = " or ".join((spoken_of.lower, spoken_of.higher))
    fewer, more = _share_of(entry, False), _share_of(entry, True)
    counted = f": {spoken_of.lower} in {share(fewer)} of worlds, {spoken_of.higher} in {share(more)}"
    said = f"is not distinguishable from {baseline} in whether it {spoken_of.phrase.format(both)}"
    return said if fewer is None or more is None else said + counted


def _tie(entry: Mapping[str, Any], spoken_of: Words, baseline: str) -> str:
    decided = (number(entry.get(key)) or 0.0 for key in ("helps_share", "harms_share"))
    ties = 1.0 - sum(decided)
    return f"makes no difference to {spoken_of.noun}: as under {baseline} in {share(ties)} of worlds"


def _share_of(entry: Mapping[str, Any], rises: bool) -> float | None:
    better = _better(entry)
    if better not in ("lower", "higher"):
        return None
    return number(entry.get("helps_share" if (better == "higher") == rises else "harms_share"))


def _better(entry: Mapping[str, Any]) -> str:
    return str(entry.get("better") or words(entry["metric"]).better)


def _range_in_words(entry: Mapping[str, Any]) -> str:
    low, high, unit = number(entry.get("p05")), number(entry.get("p95")), entry["unit"]
    known = next((end for end in (low, high) if end is not None), None)
    if known is None:
        return ""
    if low is None or high is None:
        side = "low" if low is None else "high"
        return f"Of 90 % of worlds one end is {change(known, unit)}, the {side} one lies beyond the horizon."
    ends = f"{change(low, unit, [high])} and {change(high, unit, [low])}"
    return f"In 90 % of worlds the difference lies between {ends}."


def _contradiction(entry: Mapping[str, Any], metric: str) -> str:
    mean, median = number(entry.get("mean")), number(entry.get("median"))
    if read(entry) in ("same", "unclear") or not mean or median is None or mean * median >= 0.0:
        return ""
    said = words(metric)
    return (
        f"The median is {said.higher if median > 0.0 else said.lower} and the mean"
        f" {said.higher if mean > 0.0 else said.lower}: a few large differences outweigh the many."
    )


def _unused(verdict: Verdict, metric: str) -> bool:
    """Tell whether hours of this kind are spent in no scenario: nothing in the model asks for them."""
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
    here, there = (_side(verdict, key, metric, unit) for key in (verdict["baseline"], scenario))
    shown_difference, interval, helps, reading = _compared(entry, unit)
    if entry is None:
        shown_difference = _plain_difference(verdict, scenario, metric, unit)
    said = words(metric)
    compared = (shown_difference, interval, helps, reading, _in_words(entry, reading))
    return Row(metric, said.question, said.label, here, there, *compared)


def _compared(entry: Mapping[str, Any] | None, unit: str) -> tuple[str, str, str, Conclusion]:
    if entry is None:
        return UNKNOWN, "", "", "unknown"
    reading, helps = read(entry), number(entry.get("helps_share"))
    median, low, high = _three(entry)
    said = "no difference" if reading == "same" else change(median, unit, [low, high])
    counted = "" if helps is None or _better(entry) not in ("lower", "higher") else share(helps)
    return said, "" if reading == "same" else bracket(low, high, unit, [median]), counted, reading


def _in_words(entry: Mapping[str, Any] | None, reading: Conclusion) -> str:
    """Say the reading; where the median world does not show it, that it is so on average only."""
    if entry is None or reading not in ("better", "worse"):
        return IN_WORDS[reading]
    middle, mean = _three(entry)[0], number(entry.get("mean"))
    shows = middle is None or mean is None or middle * mean > 0.0
    return IN_WORDS[reading] if shows else f"{IN_WORDS[reading]} on average"


def _three(entry: Mapping[str, Any]) -> tuple[float | None, float | None, float | None]:
    """Return middle, low and high of a difference; a share of all worlds has its mean and no range."""
    if entry["metric"] in OF_THE_SAMPLE:
        return number(entry.get("mean")), None, None
    return number(entry.get("median")), number(entry.get("p05")), number(entry.get("p95"))


def _middle(metric: str, entry: Mapping[str, Any]) -> float | None:
    median = number(entry.get("p50"))
    if metric not in OF_THE_SAMPLE and (median is not None or number(entry.get("censored"))):
        return median
    return number(entry.get("mean"))


def _plain_difference(verdict: Verdict, scenario: str, metric: str, unit: str) -> str:
    here, there = (typical(verdict, key, metric) for key in (verdict["baseline"], scenario))
    return UNKNOWN if here is None or there is None else change(there - here, unit)


def _side(verdict: Verdict, scenario: str, metric: str, unit: str) -> str:
    value = typical(verdict, scenario, metric)
    if value is None and censored_share(verdict, scenario, metric):
        return "not out"
    return amount(value, unit)


def _metric_range(metric: str, entry: Mapping[str, Any]) -> MetricRange:
    unit, said = entry["unit"], words(metric)
    low, high = (amount(number(entry.get(key)), unit) for key in ("p05", "p95"))
    if metric in OF_THE_SAMPLE:
        low = high = ""
    return MetricRange(said.question, said.label, amount(_middle(metric, entry), unit), low, high)


def _bottleneck(entry: Mapping[str, Any], verdict: Verdict) -> str:
    person, title = entry["person"], entry.get("title")
    called = f"{name(title)} ({name(person)})" if title and title != person else name(person)
    weeks = share(number(entry["overloaded_weeks_share"]))
    said = f"{called}: more than a week's work waiting in {weeks} of weeks under {name(entry['scenario'])}"
    before = number(entry.get("baseline"))
    return f"{said} ({name(verdict['baseline'])}: {share(before)})" if before is not None else said


def _count(value: int, noun: str) -> str:
    return f"{value:,} {noun}" if value == 1 else f"{value:,} {noun}s"

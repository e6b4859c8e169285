"""Three key figures, and metrics that hardly differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reorg.report.figures import amount, change, number, people_difference
from reorg.report.findings import bounded_change, clarity
from reorg.report.plain_text import listed
from reorg.report.summary.comparison import Comparison, Entry
from reorg.report.summary.dots import range_in_words
from reorg.report.vocabulary import words
from reorg.study.measuring.metrics.work import MONTH_WEEKS, QUARTER_WEEKS
from reorg.study.results.conclusion import OF_THE_SAMPLE, PEOPLE, Clarity, bounds_of, middle_difference

FIRST_MONTH, FIRST_QUARTER = "first_month_hours", "first_quarter_hours"
OTHERS = (
    ("departures", "cost_usd", "capability", "backlog_hours", "stream_p50_days"),
    ("adoption", "api_revenue_usd", "decision_wait_p50_hours"),
)
"""Metrics whose largest clear change is the third number, or the second if there is none."""
BESIDE = (
    "cost_usd", "departures", "decision_wait_p50_hours", "skipped_rework_hours", "stream_p50_days",
    "capability", "owner_knowledge", "single_expert_work", "backlog_hours", "compute_wait_hours",
    "adoption", "api_revenue_usd",
)  # fmt: skip
"""Metrics for which the page states whether they differ."""
ALIKE_MAX, ALSO_MAX, UNSURE_MAX = 4, 3, 3
_LARGE_UNITS = {
    "weeks": "weeks", "working days": "days", "hours": "hours", "person-hours": "hours", "share": "points",
    "person-hours a week": "hours a week",
}  # fmt: skip


@dataclass(frozen=True)
class KeyFigure:
    """A number in large type, its meaning, and its range in 90% of worlds."""

    metric: str
    figure: str
    text: str
    range: str


@dataclass(frozen=True)
class KeyFigures:
    """At most three numbers, and the other metrics, as sentences, empty if there is nothing to say.

    ``alike`` hardly differ (in most worlds only: "mostly"), ``also`` differ as well,
    ``unsure`` are undecided with this many worlds.
    """

    figures: tuple[KeyFigure, ...]
    alike: str
    also: str
    unsure: str


def key_figures(compared: Comparison, level_in_words: str) -> KeyFigures:
    """Return the numbers of an alternative; ``level_in_words`` says from when its output is level.

    Empty for one scenario alone.
    """
    found = [_leading(compared), _early_output(compared, level_in_words), _other(compared)]
    figures = tuple(figure for figure in found if figure is not None)
    shown = {compared.metric, *(figure.metric for figure in figures)}
    shown |= {entry["metric"] for entry in compared.verdict.get("unmoved", ())}
    entries = [compared.entry(metric) for metric in BESIDE if metric not in shown]
    of: defaultdict[Clarity, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry is not None:
            of[clarity(compared.verdict, entry)].append(entry)
    alike = [_with_size(compared, entry["metric"]) for entry in of["hardly any"]]
    alike += [f"{_noun(entry)} (mostly)" for entry in of["mostly ties"]]
    also = [f"{_noun(entry)} {middle_in_words(entry)}" for entry in of["clear"]]
    also += [f"{_noun(entry)} {middle_in_words(entry)} in more worlds" for entry in of["in more worlds"]]
    also += [f"{_noun(entry)} {_mean_in_words(entry)} on average" for entry in of["on average"]]
    unsure = [_noun(entry) for entry in of["not clear"]]
    return KeyFigures(
        figures,
        f"Hardly any difference in {listed(alike[:ALIKE_MAX])}." if alike else "",
        f"Also: {', '.join(also[:ALSO_MAX])}." if also else "",
        f"Not clear in {compared.verdict['worlds']:,} worlds: {listed(unsure[:UNSURE_MAX])}."
        if unsure
        else "",
    )


def _noun(entry: Entry) -> str:
    return words(entry["metric"]).noun


def middle_in_words(entry: Entry) -> str:
    """Return the difference shown for a metric, as in the terminal: ``+1.2 wk``, ``>+1.2 wk``.

    It has the decimals of its range, or those of its own where a difference would be shown as 0.
    """
    text = _middle_beside(entry, [bounds_of(entry, "p05")[1], bounds_of(entry, "p95")[0]])
    return text if any(map(text.__contains__, "123456789")) else _middle_beside(entry, ())


def _middle_beside(entry: Entry, beside: Iterable[float | None]) -> str:
    metric, unit = entry["metric"], entry["unit"]
    if metric in PEOPLE:
        return people_difference(middle_difference(entry))
    if metric in OF_THE_SAMPLE:
        return change(middle_difference(entry), unit)
    return bounded_change(bounds_of(entry, "median"), unit, beside)


def _leading(compared: Comparison) -> KeyFigure | None:
    metric, entry = compared.metric, compared.entry(compared.metric)
    middle = middle_difference(entry) if entry else None
    if metric is None or entry is None or middle is None:
        return None
    before, under = number(compared.summary(metric).get("p50")), f"under {compared.baseline}"
    noun = f"{words(metric).noun}{_how_known(entry)}"
    text = f"{noun}; {amount(before, entry['unit'])} {under}"
    if before is None:
        text = f"{noun}; {under} not out in half of the worlds"
    return KeyFigure(metric, _large(middle, entry), text, _nine_in_ten(entry))


def _how_known(entry: Entry) -> str:
    """Say that the figure is a median, and where worlds that are cut off leave it open: a bound, or two."""
    text = middle_in_words(entry)
    if number(entry.get("median")) is not None or not (" to " in text or text.startswith((">", "<"))):
        return " (median)"
    if " to " in text:
        return " (the median lies between the two)"
    wording, middle = words(entry["metric"]), middle_difference(entry) or 0.0
    return f", {wording.higher if middle > 0.0 else wording.lower} by at least this (median)"


def output_metric(compared: Comparison) -> tuple[str, str] | None:
    """Return the measure of early output affected by the change, and its name; None if it comes later.

    Weeks before a change are the same by construction: a month that ends before it shows nothing.
    """
    waited = compared.begins - compared.output_week
    if waited < MONTH_WEEKS:
        return FIRST_MONTH, "first month"
    return (FIRST_QUARTER, "first quarter") if waited < QUARTER_WEEKS else None


def relative_changes(compared: Comparison, metric: str) -> NDArray[np.float64]:
    """Return a difference as a share of the baseline's value in the same world; none where that is 0."""
    side, baseline = compared.sides(metric)
    known = baseline.values > 0.0
    return side.values[known] / baseline.values[known] - 1.0


def _early_output(compared: Comparison, level_in_words: str) -> KeyFigure | None:
    """Return early output as a share of the baseline's in the same world."""
    metric, label = output_metric(compared) or ("", "")
    if compared.entry(metric) is None or compared.metric == metric:
        return None
    changes = relative_changes(compared, metric)
    if not changes.size:
        return None
    low, middle, high = (float(value) for value in np.quantile(changes, (0.05, 0.5, 0.95)))
    text = f"in the {label}"
    if compared.begins > compared.output_week:
        text = f"{text} from week {compared.output_week:g} on; the change begins in week {compared.begins:g}"
    elif compared.begins > 0.0:
        text = f"{text} after the change"
    if level_in_words:
        text = f"{text}; {level_in_words}"
    spread = f"{percent(low).removesuffix('%')} to {percent(high)}"
    figure = percent(middle)
    # "0% output" reads as if nothing was done at all.
    figure = f"±{figure}" if figure == "0%" else figure
    return KeyFigure(metric, f"{figure} output", text, f"90% of worlds: {spread}.")


def _other(compared: Comparison) -> KeyFigure | None:
    """Return the largest clear change of the others, by its mean over its spread between worlds."""
    metric = next(filter(None, (_largest(compared, metrics) for metrics in OTHERS)), None)
    if metric is None:
        return None
    entry = compared.entry(metric)
    middle = middle_difference(entry) if entry else None
    if entry is None or middle is None:
        return None
    before = compared.summary(metric)
    usual = number(before.get("mean" if metric in PEOPLE else "p50"))
    noun = f"{words(metric).noun}; " if entry["unit"] in _LARGE_UNITS else ""
    over = f"in {compared.verdict['horizon_weeks']:g} weeks; " if metric in PEOPLE else ""
    text = f"{noun}{over}{amount(usual, entry['unit'])} under {compared.baseline}"
    return KeyFigure(metric, _large(middle, entry), text, _nine_in_ten(entry))


def _largest(compared: Comparison, metrics: tuple[str, ...]) -> str | None:
    sizes = {}
    for metric in metrics:
        entry = compared.entry(metric)
        if entry is None or metric == compared.metric:
            continue
        if clarity(compared.verdict, entry) == "clear":
            sizes[metric] = _standardized(compared, metric)
    return max(sizes, key=lambda key: sizes[key]) if sizes else None


def _standardized(compared: Comparison, metric: str) -> float:
    side, baseline = compared.sides(metric)
    difference = side.values - baseline.values
    difference = difference[~np.isnan(difference)]
    spread = float(difference.std())
    return abs(float(difference.mean())) / spread if spread > 0.0 else 0.0


def _mean_in_words(entry: Entry) -> str:
    mean = number(entry.get("mean"))
    return people_difference(mean) if entry["metric"] in PEOPLE else change(mean, entry["unit"])


def _with_size(compared: Comparison, metric: str) -> str:
    entry = compared.entry(metric)
    middle = middle_difference(entry) if entry else None
    if entry is None or middle is None or metric != "cost_usd":
        return words(metric).noun
    usual = number(compared.summary(metric).get("p50"))
    text = change(middle, entry["unit"], [1e6] if usual and usual >= 1e7 else ())
    if text.endswith("0.0M"):
        text = f"less than {amount(1e5, entry['unit'])}"
    return f"{words(metric).noun} ({text} of {amount(usual, entry['unit'])})"


def _nine_in_ten(entry: Entry) -> str:
    text = range_in_words(entry)
    return f"90% of worlds: {text}." if text else ""


def _large(value: float, entry: Entry) -> str:
    unit, metric = entry["unit"], entry["metric"]
    if metric in PEOPLE:
        return f"{people_difference(value)} {words(metric).label}"
    text = middle_in_words(entry)
    if unit in _LARGE_UNITS:
        return f"{text.rpartition(' ')[0] if ' to ' in text else text.split(' ')[0]} {_LARGE_UNITS[unit]}"
    return f"{text} {words(metric).label}"


def percent(share: float) -> str:
    """Return a signed share of one in percent: ``-4%``."""
    text = f"{share:+.0%}"
    return "0%" if text in ("+0%", "-0%") else text

"""The sections of the report as data: what each shows, before it becomes a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from reorg.model.organization import Organization
from reorg.report.charts import (
    Band,
    Bands,
    Interval,
    Stack,
    axis_svg,
    bands_svg,
    interval_svg,
    limits,
    stack_svg,
)
from reorg.report.conclusions import bounds_of, conclude, interval_of_mean
from reorg.report.events import dated_weeks
from reorg.report.figures import amount, number, share
from reorg.report.findings import (
    OF_THE_SAMPLE,
    Row,
    difference,
    ordered,
    rows,
    typical,
)
from reorg.report.scenarios import Verdict, alternatives, scenario_name
from reorg.report.vocabulary import PROMPTS, QUESTIONS, TILES, words
from reorg.study.measuring.metrics.hours import HOURS


@dataclass(frozen=True)
class Tile:
    """The answer to one question: the row of its metric."""

    question: str
    prompt: str
    row: Row


@dataclass(frozen=True)
class Panel:
    """One metric of the interval plot: a line for each scenario on one axis."""

    label: str
    unit: str
    lines: tuple[tuple[str, Markup, str, str], ...]
    axis: Markup


@dataclass(frozen=True)
class Weekly:
    """The weekly chart of one scenario beside the baseline, and its data as rows of text."""

    scenario: str
    chart: Markup
    events: tuple[float, ...]
    table: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Hours:
    """Where people's hours go: a bar for each scenario, and a row for each kind with its shares."""

    bars: tuple[tuple[str, Markup], ...]
    kinds: tuple[tuple[int, str, tuple[str, ...]], ...]


def tiles(verdict: Verdict, scenario: str) -> list[Tile]:
    """Return a tile for each of the four questions that this verdict answers."""
    found = []
    for question, candidates in TILES.items():
        table = [row for row in rows(verdict, scenario, candidates) if row.reading != "unknown"]
        if table:
            row = table[0]
            found.append(Tile(question, PROMPTS.get(row.metric, QUESTIONS[question]), row))
    return found


def panels(verdict: Verdict) -> list[Panel]:
    """Return the interval plot of each metric that has a better side and differs anywhere."""
    metrics = ordered(entry["metric"] for entry in verdict.get("differences", ()))
    found = (_panel(verdict, metric) for metric in metrics if metric not in OF_THE_SAMPLE)
    return [panel for panel in found if panel is not None]


def weekly(verdict: Verdict, series: Mapping[str, Any], organization: Organization | None) -> list[Weekly]:
    """Return the throughput of each scenario beside the baseline; without data, an empty list."""
    baseline = series.get(verdict["baseline"])
    if baseline is None:
        return []
    kept = [scenario for scenario in alternatives(verdict) if scenario in series]
    ends = _ends([series[key]["throughput"] for key in (verdict["baseline"], *kept)])
    return [_weekly(verdict, scenario, series, organization, ends) for scenario in kept]


def hours(verdict: Verdict) -> Hours | None:
    """Return the shares of the hours present by kind of work; None where the verdict holds no hours."""
    held = verdict["scenarios"]
    kinds = [kind for kind in HOURS if any(f"hours_{kind}" in entry["metrics"] for entry in held.values())]
    if not kinds:
        return None
    spent = {scenario: [_mean(held[scenario], kind) for kind in kinds] for scenario in held}
    shares = {key: [value / (sum(values) or 1.0) for value in values] for key, values in spent.items()}
    kept = [index for index in range(len(kinds)) if any(values[index] > 0.0 for values in shares.values())]
    bars = tuple(
        (scenario_name(verdict, scenario), _bar(scenario_name(verdict, scenario), kinds, values))
        for scenario, values in shares.items()
    )
    lines = tuple(_hours_row(kinds[index], index, shares, spent) for index in kept)
    return Hours(bars, lines)


def latency(verdict: Verdict) -> list[tuple[str, list[str]]]:
    """Return the rows of decision latency, a cell for each scenario."""
    metrics = {"decision_latency_p50_hours": "median", "decision_latency_p90_hours": "slowest tenth, from"}
    held = verdict["scenarios"]
    return [
        (f"Decisions, {label}", [amount(typical(verdict, scenario, metric), "hours") for scenario in held])
        for metric, label in metrics.items()
        if all(metric in entry["metrics"] for entry in held.values())
    ]


def assumption_rows(assumptions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the assumptions with their numbers as text; those the model overrides come first."""
    told = sorted(assumptions, key=lambda entry: not entry.get("overridden", False))
    texts = ("id", "meaning", "unit", "strength", "source", "overridden")
    return [
        {key: entry.get(key, "") for key in texts}
        | {key: _plain(entry.get(key)) for key in ("low", "central", "high")}
        for entry in told
    ]


def _panel(verdict: Verdict, metric: str) -> Panel | None:
    entries = [(scenario, difference(verdict, scenario, metric)) for scenario in alternatives(verdict)]
    drawn = {scenario: _interval(entry) for scenario, entry in entries if entry is not None}
    known = {scenario: interval for scenario, interval in drawn.items() if interval is not None}
    said = words(metric)
    if not said.question or not any(value.low or value.high for value in known.values()):
        return None
    axis = limits(known.values())
    lines = []
    for scenario, interval in known.items():
        row = rows(verdict, scenario, [metric])[0]
        called = scenario_name(verdict, scenario)
        picture = interval_svg(interval, axis, f"{called}: {row.difference} {row.interval}")
        lines.append((called, picture, f"{row.difference}  {row.interval}", row.in_words))
    unit = next(entry["unit"] for _scenario, entry in entries if entry is not None)
    return Panel(said.label, f"{unit}, {said.better} is better", tuple(lines), axis_svg(axis, unit))


def _interval(entry: Mapping[str, Any]) -> Interval | None:
    """Return what is drawn of a difference: where it is known within bounds, at least so far from 0."""
    low, high = bounds_of(entry, "p05")[1], bounds_of(entry, "p95")[0]
    middle = _nearest_to_zero(*bounds_of(entry, "median"))
    if low is None or middle is None or high is None:
        return None
    mean_low, mean_high = interval_of_mean(entry)
    certain = conclude(entry) in ("better", "worse", "different")
    return Interval(low, mean_low, middle, mean_high, high, certain)


def _nearest_to_zero(low: float | None, high: float | None) -> float | None:
    if low is None or high is None:
        return high if low is None else low
    return max(low, min(high, 0.0))


def _weekly(
    verdict: Verdict,
    scenario: str,
    series: Mapping[str, Any],
    organization: Organization | None,
    ends: tuple[float, float],
) -> Weekly:
    weeks = [float(week) for week in series[scenario]["weeks"]]
    before, after = (
        _band(scenario_name(verdict, key), series[key]["throughput"])
        for key in (verdict["baseline"], scenario)
    )
    events = dated_weeks(organization, scenario) if organization else ()
    chart = Bands(weeks, before, after, events, "direct work, person-hours a week")
    columns = [weeks, *(column for band in (before, after) for column in (band.low, band.middle, band.high))]
    table = tuple(tuple(f"{value:,.0f}" for value in line) for line in zip(*columns, strict=True))
    return Weekly(scenario, bands_svg(chart, ends), events, table)


def _ends(quantiles: Sequence[Mapping[str, Sequence[float]]]) -> tuple[float, float]:
    """Return the same ends for all charts; above zero where a dip could not be seen from there."""
    least = min(float(value) for levels in quantiles for value in levels["p05"])
    most = max(float(value) for levels in quantiles for value in levels["p95"])
    room = 0.06 * (most - least) or 1.0
    return (least - room if least > 0.4 * most else 0.0), most + room


def _band(called: str, quantiles: Mapping[str, Sequence[float]]) -> Band:
    low, middle, high = ([float(value) for value in quantiles[key]] for key in ("p05", "p50", "p95"))
    return Band(called, low, middle, high)


def _mean(entry: Mapping[str, Any], kind: str) -> float:
    return number(entry["metrics"].get(f"hours_{kind}", {}).get("mean")) or 0.0


def _bar(called: str, kinds: Sequence[str], values: Sequence[float]) -> Markup:
    parts = tuple((list(HOURS).index(kind), value) for kind, value in zip(kinds, values, strict=True))
    pairs = zip(kinds, values, strict=True)
    told = ", ".join(f"{HOURS[kind]} {share(value)}" for kind, value in pairs if value)
    return stack_svg(Stack(parts), f"{called}: {told}")


def _hours_row(
    kind: str, index: int, shares: Mapping[str, Sequence[float]], spent: Mapping[str, Sequence[float]]
) -> tuple[int, str, tuple[str, ...]]:
    pairs = zip(shares.values(), spent.values(), strict=True)
    cells = tuple(f"{share(part[index])} ({total[index]:,.0f} h)" for part, total in pairs)
    return list(HOURS).index(kind), HOURS[kind], cells


def _plain(value: object) -> str:
    found = number(value)
    return "" if found is None else f"{found:g}"

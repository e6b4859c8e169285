"""The tables of a study: differences, dates, weeks, people, assumptions and worlds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reorg.exporting.table import Cell, Table, columns, finite
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.analysis.work_names import names_of_work
from reorg.model.organization import Organization
from reorg.model.uncertain import COLUMN
from reorg.model.work import full_name
from reorg.money import unit_in
from reorg.report.findings import clarity
from reorg.report.scenarios import alternatives, scenario_names
from reorg.report.structures import event_weeks
from reorg.report.summary.moves import moves_of
from reorg.study.measuring.metrics import METRICS
from reorg.study.measuring.weekly_series import IN_STEPS, SERIES_UNITS
from reorg.study.results.conclusion import bounds_of
from reorg.study.results.dates import calendar_date
from reorg.study.sampling.assumptions import ranges_in_use
from reorg.study.study import Study

_LEVELS = ("p05", "p25", "p50", "p75", "p95")
_DATED = ("p05", "p50", "p95")
_DIGITS = 9
"""Decimals of shares: what sums leave behind them is no figure."""


def difference_table(study: Study) -> Table:
    """Return every difference from the baseline: mean with its interval, quantiles over worlds, shares.

    Where worlds are cut off at the horizon, means and quantiles are not known; the mean counted to the
    horizon and the bounds of the quantiles, in the last columns, are.
    """
    named = scenario_names(study.verdict)
    metrics = {metric.key: metric for metric in METRICS}
    rows: list[list[Cell]] = [
        _difference_row(study, named, metrics, entry) for entry in study.verdict["differences"]
    ]
    return Table(
        "differences",
        "Differences",
        f"Each alternative minus {named[study.verdict['baseline']]} in the same worlds.",
        columns(
            ("Alternative", "scenario"),
            ("Metric", "metric"),
            ("Unit", "unit"),
            ("Better when", "better"),
            ("Mean of the baseline", "baseline_mean"),
            ("Mean of the alternative", "scenario_mean"),
            ("Mean difference", "mean_difference"),
            ("95% interval from", "mean_low_95"),
            ("95% interval to", "mean_high_95"),
            ("Median difference", "median_difference"),
            ("5% of worlds below", "p05"),
            ("5% of worlds above", "p95"),
            ("Share of worlds better", "better_share"),
            ("Share of worlds worse", "worse_share"),
            ("Share of worlds alike", "same_share"),
            ("Share of worlds not known", "unknown_share"),
            ("Mean counted to the horizon", "restricted_mean"),
            ("Counted, 95% interval from", "restricted_low_95"),
            ("Counted, 95% interval to", "restricted_high_95"),
            ("Median at least", "median_least"),
            ("Median at most", "median_most"),
            ("5% of worlds below, at most", "p05_most"),
            ("5% of worlds above, at least", "p95_least"),
            ("How it differs", "clarity"),
        ),
        rows,
    )


def _difference_row(
    study: Study, named: Mapping[str, str], metrics: Mapping[str, Any], entry: Mapping[str, Any]
) -> list[Cell]:
    key = entry["metric"]
    sides = [
        study.verdict["scenarios"][scenario]["metrics"].get(key, {}).get("mean")
        for scenario in (study.verdict["baseline"], entry["scenario"])
    ]
    low, high = entry.get("mean_interval_95") or (None, None)
    counted = entry.get("restricted_mean_interval_95") or (low, high)
    median_least, median_most = bounds_of(entry, "median")
    unknown = entry["unknown_share"] + entry["no_value_share"]
    shares = (entry["helps_share"], entry["harms_share"], entry["ties_share"], unknown)
    name = metrics[key].words.label if key in metrics else key
    return [
        named[entry["scenario"]], name, entry["unit"], entry["better"], *sides, entry["mean"], low, high,
        entry["median"], entry["p05"], entry["p95"],
        *(None if share is None else round(share, _DIGITS) for share in shares),
        entry.get("restricted_mean", entry["mean"]), *counted, median_least, median_most,
        bounds_of(entry, "p05")[1], bounds_of(entry, "p95")[0], clarity(study.verdict, entry),
    ]  # fmt: skip


def date_table(study: Study) -> Table:
    """Return when each release, and each package of it, is begun and out under each scenario."""
    named = scenario_names(study.verdict)
    rows: list[list[Cell]] = [
        row
        for scenario, releases in study.verdict["releases"].items()
        for release in releases
        for row in _release_rows(study.organization, named[scenario], release)
    ]
    quantiles = [
        heading
        for level, words in zip(_DATED, ("early (5%)", "median", "late (95%)"), strict=True)
        for heading in (
            (f"Out, {words}", f"out_{level}_date"),
            (f"Out, {words}", f"out_{level}_week", "weeks"),
        )
    ]
    return Table(
        "dates",
        "Dates",
        "When releases and their packages are out; empty where not by the horizon.",
        columns(
            ("Scenario", "scenario"),
            ("Release", "release"),
            ("Occurrence", "occurrence"),
            ("Package", "package"),
            ("Due", "due_date"),
            ("Share of worlds on time", "on_time_share"),
            ("Share of worlds out by the horizon", "out_share"),
            *quantiles,
        ),
        rows,
    )


def _release_rows(
    organization: Organization, scenario: str, release: Mapping[str, Any]
) -> Iterator[list[Cell]]:
    names = names_of_work(organization)
    place = [scenario, release["name"], release["occurrence"] + 1]
    out = release["out"]
    yield [*place, "", release["due_date"], release["on_time_share"], out["share"], *_when(out)]
    for package in release["packages"]:
        finished = package["finished"]
        name = names["package", full_name(release["release"], package["package"])]
        yield [*place, name, None, None, finished["share"], *_when(finished)]


def _when(quantiles: Mapping[str, Any]) -> Iterator[Cell]:
    for level in _DATED:
        yield quantiles[f"{level}_date"]
        yield quantiles[level]


def week_table(study: Study) -> Table:
    """Return every weekly series as quantiles over worlds: of each scenario, and of paired differences."""
    named = scenario_names(study.verdict)
    baseline = named[study.verdict["baseline"]]
    every = {
        **{(named[scenario], "alone"): series for scenario, series in study.series.items()},
        **{
            (named[scenario], f"minus {baseline} in the same world"): series
            for scenario, series in study.verdict.get("weekly", {}).items()
        },
    }
    rows: list[list[Cell]] = [
        [
            *who,
            name,
            SERIES_UNITS.get(name, ""),
            week + 1,
            *(levels[level][week] if level in levels else None for level in _LEVELS),
        ]
        for who, series in every.items()
        for name, levels in series.items()
        for week in range(study.organization.horizon_weeks)
    ]
    return Table(
        "weekly",
        "Weekly",
        f"Quantiles over worlds, week by week from the start date; {IN_STEPS}.",
        columns(
            ("Scenario", "scenario"),
            ("Alone or paired", "kind"),
            ("Series", "series"),
            ("Unit", "unit"),
            ("Week", "week"),
            ("5%", "p05"),
            ("25%", "p25"),
            ("Median", "p50"),
            ("75%", "p75"),
            ("95%", "p95"),
        ),
        rows,
    )


def people_table(study: Study, person_names: Mapping[str, str]) -> Table:
    """Return each person's load and leaving under each scenario; hours are a week."""
    named = scenario_names(study.verdict)
    names = [name for name in study.people_table.dtype.names or () if name not in ("scenario", "person")]
    rows: list[list[Cell]] = [
        [named[row[0]], person_names.get(row[1], row[1]), *finite(row[2:])]
        for row in study.people_table[["scenario", "person", *names]].tolist()
    ]
    return Table(
        "people",
        "People",
        "Shares of weeks overloaded and of worlds in which the first holder leaves; hours a week by kind.",
        columns(
            ("Scenario", "scenario"),
            ("Person", "person"),
            *((name.replace("_", " ").capitalize(), name) for name in names),
        ),
        rows,
    )


def move_table(study: Study, person_names: Mapping[str, str]) -> Table:
    """Return who has another team or lead under each alternative, and when: the plan to carry out."""
    verdict, organization = study.verdict, study.organization
    named = scenario_names(verdict)
    rows: list[list[Cell]] = []
    for scenario in alternatives(verdict):
        weeks = event_weeks(organization, scenario)
        when = calendar_date(organization.start, weeks[-1]) if weeks else ""
        for move in moves_of(organization, verdict["baseline"], scenario):
            who, old, new = (
                person_names.get(p, p) if p else "" for p in (move.person, move.lead_before, move.lead_after)
            )
            teams = (move.team_before or "", move.team_after or "")
            kinds = {"new team": move.new_team, "new lead": move.new_lead}
            kinds |= {"joins": move.joins, "does not join": move.stays_out}
            what = [words for words, is_so in kinds.items() if is_so]
            rows.append([named[scenario], when, who, move.title, *teams, old, new, " and ".join(what)])
    return Table(
        "moves",
        "Moves",
        "Who has another team or lead, and from which date on.",
        columns(
            ("Alternative", "scenario"),
            ("From", "date"),
            ("Person", "person"),
            ("Title", "title"),
            ("Team before", "team_before"),
            ("Team after", "team_after"),
            ("Lead before", "lead_before"),
            ("Lead after", "lead_after"),
            ("What changes", "change"),
        ),
        rows,
    )


def assumption_table(study: Study) -> Table:
    """Return the assumptions with the ranges in use, their source and how strong it is."""
    own = {override.id for override in study.organization.assumptions}
    rows: list[list[Cell]] = [
        [
            p.id,
            p.meaning,
            p.unit,
            p.low,
            p.central,
            p.high,
            p.strength,
            "yes" if p.id in own else "no",
            p.source,
        ]
        for p in ranges_in_use(ASSUMPTIONS, study.organization.assumptions)
    ]
    return Table(
        "assumptions",
        "Assumptions",
        "What is assumed of every organization, and the range from which each world draws.",
        columns(
            ("Assumption", "assumption"),
            ("Meaning", "meaning"),
            ("Unit", "unit"),
            ("Low", "low"),
            ("Central", "central"),
            ("High", "high"),
            ("Evidence (A strongest)", "strength"),
            ("Own range", "own_range"),
            ("Source", "source"),
        ),
        rows,
    )


def _column(name: str, person_names: Mapping[str, str]) -> str:
    """Return the name of a column of worlds, with the person of an input as ``called``."""
    start = f"{COLUMN}people > "
    person, _, field = name.removeprefix(start).partition(" > ")
    return (
        f"{start}{person_names[person]} > {field}"
        if name.startswith(start) and person in person_names
        else name
    )


def world_table(study: Study, person_names: Mapping[str, str]) -> Table:
    """Return the table of worlds: a row for each world and scenario, metrics and then assumptions.

    ``called`` is what people are called by id, in the columns of their inputs.
    """
    currency = study.organization.currency
    units = {metric.key: unit_in(metric.unit, currency) for metric in METRICS} | {
        p.id: p.unit for p in ASSUMPTIONS
    }
    names = study.worlds.dtype.names or ()
    rows: list[list[Cell]] = [[*row[:2], *finite(row[2:])] for row in study.worlds.tolist()]
    return Table(
        "worlds",
        "Worlds",
        "One row for each world and scenario: metrics, then what the world assumed.",
        columns(
            *(
                (_column(name, person_names), _column(name, person_names), units.get(name, ""))
                for name in names
            )
        ),
        rows,
    )

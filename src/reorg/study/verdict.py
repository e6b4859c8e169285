"""The verdict: the JSON object ``reorg/verdict/4`` that the terminal, the report and Python all read."""

from __future__ import annotations

import numpy as np

from reorg.model.analysis.changes import first_change_week
from reorg.study.inference.confidence_sequence import anytime_valid_t
from reorg.study.inference.intervals import BATCHES_MIN, BLOCKS_MIN, batch_numbers, joined_batches, t_975
from reorg.study.inference.paired import (
    MetricValues,
    summarize_share,
    summarize_values,
)
from reorg.study.measuring.metrics import METRICS, Metric
from reorg.study.measuring.movable import why_unmoved
from reorg.study.measuring.target import leading_metric_of
from reorg.study.results.affected import describe_affected
from reorg.study.results.bottlenecks import Document, find_bottlenecks
from reorg.study.results.currency import with_currency
from reorg.study.results.dates import describe_dates
from reorg.study.results.differences import describe_difference
from reorg.study.results.guard_rails import find_broken_guard_rails
from reorg.study.results.luck import describe_luck
from reorg.study.results.moved_work import describe_moved_work
from reorg.study.results.observed import describe_observed
from reorg.study.results.ranking import rank_scenarios
from reorg.study.results.recovery import describe_recovery
from reorg.study.results.sensitivity import analyze_sensitivity, why_no_drivers
from reorg.study.results.transition import describe_transition
from reorg.study.results.weekly import describe_weekly_differences
from reorg.study.running.sample import WorldSample
from reorg.study.running.settings import Settings
from reorg.study.running.stopping_rule import measure_precision
from reorg.study.running.tally import Tally
from reorg.study.sampling.sobol import WORLDS_PER_BATCH, count_points

SCHEMA = "reorg/verdict/4"


def build_verdict(tally: Tally, settings: Settings) -> Document:
    """Return the verdict without its ``timing``, the only part that depends on more than the study."""
    job = tally.rehearsal.job
    asked = dict(settings.precision or {})
    others = range(1, len(job.scenarios))
    differences = [entry for index in others for entry in _differences(tally, index, asked)]
    sample = WorldSample.of(tally)
    examined = tuple(dict.fromkeys((leading_metric_of(job.organization), *asked)))
    verdict = {
        "schema": SCHEMA,
        "organization": job.organization.name,
        "baseline": job.scenarios[0],
        "worlds": tally.worlds,
        "draws": 1 if job.fixed else count_points(tally.worlds),
        "seed": settings.seed,
        "start": job.organization.start,
        "horizon_weeks": job.organization.horizon_weeks,
        "leading": leading_metric_of(job.organization),
        "decision_week": job.organization.decision_week,
        "output_week": first_change_week(job.organization),
        "model_hash": job.organization.hash,
        "scenarios": {
            scenario: {
                "name": job.organization.scenario(scenario).name,
                "metrics": _metrics(tally, index),
            }
            for index, scenario in enumerate(job.scenarios)
        },
        "differences": differences,
        "releases": describe_dates(tally),
        "recovery": describe_recovery(tally),
        "people": describe_affected(tally),
        "moved_work": describe_moved_work(job.organization, job.scenarios),
        "weekly": describe_weekly_differences(tally),
        "unmoved": [{"metric": key, "why": why} for key, why in why_unmoved(job.organization).items()],
        **analyze_sensitivity(sample, examined),
        "luck": describe_luck(sample, examined),
        "league": rank_scenarios(sample),
        "bottlenecks": find_bottlenecks(tally),
        "notes": [*_notes(differences, tally.worlds), *why_no_drivers(sample)],
    }
    transition = describe_transition(tally)
    verdict |= {"transition": transition} if transition else {}
    observed = describe_observed(tally)
    verdict |= {"observed": observed} if observed else {}
    rails = find_broken_guard_rails(tally)
    verdict |= {"guard_rails": rails} if rails else {}
    verdict |= {"precision": _precision(tally, settings, asked)} if asked else {}
    converted: Document = with_currency(verdict, job.organization.currency)
    return converted


def _precision(tally: Tally, settings: Settings, asked: dict[str, float]) -> Document:
    """Return the precision required of a study, and the precision reached."""
    found = measure_precision(tally, asked)
    return {
        "asked": asked,
        "reached": found.reached,
        "worlds": found.worlds,
        "worlds_max": settings.most,
        "widths": [
            {"scenario": scenario, "metric": key, "width": width}
            for (scenario, key), width in found.widths.items()
        ],
    }


def _metrics(tally: Tally, scenario: int) -> Document:
    """Return the metrics of a scenario: those that have a value in any world of any scenario."""
    held = {metric: tally.side(scenario, metric.key) for metric in METRICS if _is_measured(tally, metric)}
    return {metric.key: {"unit": metric.unit, **_summary(metric, side)} for metric, side in held.items()}


def _is_measured(tally: Tally, metric: Metric) -> bool:
    scenarios = range(len(tally.rehearsal.job.scenarios))
    return any(not np.isnan(tally.side(index, metric.key).values).all() for index in scenarios)


def _summary(measure: Metric, side: MetricValues) -> Document:
    return summarize_share(side) if measure.per == "sample" else summarize_values(side)


def _differences(tally: Tally, scenario: int, asked: dict[str, float]) -> list[Document]:
    entries = []
    for measure in METRICS:
        sides = tally.side(scenario, measure.key), tally.side(0, measure.key)
        if not all(np.isnan(side.values).all() for side in sides):
            # Judged after every batch, an interval must be valid at all looks together.
            reach = anytime_valid_t if measure.key in asked else t_975
            own = tally.rehearsal.job.organization.negligible.get(measure.key)
            name = tally.rehearsal.job.scenarios[scenario]
            entries.append(describe_difference(name, measure, sides, own, reach))
    return entries


def _notes(differences: list[Document], worlds: int) -> list[str]:
    if not differences:
        return []
    notes = []
    if joined_batches(batch_numbers(worlds)).max() + 1 < BLOCKS_MIN:
        notes.append(
            f"With fewer than {BATCHES_MIN} batches of {WORLDS_PER_BATCH} worlds, the intervals of means"
            " treat worlds as independent and are slightly too wide; with more, they come from batches."
        )
    if worlds < WORLDS_PER_BATCH:
        notes.append(
            f"With fewer than {WORLDS_PER_BATCH} worlds the interval of a mean may be too narrow if a few"
            " worlds differ far more than the others."
        )
    known = [entry for entry in differences if entry["unknown_share"] + entry["no_value_share"] < 1.0]
    if any(entry["variance_reduction"] is None for entry in known):
        notes.append("Where no variance reduction is given, the paired difference is the same in all worlds.")
    return notes

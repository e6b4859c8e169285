"""The verdict: the JSON object ``reorg/verdict/1`` that the terminal, the report and Python all read."""

from __future__ import annotations

import numpy as np

from reorg.study.inference.confidence_sequence import anytime_valid_t
from reorg.study.inference.intervals import CriticalValue, batch_numbers, t_975
from reorg.study.inference.paired import (
    MetricValues,
    helps_and_harms_shares,
    negligible_amount,
    summarize_differences,
    summarize_share,
    summarize_values,
)
from reorg.study.measuring.metrics import METRICS, Metric
from reorg.study.results.bottlenecks import Document, find_bottlenecks
from reorg.study.results.guard_rails import find_broken_guard_rails
from reorg.study.results.ranking import rank_scenarios
from reorg.study.results.sensitivity import analyze_sensitivity, why_no_drivers
from reorg.study.running.sample import WorldSample
from reorg.study.running.settings import Settings
from reorg.study.running.stopping_rule import measure_precision
from reorg.study.running.tally import Tally
from reorg.study.sampling.sobol import WORLDS_PER_BATCH

SCHEMA = "reorg/verdict/1"


def build_verdict(tally: Tally, settings: Settings) -> Document:
    """Return the verdict without its ``timing``, the only part that depends on more than the study."""
    job = tally.rehearsal.job
    asked = dict(settings.precision or {})
    others = range(1, len(job.scenarios))
    differences = [entry for index in others for entry in _differences(tally, index, asked)]
    sample = WorldSample.of(tally)
    verdict = {
        "schema": SCHEMA,
        "organization": job.organization.name,
        "baseline": job.scenarios[0],
        "worlds": len(tally.waited),
        "seed": settings.seed,
        "horizon_weeks": job.organization.horizon_weeks,
        "model_hash": job.organization.hash,
        "scenarios": {
            scenario: {"metrics": _metrics(tally, index)} for index, scenario in enumerate(job.scenarios)
        },
        "differences": differences,
        **analyze_sensitivity(sample),
        "league": rank_scenarios(sample),
        "bottlenecks": find_bottlenecks(tally),
        "notes": [*_notes(differences, len(tally.waited)), *why_no_drivers(sample)],
    }
    rails = find_broken_guard_rails(tally)
    verdict |= {"guard_rails": rails} if rails else {}
    return verdict | ({"precision": _precision(tally, settings, asked)} if asked else {})


def _precision(tally: Tally, settings: Settings, asked: dict[str, float]) -> Document:
    """Return what a study that goes on until it is sure was asked for, and what it came to."""
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
    sides = {measure: tally.side(scenario, measure.key) for measure in METRICS}
    return {m.key: {"unit": m.unit, **_summary(m, side)} for m, side in sides.items() if _has_value(side)}


def _summary(measure: Metric, side: MetricValues) -> Document:
    return dict(summarize_share(side) if measure.per == "sample" else summarize_values(side))


def _differences(tally: Tally, scenario: int, asked: dict[str, float]) -> list[Document]:
    entries = []
    for measure in METRICS:
        side, baseline = tally.side(scenario, measure.key), tally.side(0, measure.key)
        # Where both sides are censored in every world, nothing is known of their difference.
        unknown = np.isnan(side.values - baseline.values) | (side.censored & baseline.censored)
        if not unknown.all():
            # Judged after every batch, an interval must be valid at all looks together.
            reach = anytime_valid_t if measure.key in asked else t_975
            entries.append(_difference(tally, scenario, measure, (side, baseline), reach))
    return entries


def _difference(
    tally: Tally,
    scenario: int,
    measure: Metric,
    sides: tuple[MetricValues, MetricValues],
    reach: CriticalValue,
) -> Document:
    side, baseline = sides
    job = tally.rehearsal.job
    own = job.organization.negligible.get(measure.key)
    result: Document = summarize_differences(side, baseline, batch_numbers(len(side.values)), reach)
    if measure.per == "sample":
        # Worlds are out in time or not: the share has a mean and an interval, but no range over worlds.
        result |= {"median": None, "p05": None, "p95": None}
    return {
        "scenario": job.scenarios[scenario],
        "metric": measure.key,
        "question": measure.question,
        "unit": measure.unit,
        "better": measure.better,
        **result,
        **helps_and_harms_shares(
            side, baseline, measure.better, negligible_amount(baseline, own, measure.per)
        ),
    }


def _notes(differences: list[Document], worlds: int) -> list[str]:
    notes = []
    if differences and worlds <= WORLDS_PER_BATCH:
        notes.append(
            "There is one batch of worlds only, so the intervals of the means come from the standard"
            " deviation of the paired differences; with 65 worlds or more they come from the batches."
        )
    if any(entry["variance_reduction"] is None for entry in differences):
        notes.append("A variance reduction of null: the paired difference is the same in every world.")
    return notes


def _has_value(side: MetricValues) -> bool:
    return not bool(np.isnan(side.values).all())

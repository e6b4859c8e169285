"""The verdict: the JSON object ``reorg/verdict/1`` that the terminal, the report and Python all read."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.engine.seats import everybody
from reorg.study.guard_rails import rails_of
from reorg.study.hinges import hinges_of, unhinged
from reorg.study.league import league_of
from reorg.study.measures import MEASURES, Measure
from reorg.study.sample import Sample
from reorg.study.settings import Settings
from reorg.study.sobol import BATCH
from reorg.study.statistics import (
    Reach,
    Side,
    batches_of,
    negligible_amount,
    paired,
    share_of_sample,
    shares,
    spread,
    t_975,
)
from reorg.study.tally import Tally
from reorg.study.until_sure import anytime_t, standing

SCHEMA = "reorg/verdict/1"
BOTTLENECKS_MAX = 5

Document = dict[str, Any]


def verdict_of(tally: Tally, settings: Settings) -> Document:
    """Return the verdict without its ``timing``, the only part that depends on more than the study."""
    job = tally.rehearsal.job
    asked = dict(settings.until_sure or {})
    others = range(1, len(job.scenarios))
    differences = [entry for index in others for entry in _differences(tally, index, asked)]
    sample = Sample.of(tally)
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
        **hinges_of(sample),
        "league": league_of(sample),
        "bottlenecks": bottlenecks(tally),
        "notes": [*_notes(differences, len(tally.waited)), *unhinged(sample)],
    }
    rails = rails_of(tally)
    verdict |= {"guard_rails": rails} if rails else {}
    return verdict | ({"until_sure": _sure(tally, settings, asked)} if asked else {})


def _sure(tally: Tally, settings: Settings, asked: dict[str, float]) -> Document:
    """Return what a study that goes on until it is sure was asked for, and what it came to."""
    found = standing(tally, asked)
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


def bottlenecks(tally: Tally) -> list[Document]:
    """Return for each scenario beside the baseline the people most often overloaded, worst first.

    A share is of all weeks of all worlds. A study of one scenario has its people without a comparison.
    """
    plan, scenarios = tally.rehearsal.plans[0], tally.rehearsal.job.scenarios
    share = tally.overload / (len(tally.waited) * plan.weeks)
    titles = {person.id: person.title for person in everybody(tally.rehearsal.job.organization)}
    entries = []
    for index in range(min(1, len(scenarios) - 1), len(scenarios)):
        for person in np.argsort(-share[index], kind="stable")[:BOTTLENECKS_MAX]:
            if share[index, person] == 0:
                break
            name = plan.person_ids[person]
            entry = {"scenario": scenarios[index], "person": name, "title": titles[name]}
            entry["overloaded_weeks_share"] = float(share[index, person])
            entries.append(entry | ({"baseline": float(share[0, person])} if index else {}))
    return entries


def _metrics(tally: Tally, scenario: int) -> Document:
    sides = {measure: tally.side(scenario, measure.key) for measure in MEASURES}
    return {m.key: {"unit": m.unit, **_summary(m, side)} for m, side in sides.items() if _has_value(side)}


def _summary(measure: Measure, side: Side) -> Document:
    return dict(share_of_sample(side) if measure.per == "sample" else spread(side))


def _differences(tally: Tally, scenario: int, asked: dict[str, float]) -> list[Document]:
    entries = []
    for measure in MEASURES:
        side, baseline = tally.side(scenario, measure.key), tally.side(0, measure.key)
        # Where both sides are censored in every world, nothing is known of their difference.
        unknown = np.isnan(side.values - baseline.values) | (side.censored & baseline.censored)
        if not unknown.all():
            # Judged after every batch, an interval must be valid at all looks together.
            reach = anytime_t if measure.key in asked else t_975
            entries.append(_difference(tally, scenario, measure, (side, baseline), reach))
    return entries


def _difference(
    tally: Tally, scenario: int, measure: Measure, sides: tuple[Side, Side], reach: Reach
) -> Document:
    side, baseline = sides
    job = tally.rehearsal.job
    own = job.organization.negligible.get(measure.key)
    result: Document = paired(side, baseline, batches_of(len(side.values)), reach)
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
        **shares(side, baseline, measure.better, negligible_amount(baseline, own, measure.per)),
    }


def _notes(differences: list[Document], worlds: int) -> list[str]:
    notes = []
    if differences and worlds <= BATCH:
        notes.append(
            "There is one batch of worlds only, so the intervals of the means come from the standard"
            " deviation of the paired differences; with 65 worlds or more they come from the batches."
        )
    if any(entry["variance_reduction"] is None for entry in differences):
        notes.append("A variance reduction of null: the paired difference is the same in every world.")
    return notes


def _has_value(side: Side) -> bool:
    return not bool(np.isnan(side.values).all())

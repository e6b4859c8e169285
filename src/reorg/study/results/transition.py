"""The effect of the change itself, separated from that of the structures in the long run.

In one world, with x a scenario, b the baseline, and x*, b* their settled forms, which have their last
structure from the start (:mod:`reorg.study.running.settled`),

    x - b  =  [(x - x*) - (b - b*)]  +  (x* - b*)                                                      (1)
              the change itself         the structures

so that the means add up exactly. What is cut off at the horizon is counted to it. Where more than
:data:`~reorg.study.results.sensitivity.CENSORED_MAX` of the worlds are cut off on any side, the parts of what
is seen say little about the parts of the whole, part of which is beyond the horizon: the entry is
``declined``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.study.inference.intervals import Floats, batch_numbers, mean_interval
from reorg.study.measuring.metrics import METRICS, Metric
from reorg.study.results.sensitivity import CENSORED_MAX
from reorg.study.running.tally import Tally

Document = dict[str, Any]


def describe_transition(tally: Tally) -> Document | None:
    """Return the effects of the change and of the structures, by scenario and metric, or None.

    ``worlds`` in which settled forms were simulated; ``differences``, see docs/json.md; ``without`` the
    scenarios that have no settled form, each with ``why``.
    """
    job, forms = tally.rehearsal.job, tally.rehearsal.forms
    worlds = len(tally.settled)
    if len(job.scenarios) < 2 or not worlds or not forms.any_reorganized:
        return None
    lines = [
        _difference(tally, place, measure)
        for place in range(1, len(job.scenarios))
        if _is_reported(forms.form_of, place)
        for measure in METRICS
    ]
    return {
        "worlds": worlds,
        "differences": [entry for entry in lines if entry],
        "without": [{"scenario": name, "why": why} for name, why in forms.without.items()],
    }


def _is_reported(form_of: tuple[int | None, ...], place: int) -> bool:
    """Return whether a scenario or the baseline reorganizes, and both have a settled form."""
    forms = form_of[0], form_of[place]
    return None not in forms and forms != (0, place)


def _difference(tally: Tally, place: int, measure: Metric) -> Document | None:
    job, form_of = tally.rehearsal.job, tally.rehearsal.forms.form_of
    forms = [place, 0, form_of[place], form_of[0]]
    sides = [tally.form_side(form, measure.key) for form in forms if form is not None]
    alternative, baseline, alternative_form, baseline_form = (side.values for side in sides)
    known = ~np.isnan(alternative - baseline + alternative_form - baseline_form)
    if not known.any():
        return None
    whole, structure = (alternative - baseline)[known], (alternative_form - baseline_form)[known]
    batches = batch_numbers(len(known))[known]
    censored = np.any([side.censored for side in sides], axis=0)[known]
    declined = {"declined": True} if censored.mean() > CENSORED_MAX else {}
    return {
        "scenario": job.scenarios[place],
        "metric": measure.key,
        "unit": measure.unit,
        "better": measure.better,
        "worlds": int(known.sum()),
        "counted_to_horizon": bool(censored.any()),
        "censored_share": float(censored.mean()),
        **declined,
        "whole": _mean(whole, batches),
        "change": _mean(whole - structure, batches),
        "structure": _mean(structure, batches),
    }


def _mean(values: Floats, batches: Any) -> Document:
    interval = mean_interval(values, batches)
    return {"mean": float(values.mean()), "mean_interval_95": list(interval) if interval else None}

"""The meaning of the keys of a verdict: its parts, and the figures of metrics and differences."""

from __future__ import annotations

PARTS = {
    "schema": "name and version of the format: `reorg/verdict/4`",
    "organization": "name of the organization",
    "baseline": "id of the scenario that all others are compared with",
    "worlds": "number of worlds",
    "draws": "number of different draws of the assumptions in these worlds; two worlds may share one",
    "seed": "the seed: the same seed gives the same worlds",
    "start": "the start date, from which all weeks count",
    "horizon_weeks": "weeks that are simulated after the start date",
    "leading": "key of the metric that scenarios are compared by first",
    "decision_week": "week from which the next release counts; no change counts from an earlier week",
    "output_week": "week from which early output (first month, first quarter) counts, in every scenario",
    "model_hash": "SHA-256 of the model: two files that mean the same have the same hash",
    "scenarios": "by id, each scenario's name and metrics",
    "differences": "each scenario minus the baseline in the same world, an entry for each metric",
    "releases": "by scenario, when each occurrence of a release and its packages begin and are out",
    "recovery": "by scenario, the fall in output from its own change on, and the recovery",
    "people": "by scenario, who gains and who loses",
    "moved_work": "by scenario, work that another team owns, and work whose team has lost the skill for it",
    "weekly": "by scenario and series, the weekly differences from the baseline",
    "unmoved": "metrics that cannot move in this model, and why",
    "drivers": "which assumptions decide each difference",
    "flips": "where each difference reverses, or else ends without reversing",
    "sensitivity": "how much of each difference the drivers explain together, and over how many worlds",
    "luck": "for the leading metric, how much of a difference is luck and how much assumptions decide",
    "league": "by metric, scenarios ranked within each world",
    "bottlenecks": "who is overloaded most often",
    "notes": "remarks on precision",
    "transition": "only if a scenario reorganizes: the effects of the change itself and of the new structure",
    "observed": "only if the model states what is observed today: ranges, draws that agree, what they narrow",
    "guard_rails": "only where structures break the model's guard rails: which, and by how much",
    "precision": "only if requested: the widths of intervals requested, and those reached",
    "timing": "seconds, compile seconds, events, threads: the only part that differs between equal studies",
}
"""The top-level keys of a verdict."""

METRIC_FIGURES = {
    "unit": "unit of all figures",
    "mean": "mean over the worlds with a value; null where any is censored",
    "sd": "standard deviation over the same worlds",
    "p05": "5% quantile; null where it lies among censored worlds",
    "p10": "10% quantile",
    "p50": "median",
    "p90": "90% quantile",
    "p95": "95% quantile",
    "censored": "share of all worlds in which the event has not happened by the horizon",
    "no_value": "share of all worlds without a value",
    "bounds": "only where something is censored: by quantile [at least, at most], null for no bound",
    "restricted_mean": "only where something is censored: the mean with those worlds counted to the horizon",
}
"""The keys of `scenarios.ID.metrics.KEY`."""

DIFFERENCE_FIGURES = {
    "scenario": "id of the scenario",
    "metric": "key of the metric",
    "question": "the question that the metric answers",
    "unit": "unit of all figures",
    "better": "`lower`, `higher`, or `-` for neither",
    "median": "median of the paired differences; null where it depends on what is censored",
    "p05": "5% quantile of the paired differences",
    "p95": "95% quantile of the paired differences",
    "bounds": "only where something is censored: of median, p05 and p95",
    "mean": "mean of the paired differences; null where either side is censored in any world",
    "mean_interval_95": "95% interval of that mean",
    "restricted_mean": "in that case: the mean with both sides counted to the horizon at most",
    "restricted_mean_interval_95": "95% interval of that mean",
    "trimmed_mean": "mean without a fifth at either end, [at least, at most]; null where values repeat",
    "trimmed_mean_interval_95": "95% interval of the trimmed mean: narrower, as single worlds hardly move it",
    "variance_reduction": "factor by which pairing reduces the worlds needed; null where nothing varies",
    "helps_share": "share of all worlds that are better by more than a negligible amount",
    "harms_share": "share of all worlds that are worse by more than a negligible amount",
    "ties_share": "share of all worlds with no more than a negligible difference",
    "unknown_share": "share of all worlds with both sides censored",
    "no_value_share": "share of all worlds in which either side has no value",
    "clarity": "how it differs: `clear`, `in more worlds`, `on average`; or `hardly any`, `mostly ties`,"
    " `not clear`, `unknown`",
    "lean": "`helps`, `harms`, `neither` or `ties`: which way most known worlds go; null if none is known",
}
"""The keys of an entry of `differences`."""

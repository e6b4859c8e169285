"""The claims as one JSON object, ``reorg/claims/1``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from reorg.claims.evaluation import ClaimDesign, ClaimResult
from reorg.claims.failure_regions import describe_failure_region
from reorg.model import load
from reorg.study.running.identity import hash_of_sources


def document(verdicts: Iterable[ClaimResult], design: ClaimDesign) -> dict[str, Any]:
    """Return the verdicts as plain data, in the order of the claims; None stands for what has no value.

    ``models`` {case: hash} and ``sources``, a hash of the engine's, say what they were found with.
    """
    ordered = sorted(verdicts, key=lambda verdict: int(verdict.claim.id.removeprefix("C")))
    cases = {setting.case for verdict in ordered for setting in verdict.claim.settings.values()}
    return {
        "schema": "reorg/claims/1",
        "models": {case: load(case).hash for case in sorted(cases)},
        "sources": hash_of_sources(),
        "worlds": design.worlds,
        "seed": design.seed,
        "fixed": design.fixed,
        "claims": [entry(verdict) for verdict in ordered],
    }


def entry(verdict: ClaimResult) -> dict[str, Any]:
    """Return one verdict as plain data."""
    claim = verdict.claim
    mean, low, high = verdict.effect
    return {
        "id": claim.id,
        "statement": claim.statement,
        "source": claim.source,
        "origin": claim.origin,
        "metric": claim.metric,
        "scenarios": {
            name: {"case": s.case, "scenario": s.scenario, "held": dict(s.held)}
            for name, s in claim.settings.items()
        },
        "holds_when": claim.holds_when,
        "judged_by": claim.judged,
        "judged": int(verdict.holds.size),
        "fails_when": describe_failure_region(verdict),
        "holds_share": _number(verdict.share),
        "interval": [_number(end) for end in verdict.interval],
        "leaning": {"mean": _number(mean), "interval_95": [_number(low), _number(high)]},
        "detectable": {
            "between": list(claim.pair),
            "figures": {figure: _number(value) for figure, value in verdict.detectable.items()},
            "leaning": _number(verdict.detectable_leaning),
        },
        "figures": {
            figure: {
                "unit": claim.units.get(figure, ""),
                **{setting: _spread(values) for setting, values in by_setting.items()},
            }
            for figure, by_setting in verdict.sample.values.items()
        },
    }


def _spread(values: Any) -> dict[str, float | None]:
    known = values[~np.isnan(values)]
    if not known.size:
        return {"mean": None, "p05": None, "p50": None, "p95": None}
    p05, p50, p95 = np.quantile(known, (0.05, 0.5, 0.95))
    return {"mean": float(known.mean()), "p05": float(p05), "p50": float(p50), "p95": float(p95)}


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None

"""The method of a study and its limits, in sentences."""

from __future__ import annotations

from reorg.report.figures import number
from reorg.report.findings import difference, leading_metric
from reorg.report.observed import agreement_method
from reorg.report.precision import precision_line
from reorg.report.scenarios import Verdict, alternatives, scenario_name
from reorg.report.vocabulary import words

NOT_SIMULATED = (
    "Politics, trust and morale, apart from overload, moves, lost scope and the departure of colleagues.",
    "Quality as users see it, apart from skipped rework and the value of the design found.",
    "Rivals outside the organization: its market grows with its own releases, whatever others do.",
)
"""Processes that this version does not simulate."""
_SENSITIVITY = (
    "What decides a difference is estimated from the same worlds, without further runs. If a difference"
    " depends on luck alone, the probability that any assumption is named is below 1%. Shares are"
    " first-order Sobol' indices; their intervals come from leaving out parts of the worlds. A region in"
    " which the verdict flips or ends must be confirmed in worlds that were not used to find it.",
)


def method(verdict: Verdict, fixed: bool) -> list[str]:
    """Return the method of a study; ``fixed``: assumptions were held at their central values."""
    drawn = (
        "Assumptions are held at their central values; only luck differs between worlds."
        if fixed
        else "A world is one draw of luck (efforts, exceptions, arrivals) and of every assumption."
    )
    size = f"{verdict['worlds']:,} worlds of {verdict['horizon_weeks']} weeks each, seed {verdict['seed']}."
    return [
        f"{size} {drawn}",
        *([] if fixed else _sharing(verdict)),
        *([] if fixed else agreement_method(verdict)),
        *(_comparing(verdict) if alternatives(verdict) else ()),
        *verdict.get("notes", ()),
        *filter(None, [precision_line(verdict)]),
    ]


def _sharing(verdict: Verdict) -> list[str]:
    """State how many draws of the assumptions stand behind the worlds, if some worlds share one."""
    worlds, draws = int(verdict["worlds"]), int(verdict.get("draws", verdict["worlds"]))
    if draws >= worlds:
        return []
    return [
        f"{draws:,} draws of the assumptions stand behind the {worlds:,} worlds: {worlds - draws:,} of them"
        " serve two worlds each, with different luck, so that the effects of both can be separated."
    ]


def _comparing(verdict: Verdict) -> list[str]:
    return [
        "Every scenario runs in the same worlds: the same people, the same work and the same luck. A"
        " difference is taken within each world, so that what all scenarios share cancels out.",
        *_reduction(verdict),
        "The range from 5% to 95% says how much worlds differ. The interval of the mean says how well the"
        " mean is known from this many worlds; if it includes 0, there may be no difference.",
        "A change helps in a world where it is better by more than a negligible amount (1% of the"
        " baseline's median, unless the model says otherwise). Ties count for neither side.",
        *(_SENSITIVITY if verdict.get("sensitivity") else ()),
    ]


def _reduction(verdict: Verdict) -> list[str]:
    lines = []
    for scenario in alternatives(verdict):
        metric = leading_metric(verdict, scenario)
        entry = difference(verdict, scenario, metric) if metric else None
        factor = number(entry.get("variance_reduction")) if entry else None
        if metric and factor is not None:
            digits = 0 if factor >= 10 else 1
            lines.append(
                f"{factor:,.{digits}f} for {words(metric).label} of {scenario_name(verdict, scenario)}"
            )
    if not lines:
        return []
    return [
        "Pairing divides the variance of a difference, measured against independent worlds, by "
        + "; ".join(lines)
        + "."
    ]

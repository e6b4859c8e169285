"""Softer options: the other alternatives of the study, best first, or options not tried."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reorg.model.analysis.positions import structure_at_end
from reorg.model.organization import Organization
from reorg.report.figures import UNKNOWN, number, people_difference
from reorg.report.plain_text import listed
from reorg.report.scenarios import alternatives
from reorg.report.structures import event_weeks
from reorg.report.summary.comparison import Comparison
from reorg.report.summary.key_figures import (
    FIRST_MONTH,
    middle_in_words,
    output_metric,
    percent,
    relative_changes,
)
from reorg.report.summary.moves import find_moves
from reorg.report.vocabulary import words
from reorg.study.inference.majority import majority_of
from reorg.study.results.conclusion import bounds_of, conclude, middle_difference

ROWS_MAX = 5
_NEUTRAL = "The alternatives side by side"
_PARTS = (
    (0.05, "next to nothing"), (0.3, "a quarter as much"), (0.4, "a third as much"), (0.6, "half as much"),
    (0.75, "two thirds as much"), (0.9, "somewhat less"),
)  # fmt: skip


@dataclass(frozen=True)
class Softer:
    """An alternative: its leading difference with the range of 90% of worlds, output, departures.

    ``low`` and ``high`` as far as known, None where they are beyond the horizon. ``here`` True: the one this
    page is about; ``loses_people``: clearly more departures than the baseline.
    """

    scenario: str
    label: str
    middle_in_words: str
    low: float | None
    middle: float | None
    high: float | None
    first_month: str
    departures: str
    here: bool
    loses_people: bool


@dataclass(frozen=True)
class Soften:
    """The alternatives, best first, or (``rows`` empty) a sentence on options not tried."""

    heading: str
    metric: str
    unit: str
    rows: tuple[Softer, ...]
    not_tried: str


def what_softens(compared: Comparison) -> Soften | None:
    """Return the alternatives of a study side by side; None for one scenario alone."""
    metric, entry = compared.metric, compared.entry(compared.metric)
    others = alternatives(compared.verdict)
    if metric is None or entry is None or compared.scenario is None:
        return None
    heading = "What would soften it" if conclude(entry) == "worse" else _NEUTRAL
    if len(others) < 2:
        heading = "What was not tried"
        return Soften(heading, metric, entry["unit"], (), _not_tried(compared))
    every = [Comparison(compared.study, other) for other in others]
    rows = [_row(each, metric, each.scenario == compared.scenario) for each in every]
    if any(row.loses_people and not row.here for row in rows):
        # What costs people is no softer, whatever it does to the leading metric.
        heading = _NEUTRAL
    sign = 1.0 if words(metric).better == "lower" else -1.0
    rows.sort(key=lambda row: (row.middle is None, sign * (row.middle or 0.0)))
    kept = [row for place, row in enumerate(rows) if place < ROWS_MAX or row.here]
    return Soften(heading, metric, entry["unit"], tuple(kept), "")


def softer_in_short(compared: Comparison, soften: Soften | None) -> str:
    """Name the alternative that does least harm; empty if none clearly does less than this one.

    Clearly: ahead of this one in more worlds than behind it, beyond chance.
    """
    metric, entry = compared.metric, compared.entry(compared.metric)
    here = middle_difference(entry) if entry else None
    if soften is None or metric is None or not soften.rows or here is None:
        return ""
    sign = 1.0 if words(metric).better == "lower" else -1.0
    known = (row for row in soften.rows if row.middle is not None)
    best = next((row for row in known if not (row.here or row.loses_people)), None)
    if best is None or best.middle is None or sign * here <= 0.0:
        return ""
    if majority_of(compared.signs_against(best.scenario, metric)) != "helps":
        return ""
    ratio = best.middle / here
    amount = next((part for most, part in _PARTS if ratio <= most), "")
    return f"Under {best.label} the harm is {amount}." if amount else ""


def _row(other: Comparison, metric: str, here: bool) -> Softer:
    entry = other.entry(metric)
    middle = middle_difference(entry) if entry else None
    leaving = other.entry("departures")
    return Softer(
        scenario=other.scenario or "",
        label=other.alternative,
        middle_in_words=middle_in_words(entry) if entry else UNKNOWN,
        low=bounds_of(entry, "p05")[1] if entry else None,
        middle=middle,
        high=bounds_of(entry, "p95")[0] if entry else None,
        first_month=_first_month(other),
        departures=people_difference(number(leaving.get("mean"))) if leaving else UNKNOWN,
        here=here,
        loses_people=leaving is not None and conclude(leaving) == "worse",
    )


def _first_month(other: Comparison) -> str:
    """Return the median change of output in the first month, as the key figure of that page has it."""
    is_in_month = (output_metric(other) or ("",))[0] == FIRST_MONTH
    if other.entry(FIRST_MONTH) is None or not is_in_month:
        return UNKNOWN
    changes = relative_changes(other, FIRST_MONTH)
    return percent(float(np.median(changes))) if changes.size else UNKNOWN


def _not_tried(compared: Comparison) -> str:
    """Name softer options that the study did not compare, as far as the model has what they need."""
    organization, scenario = compared.organization, compared.scenario or ""
    ways = list(_ways(organization, compared.verdict["baseline"], scenario))
    if not ways:
        return "No other alternative was rehearsed."
    text = listed(ways)
    each = "Each" if len(ways) > 1 else "It"
    return f"{text[:1].upper()}{text[1:]}. {each} would be a further scenario of the model."


def _ways(organization: Organization, baseline: str, scenario: str) -> list[str]:
    before, after = structure_at_end(organization, baseline), structure_at_end(organization, scenario)
    lost = {each.person for each in before.integrators} - {each.person for each in after.integrators}
    ways = ["to keep the integrator"] if lost else []
    if not after.integrators and not lost:
        ways.append("an integrator for the coupled work")
    if len(event_weeks(organization, scenario)) == 1 and find_moves(organization, before, after):
        ways += ["the change in two steps", "a later week"]
    return ways

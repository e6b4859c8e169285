"""The number of people one decider can serve: S* = C / (lambda p q v).

Below S* the decider has utilization S / S*; above it the queue grows without end, at a rate that follows from
the hours that come in and go out. Where the requests come by chance in time, the decider is a queue with
fixed service times, M/D/1, whose mean latency is v + lambda v^2 / (2 (1 - rho)).
"""

from __future__ import annotations

from reorg.engine import Outcome
from reorg.model.organization import Organization
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import after_warmup, log_rows, mean_over_worlds, ratio_of_totals
from reorg.verification.small_organizations import (
    AREA,
    FOREVER,
    HOURS_PER_WEEK,
    crew,
    fixed,
    organization,
    package,
    release,
    stream,
    structure,
    team,
    without_disturbances,
)

WORLDS = 64
CHUNK_HOURS = 8.0
P = 0.25
V = 1.0
LEAD_DECIDES = {
    "exceptions.probability": P,
    "exceptions.decision_hours": V,
    "exceptions.patience_hours": FOREVER,
    "exceptions.ignore_raises": 0.0,
    "exceptions.decided_by.medium.top": 0.0,
    "exceptions.decided_by.medium.lead": 1.0,
    "exceptions.decided_by.medium.self": 0.0,
    **{
        f"exceptions.outcome.{level}.{what}": float(what == "ignore")
        for level in ("lead", "self")
        for what in ("rework", "quick_fix", "ignore")
    },
}
"""Every exception goes to the lead; whoever decides finds that nothing need be done again."""


def _span(reports: int, weeks: int) -> Organization:
    """Return a lead, the first of all people, whose reports each work on a package that never ends."""
    (lead,), people = crew(1, "lead"), crew(reports)
    teams = [team("top", lead=lead), team("makers", people, parent="top", owned=[("area", AREA)])]
    packages = [package(f"k{i}", fixed(1e6)) for i in range(reports)]
    return organization(
        (lead, *people),
        [structure(teams)],
        weeks=weeks,
        warmup=20,
        releases=[release(packages, first_week=-20.0)],
    )


def _lead_utilization(outcome: Outcome) -> float:
    ended = after_warmup(log_rows(outcome, "end item"))
    hours = ended["value"][ended["person"] == 0].sum()
    return float(hours / (len(outcome.inbox_hours) * HOURS_PER_WEEK))


def _below(reports: int, error: float) -> float:
    """Return the utilization: a report's piece of work takes 8 hours and, with p, half a decision's."""
    asked = P * error / (CHUNK_HOURS + P * error * 0.5 * V)
    return reports * asked * V


def _measure_below(error: float) -> Comparison:
    reports = 24
    vector = without_disturbances({**LEAD_DECIDES, "exceptions.probability": P * error})
    found, deviation = mean_over_worlds(_span(reports, 100), vector, WORLDS, _lead_utilization, log=True)
    expected = _below(reports, 1.0)
    return Comparison(expected, found, WORLDS, deviation, _below(reports, PLANTED) - expected)


def _slope(outcome: Outcome) -> float:
    inbox = outcome.inbox_hours
    return float((inbox[-1] - inbox[0]) / ((len(inbox) - 1) * HOURS_PER_WEEK))


def _growth(reports: int, error: float) -> float:
    """Return hours of queue added in an hour.

    The lead, never free, answers 1 / v requests an hour, each of which costs an asker half of v; so the
    reports raise (S - 1/2) p / 8 requests an hour.
    """
    return (reports - 0.5) * P * error * V / CHUNK_HOURS - 1.0


def _measure_above(error: float) -> Comparison:
    reports = 48
    vector = without_disturbances({**LEAD_DECIDES, "exceptions.probability": P * error})
    found, deviation = mean_over_worlds(_span(reports, 160), vector, WORLDS, _slope)
    expected = _growth(reports, 1.0)
    return Comparison(expected, found, WORLDS, deviation, _growth(reports, PLANTED) - expected)


def desk(requests_per_hour: float, weeks: int) -> Organization:
    """Return a lead, the first of all people, with no work but exceptions that come by chance in time.

    Items of fixed size arrive by chance and find a free person at once, so they end by chance as well (the
    output of M/D/infinity is a Poisson process), and so do those among them that raise an exception.
    """
    (lead,), people = crew(1, "lead"), crew(48)
    teams = [team("top", lead=lead), team("makers", people, parent="top", owned=[("stream", "items")])]
    items = stream("items", requests_per_hour / P, fixed(CHUNK_HOURS))
    return organization((lead, *people), [structure(teams)], weeks=weeks, warmup=4, streams=[items])


def _latency(outcome: Outcome) -> tuple[float, float]:
    asked, decided = log_rows(outcome, "decision asked")["time"], log_rows(outcome, "decision taken")["time"]
    # First come, first served, by one person: the k-th question gets the k-th decision.
    latency = decided - asked[: len(decided)]
    after = latency[asked[: len(decided)] > 0.0]
    return float(after.sum()), float(len(after))


def _md1(rho: float) -> float:
    return 1.0 + rho / (2.0 * (1.0 - rho))


def _measure_latency(error: float) -> Comparison:
    rho = 0.7
    vector = without_disturbances({**LEAD_DECIDES, "exceptions.decision_hours": V * error})
    found, deviation = ratio_of_totals(desk(rho / V, 80), vector, WORLDS, _latency, log=True)
    expected = V * _md1(rho)
    return Comparison(expected, found, WORLDS, deviation, V * PLANTED * _md1(rho * PLANTED) - expected)


_PLANTED_P = "probability of an exception"

CHECKS = (
    Check(
        "span-limit/below", CLOSED_FORM, "renewal reward: S lambda p q v / C",
        "Utilization of a lead with 24 reports, who could serve 32.", _PLANTED_P, _measure_below,
    ),
    Check(
        "span-limit/above", CLOSED_FORM, "hours asked for less hours there are",
        "Growth of the queue of a lead with 48 reports, who could serve 32, in hours an hour.",
        _PLANTED_P, _measure_above,
    ),
    Check(
        "span-limit/latency", CLOSED_FORM, "Pollaczek-Khinchine for fixed service times",
        "Mean hours from a question to its decision, at load .7.", "hours of a decision", _measure_latency,
    ),
)  # fmt: skip

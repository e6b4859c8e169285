"""Requests that nobody takes up in time: a queue with fixed patience (reneging), first come first served."""

from __future__ import annotations

from functools import cache, partial
from math import exp, factorial

from reorg.engine import Outcome, Plan, plan_scenario
from reorg.model.work import Coupling
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import after_warmup, log_rows, ratio_of_totals
from reorg.verification.small_organizations import (
    crew,
    exponential,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)
from reorg.verification.span_limit import LEAD_DECIDES, desk

RHO = 0.8

PATIENCE = 2.0
"""In service times."""
DECISION_WORLDS, DECISION_WEEKS = 64, 130
REQUEST_WORLDS, REQUEST_WEEKS = 192, 4
REQUEST_HOURS = 0.1

CHAINS, CHAIN_LENGTH = 4, 500
"""A chain is expected to end some 400 packages by the horizon, with a standard deviation of 20."""


def missed_share(rho: float, patience: float) -> float:
    """Return the share missed, equation (3), ``patience`` in service times."""
    terms = (
        (-rho * (patience - k)) ** k * exp(rho * (patience - k)) / factorial(k)
        for k in range(int(patience) + 1)
    )
    unhurried = sum(terms)
    return 1.0 - unhurried / (1.0 + rho * unhurried)


_SHIFT = missed_share(RHO, PATIENCE * PLANTED) - missed_share(RHO, PATIENCE)


def _share(missed: str, sent: str, outcome: Outcome) -> tuple[float, float]:
    return len(after_warmup(log_rows(outcome, missed))), len(after_warmup(log_rows(outcome, sent)))


def _decisions(error: float) -> Comparison:
    vector = without_disturbances({**LEAD_DECIDES, "exceptions.patience_hours": PATIENCE * error})
    read = partial(_share, "decides alone", "decision asked")
    asked = desk(RHO, DECISION_WEEKS)
    found, deviation = ratio_of_totals(asked, vector, DECISION_WORLDS, read, log=True)
    return Comparison(missed_share(RHO, PATIENCE), found, DECISION_WORLDS, deviation, _SHIFT)


@cache
def _chains() -> Plan:
    """Return chains of short packages, each coupled to one that nobody works on, whose lead is asked.

    A chain never pauses, for there is always a free person, and its packages take exponential hours: their
    ends, each of which sends one request, come by chance in time. The lead is alone and owns nothing.
    """
    (lead,), people = crew(1, "lead"), crew(6 * CHAINS)
    owned = [("package", f"r/c{i}-{k}") for i in range(CHAINS) for k in range(CHAIN_LENGTH)]
    teams = [
        team("top", lead=lead),
        team("nobody", parent="top", owned=[("package", "r/other")]),
        team("makers", people, parent="top", owned=owned),
    ]
    effort = exponential(CHAINS * REQUEST_HOURS / RHO)
    links = [
        package(f"c{i}-{k}", effort, after=[f"c{i}-{k - 1}"] if k else ())
        for k in range(CHAIN_LENGTH)
        for i in range(CHAINS)
    ]
    couplings = [Coupling(x.id, "other", 1.0) for x in links]
    work = release([package("other", fixed(8.0)), *links], couplings, first_week=-1.0)
    everybody = (lead, *people)
    return plan_scenario(
        organization(everybody, [structure(teams)], weeks=REQUEST_WEEKS, warmup=1, releases=[work]), "only"
    )


def _requests(error: float) -> Comparison:
    vector = without_disturbances(
        {
            "coordination.exchange_probability": 1e9,
            "coordination.recipients": 1.0,
            "coordination.request_hours": REQUEST_HOURS,
            "coordination.distance_cost": 0.0,
            "coordination.patience_hours": PATIENCE * REQUEST_HOURS * error,
        }
    )
    read = partial(_share, "request missed", "request sent")
    found, deviation = ratio_of_totals(_chains(), vector, REQUEST_WORLDS, read, log=True)
    return Comparison(missed_share(RHO, PATIENCE), found, REQUEST_WORLDS, deviation, _SHIFT)


_SOURCE = (
    "M/D/1 with fixed patience, level crossing (Brill & Posner 1977, from memory; derived in the module)"
)
CHECKS = (
    Check(
        "patience/decisions", CLOSED_FORM, _SOURCE,
        "Share of questions not answered in time, at load .8 and a patience of two decisions.",
        "patience", _decisions,
    ),
    Check(
        "patience/requests", CLOSED_FORM, _SOURCE,
        "Share of coordination requests missed, at load .8 and a patience of two requests.",
        "patience", _requests,
    ),
)  # fmt: skip

"""Queues of theory, through streams and people: one server and many, priorities, line against pool.

Items arrive by chance in time and take exponential hours, far below a chunk, so that each is one piece of
work. Waits and sojourns are counted by the engine; theory is evaluated here at the planted load as well,
which gives the shift that the power rests on. Times are in units of the mean service time.
"""

from __future__ import annotations

from functools import partial
from math import factorial

from reorg.engine import Outcome
from reorg.model.organization import Organization
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import ratio_of_totals
from reorg.verification.small_organizations import (
    crew,
    exponential,
    organization,
    stream,
    structure,
    team,
    without_disturbances,
)

SERVICE_HOURS = 0.1
WORLDS = 64
WEEKS = 60
WARMUP_WEEKS = 8
"""More than ten relaxation times of the slowest queue here."""


def erlang_wait(servers: int, load: float) -> float:
    """Return the mean wait of M/M/c in service times, ``load`` = arrivals in a service time."""
    queued = load**servers / factorial(servers) * servers / (servers - load)
    waiting = queued / (sum(load**k / factorial(k) for k in range(servers)) + queued)
    return waiting / (servers - load)


def _pool(servers: int, per_service: float, hours: float) -> Organization:
    people = crew(servers)
    everybody = structure([team("all", people, owned=[("stream", "s")])])
    items = stream("s", per_service / SERVICE_HOURS, exponential(hours))
    weeks = max(12, WEEKS // servers)
    return organization(people, [everybody], weeks=weeks, warmup=WARMUP_WEEKS, streams=[items])


def _waits(number: int, outcome: Outcome) -> tuple[float, float]:
    return outcome.streams[number, 1] / SERVICE_HOURS, outcome.streams[number, 0]


def _sojourns(outcome: Outcome) -> tuple[float, float]:
    """Return the time of all items in all stages, and the number of items (of the last stage)."""
    return outcome.streams[:, 3].sum() / SERVICE_HOURS, outcome.streams[-1, 0]


def _servers(servers: int, rho: float, error: float) -> Comparison:
    items = _pool(servers, rho * servers, SERVICE_HOURS * error)
    found, deviation = ratio_of_totals(items, without_disturbances(), WORLDS, partial(_waits, 0))
    expected = erlang_wait(servers, rho * servers)
    planted = PLANTED * erlang_wait(servers, PLANTED * rho * servers)
    return Comparison(expected, found, WORLDS, deviation, planted - expected)


def cobham(urgent: bool, service: float) -> float:
    """Return the mean wait of one of two classes, arrivals .3 and .5, without pre-emption."""
    residual = 0.8 * service * service
    first = residual / (1.0 - 0.3 * service)
    return first if urgent else first / (1.0 - 0.8 * service)


def _priority(urgent: bool, error: float) -> Comparison:
    people = crew(1)
    both = structure([team("all", people, owned=[("stream", "low"), ("stream", "high")])])
    effort = exponential(SERVICE_HOURS * error)
    streams = [
        stream("low", 0.5 / SERVICE_HOURS, effort),
        stream("high", 0.3 / SERVICE_HOURS, effort, priority=1.0),
    ]
    desk = organization(people, [both], weeks=WEEKS, warmup=WARMUP_WEEKS, streams=streams)
    found, deviation = ratio_of_totals(desk, without_disturbances(), WORLDS, partial(_waits, int(urgent)))
    expected = cobham(urgent, 1.0)
    return Comparison(expected, found, WORLDS, deviation, cobham(urgent, PLANTED) - expected)


def _line(error: float) -> Comparison:
    people = crew(4)
    names = ("s1", "s2", "s3", "s4")
    teams = [
        team(f"t{n}", [p], parent="root", owned=[("stream", n)]) for n, p in zip(names, people, strict=True)
    ]
    stages = structure([team("root"), *teams])
    effort = exponential(SERVICE_HOURS * error)
    handed_on = (*names[1:], None)
    streams = [
        stream(name, 0.8 / SERVICE_HOURS if name == "s1" else 0.0, effort, then=then)
        for name, then in zip(names, handed_on, strict=True)
    ]
    line = organization(people, [stages], weeks=WEEKS, warmup=WARMUP_WEEKS, streams=streams)
    found, deviation = ratio_of_totals(line, without_disturbances(), WORLDS, _sojourns)
    return Comparison(20.0, found, WORLDS, deviation, 4.0 * PLANTED / (1.0 - 0.8 * PLANTED) - 20.0)


def _whole_jobs(error: float) -> Comparison:
    found, deviation = ratio_of_totals(
        _pool(4, 0.8, 4.0 * SERVICE_HOURS * error), without_disturbances(), WORLDS, _sojourns
    )
    expected, planted = (4.0 * e * (erlang_wait(4, 3.2 * e) + 1.0) for e in (1.0, PLANTED))
    return Comparison(expected, found, WORLDS, deviation, planted - expected)


_SERVICE = "service time"

CHECKS = (
    *(
        Check(
            f"queues/{name}", CLOSED_FORM, "Erlang C (Erlang 1917)",
            f"Mean wait of M/M/{c} at load {rho} a server, in service times.",
            _SERVICE, partial(_servers, c, rho),
        )
        for name, c, rho in (
            ("mm1", 1, 0.8), ("mm1-busy", 1, 0.9), ("mm2", 2, 0.8), ("mm3", 3, 0.8), ("mm5", 5, 0.8),
            ("mm10", 10, 0.8),
        )
    ),
    *(
        Check(
            f"queues/priority-{name}", CLOSED_FORM, "Cobham 1954",
            f"Mean wait of the {name} class of two, arrivals .3 and .5, no pre-emption, in service times.",
            _SERVICE, partial(_priority, name == "high"),
        )
        for name in ("high", "low")
    ),
    Check(
        "queues/line", CLOSED_FORM, "four M/M/1 in a line (Burke 1956)",
        "Mean time of an item through four specialists, arrivals .8, in service times of one stage.",
        _SERVICE, _line,
    ),
    Check(
        "queues/pool", CLOSED_FORM, "M/M/4 (Erlang 1917)",
        "Mean time of an item in a pool of four generalists who do it whole, arrivals .8, same unit.",
        _SERVICE, _whole_jobs,
    ),
)  # fmt: skip

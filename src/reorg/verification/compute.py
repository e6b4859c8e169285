"""Accelerators: queues of jobs, failures and checkpoints, shares and costs of theory, through the engine.

Items of streams need next to no work of people, of whom there are plenty, and then compute for a time in
proportion to that work: jobs arrive by chance in time, and their lengths have the items' distribution. (Items
served at once leave as a Poisson stream whose lengths are independent of when they leave.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from reorg.engine import Outcome
from reorg.engine.outcome import GPU_HOURS_USED, HOURS_WAITED, RUN_COUNT
from reorg.mechanisms.compute import CLOCK, expected_hours
from reorg.model.choices import AllocationRule
from reorg.model.compute import Pool
from reorg.model.events import Budget
from reorg.model.organization import Organization
from reorg.model.work import Stream
from reorg.verification.queues import cobham, erlang_wait
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import after_warmup, log_rows, ratio_of_totals, simulate_worlds
from reorg.verification.small_organizations import (
    crew,
    exponential,
    fixed,
    organization,
    package,
    release,
    stream,
    structure,
    team,
    without_disturbances,
)

SERVICE_HOURS = 0.1
"""Working hours that a job of mean length runs."""
TOUCH = 0.01
"""Work of people, as a share of it."""
WORLDS = 16
ITEMS = 120_000
"""Jobs of a check, in all worlds."""
WARMUP_WEEKS = 4
"""More than ten relaxation times of the slowest queue here."""
PRICE = 3.0


def _pool(gpus: int, allocation: AllocationRule = "fair") -> Pool:
    return Pool("cluster", gpus, PRICE, 0.0, None, 0.5, allocation, "used")


def _computing(
    name: str, per_service: float, hours: float, *, spread: bool = True, priority: float = 1.0
) -> Stream:
    """Return a stream of jobs of the given working hours on one accelerator, exponential if ``spread``."""
    effort = exponential(TOUCH * hours) if spread else fixed(TOUCH * hours)
    items = stream(name, per_service / SERVICE_HOURS, effort, priority=priority)
    return replace(items, gpu_hours=hours * CLOCK, pool="cluster", job_gpus=1)


def _cluster(pool: Pool, streams: Sequence[Stream], weeks: int) -> Organization:
    people = crew(6)
    everybody = structure([team("all", people, owned=[("stream", s.id) for s in streams])])
    lab = organization(people, [everybody], weeks=weeks, warmup=WARMUP_WEEKS, streams=streams)
    return replace(lab, pools=(pool,))


def _weeks(per_service: float) -> int:
    return max(2, round(ITEMS / WORLDS * SERVICE_HOURS / per_service / 40.0))


def _erlang(gpus: int, error: float) -> Comparison:
    arrivals = 0.8 * gpus
    lab = _cluster(_pool(gpus), [_computing("s", arrivals, SERVICE_HOURS * error)], _weeks(arrivals))

    def waits(outcome: Outcome) -> tuple[float, float]:
        return outcome.pools[0, HOURS_WAITED] / CLOCK / SERVICE_HOURS, outcome.pools[0, RUN_COUNT]

    found, deviation = ratio_of_totals(lab, without_disturbances(), WORLDS, waits)
    expected = erlang_wait(gpus, arrivals)
    shift = PLANTED * erlang_wait(gpus, PLANTED * arrivals) - expected
    return Comparison(expected, found, WORLDS, deviation, shift)


def _wait_of(number: int, length: float, outcome: Outcome) -> tuple[float, float]:
    """Return the waits of a stream's items in service times: sojourns less people's work and the job."""
    count = outcome.streams[number, 0]
    return outcome.streams[number, 3] / SERVICE_HOURS - count * length * (1.0 + TOUCH), count


def _priority(urgent: bool, error: float) -> Comparison:
    hours = SERVICE_HOURS * error
    streams = [_computing("low", 0.5, hours), _computing("high", 0.3, hours, priority=2.0)]
    lab = _cluster(_pool(1, "priority"), streams, 4 * _weeks(0.8))
    found, deviation = ratio_of_totals(
        lab, without_disturbances(), WORLDS, partial(_wait_of, int(urgent), error)
    )
    expected = cobham(urgent, 1.0)
    return Comparison(expected, found, WORLDS, deviation, cobham(urgent, PLANTED) - expected)


def _by_length(short: bool, error: float) -> float:
    """Return Cobham's waits of two classes, fixed lengths .5 and 2, arrivals .6 and .25, short ones first."""
    residual = 0.5 * error * error * (0.6 * 0.25 + 0.25 * 4.0)
    first = residual / (1.0 - 0.3 * error)
    return first if short else first / (1.0 - 0.8 * error)


def _returns(short: bool, error: float) -> Comparison:
    """Check that of two jobs of equal worth, the shorter has the higher return per accelerator-hour."""
    lengths = (2.0 * error, 0.5 * error)
    streams = [
        _computing("long", 0.25, SERVICE_HOURS * lengths[0], spread=False),
        _computing("short", 0.6, SERVICE_HOURS * lengths[1], spread=False),
    ]
    lab = _cluster(_pool(1, "expected-return"), streams, 4 * _weeks(0.85))
    found, deviation = ratio_of_totals(
        lab, without_disturbances(), WORLDS, partial(_wait_of, int(short), lengths[int(short)])
    )
    expected = _by_length(short, 1.0)
    return Comparison(expected, found, WORLDS, deviation, _by_length(short, PLANTED) - expected)


def _fair(error: float) -> Comparison:
    """Two streams that always wait, weights 3 and 1, jobs of 1 and 4 clock hours."""
    streams = [
        replace(_computing("three", 1.0, 1.0 / CLOCK, spread=False, priority=3.0 * error), per_week=160.0),
        replace(_computing("one", 1.0, 4.0 / CLOCK, spread=False), per_week=20.0),
    ]
    (outcome,) = simulate_worlds(_cluster(_pool(1), streams, weeks=20), without_disturbances(), 1, log=True)
    back = after_warmup(log_rows(outcome, "job back"))
    hours = [back["value"][back["on"] == number].sum() for number in range(2)]
    # Goyal, Vin & Cheng 1996: hours over weights never differ by more than a job of each over its weight.
    bound = (1.0 / 3.0 + 4.0) * 0.75 / (CLOCK * sum(hours))
    return Comparison(0.75, hours[0] / sum(hours), 1, allowed=bound)


def _restarts(gpu_hours: float, checkpoint: float, error: float) -> Comparison:
    """Jobs on eight accelerators that fail .5 times an hour; clock hours."""
    restart, width = 0.5, 8
    often = 0.5 / width * 24_000.0
    pool = Pool("cluster", 10_000, 0.0, often * error, checkpoint, restart, "fair", "used")
    items = replace(_computing("s", 1.0, 0.01, spread=False), per_week=200.0, job_gpus=width)
    lab = _cluster(pool, [replace(items, gpu_hours=gpu_hours * width)], 10)

    def durations(outcome: Outcome) -> tuple[float, float]:
        return outcome.pools[0, GPU_HOURS_USED] / width, outcome.pools[0, RUN_COUNT]

    found, deviation = ratio_of_totals(lab, without_disturbances(), WORLDS, durations)
    expected, planted = (expected_hours(gpu_hours, 0.5 * e, checkpoint, restart) for e in (1.0, PLANTED))
    return Comparison(expected, found, WORLDS, deviation, planted - expected)


def _project(pool: Pool, hours: float = 40.0) -> Organization:
    people = crew(2)
    work = replace(package("p", fixed(hours), people_max=2), gpu_hours=600.0, pool="cluster", job_gpus=3)
    both = structure([team("all", people, owned=[("package", "r/p")])])
    lab = organization(people, [both], weeks=8, releases=[release([work])])
    return replace(lab, pools=(pool,))


def _cost_of_use(error: float) -> Comparison:
    pool = replace(_pool(7), usd_per_gpu_hour=PRICE * error)
    (outcome,) = simulate_worlds(_project(pool), without_disturbances(), 1)
    return Comparison(600.0 * PRICE, outcome.compute_usd, 1)


def _cost_of_failures(error: float) -> Comparison:
    pool = replace(_pool(7), usd_per_gpu_hour=PRICE * error, failures_per_1000_gpu_days=900.0)
    (outcome,) = simulate_worlds(_project(pool), without_disturbances(), 1, log=True)
    held = log_rows(outcome, "job back")["value"].sum() * CLOCK * 3
    return Comparison(held * PRICE, outcome.compute_usd, 1)


def _cost_of_holding(error: float) -> Comparison:
    pool = replace(_pool(10), usd_per_gpu_hour=PRICE * error, paid_for="held")
    lab = _project(pool)
    halved = replace(lab.scenarios[0], events=(Budget(6.0, None, None, 0.5),))
    (outcome,) = simulate_worlds(replace(lab, scenarios=(halved,)), without_disturbances(), 1)
    return Comparison((6 * 10 + 2 * 5) * 168.0 * PRICE, outcome.compute_usd, 1)


_LENGTH = "length of the jobs"
_PRICED = "price of an accelerator-hour"


def _check(name: str, source: str, note: str, planted: str, measure: Callable[[float], Comparison]) -> Check:
    return Check(f"compute/{name}", CLOSED_FORM, source, note, planted, measure)


CHECKS = (
    *(
        _check(
            f"erlang-{gpus}", "Erlang C (Erlang 1917)",
            f"Mean wait of jobs of exponential length, {gpus} accelerators loaded .8, in mean lengths.",
            _LENGTH, partial(_erlang, gpus),
        )
        for gpus in (1, 2, 3, 5, 10)
    ),
    *(
        _check(
            f"priority-{name}", "Cobham 1954",
            f"Mean wait of the {name} class of two, arrivals .3 and .5, rule priority, in mean lengths.",
            _LENGTH, partial(_priority, name == "high"),
        )
        for name in ("high", "low")
    ),
    *(
        _check(
            f"return-{name}", "Cobham 1954 under Smith's rule (1956)",
            f"Mean wait of {name} jobs among lengths .5 and 2, arrivals .6 and .25, rule expected-return.",
            _LENGTH, partial(_returns, name == "short"),
        )
        for name in ("short", "long")
    ),
    _check(
        "fair-shares", "start-time fair queueing (Goyal, Vin & Cheng 1996)",
        "Share of accelerator-hours of the one of two that always wait whose weight is 3 to 1.",
        "weight", _fair,
    ),
    _check(
        "checkpoints", "memoryless failures (after Daly 2006)",
        "Mean hours of a 9-hour job with checkpoints every 2, .5 failures an hour, restarts of .5.",
        "failures", partial(_restarts, 9.0, 2.0),
    ),
    _check(
        "no-checkpoint", "memoryless failures (after Daly 2006)",
        "Mean hours of a 3-hour job that starts over when it fails, .5 failures an hour, restarts of .5.",
        "failures", partial(_restarts, 3.0, 100.0),
    ),
    _check(
        "cost-of-use", "identity", "Price x accelerator-hours of the work, in USD.",
        _PRICED, _cost_of_use,
    ),
    _check(
        "cost-of-failures", "identity", "Price x hours that jobs held accelerators, in USD.",
        _PRICED, _cost_of_failures,
    ),
    _check(
        "cost-of-holding", "identity",
        "Price x hours of all accelerators, halved for the last 2 of 8 weeks, in USD.",
        _PRICED, _cost_of_holding,
    ),
)  # fmt: skip

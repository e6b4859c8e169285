"""Compute: jobs of finished chunks wait for accelerators, fail, and resume from a checkpoint.

A finished chunk of work that needs accelerators submits a job of

    accelerator-hours = gpu_hours / likely effort x nominal hours of the chunk                   ... (1)

It holds ``job_gpus`` accelerators from its start to its end (by default, as many as a whole chunk needs to be
done within a day: an inference). Its people do other work meanwhile; the package is finished when all its
jobs have completed. Jobs of one package, or of one stream, run in the order they were submitted; the pool's
rule decides which job is next when accelerators become free. The next job waits until enough are free, and
nothing overtakes it, so wide jobs are not starved; running jobs are not preempted.

    fair              the smallest start tag: on starting, tag <- tag + accelerator-hours / priority,
                      and on joining, tag <- max(tag, start tag last served)                     ... (2)
    priority          the highest priority, then the earliest due, then the order of the file
    expected return   the highest priority x hope / accelerator-hours still to run               ... (3)

(2) is start-time fair queueing (Goyal, Vin & Cheng 1996): packages that always wait get accelerator-hours in
proportion to their priority, to within a job. (3) is Smith's rule (1956): finishing a package is worth its
priority, and the most worth per accelerator-hour comes first. ``hope`` is 1 for packages that only deliver;
each trial of a research package moves it an eighth of the way to what the trial gained, in first gains:

    hope <- hope + (gain / first gain - hope) / 8                                               ... (4)

The first gain is 1/6, the mean gain from changing one decision of uniform contribution (0 if the change is
for the worse): before any trial, research is worth its priority, as delivery is. That hope is a running mean
of trials, and that it spans eight of them, are inferences.

A running job fails at ``failures`` x its accelerators; it loses its progress since its last checkpoint, holds
its accelerators through ``restart_hours`` and resumes. Accelerators run day and night: 168 clock hours are 40
working hours.

Closed form: a stretch of C hours between checkpoints takes (e^(lC) - 1) (1/l + R) hours on average at l
failures an hour and restarts of R hours, in which nothing fails (after Daly 2006).
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("compute")

CLOCK = 168.0 / 40.0
"""Clock hours per working hour."""
DAY_HOURS = 24.0
LEAST_WEIGHT = 1e-6
FIRST_GAIN = 1.0 / 6.0
HOPE_TRIALS = 8.0
FAIR, BY_PRIORITY, BY_RETURN = 0, 1, 2


@compiled
def failures_per_hour(per_1000_gpu_days: float, gpus: float) -> float:
    """Return the failures per working hour of a job on ``gpus`` accelerators."""
    return per_1000_gpu_days / 1000.0 / DAY_HOURS * gpus * CLOCK


@compiled
def lifetime(u: float, rate: float) -> float:
    """Return the time to a failure at a constant rate, from one uniform draw."""
    return -math.log(u) / rate if rate > 0.0 else math.inf


@compiled
def saved(ran: float, checkpoint: float) -> float:
    """Return the hours saved of ``ran`` hours since a checkpoint, with one every ``checkpoint`` hours."""
    return math.floor(ran / checkpoint) * checkpoint


@compiled
def served(gpu_hours: float, priority: float) -> float:
    """Return the increase of the tag at a start, equation (2)."""
    return gpu_hours / max(priority, LEAST_WEIGHT)


@compiled
def updated_hope(hope: float, gained: float) -> float:
    """Return the hope of a package after a trial that ``gained`` contributions, equation (4)."""
    return hope + (gained / FIRST_GAIN - hope) / HOPE_TRIALS


@compiled
def turn(rule: int, tag: float, priority: float, hope: float, gpu_hours_left: float) -> float:
    """Return a waiting job's sort key by a pool's rule, equations (2) and (3); the smallest runs next."""
    if rule == FAIR:
        return tag
    return -priority if rule == BY_PRIORITY else -priority * hope / gpu_hours_left


def expected_hours(work: float, rate: float, checkpoint: float, restart: float) -> float:
    """Return the closed form of the mean hours that a job of ``work`` hours takes, restarts included."""
    whole = math.floor(work / checkpoint)
    stretches = whole * math.expm1(rate * checkpoint) + math.expm1(rate * (work - whole * checkpoint))
    return work if rate == 0.0 else stretches * (1.0 / rate + restart)


LIMITS = (
    (failures_per_hour, (1000.0, 24.0 / CLOCK), 1.0),
    (failures_per_hour, (0.0, 1000.0), 0.0),
    (lifetime, (math.exp(-2.0), 4.0), 0.5),
    (lifetime, (0.5, 0.0), math.inf),
    (saved, (2.5, 1.0), 2.0),
    (saved, (0.5, 1.0), 0.0),
    (served, (6.0, 2.0), 3.0),
    (updated_hope, (1.0, 1.0 / 6.0), 1.0),
    (updated_hope, (1.0, 0.0), 0.875),
    (turn, (FAIR, 7.0, 3.0, 1.0, 2.0), 7.0),
    (turn, (BY_PRIORITY, 7.0, 3.0, 0.5, 2.0), -3.0),
    (turn, (BY_RETURN, 7.0, 3.0, 1.0, 2.0), -1.5),
    (turn, (BY_RETURN, 7.0, 3.0, 0.0, 2.0), 0.0),
)

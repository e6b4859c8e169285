"""The outcome of one scenario in one world, and figures derived from its final state."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from reorg.engine.state.constants import CHUNK, QUEUED, RUNNING
from reorg.engine.state.world import State
from reorg.mechanisms.compute import CLOCK
from reorg.mechanisms.discovery import pairs_differ
from reorg.model.compute import Pool
from reorg.summation import add_in_order


@dataclass(frozen=True)
class Outcome:
    """The outcome of one scenario in one world, without the warm-up. Arrays belong to the caller."""

    hours: Any
    """Person-hours [week, kind], kinds as in ``KINDS``."""
    hours_by_person: Any
    """Person-hours [person, kind] over the horizon, of all holders of the position."""
    throughput: Any
    """Direct work completed [week], nominal person-hours."""
    area_throughput: Any
    """The same by area [week, area]."""
    inbox_hours: Any
    """Hours of work waiting in all inboxes at the week's end [week]."""
    latency_counts: Any
    """Decisions made [level drawn: self | lead | top, bin of LATENCY_EDGES_HOURS], from the exception raised
    to the decision, whoever made it in the end."""
    wait_counts: Any
    """Decisions for others made [level drawn, bin of LATENCY_EDGES_HOURS], by the hours from the exception to
    the decision, excluding the hours worked on the question: in inboxes, and for slots."""
    overload_weeks: Any
    """Number of weeks at whose end more than a week's work waited for a person [person]."""
    finish_weeks: Any
    """Finish of each package [package], weeks from the start date; NaN if not by the horizon."""
    begin_weeks: Any
    """Start of each package [package], weeks from the start date; NaN if not by the horizon."""
    backlog_hours: Any
    """Hours waiting at the week's end [week]: in inboxes, also of vacant positions, and of work past its due
    date."""
    weekly_pay_usd: Any
    """Pay of everybody present at the week's end [week]."""
    sojourn_counts: Any
    """Items done [stream, bin of LATENCY_EDGES_HOURS], by the hours from arrival to done."""
    stream_backlog: Any
    """Items unfinished at the horizon, and their hours of work that nobody has in progress [stream, items |
    hours]."""
    owner_knowledge: float
    """Knowledge, 0 to 1, of the best expert in the team that owns the work; mean over packages and streams by
    their effort, at the horizon; NaN without work."""
    single_expert_work: int
    """Packages under way and streams whose owning team has at most one expert of the area, at the horizon."""
    headcount: Any
    """People present at the week's end [week]."""
    hazard: Any
    """Weekly hazard of leaving at the week's end [week, mean of those present | maximum]."""
    attention_served: Any
    """Mean share of the attention due from their lead that people have got lately, at the week's end [week,
    those who lead nobody | those who lead]; 0 while the lead's position is vacant. People who report to
    nobody do not count; NaN if nobody reports to anybody."""
    ambiguity: Any
    """Mean probability at the week's end that a request of a person present would be misdirected [week]."""
    ties_in_team: Any
    """Mean tie of those present to the team they are in, at the week's end [week]."""
    lead_effectiveness: Any
    """Mean effectiveness of leads at the week's end, over the positions of leads in the structure; 0 for a
    vacant one, also with an acting lead [week]; NaN without such positions."""
    pay_usd: Any
    """Yearly pay of the present, last or expected holder of the position at the horizon [person]."""
    exit_weeks: Any
    """Departure of the first holder of a position [person], weeks from the start date; NaN if none."""
    departures: int
    regretted: int
    """Departures of the first or the only expert of an area."""
    hires: int
    knowledge_left: float
    """Knowledge of the three best experts, summed over areas: the end over the start."""
    lone_areas: int
    """Areas with fewer than two experts at the end."""
    payroll_usd: float
    hiring_cost_usd: float
    present_hours: float
    """Person-hours of everybody present, counted independently of their activities."""
    duplicate_hours: float
    """Person-hours spent on attempts that did not win a race, and on duplicated work."""
    attempts: int
    """Attempts at packages started, those after a failure included."""
    familiarity: Any
    """Mean familiarity of people with their work, weighted by hours of own work [week]; NaN without work."""
    relearning_hours: float
    """Person-hours of own work beyond those at full familiarity, including the start of other work."""
    ties_at_work: Any
    """Mean over pieces of work of the mean tie to the others active on the package [week]; NaN without."""
    skipped_hours: float
    """Rework required but ignored or half done, nominal person-hours."""
    delegated_hours: float
    """Work of AI agents reviewed, found wrong or not, nominal hours."""
    unseen_hours: float
    """Of those, errors not detected by review."""
    agents_cost_usd: float
    streams: Any
    """[stream, completed | sum of waits | of their squares | sum of sojourns | of their squares | completed
    later than due], items and hours."""
    found: Any
    """Value of the configuration of each release at the week's end [week, release]; NaN before its start and
    without design decisions."""
    capability: Any
    """Design with which a release shipped, or that it had at the horizon, on the scale of its landscape: 0
    the mean of all configurations, 1 the best [release]; NaN without design decisions."""
    diversity: Any
    """Mean number of decisions in which two configurations tried differ [release]; NaN with fewer than two
    trials."""
    trials: Any
    """Trials of design decisions [release]."""
    pools: Any
    """[pool, accelerator-hours used | held | jobs | hours waited | failures], clock hours."""
    compute_usd: float
    events: int
    log: Any = None
    """Event log (time in hours from the start date, code, person, package or other number, value)."""

    @property
    def weeks(self) -> int:
        """The weeks that were run: fewer than the horizon if the plan ends with what it awaits."""
        return len(self.hours)


def diversity(releases: Any, decisions: Any) -> Any:
    """Return the mean number of decisions in which two configurations tried differ, by release."""
    found = np.full(len(releases), np.nan)
    if len(decisions) == 0:
        return found
    for k, row in enumerate(releases):
        ones = decisions["ones"][row["decision_first"] : row["decision_last"]]
        if len(ones) and row["trials"] > 1:
            found[k] = add_in_order(pairs_differ(int(one), int(row["trials"])) for one in ones)
    return found


def duplicate_hours(state: State) -> float:
    """Return the hours that a world spent on attempts that do not count and on duplicated items.

    In an undecided race, the attempt with the most hours is taken to be the one that counts.
    """
    w, jobs = state.world[0], state.jobs
    total = float(w["duplicate"])
    if not jobs["family"].any():
        return total
    spent = jobs["spent"].copy()
    at_work = state.people[state.people["activity"] == CHUNK]
    for person in at_work[jobs["family"][at_work["on"]] == 1]:
        hours = float(w["end"] - max(person["since"], w["start"])) * float(person["share"])
        if jobs["stream"][person["on"]] >= 0:
            total += hours
        else:
            spent[person["on"]] += hours
    packages = jobs[: w["packages"]]
    for p in np.flatnonzero((packages["family"] == 1) & (packages["version"] == 0)):
        rows = np.flatnonzero(packages["package"] == p)
        shared_ownership = packages["shared_ownership"][p]
        racing = shared_ownership >= 0 and state.shared_ownerships["race"][shared_ownership] >= 0
        total += float(add_in_order(spent[rows]) - (spent[rows].max() if racing else spent[p]))
    return total


def mean_familiarity(practice: Any) -> Any:
    """Return mean familiarity by week, weighted by hours of own work; NaN in weeks without any."""
    return np.divide(
        practice[:, 1], practice[:, 0], np.full(len(practice), np.nan), where=practice[:, 0] > 0.0
    )


def mean_ties_at_work(practice: Any) -> Any:
    """Return the mean tie of people at work on a package with others, by week; NaN if nobody was."""
    return np.divide(
        practice[:, 2], practice[:, 3], np.full(len(practice), np.nan), where=practice[:, 3] > 0.0
    )


def attempt_count(state: State) -> int:
    """Return the number of attempts at packages started in a world, those after a failure included."""
    packages = state.jobs[: state.world[0]["packages"]]
    return int(np.count_nonzero(packages["chunks"]) + packages["tries"].sum())


GPU_HOURS_USED, GPU_HOURS_HELD, RUN_COUNT, HOURS_WAITED, FAILURE_COUNT = range(5)


def pool_figures(s: State) -> Any:
    """Return [pool, hours used | hours held | jobs | hours waited | failures] of a world that has ended.

    Used and held are accelerator-hours (clock hours); jobs that still wait or run count up to the end.
    """
    if len(s.pools) == 0:
        return np.zeros((0, 5))
    now, start = float(s.world[0]["now"]), float(s.world[0]["start"])
    packages = int(s.world[0]["packages"])
    figures = np.column_stack([s.pools[name] for name in ("used", "held", "begun", "waited", "failed")])
    figures[:, GPU_HOURS_HELD] += (now - np.maximum(s.pools["since"], start)) * CLOCK * s.pools["gpus"]
    running = s.runs[s.runs["state"] == RUNNING]
    hours = (now - np.maximum(running["since"], start)) * CLOCK * running["width"]
    waiting = s.runs[(s.runs["state"] == QUEUED) & (s.runs["asked"] > start)]
    stream = s.jobs["stream"][waiting["job"]]
    where = s.queues["pool"][np.where(stream < 0, waiting["job"], packages + stream)]
    waits = (now - waiting["asked"]) * CLOCK
    for k, row in enumerate(figures):
        # Exact sums, as the order of the rows of runs has no meaning.
        row[GPU_HOURS_USED] = math.fsum([row[GPU_HOURS_USED], *hours[running["pool"] == k]])
        row[HOURS_WAITED] = math.fsum([row[HOURS_WAITED], *waits[where == k]])
        row[RUN_COUNT] += np.count_nonzero(where == k)
    return figures


def compute_usd(pools: tuple[Pool, ...], prices: Any, figures: Any) -> float:
    """Return the cost of accelerators (USD): hours used or held, as each pool is paid for, at its price."""
    paid = [
        figures[k, GPU_HOURS_HELD if pool.paid_for == "held" else GPU_HOURS_USED]
        for k, pool in enumerate(pools)
    ]
    return float(add_in_order(hours * price for hours, price in zip(paid, prices, strict=True)))

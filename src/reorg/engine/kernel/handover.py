"""Handover: a person new to a package, or starting a stage, takes over earlier work from a colleague."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import deliver_item, new_item
from reorg.engine.kernel.familiarity import closest_in_crowd, known_thing, list_others_active, place_of
from reorg.engine.kernel.queues import dequeue_job, hold_job
from reorg.engine.kernel.structure import levels_between
from reorg.engine.kernel.ties import tie_between
from reorg.engine.machine.event_list import NO_EXPIRY
from reorg.engine.state.constants import ABSENT, NOBODY, REPLY
from reorg.engine.state.memory import assumed_at, contributor_at, integer_at, job_at, person_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import skill_level
from reorg.mechanisms import coordination, handover
from reorg.mechanisms.handover import ALONE


@inner
def is_new_to(s: Row, p: int, j: int) -> bool:
    """Return whether a person has, as far as remembered, never finished work on a package."""
    return bool(j < s.packages and place_of(s, p, known_thing(s, j)) < 0)


@inner
def hand_over_part(s: Row, p: int, j: int) -> None:
    """Hand part of a package over to a person new to it, from the closest person at work on it, if any."""
    hours = assumed_at(s.assumed, 0).coordination_handover_hours
    if hours <= 0.0:
        return
    q = closest_in_crowd(s, list_others_active(s, p, j))
    if q >= 0:
        hand_over(s, p, q, hours)


@inner
def hand_over(s: Row, p: int, q: int, hours: float) -> None:
    """Spend hours of two people on a handover from one to the other."""
    deliver_item(s, new_item(s, q, REPLY, p, hours), NO_EXPIRY)
    deliver_item(s, new_item(s, p, REPLY, q, hours), NO_EXPIRY)


@inner
def take_over_stage(s: Row, p: int, j: int) -> None:
    """Hand the earlier stage over to the first who ends a piece of the next, unless it is the same person."""
    job = job_at(s.jobs, j)
    if job.giver == NOBODY:
        return
    q = giver_of_item(s, j) if job.stream >= 0 else giver_of_package(s, p, j)
    job.giver = NOBODY
    if q == p:
        return
    a = assumed_at(s.assumed, 0)
    levels = tie = 0.0
    if q >= 0:
        levels, tie = levels_between(s, p, q), tie_between(s, p, q)
    job.history = handover.history_taken_over(job.history, a.handover_error, tie)
    hours = handover.stage_hours(a.coordination_handover_hours, a.handover_share, job.effort)
    hours = coordination.request_hours(hours, a.coordination_distance_cost, levels, tie)
    if hours > 0.0 and q >= 0:
        hand_over(s, p, q, hours)
    elif hours > 0.0:
        deliver_item(s, new_item(s, p, REPLY, -1, ALONE * hours), NO_EXPIRY)


@inner
def giver_of_item(s: Row, j: int) -> int:
    """Return the person who finished the earlier stage of an item, or -1 if that person is not present."""
    job = job_at(s.jobs, j)
    q = job.giver
    if q < 0 or person_at(s.people, q).activity == ABSENT or person_at(s.people, q).seated > job.arrived:
        return -1
    return int(q)


@inner
def giver_of_package(s: Row, p: int, j: int) -> int:
    """Return who hands a package's predecessors over: ``p`` if familiar with them, else the closest or -1."""
    first = job_at(s.jobs, job_at(s.jobs, j).package)
    for k in range(first.previous_first, first.previous_last):
        if place_of(s, p, integer_at(s.preceding, k)) >= 0:
            return p
    best = -1
    strongest = -1.0
    for k in range(first.previous_first, first.previous_last):
        x = integer_at(s.preceding, k)
        while x >= 0:
            link = job_at(s.jobs, x).active_first
            while link >= 0:
                q = contributor_at(s.contributors, link).person
                tie = tie_between(s, p, q)
                if tie > strongest:
                    best, strongest = q, tie
                link = contributor_at(s.contributors, link).after
            x = job_at(s.jobs, x).other
    return best


@inner
def follow_item(s: Row, j: int) -> None:
    """Have the person who finished an item's earlier stage continue with it, if the same team does both.

    With the assumed probability, and only a person with the skill: then nobody else may take it.
    """
    job = job_at(s.jobs, j)
    p = giver_of_item(s, j)
    if p < 0 or job.listed == 0 or person_at(s.people, p).desk != job.owner:
        return
    likely = assumed_at(s.assumed, 0).handover_follow
    if skill_level(s, p, job.area) > 0 and luck.uniform(s.key, luck.FOLLOW, job.key, 0) < likely:
        dequeue_job(s, j)
        hold_job(s, p, j)

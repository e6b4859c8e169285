"""Familiarity: what people know of packages and streams they work on, and who is active on a package.

A person has a few places for it; those of one package, in the order of work, are linked to a list.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.ties import tie_between
from reorg.engine.state.constants import HOURS_PER_WEEK
from reorg.engine.state.memory import (
    assumed_at,
    familiarity_at,
    integer_at,
    job_at,
    person_at,
    put_integer,
    stated_familiarity_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import second_team_under
from reorg.mechanisms import familiarity
from reorg.mechanisms.familiarity import ACTIVE_HOURS, REMEMBERED


@inner
def known_thing(s: Row, j: int) -> int:
    """Return under which number people are familiar with a job: its package's, or packages + its stream."""
    job = job_at(s.jobs, j)
    return job.package if job.stream < 0 else s.packages + job.stream


@inner
def place_of(s: Row, p: int, thing: int) -> int:
    """Return where a person's familiarity with something is kept, or -1."""
    for k in range(p * REMEMBERED, (p + 1) * REMEMBERED):
        known = familiarity_at(s.familiarity, k).thing
        if known == thing:
            return k
        if known < 0:
            break
    return -1


@inner
def present_value(s: Row, value: float, time: float) -> float:
    """Return what is left of familiarity that was ``value`` at ``time``."""
    if value <= 0.0 or time == s.now:
        return value
    weeks = (s.now - time) / HOURS_PER_WEEK
    return familiarity.faded(value, weeks, assumed_at(s.assumed, 0).familiarity_memory_weeks)


@inner
def initial_familiarity(s: Row, p: int, j: int, thing: int) -> float:
    """Return what is left of a person's familiarity at the start of the run: as stated, or as incumbent."""
    person = person_at(s.people, p)
    if person.hired > 0:
        return 0.0
    for i in range(person.stated_first, person.stated_last):
        stated = stated_familiarity_at(s.stated_familiarity, i)
        if stated.thing == thing:
            return present_value(s, stated.value, max(person.joined, 0.0))
    ran_before = thing >= s.packages or job_at(s.jobs, j).share_left < 1.0
    owner = integer_at(s.owners, thing)
    theirs = owner in (integer_at(s.placement, p), second_team_under(s, 0, p))
    if person.joined < 0.0 and ran_before and theirs:
        return present_value(s, assumed_at(s.assumed, 0).familiarity_start, 0.0)
    return 0.0


@inner
def familiarity_of(s: Row, p: int, j: int) -> float:
    """Return a person's present familiarity with a job; untouched, it comes from what is like it."""
    thing = known_thing(s, j)
    k = place_of(s, p, thing)
    if k >= 0:
        return present_value(s, familiarity_at(s.familiarity, k).value, familiarity_at(s.familiarity, k).time)
    best = 0.0
    for k in range(p * REMEMBERED, (p + 1) * REMEMBERED):
        known = familiarity_at(s.familiarity, k)
        if known.thing >= 0 and known.area == job_at(s.jobs, j).area:
            best = max(best, present_value(s, known.value, known.time))
    return max(initial_familiarity(s, p, j, thing), best * assumed_at(s.assumed, 0).familiarity_carry_over)


@inner
def leave_list(s: Row, k: int) -> None:
    """Take a place out of the list of those active on its package."""
    known = familiarity_at(s.familiarity, k)
    if known.job < 0:
        return
    job = job_at(s.jobs, known.job)
    if known.before < 0:
        job.active_first = known.after
    else:
        familiarity_at(s.familiarity, known.before).after = known.after
    if known.after < 0:
        job.active_last = known.before
    else:
        familiarity_at(s.familiarity, known.after).before = known.before
    known.job = -1


@inner
def enter_list(s: Row, k: int, j: int) -> None:
    """Put a place first among those active on a package."""
    known = familiarity_at(s.familiarity, k)
    job = job_at(s.jobs, j)
    known.job, known.before, known.after = j, -1, job.active_first
    if job.active_first < 0:
        job.active_last = k
    else:
        familiarity_at(s.familiarity, job.active_first).before = k
    job.active_first = k


@inner
def take_place(s: Row, p: int) -> int:
    """Return a free place of a person, or that of what has been worked on least recently."""
    oldest = p * REMEMBERED
    for k in range(p * REMEMBERED, (p + 1) * REMEMBERED):
        if familiarity_at(s.familiarity, k).thing < 0:
            return k
        if familiarity_at(s.familiarity, k).time < familiarity_at(s.familiarity, oldest).time:
            oldest = k
    leave_list(s, oldest)
    return oldest


@inner
def practice(s: Row, p: int, j: int, before: float, hours: float) -> None:
    """Let a person who knew a job so well ``before`` have worked on it for so many hours until now."""
    person = person_at(s.people, p)
    thing = known_thing(s, j)
    k = place_of(s, p, thing)
    if k < 0:
        k = take_place(s, p)
        known = familiarity_at(s.familiarity, k)
        known.thing, known.area, known.hours = thing, job_at(s.jobs, j).area, 0.0
    known = familiarity_at(s.familiarity, k)
    known.value = familiarity.practiced(before, hours, assumed_at(s.assumed, 0).familiarity_tau_hours)
    known.time = s.now
    kept = familiarity.still_recent(s.now - person.practiced)
    for i in range(p * REMEMBERED, (p + 1) * REMEMBERED):
        if familiarity_at(s.familiarity, i).thing < 0:
            # Free places are behind all others.
            break
        familiarity_at(s.familiarity, i).hours *= kept
    person.own_hours = person.own_hours * kept + hours
    known.hours += hours
    person.practiced = s.now
    if j < s.packages:
        leave_list(s, k)
        enter_list(s, k, j)


@inner
def pause_all(s: Row, p: int) -> None:
    """Let a person who is away count as active on nothing; what is known of it stays."""
    for k in range(p * REMEMBERED, (p + 1) * REMEMBERED):
        leave_list(s, k)


@inner
def forget_all(s: Row, p: int) -> None:
    """Let a position forget whoever held it."""
    for k in range(p * REMEMBERED, (p + 1) * REMEMBERED):
        leave_list(s, k)
        familiarity_at(s.familiarity, k).thing = -1
    person_at(s.people, p).last = -1
    person_at(s.people, p).own_hours = 0.0


@inner
def next_active(s: Row, k: int) -> int:
    """Return a place in a list of those active on a package if it is recent, or -1."""
    if k < 0 or familiarity_at(s.familiarity, k).time < s.now - ACTIVE_HOURS:
        return -1
    return k


@inner
def is_active(s: Row, p: int, j: int) -> bool:
    """Tell whether a person is active on a package."""
    k = next_active(s, job_at(s.jobs, j).active_first)
    while k >= 0 and k // REMEMBERED != p:
        k = next_active(s, familiarity_at(s.familiarity, k).after)
    return k >= 0


@inner
def list_others_active(s: Row, p: int, j: int) -> int:
    """List in the crowd the others active on a package, last active first, with their ties to ``p``."""
    count = 0
    k = next_active(s, job_at(s.jobs, j).active_first)
    while k >= 0:
        q = k // REMEMBERED
        if q != p:
            person_at(s.people, q).u = tie_between(s, p, q)
            put_integer(s.crowd, count, q)
            count += 1
        k = next_active(s, familiarity_at(s.familiarity, k).after)
    return count


@inner
def others_at_work(s: Row, p: int, j: int) -> float:
    """Return the others active on a package, each as the share of their own work of late that was on it."""
    total = 0.0
    k = next_active(s, job_at(s.jobs, j).active_first)
    while k >= 0:
        if k // REMEMBERED != p and familiarity_at(s.familiarity, k).hours > 0.0:
            total += familiarity_at(s.familiarity, k).hours / person_at(s.people, k // REMEMBERED).own_hours
        k = next_active(s, familiarity_at(s.familiarity, k).after)
    return total


@inner
def closest_in_crowd(s: Row, count: int) -> int:
    """Return who of the crowd has the strongest tie listed, of equals the first; not twice, -1 for nobody."""
    best = -1
    strongest = -1.0
    for i in range(count):
        q = integer_at(s.crowd, i)
        if person_at(s.people, q).u > strongest:
            best, strongest = q, person_at(s.people, q).u
    if best >= 0:
        person_at(s.people, best).u = -1.0
    return best


@inner
def mean_tie(s: Row, p: int, j: int) -> float:
    """Return a person's mean tie to the others active on the same package, or -1 without any."""
    if j >= s.packages:
        return -1.0
    total = 0.0
    others = 0
    k = next_active(s, job_at(s.jobs, j).active_first)
    while k >= 0:
        if k // REMEMBERED != p:
            total += tie_between(s, p, k // REMEMBERED)
            others += 1
        k = next_active(s, familiarity_at(s.familiarity, k).after)
    return total / others if others > 0 else -1.0

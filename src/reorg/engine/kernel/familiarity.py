"""Familiarity with packages and streams, and the list of people active on a package.

A person has a few places for familiarity, each with a link in the list of those active on the package. Links
are stored apart from familiarity: the end of every chunk reads the whole list, and the links of people of a
team are next to each other in memory.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.ties import tie_between
from reorg.engine.state.constants import HOURS_PER_WEEK
from reorg.engine.state.memory import (
    assumed_at,
    contributor_at,
    integer_at,
    job_at,
    number_at,
    person_at,
    put_integer,
    put_number,
    stated_familiarity_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import remembered_work, second_team_under
from reorg.mechanisms import familiarity
from reorg.mechanisms.familiarity import ACTIVE_HOURS, REMEMBERED


@inner
def known_thing(s: Row, j: int) -> int:
    """Return the number of a job for familiarity: its package's, or packages + its stream."""
    job = job_at(s.jobs, j)
    return job.package if job.stream < 0 else s.packages + job.stream


@inner
def place_of(s: Row, p: int, thing: int) -> int:
    """Return the place in which a person's familiarity with something is kept, or -1."""
    for k in range(REMEMBERED):
        known = remembered_work(s, p, k).thing
        if known == thing:
            return k
        if known < 0:
            break
    return -1


@inner
def link_of(s: Row, p: int, k: int) -> int:
    """Return the link of a person's k-th place in the lists of those active."""
    return k * s.people_count + p


@inner
def present_value(s: Row, value: float, time: float) -> float:
    """Return the remainder of familiarity that was ``value`` at ``time``."""
    if value <= 0.0 or time == s.now:
        return value
    weeks = (s.now - time) / HOURS_PER_WEEK
    return familiarity.faded(value, weeks, assumed_at(s.assumed, 0).familiarity_memory_weeks)


@inner
def initial_familiarity(s: Row, p: int, j: int, thing: int) -> float:
    """Return familiarity at the start of the run: as stated or as an incumbent, after forgetting."""
    person = person_at(s.people, p)
    if person.hired > 0:
        return 0.0
    for i in range(person.stated_first, person.stated_last):
        stated = stated_familiarity_at(s.stated_familiarity, i)
        if stated.thing == thing:
            return present_value(s, stated.value, max(person.joined, 0.0))
    ran_before = thing >= s.packages or job_at(s.jobs, j).share_left < 1.0
    owner = integer_at(s.owners, thing)
    is_owned = owner in (integer_at(s.placement, p), second_team_under(s, 0, p))
    if person.joined < 0.0 and ran_before and is_owned:
        return present_value(s, assumed_at(s.assumed, 0).familiarity_start, 0.0)
    return 0.0


@inner
def familiarity_of(s: Row, p: int, j: int) -> float:
    """Return a person's present familiarity with a job; unless worked on, it comes from similar work."""
    thing = known_thing(s, j)
    k = place_of(s, p, thing)
    if k >= 0:
        return present_value(s, remembered_work(s, p, k).value, remembered_work(s, p, k).time)
    best = 0.0
    for k in range(REMEMBERED):
        known = remembered_work(s, p, k)
        if known.thing >= 0 and known.area == job_at(s.jobs, j).area:
            best = max(best, present_value(s, known.value, known.time))
    return max(initial_familiarity(s, p, j, thing), best * assumed_at(s.assumed, 0).familiarity_carry_over)


@inner
def leave_list(s: Row, link: int) -> None:
    """Remove a link from the list of those active on its package."""
    mine = contributor_at(s.contributors, link)
    if mine.job < 0:
        return
    if mine.before < 0:
        job_at(s.jobs, mine.job).active_first = mine.after
    else:
        contributor_at(s.contributors, mine.before).after = mine.after
    if mine.after >= 0:
        contributor_at(s.contributors, mine.after).before = mine.before
    mine.job = -1


@inner
def enter_list(s: Row, link: int, j: int) -> None:
    """Put a link first in the list of those active on a package, as of now."""
    mine = contributor_at(s.contributors, link)
    job = job_at(s.jobs, j)
    mine.job, mine.before, mine.after, mine.time = j, -1, job.active_first, s.now
    if job.active_first >= 0:
        contributor_at(s.contributors, job.active_first).before = link
    job.active_first = link


@inner
def take_place(s: Row, p: int) -> int:
    """Return a free place of a person, or the place that was worked on least recently."""
    oldest = 0
    for k in range(REMEMBERED):
        if remembered_work(s, p, k).thing < 0:
            return k
        if remembered_work(s, p, k).time < remembered_work(s, p, oldest).time:
            oldest = k
    leave_list(s, link_of(s, p, oldest))
    return oldest


@inner
def practice(s: Row, p: int, j: int, before: float, hours: float) -> None:
    """Raise a person's familiarity with a job from ``before`` by the hours just worked on it."""
    thing = known_thing(s, j)
    k = place_of(s, p, thing)
    if k < 0:
        k = take_place(s, p)
        known = remembered_work(s, p, k)
        known.thing, known.area, known.hours = thing, job_at(s.jobs, j).area, 0.0
    known = remembered_work(s, p, k)
    known.value = familiarity.practiced(before, hours, assumed_at(s.assumed, 0).familiarity_tau_hours)
    known.time = s.now
    count_own_work(s, p, k, hours)
    if j < s.packages:
        leave_list(s, link_of(s, p, k))
        enter_list(s, link_of(s, p, k), j)


@inner
def count_own_work(s: Row, p: int, k: int, hours: float) -> None:
    """Count hours of own work until now in the k-th place; earlier hours count less."""
    person = person_at(s.people, p)
    kept = familiarity.still_recent(s.now - person.practiced)
    person.own_hours = person.own_hours * kept + hours
    person.practiced = s.now
    for i in range(REMEMBERED):
        known = remembered_work(s, p, i)
        if known.thing < 0:
            # Free places come after all others.
            break
        known.hours *= kept
        if i == k:
            known.hours += hours
        share = known.hours / person.own_hours if known.hours > 0.0 else 0.0
        contributor_at(s.contributors, link_of(s, p, i)).share = share * person.share


@inner
def pause_all(s: Row, p: int) -> None:
    """Make a person who is away inactive on all packages; the person's familiarity stays."""
    for k in range(REMEMBERED):
        leave_list(s, link_of(s, p, k))


@inner
def clear_familiarity(s: Row, p: int) -> None:
    """Clear the familiarity of the former holder of a position."""
    pause_all(s, p)
    for k in range(REMEMBERED):
        remembered_work(s, p, k).thing = -1
    person_at(s.people, p).last = -1
    person_at(s.people, p).own_hours = 0.0


@inner
def next_active(s: Row, link: int) -> int:
    """Return a link in a list of those active on a package if it is recent, or -1."""
    if link < 0 or contributor_at(s.contributors, link).time < s.now - ACTIVE_HOURS:
        return -1
    return link


@inner
def is_active(s: Row, p: int, j: int) -> bool:
    """Return whether a person is active on a package."""
    link = next_active(s, job_at(s.jobs, j).active_first)
    while link >= 0 and contributor_at(s.contributors, link).person != p:
        link = next_active(s, contributor_at(s.contributors, link).after)
    return link >= 0


@inner
def list_others_active(s: Row, p: int, j: int) -> int:
    """List in the crowd the others active on a package, last active first, with their ties to ``p``."""
    count = 0
    link = next_active(s, job_at(s.jobs, j).active_first)
    while link >= 0:
        other = contributor_at(s.contributors, link)
        if other.person != p:
            put_number(s.crowd_ties, count, tie_between(s, p, other.person))
            put_integer(s.crowd, count, other.person)
            count += 1
        link = next_active(s, other.after)
    return count


@inner
def others_at_work(s: Row, p: int, j: int) -> float:
    """Return the others active on a package, in full-time equivalents of their recent work on it."""
    total = 0.0
    link = next_active(s, job_at(s.jobs, j).active_first)
    while link >= 0:
        other = contributor_at(s.contributors, link)
        if other.person != p:
            total += other.share
        link = next_active(s, other.after)
    return total


@inner
def closest_in_crowd(s: Row, count: int) -> int:
    """Return the person in the crowd with the strongest tie, the first among equals; each once, then -1."""
    best = -1
    strongest = -1.0
    for i in range(count):
        if number_at(s.crowd_ties, i) > strongest:
            best, strongest = i, number_at(s.crowd_ties, i)
    if best < 0:
        return -1
    put_number(s.crowd_ties, best, -1.0)
    return integer_at(s.crowd, best)


@inner
def mean_tie(s: Row, p: int, j: int) -> float:
    """Return a person's mean tie to the others active on the same package, or -1 without any."""
    if j >= s.packages:
        return -1.0
    total = 0.0
    others = 0
    link = next_active(s, job_at(s.jobs, j).active_first)
    while link >= 0:
        other = contributor_at(s.contributors, link)
        if other.person != p:
            total += tie_between(s, p, other.person)
            others += 1
        link = next_active(s, other.after)
    return total / others if others > 0 else -1.0

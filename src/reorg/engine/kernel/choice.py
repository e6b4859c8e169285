"""The choice among open work of equal urgency."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.familiarity import familiarity_of, known_thing
from reorg.engine.kernel.queues import may_take, next_held_job
from reorg.engine.state.memory import assumed_at, job_at, person_at, team_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import skill_level
from reorg.mechanisms.familiarity import CHAIN_SHARE, tenths


@inner
def next_job(s: Row, p: int) -> int:
    """Return the job from which a free person takes the next chunk, or -1."""
    j = next_held_job(s, p)
    if j >= 0:
        return j
    j = team_at(s.teams, person_at(s.people, p).desk).job_first
    while j >= 0 and not may_take(s, p, j):
        j = job_at(s.jobs, j).after
    return choose_among_equals(s, p, j) if j >= 0 else -1


@inner
def following_equal(s: Row, j: int) -> int:
    """Return the next open package of the same priority and due date in a team's list, or -1."""
    job = job_at(s.jobs, j)
    k = job.after
    if k >= 0:
        other = job_at(s.jobs, k)
        if other.stream < 0 and other.priority == job.priority and other.rank == job.rank:
            return k
    return -1


@inner
def remaining_chain(s: Row, j: int) -> float:
    """Return the remaining hours of a package and of the longest chain that follows it."""
    job = job_at(s.jobs, j)
    return job.todo + job.redo + job.tail


@inner
def choose_among_equals(s: Row, p: int, first: int) -> int:
    """Return a person's choice among work as urgent as ``first``, the first job that the person may take."""
    if job_at(s.jobs, first).stream >= 0 or following_equal(s, first) < 0:
        return first
    person = person_at(s.people, p)
    longest = 0.0
    last = -1
    j = first
    while j >= 0:
        if may_take(s, p, j):
            longest = max(longest, remaining_chain(s, j))
            if last < 0 and known_thing(s, j) == person.last:
                last = j
        j = following_equal(s, j)
    critical = CHAIN_SHARE * longest
    skill = highest_skill(s, p, first, critical)
    if last >= 0 and (remaining_chain(s, last) < critical or skill_for(s, p, last) < skill):
        last = -1
    if last >= 0:
        stray = assumed_at(s.assumed, 0).familiarity_stray
        if luck.uniform(s.key, luck.STRAY, person.key, person.pieces) >= stray:
            return last
    other = most_familiar(s, p, first, last, critical, skill)
    return other if other >= 0 else last


@inner
def skill_for(s: Row, p: int, j: int) -> int:
    """Return a person's skill level in the area of a job."""
    return skill_level(s, p, job_at(s.jobs, j).area)


@inner
def highest_skill(s: Row, p: int, first: int, critical: float) -> int:
    """Return a person's highest skill level for equally urgent work with a chain of ``critical`` or more."""
    highest = 0
    j = first
    while j >= 0:
        if remaining_chain(s, j) >= critical and may_take(s, p, j):
            highest = max(highest, skill_for(s, p, j))
        j = following_equal(s, j)
    return highest


@inner
def most_familiar(s: Row, p: int, first: int, but: int, critical: float, skill: int) -> int:
    """Return the work most familiar to a person, to a tenth, and among equals that with the fewest people.

    Chosen among equally urgent work other than ``but``, with a chain of ``critical`` or more, at that skill
    level.
    """
    best = -1
    most = -1
    j = first
    while j >= 0:
        candidate = remaining_chain(s, j) >= critical and skill_for(s, p, j) == skill
        if j != but and candidate and may_take(s, p, j):
            known = tenths(familiarity_of(s, p, j))
            hands = job_at(s.jobs, j).in_hands
            if known > most or (known == most and hands < job_at(s.jobs, best).in_hands):
                best, most = j, known
        j = following_equal(s, j)
    return best

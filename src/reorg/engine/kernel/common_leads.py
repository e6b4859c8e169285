"""Common leads: the decider of a question between packages, over solid and dotted lines, and the way."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.familiarity import closest_in_crowd, list_others_active
from reorg.engine.kernel.ownership import owner_of
from reorg.engine.kernel.structure import (
    common_team,
    first_lead,
    first_member,
    highest_vacancy,
    is_vacant,
    nearest_vacancy,
    next_member,
    second_lead,
    top_from,
    top_position_from,
)
from reorg.engine.state.memory import job_at, person_at
from reorg.engine.state.rows import Row
from reorg.mechanisms.matrix import dotted_passes


@inner
def vacancy_or(vacancy: int, p: int) -> int:
    """Return a vacant position for which a question waits, or ``p`` if there is none (-1)."""
    return vacancy if vacancy >= 0 else p


@inner
def owning_team(s: Row, other: int) -> int:
    """Return the team that owns a job; the first version's team for a version that nobody holds."""
    owner = owner_of(s, other)
    return int(owner if owner >= 0 else owner_of(s, job_at(s.jobs, other).package))


@inner
def common_lead(s: Row, p: int, other: int) -> int:
    """Return the lowest common lead of a person and the owners of ``other``; that lead decides alone.

    If nobody leads there or above, the question goes to the nearest position that is only vacant.
    """
    if s.dotted == 1:
        lead = lead_over_dotted_lines(s, p, other, owner_at_work(s, p, other))
        if lead >= 0:
            return int(lead)
    return solid_common_lead(s, p, other)


@inner
def solid_common_lead(s: Row, p: int, other: int) -> int:
    """Return the lowest common lead by solid lines, or the nearest position that is only vacant."""
    common = common_team(s, person_at(s.people, p).desk, owning_team(s, other))
    lead = first_lead(s, common)
    return lead if lead >= 0 else vacancy_or(nearest_vacancy(s, common), p)


@inner
def top_above_common(s: Row, p: int, other: int) -> int:
    """Return the top above the lowest common lead of a person and the owners of ``other``."""
    common = common_team(s, person_at(s.people, p).desk, owning_team(s, other))
    lead = first_lead(s, common)
    return top_position_from(s, lead) if lead >= 0 else vacancy_or(highest_vacancy(s, common), top_from(s, p))


@inner
def is_common_lead(s: Row, p: int, other: int, d: int) -> bool:
    """Return whether ``d`` is the lowest common lead, whichever of the owners is at work."""
    if d == solid_common_lead(s, p, other):
        return True
    if s.dotted == 0:
        return False
    if d == lead_over_dotted_lines(s, p, other, -1):
        return True
    m = first_member(s, owning_team(s, other))
    while m >= 0 and d != lead_over_dotted_lines(s, p, other, m):
        m = next_member(s, m)
    return m >= 0


@inner
def owner_at_work(s: Row, p: int, other: int) -> int:
    """Return the person active on ``other`` in its owning team who is closest to ``p``, or -1."""
    owner = owning_team(s, other)
    count = list_others_active(s, p, other)
    q = closest_in_crowd(s, count)
    while q >= 0 and person_at(s.people, q).desk != owner:
        q = closest_in_crowd(s, count)
    return q


@inner
def passes_between(s: Row, p: int, d: int) -> int:
    """Return the number of leads between ``p`` and ``d`` up the solid line; -1 if ``d`` is not on it.

    A vacant position for which a question waits is at the end of the line.
    """
    passes = 0
    above = person_at(s.people, p).lead
    while above >= 0 and above != d:
        passes += 1
        above = person_at(s.people, above).lead
    return passes if above == d or is_vacant(s, d) else -1


@inner
def is_above(s: Row, d: int, q: int) -> bool:
    """Return whether ``d``, who is present, is up the solid line of ``q``; false for nobody (-1)."""
    return bool(q >= 0 and passes_between(s, q, d) >= 0)


@inner
def leads_over_dotted_line(s: Row, d: int, q: int) -> bool:
    """Return whether ``d`` is the second lead of ``q`` or of a lead above ``q``, or above such a lead."""
    while q >= 0:
        second = second_lead(s, q)
        if second >= 0 and (second == d or is_above(s, d, second)):
            return True
        q = person_at(s.people, q).lead
    return False


@inner
def lead_over_dotted_lines(s: Row, p: int, other: int, o: int) -> int:
    """Return the nearest common lead of ``p`` and the owner ``o`` over a dotted line, -1 for nobody.

    Nearer than the lowest common lead of the solid lines, and not above that one. Without an owner at work
    (-1), the lead of the team that owns ``other`` is used instead.
    """
    owner = owning_team(s, other)
    solid, lead = first_lead(s, common_team(s, person_at(s.people, p).desk, owner)), first_lead(s, owner)
    if solid == p:
        return -1
    fewest = max(passes_between(s, p, solid), 0) if solid >= 0 else s.people_count
    nearest = -1
    o = o if o >= 0 else lead
    x, below = int(p), 0
    while x >= 0 and below <= fewest:
        if leads_over_dotted_line(s, x, o) and not is_above(s, x, solid):
            return x
        c, passes = int(second_lead(s, x)), below
        while c >= 0 and c != p and passes < fewest:
            leads = c == lead or is_above(s, c, lead) or leads_over_dotted_line(s, c, o)
            if leads and not is_above(s, c, solid):
                nearest, fewest = c, passes
            c, passes = person_at(s.people, c).lead, passes + 1
        x, below = person_at(s.people, x).lead, below + 1
    return nearest


@inner
def dotted_step(s: Row, p: int, d: int) -> int:
    """Return the person on the way from ``p`` to ``d`` whose dotted line saves passes; -1 if none does."""
    solid = passes_between(s, p, d)
    fewest = solid if solid >= 0 else s.people_count
    step = -1
    x, below = int(p), 0
    while x >= 0 and below < fewest:
        passes = passes_over(s, x, below, d)
        if 0 <= passes < fewest:
            step, fewest = x, passes
        x, below = person_at(s.people, x).lead, below + 1
    return step


@inner
def passes_over(s: Row, x: int, below: int, d: int) -> int:
    """Return the passes to ``d`` if ``x``, after ``below`` others, takes the dotted line; or -1."""
    second = second_lead(s, x)
    if second < 0:
        return -1
    above = passes_between(s, second, d)
    return dotted_passes(below, above) if second == d or above >= 0 else -1


@inner
def passes_to(s: Row, p: int, step: int, d: int) -> int:
    """Return the number of leads between ``p`` and ``d``; ``step`` takes the dotted line (-1: nobody)."""
    if step < 0:
        return int(passes_between(s, p, d))
    return int(passes_over(s, step, 0 if step == p else passes_between(s, p, step) + 1, d))


@inner
def next_on_way(s: Row, q: int, step: int) -> int:
    """Return the person after ``q`` on a way up on which ``step`` takes the dotted line (-1: nobody)."""
    return int(person_at(s.people, q).second if q == step else person_at(s.people, q).lead)


@inner
def is_on_way(s: Row, p: int, q: int, step: int, d: int) -> bool:
    """Return whether a question of ``p`` for ``d`` passes ``q``, who must be present."""
    if is_vacant(s, q):
        return False
    x = next_on_way(s, p, step)
    while x >= 0 and x != d and x != q:
        x = next_on_way(s, x, step)
    return bool(x == q and q >= 0)

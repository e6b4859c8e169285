"""Hiring: vacancies (open, frozen or over budget), and the successors and newcomers who fill them."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.knowledge import knowledge_of
from reorg.engine.kernel.structure import (
    first_member,
    is_lead,
    next_member,
)
from reorg.engine.machine.calls import take_seat
from reorg.engine.machine.event_list import schedule
from reorg.engine.state.constants import (
    HOURS_PER_WEEK,
    L_JOINED,
    SUCCESSOR_ARRIVAL,
)
from reorg.engine.state.memory import (
    assumed_at,
    person_at,
    team_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import known_area, put_departure_hazard, skill_level, tie_to
from reorg.mechanisms.onboarding import cost_of_hire
from reorg.mechanisms.ties import TEAMS_REMEMBERED
from reorg.mechanisms.turnover import SPREAD_WEEKS, threshold

PAYROLL_TOLERANCE = 1.0 + 1e-9


@inner
def count_hire(s: Row, p: int) -> None:
    """Count a hire for a position and the cost of hiring."""
    s.hires += 1
    salaries = assumed_at(s.assumed, 0).onboarding_hiring_cost_salaries
    s.hiring_cost += cost_of_hire(salaries, person_at(s.people, p).pay)


@inner
def start_hiring(s: Row, p: int) -> None:
    """Start filling a vacancy, unless hiring is frozen or the budget is spent; then it stays open."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    weeks = a.onboarding_hiring_weeks
    heir = -1
    if is_lead(s, p):
        weeks = a.succession_outside_weeks
        if luck.uniform(s.key, luck.SUCCESSION, person.key, person.hired) < a.succession_inside:
            heir = find_successor(s, p)
        set_pay(s, p, person.base_pay * (a.succession_outside_pay if heir < 0 else 1.0))
    # Pay given up and granted again may differ by a rounding error.
    if s.frozen == 1 or (s.budget >= 0.0 and s.payroll + person.pay > s.budget * PAYROLL_TOLERANCE):
        person.opening = 1
        return
    if heir >= 0:
        expect_successor(s, p, a.succession_inside_weeks, heir)
        return
    if s.now >= s.start:
        count_hire(s, p)
    expect_successor(s, p, weeks, -1)


@inner
def close_vacancy(s: Row, p: int) -> None:
    """Close a vacant position: whoever is expected does not start, and nobody else is hired."""
    person = person_at(s.people, p)
    if person.until >= 0.0:
        s.payroll -= person.pay
    person.opening, person.until, person.heir = 0, -1.0, -1


@inner
def set_pay(s: Row, p: int, pay: float) -> None:
    """Change the pay of a vacant position; one with an expected successor is on the payroll."""
    person = person_at(s.people, p)
    if person.until >= 0.0:
        s.payroll += pay - person.pay
    person.pay = pay


@inner
def find_successor(s: Row, p: int) -> int:
    """Return the successor of a vacant lead: the most senior of the teams led, else of sister teams."""
    area = -1
    for k in range(s.area_count):
        level = skill_level(s, p, k)
        if level > 0 and (area < 0 or level > skill_level(s, p, area)):
            area = k
    for sisters in range(2):
        best = -1
        for t in range(s.team_count):
            if team_at(s.teams, t).structure == s.structure and is_near(s, t, p, sisters):
                best = more_senior_member(s, t, area, best)
        if best >= 0:
            return best
    return -1


@inner
def more_senior_member(s: Row, t: int, area: int, best: int) -> int:
    """Return the most senior of ``best`` (-1 nobody) and a team's members with skill who are not leads."""
    q = first_member(s, t)
    while q >= 0:
        fits = area < 0 or skill_level(s, q, area) > 0
        senior = best < 0 or person_at(s.people, q).rank > person_at(s.people, best).rank
        if fits and senior and not is_lead(s, q):
            best = q
        q = next_member(s, q)
    return best


@inner
def is_near(s: Row, t: int, p: int, sisters: int) -> bool:
    """Return whether a position leads a team or (``sisters`` 1) a team next to it."""
    team = team_at(s.teams, t)
    if sisters == 0:
        return team.official == p
    led = person_at(s.people, p).office_first
    while led >= 0 and team_at(s.teams, led).parent != team.parent:
        led = team_at(s.teams, led).office_after
    return led >= 0


@inner
def expect_successor(s: Row, p: int, weeks: float, heir: int) -> None:
    """Schedule a successor for a vacant position after ``weeks``, replacing one already expected."""
    person = person_at(s.people, p)
    person.opening = 0
    person.heir = heir
    if person.until < 0.0:
        s.payroll += person.pay
    person.until = s.now + weeks * HOURS_PER_WEEK
    schedule(s, person.until, SUCCESSOR_ARRIVAL, p)


@inner
def seat_successor(s: Row, p: int) -> None:
    """Seat a successor from outside in a vacant position, with skills and the leaver's codified knowledge."""
    person = person_at(s.people, p)
    person.hired += 1
    person.threshold = threshold(luck.uniform(s.key, luck.THRESHOLD, person.key, person.hired))
    person.cumulated = person.exits = person.deferred = person.load = person.scope_lost = 0.0
    person.loss, person.unrest = 0.0, -1.0
    person.role_since = s.now if is_lead(s, p) else -1.0
    person.role_inside = 0
    for k in range(SPREAD_WEEKS):
        put_departure_hazard(s, p, k, 0.0)
    for area in range(s.area_count):
        value = knowledge_of(s, p, area) * assumed_at(s.assumed, 0).knowledge_buffer
        known_area(s, p, area).value = value
        known_area(s, p, area).time = s.now
    seat_newcomer(s, p)


@inner
def seat_newcomer(s: Row, p: int) -> None:
    """Seat a newcomer, without any ties, in the position's team; as its lead if it is the lead's position."""
    person = person_at(s.people, p)
    person.until = person.moved = person.changed = -1.0
    person.weary = person.unhelped = 0.0
    for k in range(TEAMS_REMEMBERED):
        tie_to(s, k, p).team = -1
    person.joined = s.now
    take_seat(s, p, L_JOINED)

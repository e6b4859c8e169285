"""The end of a week: what waits, who is overloaded, what weighs on people, and who leaves for it."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.agenda import schedule
from reorg.engine.growth import survey
from reorg.engine.jumps import leave
from reorg.engine.landscape import note_found
from reorg.engine.memory import (
    assumed_at,
    integer_at,
    job_at,
    number_at,
    person_at,
    put_integer,
    put_number,
    team_at,
)
from reorg.engine.people import open_position
from reorg.engine.records import ABSENT, END, HOURS_PER_WEEK, HOURS_PER_YEAR, WEEK, Row
from reorg.mechanisms import turnover
from reorg.mechanisms.turnover import SPREAD_WEEKS


@inner
def take_stock(s: Row, week: int) -> None:
    """Take stock at the end of a week; week -1 ends when counting begins."""
    if week < 0 or may_leave(s):
        survey(s)
    if week < 0:
        s.knowledge_start = s.knowledge_end
        schedule(s, s.start + HOURS_PER_WEEK, WEEK, 0)
        return
    note_found(s, week)
    find_overdue(s)
    weigh(s, week)
    s.week = week + 1
    if may_leave(s):
        settle_exits(s)
        let_people_leave(s)
    if week + 1 < s.week_count:
        schedule(s, s.start + (week + 2) * HOURS_PER_WEEK, WEEK, week + 1)
    else:
        survey(s)
        schedule(s, s.now, END, 0)


@inner
def let_people_leave(s: Row) -> None:
    """Let those go whose hazard has passed their threshold, then start hiring for what is vacant."""
    for p in range(s.people_count):
        person = person_at(s.people, p)
        if person.doing != ABSENT and person.cumulated > person.threshold:
            leave(s, p, 1)
    for p in range(s.people_count):
        if person_at(s.people, p).opening == 1:
            open_position(s, p)


@inner
def may_leave(s: Row) -> bool:
    """Tell whether anybody may ever leave: else who knows what need not be known before the end."""
    return s.change_count > 0 or assumed_at(s.assumed, 0).turnover_base_per_year > 0.0


@inner
def find_overdue(s: Row) -> None:
    """Add up for every team the work in its list that is past its due date."""
    for t in range(s.team_count):
        team = team_at(s.teams, t)
        team.overdue = 0.0
        j = team.job_first
        while j >= 0:
            job = job_at(s.jobs, j)
            if job.due < s.now:
                team.overdue += job.todo + job.redo
            j = job.after


@inner
def overdue_held(s: Row, p: int) -> float:
    """Return the hours left of the work a person holds that is past its due date."""
    hours = 0.0
    j = person_at(s.people, p).held
    while j >= 0:
        job = job_at(s.jobs, j)
        if job.due < s.now:
            hours += job.todo + job.redo
        j = job.after
    return hours


@inner
def weigh(s: Row, week: int) -> None:
    """Count the week's loads and pay, and add the week's hazard to everybody's."""
    waiting = 0.0
    present = 0
    for p in range(s.people_count):
        person = person_at(s.people, p)
        if person.doing != ABSENT:
            present += 1
            waiting += person.tray_hours
            s.paid += person.pay
            team = team_at(s.teams, person.team)
            load = (person.tray_hours + overdue_held(s, p) + team.overdue / team.size) / HOURS_PER_WEEK
            if load > 1.0:
                put_integer(s.overload, p, integer_at(s.overload, p) + 1)
            person.load += turnover.SMOOTHING * (load - person.load)
            person.cumulated += hazard(s, p) + person.exits
    put_number(s.weekly, 3 * week + 1, waiting)
    put_number(s.weekly, 3 * week + 2, present)


@inner
def hazard(s: Row, p: int) -> float:
    """Return a person's own hazard of leaving for the week that ends."""
    a = assumed_at(s.assumed, 0)
    if a.turnover_base_per_year <= 0.0:
        return 0.0
    person = person_at(s.people, p)
    years = person.tenure + (s.now - s.start) / HOURS_PER_YEAR
    if person.joined >= 0.0:
        years = (s.now - person.joined) / HOURS_PER_YEAR
    factors = a.turnover_overload * person.load + a.turnover_tenure * turnover.tenure(years)
    if person.scope_lost > 0.0:
        weeks = (s.now - person.scope_time) / HOURS_PER_WEEK
        left = turnover.scope_faded(person.scope_lost, weeks, a.turnover_scope_memory_weeks)
        factors += a.turnover_scope_loss * left
    if person.moved >= 0.0 and s.now - person.moved < turnover.MOVED_WEEKS * HOURS_PER_WEEK:
        factors += a.turnover_moved
    if person.principal == 1:
        factors += a.turnover_senior_moves
    return turnover.weekly_hazard(a.turnover_base_per_year, factors, a.turnover_contagion)


@inner
def settle_exits(s: Row) -> None:
    """End the hazards from exits that have run their weeks; ``week`` is the one that begins."""
    slot = s.week % SPREAD_WEEKS
    for p in range(s.people_count):
        place = p * SPREAD_WEEKS + slot
        ended = number_at(s.contagion, place)
        if ended > 0.0:
            person_at(s.people, p).exits -= ended
            put_number(s.contagion, place, 0.0)

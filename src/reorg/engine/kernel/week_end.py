"""The end of a week: loads, pay and hazards are updated, and people past their threshold leave."""

from __future__ import annotations

import math

from reorg.compilation import inner
from reorg.engine.kernel.contagion import expire_contagion
from reorg.engine.kernel.hiring import start_hiring
from reorg.engine.kernel.knowledge import survey_knowledge
from reorg.engine.kernel.landscape import record_design_values
from reorg.engine.kernel.management import record_attention
from reorg.engine.kernel.packages import is_out
from reorg.engine.kernel.seating import ambiguity_of
from reorg.engine.kernel.structure import effectiveness_of
from reorg.engine.kernel.ties import tie_to_team
from reorg.engine.kernel.turnover import hazard
from reorg.engine.machine.calls import depart
from reorg.engine.machine.event_list import schedule
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import (
    ABSENT,
    BACKLOG,
    GREATEST,
    HORIZON_END,
    HOURS_IN_INBOXES,
    HOURS_PER_WEEK,
    L_LOAD,
    MEAN,
    PAID,
    PEOPLE_PRESENT,
    WEEK_END,
)
from reorg.engine.state.memory import (
    assumed_at,
    integer_at,
    job_at,
    person_at,
    put_integer,
    put_number,
    release_at,
    team_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import put_hazard_figure, put_weekly_figure
from reorg.mechanisms import turnover


@inner
def end_week(s: Row, week: int) -> None:
    """Update everything due at the end of a week; week -1 ends when counting begins."""
    if week < 0 or is_turnover_possible(s):
        survey_knowledge(s)
    if week < 0:
        s.knowledge_start = s.knowledge_end
        schedule(s, s.start + HOURS_PER_WEEK, WEEK_END, 0)
        return
    record_design_values(s, week)
    sum_overdue_work(s)
    update_loads_and_hazards(s, week)
    record_attention(s, week)
    record_settling(s, week)
    record_leads(s, week)
    s.week = week + 1
    if is_turnover_possible(s):
        expire_contagion(s)
        depart_and_hire(s)
    if all_awaited_out(s):
        s.week_count = week + 1
        s.end = s.now
    if week + 1 < s.week_count:
        schedule(s, s.start + (week + 2) * HOURS_PER_WEEK, WEEK_END, week + 1)
    else:
        survey_knowledge(s)
        schedule(s, s.now, HORIZON_END, 0)


@inner
def all_awaited_out(s: Row) -> bool:
    """Return whether all releases that the world is run for are out; a world may be run for none."""
    awaited = False
    for k in range(s.release_count):
        if release_at(s.releases, k).awaited == 1:
            awaited = True
            if not is_out(s, k):
                return False
    return awaited


@inner
def depart_and_hire(s: Row) -> None:
    """Make people whose hazard has passed their threshold leave, then start hiring for vacancies."""
    for p in range(s.people_count):
        person = person_at(s.people, p)
        if person.activity != ABSENT and person.cumulated > person.threshold:
            depart(s, p, 1)
    for p in range(s.people_count):
        if person_at(s.people, p).opening == 1:
            start_hiring(s, p)


@inner
def is_turnover_possible(s: Row) -> bool:
    """Return whether anybody may ever leave: otherwise the survey of knowledge can wait until the end."""
    return s.change_count > 0 or assumed_at(s.assumed, 0).turnover_base_per_year > 0.0


@inner
def sum_overdue_work(s: Row) -> None:
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
def overdue_held_hours(s: Row, p: int) -> float:
    """Return the remaining hours of the work a person holds that is past its due date."""
    hours = 0.0
    j = person_at(s.people, p).held
    while j >= 0:
        job = job_at(s.jobs, j)
        if job.due < s.now:
            hours += job.todo + job.redo
        j = job.after
    return hours


@inner
def record_settling(s: Row, week: int) -> None:
    """Record the mean probability of misdirected requests of those present, and their tie to the team."""
    misdirected = tied = 0.0
    present = 0
    for p in range(s.people_count):
        if person_at(s.people, p).activity != ABSENT:
            present += 1
            misdirected += ambiguity_of(s, p)
            tied += tie_to_team(s, p, 0)
    put_number(s.ambiguity, week, misdirected / max(present, 1))
    put_number(s.ties_in_team, week, tied / max(present, 1))


@inner
def record_leads(s: Row, week: int) -> None:
    """Record the mean effectiveness of leads over the structure's positions, 0 for nobody present."""
    total = 0.0
    positions = 0
    for t in range(s.team_count):
        team = team_at(s.teams, t)
        if team.structure == s.structure and team.official >= 0:
            positions += 1
            if team.lead == team.official:
                total += effectiveness_of(s, team.lead)
    put_number(s.lead_effectiveness, week, total / positions if positions > 0 else math.nan)


@inner
def update_loads_and_hazards(s: Row, week: int) -> None:
    """Count the week's loads and pay, and add the week's hazard to everybody's total."""
    waiting = backlog = paid = 0.0
    present = 0
    total = greatest = 0.0
    for t in range(s.team_count):
        backlog += team_at(s.teams, t).overdue
    for p in range(s.people_count):
        person = person_at(s.people, p)
        # Items for a vacant position count as waiting as well.
        held = overdue_held_hours(s, p)
        backlog += person.inbox_hours + held
        if person.activity != ABSENT:
            present += 1
            waiting += person.inbox_hours
            paid += person.pay
            team = team_at(s.teams, person.team)
            load = (person.inbox_hours + held + team.overdue / team.size) / HOURS_PER_WEEK
            if load > 0.0:
                log_event(s, L_LOAD, p, -1, load)
            if load > 1.0:
                put_integer(s.overload, p, integer_at(s.overload, p) + 1)
            person.load += turnover.SMOOTHING * (load - person.load)
            weekly = hazard(s, p)
            person.cumulated += weekly
            total += weekly
            greatest = max(greatest, weekly)
    s.paid += paid
    put_weekly_figure(s, week, HOURS_IN_INBOXES, waiting)
    put_weekly_figure(s, week, PEOPLE_PRESENT, present)
    put_weekly_figure(s, week, BACKLOG, backlog)
    put_weekly_figure(s, week, PAID, paid)
    put_hazard_figure(s, week, MEAN, total / max(present, 1))
    put_hazard_figure(s, week, GREATEST, greatest)

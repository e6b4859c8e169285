"""Turnover: a person's hazard of leaving, and the effects of a departure on colleagues and work.

A departure adds to the hazard of those tied to the leaver and opens the position; chunks, held work and the
inbox are handled in :mod:`reorg.engine.kernel.vacating`.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.contagion import spread_contagion
from reorg.engine.kernel.familiarity import clear_familiarity
from reorg.engine.kernel.hiring import start_hiring
from reorg.engine.kernel.knowledge import knowledge_of
from reorg.engine.kernel.seating import change_fatigue
from reorg.engine.kernel.structure import attention_lacking, second_lead
from reorg.engine.kernel.vacating import AWAY, GONE, loss_left
from reorg.engine.machine.calls import vacate
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import ABSENT, HOURS_PER_WEEK, HOURS_PER_YEAR, L_AWAY, L_LEFT
from reorg.engine.state.memory import area_at, assumed_at, number_at, person_at, put_number, team_at
from reorg.engine.state.rows import Row
from reorg.mechanisms import turnover
from reorg.mechanisms.knowledge import KNOWER
from reorg.mechanisms.succession import UNREST_WEEKS

ON_LEAVE = 2
"""Value in place of whether somebody is hired: the position is kept for the person."""


@inner
def hazard(s: Row, p: int) -> float:
    """Return a person's hazard of leaving for the week that ends, from all causes together."""
    a = assumed_at(s.assumed, 0)
    if a.turnover_base_per_year <= 0.0:
        return 0.0
    person = person_at(s.people, p)
    contagion = 0.0
    if team_at(s.teams, person.team).size > 1:
        contagion = turnover.contagion_in_week(a.turnover_contagion, s.week)
    own = turnover.weekly_hazard(a.turnover_base_per_year, log_hazard_factors(s, p), contagion)
    owed = person.exits + person.deferred
    weekly = turnover.capped(own + owed, a.turnover_rate_ceiling)
    person.deferred = min(owed, own + owed - weekly)
    return weekly


@inner
def log_hazard_factors(s: Row, p: int) -> float:
    """Return the logarithm of the factors by which a person's hazard differs from the base."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    years = person.tenure + (s.now - s.start) / HOURS_PER_YEAR
    if person.joined >= 0.0:
        years = (s.now - person.joined) / HOURS_PER_YEAR
    factors = a.turnover_tenure * turnover.tenure(years)
    if person.load > 0.0:
        factors += turnover.overload(person.load, a.turnover_overload_ceiling, a.turnover_overload_half)
    if person.scope_lost > 0.0:
        weeks = (s.now - person.scope_time) / HOURS_PER_WEEK
        left = turnover.scope_faded(person.scope_lost, weeks, a.turnover_scope_memory_weeks)
        factors += a.turnover_scope_loss * left
    if person.moved >= 0.0 and s.now - person.moved < turnover.MOVED_WEEKS * HOURS_PER_WEEK:
        factors += a.turnover_moved * change_fatigue(s, p)
    factors += a.turnover_lead_left * loss_left(s, p)
    if person.unrest >= 0.0 and s.now - person.unrest < UNREST_WEEKS * HOURS_PER_WEEK:
        factors += a.succession_unrest_inside
    if person.role_since >= 0.0 and person.role_inside == 0:
        factors += a.succession_outside_leaving
    factors += a.management_unserved_leaving * attention_lacking(s, p)
    if second_lead(s, p) >= 0:
        factors += a.matrix_leaving
    if person.principal == 1:
        factors += a.turnover_senior_moves
    return factors


@inner
def depart(s: Row, p: int, hire: int) -> None:
    """Make a person leave: colleagues react, work and inbox pass on, the position opens if ``hire``.

    If the person is ON_LEAVE only, work and inbox pass on and nothing else happens.
    """
    person = person_at(s.people, p)
    if hire == ON_LEAVE:
        log_event(s, L_AWAY, p, person.team, 0.0)
        vacate(s, p, AWAY)
        return
    log_event(s, L_LEFT, p, person.team, person.cumulated)
    if s.now >= s.start:
        s.departures += 1
        s.regretted += is_regretted(s, p)
        if number_at(s.exit_weeks, p) < 0.0:
            put_number(s.exit_weeks, p, (s.now - s.start) / HOURS_PER_WEEK)
    spread_contagion(s, p)
    if person.activity == ABSENT:
        cancel_return(s, p)
    else:
        vacate(s, p, GONE)
    person.opening = hire
    if hire == 1:
        start_hiring(s, p)


@inner
def is_held(s: Row, p: int) -> bool:
    """Return whether a position has a holder, present or on leave and expected back."""
    person = person_at(s.people, p)
    return bool(person.activity != ABSENT or (person.heir == p and person.until >= 0.0))


@inner
def cancel_return(s: Row, p: int) -> None:
    """Cancel the return of a person who is away: the position is no longer kept."""
    person = person_at(s.people, p)
    person.until, person.heir = -1.0, -1
    s.payroll -= person.pay
    clear_familiarity(s, p)


@inner
def is_regretted(s: Row, p: int) -> int:
    """Return 1 if a person is the first or the only expert of an area at the last survey, else 0."""
    for area in range(s.area_count):
        row = area_at(s.areas, area)
        if knowledge_of(s, p, area) > KNOWER and (row.best == p or row.experts <= 1):
            return 1
    return 0

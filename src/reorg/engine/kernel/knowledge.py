"""Knowledge of areas: learning, forgetting, and its effect on speed.

The survey of experts is here too.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.structure import attention_lacking
from reorg.engine.state.constants import ABSENT, HOURS_PER_WEEK, HOURS_PER_YEAR
from reorg.engine.state.memory import area_at, assumed_at, person_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import known_area
from reorg.mechanisms import knowledge
from reorg.mechanisms.management import rise
from reorg.mechanisms.onboarding import ramp


@inner
def knowledge_of(s: Row, p: int, area: int) -> float:
    """Return a person's present knowledge of an area."""
    known = known_area(s, p, area)
    # Nothing is forgotten in no time: most chunks start at the moment the previous one ends.
    if known.value <= 0.0 or known.time == s.now:
        return known.value
    decay = assumed_at(s.assumed, 0).knowledge_decay_per_year
    if decay <= 0.0:
        return known.value
    return knowledge.forgotten(known.value, (s.now - known.time) / HOURS_PER_YEAR, decay)


@inner
def learn(s: Row, p: int, area: int, hours: float) -> None:
    """Add practice in an area; a newcomer who lacks the lead's attention learns more slowly."""
    a = assumed_at(s.assumed, 0)
    value = knowledge_of(s, p, area)
    known = known_area(s, p, area)
    if value < 1.0:
        tau = a.knowledge_tau_hours
        joined = person_at(s.people, p).joined
        if joined >= 0.0:
            weeks = (s.now - joined) / HOURS_PER_WEEK
            lacking = attention_lacking(s, p)
            tau *= knowledge.delay(lacking, weeks, a.management_unserved_onboarding, ramp_weeks(s, p))
        value = knowledge.learned(value, hours, tau)
    known.value = value
    known.time = s.now


@inner
def ramp_weeks(s: Row, p: int) -> float:
    """Return the time constant of a newcomer's ramp, longer for a newcomer who lacks the lead's attention."""
    a = assumed_at(s.assumed, 0)
    return a.onboarding_tau_weeks * rise(attention_lacking(s, p), a.management_unserved_onboarding)


@inner
def speed_factor(s: Row, p: int, area: int) -> float:
    """Return the smaller speed factor of a newcomer's ramp and of local knowledge of the area."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    factor = 1.0
    if a.knowledge_floor_speed < 1.0:
        factor = knowledge.speed(knowledge_of(s, p, area), a.knowledge_floor_speed)
    if person.joined >= 0.0:
        weeks = (s.now - person.joined) / HOURS_PER_WEEK
        factor = min(factor, ramp(weeks, a.onboarding_start_productivity, ramp_weeks(s, p)))
    return factor


@inner
def survey_knowledge(s: Row) -> None:
    """Count the experts of every area, and find the three people who know most about it."""
    for area in range(s.area_count):
        row = area_at(s.areas, area)
        row.experts = 0
        row.best = -1
        row.most = row.second = row.third = 0.0
    for p in range(s.people_count):
        if person_at(s.people, p).activity != ABSENT:
            for area in range(s.area_count):
                survey_person(s, p, area)
    total = 0.0
    s.lone_areas = 0
    for area in range(s.area_count):
        row = area_at(s.areas, area)
        total += row.most + row.second + row.third
        if row.experts < 2:
            s.lone_areas += 1
    s.knowledge_end = total


@inner
def survey_person(s: Row, p: int, area: int) -> None:
    """Enter one person's knowledge of an area into the survey."""
    k = knowledge_of(s, p, area)
    row = area_at(s.areas, area)
    if k > knowledge.KNOWER:
        row.experts += 1
    if k > row.most:
        row.third = row.second
        row.second = row.most
        row.most = k
        row.best = p
    elif k > row.second:
        row.third = row.second
        row.second = k
    elif k > row.third:
        row.third = k

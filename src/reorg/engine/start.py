"""The start of a world: draw the efforts, place the people, schedule the first events."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.contagion import note_off_roster
from reorg.engine.kernel.efforts import draw_effort_hours
from reorg.engine.kernel.hiring import expect_successor, start_hiring
from reorg.engine.kernel.knowledge import survey_knowledge
from reorg.engine.kernel.landscape import draw_landscapes
from reorg.engine.kernel.meetings import schedule_meetings
from reorg.engine.kernel.ownership import shared_ownership_of
from reorg.engine.kernel.queues import enter_idle
from reorg.engine.kernel.streams import schedule_arrival
from reorg.engine.kernel.structure import begin_attention
from reorg.engine.kernel.talk import schedule_talk
from reorg.engine.machine.calls import adopt_structure, allocate_pools
from reorg.engine.machine.event_list import schedule
from reorg.engine.state.constants import (
    DATED_EVENT_DUE,
    HOURS_PER_WEEK,
    NO_ACTIVITY,
    ONE_TO_ONE_DUE,
    RELEASE_START,
    STOPPED,
    WEEK_END,
)
from reorg.engine.state.memory import (
    assumed_at,
    dated_event_at,
    job_at,
    person_at,
    release_at,
    shared_ownership_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import owner_under
from reorg.mechanisms.turnover import threshold
from reorg.model.events import code_of

MOVE = code_of("move")


@inner
def fill_first_vacancies(s: Row) -> None:
    """Schedule the holders of positions vacant at first: on the date stated, or after the hiring time."""
    for p in range(s.people_count):
        person = person_at(s.people, p)
        if person.opening == 1 and person.starts >= 0.0:
            expect_successor(s, p, s.start / HOURS_PER_WEEK + person.starts, -1)
        elif person.opening == 1:
            start_hiring(s, p)


@inner
def start_world(s: Row) -> None:
    """Draw the efforts, place the people and fill the event list."""
    schedule(s, s.start, WEEK_END, -1)
    for p in range(s.people_count):
        person = person_at(s.people, p)
        person.team = person.desk = -1
        person.threshold = threshold(luck.uniform(s.key, luck.THRESHOLD, person.key, 0))
        if person.seats == 1:
            note_off_roster(s, p)
    adopt_structure(s, s.structure)
    if s.pool_count > 0:
        allocate_pools(s)
    for p in range(s.people_count):
        begin_attention(s, p)
        if person_at(s.people, p).activity == NO_ACTIVITY:
            enter_idle(s, p)
    survey_knowledge(s)
    for j in range(s.packages):
        job = job_at(s.jobs, j)
        job.effort = draw_effort_hours(s, j, luck.bits(s.key, luck.EFFORT, job.key, 0))
        job.renewed = job.effort
        job.todo = job.share_left * job.effort
        job.owner = owner_under(s, s.structure, j)
        job.shared_ownership = shared_ownership_of(s, j)
        if job.version > 0 and job.owner < 0:
            job.owner = job_at(s.jobs, job.package).owner
            job.state = STOPPED
        elif job.version > 0:
            job.todo *= shared_ownership_at(s.shared_ownerships, job.shared_ownership).share
    draw_landscapes(s)
    for k in range(s.change_count):
        change = dated_event_at(s.changes, k)
        schedule(s, change.time, DATED_EVENT_DUE, k)
        if change.what == MOVE:
            note_off_roster(s, change.person)
    for k in range(s.release_count):
        schedule(s, release_at(s.releases, k).start, RELEASE_START, k)
    for number in range(s.stream_count):
        schedule_arrival(s, number)
    a = assumed_at(s.assumed, 0)
    if a.management_one_to_one_hours + a.management_steering_hours + a.management_newcomer_hours > 0.0:
        for p in range(s.people_count):
            offset = luck.uniform(s.key, luck.OFFSET, person_at(s.people, p).key, 0)
            schedule(s, offset * HOURS_PER_WEEK, ONE_TO_ONE_DUE, p)
    schedule_meetings(s)
    fill_first_vacancies(s)
    schedule_talk(s)

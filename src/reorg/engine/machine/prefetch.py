"""Prefetching the rows of memory that the next events need, while the present one is handled.

It changes no result. The state of thousands of people does not fit the processor's nearer caches, and most
of an event's time would be spent waiting for memory.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.machine.completions import WINNER, person_of
from reorg.engine.machine.event_list import BEHIND_LAST, FIRST, LOOKAHEAD, RECURRING_RING, ring_place
from reorg.engine.state.constants import CHUNK, ITEM, KIND_COUNT, ONE_TO_ONE_DUE
from reorg.engine.state.memory import (
    completion_at,
    event_at,
    person_at,
    prefetch_completion,
    prefetch_familiarity,
    prefetch_integer,
    prefetch_item,
    prefetch_job,
    prefetch_knowledge,
    prefetch_number,
    prefetch_person,
    prefetch_team,
    prefetch_tie,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import ring_end
from reorg.mechanisms.familiarity import REMEMBERED
from reorg.mechanisms.ties import TEAMS_REMEMBERED

LARGE_TREE = 1 << 11
"""Places in the first round of the tournament from which on it is worth asking."""

FAR_ROUND = 8
"""First node of the round whose eight winners are asked for: one of them, or of those they beat, is next."""


@inner
def prefetch_next_people(s: Row) -> None:
    """Ask for those who have got far in the tournament, and for what the last two of them are at."""
    if s.places < LARGE_TREE:
        return
    prefetch_path(s, person_of(completion_at(s.ends, WINNER).tag))
    for node in range(2 * WINNER, 4 * WINNER):
        prefetch_activity(s, person_of(completion_at(s.ends, node).tag))
    for node in range(FAR_ROUND, 2 * FAR_ROUND):
        prefetch_person(s.people, person_of(completion_at(s.ends, node).tag))


@inner
def prefetch_path(s: Row, p: int) -> None:
    """Ask for a person's way through the rounds that are too large for the nearer caches."""
    node = s.places + p
    while node >= LARGE_TREE:
        prefetch_completion(s.ends, node)
        node >>= 1


@inner
def prefetch_activity(s: Row, p: int) -> None:
    """Ask for what is known of a person, for the team, for what the person is at, and for what waits."""
    person = person_at(s.people, p)
    prefetch_team(s.teams, person.team)
    prefetch_knowledge(s.knowledge, p * s.area_count)
    prefetch_integer(s.skill, p * s.area_count)
    prefetch_familiarity(s.familiarity, p * REMEMBERED)
    prefetch_tie(s.ties, p * TEAMS_REMEMBERED)
    prefetch_number(s.hours_by_person, p * KIND_COUNT)
    if person.inbox_first >= 0:
        prefetch_item(s.items, person.inbox_first)
    if person.held >= 0:
        prefetch_job(s.jobs, person.held)
    if person.activity == CHUNK:
        prefetch_job(s.jobs, person.on)
    elif person.activity == ITEM:
        prefetch_item(s.items, person.on)


@inner
def prefetch_ring(s: Row, line: int) -> None:
    """Ask for what an event some places behind the first of a line is about."""
    place = ring_end(s, line, FIRST) + LOOKAHEAD
    if s.places < LARGE_TREE or place >= ring_end(s, line, BEHIND_LAST):
        return
    event = event_at(s.lines, ring_place(s, line, place))
    if line != RECURRING_RING:
        prefetch_item(s.items, event.on)
    elif event.kind == ONE_TO_ONE_DUE:
        prefetch_person(s.people, event.on)

"""Prefetching of the memory rows that the next events need, while the present event is handled.

It changes no result. The state of thousands of people does not fit into the processor's nearer caches, and
most of an event's time would be spent waiting for memory. A processor waits for at most a dozen cache lines
at a time: only those that will be needed are requested.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.machine.completions import node_above, person_of
from reorg.engine.machine.event_list import BEHIND_LAST, FIRST, LOOKAHEAD, RECURRING_RING, ring_place
from reorg.engine.state.constants import (
    ASK,
    BLOCK_DUE,
    CHUNK,
    FLAW_FOUND,
    ITEM,
    KIND_COUNT,
    ONE_TO_ONE_DUE,
    SLOT_DUE,
    STREAM_ARRIVAL,
    TALK_DUE,
    WINNER,
)
from reorg.engine.state.memory import (
    completion_at,
    event_at,
    item_at,
    person_at,
    prefetch_completion,
    prefetch_contributor,
    prefetch_familiarity,
    prefetch_integer,
    prefetch_item,
    prefetch_job,
    prefetch_knowledge,
    prefetch_number,
    prefetch_person,
    prefetch_stream,
    prefetch_team,
    prefetch_tie,
    prefetch_whole_person,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import ring_end
from reorg.mechanisms.familiarity import REMEMBERED

MANY_PEOPLE = 1_000
"""Number of people from which prefetching pays."""

NEAR_NODES = 8
"""Nodes below this one belong to the last two rounds: their winners come after a few others."""

FAR_NODES = 24
"""Nodes below this one belong to the last three rounds."""

NEIGHBORS = 4
"""People on either side of a person, mostly of the same team, whose ties and links are prefetched too."""

NEAR_TREE = 1 << 11
"""Nodes of the winner tree that the nearer caches hold in any case."""


@inner
def prefetch_next_people(s: Row, p: int) -> None:
    """Prefetch the rows of people who have advanced in the winner tree since ``p`` dropped out of it.

    First the person, closer to the end the person's activity, and for the next person the asker.
    """
    if s.people_count < MANY_PEOPLE:
        return
    node = s.places + p
    while node >= FAR_NODES:
        node = node_above(node)
    prefetch_person(s.people, person_of(completion_at(s.ends, node).tag))
    while node >= NEAR_NODES:
        node = node_above(node)
    prefetch_activity(s, person_of(completion_at(s.ends, node).tag))
    prefetch_asker(s, person_of(completion_at(s.ends, WINNER).tag))


@inner
def prefetch_path(s: Row, p: int) -> None:
    """Prefetch a person's path through the rounds that are too large for the nearer caches."""
    node = s.places + p
    while node >= NEAR_TREE:
        prefetch_completion(s.ends, node)
        node = node_above(node)


@inner
def prefetch_activity(s: Row, p: int) -> None:
    """Prefetch a person's team, activity and waiting items; for work, the knowledge used."""
    person = person_at(s.people, p)
    prefetch_path(s, p)
    prefetch_team(s.teams, person.desk)
    prefetch_number(s.hours_by_person, p * KIND_COUNT + person.kind)
    if person.activity == ITEM:
        prefetch_item(s.items, person.on)
    elif person.activity == CHUNK:
        prefetch_job(s.jobs, person.on)
    if person.inbox_first >= 0:
        prefetch_item(s.items, person.inbox_first)
        prefetch_item(s.items, person.inbox_last)
    elif person.held >= 0:
        prefetch_job(s.jobs, person.held)
    if person.activity == CHUNK or person.inbox_first < 0:
        prefetch_whole_person(s.people, p)
        prefetch_knowledge(s.knowledge, p * s.area_count)
        prefetch_integer(s.skill, p * s.area_count)
        prefetch_familiarity(s.familiarity, p * REMEMBERED)
        prefetch_tie(s.ties, p - NEIGHBORS)
        prefetch_contributor(s.contributors, p - NEIGHBORS)


@inner
def prefetch_asker(s: Row, p: int) -> None:
    """Prefetch the asker of a person's present item, and the work that it concerns."""
    person = person_at(s.people, p)
    if person.activity != ITEM or item_at(s.items, person.on).asker < 0:
        return
    item = item_at(s.items, person.on)
    prefetch_person(s.people, item.asker)
    if item.kind == ASK:
        prefetch_job(s.jobs, item.job)
        prefetch_job(s.jobs, item.other)


@inner
def prefetch_ring(s: Row, line: int) -> None:
    """Prefetch the subject of an event some places after the first of a ring."""
    if s.people_count < MANY_PEOPLE:
        return
    place = ring_end(s, line, FIRST) + LOOKAHEAD
    if place >= ring_end(s, line, BEHIND_LAST):
        return
    event = event_at(s.lines, ring_place(s, line, place))
    if line != RECURRING_RING:
        prefetch_item(s.items, event.on)
        return
    if event.kind == ONE_TO_ONE_DUE or event.kind == TALK_DUE:
        prefetch_person(s.people, event.on)
    event = event_at(s.lines, ring_place(s, line, place - LOOKAHEAD // 2))
    if event.kind == ONE_TO_ONE_DUE or event.kind == TALK_DUE:
        prefetch_invited(s, event.kind, event.on)


@inner
def prefetch_first_in_heap(s: Row) -> None:
    """Prefetch the subject of the first event of the heap."""
    if s.people_count < MANY_PEOPLE:
        return
    event = event_at(s.event_heap, 0)
    if event.kind == BLOCK_DUE:
        prefetch_whole_person(s.people, event.on)
    elif event.kind == STREAM_ARRIVAL:
        prefetch_stream(s.streams, event.on)
    elif event.kind == SLOT_DUE or event.kind == FLAW_FOUND:
        prefetch_item(s.items, event.on)


@inner
def prefetch_invited(s: Row, kind: int, p: int) -> None:
    """Prefetch a person's team and the place of the next item for the person, or for the lead."""
    person = person_at(s.people, p)
    prefetch_team(s.teams, person.team)
    if kind == TALK_DUE and person.inbox_last >= 0:
        prefetch_item(s.items, person.inbox_last)
    elif kind == ONE_TO_ONE_DUE and person.boss >= 0:
        prefetch_person(s.people, person.boss)

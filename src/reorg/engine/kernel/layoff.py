"""Layoffs: the stated share of the people named leaves, lowest draws first, one after another.

A layoff of everybody named eliminates the positions, so that those vacant at the time are not filled either.
Candidates are kept in a heap by draw, so even a layoff of thousands takes little time per person.
"""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.hiring import close_vacancy
from reorg.engine.kernel.turnover import is_held
from reorg.engine.machine.calls import depart
from reorg.engine.state.constants import ABSENT
from reorg.engine.state.memory import dated_event_at, integer_at, person_at, put_integer
from reorg.engine.state.rows import Row


@inner
def lay_off(s: Row, k: int) -> None:
    """Lay off the stated share of the people named, chosen at random; all others react if anybody leaves."""
    if dated_event_at(s.changes, k).value >= 1.0:
        close_vacancies(s, k)
    count = draw_numbers(s, k)
    for place in range(count // 2 - 1, -1, -1):
        sift_down(s, place, count)
    leaving = int(dated_event_at(s.changes, k).value * count + 0.5)
    for _ in range(leaving):
        p = integer_at(s.layoff_heap, 0)
        count -= 1
        put_integer(s.layoff_heap, 0, integer_at(s.layoff_heap, count))
        sift_down(s, 0, count)
        depart(s, p, 0)
    if leaving == 0:
        return
    for p in range(s.people_count):
        if person_at(s.people, p).activity != ABSENT:
            person_at(s.people, p).moved = s.now


@inner
def close_vacancies(s: Row, k: int) -> None:
    """Close those positions named that nobody holds."""
    c = dated_event_at(s.changes, k)
    for i in range(c.first, c.last):
        if not is_held(s, integer_at(s.named, i)):
            close_vacancy(s, integer_at(s.named, i))


@inner
def draw_numbers(s: Row, k: int) -> int:
    """Draw a number for each person named who holds a position; return how many these are."""
    c = dated_event_at(s.changes, k)
    count = 0
    for i in range(c.first, c.last):
        p = integer_at(s.named, i)
        if is_held(s, p):
            person = person_at(s.people, p)
            person.layoff_draw = luck.uniform(s.key, luck.LAYOFF, person.key, c.number)
            put_integer(s.layoff_heap, count, p)
            count += 1
    return count


@inner
def sift_down(s: Row, place: int, count: int) -> None:
    """Move the person at a place of the heap down until nobody below has a lower draw."""
    while 2 * place + 1 < count:
        below = 2 * place + 1
        if below + 1 < count and draw_at(s, below + 1) < draw_at(s, below):
            below += 1
        if draw_at(s, place) <= draw_at(s, below):
            return
        p = integer_at(s.layoff_heap, place)
        put_integer(s.layoff_heap, place, integer_at(s.layoff_heap, below))
        put_integer(s.layoff_heap, below, p)
        place = below


@inner
def draw_at(s: Row, place: int) -> float:
    """Return the draw of the person at a place of the heap."""
    return person_at(s.people, integer_at(s.layoff_heap, place)).layoff_draw

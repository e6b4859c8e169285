"""Layoffs: of the people named so many go as the share says, those with the lowest lots, one after another.

Who may go stands in a heap by lot, so that a layoff of thousands takes little longer for each of them.
"""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.turnover import is_held
from reorg.engine.machine.calls import depart
from reorg.engine.state.constants import ABSENT
from reorg.engine.state.memory import dated_event_at, integer_at, person_at, put_integer
from reorg.engine.state.rows import Row


@inner
def lay_off(s: Row, k: int) -> None:
    """Let the stated share of the people named go, chosen at random; everybody who stays has felt it."""
    count = draw_lots(s, k)
    for place in range(count // 2 - 1, -1, -1):
        sink(s, place, count)
    for _ in range(int(dated_event_at(s.changes, k).value * count + 0.5)):
        p = integer_at(s.lots, 0)
        count -= 1
        put_integer(s.lots, 0, integer_at(s.lots, count))
        sink(s, 0, count)
        depart(s, p, 0)
    for p in range(s.people_count):
        if person_at(s.people, p).activity != ABSENT:
            person_at(s.people, p).moved = s.now


@inner
def draw_lots(s: Row, k: int) -> int:
    """Give a lot to each of those named who holds a position; returns how many these are."""
    c = dated_event_at(s.changes, k)
    count = 0
    for i in range(c.first, c.last):
        p = integer_at(s.named, i)
        if is_held(s, p):
            person = person_at(s.people, p)
            person.lot = luck.uniform(s.key, luck.LAYOFF, person.key, c.number)
            put_integer(s.lots, count, p)
            count += 1
    return count


@inner
def sink(s: Row, place: int, count: int) -> None:
    """Let who stands at a place of the heap change places until nobody below has a lower lot."""
    while 2 * place + 1 < count:
        below = 2 * place + 1
        if below + 1 < count and lot_at(s, below + 1) < lot_at(s, below):
            below += 1
        if lot_at(s, place) <= lot_at(s, below):
            return
        p = integer_at(s.lots, place)
        put_integer(s.lots, place, integer_at(s.lots, below))
        put_integer(s.lots, below, p)
        place = below


@inner
def lot_at(s: Row, place: int) -> float:
    """Return the lot of who stands at a place of the heap."""
    return person_at(s.people, integer_at(s.lots, place)).lot

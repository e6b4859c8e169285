"""The tournament of ends gives the earliest, and of equals the one entered first, whatever was withdrawn."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reorg.compilation import compiled
from reorg.engine.machine.completions import (
    cancel_completion,
    first_place,
    no_completions,
    order_of,
    person_of,
    schedule_completion,
)
from reorg.engine.state.constants import WINNER
from reorg.engine.state.memory import completion_at
from reorg.engine.state.world import WORLD

NOBODY = -1


@compiled
def winners(worlds, people, times, found):
    """Enter an end for each time, or withdraw it where the time is below zero; note who is first then."""
    s = worlds[0]
    for i in range(len(people)):
        if times[i] < 0.0:
            cancel_completion(s, people[i])
        else:
            schedule_completion(s, people[i], times[i])
        end = completion_at(s.ends, WINNER)
        found[i, 0] = person_of(end.tag) if end.time < np.inf else NOBODY
        found[i, 1] = order_of(end.tag)


def play(count: int, moves: list[tuple[int, float]]) -> list[tuple[int, int]]:
    worlds, ends = np.zeros(1, WORLD), no_completions(count)
    worlds["ends"], worlds["places"] = ends.ctypes.data, first_place(count)
    people, times = np.array([p for p, _ in moves]), np.array([time for _, time in moves])
    found = np.zeros((len(moves), 2), np.int64)
    winners(worlds, people, times, found)
    return [(int(person), int(order)) for person, order in found]


@st.composite
def games(draw: st.DrawFn) -> tuple[int, list[tuple[int, float]]]:
    """Return how many people there are, and who begins (with a time) or stops (below zero), in turn."""
    count = draw(st.integers(1, 20))
    at_it: set[int] = set()
    moves = []
    for person in draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=60)):
        moves.append((person, -1.0 if person in at_it else draw(st.sampled_from([0.0, 0.5, 1.0, 7.25]))))
        at_it ^= {person}
    return count, moves


@given(games())
@settings(max_examples=200)
def test_the_earliest_is_first_and_of_equals_the_first_entered(game: tuple[int, list[tuple[int, float]]]):
    count, moves = game
    entered: dict[int, tuple[float, int]] = {}
    order = 0
    for (person, time), (first, its_order) in zip(moves, play(count, moves), strict=True):
        if time < 0.0:
            del entered[person]
        else:
            entered[person] = (time, order)
            order += 1
        expected = min(entered, key=lambda who: entered[who]) if entered else NOBODY
        assert first == expected
        if entered:
            assert its_order == entered[expected][1]

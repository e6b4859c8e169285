"""Items a week that keep people as busy as a fact states, found by running its base organization."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial

from reorg.verification.facts.contrasts import mean
from reorg.verification.facts.fact import Document, Fact, Variant
from reorg.verification.facts.measures import busy
from reorg.verification.facts.organizations import four_teams, members, organization, own_streams
from reorg.verification.facts.running import everything, sample

WORLDS, HALVINGS = 8, 7
MOST_PER_WEEK = 24.0
"""More than a team of nine can do: items take two days."""


def arrivals_per_week(build: Callable[[float], Document], people: Sequence[str], share: float) -> float:
    """Return the arrivals a week at which ``people`` are busy for ``share`` of their time.

    ``build`` returns the organization for so many arrivals. The share rises with them, so halving an
    interval finds it, to 1 / 2^7 of the most that can be done.
    """
    reading = busy(*people)
    low, high = 0.0, MOST_PER_WEEK
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        model = build(middle)
        base = Variant("base", partial(_same, model))
        fact = Fact(0, "base", "base", "strong", "", "", (base,), (reading,), ())
        found = mean(reading, "base")(sample(fact, everything(fact), worlds=WORLDS))
        low, high = (middle, high) if found < share else (low, middle)
    return (low + high) / 2.0


def _same(model: Document, _: float) -> Document:
    return model


@cache
def arrivals_for_four_teams(share: float = 0.8, size: int = 5, weeks: int = 52) -> float:
    """Return the arrivals a week for each of four teams of the given size, at central assumptions."""

    def build(rate: float) -> Document:
        streams, owned = own_streams(rate)
        seats = {n: members(n, size) for n in owned}
        return organization(four_teams(owned, seats=seats), work={"streams": streams}, weeks=weeks)

    return arrivals_per_week(build, [name for n in (1, 2, 3, 4) for name in members(n, size)], share)

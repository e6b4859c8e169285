"""Shares of the worlds as integers out of a hundred, or of the worlds if there are fewer."""

from __future__ import annotations

from collections.abc import Sequence


def hundredths(shares: Sequence[float], of: int = 100) -> list[int]:
    """Return shares that sum to 1 as integers that sum to ``of``, by largest remainders.

    A share above 0 gets at least 1, taken from the largest: a possible result is not shown as never.
    """
    # Of equal remainders the first counts: they must not differ in their last digits.
    exact = [round(of * share, 9) for share in shares]
    counts = [int(value) for value in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: counts[place] - exact[place])
    for place in by_rest[: max(0, of - sum(counts))]:
        counts[place] += 1
    for place, value in enumerate(exact):
        if value > 1e-9 and counts[place] == 0:
            counts[place] += 1
            counts[counts.index(max(counts))] -= 1
    return counts

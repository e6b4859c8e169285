"""Familiarity as rows: room for familiarity, and the values that the model file states."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.engine.state.rows import CONTRIBUTOR, FAMILIARITY, STATED_FAMILIARITY
from reorg.mechanisms.familiarity import REMEMBERED
from reorg.model.people import Person

Work = dict[tuple[str, str], list[int]]
"""The numbers of all occurrences of each package, in all versions, and of each stream."""


def familiarity_rows(people: tuple[Person, ...], rows: Any, work: Work) -> dict[str, Any]:
    """Return the arrays of familiarity; the rows of people say where the stated values begin.

    A stated value of a package applies to its first occurrence.
    """
    familiarity = np.zeros((len(people), REMEMBERED), FAMILIARITY)
    familiarity["thing"] = -1
    contributors = np.zeros((REMEMBERED, len(people)), CONTRIBUTOR)
    contributors["person"] = np.arange(len(people))
    for name in ("job", "before", "after"):
        contributors[name] = -1
    stated = [[(work[name][0], value) for name, value in p.familiarity] for p in people]
    ends = np.cumsum([len(values) for values in stated], dtype=np.int32)
    rows["stated_first"], rows["stated_last"] = np.concatenate([[0], ends[:-1]]), ends
    listed = np.array([pair for values in stated for pair in values], STATED_FAMILIARITY)
    return {"familiarity": familiarity, "contributors": contributors, "stated_familiarity": listed}


def from_the_last(after: list[list[int]]) -> list[int]:
    """Return the packages in an order in which each comes behind all its successors."""
    order: dict[int, None] = {}
    waiting = list(range(len(after)))
    while waiting:
        j = waiting[-1]
        unknown = [k for k in after[j] if k not in order]
        if unknown and j not in order:
            waiting += unknown
            continue
        order.setdefault(waiting.pop())
    return list(order)


def follow_up_hours(likely_hours: list[float], after: list[list[int]], order: list[int]) -> list[float]:
    """Return for each package the longest chain of estimates (hours) among its successors.

    ``order`` as :func:`from_the_last` returns it.
    """
    found = [0.0] * len(likely_hours)
    for j in order:
        if after[j]:
            found[j] = max([likely_hours[k] + found[k] for k in after[j]])
    return found

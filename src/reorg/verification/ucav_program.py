"""The published rules of the aircraft's design process as a program of their own, to compare with.

After Browning & Eppinger (2002), with the rules as links of the engine express them: an activity is worked
on as soon as what it needs of those before is done, and stops while any of that is redone; when one is
done, each of its feedback marks sends work back to an earlier one with its probability, and each forward
mark of an activity that can be sent back to a later one that has begun.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from reorg.verification.ucav_data import Activity, Mark

Rows = tuple[Activity, ...]
Marks = tuple[Mark, ...]

NONE_LEFT = 1e-9
SEED = 1


class Process:
    """One run: work left of each activity, from 1 to 0, and how it is done and sent back."""

    def __init__(self, rows: Rows, marks: Marks, random: np.random.Generator) -> None:
        """Draw the days of all activities."""
        self._random = random
        self._days = [random.triangular(*row.days) for row in rows]
        self._repeat = [row.repeat for row in rows]
        self._pay = [row.mean_cost / row.mean_days for row in rows]
        numbers, ahead = range(len(rows)), [m for m in marks if not m.is_feedback]
        back = [m for m in marks if m.is_feedback]
        self._needs = [[m.trigger for m in ahead if m.reworked == i] for i in numbers]
        self._back = [[m for m in back if m.trigger == i] for i in numbers]
        self._onward = [[m for m in ahead if m.trigger == i] for i in numbers]
        self._sent_back = {m.reworked for m in back}
        self._left, self._begun = [1.0] * len(rows), [False] * len(rows)
        self._spent = 0.0
        self._cost = 0.0

    def run(self) -> tuple[float, float]:
        """Return cost in k$ and days until nothing is left to do."""
        while band := self._band():
            step = min(self._left[i] * self._days[i] for i in band)
            self._spent += step
            for i in band:
                self._begun[i] = True
                self._left[i] -= step / self._days[i]
                self._cost += step * self._pay[i]
            for i in band:
                if self._left[i] < NONE_LEFT:
                    self._left[i] = 0.0
                    self._complete(i)
        return self._cost, self._spent

    def _band(self) -> list[int]:
        return [
            i
            for i, left in enumerate(self._left)
            if left > 0.0 and all(self._left[k] <= 0.0 for k in self._needs[i])
        ]

    def _complete(self, i: int) -> None:
        onward = self._onward[i] if i in self._sent_back else []
        for mark in [*self._back[i], *onward]:
            k = mark.reworked
            if self._begun[k] and self._random.random() < mark.probability:
                self._left[k] += mark.share * self._repeat[k]


@cache
def outcomes(rows: Rows, marks: Marks, runs: int) -> NDArray[np.float64]:
    """Return cost in k$ and days of independent runs, [runs, 2]."""
    random = np.random.default_rng(SEED)
    return np.array([Process(rows, marks, random).run() for _ in range(runs)])

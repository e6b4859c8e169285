"""Endings: where in the assumptions a verdict ends without reversing, tested on worlds held back.

A flip (:mod:`reorg.study.inference.flips`) is found only where more worlds go the other way. Short of that,
the worlds of a region may be divided. As a verdict can end only along its drivers, boxes are sought among the
drivers of the difference (:mod:`reorg.study.inference.dependence`): if none is named nothing ends, so that in
pure noise an ending is reported less often than :data:`~reorg.study.inference.dependence.LEVEL`.

The box of greatest worth by equation (2) of :mod:`reorg.study.inference.boxes` is found on each half of the
worlds and counted on the other. An ending is given where, of the points inside that differ, more go against
the verdict than among all points, by a binomial test at :data:`~reorg.study.inference.flips.LEVEL`, and the
verdict's side is ahead neither in more than :data:`~reorg.study.inference.majority.EVEN` of the worlds inside
nor beyond chance. If the other side is clearly ahead (:data:`LEVEL_OF_REVERSAL`), the verdict reverses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference import majority
from reorg.study.inference.boxes import Box, find_best_box, tenths_of_ranges
from reorg.study.inference.flips import (
    CANDIDATES,
    LEVEL,
    WORTH_MIN,
    Direction,
    Flip,
    HeldBack,
    Outcomes,
    SearchedWorlds,
    count_held_back,
    flip_of,
    least_in_box,
    share_turning,
)
from reorg.study.inference.majority import EVEN, Majority, binomial_tail

Floats = NDArray[np.float64]

LEVEL_OF_REVERSAL = LEVEL / 4.0
"""Level at which an ending is reported as a reversal: a second test, after the search for flips."""


def find_ending(
    worlds: SearchedWorlds, outcomes: Outcomes, lean: Majority | None, drivers: Sequence[int]
) -> Flip | None:
    """Return the box of drivers, by their columns, in which the verdict ends or reverses, or None.

    ``lean`` is the sign of most points; there is no ending if they are divided or tie.
    """
    if lean not in ("helps", "harms") or not drivers:
        return None
    toward: Direction = "harms" if lean == "helps" else "helps"
    sought = outcomes if toward == "helps" else outcomes.turned()
    among = [int(np.flatnonzero(worlds.basis.columns == column)[0]) for column in drivers[:CANDIDATES]]
    find = partial(_found, tuple(among))
    box = find(worlds, sought.signs, least_in_box(len(sought.signs)))
    if box is None or box.worth < WORTH_MIN:
        return None
    counted = count_held_back(worlds, sought, find)
    if counted.chance(share_turning(sought)) > LEVEL or _still_leads(counted):
        return None
    inside = box.holds(tenths_of_ranges(worlds.basis.positions))
    found = flip_of(toward, worlds, sought, (box, counted), inside)
    reverses = counted.chance(max(0.5, share_turning(sought))) <= LEVEL_OF_REVERSAL
    return found if reverses else replace(found, toward="neither")


def _still_leads(counted: HeldBack) -> bool:
    """Return whether the verdict's side is ahead, by more than a tenth of the worlds or beyond chance."""
    turning, staying, known = (int(count) for count in counted.worlds)
    decided = counted.turning + counted.staying
    by_chance = 2.0 * binomial_tail(counted.staying, decided, 0.5)
    return staying - turning > EVEN * known or by_chance <= majority.LEVEL


def _found(among: tuple[int, ...], worlds: SearchedWorlds, signs: Floats, least: int) -> Box | None:
    return find_best_box(tenths_of_ranges(worlds.basis.positions), signs, among, least, ending=True)

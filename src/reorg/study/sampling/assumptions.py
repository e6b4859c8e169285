"""The assumptions of each world: one joint draw of all parameters over their ranges.

Worlds come in batches of 64, every two with a scramble of their own. The second of the two has the points of
the first with other luck, so that the effects of assumptions and of luck on a difference can be separated
(:mod:`reorg.study.inference.luck`). A batch fills each range evenly, so that the shared points hardly affect
their means. Within its range a parameter is drawn two-piece on its scale:

    x(u) = low + (central - low) 2u             for u below 1/2
           central + (high - central) (2u - 1)  from there on

with x, low, central and high as logarithms on a log scale: half the mass lies below central.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from reorg.model.organization import AssumptionOverride
from reorg.quantity import Parameter, middle, out_of_order
from reorg.study.sampling.sobol import (
    BATCHES_PER_POINT,
    WORLDS_PER_BATCH,
    keyed_points,
    scrambled_points,
)

Parameters = Sequence[Parameter]
Overrides = Sequence[AssumptionOverride]


def draw_assumptions(
    parameters: Parameters, overrides: Overrides, seed: int, first_world: int, count: int
) -> NDArray[np.float64]:
    """Return the assumptions of worlds ``first_world`` to ``first_world + count - 1``, [count, parameters].

    Each in the parameter's unit. A row depends on seed and world alone, a column on its parameter alone.
    Raises ValueError for a range that is out of order or not finite, or not above 0 on a log scale.
    """
    ranges = ranges_in_use(parameters, overrides)
    ids = [parameter.id for parameter in ranges]
    drawn = _points_of_worlds(lambda batch: scrambled_points(ids, seed, batch), first_world, count)
    for column, parameter in enumerate(ranges):
        drawn[:, column] = _stretched(drawn[:, column], parameter)
    return drawn


def draw_inputs(names: Sequence[str], seed: int, first_world: int, count: int) -> NDArray[np.float64]:
    """Return the points of uncertain inputs in the worlds, strictly between 0 and 1, [count, names].

    A row depends on seed and world alone, a column on its name alone.
    """
    return _points_of_worlds(lambda batch: keyed_points(names, seed, batch), first_world, count)


def _points_of_worlds(
    points_of: Callable[[int], NDArray[np.float64]], first_world: int, count: int
) -> NDArray[np.float64]:
    """Return the points of consecutive worlds from those of their batches."""
    last_world = first_world + count
    batches = range(first_world // WORLDS_PER_BATCH, -(-last_world // WORLDS_PER_BATCH))
    points = np.concatenate([points_of(batch - batch % BATCHES_PER_POINT) for batch in batches])
    first = first_world - batches[0] * WORLDS_PER_BATCH
    return points[first : first + count]


def fixed_assumptions(parameters: Parameters, overrides: Overrides, count: int) -> NDArray[np.float64]:
    """Return the central values, the same for each of ``count`` worlds, [count, parameters].

    Raises ValueError as :func:`draw_assumptions` does.
    """
    central = np.array(
        [parameter.central for parameter in ranges_in_use(parameters, overrides)], dtype=np.float64
    )
    return np.tile(central, (count, 1))


def ranges_in_use(parameters: Parameters, overrides: Overrides) -> tuple[Parameter, ...]:
    """Return the parameters with the organization's own ranges in place of those of the evidence table.

    An override of a parameter that is not among ``parameters`` (its mechanism does not run) changes
    nothing. Raises ValueError as :func:`draw_assumptions` does.
    """
    own = {override.id: override for override in overrides}
    ranges = tuple(_overridden(p, own[p.id]) if p.id in own else p for p in parameters)
    for parameter in ranges:
        _check(parameter)
    return ranges


def _overridden(parameter: Parameter, own: AssumptionOverride) -> Parameter:
    ranged = replace(parameter, low=own.low, central=own.low, high=own.high, source=own.source)
    if own.central is not None:
        return replace(ranged, central=own.central)
    _check(ranged)
    central = middle(own.low, own.high, parameter.scale)
    return replace(ranged, central=min(max(central, own.low), own.high))


def _check(parameter: Parameter) -> None:
    low, central, high = parameter.low, parameter.central, parameter.high
    if not np.isfinite([low, central, high]).all():
        raise ValueError(f"assumption {parameter.id}: low, central and high must be finite numbers")
    if why := out_of_order(low, central, high):
        raise ValueError(f"assumption {parameter.id}: {why}")
    if parameter.scale == "log" and low <= 0:
        raise ValueError(
            f"assumption {parameter.id} is on a log scale, so its low must be above 0, not {low:g}; "
            "give a small positive number"
        )


def _stretched(u: NDArray[np.float64], parameter: Parameter) -> NDArray[np.float64]:
    bounds = np.array([parameter.low, parameter.central, parameter.high])
    if parameter.low == parameter.high:
        return np.full_like(u, parameter.central)
    logarithmic = parameter.scale == "log"
    low, central, high = np.log(bounds) if logarithmic else bounds
    stretched = np.where(u < 0.5, low + (central - low) * 2 * u, central + (high - central) * (2 * u - 1))
    values = np.exp(stretched) if logarithmic else stretched
    # Rounding in exp and log must not carry a draw beyond its bounds.
    return np.asarray(np.clip(values, parameter.low, parameter.high))

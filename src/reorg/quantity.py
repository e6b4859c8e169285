"""Numbers that carry their meaning: behavioral parameters with unit, range, source and strength."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Scale = Literal["linear", "log"]

STRENGTHS = {
    "A": "meta-analysis, randomized trial or strong natural experiment",
    "B": "several observational studies or one large one",
    "C": "single firm, survey or vendor",
    "D": "practitioner constant or our own judgment (inference)",
}


@dataclass(frozen=True)
class Parameter:
    """One behavioral parameter of a mechanism, as the evidence table states it.

    ``id`` is ``mechanism.name``; ``low``, ``central`` and ``high`` are in ``unit``; a world draws the
    parameter between ``low`` and ``high`` on ``scale``, half the mass on either side of ``central``.
    ``strength`` is a key of :data:`STRENGTHS`. An organization's own values lie between ``least`` and
    ``most``: shares and chances between 0 and 1, factors up to ten times what evidence allows (a convention).
    ``dimension`` is the Sobol column that draws it, its own for good; -1 for none.
    """

    id: str
    meaning: str
    unit: str
    low: float
    central: float
    high: float
    scale: Scale
    strength: str
    source: str
    least: float = -math.inf
    most: float = math.inf
    dimension: int = -1


def middle(low: float, high: float, scale: Scale = "linear") -> float:
    """Return the middle of a range on its scale, which is its central value where none is stated."""
    return math.sqrt(low * high) if scale == "log" else (low + high) / 2.0


def middle_factor(low: float, high: float) -> float:
    """Return the usual value of a factor: 1 if it may be, else the middle."""
    return 1.0 if low <= 1.0 <= high else middle(low, high)


def out_of_order(low: float, central: float, high: float) -> str:
    """Return what is wrong with the order of a range in words, nothing where low <= central <= high."""
    if low > high:
        return f"low {low:g} is above high {high:g}"
    return (
        "" if low <= central <= high else f"central {central:g} is not between low {low:g} and high {high:g}"
    )


@cache
def evidence() -> dict[str, Parameter]:
    """Return every parameter of the evidence table by id, in the order of the table."""
    text = files("reorg").joinpath("mechanisms", "evidence.csv").read_text(encoding="utf-8")
    return {row["id"]: _parameter(row) for row in csv.DictReader(text.splitlines(), strict=True)}


def of_mechanism(name: str) -> tuple[Parameter, ...]:
    """Return the parameters whose id starts with ``name`` and a dot, in the order of the table.

    Raises KeyError where the table has none, so that a misspelt mechanism is seen at import.
    """
    found = tuple(p for p in evidence().values() if p.id.startswith(f"{name}."))
    if not found:
        raise KeyError(f"no parameter of mechanism {name!r} in the evidence table")
    return found


def named(*ids: str) -> tuple[Parameter, ...]:
    """Return the parameters of these ids; raises KeyError for one that the table has not."""
    return tuple(evidence()[name] for name in ids)


def _parameter(row: dict[str, str]) -> Parameter:
    scale: Scale = "log" if row["scale"] == "log" else "linear"
    return Parameter(
        id=row["id"],
        meaning=row["meaning"],
        unit=row["unit"],
        low=float(row["low"]),
        central=float(row["central"]),
        high=float(row["high"]),
        scale=scale,
        strength=row["strength"],
        source=row["source"],
        least=float(row["least"]),
        most=float(row["most"]),
        dimension=int(row["dimension"]),
    )

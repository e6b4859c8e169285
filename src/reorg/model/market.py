"""The market of the resolved model: who could adopt what is released, and what it brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reorg.model.choices import Openness


@dataclass(frozen=True)
class Market:
    """The potential adopters of releases; None means the value from the world's assumptions.

    ``population`` counts the people or firms that closed models reach, all of whom would pay
    ``price_usd_per_year`` (0: revenue is left out).
    """

    release: Openness
    population: float
    adopters_at_start: float
    price_usd_per_year: float
    innovation_per_year: float | None
    imitation_per_year: float | None
    open_reach: float | None
    open_conversion: float | None
    cannibalization: float | None

    @property
    def numbers(self) -> dict[str, float | None]:
        """Its numbers by name, in the order of the fields."""
        return {name: getattr(self, name) for name in _NUMBERS}

    def with_numbers(self, numbers: Sequence[float]) -> Market:
        """Return it with other numbers, in that order; what is None stays so."""
        stated = zip(self.numbers.items(), numbers, strict=True)
        changed: dict[str, Any] = {name: float(x) for (name, had), x in stated if had is not None}
        return replace(self, **changed)


_NUMBERS = (
    "population",
    "adopters_at_start",
    "price_usd_per_year",
    "innovation_per_year",
    "imitation_per_year",
    "open_reach",
    "open_conversion",
    "cannibalization",
)

"""The market of the resolved model: who could adopt what is released, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.model.choices import Openness


@dataclass(frozen=True)
class Market:
    """Who could adopt what is released; what is None is as the world's assumptions have it.

    ``population`` counts the people or firms that closed models reach, all of whom would pay
    ``price_usd_per_year`` (0: nothing is said of revenue).
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

"""The fields of the market."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from reorg.model.choices import Openness
from reorg.model.value_types import NotNegative, Positive, Record, Share


class MarketFields(Record):
    """Adoption of what is released, by week."""

    release: Openness = "closed"
    """Whether models are open, sold through an interface only, or mixed by size; an event may change it."""
    population: Positive
    """People or firms that closed models reach."""
    adopters_at_start: NotNegative = 0.0
    """How many have adopted at the start date; fewer than can be reached."""
    price_usd_per_year: NotNegative = 0.0
    """What a paying adopter brings in a year; 0 leaves revenue out."""
    innovation_per_year: NotNegative | None = None
    """Bass coefficient of innovation; the evidence table's if not stated."""
    imitation_per_year: NotNegative | None = None
    """Bass coefficient of imitation; the evidence table's if not stated."""
    open_reach: Annotated[float, Field(ge=1, le=1000)] | None = None
    """Factor on reach of an open release; the evidence table's if not stated."""
    open_conversion: Share | None = None
    """Share of open adopters who pay; the evidence table's if not stated."""
    cannibalization: Share | None = None
    """Share of direct sales that an open release takes away; the evidence table's if not stated."""

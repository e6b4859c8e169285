"""The market resolved."""

from __future__ import annotations

from reorg.model.market import Market
from reorg.model.schema.market import MarketFields
from reorg.model.value_types import float_or_none


def resolve_market(stated: MarketFields | None) -> Market | None:
    """Return the market, None where the model has none."""
    if stated is None:
        return None
    return Market(
        release=stated.release,
        population=float(stated.population),
        adopters_at_start=float(stated.adopters_at_start),
        price_usd_per_year=float(stated.price_usd_per_year),
        innovation_per_year=float_or_none(stated.innovation_per_year),
        imitation_per_year=float_or_none(stated.imitation_per_year),
        open_reach=float_or_none(stated.open_reach),
        open_conversion=float_or_none(stated.open_conversion),
        cannibalization=float_or_none(stated.cannibalization),
    )

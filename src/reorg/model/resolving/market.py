"""The market resolved."""

from __future__ import annotations

from reorg.model.market import Market
from reorg.model.schema.market import MarketFields


def resolve_market(stated: MarketFields | None) -> Market | None:
    """Return the market, None where the model has none."""
    if stated is None:
        return None
    return Market(
        release=stated.release,
        population=float(stated.population),
        adopters_at_start=float(stated.adopters_at_start),
        price_usd_per_year=float(stated.price_usd_per_year),
        innovation_per_year=_number(stated.innovation_per_year),
        imitation_per_year=_number(stated.imitation_per_year),
        open_reach=_number(stated.open_reach),
        open_conversion=_number(stated.open_conversion),
        cannibalization=_number(stated.cannibalization),
    )


def _number(stated: float | None) -> float | None:
    return None if stated is None else float(stated)

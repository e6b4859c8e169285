"""The units of money in a verdict: those of the model's currency."""

from __future__ import annotations

from typing import Any

from reorg.money import DEFAULT, unit_in

UNIT = "unit"


def with_currency(found: Any, currency: str) -> Any:
    """Return a document with every ``unit`` of money in it in ``currency``; nothing is converted."""
    if currency == DEFAULT:
        return found
    if isinstance(found, list):
        return [with_currency(each, currency) for each in found]
    if not isinstance(found, dict):
        return found
    return {
        key: unit_in(value, currency)
        if key == UNIT and isinstance(value, str)
        else with_currency(value, currency)
        for key, value in found.items()
    }

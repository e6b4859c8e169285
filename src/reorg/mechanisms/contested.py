"""Contested facts: where sources do not agree, each world takes one reading.

    a fact holds where its lot < its share                                               ... (1)

A lot is uniform from 0 to 1 and belongs to the world, so all scenarios of a world read the facts alike. The
share is what the model's author thinks of the reading. A model has at most three such facts; its events may
say that they happen only where one holds, or only where it does not.
"""

from __future__ import annotations

from typing import Any

from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("contested")
LOTS = tuple(parameter.id for parameter in PARAMETERS)


def holds(lot: Any, share: Any) -> Any:
    """Return whether a fact holds in a world with this lot, equation (1); for numbers or arrays."""
    return lot < share


LIMITS = ()

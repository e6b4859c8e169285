"""Sums of floating-point numbers that round alike in every Python: :func:`sum` compensates from 3.12 on."""

from __future__ import annotations

from collections.abc import Iterable


def add_in_order(numbers: Iterable[float]) -> float:
    """Return the sum of numbers, each added to the sum of those before it; 0.0 for none."""
    total = 0.0
    for number in numbers:
        total += number
    return total

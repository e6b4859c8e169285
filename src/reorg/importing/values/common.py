"""The most common value of several cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
U = TypeVar("U")


def most_common(values: Iterable[T], otherwise: U) -> T | U:
    """Return the most frequent value, the first among equals; ``otherwise`` if there is none."""
    counts = Counter(values).most_common(1)
    return counts[0][0] if counts else otherwise

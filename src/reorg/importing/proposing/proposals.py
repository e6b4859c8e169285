"""A proposal: a value that the tables lack, with its range and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Value = float | str


@dataclass(frozen=True)
class Proposal:
    """A guess at one value of a table: ``row`` is the id of a person, team or work, empty for the model."""

    table: str
    row: str
    field: str
    value: Value
    low: Value
    high: Value
    why: str


class Proposals:
    """Everything that was proposed, in order."""

    def __init__(self) -> None:
        self._all: dict[tuple[str, str, str], Proposal] = {}

    def take(
        self, table: str, row: str, field: str, central: Value, bounds: tuple[Value, Value], why: str
    ) -> Any:
        """Note a proposal and return its central value."""
        self._all[(table, row, field)] = Proposal(table, row, field, central, *bounds, why)
        return central

    def forget(self, table: str, row: str, field: str) -> None:
        """Drop a proposal that a person has settled."""
        self._all.pop((table, row, field), None)

    def __iter__(self) -> Iterator[Proposal]:
        """Yield every proposal."""
        return iter(self._all.values())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all)

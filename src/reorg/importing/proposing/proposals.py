"""A proposal: a value missing from the tables, with its range and the reason."""

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
    """All proposals, in order."""

    def __init__(self) -> None:
        self._all: dict[tuple[str, str, str], Proposal] = {}

    def take(
        self, table: str, row: str, field: str, central: Value, bounds: tuple[Value, Value], why: str
    ) -> Any:
        """Record a proposal and return its central value."""
        self._all[(table, row, field)] = Proposal(table, row, field, central, *bounds, why)
        return central

    def forget(self, table: str, row: str, field: str) -> None:
        """Drop a proposal that has been settled by a person."""
        self._all.pop((table, row, field), None)

    def __iter__(self) -> Iterator[Proposal]:
        """Yield every proposal."""
        return iter(self._all.values())

    def __len__(self) -> int:
        """Return the number of proposals."""
        return len(self._all)

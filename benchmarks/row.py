"""One line of the results, and what it must reach."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Outcome = Literal["right", "wrong", "skipped", "none"]


@dataclass(frozen=True)
class Target:
    """A bound on the ratio of a line (``of`` ratio) or on reorg's own value (``of`` reorg)."""

    of: Literal["ratio", "reorg"]
    bound: Literal["at least", "at most"]
    value: float

    def met(self, ratio: float | None, reorg: float | None) -> bool | None:
        """Tell whether the bound is kept; None where there is nothing to compare."""
        found = ratio if self.of == "ratio" else reorg
        if found is None:
            return None
        return found >= self.value if self.bound == "at least" else found <= self.value

    def __str__(self) -> str:
        """Return the bound in words."""
        return f"{self.bound} {self.value:g}{'x' if self.of == 'ratio' else ''}"


@dataclass(frozen=True)
class Check:
    """Whether an answer was right, against what, in words."""

    outcome: Outcome
    text: str

    def __str__(self) -> str:
        """Return the outcome and what it was checked against."""
        return self.text if self.outcome == "none" else f"{self.outcome}: {self.text}"


@dataclass(frozen=True)
class Row:
    """One measurement of reorg, beside a peer where there is one.

    ``reorg`` and ``peer`` are in ``unit``; None = not measured, and ``check`` says why.
    """

    name: str
    unit: str
    reorg: float | None
    peer: float | None
    peer_name: str
    ratio: float | None
    target: Target | None
    check: Check

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none, or nothing was measured."""
        return self.target.met(self.ratio, self.reorg) if self.target else None

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain data, the target and the check in words."""
        target = str(self.target) if self.target else None
        return {**asdict(self), "target": target, "met": self.met, "check": str(self.check)}


def skipped(name: str, unit: str, peer_name: str, target: Target | None, why: str) -> Row:
    """Return the line of what could not be measured here."""
    return Row(name, unit, None, None, peer_name, None, target, Check("skipped", why))

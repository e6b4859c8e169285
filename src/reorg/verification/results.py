"""A check: its content, its result, and the condition under which it passes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import NormalDist
from typing import Any, Literal

Z = 4.0
"""Standard errors allowed."""

EXACT = 1e-9
"""Allowed where no chance is involved; in the unit of the check."""

PLANTED = 1.05
"""The planted error: what is checked is multiplied by it."""

POWER = 0.9
"""The least power that counts."""

Evidence = Literal["limit", "closed form", "published model", "judged range"]
"""What stands behind a figure expected: a limiting case, a closed form, a published model run again, or a
judgment of what a laboratory looks like."""

LIMIT: Evidence = "limit"
CLOSED_FORM: Evidence = "closed form"
PUBLISHED: Evidence = "published model"
JUDGED: Evidence = "judged range"


@dataclass(frozen=True)
class Comparison:
    """One run of a check: what should be, what was found, over how many worlds.

    ``standard_error`` None marks an exact check. ``shift`` is by how much theory says that an error of
    5% in the mechanism moves ``found``; the power follows from it. ``allowed`` is the deviation allowed
    where no chance is involved. ``side`` "at least" or "at most" makes ``expected`` a bound: beyond it, on
    the other side, anything goes, and so the power depends on how far that is.
    """

    expected: float
    found: float
    worlds: int
    standard_error: float | None = None
    shift: float = math.inf
    allowed: float = EXACT
    side: Literal["both", "at least", "at most"] = "both"

    @property
    def tolerance(self) -> float:
        """The deviation allowed."""
        return self.allowed if self.standard_error is None else Z * self.standard_error

    @property
    def passed(self) -> bool:
        """Whether what was found is what should be; never so where either is not a number."""
        above = self.found - self.expected
        beyond = {"both": abs(above), "at least": -above, "at most": above}[self.side]
        return bool(beyond <= self.tolerance)

    @property
    def power(self) -> float | None:
        """The probability that an error of 5% in the mechanism is seen; None for a bound."""
        if self.side != "both":
            return None
        if self.standard_error is None:
            return 1.0
        if self.standard_error == 0.0:
            return 1.0 if self.shift > 0.0 else 0.0
        return NormalDist().cdf(abs(self.shift) / self.standard_error - Z)


@dataclass(frozen=True)
class Record:
    """One line of the table; ``expected`` is a number, or the range (low, high) of a face value."""

    name: str
    evidence: Evidence
    source: str
    expected: float | tuple[float, float]
    found: float
    tolerance: float | None
    passed: bool
    planted_error_caught: bool | None
    """None where nothing can be planted: a range of face values."""
    power: float | None
    worlds: int
    note: str

    @property
    def is_judged(self) -> bool:
        """Whether a judged range, not a theory, is what is compared with."""
        return self.evidence == JUDGED

    def as_json(self) -> dict[str, Any]:
        """Return the record as plain data."""
        return asdict(self)


@dataclass(frozen=True)
class Check:
    """One known result that the engine must reproduce.

    ``measure`` runs it with the factor of the planted error (1 = none) and returns its reading;
    ``planted`` says what that factor multiplies.
    """

    name: str
    evidence: Evidence
    source: str
    note: str
    planted: str
    measure: Callable[[float], Comparison]

    def run(self) -> Record:
        """Run the check, then once more with the planted error."""
        reading = self.measure(1.0)
        return Record(
            name=self.name,
            evidence=self.evidence,
            source=self.source,
            expected=reading.expected,
            found=reading.found,
            tolerance=reading.tolerance,
            passed=reading.passed,
            planted_error_caught=not self.measure(PLANTED).passed,
            power=reading.power,
            worlds=reading.worlds,
            note=f"{self.note} Planted: {self.planted}.",
        )


def holds(record: Record) -> bool:
    """Return whether a record counts as passed: right, able to fail, and strong enough to have failed.

    A judged range is no theory: missing it is told and explained, and does not count as a failed check.
    """
    if record.is_judged:
        return True
    strong = record.power is None or record.power >= POWER
    return record.passed and record.planted_error_caught is not False and strong

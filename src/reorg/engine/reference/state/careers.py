"""The holder of a position: seniority and pay, and the hazard of leaving that adds up over a stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reorg.engine.reference.equations import EXIT_WEEKS


@dataclass(eq=False)
class Career:
    """One position's holder: seniority and pay, and the terms of the hazard of leaving.

    ``tenure`` is in years at the start date, ``pay`` in dollars a week, times in hours.
    """

    rank: int
    """Rank by seniority: the highest acts as lead."""
    principal: bool
    tenure: float
    pay: float
    threshold: float
    """The cumulative hazard at which this person leaves."""
    joined: float | None = None
    """When a newcomer came; None for those present at the start."""
    hired: int = 0
    """Number of successors in the position so far."""
    cumulated: float = 0.0
    load: float = 0.0
    """Smoothed weeks of work waiting."""
    moved: float | None = None
    """When the person last got another team, or felt a layoff."""
    scope_lost: float = 0.0
    scope_time: float = 0.0
    exits: float = 0.0
    """Weekly hazard due to exits of those tied, kept as a running total."""
    exits_by_week: list[float] = field(default_factory=lambda: [0.0] * EXIT_WEEKS)
    """Its parts due to the exits of each of the last weeks, by the number of the week modulo theirs."""
    base_pay: float = 0.0
    """Cost of the position without the premium of outsiders."""
    seated: float = 0.0
    """Since when the present holder has held the position."""
    role_since: float | None = None
    """When a successor took over as lead."""
    role_inside: bool = False
    """Whether that successor came from inside."""
    loss: float = 0.0
    """Effect of the loss of a lead, as of ``loss_time``."""
    loss_time: float = 0.0
    unrest: float | None = None
    """When somebody from inside became the lead."""
    deferred: float = 0.0
    """Hazard from exits of others beyond the maximum rate, felt later."""
    waits_for_hiring: bool = False
    """Vacant, to be filled as soon as hiring is allowed."""

    def __post_init__(self) -> None:
        self.base_pay = self.pay

    def reset_record(self, threshold: float) -> None:
        """Reset the record for a successor."""
        self.hired += 1
        self.threshold = threshold
        self.cumulated = self.load = self.scope_lost = self.exits = self.deferred = 0.0
        self.exits_by_week = [0.0] * EXIT_WEEKS
        self.loss, self.unrest = 0.0, None

    def carry(self, other: Career) -> None:
        """Copy what belongs to the person from the position held before."""
        self.joined, self.tenure, self.moved = other.joined, other.tenure, other.moved
        self.threshold, self.cumulated, self.deferred = other.threshold, other.cumulated, other.deferred
        self.load, self.scope_lost, self.scope_time = other.load, other.scope_lost, other.scope_time
        self.exits, self.exits_by_week = other.exits, list(other.exits_by_week)

    def add_exits(self, shares: Sequence[float]) -> None:
        """Add exits of somebody tied to the hazard, by their weeks."""
        for place, share in enumerate(shares):
            self.exits += share
            self.exits_by_week[place] += share

    def expire_exits(self, week: int) -> None:
        """Remove the effect of exits whose weeks are over when this week begins."""
        self.exits -= self.exits_by_week[week % EXIT_WEEKS]
        self.exits_by_week[week % EXIT_WEEKS] = 0.0

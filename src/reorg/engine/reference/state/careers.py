"""The holder of a position: seniority and pay, and the hazard of leaving that adds up over a stay."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False)
class Career:
    """One position's holder: seniority and pay, and what weighs on the decision to stay.

    ``tenure`` is in years at the start date, ``pay`` in dollars a week, times in hours.
    """

    rank: int
    """Of seniority: the highest acts as lead."""
    principal: bool
    tenure: float
    pay: float
    threshold: float
    """The cumulated hazard at which this person leaves."""
    joined: float | None = None
    """When a newcomer came; None for those of the start."""
    hired: int = 0
    """How many successors the position has had."""
    cumulated: float = 0.0
    load: float = 0.0
    """Smoothed weeks of work waiting."""
    moved: float | None = None
    """When the person last got another team, or felt a layoff."""
    scope_lost: float = 0.0
    scope_time: float = 0.0
    exits: list[tuple[int, float]] = field(default_factory=list)
    """Last week in which an exit of somebody tied still weighs, and its hazard a week."""
    deferred: float = 0.0
    """Hazard from exits of others beyond the greatest rate, felt later."""
    waits_for_hiring: bool = False
    """Vacant, to be filled as soon as hiring is allowed."""

    def begin_anew(self, threshold: float) -> None:
        """Let a successor start with a blank record."""
        self.hired += 1
        self.threshold = threshold
        self.cumulated = self.load = self.scope_lost = self.deferred = 0.0
        self.exits = []

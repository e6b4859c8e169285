"""The twenty facts, in the order of their numbers; numbers left out are facts kept elsewhere."""

from __future__ import annotations

from reorg.verification.facts import (
    boundaries,
    centralization,
    defaults,
    full_calendar,
    integrator,
    kept_together,
    late_help,
    layers,
    lead_without_time,
    losses,
    one_boss,
    overload,
    phases,
    renaming,
    repeated_change,
    size_of_one_team,
    span,
    spreading,
    succession,
)
from reorg.verification.facts.fact import Fact

FACTS: tuple[Fact, ...] = (
    span.FACT,
    one_boss.FACT,
    size_of_one_team.FACT,
    layers.FACT,
    centralization.FACT,
    full_calendar.FACT,
    boundaries.BOUNDARIES,
    integrator.FACT,
    boundaries.DECISIONS,
    defaults.FACT,
    spreading.FACT,
    kept_together.FACT,
    late_help.FACT,
    losses.FACT,
    succession.FACT,
    overload.FACT,
    lead_without_time.FACT,
    repeated_change.FACT,
    phases.FACT,
    renaming.FACT,
)

"""Facts whose answer is known: two people and work that takes longer by a stated factor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reorg.verification.facts.fact import Demand, Document, Fact, Variant, Worlds
from reorg.verification.facts.measures import RELEASE, Reading
from reorg.verification.facts.organizations import organization, package, release, team

DAYS = 40.0
BASE, MORE = "base", "more work"
QUICK = Worlds(central=16, points=16)


def build(factor: float, weeks: int, assumptions: dict[str, float], _: float) -> Document:
    """Return two people with one package of ``factor`` x 40 days."""
    work = release([package("package", DAYS * factor)])
    teams = [team("all", "lead", ["member"], ["package"])]
    return organization(teams, work={"releases": [work]}, weeks=weeks, assumptions=assumptions)


def small_fact(
    demands: Sequence[Demand],
    factor: float = 1.2,
    *,
    weeks: int = 30,
    readings: Sequence[Reading] = (RELEASE,),
    assumptions: dict[str, float] | None = None,
    strength: str = "strong",
) -> Fact:
    """Return a fact on work that is ``factor`` times as much as in its base."""
    return Fact(
        number=0,
        name="small",
        title="More work takes longer",
        strength=strength,  # type: ignore[arg-type]
        source="arithmetic",
        accident="none",
        variants=(
            Variant(BASE, partial(build, 1.0, weeks, {})),
            Variant(MORE, partial(build, factor, weeks, assumptions or {})),
        ),
        readings=readings,
        demands=demands,
        worlds=QUICK,
    )

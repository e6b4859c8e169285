"""The knowledge of the teams that own work, as a world leaves it."""

from __future__ import annotations

from reorg.engine.reference.equations import DAY_HOURS, KNOWER
from reorg.engine.reference.knowledge import knowledge_of
from reorg.engine.reference.state.world import World


def _experts_of(world: World, work: tuple[str, str], area: str) -> list[float]:
    """Return the knowledge of each person present in the team that owns some work, in its area."""
    owner = world.form.ownership.owners(work, area)[0]
    return [knowledge_of(world, person, area) for person in world.form.team(owner).members]


def owner_knowledge(world: World) -> float:
    """Return the best knowledge in the owning team, as a mean over all work weighted by effort."""
    total = known = 0.0
    for job in world.packages:
        best = max((knowledge_of(world, person, job.area) for person in job.owner.members), default=0.0)
        total, known = total + job.effort, known + job.effort * best
    for stream in world.streams:
        hours = stream.per_week * stream.effort.likely_days * DAY_HOURS * world.horizon_weeks
        best = max(_experts_of(world, ("stream", stream.id), stream.area), default=0.0)
        total, known = total + hours, known + hours * best
    return known / total if total > 0.0 else float("nan")


def single_expert_work(world: World) -> int:
    """Return how much work under way has at most one expert of its area in the owning team."""
    alone = 0
    for job in world.packages:
        if job.state not in ("unreleased", "finished"):
            known = [knowledge_of(world, person, job.area) for person in job.owner.members]
            alone += sum(k > KNOWER for k in known) < 2
    for stream in world.streams:
        alone += sum(k > KNOWER for k in _experts_of(world, ("stream", stream.id), stream.area)) < 2
    return alone

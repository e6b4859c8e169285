"""The knowledge of the teams that own work, as a world leaves it."""

from __future__ import annotations

import math
from typing import Any

from reorg.compilation import compiled, inner
from reorg.engine.kernel.knowledge import knowledge_of
from reorg.engine.state.constants import ABSENT, FINISHED, UNRELEASED
from reorg.engine.state.memory import job_at, person_at, stream_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import owner_under
from reorg.mechanisms.knowledge import KNOWER


@compiled
def measure_owners(worlds: Any, stream_hours: Any, best: Any, experts: Any, found: Any) -> None:
    """Write the mean knowledge of owners, and how much work has at most one expert, into ``found``.

    The mean is over packages, by their effort, and streams, by ``stream_hours`` over the horizon, of the best
    knowledge in the team that owns each; NaN without work. ``best`` and ``experts`` are zeros [team, area].
    Only people present count.
    """
    s = worlds[0]
    find_experts(s, best, experts)
    total = known = 0.0
    alone = 0
    for j in range(s.packages):
        job = job_at(s.jobs, j)
        if job.version == 0:
            total += job.effort
            known += job.effort * best[job.owner, job.area]
            if job.state != UNRELEASED and job.state != FINISHED and experts[job.owner, job.area] < 2:
                alone += 1
    for i in range(s.stream_count):
        owner, area = owner_under(s, s.structure, s.packages + i), stream_at(s.streams, i).area
        total += stream_hours[i]
        known += stream_hours[i] * best[owner, area]
        if experts[owner, area] < 2:
            alone += 1
    found[0], found[1] = known / total if total > 0.0 else math.nan, alone


@inner
def find_experts(s: Row, best: Any, experts: Any) -> None:
    """Find the greatest knowledge in every team of every area, and count the experts there."""
    for p in range(s.people_count):
        person = person_at(s.people, p)
        if person.activity != ABSENT:
            for area in range(s.area_count):
                known = knowledge_of(s, p, area)
                best[person.team, area] = max(best[person.team, area], known)
                if known > KNOWER:
                    experts[person.team, area] += 1

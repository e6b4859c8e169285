"""Which world is watched, and its film, made once and kept beside the study."""

from __future__ import annotations

import json
from typing import Any, get_args

from reorg.editing.edits import Refusal
from reorg.editing.workspace import structure_after
from reorg.model.structure import Structure
from reorg.study.running.files import replace_atomically
from reorg.web.jobs import Job

Data = dict[str, Any]


def film_for(job: Job | None, scenario: str, rule: str | None, world: int | None) -> Data:
    """Return the film of a world of a study, chosen by rule or by number.

    Raises :class:`~reorg.editing.edits.Refusal` where there is no such study, scenario or world.
    """
    from reorg.web.worlds import Rule, chosen_world, world_figures  # noqa: PLC0415 - loads the engine

    if job is None or job.seen is None or job.seen.done == 0:
        raise Refusal("Nothing is rehearsed yet.")
    if scenario not in job.scenarios[1:]:
        raise Refusal("This scenario was not rehearsed; rehearse it first.")
    index = job.scenarios.index(scenario)
    if rule is not None:
        if rule not in get_args(Rule):
            raise Refusal("There is no such rule.")
        world = chosen_world(job.seen, index, rule)  # type: ignore[arg-type]
    if world is None or not 0 <= world < job.seen.done:
        raise Refusal(f"There are the worlds 0 to {job.seen.done - 1}.")
    names = [job.organization.scenario(job.saved[side]).name for side in (0, index)]
    about = {"names": names, "measure": job.seen.measure(), **world_figures(job.seen, index, world)}
    return {**_film(job, index, world), **about}


def _film(job: Job, index: int, world: int) -> Data:
    from reorg.web.film import film_of  # noqa: PLC0415 - loads the engine

    file = job.folder / f"film-{index}-{world}.json"
    try:
        kept: Data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        organization = job.organization
        scenarios = (job.saved[0], job.saved[index])
        after = [structure_after(organization, organization.scenario(name)) for name in scenarios]
        kept = film_of(organization, scenarios, (after[0], after[1]), world, job.seed)
        kept["changed"] = _changed(*after)
        with replace_atomically(file) as temporary:
            temporary.write_text(json.dumps(kept), encoding="utf-8")
    return kept


def _changed(before: Structure, after: Structure) -> list[str]:
    """Return the teams of the second structure that are new, or report to another team."""
    parents = {team.id: team.parent for team in before.teams}
    return [team.id for team in after.teams if parents.get(team.id, "") != team.parent]

"""The world being watched, and its film, made once and kept with the study."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, get_args

from reorg.editing.edits import Refusal
from reorg.editing.workspace import structure_after
from reorg.model.structure import Structure
from reorg.study.running.files import replace_atomically
from reorg.web.job import Job

Data = dict[str, Any]


def film_for(job: Job | None, scenario: str, rule: str | None, world: int | None) -> Data:
    """Return the film of a world of a study, chosen by rule or by number.

    Raises :class:`~reorg.editing.edits.Refusal` if there is no such study, scenario or world.
    """
    from reorg.web.worlds import Rule, chosen_world, world_figures  # noqa: PLC0415 - loads the engine

    if job is None or job.seen is None or job.seen.done == 0:
        raise Refusal("Nothing has been rehearsed yet.")
    if scenario not in job.scenarios[1:]:
        raise Refusal("This scenario was not rehearsed; rehearse it first.")
    index = job.scenarios.index(scenario)
    if rule is not None:
        if rule not in get_args(Rule):
            raise Refusal("There is no such rule.")
        world = chosen_world(job.seen, index, rule)  # type: ignore[arg-type]
    if world is None or not 0 <= world < job.seen.done:
        raise Refusal(f"Worlds are numbered 0 to {job.seen.done - 1}.")
    names = [job.organization.scenario(job.saved[side]).name for side in (0, index)]
    about = {"names": names, "measure": job.seen.measure(), **world_figures(job.seen, index, world)}
    return {**_film(job, index, world), **about}


def team_for(job: Job | None, asked: Mapping[str, str]) -> Data:
    """Return the people of a team in a week of a film; raises as :func:`film_for`.

    ``asked``: ``scenario``, ``world``, ``side`` (0 the baseline, 1 the scenario), ``team``, ``week``.
    """
    from reorg.web.film_people import people_of_team  # noqa: PLC0415 - loads the engine

    side = _side(job, asked)
    teams = [team.id for _, team in side.seats.rows]
    if asked.get("team") not in teams:
        raise Refusal("There is no such team.")
    row = teams.index(asked["team"])
    return {"people": people_of_team(side, row, _number(asked, "week", side.plan.weeks - 1))}


def question_for(job: Job | None, asked: Mapping[str, str]) -> Data:
    """Return the course of a person's request; ``asked`` as for :func:`team_for`, and ``line`` of the log."""
    from reorg.web.film_people import follow_request  # noqa: PLC0415 - loads the engine

    side = _side(job, asked)
    return {"lines": follow_request(side, _number(asked, "line", len(side.outcome.log) - 1))}


def _side(job: Job | None, asked: Mapping[str, str]) -> Any:
    from reorg.web.film import traced_sides  # noqa: PLC0415 - loads the engine

    if job is None or job.seen is None or asked.get("scenario") not in job.scenarios[1:]:
        raise Refusal("This scenario was not rehearsed; rehearse it first.")
    index = job.scenarios.index(asked["scenario"])
    world = _number(asked, "world", job.seen.done - 1)
    if job.traced is None or job.traced[0] != (index, world):
        job.traced = (index, world), traced_sides(rehearsal_of(job), (0, index), _after(job, index), world)
    return job.traced[1][_number(asked, "side", 1)]


def _number(asked: Mapping[str, str], key: str, most: int) -> int:
    text = asked.get(key, "")
    digits = text.removeprefix("-")
    number = int(text) if digits.isdecimal() and digits.isascii() and len(digits) < 12 else None
    if number is None or number > most or (number < 0 and key != "week"):
        raise Refusal(f"The film has no such {key}.")
    return number


def rehearsal_of(job: Job) -> Any:
    """Return a study with its plans, the existing ones if they were made in this process."""
    from reorg.study.running.batch import StudyDesign  # noqa: PLC0415 - loads the engine
    from reorg.study.running.settings import TRANSITION_WORLDS  # noqa: PLC0415

    design = StudyDesign(job.organization, job.saved, job.seed, transition_worlds=TRANSITION_WORLDS)
    return job.session.rehearsal(design)


def _after(job: Job, index: int) -> tuple[Structure, Structure]:
    organization = job.organization
    before, after = (
        structure_after(organization, organization.scenario(job.saved[side])) for side in (0, index)
    )
    return before, after


def _film(job: Job, index: int, world: int) -> Data:
    from reorg.web.film import film_of  # noqa: PLC0415 - loads the engine

    file = job.folder / f"film-{index}-{world}.json"
    try:
        kept: Data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        after = _after(job, index)
        kept = film_of(rehearsal_of(job), (0, index), after, world)
        kept["changed"] = _changed(*after)
        with replace_atomically(file) as temporary:
            temporary.write_text(json.dumps(kept), encoding="utf-8")
    return kept


def _changed(before: Structure, after: Structure) -> list[str]:
    """Return the teams of the second structure that are new, or report to another team."""
    parents = {team.id: team.parent for team in before.teams}
    return [team.id for team in after.teams if parents.get(team.id, "") != team.parent]

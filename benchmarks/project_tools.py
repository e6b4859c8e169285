"""The project of :mod:`benchmarks.project_rule` in reorg and in pDESy."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from benchmarks.assumptions import still
from benchmarks.project_rule import Project
from reorg.engine import Simulator, plan_scenario
from reorg.model.organization import Organization, Policies, Scenario
from reorg.model.people import Person
from reorg.model.structure import Structure, Team
from reorg.model.work import Effort, Package, Release

HOURS_PER_WEEK, HOURS_PER_DAY = 40.0, 8.0
MOST_STEPS = 10**6
Finish = list[float]
"""The hour at which each package ends."""


def reorg_project(project: Project, horizon_weeks: int) -> Callable[[int], Finish]:
    """Return the project through the full engine; nan where a package is not done by the horizon."""
    simulator = Simulator(plan_scenario(as_organization(project, horizon_weeks), "go"))
    assumptions = still()

    def run(world: int) -> Finish:
        weeks = simulator.run(assumptions, 1, world).finish_weeks
        hours: Finish = (weeks * HOURS_PER_WEEK).tolist()
        return hours

    return run


def as_organization(project: Project, horizon_weeks: int) -> Organization:
    """Return one team that owns all packages, each of which one person takes and keeps."""
    areas = tuple(f"skill-{skill}" for skill in range(1 + max(project.needs)))
    people = tuple(
        Person(f"p{number}", "p", "Person", "senior", {areas[s]: "medium" for s in skills}, 1.0, 0.0, 1.0)
        for number, skills in enumerate(project.skills)
    )
    packages = tuple(_package(project, number, areas) for number in range(len(project.hours)))
    owned = tuple(("area", area) for area in areas)
    team = Team("all", "All", None, None, tuple(person.id for person in people), owned, meets=False)
    return Organization(
        name="Project",
        start="2026-01-05",
        horizon_weeks=horizon_weeks,
        warmup_weeks=0,
        areas=areas,
        people=people,
        releases=(Release("project", packages, (), (), None, 0.0, None),),
        streams=(),
        structures=(Structure("one", "One team", "medium", (team,), (), ()),),
        scenarios=(Scenario("go", "Go", "one", ()),),
        baseline="go",
        policies=Policies(attention="fifo", pull="longest"),
    )


def _package(project: Project, number: int, areas: tuple[str, ...]) -> Package:
    days = project.hours[number] / HOURS_PER_DAY
    return Package(
        id=f"k{number}",
        area=areas[project.needs[number]],
        effort=Effort("fixed", days, days, days),
        complexity="medium",
        people_max=1,
        after=tuple(f"k{before}" for before in project.after[number]),
        kind="delivery",
        decisions=0,
        gpu_hours=0.0,
        priority=0.0,
        done=0.0,
        whole=True,
    )


class PdesyProject:
    """The project in pDESy, in steps of so many hours; a run of its ``simulate`` uses it up."""

    def __init__(self, project: Project, step_hours: int) -> None:
        """Build it; raises ImportError where pDESy is not installed."""
        from pDESy.model.base_project import BaseProject  # noqa: PLC0415 - a peer may be missing

        self.step_hours = step_hours
        self.model: Any = BaseProject()
        self.tasks = self._tasks(project)
        self._people(project)

    def simulate(self) -> None:
        """Run to completion, longest package first."""
        from pDESy.model.base_priority_rule import TaskPriorityRuleMode  # noqa: PLC0415

        self.model.simulate(task_priority_rule=TaskPriorityRuleMode.LPT, max_time=MOST_STEPS)

    def finish_hours(self) -> Finish:
        """Return the end of the step in which each package's remaining work came to nothing."""
        return [self._steps(task.remaining_work_amount_record_list) * self.step_hours for task in self.tasks]

    @staticmethod
    def _steps(remaining: list[float]) -> float:
        return float(next((step for step, work in enumerate(remaining, 1) if work <= 1e-10), math.nan))

    def _tasks(self, project: Project) -> list[Any]:
        from pDESy.model.base_priority_rule import ResourcePriorityRuleMode  # noqa: PLC0415

        workflow = self.model.create_workflow("work")
        tasks: list[Any] = []
        for number, hours in enumerate(project.hours):
            task = workflow.create_task(
                f"skill {project.needs[number]}",  # a task is done by those skilled in its name
                ID=str(number),
                default_work_amount=hours / self.step_hours,
                worker_priority_rule=ResourcePriorityRuleMode.SSP,
            )
            for before in project.after[number]:
                task.add_input_task(tasks[before])
            tasks.append(task)
        return tasks

    def _people(self, project: Project) -> None:
        team = self.model.create_team("all")
        team.update_targeted_task_set(set(self.tasks))
        for number, skills in enumerate(project.skills):
            # The least skilled is asked first; the skill nobody needs puts people in order of number.
            level = {**{f"skill {skill}": 1.0 for skill in skills}, "order": number * 1e-6}
            team.create_worker(
                f"p{number}", ID=f"p{number}", solo_working=True, workamount_skill_mean_map=level
            )

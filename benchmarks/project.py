"""The project to completion: reorg beside pDESy, both held against the exact schedule."""

from __future__ import annotations

from benchmarks.clock import least_cpu, timed
from benchmarks.machine import installed
from benchmarks.project_rule import Project, differing, drawn, exact_schedule, fingerprint
from benchmarks.project_tools import HOURS_PER_WEEK, Finish, PdesyProject, reorg_project
from benchmarks.row import Check, Row, Target, skipped

NAME, UNIT = "40 people, 120 packages to completion", "ms per run"
TARGET = Target("ratio", "at least", 1000.0)
ROUNDS, RUNS_A_ROUND = 20, 100
HOURS_PER_DAY = 8


def rows() -> list[Row]:
    """Time reorg and pDESy in day steps; pDESy in hour steps shows that both have the same project."""
    title = f"pDESy {installed('pDESy')}, steps of one day"
    project = drawn()
    exact = exact_schedule(project)
    try:
        hourly = PdesyProject(project, 1)
    except ImportError as error:
        return [skipped(NAME, UNIT, title, TARGET, str(error))]
    hourly.simulate()
    ours, theirs, found = _times(project, exact)
    check = _check(exact, found, hourly.finish_hours())
    return [Row(NAME, UNIT, ours * 1e3, theirs * 1e3, title, theirs / ours, TARGET, check)]


def _times(project: Project, exact: list[int]) -> tuple[float, float, Finish]:
    """Return the least CPU seconds of a run of reorg and of pDESy by days, and reorg's schedule."""
    run = reorg_project(project, 1 + int(max(exact) / HOURS_PER_WEEK))
    found = run(0)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(timed(lambda: [run(world) for world in range(RUNS_A_ROUND)]))
        daily = PdesyProject(project, HOURS_PER_DAY)
        theirs.append(timed(daily.simulate))
    return least_cpu(ours) / RUNS_A_ROUND, least_cpu(theirs), found


def _check(exact: list[int], reorg: Finish, hourly: Finish) -> Check:
    wrong = {"reorg": differing(reorg, exact), "pDESy by hours": differing(hourly, exact)}
    text = f"exact schedule {fingerprint(exact)}, last hour {max(exact)}; " + ", ".join(
        f"{name} {'the same' if count == 0 else f'differs in {count} packages'}"
        for name, count in wrong.items()
    )
    return Check("wrong" if any(wrong.values()) else "right", text)

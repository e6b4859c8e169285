"""Small organizations whose work waits for accelerators."""

from __future__ import annotations

from dataclasses import replace

from engine import labs
from reorg.model.choices import AllocationRule
from reorg.model.compute import Allocation, Pool
from reorg.model.events import Budget, Event, Leave, Move, Prioritize, Reorganize
from reorg.model.organization import Organization
from reorg.model.structure import Structure
from reorg.model.work import Effort

FRAGILE = {"compute.failures_per_1000_gpu_days": 400.0, "compute.checkpoint_hours": 0.7}
"""Most jobs fail, some many times."""


def pool(name: str, gpus: int, allocation: AllocationRule = "fair") -> Pool:
    """Return a pool at the evidence table's failures, whose accelerators cost two dollars an hour."""
    return Pool(name, gpus, 2.0, None, None, 0.5, allocation, "used")


def computing(organization: Organization, hours: float, pools: tuple[str, ...]) -> Organization:
    """Return an organization all of whose work computes, in turn on these pools; widths differ."""
    number = 0
    releases = []
    for one in organization.releases:
        packages = []
        for package in one.packages:
            where = pools[number % len(pools)]
            width = (None, 3, 1, 16)[number % 4]
            packages.append(replace(package, gpu_hours=hours * (1 + number % 3), pool=where, job_gpus=width))
            number += 1
        releases.append(replace(one, packages=tuple(packages)))
    streams = tuple(
        replace(s, gpu_hours=hours / 20, pool=pools[k % len(pools)], job_gpus=None)
        for k, s in enumerate(organization.streams)
    )
    return replace(organization, releases=tuple(releases), streams=streams)


def one_pool(rule: AllocationRule, gpus: int = 16) -> Organization:
    """Return the busy laboratory of other tests on one pool that is nearly always full."""
    lab = computing(labs.everything("mixed", "urgent"), 2000.0, ("cluster",))
    return replace(lab, pools=(pool("cluster", gpus, rule),))


def reorganized(*weeks: float, **more: Event) -> Organization:
    """Return a laboratory that changes pools, sizes and rules as it is reorganized there and back."""
    lab = computing(labs.reorganized(*weeks), 1500.0, ("cluster", "own"))
    first, second = lab.structures[:2]
    served = (("package", "r/a-one"), ("package", "r/c-two"), *(("stream", s.id) for s in lab.streams[:1]))
    changed = (Allocation("own", "priority", 6, served), Allocation("cluster", "expected-return", 20, ()))
    pools = (pool("cluster", 16), replace(pool("own", 5, "expected-return"), paid_for="held"))
    structures: tuple[Structure, ...] = (first, replace(second, allocations=changed))
    scenario = replace(
        lab.scenarios[0], events=tuple(sorted((*lab.scenarios[0].events, *more.values()), key=_week))
    )
    return replace(lab, pools=pools, structures=structures, scenarios=(scenario,))


def cut_and_restored() -> Organization:
    """Return a laboratory whose pools are cut to nothing, restored and doubled while people come and go."""
    return reorganized(
        2.3,
        6.1,
        none=Budget(1.2, None, None, 0.02),
        back=Budget(1.9, None, None, 50.0),
        half=Budget(4.0, None, 0.9, 0.5),
        twice=Budget(8.0, None, None, 2.0),
        leaves=Leave(3.0, "a1"),
        moves=Move(5.0, "a3", "tb"),
        first=Prioritize(2.5, (("package", "r/b-one"), ("package", "r/c-one")), 5.0),
    )


def alone(hours: float, gpu_hours: float, of: Pool, width: int = 1) -> Organization:
    """Return one person with one package of so many hours, and its jobs on a pool."""
    effort = Effort("fixed", hours / 8, hours / 8, hours / 8)
    package = labs.package("p", "a", effort, gpu_hours=gpu_hours, pool=of.id, job_gpus=width, people_max=1)
    only = labs.structure("s", [labs.team("t", None, None, "p1", "area:a")])
    return labs.organization(
        [labs.person("p1", a="medium")], [only], releases=(labs.release([package]),), pools=(of,)
    )


def _week(event: Event) -> tuple[float, bool]:
    return event.week, not isinstance(event, Reorganize)

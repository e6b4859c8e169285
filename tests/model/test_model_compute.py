"""Pools of accelerators in a model file: what they become, and what is said of those that make no sense."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from small_model import data, only_problem

from reorg.model import load
from reorg.model.analysis.findings import find_remarkable
from reorg.model.compute import Allocation, Pool
from reorg.model.events import Budget

Spoil = Callable[[dict[str, Any]], None]
POOLS = [
    {"id": "cluster", "gpus": 64, "usd_per_gpu_hour": 2, "checkpoint_hours": 3},
    {"id": "own", "gpus": 16, "allocation": "priority", "paid_for": "held"},
]


def model() -> dict[str, Any]:
    """Return the valid model with two pools, two packages and a stream that use them."""
    changed = data()
    changed["compute"] = [dict(pool) for pool in POOLS]
    method, system, _ = changed["releases"][0]["packages"]
    method |= {"gpu_hours": 5000, "compute": "cluster", "job_gpus": 16}
    system |= {"gpu_hours": 800, "compute": "own"}
    changed["streams"][0] |= {"gpu_hours": 10, "compute": "cluster"}
    changed["structures"]["apart"]["compute"] = [
        {"pool": "cluster", "gpus": 80, "allocation": "expected-return", "serves": ["engineering"]},
        {"pool": "own", "gpus": 0},
    ]
    return changed


def test_pools_are_resolved() -> None:
    organization = load(model())
    assert organization.pools == (
        Pool("cluster", 64, 2.0, None, 3.0, 0.5, "fair", "used"),
        Pool("own", 16, 0.0, None, None, 0.5, "priority", "held"),
    )
    method, system, launch = organization.releases[0].packages
    assert (method.pool, method.job_gpus, method.gpu_hours) == ("cluster", 16, 5000.0)
    assert (system.pool, system.job_gpus) == ("own", None)
    assert (launch.pool, launch.gpu_hours) == (None, 0.0)
    assert organization.streams[0].gpu_hours == 10.0
    assert organization.structure("together").allocations == ()
    assert organization.structure("apart").allocations == (
        Allocation("cluster", "expected-return", 80, (("package", "flagship/system"),)),
        Allocation("own", "priority", 0, ()),
    )


def test_the_only_pool_need_not_be_named() -> None:
    changed = data()
    changed["compute"] = [POOLS[0]]
    changed["releases"][0]["packages"][0]["gpu_hours"] = 5000
    assert load(changed).releases[0].packages[0].pool == "cluster"


def test_a_pool_named_by_every_structure_need_not_be_named_by_the_work() -> None:
    changed = model()
    del changed["releases"][0]["packages"][1]["compute"]
    changed["structures"]["together"]["compute"] = [{"pool": "own", "serves": ["system"]}]
    assert load(changed).releases[0].packages[1].pool is None


def test_a_structure_that_extends_another_keeps_its_pools_unless_it_states_its_own() -> None:
    changed = model()
    changed["structures"]["together"]["compute"] = [{"pool": "cluster", "gpus": 70}]
    del changed["structures"]["apart"]["compute"]
    assert load(changed).structure("apart").allocations == (Allocation("cluster", "fair", 70, ()),)


def test_more_work_than_a_pool_can_compute_is_remarked() -> None:
    """Sixty weeks of 16 accelerators are 161,280 hours; flagship starts three times, from week -8 on."""
    changed = model()
    changed["releases"][0]["first_week"] = -8
    assert not [f for f in find_remarkable(load(changed)) if f.kind == "compute"]
    package(changed, 1)["gpu_hours"] = 60_000
    (found,) = [f for f in find_remarkable(load(changed)) if f.kind == "compute"]
    assert (found.structure, found.subject) == ("together", "own")
    assert "180,000" in found.message
    assert "161,280" in found.message


def test_accelerators_can_be_cut_on_a_date() -> None:
    changed = model()
    changed["scenarios"]["split"]["events"] = [{"week": 3, "budget": {"gpus_share": 0.5}}]
    assert load(changed).scenario("split").events == (Budget(3.0, None, None, 0.5),)


def test_a_model_without_accelerators_keeps_its_hash() -> None:
    assert load(data()).hash != load(model()).hash
    unused = data()
    unused["releases"][0]["packages"][0] |= {"gpu_hours": 0}
    assert load(unused).hash == load(data()).hash


def package(m: dict[str, Any], number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = m["releases"][0]["packages"][number]
    return found


def apart(m: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = m["structures"]["apart"]["compute"]
    return found


def together(m: dict[str, Any], change: dict[str, Any]) -> None:
    m["structures"]["together"]["compute"] = [change]


SPOILED: list[tuple[Spoil, tuple[str, str, str]]] = [
    (lambda m: package(m).update(compute="clutser"), ("method > compute", "no compute pool", "'cluster'")),
    (lambda m: m["streams"][0].update(compute="mine"), ("requests > compute", "no compute pool", "")),
    (lambda m: apart(m)[1].update(pool="owm"), ("compute > #2 > pool", "no compute pool", "'own'")),
    (lambda m: package(m).pop("compute"), ("method > gpu_hours", "several compute pools", "cluster or own")),
    (lambda m: package(m).update(job_gpus=100), ("method > job_gpus", "has 64 in 'together'", "narrow")),
    (lambda m: apart(m)[0].pop("serves"), ("system > gpu_hours", "'own' has 0", "")),
    (lambda m: package(m, 2).update(job_gpus=4), ("launch > job_gpus", "no jobs", "gpu_hours")),
    (
        lambda m: apart(m).append({"pool": "cluster", "gpus": 90}),
        ("compute > #3 > pool", "appears twice", "join"),
    ),
    (lambda m: together(m, {"pool": "own"}), ("compute > #1", "nothing about the pool", "state")),
    (
        lambda m: together(m, {"pool": "own", "serves": ["engineering", "system"]}),
        ("serves > #2", "served twice", "one pool"),
    ),
    (lambda m: apart(m)[1].update(serves=["launch"]), ("serves > #1", "has no jobs", "gpu_hours")),
    (
        lambda m: apart(m)[1].update(serves=["systen"]),
        ("serves > #1", "no area, release, package", "'system'"),
    ),
    (lambda m: m["compute"].append({"id": "own", "gpus": 2}), ("compute > own > id", "appears twice", "own")),
    (lambda m: m["compute"][0].update(gpus=0), ("compute > cluster > gpus", "at least 1", "")),
    (lambda m: m["compute"][0].update(allocation="lottery"), ("allocation", "expected fair", "")),
]


@pytest.mark.parametrize(("spoil", "text"), SPOILED)
def test_what_makes_no_sense_is_refused_at_its_place(spoil: Spoil, text: tuple[str, str, str]) -> None:
    changed = model()
    spoil(changed)
    problem = only_problem(changed)
    path, message, hint = text
    assert path in problem.path
    assert message in problem.message
    assert hint in problem.hint


def test_work_that_computes_needs_a_pool() -> None:
    changed = data()
    package(changed)["gpu_hours"] = 5
    problem = only_problem(changed)
    assert "method > gpu_hours" in problem.path
    assert "no compute pool" in problem.message


def test_there_must_be_accelerators_to_cut() -> None:
    changed = data()
    changed["scenarios"]["split"]["events"] = [{"week": 3, "budget": {"gpus_share": 0.5}}]
    assert "no accelerators" in only_problem(changed).message

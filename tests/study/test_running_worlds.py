"""Worlds on threads: in order, told of one by one, and no two threads share what runs a plan."""

import threading

import pytest
from small_lab import lab

from reorg.engine import plan_scenario
from reorg.study.running import worlds
from reorg.study.running.worlds import ThreadRunners, run_worlds


def test_worlds_come_back_in_order_and_are_reported_one_by_one():
    reported = []
    assert run_worlds(lambda world: world * world, 20, 3, reported.append) == [w * w for w in range(20)]
    assert reported == [1] * 20


def test_after_an_error_no_more_than_the_worlds_under_way_are_run():
    begun = []

    def fail_in_the_second(world):
        begun.append(world)
        if world == 1:
            raise ArithmeticError("world 1")

    with pytest.raises(ArithmeticError, match="world 1"):
        run_worlds(fail_in_the_second, 10_000, 2)
    assert len(begun) < 10_000


def test_each_thread_has_its_own_runner_of_a_plan_and_keeps_it():
    plans = [plan_scenario(lab(), lab().baseline) for _ in range(2)]
    runners = ThreadRunners("reference")
    here = [runners.of(plan) for plan in plans]
    there = []
    thread = threading.Thread(target=lambda: there.extend(runners.of(plan) for plan in plans))
    thread.start()
    thread.join()
    assert [runners.of(plan) for plan in plans] == here
    assert len({id(runner) for runner in (*here, *there)}) == 4


def test_runners_are_made_one_after_another(monkeypatch):
    """The first one compiles the engine: another thread would compile it once more beside."""
    making, most = [], []

    def make(plan, engine):
        making.append(plan)
        most.append(len(making))
        threading.Event().wait(0.05)
        making.pop()
        return plan, engine

    monkeypatch.setattr(worlds, "runner", make)
    runners, begun = ThreadRunners(), threading.Barrier(4)

    def run(_world):
        begun.wait()
        return runners.of(plan)

    plan = object()
    run_worlds(run, 4, 4)
    assert most == [1, 1, 1, 1]

"""Whatever happens to people, no work, question or vacancy is lost, and nobody idles beside open work."""

from __future__ import annotations

import heapq
from typing import Any

import pytest
from hypothesis import given

from engine import labs, labs_agents, labs_people
from engine.labs_drawn import drawn_labs, eventful_organizations
from engine.test_reference import random_values
from reorg.engine.reference import simulator
from reorg.engine.reference.choice import next_job
from reorg.engine.reference.plan import build_world
from reorg.engine.reference.simulator import simulate_reference
from reorg.engine.reference.state.items import Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.model.organization import Organization


def check_people(world: World) -> None:
    for person in world.people:
        if person.idle:
            assert not person.inbox
            assert next_job(world, person) is None
        if not person.present:
            assert person.held == []
            assert person.activity is None
            for item in person.inbox:
                assert_waits_for_vacancy(world, person, item)
        assert person.lead is None or person.lead.present
        results = [item for item in [*person.inbox, person.activity] if getattr(item, "delegated", None)]
        assert person.engaged == len(results) + len(person.agents_at_work)
    expected = sum(p.career.pay for p in world.people if p.present or p.until is not None)
    assert world.payroll == pytest.approx(expected)


def assert_waits_for_vacancy(world: World, vacant: Person, item: Item) -> None:
    """Nothing waits for a vacant position but questions for it, each until the patience of who asks ends."""
    assert item.kind == "decide"
    assert item.question is not None
    assert item.question.whom is vacant is not item.question.asker
    assert any(team.official is vacant for team in world.form.teams)
    expiries = [time for time, _, what, on in world.event_heap if what == "expire" and on is item]
    assert expiries == [item.question.deadline]
    assert item.question.deadline >= world.now


def check_leads(world: World) -> None:
    for team in world.form.teams:
        assert [person for person in world.people if person.present and person.team is team] == team.members
        if team.official in team.members:
            assert team.lead is team.official
        else:
            assert (team.lead in team.members) == bool(team.official and team.members)


def check_job(world: World, job: Job) -> None:
    activity = [person.activity for person in world.people]
    items = [item for person in world.people for item in person.inbox]
    items += [thing for thing in activity if isinstance(thing, Item)]
    slots = [item for time, _, what, item in world.event_heap if what == "slot" and item.slot == time]
    asked = [item for item in [*items, *slots] if item.kind in ("decide", "pass")]
    about = [item.question for item in asked if item.question and item.question.job is job]
    assert len(about) == job.undecided
    assert sum(question.stops for question in about) == job.stopped
    assert sum(getattr(thing, "job", None) is job for thing in activity) == job.in_hands
    results = [item.delegated for item in items if item.delegated]
    results += [work for person in world.people for work in person.agents_at_work]
    assert sum(work.chunk.job is job for work in results) == job.delegated
    assert job.left > 0.0 or job.in_hands or job.delegated or job.undecided
    assert job.left <= 0.0 or job in job.owner.work or (job.holder is not None and job in job.holder.held)


def watch(monkeypatch: pytest.MonkeyPatch, lab: Organization, values: labs.Values, number: int) -> None:
    """Run a world in plain Python and check it whenever its clock advances."""
    worlds: list[World] = []

    def building(*args: Any) -> World:
        worlds.append(build_world(*args))
        return worlds[-1]

    class Watched:
        @staticmethod
        def heappop(event_heap: Any) -> Any:
            world = worlds[-1]
            if event_heap[0][0] > world.now:
                check_people(world)
                check_leads(world)
                for job in world.jobs():
                    if job.state == "open":
                        check_job(world, job)
            return heapq.heappop(event_heap)

    with monkeypatch.context() as patched:
        patched.setattr(simulator, "build_world", building)
        patched.setattr(simulator, "heapq", Watched)
        simulate_reference(lab, "it", values, 7, number)
    assert worlds[-1].now == worlds[-1].ledger.end


def test_everything_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    for world in range(2):
        watch(
            monkeypatch,
            labs_people.everything_happens(),
            labs.central() | labs_people.RESTLESS,
            world,
        )


@pytest.mark.slow
def test_agents_and_their_work(monkeypatch: pytest.MonkeyPatch) -> None:
    eager = labs.central() | labs_people.RESTLESS | labs_agents.EAGER
    for lab in (labs_agents.with_agents(), labs_agents.agents_come_and_go()):
        watch(monkeypatch, lab, eager, 0)


@pytest.mark.slow
@drawn_labs(40)
@given(eventful_organizations())
def test_events_drawn_at_random(monkeypatch: pytest.MonkeyPatch, drawn: tuple[Organization, int]) -> None:
    lab, number = drawn
    restless = {"turnover.base_per_year": 4.0, "onboarding.hiring_weeks": 0.5}
    watch(monkeypatch, lab, random_values(number) | restless, number)

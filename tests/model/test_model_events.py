"""Dated events: what they become, and what is said of those that cannot happen."""

from __future__ import annotations

from typing import Any

import pytest
from small_model import data, only_problem, problems_of

from reorg.model import load
from reorg.model.events import (
    Budget,
    Demand,
    Equip,
    Event,
    Join,
    Layoff,
    Leave,
    Move,
    Prioritize,
    Publish,
    Reorganize,
    Replace,
)
from reorg.model.people import Person

NEW: dict[str, Any] = {"id": "sam", "team": "app", "skills": {"product": "high", "research": "low"}}
SAM = Person("sam", "sam", "", "mid", {"research": "low", "product": "high"}, 1.0, 0.0, 0.0)


def with_events(*events: dict[str, Any], scenario: str = "split") -> dict[str, Any]:
    """Return the valid model with the events of one scenario replaced; week 1 unless stated."""
    model = data()
    model["scenarios"][scenario]["events"] = [{"week": 1, **event} for event in events]
    return model


def resolved(*events: dict[str, Any]) -> tuple[Event, ...]:
    return load(with_events(*events)).scenario("split").events


@pytest.mark.parametrize(
    ("stated", "event"),
    [
        ({"leave": "res#2"}, Leave(1, "res#2")),
        ({"join": NEW}, Join(1, SAM, "app")),
        ({"replace": {"person": "head"}}, Replace(1, "head", 0, None)),
        (
            {"replace": {"person": "head", "annual_cost_usd": 9e5, "title": "Chief"}},
            Replace(1, "head", 0, None, 9e5, "Chief"),
        ),
        (
            {
                "replace": {
                    "person": "head",
                    "after_weeks": 2,
                    "skills": {"product": "low", "research": "high"},
                }
            },
            Replace(1, "head", 2, {"research": "high", "product": "low"}),
        ),
        ({"move": {"person": "res#2", "to": "app"}}, Move(1, "res#2", "app")),
        ({"demand": {"stream": "requests", "factor": 0.5}}, Demand(1, "requests", 0.5, None)),
        ({"demand": {"stream": "requests", "factor": 3, "for_weeks": 8}}, Demand(1, "requests", 3, 8)),
        ({"budget": {"hiring": False}}, Budget(1, False, None)),
        ({"budget": {"hiring": True, "payroll_share": 0.9}}, Budget(1, True, 0.9)),
        (
            {"priority": {"work": "product", "priority": 3}},
            Prioritize(1, (("package", "flagship/launch"), ("stream", "requests")), 3),
        ),
        (
            {"priority": {"work": "method", "priority": 0}},
            Prioritize(1, (("package", "flagship/method"),), 0),
        ),
        ({"layoff": {"people": ["head", "res#2..3"]}}, Layoff(1, 1, ("head", "res#2", "res#3"))),
        (
            {"equip": {"people": ["head", "prod", "head"], "ai_agents": 3}},
            Equip(1, ("head", "prod#1", "prod#2"), 3),
        ),
        ({"layoff": {"people": ["prod", "prod#1"], "share": 0.5}}, Layoff(1, 0.5, ("prod#1", "prod#2"))),
    ],
)
def test_an_event_becomes_what_it_says(stated: dict[str, Any], event: Event) -> None:
    assert resolved(stated) == (event,)


def test_a_layoff_by_area_is_of_those_whose_best_skill_it_is() -> None:
    (event,) = resolved({"layoff": {"share": 0.2, "areas": ["research"]}})
    assert isinstance(event, Layoff)
    assert event.people == ("head", "res#1", "res#2", "res#3", "res#4")
    (event,) = resolved({"layoff": {"areas": ["engineering"], "people": ["res#4"]}})
    assert isinstance(event, Layoff)
    assert event.people == ("res#4", *(f"eng#{n}" for n in range(1, 6)))


def test_events_come_by_date_the_structure_first_and_then_as_written() -> None:
    events = resolved(
        {"week": 4, "leave": "res#2"},
        {"week": 9, "leave": "res#3"},
        {"week": 4, "join": NEW},
        {"week": 4, "reorganize": "apart"},
        {"week": 0.5, "replace": {"person": "head"}},
    )
    assert [type(event) for event in events] == [Replace, Reorganize, Leave, Join, Leave]


def test_whoever_joins_may_be_named_afterwards() -> None:
    events = resolved({"join": NEW}, {"week": 5, "move": {"person": "sam", "to": "model"}})
    assert events[1] == Move(5, "sam", "model")
    problem = only_problem(with_events({"week": 5, "join": NEW}, {"leave": "sam"}))
    assert "does not join before week 5" in problem.message


def test_whoever_joins_is_known_only_in_their_own_scenario() -> None:
    model = with_events({"join": NEW})
    model["scenarios"]["stay"]["events"] = [{"week": 3, "leave": "sam"}]
    assert only_problem(model).message == "no person is called 'sam'"


def test_the_same_newcomer_may_join_in_two_scenarios() -> None:
    model = with_events({"join": NEW})
    model["scenarios"]["stay"]["events"] = [{"week": 3, "join": NEW}]
    assert load(model).scenario("stay").events == (Join(3, SAM, "app"),)
    model["scenarios"]["stay"]["events"] = [{"week": 3, "join": NEW | {"team": "lab"}}]
    assert "a different person in another scenario" in only_problem(model).message


def test_a_move_is_to_a_team_of_the_structure_in_force_then() -> None:
    change, move = {"week": 4, "reorganize": "apart"}, {"move": {"person": "res#2", "to": "platform"}}
    assert resolved(change, {**move, "week": 4})[1] == Move(4, "res#2", "platform")
    problem = only_problem(with_events(change, {**move, "week": 3}))
    assert problem.message == "the structure 'together', in force then, has no team 'platform'"


def test_events_decide_the_hash() -> None:
    hashes = {load(with_events({"week": week, "leave": "head"})).hash for week in (1, 2)}
    assert len(hashes) == 2


WRONG: list[tuple[dict[str, Any], str, str, str]] = [
    ({"leave": "haed"}, "leave", "no person is called 'haed'", "'head'"),
    ({"leave": "res"}, "leave", "is a group of 4", 'name one of them: "res#1"'),
    ({"week": 52, "leave": "head"}, "week", "not before the horizon", "earlier"),
    ({"replace": {"person": "res#9"}}, "replace > person", "out of range", "res#1..4"),
    ({"leave": "res#0"}, "leave", "out of range", "res#1..4"),
    ({"layoff": {"people": ["res#0..2"]}}, "layoff > people > #1", "out of range", "res#1..4"),
    ({"layoff": "carlos"}, "layoff", "a mapping", "write layoff: {people: [carlos]}"),
    ({"layoff": ["eng", "head"]}, "layoff", "a mapping", "write layoff: {people: [eng, head]}"),
    ({"move": "head"}, "move", "a mapping", "write move: {person: head, to: ...}"),
    ({"budget": "frozen"}, "budget", "a mapping", "with hiring, payroll_share, gpus_share"),
    ({"replace": {"person": "head", "skills": {"prodct": "low"}}}, "skills > prodct", "no area", "'product'"),
    ({"move": {"person": "heda", "to": "app"}}, "move > person", "no person is called", "'head'"),
    ({"move": {"person": "head", "to": "apps"}}, "move > to", "has no team 'apps'", "'app'"),
    ({"join": NEW | {"id": "head"}}, "join > id", "already the id of a person", "its own"),
    ({"join": NEW | {"id": "res"}}, "join > id", "already the id of a person", "its own"),
    ({"join": NEW | {"team": "platform"}}, "join > team", "'together' has no team", ""),
    ({"join": NEW | {"skills": {"prodct": "low"}}}, "skills > prodct", "no area", "'product'"),
    ({"join": NEW | {"seniority": "boss"}}, "join > seniority", "expected junior", ""),
    ({"demand": {"stream": "reqests", "factor": 2}}, "demand > stream", "no stream", "'requests'"),
    ({"demand": {"stream": "requests", "factor": 0}}, "demand > factor", "above 0", "0.01"),
    ({"demand": {"stream": "requests", "factor": 1e9}}, "demand > factor", "at most 1000", ""),
    ({"budget": {}}, "events > #1 > budget", "nothing that changes", "hiring: false"),
    ({"budget": {"hiring": None}}, "events > #1 > budget", "nothing that changes", "hiring: false"),
    ({"priority": {"work": "mehod", "priority": 2}}, "priority > work", "no area, release", "'method'"),
    ({"layoff": {"share": 0.1}}, "layoff", "the layoff names no one", "people or areas"),
    ({"publish": "open"}, "publish", "no market", "add market"),
    ({"publish": "half"}, "publish", "closed", ""),
    ({"equip": {"people": ["edn"], "ai_agents": 1}}, "equip > people > #1", "no person is called", "'eng'"),
    ({"equip": {"people": [], "ai_agents": 1}}, "equip > people", "expected 1 or more entries", ""),
    ({"equip": {"people": ["eng"], "ai_agents": -1}}, "equip > ai_agents", "0", ""),
    ({"layoff": {"people": ["edn"]}}, "layoff > people > #1", "no person is called", "'eng'"),
    ({"layoff": {"areas": ["prodct"]}}, "layoff > areas > #1", "no area", "'product'"),
    ({"layoff": {"share": 0, "people": ["eng"]}}, "layoff > share", "above 0", ""),
]  # fmt: skip


@pytest.mark.parametrize(("event", "path", "message", "hint"), WRONG, ids=[f"{w[1]}: {w[2]}" for w in WRONG])
def test_an_event_that_cannot_happen_is_refused_once_with_its_fix(
    event: dict[str, Any], path: str, message: str, hint: str
) -> None:
    problem = only_problem(with_events(event))
    assert problem.path.endswith(path)
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("events", "message"),
    [
        (({"leave": "res#2"}, {"week": 9, "leave": "res#2..2"}), "res#2..2 leaves twice"),
        (({"replace": {"person": "head"}}, {"week": 9, "replace": {"person": "head"}}), "is replaced twice"),
        (({"join": NEW}, {"week": 9, "join": NEW}), "joins twice"),
    ],
)
def test_what_happens_once_is_not_stated_twice(events: tuple[dict[str, Any], ...], message: str) -> None:
    assert message in only_problem(with_events(*events)).message


def test_someone_may_leave_and_be_replaced() -> None:
    events = resolved({"leave": "head"}, {"replace": {"person": "head", "after_weeks": 2}})
    assert [type(event) for event in events] == [Leave, Replace]


def test_an_area_without_work_or_people_is_named() -> None:
    model = with_events({"layoff": {"areas": ["law"]}}, {"priority": {"work": "law", "priority": 2}})
    model["areas"].append("law")
    text = {problem.message for problem in problems_of(model)}
    assert text == {"nobody's best skill is in law", "no package or stream is in the area 'law'"}


def test_demand_of_a_stream_that_another_feeds_is_refused() -> None:
    model = with_events({"demand": {"stream": "later", "factor": 2}})
    model["streams"][0]["then"] = "later"
    model["streams"].append({"id": "later", "area": "product", "per_week": 0, "effort_days": 1})
    assert "no arrivals of its own" in only_problem(model).message
    assert "feeds it" in only_problem(model).hint


def test_models_come_out_open_from_a_week_on() -> None:
    model = with_events({"publish": "open"})
    model["market"] = {"population": 1000}
    events = load(model).scenario("split").events
    assert events == (Publish(1.0, "open"),)


def test_a_market_without_room_is_refused() -> None:
    problem = only_problem(data() | {"market": {"population": 1000, "adopters_at_start": 1000}})
    assert problem.path == "market > adopters_at_start"
    assert "larger population" in problem.hint


def test_what_is_open_does_not_wait_for_a_release() -> None:
    model = data() | {"market": {"population": 1000}}
    model["scenarios"]["split"]["events"] = [{"when": {"release": "flagship"}, "publish": "open"}]
    assert only_problem(model).hint == "write week instead of when"
